"""A list pane: a table with its actions below, or what to do first when there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.widgets.bars import Empty
from desktop_app.gui.widgets.cells import Table


class ListPane(QStackedWidget):
    """A table with its actions below, or what to do first when there is nothing."""

    def __init__(self, table: Table, nothing: tuple[str, str], *actions: QWidget) -> None:
        super().__init__()
        self.table = table
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(table, 1)
        row = QHBoxLayout()
        for action in actions:
            row.addWidget(action)
        row.addStretch()
        column.addLayout(row)
        self.addWidget(filled)
        self.empty = Empty(*nothing)
        self.addWidget(self.empty)

    def show_there(self, *, there: bool) -> None:
        """Show the table, or the advice."""
        self.setCurrentIndex(0 if there else 1)


def current_row(table: Table, model: ListModel[Any]) -> Any:
    """The row the keyboard is on, None when there is none."""
    index = table.currentIndex()
    return model.row_at(index.row()) if index.isValid() else None


def matching_rows(model: ListModel[Any], rows: Sequence[Any], text: str) -> list[Any]:
    """The rows that show a text in any column."""
    return [row for row in rows if any(text in column.show(row) for column in model.columns)]
