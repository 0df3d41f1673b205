"""Row table: the rows of an ask in a small table, typed into by mouse and keyboard or pasted from a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.forms.asks import Ask, Row, split_rows
from desktop_app.gui.widgets.bars import button, link
from desktop_app.gui.widgets.labels import words

_ROW_HEIGHT, _HEAD_HEIGHT, _SHOWN = 30, 32, 5
_COLUMN, _WIDEST, _FEW = 96, 170, 3
"""Pixels of a column in a narrow place, where more than a few are read by scrolling sideways."""
_LARGE = (1100, 620)
_EDITED = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable


class RowTable(QTableWidget):
    """The cells, side by side in the `whole` width where there is one; what comes from the
    records is grey and cannot be typed over, else an empty row waits at the end.

    Typing or F2 edits, Delete takes the chosen rows away, Ctrl+V puts in what was copied from a workbook.
    """

    edited = Signal()

    def __init__(self, ask: Ask, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(0, len(ask.columns), parent)
        self.ask = ask
        self._fixed = {place for place, name in enumerate(ask.columns) if name in ask.fixed}
        self.setHorizontalHeaderLabels(list(ask.columns))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.horizontalHeader().setFixedHeight(_HEAD_HEIGHT)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if whole or len(ask.columns) <= _FEW:
            self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._changed)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Fill the table; nothing is told."""
        self.blockSignals(True)
        self.setRowCount(0)
        for row in rows:
            self._append(row)
        self._wait()
        self.blockSignals(False)
        for place in range(self.columnCount()):
            self.resizeColumnToContents(place)
            self.setColumnWidth(place, max(_COLUMN, min(self.columnWidth(place), _WIDEST)))

    def rows(self) -> list[list[str]]:
        """The rows in which anything is written."""
        found = [[self._text(row, place) for place in range(self.columnCount())] for row in range(self.rowCount())]
        return [row for row in found if any(row)]

    def remove_chosen(self) -> None:
        """Take the chosen rows away."""
        chosen = sorted({index.row() for index in self.selectedIndexes()}, reverse=True)
        self.blockSignals(True)
        for row in chosen:
            self.removeRow(row)
        self._wait()
        self.blockSignals(False)
        if chosen:
            self.edited.emit()

    def paste(self) -> None:
        """Put what was copied over the cells from the current one on; rows are added where they may be."""
        rows = split_rows(QGuiApplication.clipboard().text())
        first, left = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        self.blockSignals(True)
        for down, row in enumerate(rows):
            self._wait()
            if first + down >= self.rowCount():
                break
            self._put(first + down, left, row)
        self._wait()
        self.blockSignals(False)
        if rows:
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Ctrl+V; everything else edits or moves."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_chosen()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def _text(self, row: int, place: int) -> str:
        item = self.item(row, place)
        return item.text().strip() if item is not None else ""

    def _put(self, row: int, left: int, cells: Row) -> None:
        for place, text in enumerate(cells, left):
            item = self.item(row, place) if place < self.columnCount() else None
            if item is not None and place not in self._fixed:
                item.setText(text)

    def _append(self, cells: Sequence[str]) -> None:
        row = self.rowCount()
        self.insertRow(row)
        for place in range(self.columnCount()):
            item = QTableWidgetItem(cells[place] if place < len(cells) else "")
            item.setToolTip(item.text())
            if place in self._fixed:
                item.setFlags(_EDITED & ~Qt.ItemFlag.ItemIsEditable)
                item.setForeground(self.palette().placeholderText())
            self.setItem(row, place, item)

    def _wait(self) -> None:
        """Keep one empty row at the end, unless the rows are those of the records."""
        last = self.rowCount() - 1
        empty = last >= 0 and not any(self._text(last, place) for place in range(self.columnCount()))
        if not self._fixed and not empty:
            self._append(())

    def _changed(self, item: QTableWidgetItem) -> None:
        self.blockSignals(True)
        item.setToolTip(item.text())
        self._wait()
        self.blockSignals(False)
        self.edited.emit()


class RowField(QWidget):
    """A row table with its hint and a way to see it large; `edited` when a cell, a row or a paste changed it."""

    edited = Signal()

    def __init__(self, ask: Ask, rows: Sequence[Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.ask = ask
        self.table = RowTable(ask)
        self.table.show_rows(rows)
        shown = min(max(self.table.rowCount(), 2), _SHOWN)
        self.table.setFixedHeight(_HEAD_HEIGHT + _ROW_HEIGHT * shown + 18)
        self.table.edited.connect(self.edited)
        self.setFocusProxy(self.table)
        column.addWidget(self.table)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(words(ask.hint or "可以从 Excel 直接粘贴；Delete 删行", "soft", wrap=True), 1)
        self.large = link("放大编辑…")
        self.large.clicked.connect(self.enlarge)
        foot.addWidget(self.large, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)

    def setAccessibleName(self, name: str) -> None:
        """The table carries the name."""
        super().setAccessibleName(name)
        self.table.setAccessibleName(name)

    def rows(self) -> list[list[str]]:
        """The rows in which anything is written."""
        return self.table.rows()

    def enlarge(self) -> None:
        """Edit the same rows in a window of their own."""
        dialog = RowsDialog(self.ask, self.rows(), self.window())
        dialog.agreed.connect(self._take)
        dialog.open()

    def _take(self, rows: list[list[str]]) -> None:
        if rows != self.rows():
            self.table.show_rows(rows)
            self.edited.emit()


class RowsDialog(QDialog):
    """The rows of an ask, large enough to read whole cells; `agreed` with what they are then."""

    agreed = Signal(object)

    def __init__(self, ask: Ask, rows: Sequence[Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(ask.label)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        grey = "灰色的由登记推算，不能改；" if ask.fixed else ""
        keys = "打字或 F2 修改，Delete 删行，Ctrl+V 从 Excel 粘贴"
        column.addWidget(words("；".join(one for one in (ask.hint, grey + keys) if one), "soft", wrap=True))
        self.table = RowTable(ask, whole=True)
        self.table.setAccessibleName(ask.label)
        self.table.setWordWrap(True)
        self.table.show_rows(rows)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch()
        self.cancel, self.agree = button("取消"), button("确定", primary=True)
        for one in (self.cancel, self.agree):
            # Enter ends the editing of a cell and must not close the dialog under it.
            one.setAutoDefault(False)
            foot.addWidget(one)
        self.agree.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.reject)
        column.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(_LARGE[0], room.width() - 40), min(_LARGE[1], room.height() - 60))

    def _agree(self) -> None:
        self.agreed.emit(self.table.rows())
        self.accept()
