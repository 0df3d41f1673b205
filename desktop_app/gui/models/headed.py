"""Tables whose rows stand in groups below headings: few enough to be handed over whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.gui.models.paged import Column, ColumnModel, Row
from desktop_app.gui.widgets.cells import SECTION_ROLE

Heading = TypeVar("Heading")
Told = TypeVar("Told")

_INVALID = QModelIndex()


class HeadedModel(ColumnModel[Row], Generic[Row, Heading]):
    """Rows with a heading above each group; a heading can be read, and cannot be chosen."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: list[Row | None] = []
        self._headings: dict[int, Heading] = {}

    def show_sections(self, sections: Iterable[tuple[Heading, Iterable[Row | None]]]) -> None:
        """Show other rows; the place of a None is answered for by the model that put it there."""
        self.beginResetModel()
        self._rows, self._headings = [], {}
        for heading, rows in sections:
            self._headings[len(self._rows)] = heading
            self._rows += [None, *rows]
        self.endResetModel()

    def section_words(self, heading: Heading) -> tuple[str, str]:
        """A heading as it is drawn: its title, and what stands behind it."""
        raise NotImplementedError

    def spoken_words(self, heading: Heading) -> str:
        """A heading in one line, as it is read out."""
        return " ".join(self.section_words(heading))

    def headings(self) -> dict[int, Heading]:
        """The rows that are headings."""
        return dict(self._headings)

    def row_at(self, row: int) -> Row | None:
        """What stands in a row, None for a heading."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def find_row(self, fits: Callable[[Row], bool]) -> int:
        """The first row that fits, -1 when there is none."""
        return next((number for number, row in enumerate(self._rows) if row is not None and fits(row)), -1)

    def first_of(self, order: Iterable[Told], told: Callable[[Row], Told]) -> int:
        """The first row that tells the first of `order` any row tells; else the row below the first heading, or -1."""
        said = [told(row) if row is not None else None for row in self._rows]
        for wanted in order:
            if wanted in said:
                return said.index(wanted)
        return 1 if self._rows else -1

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        """Rows and headings."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and index.row() in self._headings:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells of rows, and the words of headings, which are read out in the first column."""
        heading = self._headings.get(index.row()) if index.isValid() else None
        if heading is None:
            return super().data(index, role)
        if role == SECTION_ROLE:
            return self.section_words(heading)
        return self.spoken_words(heading) if index.column() == 0 and role == Qt.ItemDataRole.DisplayRole else None
