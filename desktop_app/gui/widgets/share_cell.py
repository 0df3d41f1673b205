"""A cell with a bar: how large somebody's part is, as a bar with its percentage behind it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop_app.gui.theme import colour, text_font
from desktop_app.gui.widgets.cells import PADDING, Cell, paint_ground

SHARE_ROLE = Qt.ItemDataRole.UserRole + 14
"""The share of a cell, 0.0 to 1.0."""
_WORDS, _HIGH = 44, 8


class ShareCell(Cell):
    """Paints the share under SHARE_ROLE as a bar, and the text behind it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, track, bar and text."""
        share = index.data(SHARE_ROLE)
        if share is None:
            super().paint(painter, option, index)
            return
        paint_ground(painter, option, index)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        track = QRectF(inner.left(), inner.center().y() - _HIGH / 2 + 1, max(inner.width() - _WORDS, 12), _HIGH)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line"))
        painter.drawRoundedRect(track, 4, 4)
        if share > 0:
            painter.setBrush(colour("accent"))
            wide = max(track.width() * min(float(share), 1.0), float(_HIGH))
            painter.drawRoundedRect(QRectF(track.left(), track.top(), wide, _HIGH), 4, 4)
        painter.setFont(text_font(12))
        painter.setPen(colour("soft"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()
