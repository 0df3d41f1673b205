"""Stretches: the figure and the list of days come from one value, and never disagree."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.calendar import DayOverride, WorkingCalendar, YearNotice
from desktop_app.domain.limit import Unit
from desktop_app.domain.stretch import AHEAD, TAKEN_OUT, Stretch, TakenOut, count_days, days_in

OFF = frozenset(date(2026, 10, day) for day in range(1, 8))
WORK = frozenset({date(2026, 9, 27), date(2026, 10, 10)})
CALENDAR = WorkingCalendar([YearNotice(2026, "测试安排", True, OFF, WORK, None, "", "")])
FIRST = date(2026, 9, 1)

spans = st.builds(
    lambda first, length, why: TakenOut(FIRST + timedelta(first), FIRST + timedelta(first + length - 1), why),
    st.integers(-20, 130),
    st.integers(0, 20),
    st.sampled_from(("A 补正暂停", "B 听证暂停")),
)
stretches = st.builds(
    lambda after, length, unit, out: Stretch(
        FIRST + timedelta(after), FIRST + timedelta(after + length), unit, tuple(out)
    ),
    st.integers(0, 60),
    st.integers(0, 130),
    st.sampled_from((Unit.WORKING_DAYS, Unit.NATURAL_DAYS)),
    st.lists(spans, max_size=5),
)


@given(stretches)
def test_the_last_counted_day_is_the_figure(stretch: Stretch) -> None:
    days = stretch.days(CALENDAR)
    assert [one.date for one in days] == [
        stretch.after + timedelta(n) for n in range(1, (stretch.through - stretch.after).days + 1)
    ]
    numbers = [one.n for one in days if one.counts]
    assert numbers == list(range(1, stretch.elapsed(CALENDAR) + 1))
    assert sum(one.cause == TAKEN_OUT for one in days) == stretch.taken_out(CALENDAR)
    assert sum(count for _one, count in stretch.credited(CALENDAR)) == stretch.taken_out(CALENDAR)


@given(stretches, st.integers(1, 60))
def test_days_to_come_lead_to_the_day_the_allowed_number_is_reached(stretch: Stretch, more: int) -> None:
    allowed = stretch.elapsed(CALENDAR) + more
    days = stretch.days(CALENDAR, allowed)
    last = days[-1]
    assert last.n == allowed and last.cause == AHEAD and last.date > stretch.through
    assert count_days(stretch.unit, CALENDAR, stretch.through, last.date) == more


def test_the_reasons_are_said_in_words() -> None:
    stretch = Stretch(
        date(2026, 9, 25),
        date(2026, 10, 8),
        Unit.WORKING_DAYS,
        (TakenOut(date(2026, 9, 28), date(2026, 9, 29), "LX01 补正暂停"),),
    )
    told = {one.date.day: one.why for one in stretch.days(CALENDAR, 4)}
    assert told[26] == "周六，双休日"
    assert told[27] == "周日，补班日（测试安排），第 1 日"
    assert told[28] == told[29] == "LX01 补正暂停，不计"
    assert told[30].endswith("第 2 日") and told[8].endswith("第 3 日") and told[1] == "放假（测试安排）"
    assert told[9] == "工作日，将是第 4 日"


def test_an_estimated_day_says_so() -> None:
    calendar = WorkingCalendar([], overrides=[DayOverride(date(2026, 9, 5), works=True, reason="赶工")])
    days = Stretch(date(2026, 9, 4), date(2026, 9, 7), Unit.WORKING_DAYS).days(calendar)
    assert all("（暂估）" in one.why for one in days)


def test_a_rest_day_may_be_the_last_one_of_natural_days() -> None:
    days = Stretch(date(2026, 9, 24), date(2026, 9, 24), Unit.NATURAL_DAYS).days(CALENDAR, 2)
    assert days[-1].date == date(2026, 9, 26) and days[-1].why == "自然日，将是第 2 日"


def test_days_within_intervals_count_once() -> None:
    both = [(date(2026, 9, 7), date(2026, 9, 9)), (date(2026, 9, 8), date(2026, 9, 11)), None]
    assert days_in(both, Unit.WORKING_DAYS, CALENDAR, date(2026, 9, 7), date(2026, 9, 10)) == 3
    assert count_days(Unit.WORKING_DAYS, CALENDAR, date(2026, 9, 10), date(2026, 9, 7)) == 0
