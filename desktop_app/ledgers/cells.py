"""Reads single cells of a project row: ticks, batches, codes, amounts and dates, each with its doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.ledger import is_project_code
from desktop_app.domain.money import AmountProblem, is_blank_amount, plain_yuan, read_amount
from desktop_app.domain.partial_date import DateReading, of_moment, read_date, read_date_number
from desktop_app.domain.sheet_text import is_command
from desktop_app.ledgers.columns import Kind
from desktop_app.ledgers.grid import words

LONGEST_TEXT = 1_000
BATCHES = ("签约", "开工", "投产")

_YES = frozenset(["√", "✓", "✔", "☑", "是", "有", "●", "1", "y", "yes", "对", "v", "✅", "已", "√是", "是√"])
_NO = frozenset(["否", "×", "无", "0", "n", "no", "✕", "✗", "✘", "x", "☒", "不是", "没有", "❌", "未"])
_UNKNOWN = frozenset({"", "-", "--", "/", "\\", "待定", "不详", "未定", "?"})
_DASHES = str.maketrans({dash: "-" for dash in "\u2010\u2011—–－−―─"})
_PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff().,:;/-]*")
"""Texts in which nothing has a width, a dash or a space to be made plain."""
_BATCH_WORD = re.compile(r"(?:三个一批)|(?:签约|开工|投产)(?:一批)?(?:类)?(?:项目)?")
_HAN_UP_TO_31 = "[一二三四五六七八九十]{1,3}"
_NO_YEAR = re.compile(rf"(?:\d{{1,2}}|{_HAN_UP_TO_31})\s*月\s*(?:\d{{1,2}}|{_HAN_UP_TO_31})\s*[日号]")
_LARGEST_PLAUSIBLE = 100_000_000_000
_SMALLEST_PLAUSIBLE = 1_000_000


@dataclass(frozen=True, slots=True)
class CellReading:
    """The values a cell gives to fields of the row, and a Chinese clause when something is wrong or doubtful."""

    values: dict[str, object]
    level: str = ""
    message: str = ""


def plain(text: str) -> str:
    """A text without differences of width, dashes and spaces."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())


def batch_of(text: str) -> tuple[str, str]:
    """The class (签约, 开工, 投产; empty for none or several) and what else a batch text says (第三次)."""
    named = [batch for batch in BATCHES if batch in text]
    rest = _BATCH_WORD.sub("", text).strip(" ,，、:：-—()（）")
    return (named[0] if len(named) == 1 else ""), rest


def read_cell(kind: Kind, field: str, value: object, unit: str, *, from_1904: bool) -> CellReading:
    """Read one filled cell of a known column."""
    if kind is Kind.AMOUNT:
        yuan = plain_yuan(value, unit) if unit and isinstance(value, float) else None
        return _amount(field, words(value), unit) if yuan is None else _plausible(field, yuan, value, unit)
    if kind is Kind.DATE:
        return _date(field, value, from_1904)
    return _READERS[kind](field, words(value))


def _amount(field: str, text: str, unit: str) -> CellReading:
    if not unit and not is_blank_amount(text) and text.replace(".", "", 1).isdigit():
        # The open question about the unit already blocks the file; one message for it is enough.
        return CellReading({})
    try:
        reading = read_amount(text, unit)
    except AmountProblem as problem:
        return CellReading({}, "error", str(problem))
    if reading.yuan is None:
        return CellReading({})
    return _plausible(field, reading.yuan, text, unit, f"金额“{text}”{reading.doubt}，请核对" if reading.doubt else "")


def _plausible(field: str, yuan: int, written: object, unit: str, doubt: str = "") -> CellReading:
    """An amount with what is doubtful about it; one of an odd size is likely written in another unit."""
    if yuan > _LARGEST_PLAUSIBLE:
        doubt = f"金额“{words(written)}”（单位{unit}）超过一千亿元，请核对单位"
    elif field == "investment_yuan" and 0 < yuan < _SMALLEST_PLAUSIBLE:
        doubt = f"金额“{words(written)}”（单位{unit}）不足一百万元，请核对单位"
    return CellReading({field: yuan}, "warning" if doubt else "", doubt)


