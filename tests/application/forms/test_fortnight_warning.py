"""半月预警 on a workspace: red is what is late, yellow what is nearly, gaps are benchmarks that are missed."""

from __future__ import annotations

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.domain.events import Verb
from desktop_app.domain.officer import Leave, Officer
from desktop_app.domain.rhythm import Cadence, period_of
from tests.desks import FRIDAY, act, entered, finish, on, opened
from tests.documents.reading import page_texts

PREPARED = ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")


def test_a_quiet_workspace_says_none(workspace: Desk) -> None:
    issued = workspace.documents.issue("fortnight-warning", About(), {}, "甲")
    text = "".join("".join(page_texts(issued.content)).split())
    assert text.count("共0项") == 3
    assert text.count("无") >= 3


def test_late_steps_are_on_the_red_list_and_nearly_late_ones_on_the_yellow(workspace: Desk) -> None:
    for name, received in (("着急项目", "2026-11-04"), ("临近项目", "2026-11-20")):
        case = opened(workspace, "SX-BA-CG", project_id=entered(workspace, name).id)
        finish(workspace, case, "2026-11-03", *PREPARED)
        act(workspace, case, Verb.RECEIVE, "LX01", received)
        act(workspace, case, Verb.ACCEPT, "LX01", received)
    issued = workspace.documents.issue("fortnight-warning", About(), {"answer_by": "2026-11-27"}, "甲")
    text = "".join("".join(page_texts(issued.content)).split())
    red, yellow = text.split("红色清单：已经逾期")[1].split("黄色清单：即将到期")
    assert "（共1项）" in red and "着急项目" in red and "临近项目" not in red
    assert "临近项目" in yellow and "着急项目" not in yellow
    assert "2026年11月27日" in text
    assert issued.paper.number == "BB-2026-A-D22B-0001"


def test_whoever_stands_in_is_named_on_the_weekly_sheet_and_the_warning(workspace: Desk) -> None:
    case = opened(workspace, "SX-BA-CG", project_id=entered(workspace).id, officer="甲")
    finish(workspace, case, "2026-11-03", *PREPARED)
    act(workspace, case, Verb.RECEIVE, "LX01", "2026-11-04")
    act(workspace, case, Verb.ACCEPT, "LX01", "2026-11-04")
    for name in ("甲", "乙"):
        workspace.officers.save(Officer("", name), "丁")
    workspace.officers.save_leave(Leave("", "甲", on("2026-11-19"), on("2026-11-30"), "", "乙"), "丁")
    for form, said in (("weekly-dispatch", "（甲，乙代）"), ("fortnight-warning", "甲（乙代）")):
        text = "".join("".join(page_texts(workspace.documents.preview(form, About(), {}).content)).split())
        assert said in text, form


def test_what_the_weekly_sheet_says_of_a_case_stands_at_its_most_pressing_step_only(workspace: Desk) -> None:
    case = opened(workspace, "SX-BA-CG", project_id=entered(workspace).id, officer="甲")
    finish(workspace, case, "2026-11-03", *PREPARED, "LX01")
    for code in ("PG05", "SB01"):
        act(workspace, case, Verb.INCLUDE, code, "2026-11-03")
        act(workspace, case, Verb.ACCEPT, code, "2026-11-04")
    workspace.rhythm.type_cell(period_of(Cadence.WEEK, on(FRIDAY)), case.id, "stuck", "等企业补图", "甲")
    asked = {one.ask.key: one.value for one in workspace.documents.asked("fortnight-warning", About())}
    rows = asked["held"]
    assert isinstance(rows, tuple) and len(rows) >= 2
    assert [row[2] for row in rows] == ["等企业补图", *[""] * (len(rows) - 1)]


def test_a_missed_benchmark_is_a_gap(workspace: Desk) -> None:
    case = opened(workspace, "SX-BA-CG", "2025-03-03", project_id=entered(workspace).id)
    finish(workspace, case, "2025-03-03", *PREPARED, "LX01")
    asked = {one.ask.key: one.value for one in workspace.documents.asked("fortnight-warning", About())}
    gaps = asked["gaps"]
    assert isinstance(gaps, tuple)
    (gap,) = gaps
    assert gap[:3] == ("全流程120个工作日", "120 个工作日内", "在计 1 件，已有结果 0 件")
    assert gap[3].startswith("1 件已超，最多超 ") and gap[3].endswith(" 个工作日")


def test_a_target_behind_its_time_is_a_gap(workspace: Desk) -> None:
    base = {"unit_name": "临汾经济开发区", "measure": "亿元", "target": "100"}
    for until, period, actual in (("2026-09-30", "1-9月", "70"), ("2026-10-31", "1-10月", "75.5")):
        said = {**base, "indicator": "工业投资", "until": until, "period": period, "actual": actual}
        workspace.entries.add("targets", said, "甲")
    workspace.entries.add(
        "targets", {**base, "indicator": "税收收入", "until": "2026-10-31", "period": "1-10月", "actual": "90"}, "甲"
    )
    text = "".join("".join(page_texts(workspace.documents.preview("fortnight-warning", About(), {}).content)).split())
    assert "工业投资（1-10月）" in text and "1-9月" not in text and "税收收入" not in text
    assert "完成75.5%，时间进度83.3%，差7.8个百分点" in text
