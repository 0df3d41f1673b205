"""The bar of whose days they were 天数归属: a part for each party, told by pattern, name and number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from desktop_app.documents.blocks import Block
from desktop_app.documents.fonts import Role
from desktop_app.documents.lines import Line, break_lines
from desktop_app.documents.paper import WIDTH
from desktop_app.documents.patterns import Pattern
from desktop_app.documents.pen import Pen
from desktop_app.domain.attribution import Party

PATTERNS: Mapping[str, Pattern] = {
    Party.AUTHORITY.value: Pattern.SOLID,
    Party.ENTERPRISE.value: Pattern.SLANTED,
    Party.AGENT.value: Pattern.CROSSED,
    Party.SPECIAL.value: Pattern.UPRIGHT,
    Party.NOBODY.value: Pattern.EMPTY,
}
"""How the part of each party is filled, the same on every paper."""


@dataclass(frozen=True, slots=True)
class PartyBar:
    """A stacked bar over the whole width, under it a sample of each pattern with name, days and share.

    `sums` are (party, working days) in the order they are stacked; parties without a day are in the legend only.
    """

    sums: tuple[tuple[str, int], ...]
    width: float = WIDTH
    space_above: float = 4.0
    keeps_next: bool = False

    BAR: ClassVar[float] = 15.0
    LEGEND: ClassVar[float] = 18.0
    SAMPLE: ClassVar[float] = 9.0
    SIZE: ClassVar[float] = 9.0

    @property
    def total(self) -> int:
        """All working days together."""
        return sum(days for _party, days in self.sums)

    def height(self) -> float:
        return self.BAR + self.LEGEND

    def least(self) -> float:
        return self.height()

    def cut(self, room: float) -> tuple[Block, Block] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = x
        for party, days in self.sums:
            width = self.width * days / self.total if self.total else 0.0
            if width:
                pen.fill(left, top, width, self.BAR, PATTERNS[party])
                self._number(pen, str(days), left, top, width)
            left += width
        if not self.total:
            pen.fill(x, top, self.width, self.BAR, Pattern.EMPTY)
        self._legend(pen, x, top + self.BAR)

    def _legend(self, pen: Pen, x: float, top: float) -> None:
        entries = []
        for party, days in self.sums:
            share = f"（{days * 100 / self.total:.0f}%）" if self.total and days else ""
            entries.append((party, self._line(f"{party} {days} 日{share}")))
        natural = sum(self.SAMPLE + 4 + line.width for _party, line in entries)
        gap = (self.width - natural) / max(len(entries) - 1, 1)
        for party, line in entries:
            pen.fill(x, top + 6, self.SAMPLE, self.SAMPLE, PATTERNS[party])
            pen.line_of_text(line.glyphs, x + self.SAMPLE + 4, top, self.LEGEND + 3)
            x += self.SAMPLE + 4 + line.width + gap

    def _number(self, pen: Pen, text: str, left: float, top: float, width: float) -> None:
        """The number inside its part, on a white label, where there is room for it."""
        line = self._line(text)
        if line.width + 8 > width:
            return
        middle = left + (width - line.width) / 2
        pen.fill(middle - 2, top + 2, line.width + 4, self.BAR - 4, Pattern.EMPTY)
        pen.line_of_text(line.glyphs, middle, top, self.BAR)

    def _line(self, text: str) -> Line:
        return break_lines([(text, Role.LABEL, self.SIZE)], self.width)[0]
