"""The bars of the progress chart: runs, hatched suspensions, what is to come, the plan, due marks and arrows."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from desktop_app.application.charts import Bar, ChartGroup, ChartRow
from desktop_app.domain.forecast import FinishForecast
from desktop_app.domain.progress import Lamp
from desktop_app.gui.theme import colour, text_font
from desktop_app.gui.widgets.gantt_scale import TimeScale

ROW = 34
_BAR, _TOP, _HIGH_TOP = 16, 9, 6
PLAN, FORECAST, CRITICAL, ARROWS = "plan", "forecast", "critical", "arrows"
EVERY_LAYER = frozenset({PLAN, FORECAST, CRITICAL, ARROWS})
"""What can be shown or left out: the plan, the forecast, the critical path, the arrows of the row in hand."""
_HATCH = 6.0
_WITHOUT_DUE = frozenset({Lamp.DONE, Lamp.REFUSED, Lamp.WITHDRAWN})
"""Where the due day says nothing any more."""
_OUTCOMES = {"退件": "red", "撤回": "slate", "逾期办结": "amber"}


def tint(role: str, share: float) -> QColor:
    """A colour role thinned with paper; `share` 1 is the full colour."""
    full, paper = colour(role), colour("paper")
    parts = zip(full.getRgb()[:3], paper.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(one * share + other * (1 - share)) for one, other in parts))


DONE = tint("slate", 0.45)


def solid(painter: QPainter, box: QRectF, ground: QColor) -> None:
    """A filled bar."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 3, 3)


