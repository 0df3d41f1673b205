"""The sheet of the progress chart: names on the left, the axis above, days behind, bars in between."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from desktop_app.application.charts import Chart, ChartGroup, ChartRow
from desktop_app.domain.calendar import DayKind
from desktop_app.domain.forecast import FinishForecast
from desktop_app.domain.progress import Lamp
from desktop_app.gui.theme import colour, text_font
from desktop_app.gui.widgets.gantt_bars import ARROWS, EVERY_LAYER, FORECAST, ROW, BarPainter, tint
from desktop_app.gui.widgets.gantt_scale import TimeScale
from desktop_app.gui.widgets.lamp import paint_sign

HEAD = 48
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_SHADED_FROM = 2.5
_SIGNED_FROM = 12.0
_BESIDE_THE_NAME = (0, 1, 5, 6)
"""The weekdays whose place on the axis the name of the week leaves free."""
_DAY_SIGNS = {
    DayKind.HOLIDAY: ("休", "red"),
    DayKind.MAKE_UP: ("补", "amber"),
    DayKind.CLOSED: ("停", "slate"),
    DayKind.OPENED: ("班", "accent"),
}

Line = ChartGroup | ChartRow


def lines_of(chart: Chart, folded: Collection[tuple[str, str]]) -> list[Line]:
    """Headings and rows from top to bottom, without the rows of folded headings."""
    found: list[Line] = []
    for group in chart.groups:
        found.append(group)
        if (group.case_id, group.title) not in folded:
            found.extend(group.rows)
    return found


@dataclass(slots=True)
class Sheet:
    """What is painted: a chart with its open lines, the axis, the width of the names and the line in hand.

    `ranges` are the forecasts by case and matter, those of whole cases under an empty matter; `layers` what is shown.
    """

    chart: Chart
    lines: list[Line]
    scale: TimeScale
    names: int
    current: int = -1
    focused: bool = False
    layers: frozenset[str] = EVERY_LAYER
    ranges: Mapping[tuple[str, str], FinishForecast] = field(default_factory=dict)

    @property
    def size(self) -> QSizeF:
        """The whole sheet, unrolled."""
        return QSizeF(self.names + self.scale.width, HEAD + ROW * len(self.lines))

    def paint(self, painter: QPainter, size: QSizeF, x: float = 0, y: float = 0) -> None:
        """Paint the part of `size` that begins `x` pixels into the axis and `y` into the rows; nothing else is."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(QPointF(), size), colour("paper"))
        first = max(0, int(y // ROW))
        last = min(len(self.lines), int((y + size.height() - HEAD) // ROW) + 1)
        shift = x - self.names
        bars = BarPainter(painter, self.scale, shift, (float(self.names), size.width()), self.layers)
        self._paint_days(painter, size, x, min(size.height(), HEAD + len(self.lines) * ROW - y))
        for number in range(first, last):
            self._paint_line(painter, bars, number, HEAD + number * ROW - y, size.width())
        self._paint_today(painter, size, shift)
        self._paint_arrows(bars, y)
        for number in range(first, last):
            self._paint_name(painter, number, HEAD + number * ROW - y)
        self._paint_head(painter, size, x)

    def _paint_days(self, painter: QPainter, size: QSizeF, x: float, bottom: float) -> None:
        if self.scale.per_day < _SHADED_FROM:
            return
        calendar = self.chart.calendar
        for day in self.scale.days(x, x + size.width() - self.names):
            fact = calendar.fact(day)
            if fact.works and fact.kind is not DayKind.MAKE_UP:
                continue
            ground = tint("amber", 0.14) if fact.works else tint("slate", 0.1)
            left = self.names + self.scale.left(day) - x
            painter.fillRect(QRectF(left, HEAD, self.scale.per_day, bottom - HEAD), ground)

    def _paint_line(self, painter: QPainter, bars: BarPainter, number: int, top: float, right: float) -> None:
        line = self.lines[number]
        chosen = number == self.current
        if chosen:
            ground = colour("accent_soft")
            ground.setAlpha(150)
            painter.fillRect(QRectF(self.names, top, right - self.names, ROW), ground)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QLineF(self.names, top + ROW - 0.5, right, top + ROW - 0.5))
        if isinstance(line, ChartRow):
            bars.step(line, top)
        elif not self.chart.whole:
            bars.group(line, top)
        if (found := self.range_of(line)) is not None:
            bars.forecast(found, top)

    def range_of(self, line: Line) -> FinishForecast | None:
        """The forecast of a line while it is shown; the stages of one case have none."""
        if FORECAST not in self.layers:
            return None
        if isinstance(line, ChartRow):
            return self.ranges.get(line.key)
        return None if self.chart.whole else self.ranges.get((line.case_id, ""))

    def _paint_today(self, painter: QPainter, size: QSizeF, shift: float) -> None:
        middle = self.scale.left(self.chart.today) + self.scale.per_day / 2 - shift
        painter.setPen(QPen(colour("red"), 2))
        painter.drawLine(QLineF(middle, HEAD, middle, size.height()))

    def _paint_arrows(self, bars: BarPainter, y: float) -> None:
        """What the row in hand waits for, and what waits for it."""
        line = self.lines[self.current] if 0 <= self.current < len(self.lines) else None
        if not isinstance(line, ChartRow) or ARROWS not in self.layers:
            return
        own = bars.anchor(line)
        middle = HEAD + self.current * ROW + ROW / 2 - y
        first, last = self._case_around(self.current)
        for number, other in enumerate(self.lines[first:last], first):
            if not isinstance(other, ChartRow) or own is None:
                continue
            theirs, at = bars.anchor(other), HEAD + number * ROW + ROW / 2 - y
            if theirs is None:
                continue
            if other.code in line.before:
                bars.arrow(QPointF(theirs[1], at), QPointF(own[0], middle), "ink")
            elif line.code in other.before:
                bars.arrow(QPointF(own[1], middle), QPointF(theirs[0], at), "faint")

    def _case_around(self, number: int) -> tuple[int, int]:
        """The lines of one case, which stand together: from the first of them to behind the last."""
        case_id, first, last = self.lines[number].case_id, number, number + 1
        while first > 0 and self.lines[first - 1].case_id == case_id:
            first -= 1
        while last < len(self.lines) and self.lines[last].case_id == case_id:
            last += 1
        return first, last

    def _paint_name(self, painter: QPainter, number: int, top: float) -> None:
        line, box = self.lines[number], QRectF(0, top, self.names, ROW)
        chosen = number == self.current
        heading = isinstance(line, ChartGroup)
        painter.fillRect(box, colour("accent_soft" if chosen else "ground" if heading else "paper"))
        if chosen:
            painter.fillRect(QRectF(0, top, 3, ROW), colour("accent"))
        if isinstance(line, ChartGroup):
            self._paint_heading(painter, line, box, number)
        else:
            self._paint_step(painter, line, box)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QLineF(0, top + ROW - 0.5, self.names, top + ROW - 0.5))
        painter.setPen(QPen(colour("edge"), 1))
        painter.drawLine(QLineF(self.names - 0.5, top, self.names - 0.5, top + ROW))
        if chosen and self.focused:
            painter.setPen(QPen(colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _paint_heading(self, painter: QPainter, group: ChartGroup, box: QRectF, number: int) -> None:
        below = self.lines[number + 1] if number + 1 < len(self.lines) else None
        paint_chevron(painter, QPointF(box.left() + 16, box.center().y()), is_open=isinstance(below, ChartRow))
        left = 28.0
        if not self.chart.whole:
            paint_sign(painter, group.lamp, QRectF(left, box.center().y() - 5.5, 11, 11))
            left += 19
        wide = self._beside(painter, box, group.beside, "soft", bold=True)
        _elided(painter, box.adjusted(left, 0, -wide - 20, 0), group.title, "ink", bold=True)

    def _paint_step(self, painter: QPainter, row: ChartRow, box: QRectF) -> None:
        paint_sign(painter, row.lamp, QRectF(28, box.center().y() - 5.5, 11, 11))
        role = {Lamp.OVERDUE: "red", Lamp.WARNING: "amber", Lamp.NORMAL: "ink", Lamp.SUSPENDED: "ink"}
        said = f"{row.word} {row.beside}" if row.lamp is Lamp.WARNING else row.beside or row.word
        said = " · ".join(part for part in (row.officer, said) if part)
        wide = self._beside(painter, box, said, role.get(row.lamp, "faint"))
        _elided(painter, box.adjusted(47, 0, -wide - 20, 0), row.title, "ink")

    def _beside(self, painter: QPainter, box: QRectF, text: str, role: str, *, bold: bool = False) -> float:
        font = text_font(12, bold=bold)
        painter.setFont(font)
        painter.setPen(colour(role))
        painter.drawText(box.adjusted(0, 0, -12, 0), _MIDDLE | Qt.AlignmentFlag.AlignRight, text)
        return QFontMetricsF(font).horizontalAdvance(text)

    def _paint_head(self, painter: QPainter, size: QSizeF, x: float) -> None:
        half = HEAD / 2
        painter.fillRect(QRectF(0, 0, size.width(), HEAD), colour("ground"))
        right = x + size.width() - self.names
        self._paint_ticks(painter, x, right)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QLineF(self.names, half, size.width(), half))
        painter.fillRect(QRectF(0, 0, self.names, HEAD), colour("ground"))
        _elided(painter, QRectF(14, 0, self.names - 20, HEAD), "事项", "soft", bold=True)
        self._beside(painter, QRectF(0, 0, self.names, HEAD), "代办员 · 进度", "soft")
        painter.setPen(QPen(colour("edge"), 1))
        painter.drawLine(QLineF(0, HEAD - 0.5, size.width(), HEAD - 0.5))
        painter.drawLine(QLineF(self.names - 0.5, 0, self.names - 0.5, HEAD))
        middle = self.scale.left(self.chart.today) + self.scale.per_day / 2 - x + self.names
        if self.names < middle < size.width():
            box = QRectF(middle - 18, half + 3, 36, half - 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("red"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setFont(text_font(11, bold=True))
            painter.setPen(colour("paper"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "今天")

    def _paint_ticks(self, painter: QPainter, x: float, right: float) -> None:
        half, shift = HEAD / 2, self.names - x
        painter.setFont(text_font(12, bold=True))
        for tick in self.scale.coarse(x, right):
            painter.setPen(QPen(colour("edge"), 1))
            painter.drawLine(QLineF(tick.left + shift, 0, tick.left + shift, half))
            painter.setPen(colour("soft"))
            # The month stays readable while its first days are scrolled away.
            left = max(tick.left + shift, float(self.names)) + 8
            wide = QFontMetricsF(painter.font()).horizontalAdvance(tick.words)
            if left + wide < tick.right + shift:
                painter.drawText(QRectF(left, 0, wide + 4, half), _MIDDLE, tick.words)
        painter.setFont(text_font(12))
        for tick in self.scale.fine(x, right):
            box = QRectF(tick.left + shift, half, tick.right - tick.left, half)
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QLineF(box.left(), half, box.left(), HEAD))
            sign, role = self._day_sign(tick.day) if self.scale.by_day else ("", "soft")
            painter.setPen(colour(role))
            roomy = self.scale.per_day >= 32
            words = f"{tick.words}{sign}" if sign and roomy else sign or tick.words
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        if self.scale.per_day >= _SIGNED_FROM and not self.scale.by_day:
            self._paint_signs(painter, x, right)

    def _paint_signs(self, painter: QPainter, x: float, right: float) -> None:
        """While only weeks are named, 休 and 补 stand on the line between the names."""
        painter.setFont(text_font(10, bold=True))
        for day in self.scale.days(x, right):
            sign, role = self._day_sign(day)
            if sign and day.weekday() in _BESIDE_THE_NAME:
                painter.setPen(colour(role))
                left = self.scale.left(day) - x + self.names
                painter.drawText(
                    QRectF(left, HEAD / 2, self.scale.per_day, HEAD / 2), Qt.AlignmentFlag.AlignCenter, sign
                )

    def _day_sign(self, day: date) -> tuple[str, str]:
        fact = self.chart.calendar.fact(day)
        return _DAY_SIGNS.get(fact.kind, ("", "soft" if fact.works else "faint"))


def paint_chevron(painter: QPainter, middle: QPointF, *, is_open: bool) -> None:
    """The sign of an open or a folded heading."""
    path = QPainterPath()
    points = ((-4, -2), (0, 2.5), (4, -2)) if is_open else ((-2, -4), (2.5, 0), (-2, 4))
    path.moveTo(middle + QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(middle + QPointF(*point))
    painter.setPen(QPen(colour("soft"), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _elided(painter: QPainter, box: QRectF, text: str, role: str, *, bold: bool = False) -> None:
    font = text_font(13, bold=bold)
    painter.setFont(font)
    painter.setPen(colour(role))
    painter.drawText(box, _MIDDLE, QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width()))
