"""Rows nobody needs to look at 无须细看: of most of many new rows it is quickly told that no check says anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from desktop_app.domain.ledger_flow import checked_days, days_in_order
from desktop_app.domain.ledger_kind import ColumnType, LedgerKind, RowRule
from desktop_app.domain.ledger_value import partial_of
from desktop_app.domain.partial_date import PartialDate

_WHOLE = frozenset({ColumnType.AMOUNT, ColumnType.COUNT})
_RULES = frozenset({RowRule.ORDER, RowRule.HAPPENED, RowRule.AT_MOST})


class QuietRows:
    """Knows the checks of a kind as far as they concern the `columns` a file states.

    What it says of a row (canonical texts by column) is what `related_remarks` and `check_days` say, without the words:
    False means that they must be asked. A file has fifty thousand rows, and nearly none of them is remarkable.
    """

    def __init__(self, kind: LedgerKind, columns: Iterable[str], today: date) -> None:
        stated = frozenset(columns)
        self._today = _span_of(PartialDate.of(today))[0]
        self._is_known = all(check.rule in _RULES for check in kind.checks)
        told = [(check.rule, tuple(key for key in check.columns if key in stated)) for check in kind.checks]
        self._happened = tuple({key: None for rule, keys in told if rule is RowRule.HAPPENED for key in keys})
        self._orders = [keys for rule, keys in told if rule is RowRule.ORDER and len(keys) > 1]
        self._pairs = [
            (keys, int if all(kind.column(key).type in _WHOLE for key in keys) else Decimal)
            for rule, keys in told
            if rule is RowRule.AT_MOST and len(keys) > 1
        ]
        ordered = tuple(key for key in days_in_order(kind) if key in stated)
        self._orders += [ordered] if len(ordered) > 1 else []
        self._days = tuple(stated & checked_days(kind))

    def __call__(self, cells: Mapping[str, str]) -> bool:
        """Whether surely nothing is wrong or doubtful about a new row."""
        return self._is_known and self._have_happened(cells) and self._go_together(cells)

    def _have_happened(self, cells: Mapping[str, str]) -> bool:
        for key in self._days:
            span = _span(cells.get(key, ""))
            # A vague day among those of acts is passed over by their check, so that others stand beside each other.
            if span is not None and (span[0] != span[1] or span[1] > self._today):
                return False
        for key in self._happened:
            span = _span(cells.get(key, ""))
            if span is not None and span[0] > self._today:
                return False
        return True

    def _go_together(self, cells: Mapping[str, str]) -> bool:
        for keys in self._orders:
            began = 0
            for key in keys:
                span = _span(cells.get(key, ""))
                if span is not None:
                    if span[1] < began:
                        return False
                    began = span[0]
        for (mine, most), number in self._pairs:
            one, other = cells.get(mine), cells.get(most)
            if one and other and number(one) > number(other):
                return False
        return True


@lru_cache(maxsize=8192)
def _span(text: str) -> tuple[int, int] | None:
    """The first and last day a canonical date may stand for, as numbers that only serve to be compared."""
    found = partial_of(text) if text else None
    return None if found is None or found.year is None else _span_of(found)


def _span_of(day: PartialDate) -> tuple[int, int]:
    year, month, number = day.year or 0, day.month, day.day
    first = year * 10_000 + (month or 0) * 100 + (number or 0)
    return first, year * 10_000 + (99 if month is None else month) * 100 + (99 if number is None else number)
