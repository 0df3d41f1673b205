"""Spans of vague dates: the first and the last civil day that 2022年11月底 or 2023年上半年 can mean."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from desktop_app.domain.partial_date import PartialDate, read_date

_MONTH_PARTS = {
    "初": (1, 10),
    "上旬": (1, 10),
    "中": (11, 20),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_YEAR_PARTS = {
    "初": (1, 3),
    "年初": (1, 3),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "年中": (5, 8),
    "底": (10, 12),
    "年底": (10, 12),
    "年末": (10, 12),
}


def span_of(written: PartialDate) -> tuple[date, date] | None:
    """The first and the last day a partial date can mean; None when it names no year."""
    if written.year is None:
        return None
    if written.exact is not None:
        return written.exact, written.exact
    if written.month is None:
        first, last = _YEAR_PARTS.get(written.part, (1, 12))
        return date(written.year, first, 1), date(written.year, last, monthrange(written.year, last)[1])
    length = monthrange(written.year, written.month)[1]
    low, high = _MONTH_PARTS.get(written.part, (1, length))
    return date(written.year, written.month, low), date(written.year, written.month, min(high, length))


@lru_cache(maxsize=16_384)
def span_in(text: str) -> tuple[date, date] | None:
    """The first and the last day a canonical text can mean; None for what is empty or names no year.

    Remembered, because the dates of all projects are looked at anew for every figure.
    """
    written = read_date(text).value
    return None if written is None else span_of(written)
