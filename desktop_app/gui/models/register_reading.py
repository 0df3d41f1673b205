"""One reading of a ledger: its rows with the cells a search looks through, its views, and what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop_app.application.desk import Desk
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.ledger_words import spoken
from desktop_app.domain.ledger_checks import row_remarks, sign_remarks
from desktop_app.domain.ledger_figure import CountedFigure, counted_figures
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind
from desktop_app.domain.ledger_query import LedgerQuery, LedgerView, Order
from desktop_app.domain.ledger_select import selected, totals
from desktop_app.domain.ledger_value import words_of
from desktop_app.domain.money import amount_words
from desktop_app.gui.widgets.register_bar import ALL, view_key
from desktop_app.gui.widgets.register_fields import ProjectChoice

_SUMS_TOLD = 5

Line = tuple[LedgerRowNow, Mapping[str, str]]
"""A row and its cells as they are searched."""


@dataclass(frozen=True, slots=True)
class PaneRead:
    """What one reading of a ledger brought."""

    kind: LedgerKind
    lines: Sequence[Line]
    views: Sequence[LedgerView]
    projects: Sequence[ProjectChoice]
    counts: Mapping[str, int]
    unprintable: frozenset[str] = frozenset()
    figures: Sequence[CountedFigure] = ()

    def remarks(self, row: LedgerRowNow, today: date) -> dict[str, str]:
        """What is doubtful about a row, by the column it stands at."""
        found = [*row_remarks(self.kind, row.cells, today), *sign_remarks(self.kind, row.cells, self._missing)]
        said: dict[str, str] = {}
        for one in found:
            said[one.column] = f"{said[one.column]}；{one.message}" if one.column in said else one.message
        return said

    def _missing(self, text: str) -> str:
        return "".join(sign for sign in dict.fromkeys(text) if sign in self.unprintable)


@dataclass(frozen=True, slots=True)
class PaneQuery:
    """What is asked for now: the query, and whether only the rows of one project are wanted."""

    query: LedgerQuery = field(default_factory=LedgerQuery)
    project_id: str = ""
    project_name: str = ""

    def of(self, kind: LedgerKind, lines: Sequence[Line]) -> list[LedgerRowNow]:
        """The rows wanted, in their order."""
        mine = [one for one in lines if not self.project_id or one[0].project_id == self.project_id]
        return [row for row, _cells in selected(kind, mine, self.query, lambda one: one[1])]


def read_ledger(desk: Desk, key: str, *, removed: bool) -> PaneRead:
    """Read a ledger whole, or the rows taken out of it; raises Refusal for an unknown one."""
    kind = desk.entries.kinds.get(key)
    rows = desk.entries.removed(key) if removed else desk.entries.rows(key)
    lines = [(row, spoken(kind, row)) for row in rows]
    views = desk.entries.views(key)
    projects = [ProjectChoice(one.id, one.name, one.enterprise, one.zone) for one in desk.projects.all()]
    counts = {} if removed else {ALL: len(rows), **{view_key(one): _count(kind, lines, one) for one in views}}
    texts: set[str] = set()
    for row in rows:
        texts.update(row.cells.values())  # The same words come again and again.
    told = [] if removed or not rows else counted_figures(kind, (row.cells for row in rows), desk.entries.now().date())
    return PaneRead(kind, lines, views, projects, counts, desk.remarks.unprintable(texts), told)


def remarks_typed(desk: Desk, kind: LedgerKind, cells: Mapping[str, str], written: Mapping[str, str]) -> list[str]:
    """What is doubtful about what is being written into a row, in sentences."""
    return [one.message for one in desk.remarks.typed(kind.key, cells, written)]


def sorted_by(query: LedgerQuery, key: str, *, more: bool) -> LedgerQuery:
    """Sort by a column, then the other way round, then no more by it; `more` keeps the columns sorted by before it."""
    before = next((one for one in query.order if one.column == key), None)
    others = tuple(one for one in query.order if one.column != key) if more else ()
    if before is None:
        return replace(query, order=(*others, Order(key)))
    if before.descending:
        return replace(query, order=others)
    turned = Order(key, descending=True)
    kept = tuple(turned if one is before else one for one in query.order)
    return replace(query, order=kept if more else (turned,))


def sums_words(kind: LedgerKind, rows: Sequence[LedgerRowNow]) -> str:
    """The sums over rows in words, the first few of them."""
    found = totals(kind, (row.cells for row in rows))
    shown = [one for one in kind.columns if one.key in found]
    return "　".join(f"{one.label} {_sum_words(one, found[one.key])}" for one in shown[:_SUMS_TOLD])


def _count(kind: LedgerKind, lines: Sequence[Line], view: LedgerView) -> int:
    return len(selected(kind, lines, replace(view.query, order=()), lambda one: one[1]))


def _sum_words(column: LedgerColumn, text: str) -> str:
    if column.type is ColumnType.AMOUNT:
        return amount_words(int(text))
    unit = f" {column.unit}" if column.unit and column.type is not ColumnType.PERCENT else ""
    return words_of(column, text) + unit
