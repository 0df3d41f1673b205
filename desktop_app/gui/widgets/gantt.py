"""The progress chart: names stay on the left, time runs to the right; walked by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.application.charts import Chart, ChartGroup, ChartRow
from desktop_app.domain.forecast import FinishForecast
from desktop_app.domain.progress import Lamp
from desktop_app.gui.widgets.gantt_bars import EVERY_LAYER, ROW
from desktop_app.gui.widgets.gantt_scale import ZOOMS, TimeScale
from desktop_app.gui.widgets.gantt_sheet import HEAD, Line, Sheet, lines_of
from desktop_app.gui.widgets.painted_view import PaintedView
from desktop_app.gui.widgets.year_view import day_words

_BEFORE, _AFTER = timedelta(days=21), timedelta(days=60)
_NAMES, _NAMES_NARROW, _NARROW = 400, 340, 1150
_FIRST_ZOOM = 6
_CHEVRON = 28
_LOUD = (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.NORMAL, Lamp.READY)


class GanttView(PaintedView):
    """Paints only the lines in view. `chosen` tells the line in hand, `opened` that somebody wants to go there."""

    chosen = Signal(object)
    opened = Signal(object)
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("进度图", parent)
        self.sheet: Sheet | None = None
        self.zoom = _FIRST_ZOOM
        self.layers = EVERY_LAYER
        self._folded: set[tuple[str, str]] = set()

    def show_chart(self, chart: Chart, *, fold: bool = False) -> None:
        """Show another chart; of the same case, or of all again, place, folds and the line in hand stay."""
        same = self.sheet is not None and self.sheet.chart.whole == chart.whole
        kept = self._key(self.line) if same else None
        day = self._day_in_view() if same else None
        if not same:
            self._folded = {(group.case_id, group.title) for group in chart.groups} if fold else set()
        first, last = chart.span
        scale = TimeScale(first - _BEFORE, last + _AFTER, ZOOMS[self.zoom])
        self.sheet = Sheet(chart, lines_of(chart, self._folded), scale, self._names_width(), layers=self.layers)
        self._measure()
        if day is None:
            self.go_today()
            number = self._of_interest()
            self._take(number)
            self.verticalScrollBar().setValue(round(number * ROW - (self.viewport().height() - HEAD) / 3))
        else:
            self.horizontalScrollBar().setValue(round(scale.left(day)))
            self._take(self._find(kept))

    def show_ranges(self, ranges: Mapping[tuple[str, str], FinishForecast]) -> None:
        """Show forecasts; the axis reaches as far as they do, and what is in view stays there."""
        sheet = self.sheet
        if sheet is None:
            return
        sheet.ranges = ranges
        last = max([sheet.scale.last, *(found.p90 + _AFTER for found in ranges.values())])
        if last > sheet.scale.last:
            sheet.scale = TimeScale(sheet.scale.first, last, sheet.scale.per_day)
            self._measure()
        self.viewport().update()

    def show_layers(self, layers: frozenset[str]) -> None:
        """Show only these layers."""
        self.layers = layers
        if self.sheet is not None:
            self.sheet.layers = layers
        self.viewport().update()

    @property
    def line(self) -> Line | None:
        """The line in hand."""
        sheet = self.sheet
        return sheet.lines[sheet.current] if sheet and 0 <= sheet.current < len(sheet.lines) else None

    def choose(self, number: int) -> None:
        """Take a line in hand and into view; a number beyond the ends takes the nearest."""
        if self.sheet is None or not self.sheet.lines:
            return
        number = max(0, min(number, len(self.sheet.lines) - 1))
        self._take(number)
        bar, room = self.verticalScrollBar(), self.viewport().height() - HEAD
        top = number * ROW
        bar.setValue(max(min(bar.value(), top), top + ROW - room))

    def go_today(self) -> None:
        """Bring today into view, with a third of the room before it."""
        if self.sheet is not None:
            room = self.viewport().width() - self.sheet.names
            left = self.sheet.scale.left(self.sheet.chart.today)
            self.horizontalScrollBar().setValue(round(left - room / 3))

    def zoom_at(self, steps: int, point: QPointF) -> None:
        """Zoom in or out around a place of the axis."""
        self.zoom_by(steps, point.x())

    def zoom_by(self, steps: int, x: float | None = None) -> None:
        """Zoom in or out around a pixel of the view, the middle without one; what lies there stays there."""
        if self.sheet is None:
            return
        sheet = self.sheet
        wanted = max(0, min(self.zoom + steps, len(ZOOMS) - 1))
        room = self.viewport().width() - sheet.names
        at = room / 2 if x is None else max(0.0, x - sheet.names)
        days = (self.horizontalScrollBar().value() + at) / sheet.scale.per_day
        self.zoom = wanted
        sheet.scale = TimeScale(sheet.scale.first, sheet.scale.last, ZOOMS[wanted])
        self._measure()
        self.horizontalScrollBar().setValue(round(days * sheet.scale.per_day - at))
        self.viewport().update()
        self.zoomed.emit(wanted)

    def fold_all(self, *, folded: bool) -> None:
        """Close or open every heading."""
        if self.sheet is not None:
            groups = self.sheet.chart.groups
            self._refold({(group.case_id, group.title) for group in groups} if folded else set())

    def toggle(self, number: int) -> None:
        """Open or close the heading on a line; on a step it does nothing."""
        line = self.sheet.lines[number] if self.sheet and 0 <= number < len(self.sheet.lines) else None
        if isinstance(line, ChartGroup):
            self._refold(self._folded ^ {(line.case_id, line.title)})

    def line_at(self, point: QPointF) -> int:
        """The number of the line under a point of the view, -1 outside."""
        if self.sheet is None or point.y() < HEAD:
            return -1
        number = int((point.y() - HEAD + self.verticalScrollBar().value()) // ROW)
        return number if number < len(self.sheet.lines) else -1

    def tip_at(self, point: QPointF) -> str:
        """What the tooltip says at a point: the day on the axis, the whole row below it."""
        if self.sheet is None:
            return ""
        number = self.line_at(point)
        if number >= 0:
            return self.words_of(self.sheet.lines[number])
        if point.y() < HEAD and point.x() > self.sheet.names:
            day = self.sheet.scale.day_at(point.x() - self.sheet.names + self.horizontalScrollBar().value())
            return day_words(self.sheet.chart.calendar.fact(day))
        return ""

    def words_of(self, line: Line) -> str:
        """A line in words, with its forecast while that is shown."""
        found = self.sheet.range_of(line) if self.sheet else None
        more = f"；五成把握 {found.p50}、九成把握 {found.p90} 前办完" if found else ""
        return line_words(line) + more + ("" if found is None or found.firm else "（暂估）")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        painter = QPainter(self.viewport())
        if self.sheet is not None:
            self.sheet.focused = self.hasFocus()
            offset = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            self.sheet.paint(painter, QSizeF(self.viewport().size()), *offset)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names make room on a narrow page."""
        super().resizeEvent(event)
        if self.sheet is not None:
            self.sheet.names = self._names_width()
        self._measure()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The begin of a click or of a drag."""
        self._press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the sheet along."""
        if (moved := self._drag(event)) is not None:
            self._pan(moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click takes a line in hand; on the sign of a heading it opens or closes it."""
        number = self.line_at(event.position())
        if self._release() and number >= 0:
            self.choose(number)
            if event.position().x() < _CHEVRON:
                self.toggle(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the step or the project."""
        if self.line_at(event.position()) >= 0 and self.line is not None and event.position().x() >= _CHEVRON:
            self.opened.emit(self.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk the lines, left and right the weeks; Home is today, + and - zoom, Space folds."""
        key, sheet = Qt.Key(event.key()), self.sheet
        if sheet is None:
            super().keyPressEvent(event)
            return
        page = max(1, (self.viewport().height() - HEAD) // ROW - 1)
        walks = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        weeks = {Qt.Key.Key_Left: -7, Qt.Key.Key_Right: 7}
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if key in walks:
            self.choose(sheet.current + walks[key])
        elif key in weeks:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + round(weeks[key] * sheet.scale.per_day))
        elif key in zooms:
            self.zoom_by(zooms[key])
        elif key is Qt.Key.Key_Home:
            self.go_today()
        elif key is Qt.Key.Key_Space:
            self.toggle(sheet.current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line is not None:
            self.opened.emit(self.line)
        else:
            super().keyPressEvent(event)

    def _take(self, number: int) -> None:
        assert self.sheet is not None
        self.sheet.current = number if number < len(self.sheet.lines) else -1
        self.setAccessibleDescription(line_words(self.line) if self.line is not None else "")
        self.viewport().update()
        self.chosen.emit(self.line)

    def _refold(self, folded: set[tuple[str, str]]) -> None:
        if self.sheet is None:
            return
        kept = self._key(self.line)
        self._folded = folded
        self.sheet.lines = lines_of(self.sheet.chart, folded)
        self._measure()
        self._take(self._find(kept))

    def _find(self, key: tuple[str, str] | None) -> int:
        """Where a line is now; the first one when it is gone."""
        lines = self.sheet.lines if self.sheet else []
        return next((number for number, line in enumerate(lines) if self._key(line) == key), 0 if lines else -1)

    def _of_interest(self) -> int:
        """The loudest step, else the first line: what is long done would fill the first screen with nothing."""
        lines = self.sheet.lines if self.sheet else []
        for lamp in _LOUD:
            for number, line in enumerate(lines):
                if isinstance(line, ChartRow) and line.lamp is lamp:
                    return number
        return 0 if lines else -1

    def _key(self, line: Line | None) -> tuple[str, str] | None:
        if line is None:
            return None
        return line.key if isinstance(line, ChartRow) else (line.case_id, line.title)

    def _day_in_view(self) -> date | None:
        return self.sheet.scale.day_at(self.horizontalScrollBar().value()) if self.sheet else None

    def _names_width(self) -> int:
        return _NAMES_NARROW if self.width() < _NARROW else _NAMES

    def _measure(self) -> None:
        if self.sheet is None:
            return
        self._spread(self.sheet.size, round(7 * self.sheet.scale.per_day), ROW)
        self.viewport().update()


def line_words(line: Line) -> str:
    """A line in words."""
    return line.sentence if isinstance(line, ChartRow) else f"{line.title}：已办结 {line.done} 项，共 {line.total} 项"
