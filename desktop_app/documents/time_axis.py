"""The time axis of a drawn chart: where a day lies, months and days above the rows, rest days behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.documents.fonts import Role
from desktop_app.documents.landscape import fitted
from desktop_app.documents.lines import break_lines
from desktop_app.documents.pen import Pen

_DAY = timedelta(days=1)
_MONTH_ROW, _DAY_ROW = 13.0, 12.0
_SIZE = 7.5
_EVERY_DAY, _EVERY_WEEK = 10.5, 2.2
"""Points a day must have so that every day, or every Monday, can be numbered."""
_SHADED = 0.9
"""Points a day must have so that single rest days can be seen."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days `first` through `last` over `width` points from `left`."""

    first: date
    last: date
    left: float
    width: float
    today: date | None
    rest: frozenset[date]
    made_up: frozenset[date]

    @property
    def height(self) -> float:
        """Months, and the days under them."""
        return _MONTH_ROW + _DAY_ROW

    @property
    def step(self) -> float:
        """The width of one day in points."""
        return self.width / ((self.last - self.first).days + 1)

    @property
    def shows_rest(self) -> bool:
        """Whether a single rest day is wide enough to be shaded."""
        return self.step >= _SHADED

    def place(self, day: date) -> float:
        """Where a day begins; the day after `last` is where the axis ends."""
        return self.left + ((day - self.first).days) * self.step

    def ends(self, first: date, last: date) -> tuple[float, float]:
        """Where a closed interval of days begins and ends, cut at the ends of the axis."""
        return self.place(max(first, self.first)), self.place(min(last, self.last) + _DAY)

    def draw_head(self, pen: Pen, top: float) -> None:
        """Months and days, with a mark at every make-up day."""
        pen.box(self.left, top, self.width, self.height, weight=0.6)
        pen.rule(self.left, top + _MONTH_ROW, self.left + self.width, top + _MONTH_ROW)
        for first, last in self._months():
            left, right = self.ends(first, last)
            if left > self.left:
                pen.rule(left, top, left, top + self.height)
            self._centred(pen, self._month_words(first, right - left), left, right, top, _MONTH_ROW)
        for day, words, days in self._numbered():
            left = self.place(day)
            self._centred(pen, words, left, left + days * self.step, top + _MONTH_ROW, _DAY_ROW)
        for day in sorted(self.made_up):
            middle = self.place(day) + self.step / 2
            bottom = top + self.height
            pen.shape([(middle - 2, bottom - 3.6), (middle + 2, bottom - 3.6), (middle, bottom - 0.4)])

    def draw_ground(self, pen: Pen, top: float, bottom: float) -> None:
        """Rest days shaded, and a rule where a month begins."""
        if self.shows_rest:
            for first, last in _runs(sorted(self.rest)):
                left, right = self.ends(first, last)
                pen.shade(left, top, right - left, bottom - top)
        for first, _last in self._months():
            if first > self.first:
                pen.rule(self.place(first), top, self.place(first), bottom, weight=0.25)

    def draw_today(self, pen: Pen, top: float, bottom: float) -> None:
        """The line of today through all rows, with its word below them."""
        if self.today is None or not self.first <= self.today <= self.last:
            return
        middle = self.place(self.today) + self.step / 2
        pen.dashed(middle, top, middle, bottom, weight=1.1)
        label = fitted(f"今天 {self.today:%m-%d}", 80, Role.HEADING, _SIZE)
        at = min(max(middle - label.width / 2, self.left), self.left + self.width - label.width)
        pen.line_of_text(label.glyphs, at, bottom + 1, 9)

    def _months(self) -> Iterator[tuple[date, date]]:
        first = self.first
        while first <= self.last:
            after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
            yield first, min(after - _DAY, self.last)
            first = after

    def _month_words(self, first: date, width: float) -> str:
        """The longest form that fits; the year alone in January when nothing else does."""
        forms = [f"{first.year}年{first.month}月", f"{first.month}月", str(first.month)]
        if first.month == 1 or first == self.first:
            forms[1:] = [f"{first:%y}.{first.month}", f"{first:%y}"]
        return next((form for form in forms if _wide(form) + 2 <= width), "")

    def _numbered(self) -> Iterator[tuple[date, str, int]]:
        """The days that get a number, with how many days their number may spread over."""
        if self.step >= _EVERY_DAY:
            for number in range((self.last - self.first).days + 1):
                day = self.first + number * _DAY
                yield day, str(day.day), 1
        elif self.step >= _EVERY_WEEK:
            day = self.first + timedelta(days=-self.first.weekday() % 7)
            while day + 4 * _DAY <= self.last:
                # A number that would stand across the rule of the next month is left out.
                if (day + 4 * _DAY).month == day.month:
                    yield day, str(day.day), 5
                day += 7 * _DAY

    def _centred(self, pen: Pen, text: str, left: float, right: float, top: float, leading: float) -> None:
        if not text:
            return
        (line,) = break_lines([(text, Role.LABEL, _SIZE)], 1000)
        pen.line_of_text(line.glyphs, (left + right - line.width) / 2, top, leading)


def _wide(text: str) -> float:
    return break_lines([(text, Role.LABEL, _SIZE)], 1000)[0].width


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    """Neighbouring days as intervals, so that a holiday is one rectangle."""
    first = last = None
    for day in days:
        if last is not None and day - last == _DAY:
            last = day
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = day
    if first is not None and last is not None:
        yield first, last
