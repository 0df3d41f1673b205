"""Values of ledgers 台账值: what people write in a cell to one canonical text, and back to words, numbers and order.

Canonical: an amount is whole yuan (4703000000), a number or percentage plain decimal digits (12.5), a count whole
digits, a day ISO (2026-11-22), a date as `PartialDate.words()` says it (2022年11月底), yes and no 是 and 否, a choice
its word, a project its id; a text is kept without the blanks around it. Unknown is an empty text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from desktop_app.domain.credit_code import check_character, read_credit_code, why_no_credit_code
from desktop_app.domain.ledger import read_project_code
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, ValueForm
from desktop_app.domain.money import YUAN_PER_UNIT, AmountProblem, in_unit, read_amount
from desktop_app.domain.partial_date import EARLIEST_YEAR, LATEST_YEAR, PartialDate, read_date

YES, NO = "是", "否"
_YES = frozenset({"是", "√", "✓", "✔", "☑", "有", "y", "yes", "true", "1", "已", "对"})
_NO = frozenset({"否", "×", "✗", "x", "无", "n", "no", "false", "0", "未", "没有", "☐"})
_NOTHING = frozenset({"", "-", "--", "/", "\\", "—", "——", "－", "／"})
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[-+]?\.\d+")
_WHOLE_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?")
LARGEST_NUMBER = Decimal(10) ** 15
LONGEST_TEXT = 2000
_LONGEST_NUMBER = 40
_FIGURE = re.compile(r"[\d一二三四五六七八九十]")
_ISO_LENGTH = len("2026-11-22")


class ValueProblem(Exception):
    """A cell that cannot be taken; the message is a Chinese clause that says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class ValueReading:
    """A cell as canonical text, with a Chinese clause where it could be taken only with doubt."""

    text: str
    doubt: str = ""


def read_value(column: LedgerColumn, written: str, unit: str = "") -> ValueReading:
    """Understand what was typed or read for a column; `unit` overrides the column's where a header named another one.

    A project is not resolved here: its text is passed on. Raises ValueProblem.
    """
    text = unicodedata.normalize("NFC", written).strip()
    if "\x00" in text or len(text) > LONGEST_TEXT:
        raise ValueProblem(f"文字太长或含有不可见字符，最多 {LONGEST_TEXT} 字")
    if column.type in (ColumnType.TEXT, ColumnType.LONG, ColumnType.PROJECT):
        return ValueReading(text) if column.form is None else _FORMS[column.form](text)
    if text in _NOTHING:
        return ValueReading("")
    return _READERS[column.type](column, text, unit or column.unit)


def _credit_code(text: str) -> ValueReading:
    """A code that cannot be one is refused; one whose check character is wrong is kept, for licences are copied so."""
    if text in _NOTHING:
        return ValueReading("")
    code = read_credit_code(text)
    if why := why_no_credit_code(code):
        raise ValueProblem(f"“{text[:40]}”{why}")
    wanted = check_character(code)
    doubt = "" if code[-1] == wanted else f"“{code}”的最后一位校验码应是 {wanted}，有一位写错了；请对照营业执照核对"
    return ValueReading(code, doubt)


def _project_code(text: str) -> ValueReading:
    """Codes of other forms were given before the national one, so they are kept and remarked on."""
    if text in _NOTHING:
        return ValueReading("")
    code = read_project_code(text)
    if code:
        return ValueReading(code)
    return ValueReading(text, f"“{text[:40]}”不是全国统一的项目代码格式（如 2023-141000-44-01-123456）；请核对")


def _number(text: str) -> ValueReading:
    """What a row is found by when somebody types it: short, on one line, with a figure in it."""
    if text and (len(text) > _LONGEST_NUMBER or not text.isprintable() or not _FIGURE.search(text)):
        raise ValueProblem(f"“{' '.join(text.split())[:40]}”不像编号：要在一行里，有数字，最多 {_LONGEST_NUMBER} 个字")
    return ValueReading(text)


_FORMS = {ValueForm.CREDIT_CODE: _credit_code, ValueForm.PROJECT_CODE: _project_code, ValueForm.NUMBER: _number}


def _read_amount(column: LedgerColumn, text: str, unit: str) -> ValueReading:
    try:
        found = read_amount(text, unit or "元")
    except AmountProblem as problem:
        raise ValueProblem(str(problem)) from None
    return ValueReading("" if found.yuan is None else str(found.yuan), found.doubt)


