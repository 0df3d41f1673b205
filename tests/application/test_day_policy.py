"""How 日 is counted: a decision of the workspace that moves dates as a change of the calendar does, and is kept."""

import json
from datetime import date

import pytest

from desktop_app.application.day_policy import PolicyChange, day_policy, keep_policy, policy_changes
from desktop_app.bootstrap import open_desk
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.refusals import Refusal
from tests.desks import Clock, act, derived_steps, on, opened, stored_events, stored_steps


@pytest.fixture
def permit(workspace):
    """施工许可 accepted on a Thursday: its law says 七日, its promise counts working days."""
    case = opened(workspace, template="SX-BA-CG")
    act(workspace, case, Verb.RECEIVE, "SG01", "2026-11-12", reason="先行办理")
    act(workspace, case, Verb.ACCEPT, "SG01", "2026-11-12", reason="先行办理")
    return case, "SG01"


def statutory(desk, case, code) -> date | None:
    return next(row.statutory_due_on for row in derived_steps(desk, case.project_id) if row.matter == code)


def test_working_days_until_somebody_decides(workspace):
    assert workspace.calendar.day_policy is Unit.WORKING_DAYS
    assert workspace.calendars.policy_changes() == ()


def test_what_moves_is_shown_first_and_then_committed_and_journaled(workspace, permit):
    case, code = permit
    before = statutory(workspace, case, code)
    shown = workspace.calendars.preview_day_policy(Unit.NATURAL_DAYS)
    assert [(one.matter, one.clock, one.before) for one in shown] == [(code, "statutory", before)]
    assert statutory(workspace, case, code) == before, "a preview changes nothing"
    assert not workspace.calendars.policy_changes()

    done = workspace.calendars.set_day_policy(Unit.NATURAL_DAYS, "甲", " 领导小组纪要 ")
    assert list(done.moved) == shown and done.told.calendar
    after = statutory(workspace, case, code)
    assert after == shown[0].after and after < before
    assert stored_steps(workspace, case.project_id) == derived_steps(workspace, case.project_id)
    (event,) = [one for one in stored_events(workspace, case.project_id) if one.verb is Verb.CALENDAR]
    assert event.reason == "只写“日”的时限由按工作日改为按自然日计（领导小组纪要）"
    assert f"{before} → {after}" in event.note
    (kept,) = workspace.calendars.policy_changes()
    assert (kept.policy, kept.by, kept.reason) == (Unit.NATURAL_DAYS, "甲", "领导小组纪要")


def test_every_reading_of_a_date_follows_the_one_policy(workspace, permit):
    case, code = permit
    workspace.calendars.set_day_policy(Unit.NATURAL_DAYS, "甲", "纪要")
    due = statutory(workspace, case, code)
    sheet = workspace.outlooks.clock_sheet(case.id, code, "statutory")
    assert sheet.clock.due == due
    assert sheet.clock.derivation.counted_as is Unit.NATURAL_DAYS
    panel = workspace.overview.step_panel(case.id, code)
    assert next(clock.due for clock in panel.standing.clocks if clock.name == "statutory") == due


def test_it_is_undone_by_deciding_again_and_both_stay_on_record(workspace, permit):
    case, code = permit
    before = statutory(workspace, case, code)
    workspace.calendars.set_day_policy(Unit.NATURAL_DAYS, "甲", "纪要")
    workspace.calendars.set_day_policy(Unit.WORKING_DAYS, "乙", "纪要")
    assert statutory(workspace, case, code) == before
    assert [one.policy for one in workspace.calendars.policy_changes()] == [Unit.NATURAL_DAYS, Unit.WORKING_DAYS]


def test_the_same_policy_and_nobody_named_are_refused(workspace):
    with pytest.raises(Refusal, match="现在就按工作日计"):
        workspace.calendars.set_day_policy(Unit.WORKING_DAYS, "甲", "纪要")
    with pytest.raises(Refusal, match="登记人"):
        workspace.calendars.set_day_policy(Unit.NATURAL_DAYS, " ", "纪要")
    with pytest.raises(Refusal, match="工作日或自然日"):
        workspace.calendars.preview_day_policy(Unit.WORKING_HOURS)
    assert workspace.calendar.day_policy is Unit.WORKING_DAYS


def test_a_local_change_of_the_calendar_keeps_the_policy(workspace, clock, permit):
    workspace.calendars.set_day_policy(Unit.NATURAL_DAYS, "甲", "纪要")
    workspace.calendars.override(DayOverride(on("2026-11-25"), works=False, reason="停电"), "甲")
    assert workspace.calendar.day_policy is Unit.NATURAL_DAYS
    workspace.calendars.remove_override(on("2026-11-25"), "甲")
    assert workspace.calendar.day_policy is Unit.NATURAL_DAYS


def test_a_projection_made_under_another_policy_is_made_again_on_opening(workspace, permit):
    case, _code = permit
    with workspace.projects.open_work() as work:
        keep_policy(work, PolicyChange(Unit.NATURAL_DAYS, workspace.now(), "甲"))
        work.commit()
    assert stored_steps(workspace, case.project_id) != derived_steps(workspace, case.project_id)
    again = open_desk(workspace.folder, now=Clock())
    try:
        assert stored_steps(again, case.project_id) == derived_steps(again, case.project_id)
    finally:
        again.close()


def test_decisions_are_kept_with_everything_that_was_said(workspace):
    said = PolicyChange(Unit.NATURAL_DAYS, workspace.now(), "甲", "纪要“三”")
    with workspace.projects.open_work() as work:
        keep_policy(work, said)
        assert policy_changes(work) == (said,)
        assert day_policy(work) is Unit.NATURAL_DAYS
        assert json.loads(work.recall("day-policy"))[0]["policy"] == "ND"
