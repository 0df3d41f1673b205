"""Blocks: what a paper is made of. Each knows its height, can be cut where a page ends, and draws itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol, Self

from reportlab.lib.units import mm

from desktop_app.documents.fonts import Role
from desktop_app.documents.lines import Line, Run, balanced_lines, break_lines
from desktop_app.documents.pen import Pen

PAD_X = 3.4
WIDE_PAD_X = 6.0
PAD_Y = 3.2
_ROW_THAT_MAY_BE_CUT = 130.0
"""A row lower than this (points) moves to the next page whole; a higher one is cut between two lines."""


class Block(Protocol):
    """A piece of a paper; heights in points."""

    @property
    def space_above(self) -> float:
        """Room left above it, except at the top of a page."""

    @property
    def keeps_next(self) -> bool:
        """Whether it must not be the last thing on a page."""

    def height(self) -> float:
        """The whole height."""

    def least(self) -> float:
        """The height of the smallest part that may stand at the end of a page."""

    def cut(self, room: float) -> tuple[Block, Block] | None:
        """The part that fits into `room` and the rest; None when nothing fits."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it with its top left corner at (x, top)."""


@dataclass(frozen=True, slots=True)
class Text:
    """Set lines without a frame; `align` is left, centre, right or both (justified).

    A text with a `bookmark` is found under that name in the table of contents of the PDF.
    """

    lines: tuple[Line, ...]
    width: float
    leading: float
    align: str = "left"
    letter_gap: float = 0.0
    space_above: float = 0.0
    keeps_next: bool = False
    bookmark: str = ""

    @classmethod
    def of(cls, runs: Sequence[Run], width: float, leading: float, align: str = "left") -> Self:
        """Break the runs to the width."""
        return cls(tuple(break_lines(runs, width)), width, leading, align)

    def height(self) -> float:
        return len(self.lines) * self.leading

    def least(self) -> float:
        return min(len(self.lines), 2) * self.leading

    def cut(self, room: float) -> tuple[Text, Text] | None:
        fitting = int(room // self.leading)
        if not 0 < fitting < len(self.lines):
            return None
        rest = replace(self, lines=self.lines[fitting:], space_above=0.0)
        return replace(self, lines=self.lines[:fitting]), rest

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for line in self.lines:
            if self.align == "both" and not line.ends:
                pen.justified(line.glyphs, x, top, self.leading, self.width)
            else:
                spare = self.width - line.width - self.letter_gap * max(len(line.glyphs) - 1, 0)
                shift = {"centre": spare / 2, "right": spare}.get(self.align, 0.0)
                pen.line_of_text(line.glyphs, x + shift, top, self.leading, self.letter_gap)
            top += self.leading


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell of a table says: runs of text, how they stand in it, and over how many columns it reaches.

    A `balanced` one, a header, has lines of about equal length.
    """

    runs: tuple[Run, ...]
    align: str = "left"
    shaded: bool = False
    columns: int = 1
    at_top: bool = False
    inset: float = PAD_X
    balanced: bool = False


@dataclass(frozen=True, slots=True)
class _SetCell:
    text: Text
    width: float
    shaded: bool
    at_top: bool
    inset: float


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_SetCell, ...]
    least_height: float

    def height(self) -> float:
        return max(self.least_height, max(cell.text.height() for cell in self.cells) + 2 * PAD_Y)

    def cut(self, room: float) -> tuple[_Row, _Row] | None:
        """Cut every cell after the lines that fit; None when fewer than two do."""
        leading = max(cell.text.leading for cell in self.cells)
        fitting = int((room - 2 * PAD_Y) // leading)
        if fitting < 2 or self.height() <= _ROW_THAT_MAY_BE_CUT:
            return None
        head = tuple(replace(c, text=replace(c.text, lines=c.text.lines[:fitting])) for c in self.cells)
        tail = tuple(replace(c, text=replace(c.text, lines=c.text.lines[fitting:])) for c in self.cells)
        return _Row(head, 0.0), _Row(tail, self.cells[0].text.leading + 2 * PAD_Y)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        height = self.height()
        for cell in self.cells:
            if cell.shaded:
                pen.shade(x, top, cell.width, height)
            above = PAD_Y if cell.at_top else (height - cell.text.height()) / 2
            cell.text.draw(pen, x + cell.inset, top + above)
            x += cell.width

    def rule(self, pen: Pen, x: float, top: float) -> None:
        """Draw the upright rules between the cells."""
        for cell in self.cells[:-1]:
            x += cell.width
            pen.rule(x, top, x, top + self.height())


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its header row is repeated on every page it reaches.

    At least `tail` rows of a table that is cut stand on its last page: a total says little beside a single row.
    """

    header: _Row | None
    rows: tuple[_Row, ...]
    width: float
    space_above: float = 0.0
    keeps_next: bool = False
    tail: int = 1

    @classmethod
    def of(
        cls,
        widths: Sequence[float],
        rows: Sequence[Sequence[Cell]],
        header: Sequence[Cell] | None = None,
        *,
        leading: float,
        least_height: float = 0.0,
    ) -> Self:
        """Set a table with these column widths; a cell may reach over several columns."""
        head = _set_row(widths, header, leading, 0.0) if header else None
        return cls(head, tuple(_set_row(widths, row, leading, least_height) for row in rows), sum(widths))

    def _header_height(self) -> float:
        return self.header.height() if self.header else 0.0

    def height(self) -> float:
        return self._header_height() + sum(row.height() for row in self.rows)

    def least(self) -> float:
        return self._header_height() + min(self.rows[0].height(), _ROW_THAT_MAY_BE_CUT)

    def cut(self, room: float) -> tuple[Table, Table] | None:
        room -= self._header_height()
        for place, row in enumerate(self.rows):
            if row.height() > room:
                if place > len(self.rows) - self.tail > 0:
                    return self._cut_into(self.rows[: -self.tail], self.rows[-self.tail :])
                halves = row.cut(room)
                head = self.rows[:place] + (halves[:1] if halves else ())
                tail = (halves[1:] if halves else (row,)) + self.rows[place + 1 :]
                return self._cut_into(head, tail) if head else None
            room -= row.height()
        return None

    def _cut_into(self, head: tuple[_Row, ...], tail: tuple[_Row, ...]) -> tuple[Table, Table]:
        return replace(self, rows=head), replace(self, rows=tail, space_above=0.0)

    def without_last_rows(self) -> tuple[Table, Table] | None:
        """The table and, apart, its last rows, so that a page of signatures alone can be avoided; None with too few."""
        count = max(self.tail, 1)
        return self._cut_into(self.rows[:-count], self.rows[-count:]) if len(self.rows) > count else None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        rows = ((self.header,) if self.header else ()) + self.rows
        tops = [top]
        for row in rows:
            row.draw(pen, x, tops[-1])
            tops.append(tops[-1] + row.height())
        for row, row_top in zip(rows, tops, strict=False):
            row.rule(pen, x, row_top)
        for row_top in tops[1:-1]:
            pen.rule(x, row_top, x + self.width, row_top)
        pen.box(x, top, self.width, self.height())


def _set_row(widths: Sequence[float], cells: Sequence[Cell], leading: float, least_height: float) -> _Row:
    column = 0
    placed = []
    for cell in cells:
        width = sum(widths[column : column + cell.columns])
        column += cell.columns
        room = width - 2 * cell.inset
        lines = balanced_lines(cell.runs, room) if cell.balanced else break_lines(cell.runs, room)
        text = Text(tuple(lines), room, leading, cell.align)
        placed.append(_SetCell(text, width, cell.shaded, cell.at_top, cell.inset))
    return _Row(tuple(placed), least_height)


def box(runs: Sequence[Run], width: float, leading: float, least_height: float) -> Table:
    """A framed text with room to write by hand; a long one is cut across pages."""
    cell = Cell(tuple(runs), "both", at_top=True, inset=WIDE_PAD_X)
    return Table.of([width], [[cell]], leading=leading, least_height=least_height)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, one above the other on the left, and on the right a place for a seal, 47 mm clear of any text.

    `date` stands under every signature, or with `dated_first` only under the first and at the seal, where the others
    sign on a day of their own; empty leaves 年 月 日 to be filled in by hand.
    """

    signers: tuple[str, ...]
    seal: str
    width: float
    date: str = ""
    space_above: float = 0.0
    keeps_next: bool = False
    dated_first: bool = False

    CLEAR: ClassVar[float] = 47 * mm
    HEIGHT: ClassVar[float] = 49 * mm
    SEAL: ClassVar[float] = 42 * mm
    STRIPE: ClassVar[float] = 19 * mm
    SIZE: ClassVar[float] = 10.5

    def height(self) -> float:
        return max(self.HEIGHT, self.STRIPE * len(self.signers))

    def least(self) -> float:
        return self.height()

    def cut(self, room: float) -> tuple[Block, Block] | None:
        return None

    def _label(self, pen: Pen, text: str, x: float, top: float) -> None:
        for line in break_lines([(text, Role.BODY, self.SIZE)], self.width / 2 - 2 * PAD_X):
            pen.line_of_text(line.glyphs, x + 2 * PAD_X, top + PAD_Y, 16)
            top += 16

    def _date(self, pen: Pen, right: float, bottom: float, date: str) -> None:
        text = date or "　　　　年　　月　　日"
        (line, *_rest) = break_lines([(text, Role.BODY, self.SIZE)], self.width)
        pen.line_of_text(line.glyphs, right - 2 * PAD_X - line.width, bottom - PAD_Y - 16, 16)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        height, half = self.height(), self.width / 2
        stripe = height / len(self.signers)
        for place, signer in enumerate(self.signers):
            self._label(pen, signer, x, top + place * stripe)
            date = "" if self.dated_first and place else self.date
            self._date(pen, x + half, top + (place + 1) * stripe, date)
            if place:
                pen.rule(x, top + place * stripe, x + half, top + place * stripe)
        pen.rule(x + half, top, x + half, top + height)
        self._label(pen, self.seal, x + half, top)
        clear_left = x + self.width - self.CLEAR
        self._date(pen, clear_left + PAD_X, top + height, self.date)
        inset = (self.CLEAR - self.SEAL) / 2
        pen.seal_place(clear_left + inset - mm, top + (height - self.SEAL) / 2, self.SEAL)
        pen.box(x, top, self.width, height)
