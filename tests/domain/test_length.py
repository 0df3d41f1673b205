"""Lengths read off the calendar are those the clock finds by walking the days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.clock import derive
from desktop_app.domain.length import StepLengths
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate, StepTemplate
from tests.domain.histories import CALENDAR

LIMITS = st.builds(Limit, st.integers(0, 40), st.sampled_from(list(Unit)))
# The last days lie in years without a notice.
DAYS = st.dates(date(2018, 1, 2), date(2028, 3, 1))


def lengths(limit: Limit, policy: Unit = Unit.WORKING_DAYS) -> StepLengths:
    steps = (StepTemplate(Matter("A", "甲", promised=limit)),)
    return StepLengths.of(ApprovalTemplate("T", "样板", steps=steps), CALENDAR.counting_days_as(policy))


@settings(max_examples=400, deadline=None)
@given(LIMITS, DAYS, st.sampled_from([Unit.WORKING_DAYS, Unit.NATURAL_DAYS]))
def test_finish_and_missing_years_are_those_of_the_clock(limit: Limit, start: date, policy: Unit) -> None:
    quick, walked = lengths(limit, policy), derive(CALENDAR.counting_days_as(policy), start, limit)
    assert quick.finish("A", start) == walked.due
    assert quick.missing_years("A", start, walked.due) == frozenset(walked.missing_years)


@settings(max_examples=200, deadline=None)
@given(LIMITS, DAYS, st.integers(0, 60))
def test_the_latest_start_still_ends_in_time_and_the_next_day_does_not(limit: Limit, earliest: date, room: int) -> None:
    quick = lengths(limit)
    finish = CALENDAR.add_working(quick.finish("A", earliest), room)
    latest = quick.latest_start("A", earliest, finish)
    assert quick.finish("A", latest) <= finish
    assert quick.finish("A", date.fromordinal(latest.toordinal() + 1)) > finish or latest == finish


def test_days_past_the_calendar_and_other_policies_are_refused() -> None:
    for unit in Unit:
        with pytest.raises(Refusal, match="日期超出日历"):
            lengths(Limit(90, unit)).finish("A", date(9999, 12, 30))
    with pytest.raises(Refusal, match="工作日或自然日"):
        lengths(Limit(7, Unit.DAYS), Unit.WORKING_HOURS)
