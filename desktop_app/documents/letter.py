"""Official letters 公文 after GB/T 9704-2012: where everything stands on the page, measured in millimetres.

Page A4; 天头 37, 订口 28, type area 156 × 225 mm; 22 lines of 28 characters in 3号仿宋; title 2号; page number 4号
between two dashes, one character in from the outer edge. A letter 信函 carries its issuer 30 mm from the upper edge
between red double lines and no number on its first page; a notice 文件 carries it in the type area above one red line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm

from desktop_app.application.ports import Printed
from desktop_app.documents.blocks import Block
from desktop_app.documents.fonts import Role
from desktop_app.documents.lines import Line, Run, balanced_lines, break_lines
from desktop_app.documents.paper import (
    DEMO_MARK,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Frame,
    Together,
    draw_blocks,
    open_canvas,
    paginate,
)
from desktop_app.documents.pen import Pen

LETTER_TOP: float = 37 * mm
_CODE_TOP, _CODE_SIDE = 4.8 * mm, 22.5 * mm
LETTER_LEFT: float = 28 * mm
LETTER_WIDTH: float = 156 * mm
LETTER_HEIGHT: float = 225 * mm
LINES, CHARACTERS = 22, 28
PITCH: float = LETTER_HEIGHT / LINES
"""From one line to the next, 29 pt."""
STEP: float = LETTER_WIDTH / CHARACTERS
"""From one character to the next, 15.8 pt; 3号 is 16 pt, so characters are set 0.2 pt closer than their width."""
NUMBER_3, NUMBER_2, NUMBER_4 = 16.0, 22.0, 14.0
"""The sizes 三号, 二号 and 四号 in points."""
BLANK_MARK = "〔　　　〕　　号"

_RED = (0.82, 0.05, 0.05)
_RUN_WIDTH: float = CHARACTERS * NUMBER_3
_CLOSEST, _WIDEST = -0.9, 4.6
"""Points by which characters of a justified line may stand closer or wider: a date or amount moves down whole."""
_LONGEST_SIGNED = 20
"""Characters of a name that signs on one line; then it reaches as far to the right as the seal may."""
_NARROW = re.compile(r"(?<=[\u4e00-\u9fff）])\(|\((?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff）)])\)|\)(?=[\u4e00-\u9fff])")
_WIDE = {"(": "（", ")": "）"}
_WHOLE = ("帮办代办", "警示提醒函", "办理时限", "工作情况")
"""Words that a line of a title does not part (GB/T 9704, 7.3.1: 词意完整)."""
_HEADINGS = (
    (re.compile(r"[一二三四五六七八九十]+、"), Role.HEADING),
    (re.compile(r"（[一二三四五六七八九十]+）"), Role.KAI),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter: `issuer` as in its head, `mark` its 发文字号, to whom, what, who signs it and when.

    `sent_to` are those who get a copy 抄送; `number` is the register's own number in small print; `as_notice` sets the
    head of a notice 文件 instead of that of a letter 信函.
    """

    title: str
    issuer: str
    mark: str
    to: str
    body: tuple[str, ...]
    signed: str
    date: str
    number: str = ""
    sent_to: str = ""
    printed_by: str = ""
    contact: str = ""
    demo: bool = False
    as_notice: bool = False


