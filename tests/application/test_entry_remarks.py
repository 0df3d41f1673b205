"""What is said beside cells: of rows as they are, of what is being typed, and of signs no paper can print."""

from __future__ import annotations

import sys

import pytest

from desktop_app.application.desk import Desk
from desktop_app.documents.fonts import missing
from desktop_app.domain.ledger_checks import odd_signs
from desktop_app.domain.ledger_query import LedgerView
from desktop_app.domain.partial_date import read_date
from desktop_app.domain.refusals import Refusal
from tests.desks import entered

IN_THE_STANDARD = "91350100M000100Y43"


def test_a_row_is_remarked_on_with_its_columns(workspace: Desk) -> None:
    found = workspace.remarks.of("three-batches", {"signed": "2026年1月5日", "started": "2025年1月5日"})
    assert [(one.columns, one.message) for one in found] == [
        (("started", "signed"), "开工时间 2025年1月5日 早于签约时间 2026年1月5日，请核对")
    ]
    with pytest.raises(Refusal):
        workspace.remarks.of("nothing", {})


def test_only_what_is_being_typed_is_spoken_of(workspace: Desk) -> None:
    held = {"signed": "2026年1月5日", "started": "2025年1月5日", "credit_code": IN_THE_STANDARD}
    assert workspace.remarks.typed("three-batches", held, {"name": "甲"}) == []
    typed = workspace.remarks.typed(
        "three-batches", held, {"signed": "2026.1.6", "credit_code": IN_THE_STANDARD[:-1] + "1"}
    )
    assert [one.column for one in typed] == ["credit_code", "started"]
    assert workspace.remarks.typed("three-batches", held, {"signed": "2024年"}) == []


def test_signs_no_font_has_are_told_before_anything_is_printed(workspace: Desk) -> None:
    (found,) = workspace.remarks.typed("visits", {}, {"subject": "已办好😀，𠮷日开工🎉"})
    assert found.message == "事项：😀、🎉 没有字体可印，文书上会印成“〓”；请换个写法"
    assert workspace.remarks.on_paper("已办好👍") == "👍 没有字体可印，文书上会印成“〓”；请换个写法"
    assert workspace.remarks.on_paper("面积 3 ㎡，𠮷") == ""
    assert workspace.remarks.unprintable(["好", "😀", "🎉😀"]) == {"😀", "🎉"}


def test_what_is_taken_for_ordinary_can_be_printed() -> None:
    every = [chr(code) for code in range(0x20, sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    ordinary = set(every) - odd_signs(every)
    assert len(ordinary) > 20_000
    assert missing("".join(ordinary)) == set()


def test_a_row_is_refused_that_cannot_be(workspace: Desk) -> None:
    told = {"period": "2026年10月", "unit_name": "甲区", "indicator": "工业投资", "rank": "99", "rank_of": "3"}
    with pytest.raises(Refusal, match="排名 99 大于参加排名 3"):
        workspace.entries.add("targets", told, "甲")
    with pytest.raises(Refusal, match="最少 1"):
        workspace.entries.add("targets", told | {"rank": "0"}, "甲")
    row, _ = workspace.entries.add("targets", told | {"rank": "3"}, "甲")
    with pytest.raises(Refusal, match="排名 3 大于参加排名 2"):
        workspace.entries.edit(row.id, {"rank_of": "2"}, "甲")


def test_the_next_visit_is_not_before_this_one(workspace: Desk) -> None:
    told = {"visited_on": "2026-11-03", "enterprise": "甲公司", "form": "上门", "subject": "用地"}
    with pytest.raises(Refusal, match="下次走访 2025-01-01 早于日期 2026-11-03"):
        workspace.entries.add("visits", told | {"next_on": "2025-01-01"}, "甲")
    row, _ = workspace.entries.add("visits", told | {"next_on": "2026-12-01"}, "甲")
    assert workspace.entries.row(row.id).cells["next_on"] == "2026-12-01"


def test_a_code_that_is_none_is_refused_and_one_with_a_slip_is_kept(workspace: Desk) -> None:
    project = entered(workspace)
    with pytest.raises(Refusal, match="有 11 位"):
        workspace.entries.put("three-batches", project.id, {"credit_code": "91140000ABC"}, "甲")
    slip = IN_THE_STANDARD[:-1] + "1"
    workspace.entries.put("three-batches", project.id, {"credit_code": slip}, "甲")
    row = next(one for one in workspace.entries.rows("three-batches") if one.anchor == project.id)
    assert [one.column for one in workspace.remarks.of("three-batches", row.cells)] == ["credit_code"]


ISSUE = {"来源": "走访", "提出日期": "2026-11-02", "企业": "甲公司", "类别": "用地", "问题描述": "路不通"}


def test_no_two_issues_have_one_number(workspace: Desk) -> None:
    first, _ = workspace.entries.add("issues", ISSUE, "甲")
    second, _ = workspace.entries.add("issues", ISSUE | {"企业": "乙公司"}, "甲")
    with pytest.raises(Refusal, match="“WT-2026-001”已在台账“问题”里"):
        workspace.entries.edit(second.id, {"编号": "WT-2026-001"}, "甲")
    with pytest.raises(Refusal, match="不像编号"):
        workspace.entries.edit(second.id, {"编号": "X"}, "甲")
    workspace.entries.edit(first.id, {"编号": "WT-2026-001", "责任人": "丁"}, "甲")
    workspace.entries.edit(second.id, {"编号": "WT-2026-9"}, "甲")


def test_only_what_stays_behind_the_year_is_in_the_view_of_it(workspace: Desk) -> None:
    told = {"period": "2026年1-10月", "until": "2026-10-31", "unit_name": "甲区", "target": "10"}
    for name, actual in (("工业投资", "9.9"), ("税收收入", "5")):
        workspace.entries.add("targets", told | {"indicator": name, "actual": actual}, "甲")
    view = next(one for one in workspace.entries.views("targets") if one.name == "落后时间进度")
    (row,) = workspace.entries.rows("targets", view.query)
    assert (row.cells["indicator"], row.cells["shortfall"]) == ("税收收入", "33.29")


def test_no_view_is_called_as_what_the_window_has(workspace: Desk) -> None:
    for name in ("全部", "已移出的行"):
        with pytest.raises(Refusal, match="自带的视图"):
            workspace.entries.save_view("issues", LedgerView(name))
    with pytest.raises(Refusal, match="最多 20 个字"):
        workspace.entries.save_view("issues", LedgerView("长" * 21))


def test_facts_of_a_project_are_remarked_on_wherever_they_are_written(workspace: Desk) -> None:
    project = entered(
        workspace, project_code="X-1", signed=read_date("2026年1月5日").value, started=read_date("2025年1月").value
    )
    assert workspace.remarks.project(project) == [
        "项目代码：“X-1”不是全国统一的项目代码格式（如 2023-141000-44-01-123456）；请核对",
        "开工时间 2025年1月 早于签约时间 2026年1月5日，请核对",
    ]
