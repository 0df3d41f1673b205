"""Weeks, half months and months: they follow each other without a gap, and what is missed is listed once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.progress import Lamp
from desktop_app.domain.rhythm import (
    Cadence,
    CadenceRule,
    DueRule,
    RhythmSettings,
    due_day,
    due_periods,
    period_of,
)
from tests.bundled_calendar import bundled_calendar

CALENDAR = bundled_calendar()
DAYS = st.dates(date(2018, 1, 1), date(2028, 12, 31))
SETTINGS = RhythmSettings()


@given(st.sampled_from(Cadence), DAYS)
def test_every_day_is_in_exactly_one_period_of_a_cadence(cadence, day):
    period = period_of(cadence, day)
    assert period.first <= day <= period.last
    assert period.before.last + timedelta(days=1) == period.first
    assert period.after.first - timedelta(days=1) == period.last
    assert period_of(cadence, period.last) == period.after.before == period


@pytest.mark.parametrize(
    ("cadence", "day", "first", "last", "words"),
    [
        (Cadence.WEEK, "2026-11-20", "2026-11-16", "2026-11-22", "2026年11月16日至22日"),
        (Cadence.WEEK, "2026-10-01", "2026-09-28", "2026-10-04", "2026年9月28日至10月4日"),
        (Cadence.WEEK, "2027-01-01", "2026-12-28", "2027-01-03", "2026年12月28日至2027年1月3日"),
        (Cadence.FORTNIGHT, "2026-11-15", "2026-11-01", "2026-11-15", "2026年11月上半月"),
        (Cadence.FORTNIGHT, "2024-02-16", "2024-02-16", "2024-02-29", "2024年2月下半月"),
        (Cadence.MONTH, "2026-12-31", "2026-12-01", "2026-12-31", "2026年12月"),
    ],
)
def test_periods_have_their_days_and_words(cadence, day, first, last, words):
    period = period_of(cadence, date.fromisoformat(day))
    assert (period.first.isoformat(), period.last.isoformat(), period.words) == (first, last, words)


@pytest.mark.parametrize(
    ("cadence", "day", "rule", "due"),
    [
        (Cadence.WEEK, "2026-11-20", DueRule.LAST, "2026-11-20"),
        (Cadence.WEEK, "2026-11-20", DueRule.NEXT, "2026-11-23"),
        # 国庆节 2026 lasts from the 1st to the 7th of October: the Saturday after it is worked.
        (Cadence.WEEK, "2026-10-08", DueRule.LAST, "2026-10-10"),
        (Cadence.FORTNIGHT, "2026-11-10", DueRule.LAST, "2026-11-13"),
        (Cadence.MONTH, "2026-11-10", DueRule.NEXT, "2026-12-01"),
        (Cadence.MONTH, "2026-09-10", DueRule.NEXT, "2026-10-08"),
    ],
)
def test_a_report_is_due_on_a_working_day(cadence, day, rule, due):
    assert due_day(period_of(cadence, date.fromisoformat(day)), rule, CALENDAR) == date.fromisoformat(due)


def test_a_week_without_a_working_day_is_due_after_it():
    # 春节 2026: the 15th to the 23rd of February, a whole week from Monday to Sunday.
    week = period_of(Cadence.WEEK, date(2026, 2, 18))
    assert not any(CALENDAR.is_working(week.first + timedelta(days=n)) for n in range(7))
    assert due_day(week, DueRule.LAST, CALENDAR) == date(2026, 2, 24)


@given(DAYS, st.integers(0, 120))
def test_every_period_somebody_missed_is_listed_once(today, days):
    since = today - timedelta(days=days)
    found = due_periods(SETTINGS, since, (), CALENDAR, today)
    assert len({one.period.key for one in found}) == len(found)
    for cadence in Cadence:
        wanted, period = [], period_of(cadence, since)
        while period.first <= today:
            if due_day(period, SETTINGS.rules[cadence].rule, CALENDAR) >= since:
                wanted.append(period.first)
            period = period.after
        assert sorted(one.period.first for one in found if one.period.cadence is cadence) == wanted
    assert [one.due for one in found] == sorted(one.due for one in found)


def test_ten_days_away_leave_one_week_overdue_and_the_present_one_to_come():
    found = due_periods(SETTINGS, date(2026, 11, 9), (), CALENDAR, date(2026, 11, 19))
    weeks = [(one.period.first.day, one.lamp, one.left) for one in found if one.period.cadence is Cadence.WEEK]
    assert weeks == [(9, Lamp.OVERDUE, -4), (16, Lamp.WARNING, 1)]


def test_what_is_issued_or_switched_off_is_not_asked_for():
    week = period_of(Cadence.WEEK, date(2026, 11, 20))
    only_weeks = RhythmSettings({Cadence.WEEK: CadenceRule(), Cadence.MONTH: CadenceRule(on=False)})
    assert due_periods(only_weeks, week.first, {week.key}, CALENDAR, week.last) == ()


def test_the_weekend_after_the_due_friday_is_overdue():
    (one,) = due_periods(
        RhythmSettings({Cadence.WEEK: CadenceRule()}), date(2026, 11, 20), (), CALENDAR, date(2026, 11, 21)
    )
    assert (one.due, one.left, one.over, one.lamp) == (date(2026, 11, 20), 0, True, Lamp.OVERDUE)
    assert one.words == "刚逾期未出", "no working day has gone by since, as everywhere else"


def test_what_was_due_before_anybody_began_is_not_asked_for():
    sunday = date(2026, 11, 22)
    found = due_periods(SETTINGS, sunday, (), CALENDAR, sunday)
    assert {one.period.cadence for one in found} == {Cadence.FORTNIGHT, Cadence.MONTH}
    assert not any(one.over for one in found)


def test_a_day_in_a_year_nobody_announced_is_not_firm():
    found = due_periods(SETTINGS, date(2026, 12, 31), (), CALENDAR, date(2026, 12, 31))
    firm = {one.period.cadence: one.firm for one in found}
    assert firm[Cadence.FORTNIGHT]
    assert not firm[Cadence.MONTH]
