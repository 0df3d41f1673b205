"""Sizes in a workbook 列宽行高: how wide columns and how high rows are, so that what is written in them is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from math import ceil

from desktop_app.application.sheets_out import SheetColumn, SheetKind

_MM_PER_CHARACTER = 1.9
"""Width of one digit, which is what spreadsheets measure columns in."""
_WIDTHS_MM = {
    SheetKind.TEXT: 28.0,
    SheetKind.LONG: 52.0,
    SheetKind.NUMBER: 20.0,
    SheetKind.AMOUNT: 30.0,
    SheetKind.PERCENT: 18.0,
    SheetKind.RATE: 18.0,
    SheetKind.DAY: 24.0,
    SheetKind.COUNT: 16.0,
}
LINE_POINTS, PADDING_POINTS, _HIGHEST = 14.5, 7.0, 400.0
INDENT = 1.5
"""How many characters the indent of a text takes from its column."""
_WITH_UNIT = re.compile(r"(.+)(（[^（）]+）)")
_CODE = re.compile(r"(?=.*\d)[!-~]{1,24}")
"""Numbers of papers and projects."""
_WIDE_SIGN = 1.2
"""How wide a sign of a code may be in the face that stands for the office's where that is not installed."""


def units_wide(text: str) -> int:
    """How many digits wide a text is drawn; Chinese signs are two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def header_words(column: SheetColumn, width: float) -> str:
    """The words above a column; where they do not fit, the unit in brackets begins a line of its own."""
    parts = _WITH_UNIT.fullmatch(column.header)
    if parts is None or units_wide(column.header) <= width - 1:
        return column.header
    return f"{parts[1]}\n{parts[2]}"


def width_of(column: SheetColumn, values: Iterable[object]) -> float:
    """How wide a column is in characters: as it wishes, and so that no code or day written in it is torn apart."""
    wished = (column.width_mm or _WIDTHS_MM[column.kind]) / _MM_PER_CHARACTER
    codes = (one for one in values if isinstance(one, str) and one.isascii() and _CODE.fullmatch(one))
    longest = max((len(one) for one in codes), default=0)
    return round(max(wished, longest * _WIDE_SIGN + INDENT + 1), 1)


def height_of(text: str, width: float) -> float:
    """The height in points a wrapped text needs in a column of this width."""
    across = max(width - 1, 2)
    lines = sum(max(ceil(units_wide(line) / across), 1) for line in text.split("\n"))
    return min(lines * LINE_POINTS + PADDING_POINTS, _HIGHEST)
