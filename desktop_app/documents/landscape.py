"""Landscape sheets: A4 or A3 laid across, for what is drawn over the whole width; head and foot as on every paper."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.units import mm

from desktop_app.documents.fonts import Role
from desktop_app.documents.lines import Line, break_lines, natural_width
from desktop_app.documents.mark import MARK_BOTTOM, MARK_SIDE
from desktop_app.documents.paper import BLANK, DEMO_MARK, MARGIN, Frame
from desktop_app.documents.pen import Pen

_HEAD_TOP: float = 12 * mm
_TITLE_TOP: float = 18 * mm
_LATER_TOP: float = 20 * mm
_FOOT: float = 17 * mm
_BOTTOM: float = 20 * mm
_SIZE = 9.5


def fitted(text: str, width: float, role: Role = Role.BODY, size: float = _SIZE) -> Line:
    """One line no wider than `width`, ended with an ellipsis where it has to be."""
    (line, *rest) = break_lines([(text, role, size)], 10_000)
    if not rest and line.width <= width:
        return line
    kept = "".join(one.char for one in line.glyphs)
    while kept and break_lines([(kept + "…", role, size)], 10_000)[0].width > width:
        kept = kept[:-1]
    return break_lines([(kept + "…", role, size)], 10_000)[0]


@dataclass(frozen=True, slots=True)
class LandscapeSheet:
    """A sheet of `paper` (A4, A3) laid across, or with `upright` not; lengths in points.

    `lines` stand under the title of the first page.
    """

    paper: str
    frame: Frame
    lines: tuple[str, ...]
    upright: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page."""
        paper = A3 if self.paper == "A3" else A4
        width, height = paper if self.upright else landscape(paper)
        return float(width), float(height)

    @property
    def left(self) -> float:
        """Where the text area begins."""
        return MARGIN

    @property
    def width(self) -> float:
        """The width of the text area."""
        return self.size[0] - 2 * MARGIN

    def top(self, page: int) -> float:
        """Where the text area of a page begins; the first one leaves room for title and code."""
        first: float = max(MARK_BOTTOM, _TITLE_TOP + 28 + 15 * len(self.lines) + 4)
        return first if page == 1 else _LATER_TOP

    @property
    def bottom(self) -> float:
        """Where the text area ends."""
        return self.size[1] - _BOTTOM

    def draw(self, pen: Pen, page: int, total: int) -> None:
        """Draw head, title and foot of a page."""
        frame, right = self.frame, self.left + self.width - (MARK_SIDE if page == 1 else 0)
        number = fitted("编号：" + (frame.number or BLANK), self.width / 3)
        right -= number.width
        pen.line_of_text(number.glyphs, right, _HEAD_TOP, 14)
        if frame.demo:
            mark = fitted(DEMO_MARK, self.width, Role.HEADING)
            right -= mark.width + 6 * mm
            pen.line_of_text(mark.glyphs, right, _HEAD_TOP, 14)
            pen.box(right - 4, _HEAD_TOP - 1, mark.width + 8, 16, weight=0.8)
        room = right - self.left - 5 * mm
        head = frame.centre if page == 1 else self._again(room)
        pen.line_of_text(fitted(head, room).glyphs, self.left, _HEAD_TOP, 14)
        if page == 1:
            self._title(pen)
        self._foot(pen, page, total)

    def _again(self, room: float) -> str:
        """What a later page begins with: what it goes on with and of which day; the centre where there is room."""
        parts = (f"{self.frame.title}（续）", *self.lines[:1])
        whole = "　".join((self.frame.centre, *parts))
        return whole if natural_width([(whole, Role.BODY, _SIZE)]) <= room else "　".join(parts)

    def _title(self, pen: Pen) -> None:
        room: float = self.width - 2 * MARK_SIDE
        middle = self.left + self.width / 2
        title = fitted(self.frame.title, room, Role.TITLE, 18)
        spread = title.width + 2 * (len(title.glyphs) - 1)
        pen.line_of_text(title.glyphs, middle - spread / 2, _TITLE_TOP, 28, 2)
        for place, text in enumerate(self.lines):
            line = fitted(text, room, Role.BODY, 10)
            pen.line_of_text(line.glyphs, middle - line.width / 2, _TITLE_TOP + 28 + 15 * place, 15)

    def _foot(self, pen: Pen, page: int, total: int) -> None:
        top = self.size[1] - _FOOT
        pen.rule(self.left, top, self.left + self.width, top, weight=0.8)
        pages = fitted(f"第 {page} 页 共 {total} 页", self.width / 3, size=9)
        pen.line_of_text(pages.glyphs, self.left + self.width - pages.width, top + 4, 14)
        foot = fitted(self.frame.foot, self.width - pages.width - 5 * mm, size=9)
        pen.line_of_text(foot.glyphs, self.left, top + 4, 14)
