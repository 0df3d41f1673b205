"""The paper: A4 pages with the centre and number on top, copies and 第 x 页 共 y 页 at the foot, blocks between them.

Pages are laid out first and drawn afterwards, so the total is known on every page. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from desktop_app.application.forms.asks import BINDINGS
from desktop_app.application.ports import Printed
from desktop_app.documents.blocks import Block, Table, Text
from desktop_app.documents.fonts import Role, first_face
from desktop_app.documents.lines import Line, break_lines
from desktop_app.documents.mark import MARK_SIDE, MarkedCanvas
from desktop_app.documents.pen import Pen

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN: float = 18 * mm
WIDTH: float = PAGE_WIDTH - 2 * MARGIN
"""The width every block of a paper is set to."""
TOP: float = 20 * mm
BOTTOM: float = PAGE_HEIGHT - 20 * mm
ROOM: float = BOTTOM - TOP
FIRST_TOP: float = TOP + 1.5 * mm
"""Where the text of the first page begins: what follows a title of one line stays below the code at the top right."""

_HEAD_TOP = 12 * mm
_HEAD_SIZE = 9.5
_SMALLEST = 6.5
_BINDING: float = 5 * mm
BIND_LEFT, BIND_BOTH = BINDINGS
_FEW_ROWS = 4
"""A table of so few rows is not cut for the sake of what follows it: it goes along whole."""
DEMO_MARK = "演示数据"
BLANK = "\uff3f" * 6


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text of every page; `foot` is the line about copies, `demo` adds DEMO_MARK.

    `binding` is empty, BIND_LEFT, or BIND_BOTH for sheets printed on both sides: the text moves away from the holes.
    """

    title: str
    number: str
    centre: str
    foot: str
    demo: bool = False
    binding: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that share a page when one can hold them; the end of a table before them joins a new page.

    Where a `new` thing begins with them, nothing of what stands before them does.
    """

    blocks: tuple[Block, ...]
    new: bool = False


@dataclass(slots=True)
class _Page:
    height: float
    placed: list[tuple[float, Block]] = field(default_factory=list)
    used: float = 0.0

    def space(self, block: Block) -> float:
        return block.space_above if self.placed else 0.0

    def room(self, block: Block) -> float:
        return self.height - self.used - self.space(block)

    def place(self, block: Block) -> None:
        self.used += self.space(block)
        self.placed.append((self.used, block))
        self.used += block.height()

    def give_back(self, room: float) -> list[Block]:
        """Take the end of this page away again, if it is not higher than `room`: the last rows of a table, or a table
        of few rows whole and with its heading."""
        top, block = self.placed[-1]
        if not isinstance(block, Table):
            return []
        if block.height() <= room and len(block.rows) <= _FEW_ROWS:
            return self._give_back_whole(room)
        halves = block.without_last_rows()
        if halves is None or halves[1].height() > room:
            return []
        self.placed[-1] = (top, halves[0])
        self.used = top + halves[0].height()
        return [halves[1]]

    def _give_back_whole(self, room: float) -> list[Block]:
        taken = 1
        while taken < len(self.placed) and self.placed[-taken - 1][1].keeps_next:
            taken += 1
        blocks = [block for _top, block in self.placed[-taken:]]
        height = sum(block.height() + block.space_above for block in blocks)
        if taken == len(self.placed) or height > room:
            return []
        self.used = self.placed[-taken][0]
        del self.placed[-taken:]
        return blocks


class _Pages:
    def __init__(self, room: float, first_room: float) -> None:
        self.room = room
        self.done: list[_Page] = [_Page(first_room)]

    def add(self, block: Block, follower: float = 0.0) -> None:
        """Place a block, cut as often as needed; `follower` is what must still fit under it."""
        while True:
            page = self.done[-1]
            room = page.room(block)
            if block.height() + follower <= room:
                page.place(block)
                return
            halves = None if block.keeps_next else block.cut(room)
            if halves is None and not page.placed:
                page.place(block)
                return
            if halves is not None:
                page.place(halves[0])
                block = halves[1]
            self.done.append(_Page(self.room))

    def add_all(self, blocks: Sequence[Block]) -> None:
        for place, block in enumerate(blocks):
            self.add(block, _follower(blocks[place + 1 :]) if block.keeps_next else 0.0)

    def add_together(self, group: Together) -> None:
        height = sum(block.space_above + block.height() for block in group.blocks)
        page = self.done[-1]
        if page.placed and page.used + height > page.height and height <= self.room:
            taken = [] if group.new else page.give_back(self.room - height)
            self.done.append(_Page(self.room))
            for block in taken:
                self.done[-1].place(block)
        self.add_all(group.blocks)


def _follower(blocks: Sequence[Block]) -> float:
    """What must still fit under a block that keeps the next: headings whole, and the least of what they introduce."""
    height = 0.0
    for block in blocks:
        height += block.space_above + (block.height() if block.keeps_next else block.least())
        if not block.keeps_next:
            break
    return height


def paginate(
    content: Sequence[Block | Together], room: float = ROOM, first_room: float | None = None
) -> list[list[tuple[float, Block]]]:
    """Distribute blocks over pages `room` points high, the first one `first_room`; each comes with its distance from
    the top of the text area."""
    pages = _Pages(room, room if first_room is None else first_room)
    loose: list[Block] = []
    for item in content:
        if isinstance(item, Together):
            pages.add_all(loose)
            loose = []
            pages.add_together(item)
        else:
            loose.append(item)
    pages.add_all(loose)
    return [page.placed for page in pages.done]


def _fitted(text: str, width: float, size: float = _HEAD_SIZE) -> Line:
    """One line no wider than `width`: set smaller when too long, and at the smallest size ended with an ellipsis."""
    while True:
        (line, *rest) = break_lines([(text.replace("\n", " "), Role.BODY, size)], width)
        if not rest:
            return line
        if size <= _SMALLEST:
            text = "".join(one.char for one in line.glyphs[:-1]) + "…"
        size = max(size - 0.5, _SMALLEST)


def _draw_head(pen: Pen, frame: Frame, page: int) -> None:
    number = _fitted("编号：" + (frame.number or BLANK), WIDTH / 2)
    left_end = PAGE_WIDTH - MARGIN - number.width - (MARK_SIDE if page == 1 else 0)
    pen.line_of_text(number.glyphs, left_end, _HEAD_TOP, 14)
    if frame.demo:
        (mark,) = break_lines([(DEMO_MARK, Role.HEADING, _HEAD_SIZE)], WIDTH)
        left_end -= mark.width + 6 * mm
        pen.line_of_text(mark.glyphs, left_end, _HEAD_TOP, 14)
        pen.box(left_end - 4, _HEAD_TOP - 1, mark.width + 8, 16, weight=0.8)
    left = frame.centre if page == 1 else f"{frame.centre}　{frame.title}（续）"
    pen.line_of_text(_fitted(left, left_end - MARGIN - 5 * mm).glyphs, MARGIN, _HEAD_TOP, 14)


def _draw_foot(pen: Pen, frame: Frame, page: int, total: int) -> None:
    top = PAGE_HEIGHT - 17 * mm
    pen.rule(MARGIN, top, PAGE_WIDTH - MARGIN, top, weight=0.8)
    pages = _fitted(f"第 {page} 页 共 {total} 页", WIDTH / 3, 9)
    pen.line_of_text(pages.glyphs, PAGE_WIDTH - MARGIN - pages.width, top + 4, 14)
    pen.line_of_text(_fitted(frame.foot, WIDTH - pages.width - 5 * mm, 9).glyphs, MARGIN, top + 4, 14)


def open_canvas(buffer: BytesIO, frame: Frame, size: tuple[float, float] = A4) -> Any:
    """A canvas for pages of this size (points) that names only embedded fonts, describes itself and saves PDF/A-2b.

    It draws the mark of a paper that is being issued; a frame keeps the corner of MARK_SIDE and MARK_BOTTOM clear.
    """
    # Without a first font of ours ReportLab names Helvetica on every page and does not embed it.
    font = first_face(Role.BODY)
    canvas = MarkedCanvas(buffer, pagesize=size, invariant=1, pageCompression=1, initialFontName=font, lang="zh-CN")
    canvas.setTitle(frame.title)
    canvas.setAuthor(frame.centre)
    canvas.setSubject(frame.number)
    canvas.setCreator("帮办台")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _shift(frame: Frame, page: int) -> float:
    """How far the text moves to the right for the holes of the binding."""
    if frame.binding == BIND_LEFT:
        return _BINDING
    if frame.binding == BIND_BOTH:
        return _BINDING if page % 2 else -_BINDING
    return 0.0


def draw_blocks(pen: Pen, canvas: Any, placed: Sequence[tuple[float, Block]], left: float, top: float) -> None:
    """Draw the blocks of one page; a heading of a long paper becomes a bookmark."""
    for below, block in placed:
        if isinstance(block, Text) and block.bookmark:
            key = f"{canvas.getPageNumber()}-{below:.0f}"
            canvas.bookmarkHorizontal(key, 0, pen.height - top - below)
            canvas.addOutlineEntry(block.bookmark, key, 0, closed=False)
        block.draw(pen, left, top + below)


def print_paper(frame: Frame, content: Sequence[Block | Together], unprintable: Sequence[str] = ()) -> Printed:
    """Lay the content out on A4 pages and make the PDF."""
    pages = paginate(content, first_room=BOTTOM - FIRST_TOP)
    buffer = BytesIO()
    canvas = open_canvas(buffer, frame)
    pen = Pen(canvas, PAGE_HEIGHT)
    for number, placed in enumerate(pages, 1):
        canvas.translate(_shift(frame, number), 0)
        _draw_head(pen, frame, number)
        draw_blocks(pen, canvas, placed, MARGIN, FIRST_TOP if number == 1 else TOP)
        _draw_foot(pen, frame, number, len(pages))
        canvas.showPage()
    canvas.save()
    return Printed(buffer.getvalue(), len(pages), tuple(unprintable))
