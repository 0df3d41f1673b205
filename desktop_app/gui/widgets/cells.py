"""Cells: how rows of a table are painted, and how every table of the window is set up."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from desktop_app.gui.theme import BASE_PIXELS, ROW_PIXELS, colour, text_font

SECTION_ROLE = Qt.ItemDataRole.UserRole + 12
"""A row that is a group heading answers its (title, note) here in every column."""
TONE_ROLE = Qt.ItemDataRole.UserRole + 13
"""The colour role of a cell's text (red, faint, strong); absent for plain ink."""
REMARK_ROLE = Qt.ItemDataRole.UserRole + 17
"""What is doubtful about a cell, in a sentence; None where nothing is."""
PADDING = 10
_CORNER = 8

Index = QModelIndex | QPersistentModelIndex


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """Paint the ground of a cell: chosen, plain, and the line below it."""
    rect: QRect = option.rect  # type: ignore[attr-defined]
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    painter.fillRect(rect, colour("accent_soft" if chosen else "paper"))
    if chosen and index.column() == 0:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


class Cell(QStyledItemDelegate):
    """Paints a text cell; names too long for their column end in … and are whole in a tooltip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground and text, or the heading of a group."""
        section = index.data(SECTION_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        if section is not None:
            _paint_section(painter, rect, *section)
        else:
            paint_ground(painter, option, index)
            _paint_text(painter, rect, index)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the whole text when it was cut off, or the cell's own explanation."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        said = index.data(Qt.ItemDataRole.ToolTipRole)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        cut = QFontMetrics(text_font()).horizontalAdvance(text) > rect.width() - 2 * PADDING
        QToolTip.showText(event.globalPos(), str(said) if said else text if cut else "", view)
        return True


def _paint_section(painter: QPainter, rect: QRect, title: str, note: str) -> None:
    painter.fillRect(rect, colour("ground"))
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    line = QRect(rect.left() + PADDING, rect.bottom() - 32, rect.width(), 30)
    painter.setFont(text_font(13, bold=True))
    painter.setPen(colour("ink"))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
    width = QFontMetrics(painter.font()).horizontalAdvance(title)
    painter.setFont(text_font(13))
    painter.setPen(colour("faint"))
    painter.drawText(line.adjusted(width + 10, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, note)


def _paint_text(painter: QPainter, rect: QRect, index: Index) -> None:
    text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    tone = index.data(TONE_ROLE) or "ink"
    bold = tone == "strong"
    painter.setFont(text_font(BASE_PIXELS, bold=bold))
    painter.setPen(colour("ink" if bold else str(tone)))
    align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft)
    inner = rect.adjusted(PADDING, 0, -PADDING, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, align | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_corner(painter: QPainter, rect: QRect) -> None:
    """Fold the upper right corner of a cell in amber: something about it is doubtful, the tooltip says what."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("amber"))
    corner = rect.topRight()
    painter.drawPolygon([corner + QPoint(1 - _CORNER, 0), corner + QPoint(1, 0), corner + QPoint(1, _CORNER)])
    painter.restore()


class Table(QTableView):
    """A table as every page has it: whole rows chosen, Enter or a double click opens, Space previews, Ctrl+C copies."""

    opened = Signal(QModelIndex)
    previewed = Signal(QModelIndex)
    copy_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(Cell(self))
        self.verticalHeader().hide()
        # ResizeToContents would read every row of a long list.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PIXELS)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setFixedHeight(33)
        self.doubleClicked.connect(self.opened)

    def show_headings(self, rows: Iterable[int], pixels: int) -> None:
        """Let these rows be headings across the whole width; all other rows have the usual height."""
        self.clearSpans()
        # Sizes set before a model was reset are still in the header; this one call brings all rows back.
        self.verticalHeader().setDefaultSectionSize(ROW_PIXELS)
        for row in rows:
            self.setSpan(row, 0, 1, self.model().columnCount())
            self.setRowHeight(row, pixels)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space previews, Ctrl+C copies the chosen rows, everything else moves."""
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Space:
            self.selectRow(index.row())
            self.previewed.emit(index)
        else:
            super().keyPressEvent(event)