def document_mark(prefix: str, number: str) -> str:
    """发文字号 from the words before 〔 and the register's number: 帮函 and BB-2026-A-D14-0003 make 帮函〔2026〕3号.

    The year stands in full, the serial has no 第 and no zeros in front (GB/T 9704); without a number it is blank.
    """
    found = re.fullmatch(r"BB-(\d{4})-[A-Z]-\w+-(\d+)", number)
    return f"{prefix}〔{found[1]}〕{int(found[2])}号" if found else f"{prefix}{BLANK_MARK}"


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines of 28 characters; all but the last of a paragraph fill the width of the type area."""

    lines: tuple[Line, ...]
    align: str = "both"
    inset: float = 0.0
    space_above: float = 0.0
    keeps_next: bool = False
    pitch: float = PITCH

    def height(self) -> float:
        return len(self.lines) * self.pitch

    def least(self) -> float:
        return min(len(self.lines), 2) * self.pitch

    def cut(self, room: float) -> tuple[Block, Block] | None:
        fitting = int((room + 0.01) // self.pitch)
        if not 0 < fitting < len(self.lines):
            return None
        return replace(self, lines=self.lines[:fitting]), replace(self, lines=self.lines[fitting:], space_above=0.0)

    def _gap(self, line: Line) -> float:
        natural = STEP - NUMBER_3 if line.glyphs and line.glyphs[0].size == NUMBER_3 else 0.0
        if self.align != "both" or line.ends or len(line.glyphs) < 2:
            return natural
        gap = (LETTER_WIDTH - line.width) / (len(line.glyphs) - 1)
        return gap if _CLOSEST <= gap <= _WIDEST else natural

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for line in self.lines:
            gap = self._gap(line)
            spare = LETTER_WIDTH - line.width - gap * max(len(line.glyphs) - 1, 0)
            shift = {"centre": spare / 2, "right": spare - self.inset}.get(self.align, self.inset)
            pen.line_of_text(line.glyphs, x + shift, top, self.pitch, gap)
            top += self.pitch


def _set(runs: Sequence[Run], align: str = "both", inset: float = 0.0, width: float = _RUN_WIDTH) -> _Lines:
    return _Lines(tuple(break_lines(runs, width)), align, inset)


def _empty(lines: int) -> _Lines:
    return _Lines(tuple(Line((), ends=True) for _ in range(lines)))


def _chinese(text: str) -> str:
    return _NARROW.sub(lambda found: _WIDE[found[0]], text)


def _paragraph(written: str) -> _Lines:
    """A paragraph of the body: 一、 begins in 黑体, （一） in 楷体, all else is 仿宋.

    Round brackets beside Chinese are those of Chinese (GB/T 15834), however a name was entered.
    """
    text = _chinese(written)
    for pattern, role in _HEADINGS:
        if pattern.match(text):
            head, dot, rest = text.partition("。")
            first: list[Run] = [("　　" + head + dot, role, NUMBER_3)]
            # A heading with nothing behind it stays with the paragraph it stands above.
            return _set([*first, (rest, Role.FANG, NUMBER_3)]) if rest else replace(_set(first), keeps_next=True)
    return _set([("　　" + text, Role.FANG, NUMBER_3)])


def _evenly(name: str) -> int:
    """How many characters of a name stand on a line, so that a long one has lines of about the same length."""
    lines = -(-len(name) // _LONGEST_SIGNED) or 1
    return max(-(-len(name) // lines), 1)


def _parted(body: Sequence[str]) -> tuple[list[_Lines], list[_Lines]]:
    """The paragraphs, and apart the last one with the headings right above it."""
    start = [_paragraph(text) for text in body]
    last = [start.pop()] if start else []
    while start and start[-1].keeps_next:
        last.insert(0, start.pop())
    return start, last


def _ending(letter: Letter, last: Sequence[_Lines]) -> Together:
    """署名 above the date, centred on it; the date ends four characters from the right edge, the seal covers both.

    The last paragraph comes along, so that no page carries a signature without text.
    """
    date = break_lines([(letter.date or "　　　年　月　日", Role.FANG, NUMBER_3)], _RUN_WIDTH)
    signed = break_lines([(letter.signed or "　", Role.FANG, NUMBER_3)], _evenly(letter.signed) * NUMBER_3)
    centre = 4 * STEP + date[0].width / 2
    widest = max(line.width for line in signed)
    # The name may not run out of the type area, however long it is.
    inset = max(centre - widest / 2, 0.0)
    blocks: list[Block] = [*last, _empty(2)]
    blocks += [_Lines((line,), "right", inset + (widest - line.width) / 2) for line in signed]
    blocks.append(_Lines(tuple(date), "right", 4 * STEP))
    if letter.contact:
        blocks.append(_set([(f"　　（{letter.contact}）", Role.FANG, NUMBER_3)]))
    return Together(tuple(blocks))


_RECORD_WIDTH = LETTER_WIDTH - 2 * NUMBER_4
_Placed = tuple[float, Line]
"""A line with its distance from the left."""


def _set_4(text: str, width: float) -> list[Line]:
    return break_lines([(text, Role.FANG, NUMBER_4)], width)


@dataclass(frozen=True, slots=True)
class _Record:
    """版记: who else gets it and who printed it, 4号, between rules, at the foot of the last page."""

    letter: Letter
    space_above: float = 0.0
    keeps_next: bool = False

    def _rows(self) -> list[tuple[_Placed, ...]]:
        """抄送, whose lines go on below the first name; 印发机关 at the left and 印发日期 at the right of one line."""
        rows: list[tuple[_Placed, ...]] = []
        if self.letter.sent_to:
            (named,) = _set_4("抄送：", _RECORD_WIDTH)
            lines = _set_4(self.letter.sent_to.rstrip("。") + "。", _RECORD_WIDTH - named.width)
            rows = [((named.width, line),) for line in lines]
            rows[0] = ((0.0, named), *rows[0])
        if self.letter.printed_by:
            (day,) = _set_4(f"{self.letter.date}印发", _RECORD_WIDTH)
            *above, last = _set_4(self.letter.printed_by, _RECORD_WIDTH)
            beside = last.width + NUMBER_4 <= _RECORD_WIDTH - day.width
            dated = (_RECORD_WIDTH - day.width, day)
            rows += [((0.0, line),) for line in above]
            rows += [((0.0, last), dated)] if beside else [((0.0, last),), (dated,)]
        return rows

    def height(self) -> float:
        return len(self._rows()) * 22.0 + 4.0

    def least(self) -> float:
        return self.height()

    def cut(self, room: float) -> tuple[Block, Block] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        # It stands on the last lines of the type area, whatever room is left above it.
        top = LETTER_TOP + LETTER_HEIGHT - self.height()
        pen.rule(x, top, x + LETTER_WIDTH, top, weight=0.35 * mm)
        for row in self._rows():
            for indent, line in row:
                pen.line_of_text(line.glyphs, x + NUMBER_4 + indent, top + 2, 22.0)
            top += 22.0
        pen.rule(x, top + 4, x + LETTER_WIDTH, top + 4, weight=0.35 * mm)


def _content(letter: Letter) -> list[Block | Together]:
    title = balanced_lines([(_chinese(letter.title), Role.TITLE, NUMBER_2)], LETTER_WIDTH - 2 * NUMBER_2, whole=_WHOLE)
    # The title stands two lines below the red line of a notice, and two below the number of a letter (GB/T 9704).
    content: list[Block | Together] = [_empty(5 if letter.as_notice else 4)]
    if letter.as_notice:
        content.append(replace(_set([(letter.mark, Role.FANG, NUMBER_3)], "centre"), keeps_next=True))
        content.append(_empty(2))
    content.append(_Lines(tuple(title), "centre", keeps_next=True, pitch=PITCH * 1.15))
    content.append(_empty(1))
    if letter.to:
        content.append(replace(_set([(f"{letter.to}：", Role.FANG, NUMBER_3)]), keeps_next=True))
    start, last = _parted(letter.body)
    content += [*start, _ending(letter, last)]
    if letter.sent_to or letter.printed_by:
        content.append(_Record(letter))
    return content


def _head(pen: Pen, canvas: Any, letter: Letter) -> None:
    """发文机关标志 in red: 30 mm from the edge with double lines for a letter, in the type area for a notice."""
    (issuer, *more) = break_lines([(letter.issuer, Role.TITLE, 30.0)], LETTER_WIDTH)
    size = 30.0 if not more else max(30.0 * LETTER_WIDTH / (len(letter.issuer) * 30.0), 15.0)
    (issuer, *_rest) = break_lines([(letter.issuer, Role.TITLE, size)], LETTER_WIDTH)
    top = (LETTER_TOP + PITCH) if letter.as_notice else 30 * mm
    canvas.saveState()
    canvas.setFillColorRGB(*_RED)
    canvas.setStrokeColorRGB(*_RED)
    pen.line_of_text(issuer.glyphs, (PAGE_WIDTH - issuer.width) / 2, top, size)
    if letter.as_notice:
        line = LETTER_TOP + 6.5 * PITCH
        pen.rule(LETTER_LEFT, line, LETTER_LEFT + LETTER_WIDTH, line, weight=0.6 * mm)
    else:
        _double_lines(pen, top + size + 4 * mm)
    canvas.restoreState()
    if not letter.as_notice:
        (mark, *_rest) = break_lines([(letter.mark, Role.FANG, NUMBER_3)], _RUN_WIDTH)
        pen.line_of_text(mark.glyphs, LETTER_LEFT + LETTER_WIDTH - mark.width, top + size + 7 * mm, PITCH)


def _double_lines(pen: Pen, below: float) -> None:
    """The double lines of a letter, 170 mm wide: thick above thin under the head, thin above thick at the foot."""
    left, right, foot = (PAGE_WIDTH - 170 * mm) / 2, (PAGE_WIDTH + 170 * mm) / 2, PAGE_HEIGHT - 20 * mm
    pen.rule(left, below, right, below, weight=0.8 * mm)
    pen.rule(left, below + 1.2 * mm, right, below + 1.2 * mm, weight=0.25 * mm)
    pen.rule(left, foot - 1.2 * mm, right, foot - 1.2 * mm, weight=0.25 * mm)
    pen.rule(left, foot, right, foot, weight=0.8 * mm)


def _small_print(pen: Pen, letter: Letter) -> None:
    """The register's number and 演示数据, outside the type area."""
    words = "　".join(part for part in (f"登记编号：{letter.number}" if letter.number else "", _demo(letter)) if part)
    (line, *_rest) = break_lines([(words, Role.LABEL, 8.0)], LETTER_WIDTH)
    pen.line_of_text(line.glyphs, LETTER_LEFT, 14 * mm, 11)


