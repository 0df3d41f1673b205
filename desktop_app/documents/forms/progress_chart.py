"""进度图 (D27, D28): bars on a time axis over A4 or A3 laid across; black on white, legible after a fax."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from desktop_app.application.forms.progress_chart import (
    SPEC,
    SPEC_OF_ALL,
    ChartLine,
    ChartPaper,
    ChartSection,
    ChartSpan,
)
from desktop_app.application.ports import Printed
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import SMALL_SIZE, body, unprintable_in, unprintable_note
from desktop_app.documents.landscape import LandscapeSheet, fitted
from desktop_app.documents.lines import Line, break_lines
from desktop_app.documents.paper import Frame, open_canvas
from desktop_app.documents.patterns import Pattern
from desktop_app.documents.pen import Pen
from desktop_app.documents.sheet import SheetForm
from desktop_app.documents.time_axis import TimeAxis
from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_SIGNS

_LEGEND, _LEADING = 16.0, 11.0
_UNDER_ROWS = 12.0
_BAR = 7.0
_WITHOUT_DUE = frozenset({Lamp.DONE, Lamp.DONE_LATE, Lamp.REFUSED, Lamp.WITHDRAWN, Lamp.SKIPPED})
"""Where the end of the limit says nothing any more."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What differs between the sheets: row height, size of the text, widths of the two columns of words."""

    row: float
    size: float
    title: float
    state: float


_LOOKS = {"A4": _Look(15.0, 8.5, 176.0, 58.0), "A3": _Look(17.0, 9.5, 236.0, 70.0)}


@dataclass(frozen=True, slots=True)
class _Heading:
    """The row above a section; `again` on the next page."""

    section: ChartSection
    again: bool = False


_Row = _Heading | ChartLine


class ProgressChartForm(SheetForm[ChartPaper]):
    """Prints a ChartPaper of one case."""

    spec = SPEC
    named = "本图"

    def render(self, data: ChartPaper) -> Printed:
        """Draw the frozen chart; the same data gives the same bytes."""
        unprintable = unprintable_in(data)
        whose = f"代办员 {data.officer} 的事项　" if data.officer else ""
        under = [data.subject, f"{whose}{data.summary}　截至 {data.as_of}".strip() if data.as_of else ""]
        frame = Frame(self.title, data.number, data.centre, self.foot(data), data.demo)
        sheet = LandscapeSheet(data.paper, frame, tuple(line for line in under if line))
        drawing = _Drawing(data, sheet, [*data.notes, *unprintable_note(unprintable)])
        buffer = BytesIO()
        canvas = open_canvas(buffer, frame, sheet.size)
        pen = Pen(canvas, sheet.size[1])
        pages = drawing.pages()
        for number, rows in enumerate(pages, 1):
            sheet.draw(pen, number, len(pages))
            drawing.draw(pen, number, rows)
            canvas.showPage()
        canvas.save()
        return Printed(buffer.getvalue(), len(pages), tuple(unprintable))


class ProgressChartsForm(ProgressChartForm):
    """Prints a ChartPaper of all running cases."""

    spec = SPEC_OF_ALL


