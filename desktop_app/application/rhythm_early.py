"""Reports before their time 提前出具: what is said while a period has working days left, and what is compared; what is
said of records dated after today; and reports of a time before all records, which are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from desktop_app.application.forms.facts import Facts
from desktop_app.application.records_ahead import ahead_words, records_ahead
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import Cadence, Period, period_of
from desktop_app.domain.terms import day_words

_OF_THE_PERIOD = frozenset({"opened", "closed", "finished", "in_time"})
"""Numbers that grow through a period; the others tell how things stand on a day."""


def check_recorded(period: Period, cases: Iterable[Case]) -> None:
    """Raise Refusal for a period that was over long before anything recorded in the cases happened.

    The one just before may be empty: who begins in November is offered the bulletin of October.
    """
    days = (day for case in cases for day in (case.opened_on, *(event.on for event in case.events)))
    first = min((day for day in days if day is not None), default=None)
    if first is not None and period.after.last < first:
        raise Refusal.say(f"{period.title}还没有任何记录：最早的一条在{day_words(first)}，请核对日期")


def is_early(period: Period, as_of: date, calendar: WorkingCalendar) -> bool:
    """Whether working days of a period are still to come after a day; a weekend at its end does not count."""
    return as_of < period.last and calendar.count_working(as_of, period.last) > 0


def early_words(period: Period, today: date, calendar: WorkingCalendar) -> str:
    """What somebody must know who issues a report today; empty once the last working day of its period has come."""
    if not is_early(period, today, calendar):
        return ""
    ahead = calendar.count_working(today, period.last)
    return (
        f"{period.title}还有 {ahead} 个工作日才满：现在出具，数字只到{day_words(today)}；"
        "一期只出一份，满了以后不能再出，只能重出"
    )


def early(cadence: Cadence) -> Callable[[Facts], str]:
    """The caution of the form of a cadence."""

    def said(facts: Facts) -> str:
        period = period_of(cadence, facts.on or facts.today)
        told = (early_words(period, facts.today, facts.calendar), not_counted(facts, period))
        return "。".join(one for one in told if one)

    return said


def not_counted(facts: Facts, period: Period) -> str:
    """Which records dated after today a report of a period that lasts leaves out; a past one never looked at them."""
    return ahead_words(records_ahead(facts.work, facts.today)) if period.last >= facts.today else ""


def comparable(numbers: Mapping[str, int], period: Period, as_of: date, calendar: WorkingCalendar) -> dict[str, int]:
    """The numbers of the period before that may stand beside a period: part of one is not held against a whole one."""
    short = is_early(period, as_of, calendar)
    return {key: number for key, number in numbers.items() if not (short and key in _OF_THE_PERIOD)}
