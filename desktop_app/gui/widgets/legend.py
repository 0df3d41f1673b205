"""A legend: one line of signs, each with its word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.theme import colour, text_font

DrawSign = Callable[[QPainter, QRectF], None]
_SIGN, _GAP, _BETWEEN = 26, 6, 14


class Legend(QWidget):
    """One line that explains a drawing; `remark` is only read aloud, behind the words."""

    def __init__(
        self, entries: Sequence[tuple[str, DrawSign]], parent: QWidget | None = None, *, remark: str = ""
    ) -> None:
        super().__init__(parent)
        self._entries = tuple(entries)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("图例：" + "、".join(word for word, _draw in self._entries) + remark)

    def sizeHint(self) -> QSize:
        """One line, as long as its words."""
        metrics = QFontMetrics(text_font(12))
        wide = sum(_SIGN + _GAP + metrics.horizontalAdvance(word) + _BETWEEN for word, _draw in self._entries)
        return QSize(wide, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each sign with its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, left = text_font(12), 0.0
        metrics = QFontMetrics(font)
        for word, draw in self._entries:
            draw(painter, QRectF(left, 6, _SIGN, 14))
            painter.setFont(font)
            painter.setPen(colour("soft"))
            wide = metrics.horizontalAdvance(word)
            painter.drawText(QRectF(left + _SIGN + _GAP, 0, wide + 4, 26), Qt.AlignmentFlag.AlignVCenter, word)
            left += _SIGN + _GAP + wide + _BETWEEN
        painter.end()