def dashed(painter: QPainter, box: QRectF, edge: QColor, *, firm: bool, strong: bool = False) -> None:
    """An outlined bar of what is still to come; dots instead of dashes while its dates are provisional."""
    style = Qt.PenStyle.DashLine if firm else Qt.PenStyle.DotLine
    painter.setPen(QPen(edge, 1.8 if strong else 1.2, style))
    painter.setBrush(colour("paper"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def hatched(painter: QPainter, box: QRectF) -> None:
    """A bar that stands still; drawn line by line, because a vector file knows neither patterns nor clipping."""
    painter.setPen(QPen(colour("slate"), 1))
    painter.setBrush(colour("slate_soft"))
    painter.drawRect(box)
    painter.setPen(QPen(tint("slate", 0.6), 1.4))
    high = box.height()
    start = box.left() - high
    while start < box.right():
        first, last = max(start, box.left()), min(start + high, box.right())
        if first < last:
            painter.drawLine(QLineF(first, box.bottom() - (first - start), last, box.bottom() - (last - start)))
        start += _HATCH


def due_mark(painter: QPainter, x: float, top: float, role: str, *, firm: bool, high: float = ROW - 7) -> None:
    """A flag on the right edge of the due day, hollow while the date is provisional."""
    painter.setPen(QPen(colour(role), 1.6))
    painter.drawLine(QLineF(x, top + 3, x, top + 3 + high))
    painter.setBrush(colour(role) if firm else colour("paper"))
    painter.setPen(QPen(colour(role), 1))
    painter.drawPolygon(QPolygonF([QPointF(x, top + 3), QPointF(x - 7, top + 3), QPointF(x, top + 10)]))


def planned_line(painter: QPainter, left: float, right: float, top: float) -> None:
    """The planned days as a thin bar with closed ends."""
    painter.setPen(QPen(colour("slate"), 1))
    painter.setBrush(tint("slate", 0.35))
    painter.drawRect(QRectF(left + 0.5, top, right - left - 1, 4))


def range_mark(painter: QPainter, left: float, right: float, middle: float, *, firm: bool) -> None:
    """The days between which a forecast ends something: a line from the 50 % to the 90 % day with a bar at each."""
    painter.setPen(QPen(colour("amber"), 1.6, Qt.PenStyle.SolidLine if firm else Qt.PenStyle.DotLine))
    painter.drawLine(QLineF(left, middle, right, middle))
    painter.setPen(QPen(colour("amber"), 2.2))
    for x in (left, right):
        painter.drawLine(QLineF(x, middle - 5, x, middle + 5))


def words_in(painter: QPainter, box: QRectF, text: str, ink: QColor, ground: QColor | None = None) -> None:
    """A word in a bar, left out where it does not fit."""
    font = text_font(11)
    wide = QFontMetricsF(font).horizontalAdvance(text)
    if not text or wide + 10 > box.width():
        return
    if ground is not None:
        painter.fillRect(QRectF(box.left() + 3, box.top() + 1, wide + 6, box.height() - 2), ground)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


class BarPainter:
    """Paints the bars of one row; `shift` is the pixel of the axis that lies at x 0, `edge` ends what can be seen."""

    def __init__(
        self,
        painter: QPainter,
        scale: TimeScale,
        shift: float,
        edge: tuple[float, float],
        layers: frozenset[str] = EVERY_LAYER,
    ) -> None:
        self._painter, self._scale, self._shift, self._edge, self._layers = painter, scale, shift, edge, layers

    def step(self, row: ChartRow, top: float) -> None:
        """One step: plan, runs, what is to come, suspensions over them, the due mark on top."""
        planned = row.planned is not None and PLAN in self._layers
        bar_top = top + (_HIGH_TOP if planned else _TOP)
        if row.planned and planned:
            left, right = self._ends(row.planned)
            planned_line(self._painter, left, right, top + ROW - 8)
        if row.expected:
            self._to_come(row, bar_top)
        for bar in row.actual:
            self._run(row, bar, bar_top)
        for bar in row.suspended:
            box = self._box(bar, bar_top, _BAR)
            if box is not None:
                hatched(self._painter, box)
                words_in(self._painter, self._seen(box), f"暂停 · {bar.words}", colour("ink"), colour("slate_soft"))
        self._due(row, top, bar_top)

    def forecast(self, found: FinishForecast, top: float) -> None:
        """The range in which a step or a case probably ends."""
        left = self._scale.right(found.p50) - self._shift
        right = max(self._scale.right(found.p90) - self._shift, left + 3)
        if right >= self._edge[0] and left <= self._edge[1]:
            range_mark(self._painter, left, right, top + ROW / 2, firm=found.firm)

    def group(self, group: ChartGroup, top: float) -> None:
        """A whole case in one line."""
        expected, actual = group.expected, group.actual
        if expected and (box := self._box(expected, top + 12, 10)):
            dashed(self._painter, box, tint("accent", 0.6), firm=all(row.firm for row in group.rows))
        if actual and (box := self._box(actual, top + 12, 10)):
            solid(self._painter, box, colour("slate"))

    def anchor(self, row: ChartRow) -> tuple[float, float] | None:
        """Where arrows leave and reach a row: the left end of its first bar and the right end of its last."""
        bars = [*row.actual, *([row.expected] if row.expected else [])]
        if not bars:
            return None
        return (
            self._scale.left(min(bar.first for bar in bars)) - self._shift,
            self._scale.right(max(bar.last for bar in bars)) - self._shift,
        )

    def arrow(self, start: QPointF, end: QPointF, role: str) -> None:
        """A line with two corners from the end of one bar to the begin of another."""
        knee = max(start.x(), min(start.x() + 8, end.x() - 8))
        path = QPainterPath(start)
        if end.x() - 8 >= start.x():
            path.lineTo(knee, start.y())
            path.lineTo(knee, end.y())
        else:
            between = end.y() + (-ROW / 2 if end.y() > start.y() else ROW / 2)
            path.lineTo(start.x() + 8, start.y())
            path.lineTo(start.x() + 8, between)
            path.lineTo(end.x() - 10, between)
            path.lineTo(end.x() - 10, end.y())
        path.lineTo(end)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(colour(role), 1.6))
        self._painter.drawPath(path)
        self._painter.setBrush(colour(role))
        self._painter.drawPolygon(
            QPolygonF([end, QPointF(end.x() - 6, end.y() - 4), QPointF(end.x() - 6, end.y() + 4)])
        )

    def _ends(self, bar: Bar) -> tuple[float, float]:
        return self._scale.left(bar.first) - self._shift, self._scale.right(bar.last) - self._shift

    def _box(self, bar: Bar, top: float, high: float) -> QRectF | None:
        """The part of a bar near what can be seen, None when nothing of it is."""
        left, right = self._ends(bar)
        if right < self._edge[0] or left > self._edge[1]:
            return None
        left, right = max(left, self._edge[0] - 40), min(right, self._edge[1] + 40)
        return QRectF(left, top, max(right - left, 3.0), high)

    def _seen(self, box: QRectF) -> QRectF:
        """The part of a bar its word may stand in: not behind the names."""
        return QRectF(QPointF(max(box.left(), self._edge[0]), box.top()), box.bottomRight())

    def _run(self, row: ChartRow, bar: Bar, top: float) -> None:
        box = self._box(bar, top, _BAR)
        if box is None:
            return
        if bar.open:
            critical = row.critical and CRITICAL in self._layers
            solid(self._painter, box, colour("accent") if critical else tint("accent", 0.5))
            words_in(self._painter, self._seen(box), "关键" if critical else "", colour("paper"))
        elif bar.words in _OUTCOMES:
            role = _OUTCOMES[bar.words]
            solid(self._painter, box, tint(role, 0.25))
            words_in(self._painter, self._seen(box), bar.words, colour("ink"))
        else:
            solid(self._painter, box, DONE)
            words_in(self._painter, self._seen(box), bar.words, colour("ink"))

    def _to_come(self, row: ChartRow, top: float) -> None:
        assert row.expected is not None
        box = self._box(row.expected, top, _BAR)
        if box is None:
            return
        critical = row.critical and CRITICAL in self._layers
        edge = colour("accent") if critical else tint("accent", 0.55)
        dashed(self._painter, box, edge, firm=row.firm, strong=critical)
        if critical and not row.actual:
            words_in(self._painter, self._seen(box), "关键", colour("accent"))

    def _due(self, row: ChartRow, top: float, bar_top: float) -> None:
        if row.due is None or row.lamp in _WITHOUT_DUE:
            return
        x = self._scale.right(row.due) - self._shift
        late = row.lamp in (Lamp.OVERDUE, Lamp.DONE_LATE)
        last = row.actual[-1] if row.actual else None
        if late and last is not None and last.last > row.due:
            over = self._box(Bar(row.due, last.last), bar_top + _BAR - 4, 4)
            if over is not None:
                self._painter.fillRect(over.adjusted(self._scale.per_day, 0, 0, 0), colour("red"))
        if self._edge[0] <= x <= self._edge[1]:
            role = {Lamp.OVERDUE: "red", Lamp.DONE_LATE: "red", Lamp.WARNING: "amber"}.get(row.lamp, "slate")
            due_mark(self._painter, x, top, role, firm=row.firm)
