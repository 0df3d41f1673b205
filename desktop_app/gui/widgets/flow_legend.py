"""The legend of a flow drawing: every sign of the boxes and lines with its word."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.legend import DrawSign, Legend


def _box(role: str, ground: str, style: Qt.PenStyle, wide: float) -> DrawSign:
    def draw(painter: QPainter, box: QRectF) -> None:
        painter.setBrush(colour(ground))
        painter.setPen(QPen(colour(role), wide, style))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)

    return draw


def _line(role: str) -> DrawSign:
    def draw(painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(colour(role), 2.4))
        painter.drawLine(QLineF(box.left(), box.center().y(), box.right(), box.center().y()))

    return draw


_SOLID, _DASHED = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
ENTRIES: tuple[tuple[str, DrawSign], ...] = (
    ("必经", _box("faint", "paper", _SOLID, 1.2)),
    ("可选", _box("faint", "paper", _DASHED, 1.2)),
    ("关键", _line("accent")),
    ("前置", _line("ink")),
    ("后续", _line("green")),
    ("并联", _box("slate", "slate_soft", _SOLID, 1.2)),
    ("择一", _box("amber", "amber_soft", _DASHED, 1.2)),
)


class FlowLegend(Legend):
    """One line that explains the drawing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ENTRIES, parent)
