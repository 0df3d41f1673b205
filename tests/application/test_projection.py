"""The stored standing of every step is what the events say, whatever was recorded, reversed or refused before."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from desktop_app.application.desk import Desk
from desktop_app.application.projection import CALENDAR_FACT, case_steps, refresh_all
from desktop_app.bootstrap import DATABASE_FILE
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.standing import standings
from desktop_app.storage.database import file_url, open_database
from desktop_app.storage.summary import summary
from desktop_app.storage.tables import fact, project_now
from tests.desks import act, derived_steps, finish, on, opened, stored_events, stored_steps
from tests.walks import Walk, walk

LOUDEST_FIRST = (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.NORMAL, Lamp.READY)


@pytest.mark.parametrize("seed", range(4))
def test_after_every_act_the_stored_projection_is_the_derived_one(tmp_path: Path, seed: int) -> None:
    one = walk(tmp_path / "工作区", seed)
    desk, project = one.desk, one.project_id
    events, rows = stored_events(desk, project), stored_steps(desk, project)
    for number, recorded in enumerate(one.steps(120)):
        events_now, rows_now = stored_events(desk, project), stored_steps(desk, project)
        assert rows_now == derived_steps(desk, project)
        assert events_now[: len(events)] == events
        assert len(events_now) == len(events) + recorded, "one event for an act, none for a refusal"
        if not recorded:
            assert rows_now == rows
        events, rows = events_now, rows_now
        if number % 20 == 19:
            _check_project_row(one)
    assert len(one.done) > 40 and len(one.refused) > 10
    assert {Verb.ACCEPT, Verb.FINISH, Verb.SUSPEND, Verb.REVERSE} <= set(one.done)
    desk.close()


def _check_project_row(one: Walk) -> None:
    """The summary is that of the steps, and on every day the line in the ledger shows the worst lamp among them."""
    desk, clock = one.desk, one.desk.now
    rows = stored_steps(desk, one.project_id)
    officers = [desk.cases.get(case).officer for case in one.cases]
    database = open_database(file_url(desk.folder / DATABASE_FILE))
    with database.reading() as connection:
        stored = dict(connection.execute(select(project_now)).mappings().one())
    database.close()
    assert stored == summary(rows, officers) | {"project_id": one.project_id}
    for day in ("2026-11-20", "2026-11-21", "2026-11-26", "2026-12-24", "2027-01-04"):
        clock.day = day  # type: ignore[attr-defined]
        (row,) = desk.overview.project_rows([one.project_id])
        lamps = {
            (found.lamp, found.step.code)
            for case in one.cases
            for found in standings(desk.cases.get(case), on(day), desk.calendar, until=None)
        }
        worst = next((lamp for lamp in LOUDEST_FIRST if any(lamp is found for found, _ in lamps)), None)
        if worst is None:
            ended = {StepState.DONE, StepState.SKIPPED}
            worst = Lamp.DONE if all(found.state in ended for found in rows) else Lamp.NOT_STARTED
        assert row.lamp == worst
        if worst in LOUDEST_FIRST:
            assert row.lamp_count == len({code for lamp, code in lamps if lamp is worst})


def test_every_verb_and_its_reversal_keeps_the_projection(workspace: Desk) -> None:
    case = opened(workspace, "SX-ZS")
    acts = [
        (Verb.RECEIVE, "2026-11-02", {}),
        (Verb.ACCEPT, "2026-11-03", {}),
        (Verb.SUSPEND, "2026-11-04", {"kind": "补正", "reason": "缺件"}),
        (Verb.RESUME, "2026-11-06", {}),
        (Verb.ASSIGN, "2026-11-06", {"officer": "乙"}),
        (Verb.RETURN, "2026-11-09", {"reason": "不符"}),
        (Verb.ACCEPT, "2026-11-10", {}),
        (Verb.WITHDRAW, "2026-11-11", {"reason": "撤回"}),
        (Verb.ACCEPT, "2026-11-12", {}),
        (Verb.FINISH, "2026-11-20", {}),
    ]
    seen = [stored_steps(workspace, case.project_id)]
    for verb, day, more in acts:
        act(workspace, case, verb, "QQ01", day, **more)
        seen.append(stored_steps(workspace, case.project_id))
        assert seen[-1] == derived_steps(workspace, case.project_id)
    assert [row.late for row in seen[-1] if row.matter == "QQ01"] == [True]
    for before in reversed(seen[:-1]):
        last = workspace.cases.get(case.id).situation().progress["QQ01"].events[-1]
        act(workspace, case, Verb.REVERSE, "QQ01", reason="录错", event=last.id)
        assert stored_steps(workspace, case.project_id) == before
    assert len(stored_events(workspace, case.project_id)) == 2 + 2 * len(acts), "nothing is ever removed"


def test_no_field_depends_on_the_day_it_was_computed(workspace: Desk) -> None:
    case = opened(workspace)
    finish(workspace, case, "2026-11-03", "QQ01")
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-04")
    before = derived_steps(workspace, case.project_id)
    workspace.now.day = "2028-06-01"  # type: ignore[attr-defined]
    assert derived_steps(workspace, case.project_id) == before == stored_steps(workspace, case.project_id)


def test_a_look_back_folds_only_the_events_up_to_that_day(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    act(workspace, case, Verb.FINISH, "QQ01", "2026-11-10")
    stored = workspace.cases.get(case.id)

    def then(day: str) -> StepState:
        return case_steps(stored, workspace.calendar, on(day))[0].state

    assert [then(day) for day in ("2026-11-02", "2026-11-03", "2026-11-09", "2026-11-10")] == [
        StepState.READY,
        StepState.IN_PROGRESS,
        StepState.IN_PROGRESS,
        StepState.DONE,
    ]


def test_a_workspace_of_an_older_program_is_computed_again_when_it_is_opened(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    (before,) = workspace.overview.project_rows([case.project_id])
    assert before.next_due_clock == "promised"
    database = open_database(file_url(workspace.folder / DATABASE_FILE))
    with database.engine.begin() as connection:
        connection.execute(update(project_now).values(next_due_clock=""))
        old = update(fact).where(fact.c.key == CALENDAR_FACT).values(value=workspace.calendar.version)
        connection.execute(old)
    database.close()
    assert workspace.calendars.catch_up()
    assert workspace.overview.project_rows([case.project_id]) == [before]
    assert not workspace.calendars.catch_up()


def test_a_projection_that_was_lost_is_rebuilt(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    before = stored_steps(workspace, case.project_id)
    with workspace.projects.open_work() as work:
        work.project_standing(case.project_id, [])
        work.remember(CALENDAR_FACT, "another")
        work.commit()
    assert stored_steps(workspace, case.project_id) == []
    assert workspace.calendars.catch_up()
    assert stored_steps(workspace, case.project_id) == before
    assert not workspace.calendars.catch_up(), "the second time there is nothing to do"
    with workspace.projects.open_work() as work:
        refresh_all(work, workspace.calendar)
        work.commit()
    assert stored_steps(workspace, case.project_id) == before
