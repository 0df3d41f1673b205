"""The calendar's records: versions follow each other, nothing kept is ever changed, on every kind of store."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import DBAPIError

from desktop_app.application.calendar_book import NoticeVersion, OverrideEntry
from desktop_app.catalog.calendars import load_notices
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.locations import resources
from desktop_app.storage.tables import calendar_entry, calendar_notice
from desktop_app.storage.unit_of_work import unit_of_work
from tests.builders import on

AT = datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
NOTICE = load_notices(resources() / "calendars")[-1]
FIRST = NoticeVersion(NOTICE, 1, "通知.txt", AT, "甲")
ENTRY = OverrideEntry(on("2026-11-23"), False, "停电", False, AT, "甲")


def test_versions_come_back_in_order_as_they_were(open_work):
    second = replace(FIRST, notice=replace(NOTICE, amended_by="某发〔2026〕1号"), version=2, recorded_by="乙")
    with open_work() as work:
        work.calendar.add_notice(FIRST)
        work.calendar.add_notice(second)
        work.calendar.add_notice(
            replace(FIRST, notice=replace(NOTICE, year=2025, off=frozenset(), work=frozenset(), blocks=()))
        )
        work.commit()
    with open_work(writes=False) as work:
        found = work.calendar.notices()
    assert [(one.year, one.version) for one in found] == [(2025, 1), (NOTICE.year, 1), (NOTICE.year, 2)]
    assert found[1:] == [FIRST, second]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (replace(FIRST, version=2), "does not follow"),
        (replace(FIRST, version=0), "does not follow"),
        (replace(FIRST, recorded_at=None), "without offset"),
    ],
)
def test_a_version_that_does_not_follow_is_not_kept(wrong, why, open_work):
    with pytest.raises(ValueError, match=why), open_work() as work:
        work.calendar.add_notice(wrong)
    with open_work() as work:
        assert work.calendar.notices() == []


def test_entries_keep_their_order_whatever_the_clock_says(open_work):
    earlier = replace(ENTRY, removed=True, recorded_at=AT - timedelta(days=1))
    with open_work() as work:
        work.calendar.add_entry(ENTRY)
        work.calendar.add_entry(earlier)
        work.commit()
    with open_work(writes=False) as work:
        assert work.calendar.entries() == [ENTRY, earlier]


def test_nothing_is_kept_without_commit(open_work):
    with open_work() as work:
        work.calendar.add_notice(FIRST)
        work.calendar.add_entry(ENTRY)
    with open_work() as work:
        assert (work.calendar.notices(), work.calendar.entries()) == ([], [])


@pytest.mark.parametrize("table", [calendar_notice, calendar_entry], ids=str)
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_keeps_what_was_kept(table, act, database):
    with unit_of_work(database)() as work:
        work.calendar.add_notice(FIRST)
        work.calendar.add_entry(ENTRY)
        work.commit()
    statement = table.delete() if act == "delete" else table.update().values(recorded_by="乙")
    with pytest.raises((DBAPIError, Refusal), match="never changed"), database.writing() as connection:
        connection.execute(statement)


def test_a_notice_that_cannot_be_understood_is_damage(database):
    with database.writing() as connection:
        row = {"document": "", "body": "{", "source": "", "recorded_at": AT.isoformat(), "recorded_by": "甲"}
        connection.execute(calendar_notice.insert().values(year=2026, version=1, **row))
        connection.commit()
    with unit_of_work(database)(writes=False) as work, pytest.raises(Damaged, match="放假安排 2026 年 无法识别"):
        work.calendar.notices()
