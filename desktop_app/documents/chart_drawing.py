"""Charts on paper: columns over time, a line of shares, bars laid across; told by pattern, name and number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar

from desktop_app.application.forms.statistics_sheet import FigureOnPaper
from desktop_app.documents.blocks import Block
from desktop_app.documents.fonts import Role
from desktop_app.documents.landscape import fitted
from desktop_app.documents.lines import Line
from desktop_app.documents.paper import WIDTH
from desktop_app.documents.patterns import Pattern
from desktop_app.documents.pen import Pen
from desktop_app.domain.statistics.figure import FEW_SIGN, FEW_WORDS, Shape

_PATTERNS = (Pattern.SOLID, Pattern.SLANTED, Pattern.EMPTY, Pattern.CROSSED, Pattern.UPRIGHT)
_MOST_BARS = 15
"""Bars laid across on one chart; the table has them all."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """The chart of a figure over the whole width, its legend above it; the numbers are those of the printed table."""

    figure: FigureOnPaper
    width: float = WIDTH
    space_above: float = 6.0
    keeps_next: bool = True
    _over_time: bool = field(init=False)

    LEGEND: ClassVar[float] = 18.0
    PLOT: ClassVar[float] = 120.0
    FOOT: ClassVar[float] = 16.0
    ROW: ClassVar[float] = 15.0
    BESIDE: ClassVar[float] = 10.0
    NAMES: ClassVar[float] = 150.0
    SIZE: ClassVar[float] = 8.5
    SAMPLE: ClassVar[float] = 9.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "_over_time", self.figure.shape in (Shape.STACKED_COLUMNS, Shape.TREND))

    def height(self) -> float:
        if self._over_time:
            return self.LEGEND + self.PLOT + self.FOOT
        return self.LEGEND + self._row() * len(self._bars()) + 4

    def least(self) -> float:
        return self.height()

    def cut(self, room: float) -> tuple[Block, Block] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self._legend(pen, x, top)
        top += self.LEGEND
        match self.figure.shape:
            case Shape.STACKED_COLUMNS:
                self._columns(pen, x, top)
            case Shape.TREND:
                self._trend(pen, x, top)
            case _:
                self._across(pen, x, top)

    def _bars(self) -> tuple[tuple[str, ...], ...]:
        return self.figure.lines[:_MOST_BARS]

    def _row(self) -> float:
        return self.BESIDE * len(self.figure.drawn) + 5 if self._is_beside() else self.ROW

    def _is_beside(self) -> bool:
        return self.figure.shape is Shape.BARS and len(self.figure.drawn) > 1

    def _legend(self, pen: Pen, x: float, top: float) -> None:
        if self.figure.shape is not Shape.TREND:
            for number, series in enumerate(self.figure.drawn):
                pen.fill(x, top + 4, self.SAMPLE, self.SAMPLE, _PATTERNS[number % len(_PATTERNS)])
                x = self._say(pen, series.name, x + self.SAMPLE + 4, top, 17) + 14
        if self._over_time:
            return
        if any(FEW_WORDS in line[0] for line in self._bars()):
            x = self._say(pen, f"{FEW_SIGN} {FEW_WORDS}", x, top, 17) + 14
        if len(self.figure.lines) > _MOST_BARS:
            self._say(pen, f"图中为前 {_MOST_BARS} 行，其余见表", x, top, 17)

    def _columns(self, pen: Pen, x: float, top: float) -> None:
        lines = self.figure.lines
        values = [[_number(line[series.column]) or 0 for series in self.figure.drawn] for line in lines]
        most = max([sum(each) for each in values] + [1])
        room = self.width / max(len(lines), 1)
        thick = min(room * 0.7, 26)
        for place, each in enumerate(values):
            left, level = x + room * (place + 0.5) - thick / 2, top + self.PLOT
            for number, value in enumerate(each):
                high = (self.PLOT - 14) * value / most
                if value:
                    pen.fill(left, level - high, thick, high, _PATTERNS[number % len(_PATTERNS)])
                level -= high
            if sum(each):
                self._middle(pen, f"{sum(each):g}", left + thick / 2, level - 12)
        self._names_below(pen, x, top + self.PLOT, room)

    def _trend(self, pen: Pen, x: float, top: float) -> None:
        column = self.figure.drawn[0].column
        room = self.width / max(len(self.figure.lines), 1)
        floor, rise = top + self.PLOT, self.PLOT - 28
        for level in (0, 50, 100):
            height = floor - rise * level / 100
            pen.dashed(x, height, x + self.width, height, 0.3) if level else None
            self._say(pen, f"{level}%", x, height - 12, 12)
        before: tuple[float, float] | None = None
        for place, line in enumerate(self.figure.lines):
            value = _number(line[column])
            if value is None:
                before = None
                continue
            at = (x + room * (place + 0.5), floor - rise * value / 100)
            if before is not None:
                pen.rule(*before, *at, weight=1.2)
            side = 2.6
            corners = ((at[0] - side, at[1]), (at[0], at[1] - side), (at[0] + side, at[1]), (at[0], at[1] + side))
            pen.shape(corners)
            self._middle(pen, line[column], at[0], at[1] - 17, ground=True)
            before = at
        self._names_below(pen, x, floor, room)

    def _names_below(self, pen: Pen, x: float, top: float, room: float) -> None:
        """The axis below with as many names as find room, the last one always."""
        pen.rule(x, top, x + self.width, top, weight=0.8)
        lines = self.figure.lines
        step = max(1, -int(-62 // room))
        for place in range(len(lines) - 1, -1, -step):
            name = lines[place][0].split("（", maxsplit=1)[0]
            self._middle(pen, name, min(x + room * (place + 0.5), x + self.width - 24), top + 1)

    def _across(self, pen: Pen, x: float, top: float) -> None:
        lines, row = self._bars(), self._row()
        values = [[_number(line[series.column]) or 0 for series in self.figure.drawn] for line in lines]
        beside = self._is_beside()
        most = max([max(each) if beside else sum(each) for each in values] + [1])
        begin, room = x + self.NAMES + 6, self.width - self.NAMES - 46
        for line, each in zip(lines, values, strict=True):
            name = self._name(line[0])
            pen.line_of_text(name.glyphs, x + self.NAMES - name.width, top, row)
            if beside:
                self._bars_beside(pen, each, line, begin, top + 2, room / most)
            else:
                left = begin
                for number, value in enumerate(each):
                    wide = room * value / most
                    if value:
                        pen.fill(left, top + 2, wide, row - 4, _PATTERNS[number % len(_PATTERNS)])
                        self._inside(pen, f"{value:g}", left, top + 2, wide, row - 4)
                    left += wide
                # Of a single series the number reads as in the table: 33.33%.
                whole = line[self.figure.drawn[0].column] if len(self.figure.drawn) == 1 else f"{sum(each):g}"
                self._say(pen, whole, left + 4, top, row)
            top += row
        pen.rule(begin, top - row * len(lines), begin, top, weight=0.8)

    def _name(self, text: str) -> Line:
        """A name at its bar: shortened in the middle, for steps of one kind differ at their end, by the project."""
        kept, few, _rest = text.partition(f"（{FEW_WORDS}")
        sign = f" {FEW_SIGN}" if few else ""
        line = fitted(kept + sign, 10_000, Role.BODY, self.SIZE)
        for left_out in range(2, len(kept)):
            if line.width <= self.NAMES:
                break
            half = (len(kept) - left_out + 1) // 2
            line = fitted(f"{kept[:half]}…{kept[half + left_out :]}{sign}", 10_000, Role.BODY, self.SIZE)
        return line

    def _bars_beside(
        self, pen: Pen, values: list[float], line: tuple[str, ...], left: float, top: float, scale: float
    ) -> None:
        for number, value in enumerate(values):
            if value:
                pen.fill(left, top, value * scale, self.BESIDE - 1.5, _PATTERNS[number % len(_PATTERNS)])
            self._say(pen, line[self.figure.drawn[number].column], left + value * scale + 4, top - 1, self.BESIDE)
            top += self.BESIDE

    def _inside(self, pen: Pen, text: str, left: float, top: float, wide: float, high: float) -> None:
        """The number of a part on a white label, where there is room and more than one part."""
        line = self._line(text)
        if len(self.figure.drawn) > 1 and line.width + 8 <= wide:
            middle = left + (wide - line.width) / 2
            pen.blank(middle - 2, top + 1, line.width + 4, high - 2)
            pen.line_of_text(line.glyphs, middle, top, high)

    def _middle(self, pen: Pen, text: str, x: float, top: float, *, ground: bool = False) -> None:
        """A text centred on `x`, on white `ground` where something is drawn behind it."""
        line = self._line(text)
        if ground:
            pen.blank(x - line.width / 2 - 1, top + 1, line.width + 2, 11)
        pen.line_of_text(line.glyphs, x - line.width / 2, top, 12)

    def _say(self, pen: Pen, text: str, x: float, top: float, leading: float) -> float:
        line = self._line(text)
        pen.line_of_text(line.glyphs, x, top, leading)
        return x + line.width

    def _line(self, text: str) -> Line:
        return fitted(text, self.width, Role.LABEL, self.SIZE)


def _number(words: str) -> float | None:
    """The number a cell begins with, None for a dash."""
    found = _NUMBER.match(words)
    return float(found[0]) if found else None
