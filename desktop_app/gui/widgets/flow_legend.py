"""The legend of a flow drawing: every sign of the boxes and lines with its word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.theme import colour, text_font

_Draw = Callable[[QPainter, QRectF], None]
_SIGN, _GAP, _BETWEEN = 26, 6, 14


def _box(role: str, ground: str, style: Qt.PenStyle, wide: float) -> _Draw:
    def draw(painter: QPainter, box: QRectF) -> None:
        painter.setBrush(colour(ground))
        painter.setPen(QPen(colour(role), wide, style))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)

    return draw


def _line(role: str) -> _Draw:
    def draw(painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(colour(role), 2.4))
        painter.drawLine(QLineF(box.left(), box.center().y(), box.right(), box.center().y()))

    return draw


_SOLID, _DASHED = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
ENTRIES: tuple[tuple[str, _Draw], ...] = (
    ("必经", _box("faint", "paper", _SOLID, 1.2)),
    ("可选", _box("faint", "paper", _DASHED, 1.2)),
    ("关键", _line("accent")),
    ("前置", _line("ink")),
    ("后续", _line("green")),
    ("并联", _box("slate", "slate_soft", _SOLID, 1.2)),
    ("择一", _box("amber", "amber_soft", _DASHED, 1.2)),
)


class FlowLegend(QWidget):
    """One line that explains the drawing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("图例：" + "、".join(word for word, _draw in ENTRIES))

    def sizeHint(self) -> QSize:
        """One line, as long as its words."""
        metrics = QFontMetrics(text_font(12))
        wide = sum(_SIGN + _GAP + metrics.horizontalAdvance(word) + _BETWEEN for word, _draw in ENTRIES)
        return QSize(wide, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each sign with its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, left = text_font(12), 0.0
        metrics = QFontMetrics(font)
        for word, draw in ENTRIES:
            draw(painter, QRectF(left, 6, _SIGN, 14))
            painter.setFont(font)
            painter.setPen(colour("soft"))
            wide = metrics.horizontalAdvance(word)
            painter.drawText(QRectF(left + _SIGN + _GAP, 0, wide + 4, 26), Qt.AlignmentFlag.AlignVCenter, word)
            left += _SIGN + _GAP + wide + _BETWEEN
        painter.end()
