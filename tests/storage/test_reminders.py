"""The reminder book: running dates replaced, reminders once, ladders kept, on every kind of store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from desktop_app.application.ports import OpenUnitOfWork, UnitOfWork
from desktop_app.application.reminder_book import LadderVersion, Reminder
from desktop_app.domain.case import Case
from desktop_app.domain.clock_runs import ClockRun, Track
from desktop_app.domain.escalation import Ladder, Recipient
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Refusal
from desktop_app.storage.database import Database
from desktop_app.storage.reminders import ladder_version
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import new_id, step_now, stored_case
from tests.command_line import CHINA

NOW = datetime(2026, 11, 20, 10, 0, 0, 5, tzinfo=CHINA)
LATER = NOW + timedelta(days=1)


def run(
    of: Case, matter: str = "A01", name: str = "r1", due: str = "2026-11-10", track: Track = Track.LIMIT
) -> ClockRun:
    day = date.fromisoformat(due)
    return ClockRun(of.project_id, of.id, matter, track, "promised", name, day, day, (2027,), "缺图")


def reminder(of: ClockRun, rung: str = "limit-warning", **more: object) -> Reminder:
    values: dict[str, object] = {
        "id": new_id("reminder"),
        "project_id": of.project_id,
        "case_id": of.case_id,
        "matter": of.matter,
        "track": of.track,
        "clock": of.clock,
        "run": of.run,
        "rung": rung,
        "who": Recipient.OFFICER,
        "person": "甲",
        "due": of.due,
        "on": of.due,
        "fired_at": NOW,
        "late": True,
    }
    return Reminder(**values | more)  # type: ignore[arg-type]


def prepared(work: UnitOfWork, **more: object) -> Case:
    opened = stored_case(work, lead_official="领导某")
    steps = [step_now(opened), step_now(opened, "A02", **more)]
    work.project_standing(opened.project_id, steps)
    work.reminders.watch(opened.project_id, [run(opened), run(opened, "A02", "r2", "2026-11-08", Track.TOLERANCE)])
    return opened


def test_running_dates_come_back_with_the_names_of_their_step(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = prepared(work)
        work.commit()
    with open_work(writes=False) as work:
        later, soon = run(opened), run(opened, "A02", "r2", "2026-11-08", Track.TOLERANCE)
        assert work.reminders.runs(date(2026, 11, 10)) == [soon, later]
        assert work.reminders.runs(date(2026, 11, 8)) == [soon]
        found = work.reminders.watched(date(2026, 11, 10))
        assert [one.run for one in found] == [soon, later]
        assert (found[0].entry.step, found[0].lead_official) == (step_now(opened, "A02"), "领导某")
        assert found[0].entry == work.reminders.entries([(opened.id, "A02"), (opened.id, "ZZ")])[opened.id, "A02"]
        assert [one.run for one in work.reminders.watched(date(2026, 11, 9))] == [soon]
        assert [one.run for one in work.reminders.watched(date.max, Track.LIMIT)] == [later]


def test_watching_again_replaces_only_the_dates_of_that_project(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        first, second = prepared(work), prepared(work)
        work.reminders.watch(first.project_id, [])
        assert {one.run.project_id for one in work.reminders.watched(date.max)} == {second.project_id}


def test_a_reminder_comes_back_as_it_was_and_fires_once(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = prepared(work)
        one = reminder(run(opened))
        work.reminders.add(one)
        with pytest.raises(Refusal, match="不会重复"):
            work.reminders.add(replace(one, id=new_id("reminder")))
        work.commit()
    whole = replace(
        one, seen_at=NOW, seen_by="甲", snoozed_until=LATER, handled_at=LATER, handled_by="乙", note="催过", paper="BB"
    )
    with open_work() as work:
        work.reminders.update(whole)
        work.commit()
    with open_work(writes=False) as work:
        assert work.reminders.get(one.id) == whole
        assert work.reminders.fired_keys() == {(opened.project_id, "A01", "r1", "limit-warning")}
        with pytest.raises(Refusal, match="没有编号为“x”的提醒"):
            work.reminders.get("x")


def test_reminders_of_a_run_are_in_the_order_they_should_have_fired(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = prepared(work)
        second = reminder(run(opened), "limit-overdue", on=date(2026, 11, 12))
        first = reminder(run(opened), on=date(2026, 11, 9))
        for one in (second, first):
            work.reminders.add(one)
        assert work.reminders.of_run(first) == work.reminders.unended() == [first, second]


def test_what_no_longer_runs_is_groundless_and_what_runs_again_is_revived(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = prepared(work, state=StepState.DONE)
        gone, stays = reminder(run(opened, "A02", "r2")), reminder(run(opened))
        for one in (gone, stays):
            work.reminders.add(one)
        work.reminders.watch(opened.project_id, [run(opened)])
        assert work.reminders.groundless() == [(gone, StepState.DONE)]
        assert work.reminders.unended() == [stays]
        closed = replace(gone, closed_at=NOW, closed_why="环节已办结")
        work.reminders.update(closed)
        assert not work.reminders.groundless() and not work.reminders.revived()
        assert work.reminders.ended_since(NOW) == [closed] and work.reminders.ended_since(LATER) == []
        work.reminders.watch(opened.project_id, [run(opened), run(opened, "A02", "r2")])
        assert work.reminders.revived() == [closed]
        work.project_standing(opened.project_id, [])
        work.reminders.watch(opened.project_id, [])
        assert work.reminders.groundless() == [(stays, None)]


def test_the_newest_end_comes_first(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = prepared(work)
        early = reminder(run(opened), closed_at=NOW)
        late = reminder(run(opened, "A02", "r2"), handled_at=LATER, handled_by="甲")
        for one in (early, late):
            work.reminders.add(one)
        assert work.reminders.ended_since(NOW) == [late, early]


def test_ladders_follow_each_other(open_work: OpenUnitOfWork) -> None:
    changed = Ladder(leader="组长某").changed("limit-urge", who=Recipient.LEADER, days=4, on=False)
    first, second = LadderVersion(1, changed, NOW, "主任"), LadderVersion(2, Ladder(), LATER, "主任")
    with open_work() as work:
        for one in (first, second):
            work.reminders.add_ladder(one)
        with pytest.raises(ValueError, match="does not follow"):
            work.reminders.add_ladder(replace(second, version=4))
        work.commit()
    with open_work(writes=False) as work:
        assert work.reminders.ladders() == [first, second]


def test_the_database_itself_keeps_ladders(database: Database) -> None:
    with unit_of_work(database)() as work:
        work.reminders.add_ladder(LadderVersion(1, Ladder(), NOW, "主任"))
        work.commit()
    for statement in (ladder_version.delete(), ladder_version.update().values(body="")):
        with pytest.raises((DBAPIError, Refusal), match="never changed"), database.writing() as connection:
            connection.execute(statement)
