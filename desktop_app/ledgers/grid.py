"""Sheets as grids of values: what every kind of file is turned into before a ledger is looked for in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from desktop_app.domain.money import number_words

Place = tuple[int, int]
"""Row and column, both from 0."""


def letter(column: int) -> str:
    """The letter of a column counted from 0: 0 is A, 26 is AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(place: Place) -> str:
    """A place as people name it: (5, 4) is E6."""
    return f"{letter(place[1])}{place[0] + 1}"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its values by row and column, merged regions, and where formulas and error values stand.

    `merged` maps every place of a merged region to the region's first place; dates of cells come as `date`.
    """

    name: str
    values: Sequence[Sequence[object]]
    merged: Mapping[Place, Place] = field(default_factory=dict)
    formulas: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)
    from_1904: bool = False
    width: int = field(init=False, default=0)
    """How many columns the widest row has."""

    def __post_init__(self) -> None:
        # Measured once: it is asked for every row of sheets with a hundred thousand rows.
        object.__setattr__(self, "width", max((len(row) for row in self.values), default=0))

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.values)

    def value(self, row: int, column: int) -> object:
        """The value of a cell, an empty text outside the sheet."""
        if 0 <= row < len(self.values) and 0 <= column < len(self.values[row]):
            return self.values[row][column]
        return ""

    def text(self, row: int, column: int) -> str:
        """The value of a cell as text, without line breaks and spaces around it."""
        return words(self.value(row, column))

    def owner(self, row: int, column: int) -> Place:
        """The cell that holds the value shown here: the first of a merged region, else the cell itself."""
        return self.merged.get((row, column), (row, column))

    def shown(self, row: int, column: int) -> str:
        """The text a reader sees here, also inside a merged region."""
        return self.text(*self.owner(row, column))

    def row_texts(self, row: int) -> list[str]:
        """The texts of one row, cell by cell."""
        texts = [words(value) for value in self.values[row]] if 0 <= row < len(self.values) else []
        return texts + [""] * (self.width - len(texts))


def words(value: object) -> str:
    """A cell value as text: numbers as Excel shows them, dates in Chinese, line breaks and odd spaces made plain."""
    if isinstance(value, str):
        # Printable texts have no other blanks than the plain one.
        plain = value if value.isprintable() else _printable(value)
        return " ".join(plain.split()) if " " in plain else plain
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return number_words(value)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return f"{day.year}年{day.month}月{day.day}日"
    if isinstance(value, time | timedelta):
        return str(value)
    return words(str(value))


def _printable(text: str) -> str:
    """A text with its blanks and breaks as one blank each, without other signs nobody sees."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
