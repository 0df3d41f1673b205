"""A unit of work keeps everything or nothing, on the fake, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from desktop_app.application.ports import OpenUnitOfWork, Workspace
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.progress import StepState
from desktop_app.storage.database import Database
from desktop_app.storage.mapping import step_of
from desktop_app.storage.tables import project_now
from desktop_app.storage.tables import step_now as step_table
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import CONTENT, event, on, paper, project, step_now, stored_case, template


def test_nothing_is_kept_without_commit(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = stored_case(work, template("K"))
        work.record(event(opened.project_id, case_id=opened.id))
        work.papers.add(paper(opened), CONTENT, b"{}")
        work.set_override(DayOverride(on("2026-11-20"), False, "停电"))
        work.remember("key", "value")
        work.save_workspace(Workspace("w", "名", "中心"))
        work.project_standing(opened.project_id, [step_now(opened)])
    with open_work() as work:
        assert work.projects.find_all() == []
        assert list(work.cases.every()) == []
        assert work.events_of_project(opened.project_id) == []
        assert work.templates.all_latest() == []
        assert work.overrides() == []
        assert work.recall("key") == ""
        assert work.workspace().name == "新工作区"
        assert work.papers.next_number(2026, "A", "D11") == 1, "a rollback gives the number back"


def test_nothing_is_kept_when_the_use_case_breaks_off(open_work: OpenUnitOfWork) -> None:
    with pytest.raises(ZeroDivisionError), open_work() as work:
        work.projects.add(project())
        work.remember("share", str(1 / 0))
    with open_work() as work:
        assert work.projects.find_all() == []


def test_what_was_committed_stays_when_more_is_forgotten(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        work.remember("first", "kept")
        work.commit()
        work.remember("second", "forgotten")
    with open_work() as work:
        assert (work.recall("first"), work.recall("second")) == ("kept", "")


def test_an_event_comes_back_as_it_was_recorded(open_work: OpenUnitOfWork) -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    with open_work() as work:
        opened = stored_case(work)
        bare = event(opened.project_id, Verb.EDIT, "", on=None, note="𠮷😀")
        full = Event(
            id="event-full",
            project_id=opened.project_id,
            case_id=opened.id,
            matter="A01",
            verb=Verb.SUSPEND,
            on=on("2026-11-05"),
            at=datetime(2026, 11, 5, 9, 30, 1, 123456, tzinfo=india),
            by="甲",
            month="2026-11",
            note="备注",
            reason="缺件",
            kind="correction",
            basis="〔2026〕1号",
            officer="乙",
            reverses="event-0",
            mark="补录",
        )
        work.record(bare)
        work.record(full)
        work.commit()
    with open_work() as work:
        found = work.events_of_project(opened.project_id)
        assert found == [bare, full]
        assert found[1].at.utcoffset() == timedelta(hours=5, minutes=30)


def test_settings_of_a_new_and_of_a_named_workspace(open_work: OpenUnitOfWork) -> None:
    named = Workspace("w", "临汾工作区", "临汾经济开发区帮办代办中心", "B", "0357-0000000", True)
    with open_work() as work:
        assert work.workspace().desk == "A"
        work.save_workspace(replace(named, desk="C"))
        work.save_workspace(named)
        assert work.workspace() == named


def test_overrides_are_one_a_day_and_come_by_day(open_work: OpenUnitOfWork) -> None:
    late, early = DayOverride(on("2026-12-30"), False, "停电"), DayOverride(on("2026-11-21"), True, "补班")
    with open_work() as work:
        work.set_override(late)
        work.set_override(early)
        assert work.overrides() == [early, late]
        work.set_override(replace(late, reason="暴雪"))
        assert work.overrides() == [early, replace(late, reason="暴雪")]
        work.remove_override(early.day)
        work.remove_override(early.day)
        assert work.overrides() == [replace(late, reason="暴雪")]


def test_facts_are_replaced(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        assert work.recall("key") == ""
        work.remember("key", "一")
        work.remember("key", "二")
        work.remember("other", "三")
        assert (work.recall("key"), work.recall("other")) == ("二", "三")


def test_a_projected_step_comes_back_as_it_was_stored(database: Database) -> None:
    with unit_of_work(database)() as work:
        opened = stored_case(work)
        rows = [
            step_now(opened),
            step_now(
                opened,
                "A04",
                state=StepState.WAITING,
                undecided=True,
                clock="",
                start_on=None,
                due_on=None,
                firm=False,
                missing_years=(2027, 2028),
                statutory_due_on=on("2026-12-01"),
                suspended_on=on("2026-11-06"),
                suspension_kind="补正",
                ended_month="2026-05",
                late=True,
                blocked_by=("A02", "E01"),
            ),
        ]
        work.project_standing(opened.project_id, [step_now(opened, "A02"), *rows])
        work.project_standing(opened.project_id, rows)
        work.commit()
    with database.reading() as connection:
        stored = connection.execute(select(step_table).order_by(step_table.c.ordinal)).mappings()
        assert [step_of(row) for row in stored] == rows
        assert connection.execute(select(project_now.c.cases, project_now.c.officer)).one() == (1, "甲")
