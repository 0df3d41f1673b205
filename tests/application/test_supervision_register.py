"""督办统计: meetings from their ledger, papers from the register; the counts of the source are counted again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from tests.desks import FRIDAY, Clock, act, entered, finish, on, opened

PREPARED = ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")


def meeting(desk: Desk, day: str, decision: str = "加快备案", kind: str = "调度会", **more: str) -> None:
    said: Mapping[str, str] = {
        "kind": kind,
        "held_on": day,
        "chair": "某领导",
        "subject": "指标调度",
        "decision": decision,
        **more,
    }
    desk.entries.add("meetings", said, "甲")


def late_step(desk: Desk) -> About:
    case = opened(desk, "SX-BA-CG", project_id=entered(desk, "着急项目").id)
    finish(desk, case, "2026-11-03", *PREPARED)
    act(desk, case, Verb.RECEIVE, "LX01", "2026-11-04")
    act(desk, case, Verb.ACCEPT, "LX01", "2026-11-04")
    return About(case.id, "LX01")


def test_an_empty_workspace_has_nothing_to_count(workspace: Desk) -> None:
    assert workspace.supervision.register().acts == ()


def test_the_counts_of_the_source_are_counted_from_papers_and_meetings(workspace: Desk) -> None:
    """指标调度会11次、通报18期、警示提醒函16份、约谈2次."""
    step = late_step(workspace)
    for number in range(11):
        meeting(workspace, (on("2026-01-05") + timedelta(days=28 * number)).isoformat())
    for form, times in (("monthly-bulletin", 18), ("warning-letter", 16), ("interview", 2)):
        asked = workspace.documents.asked(form, step)
        given = {one.ask.key: "某单位" for one in asked if one.ask.required and one.value in (None, "", ())}
        for _turn in range(times):
            workspace.documents.issue(form, step, given, "甲")
    found = workspace.supervision.register()
    counted = {kind: found.count(kind) for kind in ("dispatch-meeting", "monthly-bulletin", "warning-letter")}
    assert counted == {"dispatch-meeting": 11, "monthly-bulletin": 18, "warning-letter": 16}
    assert found.count("interview") == 2
    assert len(found.acts) == 47


def test_decisions_of_one_meeting_are_one_meeting_and_followed_up(workspace: Desk) -> None:
    meeting(workspace, "2026-11-10", "甲单位出件", due_on="2026-11-13")
    meeting(workspace, "2026-11-10", "乙单位对图", due_on="2026-11-13", done_on="2026-11-12")
    meeting(workspace, "2026-11-10", "丙单位报方案", due_on="2026-11-27")
    meeting(workspace, "2026-11-10", kind="联席会议", number="会纪〔2026〕3号")
    dispatch, joint = sorted(workspace.supervision.register().acts, key=lambda one: one.kind)
    assert (dispatch.decisions, dispatch.done, dispatch.late) == (3, 1, 1)
    assert dispatch.followed == "议定 3 项，已落实 1 项，▲ 逾期 1 项"
    assert (joint.kind, joint.number, joint.unit, joint.is_paper) == (
        "other-meeting",
        "会纪〔2026〕3号",
        "某领导",
        False,
    )


def test_a_void_paper_is_not_counted_and_a_span_has_two_ends(workspace: Desk, clock: Clock) -> None:
    number = workspace.documents.issue("monthly-bulletin", About(), {"month": "2026-10"}, "甲").paper.number
    assert workspace.supervision.register(on(FRIDAY), on(FRIDAY)).count("monthly-bulletin") == 1
    assert workspace.supervision.register(last=on("2026-11-19")).acts == ()
    assert workspace.supervision.register(first=on("2026-11-21")).acts == ()
    workspace.papers.void(number, "数字有误", "甲")
    assert workspace.supervision.register().acts == ()
    with pytest.raises(Refusal, match="颠倒"):
        workspace.supervision.register(on(FRIDAY), on("2026-11-19"))


def test_what_came_of_a_letter_is_how_its_step_stands(workspace: Desk) -> None:
    step = late_step(workspace)
    asked = workspace.documents.asked("urge", step)
    given = {one.ask.key: "某单位" for one in asked if one.ask.required and one.value in (None, "", ())}
    workspace.documents.issue("urge", step, given, "甲")
    (one,) = workspace.supervision.register().acts
    assert (one.by, one.pressing) == ("甲", True)
    assert one.followed.startswith("▲ 逾期") and "还没有办结：" in one.followed
    case = workspace.cases.get(step.case_id)
    act(workspace, case, Verb.FINISH, "LX01", FRIDAY)
    (after,) = workspace.supervision.register().acts
    assert after.followed.startswith(f"已办结 {FRIDAY}：")
    assert not after.pressing


def test_the_register_is_a_workbook_too(workspace: Desk) -> None:
    meeting(workspace, "2026-11-10")
    book = CalamineWorkbook.from_filelike(BytesIO(workspace.supervision.workbook()))
    counts = {str(row[0]): row[1] for row in book.get_sheet_by_name("次数").to_python() if len(row) > 1}
    assert counts["调度会"] == 1
    assert any("指标调度" in str(cell) for row in book.get_sheet_by_name("督办记录").to_python() for cell in row)
