"""Lamps: sign, word and colour of a step, painted so that they look the same whatever fonts a PC has."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS
from desktop_app.gui.theme import lamp_colours, text_font
from desktop_app.gui.widgets.cells import Cell, paint_ground

CHIP_HEIGHT = 24
_SIGN = 10
_PAD = 8
_GAP = 5


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    path.closeSubpath()
    return path


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0.06, 0.06, 0.88, 0.88))
    return path


def _strokes(*lines: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.moveTo(QPointF(*line[0]))
        for point in line[1:]:
            path.lineTo(QPointF(*point))
    return path


def _hook() -> QPainterPath:
    path = _strokes(((0.3, 0.38), (0.08, 0.62), (0.3, 0.86)))
    path.moveTo(QPointF(0.08, 0.62))
    path.lineTo(QPointF(0.65, 0.62))
    path.cubicTo(QPointF(0.98, 0.62), QPointF(0.98, 0.16), QPointF(0.65, 0.16))
    path.lineTo(QPointF(0.4, 0.16))
    return path


_TICK = _strokes(((0.08, 0.55), (0.38, 0.85), (0.94, 0.16)))
_SHAPES: dict[Lamp, tuple[QPainterPath, bool]] = {
    Lamp.NORMAL: (_circle(), True),
    Lamp.WARNING: (_polygon((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)), True),
    Lamp.OVERDUE: (_polygon((0.5, 0.04), (1.0, 0.94), (0.0, 0.94)), True),
    Lamp.SUSPENDED: (_strokes(((0.3, 0.05), (0.3, 0.95)), ((0.7, 0.05), (0.7, 0.95))), False),
    Lamp.READY: (_polygon((0.14, 0.06), (0.94, 0.5), (0.14, 0.94)), False),
    Lamp.NOT_STARTED: (_circle(), False),
    Lamp.DONE: (_TICK, False),
    Lamp.DONE_LATE: (_TICK, False),
    Lamp.REFUSED: (_strokes(((0.1, 0.1), (0.9, 0.9)), ((0.9, 0.1), (0.1, 0.9))), False),
    Lamp.WITHDRAWN: (_hook(), False),
    Lamp.SKIPPED: (_strokes(((0.08, 0.5), (0.92, 0.5))), False),
}
"""The signs of terms.LAMP_SIGNS as shapes in a unit square; filled or stroked."""


def lamp_text(lamp: Lamp) -> str:
    """Sign and word in one line of text, for tooltips and screen readers."""
    return f"{LAMP_SIGNS[lamp]} {LAMP_WORDS[lamp]}"


def paint_sign(painter: QPainter, lamp: Lamp, box: QRectF) -> None:
    """Paint the sign of a lamp in its colour into a square box."""
    path, filled = _SHAPES[lamp]
    text, _ground = lamp_colours(lamp)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width(), box.height())
    pen = QPen(text, 0.0 if filled else 0.15)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(Qt.PenStyle.NoPen if filled else pen)
    painter.setBrush(QBrush(text) if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


def chip_width(words: str) -> int:
    """How wide a chip with these words is, in pixels."""
    return _PAD + _SIGN + _GAP + QFontMetrics(text_font(12, bold=True)).horizontalAdvance(words) + _PAD


def paint_chip(painter: QPainter, lamp: Lamp, words: str, left: int, middle: int) -> None:
    """Paint a lamp chip with its left edge and vertical middle given."""
    text, ground = lamp_colours(lamp)
    box = QRect(left, middle - CHIP_HEIGHT // 2, chip_width(words), CHIP_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    paint_sign(painter, lamp, QRectF(left + _PAD, middle - _SIGN / 2, _SIGN, _SIGN))
    painter.setFont(text_font(12, bold=True))
    painter.setPen(text)
    painter.drawText(box.adjusted(_PAD + _SIGN + _GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


class LampChip(QWidget):
    """A lamp with sign, word and colour; `words` may say more than the lamp's own word (逾期 2 个工作日)."""

    def __init__(self, lamp: Lamp = Lamp.NOT_STARTED, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_lamp(lamp, words)

    def show_lamp(self, lamp: Lamp, words: str = "") -> None:
        """Show another lamp."""
        self.lamp, self.words = lamp, words or LAMP_WORDS[lamp]
        self.setAccessibleName(f"灯号 {self.words}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(chip_width(self.words), CHIP_HEIGHT)

    def paintEvent(self, _event: object) -> None:
        """Paint the chip at the left edge."""
        painter = QPainter(self)
        paint_chip(painter, self.lamp, self.words, 0, self.height() // 2)
        painter.end()


LAMP_ROLE = Qt.ItemDataRole.UserRole + 11


class LampCell(Cell):
    """Paints the lamp column of a table from the lamp under LAMP_ROLE and the words under DisplayRole."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground and chip."""
        said = index.data(LAMP_ROLE)
        if said is None:
            super().paint(painter, option, index)
            return
        lamp = Lamp(said)  # Qt hands a StrEnum back as plain text
        paint_ground(painter, option, index)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or LAMP_WORDS[lamp])
        rect: QRect = option.rect  # type: ignore[attr-defined]
        paint_chip(painter, lamp, words, rect.left() + 10, rect.center().y() + 1)
