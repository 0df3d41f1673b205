"""A column that stays in view: painted over the left edge of a wide table once the column itself has scrolled away."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView, QWidget

from desktop_app.gui.theme import colour, text_font
from desktop_app.gui.widgets.cells import PADDING

_WIDEST_SHARE = 3
"""It never takes more than this part of the table."""


class FrozenColumn(QWidget):
    """Shows one column of a table beside its scrolled ones; a click chooses the row, nothing is edited here."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.section = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self.place())
        table.verticalScrollBar().valueChanged.connect(lambda _value: self.update())
        table.horizontalHeader().sectionResized.connect(lambda *_sizes: self.place())

    def freeze(self, section: int) -> None:
        """Keep another column in view; -1 for none."""
        self.section = section
        self.place()

    def place(self) -> None:
        """Stand over the left edge when the column is no longer wholly in view."""
        table = self._table
        gone = self.section >= 0 and table.columnViewportPosition(self.section) < 0
        width = table.columnWidth(self.section) if self.section >= 0 else 0
        if not gone or width * _WIDEST_SHARE > table.viewport().width():
            self.hide()
            return
        head, view = table.horizontalHeader(), table.viewport()
        self.setGeometry(view.x(), head.y(), width, head.height() + view.height())
        self.show()
        self.raise_()
        self.update()

    def covered(self) -> int:
        """How many pixels of the table's left edge it covers."""
        return self.width() if self.isVisible() else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row; the column the keyboard is in stays."""
        table = self._table
        row = table.rowAt(int(event.position().y()) - table.horizontalHeader().height())
        if row >= 0:
            index = table.model().index(row, max(table.currentIndex().column(), 0))
            flag = QItemSelectionModel.SelectionFlag
            table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
            table.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the header and the rows in view with the table's own delegate."""
        table, painter = self._table, QPainter(self)
        painter.fillRect(self.rect(), colour("paper"))
        high = table.horizontalHeader().height()
        painter.setClipRect(0, high, self.width(), self.height() - high)
        row = table.rowAt(0)
        while 0 <= row < table.model().rowCount():
            top = table.rowViewportPosition(row)
            if top > table.viewport().height():
                break
            self._paint_row(painter, row, QRect(0, high + top, self.width(), table.rowHeight(row)))
            row += 1
        painter.setClipping(False)
        self._paint_header(painter, high)
        painter.setPen(QPen(colour("edge"), 1))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, rect: QRect) -> None:
        table = self._table
        option = QStyleOptionViewItem()
        option.rect = rect  # type: ignore[attr-defined]
        if table.selectionModel().isRowSelected(row):
            option.state = option.state | QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        table.itemDelegate().paint(painter, option, table.model().index(row, self.section))

    def _paint_header(self, painter: QPainter, high: int) -> None:
        rect = QRect(0, 0, self.width(), high)
        painter.fillRect(rect, colour("paper"))
        painter.setFont(text_font(12))
        painter.setPen(colour("soft"))
        said = str(self._table.model().headerData(self.section, Qt.Orientation.Horizontal) or "")
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
