"""The pen: draws set lines, rules and boxes on a ReportLab canvas, measuring from the top left corner of the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from reportlab.lib.units import mm

from desktop_app.documents import patterns, signs
from desktop_app.documents.fonts import Glyph
from desktop_app.documents.patterns import Pattern

_ABOVE_BASELINE = 0.88
"""Share of a Chinese character's square that lies above the baseline, in every bundled font."""
_MOST_STRETCH = 0.2
"""A line is justified only while the gap between two characters stays below this share of their size."""


class Pen:
    """All lengths in points, all vertical positions downwards from the top edge."""

    def __init__(self, canvas: Any, page_height: float) -> None:
        self._canvas = canvas
        self._height = self.height = page_height

    def line_of_text(self, glyphs: Sequence[Glyph], x: float, top: float, leading: float, gap: float = 0.0) -> None:
        """Set a line whose box is `leading` high; `gap` is added after each character."""
        if not glyphs:
            return
        size = max(one.size for one in glyphs)
        baseline = self._height - top - (leading - size) / 2 - _ABOVE_BASELINE * size
        for (face, run_size), run in groupby(glyphs, key=lambda one: (one.face, one.size)):
            members = list(run)
            if face:
                self._canvas.setFont(face, run_size)
                self._canvas.drawString(x, baseline, "".join(one.char for one in members), charSpace=gap)
            else:
                place = x
                for one in members:
                    signs.draw(self._canvas, one.char, place, baseline - (1 - _ABOVE_BASELINE) * run_size, run_size)
                    place += one.width + gap
            x += sum(one.width + gap for one in members)

    def justified(self, glyphs: Sequence[Glyph], x: float, top: float, leading: float, width: float) -> None:
        """Set a line stretched to `width` by equal gaps, unless that would tear it apart."""
        slack = width - sum(one.width for one in glyphs)
        gap = slack / (len(glyphs) - 1) if len(glyphs) > 1 else 0.0
        wide_enough = 0 <= gap <= _MOST_STRETCH * (glyphs[0].size if glyphs else 0)
        self.line_of_text(glyphs, x, top, leading, gap if wide_enough else 0.0)

    def rule(self, x: float, top: float, to_x: float, to_top: float, weight: float = 0.5) -> None:
        """Draw a straight line."""
        self._canvas.setLineWidth(weight)
        self._canvas.line(x, self._height - top, to_x, self._height - to_top)

    def dashed(self, x: float, top: float, to_x: float, to_top: float, weight: float = 0.5) -> None:
        """Draw a dashed line, one to tear or cut along."""
        self._canvas.saveState()
        self._canvas.setDash(1.2 * mm, 0.9 * mm)
        self.rule(x, top, to_x, to_top, weight)
        self._canvas.restoreState()

    def box(self, x: float, top: float, width: float, height: float, weight: float = 0.8) -> None:
        """Draw the outline of a rectangle."""
        self._canvas.setLineWidth(weight)
        self._canvas.rect(x, self._height - top - height, width, height, stroke=1, fill=0)

    def shade(self, x: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle with the light grey of label cells, light enough to vanish on a fax."""
        self._canvas.saveState()
        self._canvas.setFillGray(0.95)
        self._canvas.rect(x, self._height - top - height, width, height, stroke=0, fill=1)
        self._canvas.restoreState()

    def blank(self, x: float, top: float, width: float, height: float) -> None:
        """Make a rectangle white again, for words on a drawing."""
        self._canvas.saveState()
        self._canvas.setFillGray(1)
        self._canvas.rect(x, self._height - top - height, width, height, stroke=0, fill=1)
        self._canvas.restoreState()

    def fill(self, x: float, top: float, width: float, height: float, pattern: Pattern) -> None:
        """Fill a rectangle with a pattern that a fax keeps, and outline it."""
        patterns.fill(self._canvas, pattern, x, self._height - top - height, width, height)

    def shape(self, points: Sequence[tuple[float, float]], *, solid: bool = True, weight: float = 0.6) -> None:
        """Draw a closed outline through some points, black inside when `solid`, else white."""
        path = self._canvas.beginPath()
        (x, top), *others = points
        path.moveTo(x, self._height - top)
        for next_x, next_top in others:
            path.lineTo(next_x, self._height - next_top)
        path.close()
        self._canvas.saveState()
        self._canvas.setLineWidth(weight)
        self._canvas.setFillGray(0 if solid else 1)
        self._canvas.drawPath(path, stroke=1, fill=1)
        self._canvas.restoreState()

    def seal_place(self, x: float, top: float, diameter: float) -> None:
        """Draw the dashed grey circle that shows where the seal goes, in a square whose top left corner is given."""
        self._canvas.saveState()
        self._canvas.setStrokeGray(0.6)
        self._canvas.setLineWidth(0.6)
        self._canvas.setDash(1 * mm, 0.8 * mm)
        radius = diameter / 2
        self._canvas.circle(x + radius, self._height - top - radius, radius, stroke=1, fill=0)
        self._canvas.restoreState()
