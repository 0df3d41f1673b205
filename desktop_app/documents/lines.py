"""Line breaking for Chinese text: no closing mark begins a line, no opening mark ends one, words stay whole.

ReportLab's own CJK wrapping leaves 《 and “ at line ends and hangs closing marks into the margin, which in a ruled cell
means onto the rule.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop_app.documents.fonts import Glyph, Role, cleaned, glyph

NOT_AT_START = frozenset("，。、；：？！”’）》〉】〕」』…—·～\uff05‰℃,.;:?!)]}%〗〙々ー")
NOT_AT_END = frozenset("《〈“‘（【〔「『([{〖￥\uff03№")
_AFTER_THESE_A_LONG_WORD_MAY_BREAK = frozenset("-/_.:@")

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


def _clusters(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Groups that must stay together on a line; spaces hang on to the group before them."""
    group: list[Glyph] = []
    for one in glyphs:
        if group and not _joined(group[-1].char, one.char):
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


def _fill(glyphs: Sequence[Glyph], width: float) -> Iterator[Line]:
    line: list[Glyph] = []
    for group in _clusters(glyphs):
        for piece in [group] if _width(group) <= width else list(_pieces(group, width)):
            if line and _width([*line, *piece]) > width:
                yield Line(tuple(_without_end_spaces(line)), ends=False)
                line = []
            line.extend(piece)
    yield Line(tuple(_without_end_spaces(line)), ends=True)


def break_lines(runs: Sequence[Run], width: float) -> list[Line]:
    """Set runs of text into lines no wider than `width` points; `\\n` in a text begins a new line."""
    paragraphs: list[list[Glyph]] = [[]]
    for text, role, size in runs:
        for place, part in enumerate(cleaned(text).split("\n")):
            if place:
                paragraphs.append([])
            paragraphs[-1].extend(glyph(char, role, size) for char in part)
    return [line for paragraph in paragraphs for line in _fill(paragraph, width)]
