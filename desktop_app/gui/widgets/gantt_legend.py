"""The legend of the progress chart: every sign of the bars with its word."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.gantt_bars import DONE, dashed, due_mark, hatched, planned_line, range_mark, solid, tint
from desktop_app.gui.widgets.legend import DrawSign, Legend


def _plan(painter: QPainter, box: QRectF) -> None:
    planned_line(painter, box.left(), box.right(), box.center().y() - 2)


def _flag(painter: QPainter, box: QRectF) -> None:
    due_mark(painter, box.center().x() + 4, box.top() - 4, "slate", firm=True, high=16)


ENTRIES: tuple[tuple[str, DrawSign], ...] = (
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


class GanttLegend(Legend):
    """One line that explains the bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ENTRIES, parent, remark="；红线为今天")
