"""Partial dates 不完整日期: what an office wrote about a day, kept to the precision it was written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Self

EARLIEST_YEAR = 1980
LATEST_YEAR = 2099
_SERIAL_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL = 25569
_LAST_SERIAL = 73050
_MONTH_PART_RANK = {"初": "05", "上旬": "05", "中旬": "15", "中": "15", "下旬": "25", "底": "32", "末": "32"}
_YEAR_PART_RANK = {
    "初": "00-50",
    "年初": "00-50",
    "一季度": "00-60",
    "上半年": "00-70",
    "二季度": "03-60",
    "年中": "05-60",
    "三季度": "06-60",
    "下半年": "06-70",
    "四季度": "09-60",
    "年底": "11-60",
    "年末": "11-60",
}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A civil date as far as it is known: `text` as written, numbers only where they were written, never a made-up day.

    `part` is what narrows a month (底, 上旬) or a year (上半年, 一季度, 年底).
    """

    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""

    @classmethod
    def of(cls, day: date) -> Self:
        """The partial date of a fully known day."""
        return cls(f"{day.year}年{day.month}月{day.day}日", day.year, day.month, day.day)

    @property
    def precision(self) -> str:
        """One of day, month_part, month, year, unknown."""
        if self.year is None:
            return "unknown"
        if self.month is None:
            return "year"
        if self.day is None:
            return "month_part" if self.part else "month"
        return "day"

    @property
    def exact(self) -> date | None:
        """The civil date when the day is known, else None."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def words(self) -> str:
        """How the desk writes it: 2023年10月20日, 2022年11月底, 2023年上半年, or the office's own text."""
        if self.year is None:
            return self.text or "不详"
        if self.month is None:
            return f"{self.year}{self.part}" if self.part.startswith("年") else f"{self.year}年{self.part}"
        if self.day is None:
            return f"{self.year}年{self.month}月{self.part}"
        return f"{self.year}年{self.month}月{self.day}日"

    def sort_key(self) -> str:
        """A text that sorts by time; vague dates sort near where they belong and unknown ones last."""
        if self.year is None:
            return "9999-99-99"
        if self.month is None:
            return f"{self.year:04d}-{_YEAR_PART_RANK.get(self.part, '00-00')}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}-{_MONTH_PART_RANK.get(self.part, '00')}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def says_no_more_than(self, other: PartialDate) -> bool:
        """Whether everything known here is already known, and the same, in `other`."""
        if self.year is None:
            return other.year is not None or self.text == other.text
        if self.part and self.part != other.part:
            return False
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or mine == theirs for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class DateReading:
    """What was understood of a written date; `value` is None for an empty cell, `doubt` is a Chinese sentence part."""

    value: PartialDate | None
    doubt: str = ""


_NOTHING = frozenset({"", "-", "--", "/", "\\", "无", "空", "未定"})
_DASHES = str.maketrans({dash: "-" for dash in "—–－\u2010\u2011−\u2015"} | {"\u3007": "零", "○": "零"})
_HAN_DIGITS = {han: str(number) for number, han in enumerate("零一二三四五六七八九")}
_HAN_NUMBER = re.compile(
    r"[零一二三四五六七八九]?十[一二三四五六七八九]?(?=[年月日号])|[零一二三四五六七八九]+(?=[年月日号])"
)
_PREFIX = re.compile(r"^(拟于|拟|计划|预计|约|大约|力争|争取)")

_DAY_FORMS = (
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<y>\d{4})[-./、](?P<m>\d{1,2})[-./、](?P<d>\d{1,2})\.?"),
    re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)"),
)
_SHORT_DAY_FORMS = (
    re.compile(r"(?P<y>\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<y>\d\d)[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})"),
)
_MONTH_PART = r"(?P<p>初|上旬|中旬|下旬|月初|月中|月底|月末|中|底|末)?"
_MONTH_FORMS = (
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月份?" + _MONTH_PART),
    re.compile(r"(?P<y>\d{4})[-./](?P<m>\d{1,2})"),
    re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])"),
)
_SHORT_MONTH_FORM = re.compile(r"(?P<y>\d\d)年(?P<m>\d{1,2})月份?" + _MONTH_PART)
_YEAR_FORM = re.compile(
    r"(?P<y>\d{4})(?:年度?|(?=年[初中底末]))?(?P<p>上半年|下半年|第?[一二三四1-4]季度|年[初中底末]|[初底末])?"
)
_CLOCK_TIME = re.compile(r"(?<=\d)[ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?$")


