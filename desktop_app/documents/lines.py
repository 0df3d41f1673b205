"""Line breaking for Chinese text: no closing mark begins a line, no opening mark ends one, words stay whole.

A date stays whole as well, and a number with its unit, so that nobody reads half of it.

ReportLab's own CJK wrapping leaves 《 and “ at line ends and hangs closing marks into the margin, which in a ruled cell
means onto the rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from desktop_app.documents.fonts import Glyph, Role, cleaned, glyph

NOT_AT_START = frozenset("，。、；：？！”’）》〉】〕」』…—·～\uff05‰℃,.;:?!)]}%〗〙々ー")
NOT_AT_END = frozenset("《〈“‘（【〔「『([{〖￥\uff03№")
_AFTER_THESE_A_LONG_WORD_MAY_BREAK = frozenset("-/_.:@")
_SAME = 1.0
"""Points by which two widths do not differ."""
_TIED = re.compile(
    r"\d{4} ?年(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?"
    r"|\d{1,2} ?月 ?\d{1,2} ?日"
    r"|第 ?\d+ ?[\u4e00-\u9fff]"
    r"|\d[\d,.]* ?[/／] ?\d[\d,.]*"
    r"|\d[\d,.]* ?(?:[万亿]元|万亩|平方米|公顷|[\u4e00-\u9fff])"
    r"|（[^（），。；：、\s]{1,5}）",
    re.ASCII,
)
"""What no line end may part: dates, ordinals, fractions, numbers with their unit, a unit in brackets."""
_UNIT = re.compile(r"(?<!^)（[^（）]+）$")

Run = tuple[str, Role, float]
"""A text with its role and its size in points."""


class Line(NamedTuple):
    """One set line; `ends` is true for the last line of a paragraph, which is never stretched."""

    glyphs: tuple[Glyph, ...]
    ends: bool

    @property
    def width(self) -> float:
        """The natural width in points."""
        return sum(one.width for one in self.glyphs)


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"


def _joined(before: str, after: str) -> bool:
    """Whether no line may break between two neighbouring characters."""
    if before == " " or after == " ":
        return after == " "
    if after in NOT_AT_START or before in NOT_AT_END or "\u00a0" in (before, after):
        return True
    if unicodedata.category(after).startswith("M"):
        return True
    return not _wide(before) and not _wide(after)


def _tied(glyphs: Sequence[Glyph], whole: Sequence[str] = ()) -> frozenset[int]:
    """The places before which no line may begin, because a date, an amount or one of the `whole` words goes on."""
    text = "".join(one.char for one in glyphs)
    found = [*_TIED.finditer(text), *(one for word in whole for one in re.finditer(re.escape(word), text))]
    return frozenset(place for one in found for place in range(one.start() + 1, one.end()))


def _clusters(glyphs: Sequence[Glyph], tied: Container[int] = ()) -> Iterator[list[Glyph]]:
    """Groups that must stay together on a line; spaces hang on to the group before them."""
    group: list[Glyph] = []
    for place, one in enumerate(glyphs):
        if group and place not in tied and not _joined(group[-1].char, one.char):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _without_end_spaces(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    end = len(glyphs)
    while end and glyphs[end - 1].char == " ":
        end -= 1
    return glyphs[:end]


def _width(glyphs: Sequence[Glyph]) -> float:
    return sum(one.width for one in _without_end_spaces(glyphs))


def _pieces(group: list[Glyph], width: float) -> Iterator[list[Glyph]]:
    """Cut a group wider than the whole line: after - / _ . : @ where possible, else wherever it is full."""
    piece: list[Glyph] = []
    for one in group:
        if piece and _width([*piece, one]) > width:
            cut = len(piece)
            for place in range(len(piece), len(piece) // 3, -1):
                if piece[place - 1].char in _AFTER_THESE_A_LONG_WORD_MAY_BREAK:
                    cut = place
                    break
            yield piece[:cut]
            piece = piece[cut:]
        piece.append(one)
    if piece:
        yield piece


def _fitting(glyphs: Sequence[Glyph], width: float, whole: Sequence[str]) -> Iterator[list[Glyph]]:
    """The groups, cut up only where one is wider than the whole line."""
    for tied in _clusters(glyphs, _tied(glyphs, whole)):
        for group in [tied] if _width(tied) <= width else _clusters(tied):
            yield from [group] if _width(group) <= width else _pieces(group, width)


def _fill(glyphs: Sequence[Glyph], width: float, whole: Sequence[str]) -> Iterator[Line]:
    line: list[Glyph] = []
    for piece in _fitting(glyphs, width, whole):
        if line and _width([*line, *piece]) > width:
            yield Line(tuple(_without_end_spaces(line)), ends=False)
            line = []
        line.extend(piece)
    yield Line(tuple(_without_end_spaces(line)), ends=True)


def _paragraphs(runs: Sequence[Run]) -> list[list[Glyph]]:
    """The glyphs of every paragraph; `\\n` in a text begins a new one."""
    paragraphs: list[list[Glyph]] = [[]]
    for text, role, size in runs:
        for place, part in enumerate(cleaned(text).split("\n")):
            if place:
                paragraphs.append([])
            paragraphs[-1].extend(glyph(char, role, size) for char in part)
    return paragraphs


def break_lines(runs: Sequence[Run], width: float, whole: Sequence[str] = ()) -> list[Line]:
    """Set runs of text into lines no wider than `width` points; `\\n` in a text begins a new line.

    No line ends within one of the `whole` words.
    """
    return [line for paragraph in _paragraphs(runs) for line in _fill(paragraph, width, whole)]


def natural_width(runs: Sequence[Run]) -> float:
    """How wide (points) the runs are where no line is broken."""
    return max(_width(paragraph) for paragraph in _paragraphs(runs))


def widest_piece(runs: Sequence[Run]) -> float:
    """How wide (points) a line must be at least so that nothing is torn apart."""
    pieces = (_width(group) for one in _paragraphs(runs) for group in _clusters(one, _tied(one)))
    return max(pieces, default=0.0)


def balanced_lines(runs: Sequence[Run], width: float, whole: Sequence[str] = ()) -> list[Line]:
    """Like break_lines, but lines of about equal length, so that no single character is left for the last one.

    A unit in brackets at the end begins a line of its own.
    """
    lines = break_lines(runs, width, whole)
    if len(lines) > 1:
        parted = [(_UNIT.sub("\n\\g<0>", text), role, size) for text, role, size in runs]
        found = break_lines(parted, width, whole)
        runs, lines = (parted, found) if len(found) <= len(lines) else (runs, lines)
    narrow = max(widest_piece(runs), width / len(lines) / 2)
    while len(lines) > 1 and width - narrow > _SAME:
        middle = (narrow + width) / 2
        found = break_lines(runs, middle, whole)
        if len(found) == len(lines):
            lines, width = found, middle
        else:
            narrow = middle
    return lines