class _Drawing:
    """The rows of a chart, distributed over pages and drawn under an axis that every page repeats."""

    def __init__(self, data: ChartPaper, sheet: LandscapeSheet, notes: Sequence[str]) -> None:
        self._sheet = sheet
        self._look = look = _LOOKS[data.paper]
        self._sections = data.sections
        self._forecast = any(line.forecast for section in data.sections for line in section.lines)
        words = look.title + look.state
        self._axis = TimeAxis(
            first=_day(data.first),
            last=_day(data.last),
            left=sheet.left + words,
            width=sheet.width - words,
            today=_day(data.today) if data.today else None,
            rest=frozenset(map(_day, data.rest)),
            made_up=frozenset(map(_day, data.made_up)),
        )
        self._notes = break_lines([body("　".join(notes), SMALL_SIZE)], sheet.width) if notes else []

    def pages(self) -> list[list[_Row]]:
        """The rows of each page; a heading is never the last of one, and stands again where its section goes on."""
        done: list[list[_Row]] = [[]]
        for section in self._sections:
            if len(done[-1]) + 2 > self._room(len(done)):
                done.append([])
            done[-1].append(_Heading(section))
            for line in section.lines:
                if len(done[-1]) + 1 > self._room(len(done)):
                    done.append([_Heading(section, again=True)])
                done[-1].append(line)
        return done

    def _room(self, page: int) -> int:
        """How many rows a page holds."""
        under = _UNDER_ROWS + _LEGEND + _LEADING * len(self._notes)
        room = self._sheet.bottom - self._sheet.top(page) - self._axis.height - under
        return int(room // self._look.row)

    def draw(self, pen: Pen, page: int, rows: Sequence[_Row]) -> None:
        """Axis, rows, today, legend and notes of one page."""
        sheet, axis, look = self._sheet, self._axis, self._look
        top = sheet.top(page)
        self._head(pen, top)
        axis.draw_head(pen, top)
        first = top + axis.height
        bottom = first + look.row * len(rows)
        axis.draw_ground(pen, first, bottom)
        axis.draw_today(pen, first, bottom)
        for place, row in enumerate(rows):
            self._row(pen, row, first + place * look.row)
        pen.box(sheet.left, top, sheet.width, bottom - top, weight=0.8)
        pen.rule(axis.left, top, axis.left, bottom)
        pen.rule(sheet.left + look.title, top, sheet.left + look.title, first)
        foot = sheet.bottom - _LEADING * len(self._notes) - _LEGEND
        self._legend(pen, foot)
        for place, line in enumerate(self._notes):
            pen.line_of_text(line.glyphs, sheet.left, foot + _LEGEND + place * _LEADING, _LEADING)

    def _head(self, pen: Pen, top: float) -> None:
        look, left = self._look, self._sheet.left
        for text, x, width in (("事　项", left, look.title), ("状　态", left + look.title, look.state)):
            line = fitted(text, width, Role.LABEL, look.size)
            pen.line_of_text(line.glyphs, x + (width - line.width) / 2, top, self._axis.height)

    def _row(self, pen: Pen, row: _Row, top: float) -> None:
        left, look = self._sheet.left, self._look
        if isinstance(row, _Heading):
            pen.shade(left, top, look.title + look.state, look.row)
        pen.rule(left, top, left + self._sheet.width, top, weight=0.3)
        if isinstance(row, _Heading):
            self._heading(pen, row, top)
            return
        pen.rule(left + look.title, top, left + look.title, top + look.row)
        # A critical step is bold in its words and thick in its bars.
        role = Role.HEADING if row.critical else Role.LABEL
        title = fitted(row.title, look.title - 14, role, look.size)
        pen.line_of_text(title.glyphs, left + 10, top, look.row)
        sign = LAMP_SIGNS[row.lamp] + " " if row.title else ""
        self._state(pen, f"{sign}{row.state}", top, Role.LABEL)
        _Bars(pen, self._axis, row, top, look).draw()

    def _heading(self, pen: Pen, row: _Heading, top: float) -> None:
        """The name of the section over both columns, with its count at the right end."""
        look, left = self._look, self._sheet.left
        count = fitted(row.section.count, look.state, Role.HEADING, look.size - 0.5)
        pen.line_of_text(count.glyphs, left + look.title + look.state - count.width - 4, top, look.row)
        again = "（续）" if row.again else ""
        room = look.title + look.state - count.width - 14
        title = fitted(row.section.title + again, room, Role.HEADING, look.size)
        pen.line_of_text(title.glyphs, left + 4, top, look.row)

    def _state(self, pen: Pen, text: str, top: float, role: Role) -> None:
        look = self._look
        line = fitted(text, look.state - 6, role, look.size - 0.5)
        pen.line_of_text(line.glyphs, self._sheet.left + look.title + 4, top, look.row)

    def _legend(self, pen: Pen, top: float) -> None:
        x = self._sheet.left
        for words, draw in _legend(self._axis, forecast=self._forecast):
            draw(pen, x, top + 4)
            line = _small(words)
            pen.line_of_text(line.glyphs, x + 22, top, 15)
            x += 22 + line.width + 12


class _Bars:
    """The bars of one row."""

    def __init__(self, pen: Pen, axis: TimeAxis, row: ChartLine, top: float, look: _Look) -> None:
        self._pen, self._axis, self._row = pen, axis, row
        self._top = top + (look.row - _BAR) / 2 - (1.5 if row.planned else 0)
        self._plan_top = top + look.row - 3.6
        self._row_top, self._height = top, look.row

    def draw(self) -> None:
        """Plan, what is to come, what happened, suspensions over it, the end of the limit on top."""
        for span in self._row.planned:
            left, right = self._ends(span)
            _planned(self._pen, left, right, self._plan_top)
        for span in self._row.expected:
            left, right = self._ends(span)
            _expected(self._pen, left, self._top, right - left, firm=self._row.firm, critical=self._row.critical)
        for span in self._row.actual:
            self._run(span)
        for span in self._row.suspended:
            left, right = self._ends(span)
            self._pen.fill(left, self._top, right - left, _BAR, Pattern.SLANTED)
        for span in self._row.forecast:
            _left, right = self._axis.ends(_day(span.first), _day(span.last))
            first = self._axis.ends(_day(span.first), _day(span.first))[1]
            _range(self._pen, first, max(right, first + 2), self._top + _BAR / 2)
        if self._row.due and self._row.lamp not in _WITHOUT_DUE:
            self._due(_day(self._row.due))

    def _run(self, span: ChartSpan) -> None:
        left, right = self._ends(span)
        self._pen.fill(left, self._top, right - left, _BAR, Pattern.DOTTED if span.open else Pattern.SOLID)
        if span.open and self._row.critical:
            self._pen.box(left, self._top, right - left, _BAR, weight=1.6)
        # The plain outcome is what the bar says; anything else is written behind it.
        if span.words and span.words != "办结":
            line = _small(span.words)
            if right + line.width + 4 < self._axis.left + self._axis.width:
                self._pen.blank(right + 1, self._top - 0.5, line.width + 2, _BAR + 1)
                self._pen.line_of_text(line.glyphs, right + 2, self._top - 2, _BAR + 4)

    def _due(self, day: date) -> None:
        if self._axis.first <= day <= self._axis.last:
            x = self._axis.ends(day, day)[1]
            _flag(self._pen, x, self._row_top + 1, self._height - 2, firm=self._row.firm)

    def _ends(self, span: ChartSpan) -> tuple[float, float]:
        """At least a hair wide, so that a single day can be seen on a long axis."""
        left, right = self._axis.ends(_day(span.first), _day(span.last))
        return left, max(right, left + 1.6)


def _planned(pen: Pen, left: float, right: float, top: float) -> None:
    pen.rule(left, top, right, top, weight=0.9)
    for x in (left, right):
        pen.rule(x, top - 1.8, x, top + 1.8, weight=0.9)


def _expected(pen: Pen, left: float, top: float, width: float, *, firm: bool, critical: bool) -> None:
    """White with an outline: whole when firm, dashed while provisional, thick when critical."""
    weight = 1.6 if critical else 0.7
    if firm:
        pen.fill(left, top, width, _BAR, Pattern.EMPTY)
        pen.box(left, top, width, _BAR, weight=weight)
        return
    right, bottom = left + width, top + _BAR
    for x, y, to_x, to_y in (
        (left, top, right, top),
        (right, top, right, bottom),
        (right, bottom, left, bottom),
        (left, bottom, left, top),
    ):
        pen.dashed(x, y, to_x, to_y, weight=weight)


def _range(pen: Pen, left: float, right: float, middle: float) -> None:
    """The days between which it probably ends: a line with a bar at each end."""
    pen.rule(left, middle, right, middle, weight=1.0)
    for x in (left, right):
        pen.rule(x, middle - 3.2, x, middle + 3.2, weight=1.4)


def _flag(pen: Pen, x: float, top: float, height: float, *, firm: bool) -> None:
    pen.rule(x, top, x, top + height, weight=1.0)
    pen.shape([(x, top), (x - 5, top), (x, top + 5)], solid=firm, weight=0.5)


def _legend(axis: TimeAxis, *, forecast: bool) -> Iterator[tuple[str, Callable[[Pen, float, float], None]]]:
    yield "已办", lambda pen, x, top: pen.fill(x, top, 18, _BAR, Pattern.SOLID)
    yield "在办", lambda pen, x, top: pen.fill(x, top, 18, _BAR, Pattern.DOTTED)
    yield "暂停", lambda pen, x, top: pen.fill(x, top, 18, _BAR, Pattern.SLANTED)
    yield "预计", lambda pen, x, top: _expected(pen, x, top, 18, firm=True, critical=False)
    yield "预计（暂估）", lambda pen, x, top: _expected(pen, x, top, 18, firm=False, critical=False)
    yield "关键", lambda pen, x, top: _expected(pen, x, top, 18, firm=True, critical=True)
    yield "计划", lambda pen, x, top: _planned(pen, x, x + 18, top + 4)
    if forecast:
        yield "预测", lambda pen, x, top: _range(pen, x, x + 18, top + 4)
    yield "时限届满", lambda pen, x, top: _flag(pen, x + 12, top - 2, 11, firm=True)
    yield "今天", lambda pen, x, top: pen.dashed(x + 9, top - 2, x + 9, top + 9, weight=1.1)
    if axis.shows_rest:
        yield "休息日", lambda pen, x, top: _rest(pen, x, top)
    yield "补班日", lambda pen, x, top: pen.shape([(x + 7, top + 2), (x + 11, top + 2), (x + 9, top + 5.2)])


def _rest(pen: Pen, x: float, top: float) -> None:
    pen.shade(x, top, 18, _BAR)
    pen.box(x, top, 18, _BAR, weight=0.25)


def _small(text: str) -> Line:
    return break_lines([(text, Role.LABEL, 8.0)], 1000)[0]


def _day(text: str) -> date:
    return date.fromisoformat(text)
