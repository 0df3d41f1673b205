"""Stretches: the days between two acts that a basis of counting 口径 counts, and why each of them does or does not.

One value both counts them for a figure and lists them for a 期限计算书, so that the two can never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.clock import DerivedDay
from desktop_app.domain.limit import Unit

Span = tuple[date, date]
"""A closed interval of civil dates."""

AHEAD = "尚未到"
"""The cause of a day that has not come yet."""

TAKEN_OUT = "按口径扣除"
"""The cause of a day that would have counted, had the basis not taken it out."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A closed interval that a basis does not count, and why: a suspension, or a matter that is left out."""

    first: date
    last: date
    why: str

    @property
    def span(self) -> Span:
        """Its first and last day."""
        return self.first, self.last


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days after `after` (day 0) through `through`, counted by `unit`, without those of `out`, each once."""

    after: date
    through: date
    unit: Unit
    out: tuple[TakenOut, ...] = ()

    def whole(self, calendar: WorkingCalendar) -> int:
        """The days of the unit before anything is taken out."""
        return count_days(self.unit, calendar, self.after, self.through)

    def taken_out(self, calendar: WorkingCalendar) -> int:
        """The days of the unit that are taken out."""
        return days_in((one.span for one in self.out), self.unit, calendar, self.after, self.through)

    def elapsed(self, calendar: WorkingCalendar) -> int:
        """The days that count."""
        return self.whole(calendar) - self.taken_out(calendar)

    def credited(self, calendar: WorkingCalendar) -> tuple[tuple[TakenOut, int], ...]:
        """Every interval taken out with the days it took; of overlapping ones the first takes a day."""
        found: list[tuple[TakenOut, int]] = []
        for number, one in enumerate(self.out):
            before = [each.span for each in self.out[:number]]
            taken = days_in([*before, one.span], self.unit, calendar, self.after, self.through)
            found.append((one, taken - days_in(before, self.unit, calendar, self.after, self.through)))
        return tuple(found)

    def days(self, calendar: WorkingCalendar, allowed: int = 0) -> tuple[DerivedDay, ...]:
        """Every day through `through`, and on to the day on which `allowed` are reached; what is to come says so."""
        found: list[DerivedDay] = []
        counted, day = 0, self.after
        while day < self.through or counted < allowed:
            day += _DAY
            made = self._day(day, counted, calendar)
            counted += made.counts
            found.append(made)
        return tuple(found)

    def _day(self, day: date, counted: int, calendar: WorkingCalendar) -> DerivedDay:
        fact, ahead = calendar.fact(day), day > self.through
        said = fact.reason if fact.firm else f"{fact.reason}（暂估）"
        working = self.unit is Unit.WORKING_DAYS
        if working and not fact.works:
            return DerivedDay(day, False, None, said, fact.label)
        taken = None if ahead else next((one for one in self.out if one.first <= day <= one.last), None)
        if taken is not None:
            return DerivedDay(day, False, None, f"{taken.why}，不计", TAKEN_OUT)
        what = said if working else "自然日"
        if ahead:
            return DerivedDay(day, True, counted + 1, f"{what}，将是第 {counted + 1} 日", AHEAD)
        return DerivedDay(day, True, counted + 1, f"{what}，第 {counted + 1} 日", fact.label if working else what)


def count_days(unit: Unit, calendar: WorkingCalendar, after: date, through: date) -> int:
    """The days of a unit after one day through another; 0 when there are none."""
    if through <= after:
        return 0
    return calendar.count_working(after, through) if unit is Unit.WORKING_DAYS else (through - after).days


def days_in(spans: Iterable[Span | None], unit: Unit, calendar: WorkingCalendar, after: date, through: date) -> int:
    """The days of a unit inside the union of closed intervals, after one day through another; none counts twice."""
    return sum(count_days(unit, calendar, begin - _DAY, end) for begin, end in _apart(spans, after + _DAY, through))


def _apart(spans: Iterable[Span | None], first: date, last: date) -> Iterator[Span]:
    """Closed intervals cut to a first and a last day, and so that no day is in two of them."""
    reached = first - _DAY
    for opened, end in sorted((max(span[0], first), min(span[1], last)) for span in spans if span is not None):
        begin = max(opened, reached + _DAY)
        if begin <= end:
            yield begin, end
            reached = end
