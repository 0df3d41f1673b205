"""Short lists: every row is handed over at once, where a paged model would ask for its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.gui.models.paged import Column, ColumnModel, Row

_INVALID = QModelIndex()


class ListModel(ColumnModel[Row]):
    """A short list handed over whole."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, row: int) -> Row | None:
        """The row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        """One per row; rows have no children."""
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: Row, column: Column[Row], role: int) -> Any:
        """A column that says nothing more shows the whole text of a cut cell as its tooltip."""
        if role == Qt.ItemDataRole.ToolTipRole and column.stretch:
            return column.tip(row) or column.show(row)
        return super().cell(row, column, role)
