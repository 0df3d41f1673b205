"""特别程序告知书 on a real step: kind, days and ground from the record, the end from the calendar."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from tests.application.forms.late_case import MATTER, about, filed_case, proposals, text_of
from tests.desks import act


def test_before_it_begins_the_matter_proposes_procedure_and_days(workspace: Desk) -> None:
    case = filed_case(workspace)
    found = proposals(workspace, "special-notice", case)
    assert (found["kind"], found["days"], str(found["first"])) == ("专家评审", 30, "2026-11-20")
    assert found["basis"] == "行政许可法45；行政许可法45/行业规定"


def test_a_technical_review_is_one_by_experts(workspace: Desk) -> None:
    case = filed_case(workspace)
    found = proposals(workspace, "special-notice", case, "SB01")
    assert (found["kind"], found["days"]) == ("专家评审", 30)


def test_a_recorded_suspension_gives_its_day_reason_and_document(workspace: Desk) -> None:
    case = filed_case(workspace)
    act(workspace, case, Verb.ACCEPT, MATTER, "2026-11-16")
    act(
        workspace,
        case,
        Verb.SUSPEND,
        MATTER,
        "2026-11-18",
        kind="expert_review",
        reason="委托专家评审",
        basis="评函〔2026〕7号",
    )
    found = proposals(workspace, "special-notice", case)
    assert (str(found["first"]), found["reason"]) == ("2026-11-18", "委托专家评审")
    assert "评函〔2026〕7号" in str(found["basis"])
    # 18, 19, 20, 23, 24 November: the first day itself stands still.
    text = text_of(workspace, "special-notice", case, {"days": 5})
    assert "所需时间5个工作日规定上限30个工作日" in text
    assert "自2026年11月18日至2026年11月24日" in text
    assert "专家评审暂停，恢复后重算" in text
    assert "规定上限30个工作日，已超过，请核对" in text_of(workspace, "special-notice", case, {"days": 31})


def test_an_end_in_a_year_without_a_notice_is_provisional(workspace: Desk) -> None:
    case = filed_case(workspace)
    assert "自2026年11月20日至2026年12月31日依" in text_of(workspace, "special-notice", case, {"days": 30})
    assert "至2027年1月4日（暂估）" in text_of(workspace, "special-notice", case, {"days": 31})


def test_no_time_needs_no_notice(workspace: Desk) -> None:
    case = filed_case(workspace)
    with pytest.raises(Refusal, match="要在 1 以上"):
        workspace.documents.preview("special-notice", about(case), {"days": 0})
    with pytest.raises(Refusal, match="请先填写：特别程序"):
        workspace.documents.issue("special-notice", about(case), {"kind": ""}, "甲")
