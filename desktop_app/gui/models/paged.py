"""Paged tables: all ids in memory, rows in pages of 200 through the lane, the oldest pages forgotten first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from desktop_app.domain.progress import Lamp
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.cells import TONE_ROLE
from desktop_app.gui.widgets.lamp import LAMP_ROLE

Row = TypeVar("Row")
PAGE_ROWS = 200
KEPT_PAGES = 12
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_INVALID = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its key (what SQL is told to sort by), its name and width, and how a row shows in it."""

    key: str
    name: str
    width: int
    show: Callable[[Row], str]
    right: bool = False
    stretch: bool = False
    tone: Callable[[Row], str] = lambda _row: ""
    tip: Callable[[Row], str] = lambda _row: ""
    sortable: bool = True
    copied: Callable[[Row], str] | None = None
    lamp: Callable[[Row], Lamp | None] | None = None

    def to_copy(self, row: Row) -> str:
        """The cell as Excel takes it: what is shown unless the column says more exactly, and never a formula."""
        text = " ".join((self.copied or self.show)(row).split())
        return f" {text}" if text[:1] in tuple("=+-@") else text


class ColumnModel(QAbstractTableModel, Generic[Row]):
    """What every table here shares: columns told as data, and one `row` to look at."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row_at(self, row: int) -> Row | None:
        """The row, None while it is not there yet."""
        raise NotImplementedError

    def text_of(self, rows: Iterable[Row]) -> str:
        """Rows as lines of tab-separated cells under the names of the columns, to be pasted into Excel."""
        lines = [[column.name for column in self.columns]]
        lines += [[column.to_copy(row) for column in self.columns] for row in rows]
        return "".join("\t".join(line) + "\n" for line in lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        """One per column; cells have no children."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column names."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].right else LEFT
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, tone and tooltip of a cell."""
        if not index.isValid() or not 0 <= index.column() < len(self.columns):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.right else LEFT
        row = self.row_at(index.row())
        return None if row is None else self.cell(row, column, role)

    def cell(self, row: Row, column: Column[Row], role: int) -> Any:
        """What one cell says in one role."""
        if role == Qt.ItemDataRole.DisplayRole:
            return column.show(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) or None
        if role == LAMP_ROLE:
            return column.lamp(row) if column.lamp is not None else None
        if role == TONE_ROLE:
            return column.tone(row) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.name} {column.show(row)}"
        return None


class PagedModel(ColumnModel[Row]):
    """A long list from SQL: `read` brings the rows of some ids, in their order, inside the lane."""

    def __init__(
        self,
        session: Session,
        columns: Sequence[Column[Row]],
        read: Callable[[Sequence[str]], Sequence[Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._session, self._read = session, read
        self._ids: list[str] = []
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._wanted: list[int] = []
        self._failed: set[int] = set()
        self._reading = False
        self._edition = 0

    def show_ids(self, ids: list[str]) -> None:
        """Show another selection; rows are read when they come into view."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._wanted.clear()
        self._failed.clear()
        self._edition += 1
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        """The number of ids; rows have no children."""
        return 0 if parent.isValid() else len(self._ids)

    def id_at(self, row: int) -> str:
        """The id of a row; known even when the row has not been read."""
        return self._ids[row]

    def position(self, row_id: str) -> int:
        """Where an id stands, -1 when it is not in the selection."""
        return self._ids.index(row_id) if row_id in self._ids else -1

    def row_at(self, row: int) -> Row | None:
        """The row if its page is here; else its page is asked for."""
        if not 0 <= row < len(self._ids):
            return None
        number, offset = divmod(row, PAGE_ROWS)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        self._pages.move_to_end(number)
        return page[offset] if offset < len(page) else None

    def read_rows(self, ids: Sequence[str], done: Callable[[Sequence[Row]], None]) -> None:
        """Read some rows, wherever they stand."""
        self._session.ask(lambda _desk: self._read(ids), done, owner=self)

    def _want(self, number: int) -> None:
        if number in self._failed:
            return  # said once already; a refresh tries again
        if number in self._wanted:
            self._wanted.remove(number)
        self._wanted.append(number)
        self._read_next()

    def _read_next(self) -> None:
        """Read the page asked for last: it is the one in view after a jump."""
        if self._reading or not self._wanted:
            return
        number = self._wanted.pop()
        del self._wanted[:-2]
        ids, edition = self._ids[number * PAGE_ROWS : (number + 1) * PAGE_ROWS], self._edition
        self._reading = True

        def arrived(rows: Sequence[Row]) -> None:
            self._reading = False
            if edition == self._edition:
                self._keep(number, rows)
            self._read_next()

        def failed(error: Exception) -> None:
            self._reading = False
            self._wanted.clear()
            self._failed.add(number)
            self._session.lane.trouble.emit(error)

        self._session.ask(lambda _desk: self._read(ids), arrived, failed, owner=self)

    def _keep(self, number: int, rows: Sequence[Row]) -> None:
        self._pages[number] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first = number * PAGE_ROWS
        last = min(first + PAGE_ROWS, len(self._ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


def copy_chosen_pages(table: QTableView, model: PagedModel[Row], copied: Callable[[str], object]) -> None:
    """Put the chosen rows on the clipboard, those not yet scrolled to read first; `copied` is told in words."""
    ids = [model.id_at(number) for number in sorted(index.row() for index in table.selectionModel().selectedRows())]

    def done(rows: Sequence[Row]) -> None:
        QGuiApplication.clipboard().setText(model.text_of(rows))
        copied(f"已复制 {len(rows)} 行，可以粘贴到 Excel")

    if ids:
        model.read_rows(ids, done)


def copy_chosen(table: QTableView, model: ColumnModel[Row]) -> None:
    """Put the chosen rows on the clipboard, in the order shown; headings are left out."""
    chosen = sorted(index.row() for index in table.selectionModel().selectedRows())
    rows = [row for row in map(model.row_at, chosen) if row is not None]
    if rows:
        QGuiApplication.clipboard().setText(model.text_of(rows))
