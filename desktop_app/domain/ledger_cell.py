"""Cells of workbooks 单元格: a canonical text as the value a cell gets, and what a cell holds as a canonical text.

A reader belongs to one column of one file: it knows the unit of the header, and answers each value once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from math import isfinite
from operator import itemgetter, methodcaller
from typing import cast

from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, ValueForm
from desktop_app.domain.ledger_value import LONGEST_TEXT, NO, YES, ValueProblem, ValueReading, day_of, read_value
from desktop_app.domain.money import LARGEST_YUAN, YUAN_PER_UNIT, number_words, plain_yuan
from desktop_app.domain.partial_date import DateReading, of_moment, read_date_number
from desktop_app.domain.sheet_text import is_command

CellValue = str | int | Decimal | date | None

_TEXTS = frozenset({ColumnType.TEXT, ColumnType.LONG, ColumnType.PROJECT})
_DAYS = frozenset({ColumnType.DAY, ColumnType.DATE})
_COMMAND_SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_ASKED = frozenset({*_COMMAND_SIGNS, "'", " ", ""})
_FIFTEEN = "{:.15g}".format
_ODD_STARTS = _ASKED - {""}
_FIRST_SIGN = itemgetter(slice(0, 1))
_ENDS_BLANK = methodcaller("endswith", " ")
_CODE_OR_NOTHING = re.compile(r"(?:\d{4}-\d{6}-\d{2}-\d{2}-\d{6})?", re.ASCII).fullmatch
"""The project codes that are written as they are kept."""
_NOTHING = ValueReading("")


def cell_of(column: LedgerColumn, text: str, words: str = "") -> CellValue:
    """The value an exported cell gets: yuan, a number or a day where the column holds such, else the words.

    `words` replaces what is no words itself (the id of a project).
    """
    if not text:
        return None
    if column.type is ColumnType.PROJECT:
        return words or text
    if column.type in (ColumnType.AMOUNT, ColumnType.COUNT):
        return int(text)
    if column.type in (ColumnType.NUMBER, ColumnType.PERCENT):
        return Decimal(text)
    day = day_of(text) if column.type in _DAYS else None
    return day or text


def read_back(column: LedgerColumn, value: CellValue) -> str:
    """What an exported cell says when it is read again unedited; one that could not be taken counts as its text."""
    if value is None:
        return ""
    if not isinstance(value, str | date):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    try:
        return CellReader(column).read(value).text
    except ValueProblem:
        return plain_text(value)


def plain_text(written: object) -> str:
    """A text as it is kept: composed signs, line breaks as such, nothing unprintable, no blanks around it."""
    text = written if isinstance(written, str) else str(written)
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u3000", " ").replace("\u00a0", " ")
        text = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    return unicodedata.normalize("NFC", text).strip()


class CellReader:
    """Reads the cells of one column of a file; `unit` is what its header says, `from_1904` how its days are counted."""

    def __init__(self, column: LedgerColumn, unit: str = "", *, from_1904: bool = False) -> None:
        self.column = column
        self.unit = unit or column.unit
        self._from_1904 = from_1904
        self._yuan = YUAN_PER_UNIT.get(self.unit, 0) if column.type is ColumnType.AMOUNT else 0
        self._is_text = column.type in _TEXTS and column.form is None
        self._is_code = column.form is ValueForm.PROJECT_CODE
        self._read: Callable[[object], ValueReading] = self._text if self._is_text else self._value

    def read(self, value: object) -> ValueReading:
        """What a cell says; raises ValueProblem when it cannot be taken."""
        return self._read(value)

    def all_plain(self, held: Sequence[object]) -> bool:
        """Whether cells of a text column are texts taken as they stand; asked of many at once, which costs hardly more.

        False only says that each must be asked: signs that compose with the next text are none of one alone.
        """
        if not self._is_text and not self._is_code:
            return False
        texts = cast("Sequence[str]", held)
        try:
            together = "".join(texts)
        except TypeError:
            return False
        if self._is_code:
            return all(map(_CODE_OR_NOTHING, texts))
        if "|" in together or not together.isprintable():
            return False
        # Where no text holds such a sign, none begins with it.
        if any(sign in together for sign in _ODD_STARTS) and not _ODD_STARTS.isdisjoint(map(_FIRST_SIGN, texts)):
            return False
        if max(map(len, texts), default=0) > LONGEST_TEXT:
            return False
        if " " in together and any(map(_ENDS_BLANK, texts)):
            return False
        return unicodedata.is_normalized("NFC", together)

    def amounts(self, numbers: Sequence[float]) -> list[str] | None:
        """What numbers of a column of amounts say when all of them are plain, None when each must be read with care."""
        factor = self._yuan
        if not factor or not isfinite(sum(numbers)):
            return None
        if min(numbers, default=0) < 0 or max(numbers, default=0) > LARGEST_YUAN / factor:
            return None
        yuan = [round(number * factor) for number in numbers]
        nearest = [one / factor for one in yuan]
        # Sums leave noise behind the fifteen digits that a spreadsheet shows.
        differing = [pair for pair in zip(nearest, numbers, strict=True) if pair[0] != pair[1]]
        is_exact = all(_FIFTEEN(mine) == _FIFTEEN(one) for mine, one in differing)
        return list(map(str, yuan)) if is_exact else None

    def plain(self, value: object) -> str | None:
        """What a cell says when that is plain without asking twice, None when it must be read with care."""
        if isinstance(value, str):
            if self._is_text and value.isprintable() and value[:1] not in _ASKED and value[-1:] != " ":
                return unicodedata.normalize("NFC", value) if "|" not in value and len(value) <= LONGEST_TEXT else None
            return None
        yuan = plain_yuan(value, self.unit) if self._yuan and isinstance(value, float) else None
        return None if yuan is None else str(yuan)

    def _text(self, value: object) -> ValueReading:
        if isinstance(value, str):
            return ValueReading(self._taken(value))
        if isinstance(value, bool):
            return ValueReading(YES if value else NO)
        if isinstance(value, float | int):
            return ValueReading(number_words(value))
        if isinstance(value, date):
            return ValueReading(of_moment(value).words())
        return ValueReading("" if value is None else str(value))

    def _taken(self, written: str) -> str:
        text = plain_text(written)
        if text and (text[0] in _COMMAND_SIGNS or "|" in text) and is_command(text):
            raise ValueProblem(f"“{text[:40]}”写成了公式或命令，不能导入；请改成普通文字或数值")
        if len(text) > LONGEST_TEXT:
            raise ValueProblem(f"文字有 {len(text)} 个字，最多 {LONGEST_TEXT} 字；请缩短")
        return text

    def _value(self, value: object) -> ValueReading:
        if isinstance(value, str):
            text = self._taken(value)
            return self._said(text) if text else _NOTHING
        if value is None:
            return _NOTHING
        if isinstance(value, bool):
            return self._flag(value)
        if isinstance(value, date):
            return self._day(DateReading(of_moment(value)))
        if isinstance(value, time | timedelta):
            raise ValueProblem(f"“{value}”是时刻，这一栏不能填时刻；请改正或清空")
        return self._number(value) if isinstance(value, int | float) else read_value(self.column, str(value), self.unit)

    def _said(self, text: str) -> ValueReading:
        try:
            return read_value(self.column, text, self.unit)
        except ValueProblem:
            # 签约一批 and 签约类项目 are 签约; where two words fit nothing is guessed.
            meant = [one for one in self.column.options if one in text]
            if len(meant) != 1:
                raise
            return ValueReading(meant[0], f"“{text[:40]}”按“{meant[0]}”读入，请核对")

    def _flag(self, value: bool) -> ValueReading:
        if self.column.type is ColumnType.YES_NO:
            return ValueReading(YES if value else NO)
        return read_value(self.column, YES if value else NO, self.unit)

    def _day(self, reading: DateReading) -> ValueReading:
        if reading.value is None:
            return _NOTHING
        if self.column.type not in _DAYS:
            raise ValueProblem(f"“{reading.value.words()}”是日期，这一栏不是日期；请改正单元格的格式或内容")
        if self.column.type is ColumnType.DATE:
            return ValueReading(reading.value.words(), reading.doubt)
        exact = reading.value.exact
        if exact is None:
            raise ValueProblem(f"“{reading.value.text}”不是完整的日期；请写成 2026-11-22 这样")
        return ValueReading(exact.isoformat(), reading.doubt)

    def _number(self, number: float) -> ValueReading:
        if self.column.type in _DAYS:
            return self._day(read_date_number(number, from_1904=self._from_1904))
        plain = self.plain(number)
        if plain is not None:
            return ValueReading(plain)
        reading = read_value(self.column, number_words(number), self.unit)
        if self.column.type is ColumnType.PERCENT and 0 < number < 1:
            return ValueReading(reading.text, f"按 {reading.text}% 读入；如果是 {number_words(number * 100)}%，请改写")
        return reading
