"""The mark of a verifiable paper: its code as a QR code of 25 mm at the top right, the short code in small print.

The canvas itself draws it, on the first page as code and small print, on the others as small print alone, so no form
and no frame can forget it. Every frame keeps the corner `MARK_SIDE` wide, measured from the right margin, down to
`MARK_BOTTOM` of the first page clear. The code is drawn as vectors, one rectangle per run of dark modules.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop_app.application.paper_register import PaperMark
from desktop_app.documents.archival import make_archival
from desktop_app.documents.fonts import Role
from desktop_app.documents.lines import break_lines
from desktop_app.documents.pen import Pen

CODE_SIDE: float = 25 * mm
CODE_TOP: float = 6.5 * mm
RIGHT_MARGIN: float = 18 * mm
QUIET: float = 2.3 * mm
"""Clear space around the code: four modules of the smallest code that is printed (45 modules in 25 mm)."""
MARK_SIDE: float = CODE_SIDE + QUIET
"""The width that no text may enter, measured from the right margin."""
MARK_BOTTOM: float = CODE_TOP + CODE_SIDE + QUIET
"""The height, measured from the top of the page, above which no text may stand in that width."""
_SMALL = 6.5
_ABOVE_HEAD: float = 7 * mm
_BELOW_HEAD: float = 17.5 * mm

_mark: ContextVar[PaperMark | None] = ContextVar("mark", default=None)


@contextmanager
def printed_with(mark: PaperMark | None) -> Iterator[None]:
    """While it lasts, papers are printed with this mark; None for drafts and blank forms."""
    token = _mark.set(mark)
    try:
        yield
    finally:
        _mark.reset(token)


class MarkedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages carry the mark and whose document is PDF/A-2b.

    A frame with less room above its text sets `code_top` and `code_side` (points) before the first page is shown; codes
    below 22 mm were not tried.
    """

    code_top, code_side = CODE_TOP, CODE_SIDE

    def showPage(self) -> None:
        mark = _mark.get()
        if mark is not None:
            self._draw_mark(mark)
        super().showPage()

    def save(self) -> None:
        make_archival(self)
        super().save()

    def _draw_mark(self, mark: PaperMark) -> None:
        width, height = self._pagesize
        pen, right = Pen(self, height), width - RIGHT_MARGIN
        if self.getPageNumber() > 1:
            _small(pen, f"验真短码 {mark.short}", right, _ABOVE_HEAD)
            return
        _draw_code(self, mark.code, (right, height - self.code_top), self.code_side)
        _small(pen, f"验真短码 {mark.short}", right - MARK_SIDE, _BELOW_HEAD)
        if mark.replaces:
            _small(pen, f"替代原编号 {mark.replaces}", right - MARK_SIDE, _ABOVE_HEAD)


def _small(pen: Pen, text: str, right: float, top: float) -> None:
    (line,) = break_lines([(text, Role.LABEL, _SMALL)], 400)
    pen.line_of_text(line.glyphs, right - line.width, top, 7)


def _draw_code(canvas: Any, code: str, corner: tuple[float, float], width: float) -> None:
    """Draw the code with its upper right corner at `corner`."""
    rows = _modules(code)
    side = width / len(rows)
    left, top = corner[0] - width, corner[1]
    canvas.saveState()
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for place, row in enumerate(rows):
        for first, length in _runs(row):
            # Every rectangle reaches a hair into the next row: viewers then show no white lines between rows.
            path.rect(left + first * side, top - (place + 1) * side, length * side, side * 1.01)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _modules(code: str) -> list[bytearray]:
    import segno

    return [bytearray(row) for row in segno.make_qr(code, error="m", boost_error=False).matrix]


def _runs(row: bytearray) -> Iterator[tuple[int, int]]:
    """Where dark modules begin and how many follow each other."""
    place = 0
    while place < len(row):
        if not row[place]:
            place += 1
            continue
        first = place
        while place < len(row) and row[place]:
            place += 1
        yield first, place - first
