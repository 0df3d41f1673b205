"""Which running dates a change of the calendar moves: told beforehand, stored afterwards, undone without a trace."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.application.calendar_moves import MovedDate
from desktop_app.application.desk import Desk
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from tests.desks import act, derived_steps, finish, on, opened, stored_steps

CLOSED = DayOverride(on("2026-11-11"), False, "停电检修")
OPEN = DayOverride(on("2026-11-14"), True, "集中办公补班")


@pytest.fixture
def running(workspace: Desk) -> Case:
    """选址踏勘 accepted on Thursday 5 November, five working days: due on the 12th."""
    case = opened(workspace)
    finish(workspace, case, "2026-11-02", "QQ01")
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-05")
    assert due(workspace, case) == on("2026-11-12")
    return case


def due(desk: Desk, case: Case) -> date | None:
    rows = {row.matter: row for row in stored_steps(desk, case.project_id)}
    assert list(rows.values()) == derived_steps(desk, case.project_id)
    return rows["QQ02"].due_on


def told(moved: tuple[MovedDate, ...] | list[MovedDate]) -> list[tuple[str, date | None, date | None]]:
    return [(one.matter, one.before, one.after) for one in moved if one.clock in ("", "promised")]


@pytest.mark.parametrize(("override", "after"), [(CLOSED, "2026-11-13"), (OPEN, None)])
def test_a_preview_tells_what_moves_and_writes_nothing(
    workspace: Desk, running: Case, override: DayOverride, after: str | None
) -> None:
    moved = workspace.calendars.preview(override)
    assert told(moved) == ([("QQ02", on("2026-11-12"), on(after))] if after else [])
    assert {one.case_id for one in moved} <= {running.id}
    assert workspace.calendars.overrides() == ()
    assert due(workspace, running) == on("2026-11-12")


def test_a_make_up_day_brings_dates_forward(workspace: Desk) -> None:
    case = opened(workspace)
    finish(workspace, case, "2026-11-02", "QQ01")
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-12")
    assert due(workspace, case) == on("2026-11-19")
    workspace.calendars.override(OPEN, "甲")
    assert due(workspace, case) == on("2026-11-18")


def test_taking_an_override_away_restores_every_date(workspace: Desk, running: Case) -> None:
    before = stored_steps(workspace, running.project_id)
    version = workspace.calendar.version
    workspace.calendars.override(CLOSED, "甲")
    assert workspace.calendar.version != version
    assert told(workspace.calendars.preview_removal(CLOSED.day)) == [("QQ02", on("2026-11-13"), on("2026-11-12"))]
    workspace.calendars.remove_override(CLOSED.day, "乙")
    assert stored_steps(workspace, running.project_id) == before
    assert workspace.calendar.version == version
    assert [(one.removed, one.recorded_by) for one in workspace.calendars.entries()] == [(False, "甲"), (True, "乙")]


def test_what_has_ended_does_not_move(workspace: Desk, running: Case) -> None:
    act(workspace, running, Verb.FINISH, "QQ02", "2026-11-12")
    done = workspace.calendars.override(CLOSED, "甲")
    assert [one for one in done.moved if one.matter == "QQ02"] == []
    rows = stored_steps(workspace, running.project_id)
    assert rows == derived_steps(workspace, running.project_id)
