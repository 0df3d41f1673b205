"""The record of a case on one day after another is what the events up to each day fold into."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings

from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.unfolding import Unfolding, known_from
from tests.builders import event
from tests.domain.histories import histories


@settings(max_examples=100, deadline=None)
@given(histories())
def test_every_day_has_the_situation_of_its_events(made: tuple[Case, date]) -> None:
    case, as_of = made
    record = Unfolding(case)
    day = case.opened_on - timedelta(days=20)
    while day <= as_of:
        assert record.situation(day) == case.situation(day)
        day += timedelta(days=3)


@settings(max_examples=60, deadline=None)
@given(histories())
def test_it_moves_on_the_days_of_the_events_alone(made: tuple[Case, date]) -> None:
    case, as_of = made
    record, days = Unfolding(case), set(Unfolding(case).days)
    day = min([*days, as_of])
    while day <= as_of:
        assert record.grown(day) == (day in days)
        day += timedelta(days=1)


def test_an_act_is_known_from_its_day_its_month_or_always() -> None:
    dated = event("p", Verb.RECORD, "A01", on=date(2026, 11, 5))
    assert known_from(dated) == date(2026, 11, 5)
    for month, day in (("2026-11", date(2026, 11, 1)), ("", date.min)):
        vague = replace(dated, on=None, month=month)
        assert known_from(vague) == day
        assert vague.happened_by(day) and (not month or not vague.happened_by(day - timedelta(days=1)))
