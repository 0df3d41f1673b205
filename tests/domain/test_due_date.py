"""The date without its days is the date of the derivation."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.clock import Pause, derive
from desktop_app.domain.due_date import due_date
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.refusals import Refusal
from tests.domain.histories import CALENDAR

DAYS = st.dates(date(2019, 1, 1), date(2025, 12, 1))
PAUSES = st.builds(
    lambda first, length: Pause(first, first + timedelta(days=length), "补正暂停"),
    st.dates(date(2024, 1, 1), date(2024, 4, 30)),
    st.integers(0, 40),
)


@given(DAYS, st.builds(Limit, st.integers(0, 60), st.sampled_from(Unit)))
def test_a_clock_that_never_stood_still(start: date, limit: Limit) -> None:
    assert due_date(CALENDAR, start, limit) == derive(CALENDAR, start, limit).due


@given(
    st.dates(date(2023, 12, 1), date(2024, 4, 1)),
    st.builds(Limit, st.integers(0, 40), st.sampled_from(Unit)),
    st.lists(PAUSES, max_size=5),
)
def test_a_clock_that_was_paused_more_than_once(start: date, limit: Limit, pauses: list[Pause]) -> None:
    assert due_date(CALENDAR, start, limit, pauses) == derive(CALENDAR, start, limit, pauses).due


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.NATURAL_DAYS])
def test_dates_past_the_calendar_are_refused(unit: Unit) -> None:
    with pytest.raises(Refusal, match="超出日历"):
        due_date(CALENDAR, date(9999, 12, 30), Limit(5, unit))
