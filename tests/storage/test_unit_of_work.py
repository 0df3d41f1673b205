"""A unit of work keeps everything or nothing, on the fake, on SQLite and on PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.event import listens_for

from desktop_app.application.ports import OpenUnitOfWork, Workspace
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Refusal
from desktop_app.storage.database import Database, open_database
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
        assert work.templates.all_latest(on("2026-11-20")) == []
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


def test_two_people_changing_one_project_at_a_time_lose_nothing(open_work: OpenUnitOfWork) -> None:
    one = project("甲")
    with open_work() as work:
        work.projects.add(one)
        work.commit()
    with open_work(writes=False) as first, open_work(writes=False) as second:
        seen_by_first, seen_by_second = first.projects.get(one.id), second.projects.get(one.id)
    with open_work() as work:
        work.projects.update(replace(seen_by_first, note="第一人"))
        work.commit()
    with pytest.raises(Refusal, match="“甲”刚被其他人改动"), open_work() as work:
        work.projects.update(replace(seen_by_second, zone="另一人"))
        work.commit()
    with open_work(writes=False) as work:
        assert work.projects.get(one.id) == replace(one, note="第一人", version=1)


def test_a_reader_sees_one_moment_while_others_write(open_work: OpenUnitOfWork) -> None:
    with open_work(writes=False) as reader:
        assert reader.projects.find_all() == []
        with open_work() as writer:
            writer.projects.add(project())
            writer.commit()
        assert reader.projects.find_all() == []
    with open_work(writes=False) as reader:
        assert len(reader.projects.find_all()) == 1


def test_who_only_reads_cannot_write(open_work: OpenUnitOfWork) -> None:
    with pytest.raises(Refusal, match="只能读取"), open_work(writes=False) as work:
        work.remember("key", "value")
        work.commit()
    with open_work() as work:
        assert work.recall("key") == ""
        work.remember("key", "value")


WRITERS, ACTS = 4, 8


def test_numbers_have_no_gap_when_several_write_at_once(open_work: OpenUnitOfWork) -> None:
    """Every third act is broken off after it got its number; the next one must get that number again."""
    with open_work() as work:
        opened = stored_case(work)
        work.commit()
    start = Barrier(WRITERS)

    def write(writer: int) -> list[int]:
        start.wait()
        kept = []
        for act in range(ACTS):
            with open_work() as work:
                serial = work.papers.next_number(2026, "A", "D11")
                work.papers.add(paper(opened, f"BB-2026-A-D11-{serial:04d}"), CONTENT, b"{}")
                if (act + writer) % 3:
                    work.commit()
                    kept.append(serial)
        return kept

    with ThreadPoolExecutor(WRITERS) as pool:
        kept = [serial for serials in pool.map(write, range(WRITERS)) for serial in serials]
    assert sorted(kept) == list(range(1, len(kept) + 1))
    assert len(kept) == sum((act + writer) % 3 > 0 for act in range(ACTS) for writer in range(WRITERS))
    with open_work(writes=False) as work:
        assert len(work.papers.of_case(opened.id)) == len(kept)


def test_what_a_use_case_read_still_holds_when_it_writes(open_work: OpenUnitOfWork) -> None:
    """Reading, deciding and recording is one turn: of all who find the step free, only one may take it."""
    with open_work() as work:
        opened = stored_case(work)
        work.commit()
    start = Barrier(WRITERS)

    def take(_: int) -> bool:
        start.wait()
        with open_work() as work:
            if work.cases.get(opened.id).events:
                return False
            work.record(event(opened.project_id, case_id=opened.id))
            work.commit()
            return True

    with ThreadPoolExecutor(WRITERS) as pool:
        assert sorted(pool.map(take, range(WRITERS))) == [False] * (WRITERS - 1) + [True]


def test_a_writer_that_gets_no_turn_is_told_so(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient = open_database(database.engine.url.render_as_string(hide_password=False))
    setting = "PRAGMA busy_timeout=1" if impatient.engine.name == "sqlite" else "SET lock_timeout = 1"

    @listens_for(impatient.engine, "connect")
    def hurry(dbapi_connection: Any, _record: object) -> None:
        dbapi_connection.execute(setting)
        dbapi_connection.commit()

    monkeypatch.setattr("desktop_app.storage.database._BUSY_MILLISECONDS", 1)
    with unit_of_work(database)():
        with pytest.raises(Refusal, match="正被别的程序占用，本次没有写入"), unit_of_work(impatient)():
            pass
        with unit_of_work(impatient)(writes=False) as reader:
            assert reader.projects.find_all() == []
    impatient.close()


def test_an_instant_without_offset_is_not_stored(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        opened = stored_case(work)
        with pytest.raises(ValueError, match="without offset"):
            work.record(event(opened.project_id, at=datetime(2026, 11, 5, 9, 30)))
