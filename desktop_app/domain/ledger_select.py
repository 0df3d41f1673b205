"""Selecting rows of a ledger: search, conditions, order and totals over cells as canonical texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from desktop_app.domain.ledger import normalised
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind
from desktop_app.domain.ledger_query import Condition, LedgerQuery, Test
from desktop_app.domain.ledger_value import number_of, partial_of, sort_key, words_of

Cells = Mapping[str, str]
_Row = TypeVar("_Row")


def selected(
    kind: LedgerKind,
    rows: Iterable[_Row],
    query: LedgerQuery,
    cells: Callable[[_Row], Cells],
    words: Callable[[_Row], Cells] | None = None,
) -> list[_Row]:
    """The rows a query wants, in its order; a column the kind no longer has holds nothing back and sorts nothing.

    `words` tells the cells as people read them, where those are not the canonical texts in the unit of the column.
    """
    found = list(rows)
    for one in query.conditions:
        if kind.has(one.column):
            column = kind.column(one.column)
            said = words if words is not None and one.test is Test.CONTAINS else None
            test = _test(column, one, as_said=said is not None)
            found = [row for row in found if test((said or cells)(row))]
    wanted = [normalised(word) for word in query.text.split()]
    if wanted:
        said_of = _said(kind, cells, words)
        found = [row for row in found if _says(said_of(row), wanted)]
    for order in reversed(query.order):
        if kind.has(order.column):
            column = kind.column(order.column)
            by_name = words is not None and column.type is ColumnType.PROJECT
            found = _sorted(found, column, order.descending, words if words is not None and by_name else cells)
    return found


def _said(
    kind: LedgerKind, cells: Callable[[_Row], Cells], words: Callable[[_Row], Cells] | None
) -> Callable[[_Row], Iterable[str]]:
    """What the filled cells of a row say; only amounts and percentages say something else than they are kept as."""
    if words is not None:
        return lambda row: words(row).values()
    columns = {one.key: one for one in kind.columns}
    kept = frozenset(key for key, one in columns.items() if one.type not in (ColumnType.AMOUNT, ColumnType.PERCENT))

    def said(row: _Row) -> Iterable[str]:
        told = cells(row).items()
        return [text if key in kept else words_of(columns[key], text) for key, text in told if key in columns]

    return said


def _sorted(rows: list[_Row], column: LedgerColumn, descending: bool, cells: Callable[[_Row], Cells]) -> list[_Row]:
    known = [row for row in rows if cells(row).get(column.key)]
    unknown = [row for row in rows if not cells(row).get(column.key)]
    known.sort(key=lambda row: sort_key(column, cells(row)[column.key]), reverse=descending)
    return known + unknown


def _says(said: Iterable[str], wanted: Sequence[str]) -> bool:
    # No value holds the separator, and it is no blank that `normalised` would take away.
    every = normalised("\x00".join(said))
    return all(word in every for word in wanted)


def _test(column: LedgerColumn, condition: Condition, *, as_said: bool) -> Callable[[Cells], bool]:
    key, values = column.key, condition.values

    def text(cells: Cells) -> str:
        return cells.get(key, "")

    if condition.test is Test.EMPTY:
        return lambda cells: not text(cells)
    if condition.test is Test.FILLED:
        return lambda cells: bool(text(cells))
    if condition.test in (Test.IS, Test.ONE_OF):
        return lambda cells: text(cells) in values
    if condition.test is Test.CONTAINS:
        wanted = normalised("".join(values))
        if as_said:
            return lambda cells: wanted in normalised(text(cells))
        return lambda cells: wanted in normalised(words_of(column, text(cells)))
    low = values[0] if condition.test is not Test.AT_MOST else ""
    high = values[-1] if condition.test is not Test.AT_LEAST else ""
    return lambda cells: _within(column, text(cells), low, high)


def _within(column: LedgerColumn, text: str, low: str, high: str) -> bool:
    if not text:
        return False
    if column.type in (ColumnType.DAY, ColumnType.DATE):
        found = partial_of(text)
        if found is None or found.year is None:
            return False
        key = found.sort_key()
        return (not low or key >= low) and (not high or key <= high)
    number = number_of(column, text)
    if number is None:
        return (not low or text >= low) and (not high or text <= high)
    return (not low or number >= Decimal(low)) and (not high or number <= Decimal(high))


def totals(kind: LedgerKind, rows: Iterable[Cells]) -> dict[str, str]:
    """The exact sums of the columns whose sum makes sense, as canonical texts; those without a number are left out."""
    sums: dict[str, Decimal] = {}
    columns = [one for one in kind.columns if one.total]
    for cells in rows:
        for column in columns:
            number = number_of(column, cells.get(column.key, ""))
            if number is not None:
                sums[column.key] = sums.get(column.key, Decimal(0)) + number
    return {key: f"{value:f}" for key, value in sums.items()}
