"""The time axis of the progress chart: where a day lies, and which days are named at which zoom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ZOOMS = (1.5, 2.5, 4.0, 6.0, 9.0, 12.0, 16.0, 20.0, 26.0, 34.0, 44.0)
"""Pixels a day at each step of the zoom, from years to single days."""

_DAYS_FROM, _WEEKS_FROM = 20.0, 6.0
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A name on the axis and the pixels it stands between."""

    left: float
    right: float
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days from `first` to `last`, each `per_day` pixels wide; pixel 0 is the left edge of the first."""

    first: date
    last: date
    per_day: float

    @property
    def width(self) -> float:
        """All days together, in pixels."""
        return ((self.last - self.first).days + 1) * self.per_day

    @property
    def by_day(self) -> bool:
        """Whether every single day is named."""
        return self.per_day >= _DAYS_FROM

    def left(self, day: date) -> float:
        """The left edge of a day."""
        return (day - self.first).days * self.per_day

    def right(self, day: date) -> float:
        """The right edge of a day."""
        return self.left(day) + self.per_day

    def day_at(self, x: float) -> date:
        """The day at a pixel, never outside the axis."""
        number = int(max(0.0, x) // self.per_day)
        return min(self.first + timedelta(days=number), self.last)

    def days(self, left: float, right: float) -> Iterator[date]:
        """The days that show between two pixels."""
        day, last = self.day_at(left), self.day_at(right)
        while day <= last:
            yield day
            day += _DAY

    def fine(self, left: float, right: float) -> list[Tick]:
        """The lower line: days, weeks by their Monday, or months."""
        if self.by_day:
            return [Tick(self.left(day), self.right(day), str(day.day), day) for day in self.days(left, right)]
        if self.per_day >= _WEEKS_FROM:
            day = self.day_at(left)
            day -= timedelta(days=day.weekday())
            found = []
            while self.left(day) <= right and day <= self.last:
                found.append(Tick(self.left(day), self.left(day) + 7 * self.per_day, f"{day:%m-%d}", day))
                day += timedelta(days=7)
            return found
        return self._months(left, right, "{month}月")

    def coarse(self, left: float, right: float) -> list[Tick]:
        """The upper line: months, or years when the lower line has months."""
        if self.per_day >= _WEEKS_FROM:
            return self._months(left, right, "{year}年{month}月")
        found = []
        for year in range(self.day_at(left).year, self.day_at(right).year + 1):
            start, end = date(year, 1, 1), date(year, 12, 31)
            found.append(Tick(self.left(start), self.right(end), f"{year}年", start))
        return found

    def _months(self, left: float, right: float, pattern: str) -> list[Tick]:
        day, found = self.day_at(left).replace(day=1), []
        while self.left(day) <= right and day <= self.last:
            after = (day + timedelta(days=31)).replace(day=1)
            words = pattern.format(year=day.year, month=day.month)
            found.append(Tick(self.left(day), self.left(after), words, day))
            day = after
        return found