def _read_number(column: LedgerColumn, text: str, unit: str) -> ValueReading:
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    for tail in (column.unit, "%"):
        plain = plain.removesuffix(unicodedata.normalize("NFKC", tail)) if tail else plain
    if not _NUMBER.fullmatch(plain):
        raise ValueProblem(f"“{text[:40]}”不是数字；请只填数字")
    try:
        number = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        raise ValueProblem(f"“{text[:40]}”不是数字；请只填数字") from None
    if abs(number) > LARGEST_NUMBER:
        raise ValueProblem(f"“{text[:40]}”大得不合理；请核对")
    if column.type is ColumnType.COUNT and number != number.to_integral_value():
        raise ValueProblem(f"“{text[:40]}”应是整数")
    if number < 0 and (column.type is ColumnType.COUNT or (column.type is ColumnType.NUMBER and column.unit)):
        # A quantity of something; a growth or a target may go below nothing.
        raise ValueProblem(f"“{text[:40]}”是负数；“{column.label}”不会小于 0，请核对")
    if column.most and number > column.most:
        raise ValueProblem(f"“{text[:40]}”太大，最多 {column.most}；请核对")
    if column.least is not None and number < column.least:
        raise ValueProblem(f"“{text[:40]}”太小，“{column.label}”最少 {column.least}；请核对")
    return ValueReading(_plain(number))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _read_day(column: LedgerColumn, text: str, unit: str) -> ValueReading:
    found = read_date(text)
    if found.value is None:
        return ValueReading("")
    exact = found.value.exact
    if exact is None:
        raise ValueProblem(f"“{text[:40]}”{_why_no_day(text)}")
    return ValueReading(exact.isoformat(), found.doubt)


def _why_no_day(text: str) -> str:
    """Why a text that should be a day is none: not whole, no such day, or out of the range this program keeps."""
    written = _WHOLE_DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if written is None:
        return "不是完整的日期；请写成 2026-11-22 这样"
    try:
        date(*(int(part) for part in written.groups()))
    except ValueError:
        return "这一天不存在；请核对"
    return f"不在 {EARLIEST_YEAR} 年到 {LATEST_YEAR} 年之间；请核对"


def _read_partial(column: LedgerColumn, text: str, unit: str) -> ValueReading:
    found = read_date(text)
    return ValueReading("" if found.value is None else found.value.words(), found.doubt)


def _read_yes_no(column: LedgerColumn, text: str, unit: str) -> ValueReading:
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain in _YES:
        return ValueReading(YES)
    if plain in _NO:
        return ValueReading(NO)
    raise ValueProblem(f"“{text[:40]}”不是“是”或“否”")


def _read_choice(column: LedgerColumn, text: str, unit: str) -> ValueReading:
    if text in column.options or column.open_options:
        return ValueReading(text)
    plain = unicodedata.normalize("NFKC", text).casefold()
    for option in column.options:
        if unicodedata.normalize("NFKC", option).casefold() == plain:
            return ValueReading(option)
    raise ValueProblem(f"“{text[:40]}”不在可选的值里；请用：{'、'.join(column.options)}")


_READERS = {
    ColumnType.AMOUNT: _read_amount,
    ColumnType.NUMBER: _read_number,
    ColumnType.PERCENT: _read_number,
    ColumnType.COUNT: _read_number,
    ColumnType.DAY: _read_day,
    ColumnType.DATE: _read_partial,
    ColumnType.YES_NO: _read_yes_no,
    ColumnType.CHOICE: _read_choice,
}


@lru_cache(maxsize=8192)
def partial_of(text: str) -> PartialDate | None:
    """The date a canonical DATE or DAY text stands for, None when unknown."""
    return read_date(text).value


def day_of(text: str) -> date | None:
    """The civil day a canonical DATE or DAY text stands for, None when the day is not known."""
    if len(text) == _ISO_LENGTH and text[4] == "-":
        return date.fromisoformat(text)
    found = partial_of(text)
    return None if found is None else found.exact


def number_of(column: LedgerColumn, text: str) -> Decimal | None:
    """The number a cell counts as (yuan for an amount), None for what is no number or unknown."""
    if not text or column.type not in (ColumnType.AMOUNT, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.PERCENT):
        return None
    return Decimal(text)


def words_of(column: LedgerColumn, text: str) -> str:
    """A canonical text as the window and paper show it, in the unit of the column but without its name."""
    if not text:
        return ""
    if column.type is ColumnType.AMOUNT:
        return in_unit(int(text), column.unit) if column.unit in YUAN_PER_UNIT else text
    if column.type is ColumnType.PERCENT:
        return f"{text}%"
    return text


def sort_key(column: LedgerColumn, text: str) -> tuple[int, Decimal, str]:
    """What a cell sorts by; unknown sorts last when ascending."""
    if not text:
        return 1, Decimal(0), ""
    number = number_of(column, text)
    if number is not None:
        return 0, number, ""
    if column.type in (ColumnType.DATE, ColumnType.DAY):
        found = partial_of(text)
        return 0, Decimal(0), found.sort_key() if found is not None else "9999-99-99"
    if column.type is ColumnType.CHOICE and text in column.options:
        return 0, Decimal(column.options.index(text)), ""
    return 0, Decimal(len(column.options)), unicodedata.normalize("NFKC", text).casefold()
