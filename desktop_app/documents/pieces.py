"""Pieces of ruled office forms: paragraphs, clauses, boxes to tick, two parties who sign, the line to tear along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from reportlab.lib.units import mm

from desktop_app.documents.blocks import PAD_X, PAD_Y, Block, Cell, Table, Text
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import BODY_SIZE, CELL_SIZE, body, header_cells
from desktop_app.documents.lines import Run, break_lines
from desktop_app.documents.paper import WIDTH
from desktop_app.documents.pen import Pen

INDENT = "　　"
"""The two squares a Chinese paragraph begins with."""

TICKED, UNTICKED = "☑", "☐"
BLANK_DATE = "　　　　年　　月　　日"
_LEADING = 17.0


def paragraphs(
    texts: Iterable[str], role: Role = Role.BODY, size: float = BODY_SIZE, leading: float = _LEADING
) -> list[Block]:
    """Justified paragraphs with an indented first line; a long one is cut across pages."""
    set_texts = [Text.of([(INDENT + text, role, size)], WIDTH, leading, "both") for text in texts if text]
    return [replace(one, space_above=2.0) for one in set_texts]


def addressed(text: str) -> Block:
    """The line a notice begins with: to whom, without indent."""
    return replace(Text.of([(text, Role.BODY, BODY_SIZE + 0.5)], WIDTH, 19), space_above=6.0, keeps_next=True)


def boxes(options: Sequence[str], chosen: Iterable[str], gap: str = "　") -> str:
    """Options each behind a box, ticked where chosen; the boxes are drawn as vectors."""
    ticked = set(chosen)
    return gap.join(f"{TICKED if option in ticked else UNTICKED}\u00a0{option}" for option in options)


def plain_table(
    titles: Sequence[str],
    widths_mm: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    centred: Iterable[int] = (0,),
    blank_rows: int = 6,
    least_height: float = 22.0,
) -> Table:
    """A ruled table of plain texts with a header repeated on every page; without rows it has empty ones to fill in.

    `widths_mm` sum up to the width of the text (174 mm); the columns in `centred` are set in the middle.
    """
    middle = set(centred)
    shown = rows or [[""] * len(titles)] * blank_rows
    cells = [
        [Cell((body(text, CELL_SIZE),), "centre" if place in middle else "left") for place, text in enumerate(row)]
        for row in shown
    ]
    widths = [width * WIDTH / sum(widths_mm) for width in widths_mm]
    return Table.of(widths, cells, header_cells(titles), leading=12, least_height=least_height)


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a signed paper: its title (甲方（委托人）), its name, and the lines its people sign."""

    title: str
    name: str = ""
    lines: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True, slots=True)
class Parties:
    """Two sides side by side, each with room to sign and a place for its seal, 47 mm clear of any text."""

    left: Party
    right: Party
    width: float = WIDTH
    space_above: float = 10.0
    keeps_next: bool = False

    CLEAR: ClassVar[float] = 47 * mm
    SEAL: ClassVar[float] = 42 * mm
    SIZE: ClassVar[float] = 10.0
    LEADING: ClassVar[float] = 16.0

    def _head(self, party: Party) -> Text:
        runs: list[Run] = [(party.title, Role.HEADING, self.SIZE), (party.name, Role.BODY, self.SIZE)]
        return Text.of(runs, self.width / 2 - 4 * PAD_X, self.LEADING)

    def _lines(self, party: Party) -> Text:
        # A blank line between two people who sign; a line end within a label stays close.
        text = "\n\n".join(party.lines)
        return Text.of([(text, Role.BODY, self.SIZE)], self.width / 2 - self.CLEAR - 3 * PAD_X, self.LEADING)

    def _top(self) -> float:
        return max(self._head(one).height() for one in (self.left, self.right)) + 2 * PAD_Y

    def height(self) -> float:
        signed = max(self._lines(one).height() for one in (self.left, self.right)) + self.LEADING + 3 * PAD_Y
        return self._top() + max(self.CLEAR, signed)

    def least(self) -> float:
        return self.height()

    def cut(self, room: float) -> tuple[Block, Block] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        height, half = self.height(), self.width / 2
        for place, party in enumerate((self.left, self.right)):
            left = x + place * half
            self._head(party).draw(pen, left + 2 * PAD_X, top + PAD_Y)
            self._lines(party).draw(pen, left + 2 * PAD_X, top + self._top())
            date = party.date or "　　　年　　月　　日"
            (line, *_rest) = break_lines([(date, Role.BODY, self.SIZE)], half)
            pen.line_of_text(line.glyphs, left + 2 * PAD_X, top + height - self.LEADING - PAD_Y, self.LEADING)
            inset = (self.CLEAR - self.SEAL) / 2
            seal_top = top + self._top() + (height - self._top() - self.SEAL) / 2
            pen.seal_place(left + half - self.CLEAR + inset, seal_top, self.SEAL)
        pen.rule(x + half, top, x + half, top + height)
        pen.box(x, top, self.width, height)


@dataclass(frozen=True, slots=True)
class TearLine:
    """The dashed line along which a receipt 回执 or stub 存根 is torn off, with its words in the middle."""

    words: str
    width: float = WIDTH
    space_above: float = 12.0
    keeps_next: bool = True

    HEIGHT: ClassVar[float] = 18.0
    SIZE: ClassVar[float] = 8.5

    def height(self) -> float:
        return self.HEIGHT

    def least(self) -> float:
        return self.HEIGHT

    def cut(self, room: float) -> tuple[Block, Block] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        (line, *_rest) = break_lines([(self.words, Role.LABEL, self.SIZE)], self.width)
        middle, half = x + self.width / 2, line.width / 2 + 6
        pen.dashed(x, top + self.HEIGHT / 2, middle - half, top + self.HEIGHT / 2)
        pen.dashed(middle + half, top + self.HEIGHT / 2, x + self.width, top + self.HEIGHT / 2)
        pen.line_of_text(line.glyphs, middle - line.width / 2, top, self.HEIGHT)
