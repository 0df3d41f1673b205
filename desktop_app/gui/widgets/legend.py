"""A legend: one line of signs, each with its word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.theme import colour, text_font

DrawSign = Callable[[QPainter, QRectF], None]
_SIGN, _GAP, _BETWEEN, _CLOSEST = 26, 6, 14, 5


class Legend(QWidget):
    """One line that explains a drawing; `remark` is only read aloud, behind the words."""

    def __init__(
        self, entries: Sequence[tuple[str, DrawSign]], parent: QWidget | None = None, *, remark: str = ""
    ) -> None:
        super().__init__(parent)
        self._entries = tuple(entries)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("图例：" + "、".join(word for word, _draw in self._entries) + remark)

    def sizeHint(self) -> QSize:
        """One line, as long as its words."""
        return QSize(self._wide(_BETWEEN), 26)

    def minimumSizeHint(self) -> QSize:
        """On a narrow page the words stand closer; none is left out."""
        return QSize(self._wide(_CLOSEST), 26)

    def _wide(self, between: int) -> int:
        metrics = QFontMetrics(text_font(12))
        return sum(_SIGN + _GAP + metrics.horizontalAdvance(word) + between for word, _draw in self._entries)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each sign with its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, left = text_font(12), 0.0
        metrics = QFontMetrics(font)
        spare = (self.width() - self._wide(0)) // max(len(self._entries), 1)
        between = max(_CLOSEST, min(_BETWEEN, spare))
        for word, draw in self._entries:
            draw(painter, QRectF(left, 6, _SIGN, 14))
            painter.setFont(font)
            painter.setPen(colour("soft"))
            wide = metrics.horizontalAdvance(word)
            painter.drawText(QRectF(left + _SIGN + _GAP, 0, wide + 4, 26), Qt.AlignmentFlag.AlignVCenter, word)
            left += _SIGN + _GAP + wide + between
        painter.end()
