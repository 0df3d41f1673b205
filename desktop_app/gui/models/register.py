"""Rows of a ledger of any kind: columns as data, values in words by their type, lamps, what sorts and filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics

from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.ledger_words import (
    condition_words,
    label_of,
    lamp_of,
    read_aloud,
    shows_lamp,
    why_not_typed,
)
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, Source
from desktop_app.domain.ledger_query import LedgerQuery
from desktop_app.gui.models.paged import Column, ColumnModel
from desktop_app.gui.theme import text_font
from desktop_app.gui.widgets.cells import REMARK_ROLE
from desktop_app.gui.widgets.lamp import LAMP_ROLE

_INVALID = QModelIndex()
_READ = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_WRITE = _READ | Qt.ItemFlag.ItemIsEditable
_RIGHT = frozenset({ColumnType.AMOUNT, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.PERCENT})
_WIDTHS = {ColumnType.LONG: 220, ColumnType.AMOUNT: 110, ColumnType.YES_NO: 64, ColumnType.PROJECT: 180}
_USUAL_WIDTH = 104
_LAMP_WIDTH = 146
_HEAD_PIXELS, _HEAD_ROOM, _HEAD_WIDEST = 12, 34, 190
"""A column is wide enough for its header with an arrow beside it."""

RemarksOf = Callable[[LedgerRowNow], Mapping[str, str]]
"""What is doubtful about a row, by the column it stands at."""


@dataclass(frozen=True, slots=True)
class RegisterWish:
    """What another page asks the ledgers to show: a kind, a project's rows in it, one row, or a text to look for."""

    kind: str = ""
    project_id: str = ""
    project_name: str = ""
    row: str = ""
    text: str = ""


def row_key(row: LedgerRowNow) -> str:
    """What a row is known by while nothing was entered for it yet and afterwards alike."""
    return row.anchor or row.id


class RegisterModel(ColumnModel[LedgerRowNow]):
    """A whole ledger in memory; only the cells in view are put into words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self.kind: LedgerKind | None = None
        self.shown: tuple[LedgerColumn, ...] = ()
        self.rows: Sequence[LedgerRowNow] = ()
        self.query = LedgerQuery()
        self.writable = True
        self.remarks: RemarksOf = lambda _row: {}
        self._remarked: dict[str, Mapping[str, str]] = {}
        self._marked = ""
        self._flags: tuple[Qt.ItemFlag, ...] = ()
        self._places: dict[str, int] = {}

    def show_columns(self, kind: LedgerKind, columns: Sequence[LedgerColumn]) -> None:
        """Show other columns; the rows go with the ledger they belong to."""
        self.beginResetModel()
        if kind is not self.kind:
            self.rows, self._places = (), {}
        self.kind, self.shown = kind, tuple(columns)
        keys = [one.key for one in columns]
        self._marked = kind.headline.key if kind.headline.key in keys else next(iter(keys), "")
        self.columns = tuple(self._column(one) for one in columns)
        blank = LedgerRowNow("")
        self._flags = tuple(_READ if why_not_typed(kind, one, blank) else _WRITE for one in columns)
        self.endResetModel()

    def show_rows(self, rows: Sequence[LedgerRowNow], query: LedgerQuery) -> None:
        """Show what was selected, and in the header how."""
        self.beginResetModel()
        self.rows, self.query, self._remarked = rows, query, {}
        self._places = {row_key(row): place for place, row in enumerate(rows)}
        self.endResetModel()

    def row_at(self, row: int) -> LedgerRowNow | None:
        """The row."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def column_at(self, number: int) -> LedgerColumn | None:
        """The column of the ledger behind a column of the table."""
        return self.shown[number] if 0 <= number < len(self.shown) else None

    def position(self, key: str) -> int:
        """Where a row stands, -1 when it is not shown."""
        return self._places.get(key, -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        """One per row; rows have no children."""
        return 0 if parent.isValid() else len(self.rows)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a column with its unit, an arrow where it sorts and a mark where it filters."""
        said = super().headerData(section, orientation, role)
        column = self.column_at(section) if orientation is Qt.Orientation.Horizontal else None
        if column is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return said
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._told(column)
        return f"{said}{self._mark(column.key)}"

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Columns that people write may be edited; a row by itself is looked at when it is tried.

        Qt asks for every cell of a selection, so nothing is worked out here.
        """
        if not index.isValid() or index.column() >= len(self._flags):
            return Qt.ItemFlag.NoItemFlags
        return self._flags[index.column()] if self.writable else _READ

    def cell(self, row: LedgerRowNow, column: Column[LedgerRowNow], role: int) -> Any:
        """Words, and the lamp of a hint."""
        if role == LAMP_ROLE and self.kind is not None:
            return lamp_of(self.kind.column(column.key), row.cells.get(column.key, ""))
        if role in (REMARK_ROLE, Qt.ItemDataRole.ToolTipRole):
            return self.remark(row, column.key) or None
        if role == Qt.ItemDataRole.AccessibleTextRole and (remark := self.remark(row, column.key)):
            return f"{super().cell(row, column, role)} {remark}"
        return super().cell(row, column, role)

    def remark(self, row: LedgerRowNow, key: str) -> str:
        """What is doubtful at a cell; at the one a row is called by, which stays in view, all that is of the row."""
        found = self._remarked.get(row_key(row))
        if found is None:
            found = self._remarked[row_key(row)] = self.remarks(row)
        if not found:
            return ""
        said = found.values() if key == self._marked else [text for at, text in found.items() if at == key]
        return f"提醒：{'；'.join(said)}" if said else ""

    def _column(self, one: LedgerColumn) -> Column[LedgerRowNow]:
        said = label_of(one)
        named = QFontMetrics(text_font(_HEAD_PIXELS)).horizontalAdvance(said) + _HEAD_ROOM
        return Column(
            one.key,
            said,
            max(
                min(named, _HEAD_WIDEST),
                one.width or _WIDTHS.get(one.type, _USUAL_WIDTH),
                _LAMP_WIDTH if shows_lamp(one) else 0,
            ),
            lambda row: read_aloud(one, row.words.get(one.key, "")),
            right=one.type in _RIGHT,
            tone=lambda _row: "soft" if one.source is Source.DERIVED else "",
            copied=lambda row: row.words.get(one.key, ""),
        )

    def _mark(self, key: str) -> str:
        orders = self.query.order
        arrow = ""
        for place, order in enumerate(orders, 1):
            if order.column == key:
                arrow = (" ↓" if order.descending else " ↑") + (str(place) if len(orders) > 1 else "")
        return arrow + (" ▼" if any(one.column == key for one in self.query.conditions) else "")

    def _told(self, column: LedgerColumn) -> str:
        where = {Source.DERIVED: "由程序算出，不用填写", Source.PROJECT: "项目的资料，改了会写回项目"}.get(
            column.source, ""
        )
        said = [label_of(column), column.hint, where]
        if self.kind is not None:
            said += [condition_words(self.kind, one) for one in self.query.conditions if one.column == column.key]
        return "\n".join(part for part in [*said, "单击排序，按住 Shift 再单击加排一栏，右键筛选"] if part)