def _date(field: str, value: object, from_1904: bool) -> CellReading:
    if isinstance(value, bool):
        return CellReading({}, "warning", "这里应填日期，没有读入；请改为日期或清空")
    if isinstance(value, date):
        reading = DateReading(of_moment(value))
    elif isinstance(value, int | float):
        reading = read_date_number(value, from_1904=from_1904)
    else:
        reading = read_date(words(value))
    if reading.value is None:
        return CellReading({})
    text = reading.value.text
    if reading.doubt:
        return CellReading({field: reading.value}, "warning", f"“{text}”{reading.doubt}")
    if reading.value.exact is None:
        message = f"“{text}”没有写到日，按原文保留，不推定具体日期"
        return CellReading({field: reading.value}, "warning", message)
    return CellReading({field: reading.value})


def with_year(value: object, year: int) -> tuple[str, str]:
    """A day without its year (3月5日, 三月五日) in the one the titles name, with the doubt; empty for anything else."""
    written = value.strip() if isinstance(value, str) and year else ""
    if not _NO_YEAR.fullmatch(written):
        return "", ""
    return f"{year}年{written}", f"“{written}”没有写年份，按表名或标题里的 {year} 年读入（年份推定），请核对"


def day_in_year(field: str, value: object, year: int) -> CellReading | None:
    """What a cell with a day without its year says in that year; None for other cells and days that year has not."""
    text, doubt = with_year(value, year)
    reading = read_date(text).value if text else None
    if reading is None or reading.exact is None:
        return None
    return CellReading({field: reading}, "warning", doubt)


def command_words(text: str) -> str:
    """What is said of a text that is written as a formula or a command."""
    return f"“{text[:40]}”写成了公式或命令，不能导入；请改成普通文字或数值"


def _text(field: str, text: str) -> CellReading:
    if plain(text) in _UNKNOWN:
        return CellReading({})
    if len(text) > LONGEST_TEXT:
        return CellReading({}, "error", f"文字有 {len(text)} 个字，超过 {LONGEST_TEXT} 字的上限；请缩短后再导入")
    if is_command(text):
        return CellReading({}, "error", command_words(text))
    return CellReading({field: text})


def _yes_no(field: str, text: str) -> CellReading:
    mark = plain(text).lower()
    if mark in _UNKNOWN:
        return CellReading({})
    if mark in _YES or text in _YES:
        return CellReading({field: True})
    if mark in _NO or text in _NO:
        return CellReading({field: False})
    return CellReading({}, "warning", f"“{text}”看不出是或否，没有读入；请填“是”“否”或留空")


def _batch(field: str, text: str) -> CellReading:
    if plain(text) in _UNKNOWN:
        return CellReading({})
    batch, label = batch_of(text)
    values: dict[str, object] = {}
    if batch:
        values["batch"] = batch
    if label and (batch or field == "batch_label"):
        values["batch_label"] = label
    if field == "batch" and not batch:
        message = f"“{text}”不是签约、开工、投产中的一类，类别没有读入；请填“签约一批”“开工一批”或“投产一批”"
        return CellReading(values, "warning", message)
    return CellReading(values)


def _code(field: str, text: str) -> CellReading:
    code = plain(text)
    if code in _UNKNOWN:
        return CellReading({})
    if is_project_code(code):
        return CellReading({field: code})
    message = f"项目代码“{text}”格式不对（应如 2023-141000-44-01-123456），没有采用，按名称和开发区识别；请核对"
    return CellReading({}, "warning", message)


_READERS: dict[Kind, Callable[[str, str], CellReading]] = {
    Kind.TEXT: _text,
    Kind.YES_NO: _yes_no,
    Kind.BATCH: _batch,
    Kind.CODE: _code,
    Kind.SERIAL: lambda field, text: CellReading({}),
}
