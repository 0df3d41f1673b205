"""月通报 on a workspace: figures of the month that is asked for, ranks, what the ledger lacks, refusals."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.domain.events import Verb
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.refusals import Refusal
from tests.desks import Clock, act, entered, finish, on, opened
from tests.documents.reading import page_texts

PREPARED = ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")


def text_of(desk: Desk, **answers: object) -> str:
    return "".join("".join(page_texts(desk.documents.preview("monthly-bulletin", About(), answers).content)).split())


def proposed(desk: Desk) -> dict[str, object]:
    return {one.ask.key: one.value for one in desk.documents.asked("monthly-bulletin", About())}


def busy(desk: Desk) -> None:
    signed = PartialDate.of(on("2026-10-08"))
    project = entered(desk, "着急项目", zone="东区", signed=signed, investment_yuan=100_000_000)
    entered(desk, "建成项目", signed=signed, started=PartialDate.of(on("2026-10-20")), investment_yuan=300_000_000)
    case = opened(desk, "SX-BA-CG", "2026-10-12", project_id=project.id, officer="甲")
    finish(desk, case, "2026-10-13", *PREPARED[:4])
    finish(desk, case, "2026-11-03", *PREPARED[4:])
    act(desk, case, Verb.RECEIVE, "LX01", "2026-11-04")
    act(desk, case, Verb.ACCEPT, "LX01", "2026-11-04")


def test_each_month_has_its_own_figures(workspace: Desk) -> None:
    busy(workspace)
    november = text_of(workspace, month="2026-11")
    assert "关于2026年11月项目帮办代办工作情况的通报" in november
    assert "本月新开0个；本月办结环节4项" in november
    assert "目前逾期1项" in november and "企业投资项目备案" in november
    assert "1.甲：办结4项" in november and "1.东区：办结4项" in november
    october = text_of(workspace, month="2026-10")
    assert "截至2026年10月31日，在办代办件1个，本月新开1个；本月办结环节4项" in october
    assert "目前逾期0项" in october


def test_nothing_is_said_of_a_share_where_nothing_had_a_limit(workspace: Desk) -> None:
    case = opened(workspace, day="2026-10-08", officer="甲")
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-10-09")
    text = text_of(workspace, month="2026-11")
    assert "1.甲：办结0项，目前逾期" in text and "（0/0）" not in text


def test_rates_and_stalled_projects_come_from_the_ledger_by_their_definitions(workspace: Desk) -> None:
    signed = PartialDate.of(on("2026-10-08"))
    amount = {"signed": signed, "batch": "签约"}
    entered(workspace, "着急项目", investment_yuan=100_000_000, **amount)
    entered(workspace, "建成项目", started=PartialDate.of(on("2026-10-20")), investment_yuan=300_000_000, **amount)
    asked = proposed(workspace)
    assert "开工率 75.0%（签约一批中已开工项目的总投资 3 亿元/签约一批项目的总投资 4 亿元）" in str(asked["rates"])
    assert "投产率不计算" in str(asked["rates"])
    assert "（一）签而未落 1 个。着急项目。" in str(asked["stalled"])
    assert "（二）落而未投 1 个。建成项目。" in str(asked["stalled"])
    assert "（三）投而未达 0 个。" in str(asked["stalled"])


def test_an_unknown_investment_is_said_to_be_missing(workspace: Desk) -> None:
    entered(workspace, "不知投资", signed=PartialDate.of(on("2026-10-08")), batch="签约")
    entered(workspace, "知道投资", signed=PartialDate.of(on("2026-10-08")), batch="签约", investment_yuan=100_000_000)
    assert "1 个项目资料不全" in str(proposed(workspace)["rates"])


def test_an_empty_workspace_can_be_reported(workspace: Desk) -> None:
    assert "开工率不计算" in str(proposed(workspace)["rates"])
    text = text_of(workspace)
    assert "本月无。" in text


def test_early_in_a_month_the_one_before_is_proposed(workspace: Desk, clock: Clock) -> None:
    assert proposed(workspace)["month"] == "2026-11"
    clock.day = "2026-12-03"
    assert proposed(workspace)["month"] == "2026-11"
    clock.day = "2026-12-11"
    assert proposed(workspace)["month"] == "2026-12"


@pytest.mark.parametrize(
    ("month", "why"), [("11月", "要写成 2026-11"), ("2026-13", "要写成 2026-11"), ("2027-01", "还没有到")]
)
def test_a_month_that_cannot_be_is_refused(workspace: Desk, month: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        text_of(workspace, month=month)


def test_the_mark_of_the_notice_is_its_own_number(workspace: Desk) -> None:
    workspace.wording.reword("zone.notice-mark", "开项办发", "甲")
    given = {"praise": "对综合窗口提出表扬。", "criticism": "对某处提出批评。"}
    issued = workspace.documents.issue("monthly-bulletin", About(), given, "甲")
    text = "".join("".join(page_texts(issued.content)).split())
    assert "开项办发〔2026〕1号" in text
    assert "对综合窗口提出表扬。" in text and "对某处提出批评。" in text
    assert issued.paper.number == "BB-2026-A-D22C-0001"


def test_a_long_ranking_is_summed_up_after_ten_places(workspace: Desk) -> None:
    for number in range(12):
        case = opened(workspace, "SX-BA-CG", "2026-11-02", officer=f"代办员{number:02}")
        finish(workspace, case, "2026-11-03", "QQ01")
    text = text_of(workspace, month="2026-11")
    assert "10.代办员09：办结1项" in text and "11.代办员10" not in text
    assert "其余2个共办结2项，目前逾期0项，从略。" in text