def _arabic(text: str) -> str:
    """Chinese numerals of a date in digits: 二零二三年十月二十日 becomes 2023年10月20日."""

    def number(match: re.Match[str]) -> str:
        word = match.group()
        if "十" not in word:
            return "".join(_HAN_DIGITS[han] for han in word)
        tens, ones = word.split("十", 1)
        return str(int(_HAN_DIGITS[tens] if tens else "1") * 10 + int(_HAN_DIGITS[ones] if ones else "0"))

    return _HAN_NUMBER.sub(number, text)


def _day_from(match: re.Match[str], text: str, century: int = 0) -> PartialDate | None:
    year = int(match["y"]) + century
    try:
        day = date(year, int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    return PartialDate(text, day.year, day.month, day.day) if EARLIEST_YEAR <= year <= LATEST_YEAR else None


def _month_from(match: re.Match[str], text: str, century: int = 0) -> PartialDate | None:
    year, month = int(match["y"]) + century, int(match["m"])
    if not (EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12):
        return None
    part = (match.groupdict().get("p") or "").removeprefix("月")
    return PartialDate(text, year, month, None, part)


def _year_from(match: re.Match[str], text: str) -> PartialDate | None:
    year, part = int(match["y"]), match["p"] or ""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    if part.endswith("季度"):
        part = part.removeprefix("第").translate(str.maketrans("1234", "一二三四"))
    if part in ("初", "底", "末"):
        part = "年" + part
    return PartialDate(text, year, None, None, part)


_Form = tuple[re.Pattern[str], Callable[[re.Match[str], str], PartialDate | None]]
_FORMS: tuple[_Form, ...] = (
    *((form, _day_from) for form in _DAY_FORMS),
    *((form, _month_from) for form in _MONTH_FORMS),
    (_YEAR_FORM, _year_from),
)
_CENTURY = 2000
_SHORT_FORMS: tuple[_Form, ...] = (
    *((form, lambda match, text: _day_from(match, text, _CENTURY)) for form in _SHORT_DAY_FORMS),
    (_SHORT_MONTH_FORM, lambda match, text: _month_from(match, text, _CENTURY)),
)


def _match(forms: tuple[_Form, ...], plain: str, text: str) -> PartialDate | None:
    for form, build in forms:
        match = form.fullmatch(plain)
        if match and (value := build(match, text)) is not None:
            return value
    return None


def read_date(written: str) -> DateReading:
    """Understand a date as offices type it; what cannot be understood is kept as text with precision unknown."""
    text = " ".join(written.split())
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    if plain in _NOTHING:
        return DateReading(None)
    plain = _arabic(_CLOCK_TIME.sub("", plain).replace(" ", ""))
    value = _match(_FORMS, plain, text)
    if value is not None:
        return DateReading(value)
    short = _match(_SHORT_FORMS, plain, text)
    if short is not None:
        return DateReading(short, f"年份只写了两位，按 {short.year} 年理解，请核对")
    if plain.isdigit() and _FIRST_SERIAL <= int(plain) <= _LAST_SERIAL:
        return DateReading(PartialDate.of(date_of_serial(int(plain))))
    if _PREFIX.match(plain):
        return DateReading(PartialDate(text), "是预计或大概的时间，只保留原文，不作为发生日期")
    return DateReading(PartialDate(text), "不是能认出的日期，只保留原文；请写成“2023年10月20日”或“2023年10月”")


def date_of_serial(serial: int, *, from_1904: bool = False) -> date:
    """The day an Excel serial number stands for (1900 system, or the 1904 system of old Macintosh workbooks)."""
    return _SERIAL_DAY_ZERO + timedelta(days=serial + (1462 if from_1904 else 0))


def read_date_number(number: float, *, from_1904: bool = False) -> DateReading:
    """Understand a bare number in a date column: a serial, 20231020, 202310, 2023 or 2023.11 typed as a decimal."""
    text = f"{number:.15g}"
    # A cell may hold 1e999, which is read as infinite.
    serial = int(number) if isfinite(number) else 0
    shift = 1462 if from_1904 else 0
    if _FIRST_SERIAL <= serial + shift <= _LAST_SERIAL:
        return DateReading(PartialDate.of(date_of_serial(serial, from_1904=from_1904)))
    if "." in text and EARLIEST_YEAR <= serial <= LATEST_YEAR:
        decimals = text.split(".")[1]
        if decimals == "1":
            # Excel drops the zero of 2023.10, so January and October look the same.
            return DateReading(
                PartialDate(text, serial),
                f"分不清是 1 月还是 10 月，只按 {serial} 年保留；请写成“{serial}年10月”这样的文字",
            )
        return read_date(f"{serial}.{decimals}")
    return read_date(text)


def of_moment(moment: date | datetime) -> PartialDate:
    """The partial date of a date cell; a time of day is dropped."""
    return PartialDate.of(moment.date() if isinstance(moment, datetime) else moment)