def _demo(letter: Letter) -> str:
    return DEMO_MARK if letter.demo else ""


def _page_number(pen: Pen, number: int) -> None:
    """—1— in 4号, 7 mm below the type area; odd pages one character in from the right, even ones from the left."""
    (line, *_rest) = break_lines([(f"— {number} —", Role.BODY, NUMBER_4)], LETTER_WIDTH)
    left = LETTER_LEFT + (LETTER_WIDTH - line.width - NUMBER_4 if number % 2 else NUMBER_4)
    pen.line_of_text(line.glyphs, left, LETTER_TOP + LETTER_HEIGHT + 7 * mm - 2, NUMBER_4 + 4)


def print_letter(letter: Letter, unprintable: Sequence[str] = ()) -> Printed:
    """Lay a letter out and make the PDF; the same letter gives the same bytes."""
    pages = paginate(_content(letter), LETTER_HEIGHT + 0.5)
    buffer = BytesIO()
    canvas = open_canvas(buffer, Frame(letter.title, letter.number, letter.issuer, "", letter.demo))
    # The name of the sender stands 30 mm from the top (GB/T 9704, 10.1): the code is set a little higher and smaller.
    canvas.code_top, canvas.code_side = _CODE_TOP, _CODE_SIDE
    pen = Pen(canvas, PAGE_HEIGHT)
    for number, placed in enumerate(pages, 1):
        if number == 1:
            _head(pen, canvas, letter)
        _small_print(pen, letter)
        draw_blocks(pen, canvas, placed, LETTER_LEFT, LETTER_TOP)
        if number > 1 or letter.as_notice:
            _page_number(pen, number)
        canvas.showPage()
    canvas.save()
    return Printed(buffer.getvalue(), len(pages), tuple(unprintable))
