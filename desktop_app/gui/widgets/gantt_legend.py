"""The legend of the progress chart: every sign of the bars with its word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.theme import colour, text_font
from desktop_app.gui.widgets.gantt_bars import DONE, dashed, due_mark, hatched, planned_line, range_mark, solid, tint

_Draw = Callable[[QPainter, QRectF], None]
_SIGN, _GAP, _BETWEEN = 26, 6, 14


def _plan(painter: QPainter, box: QRectF) -> None:
    planned_line(painter, box.left(), box.right(), box.center().y() - 2)


def _flag(painter: QPainter, box: QRectF) -> None:
    due_mark(painter, box.center().x() + 4, box.top() - 4, "slate", firm=True, high=16)


ENTRIES: tuple[tuple[str, _Draw], ...] = (
    ("已办", lambda painter, box: solid(painter, box, DONE)),
    ("在办", lambda painter, box: solid(painter, box, tint("accent", 0.5))),
    ("关键", lambda painter, box: solid(painter, box, colour("accent"))),
    ("暂停", hatched),
    ("预计", lambda painter, box: dashed(painter, box, tint("accent", 0.55), firm=True)),
    ("暂估", lambda painter, box: dashed(painter, box, tint("accent", 0.55), firm=False)),
    ("预测", lambda painter, box: range_mark(painter, box.left() + 1, box.right() - 1, box.center().y(), firm=True)),
    ("计划", _plan),
    ("承诺／法定到期", _flag),
    ("休息日", lambda painter, box: painter.fillRect(box, tint("slate", 0.1))),
    ("补班日", lambda painter, box: painter.fillRect(box, tint("amber", 0.14))),
)


class GanttLegend(QWidget):
    """One line that explains the bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("图例：" + "、".join(word for word, _draw in ENTRIES) + "；红线为今天")

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
