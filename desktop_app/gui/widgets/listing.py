"""A listing: a table of a short list, set up by the columns of its model, whose rows can be copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHeaderView

from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column, ColumnModel, copy_chosen
from desktop_app.gui.widgets.cells import Table

_OFFICER_AND_SUBSTITUTE = 116
_MEASURED = 200
"""So many rows of a table are looked at to find how wide its columns must be."""
_LABEL, _BESIDE = 170, 24
"""Most pixels for words, and those around what a cell says."""


def listing(name: str, model: ColumnModel[Any]) -> Table:
    """A table on a model; Ctrl+C copies the chosen rows."""
    table = Table(name)
    table.setModel(model)
    set_columns(table, model.columns)
    table.copy_asked.connect(lambda: copy_chosen(table, model))
    return table


def make_room_for_substitutes(table: Table, columns: Sequence[Column[Any]], covers: Mapping[str, str]) -> None:
    """甲（乙代） needs more room than a name, and only while somebody is away."""
    place = next(number for number, column in enumerate(columns) if column.key == "officer")
    table.setColumnWidth(place, _OFFICER_AND_SUBSTITUTE if covers else columns[place].width)


def set_columns(table: Table, columns: Sequence[Column[Any]]) -> None:
    """Give the columns of a table their widths."""
    head = table.horizontalHeader()
    for number, column in enumerate(columns):
        mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
        head.setSectionResizeMode(number, mode)
        table.setColumnWidth(number, column.width)


def fitted_widths(table: Table, model: ListModel[Any]) -> list[int]:
    """How wide each column must be for what its first rows say; words get at most `_LABEL`, numbers what they need."""
    metrics, head = table.fontMetrics(), table.horizontalHeader().fontMetrics()
    rows = [row for place in range(min(model.rowCount(), _MEASURED)) if (row := model.row_at(place)) is not None]
    widths = []
    for column in model.columns:
        said = max((metrics.horizontalAdvance(column.show(row)) for row in rows), default=0)
        wide = max(said, head.horizontalAdvance(column.name)) + _BESIDE
        widths.append(wide if column.right else min(wide, _LABEL))
    return widths
