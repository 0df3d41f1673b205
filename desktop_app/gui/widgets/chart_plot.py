"""The plot of a figure, drawn by pyqtgraph; loaded when a figure is first shown, for it is slow to import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QToolTip

from desktop_app.domain.statistics.figure import FEW_SIGN, FEW_WORDS, Figure, Kind, Line, Series, Shape, value_words
from desktop_app.gui.theme import colour, text_font

_THICK = 0.68
"""The share of a line's room that its bar, or its bars side by side, fill."""
_ROW, _ROW_BESIDE, _FOOT = 25, 38, 30
"""Pixels a bar across needs, two of them side by side, and the axis under them."""
_BEYOND, _NUMBER = 1.17, 58
"""How far the axis of bars laid across reaches beyond the longest, and the pixels the number behind it needs."""
_NAMES, _NAMES_SHARE = 230, 0.42
"""Most pixels, and the largest share of the width, the names of bars may take."""
_LABELS = 16
"""Over time, so many columns still leave room for their numbers."""
_LEFT, _OVER_TIME, _GAP = 52, 94, 10
"""Pixels the axis at the left of a figure over time takes, that and the margins beside the plot, and between names."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """What can be clicked: where it lies in the plot, and what it stands for."""

    box: QRectF
    line: int
    series: int
    words: str


class FigurePlot(pg.PlotWidget):  # type: ignore[misc]
    """One figure; `clicked` is called with the numbers of line and series, `drawn` when it was drawn in a new size."""

    def __init__(self, clicked: Callable[[int, int], None], drawn: Callable[[], None] = lambda: None) -> None:
        self._figure: Figure | None = None
        super().__init__(background=colour("paper"))
        self._clicked, self._drawn = clicked, drawn
        self._bars: list[_Bar] = []
        self._chosen = -1
        self._plot = self.getPlotItem()
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.getViewBox().setMouseEnabled(x=False, y=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(pg.mkPen(colour("edge")))
            axis.setTextPen(pg.mkPen(colour("soft")))
            axis.setStyle(tickFont=text_font(12), tickLength=0, hideOverlappingLabels=False)
        # The last name of the axis below is centred under its column and needs room beside it.
        self._plot.layout.setContentsMargins(6, 6, 34, 2)
        scene = self.scene()
        scene.sigMouseClicked.connect(self._heard_click)
        scene.sigMouseMoved.connect(self._heard_move)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """More height shows more bars, more width more names; there may be no figure yet, or no plot any more."""
        super().resizeEvent(event)
        if self._figure is not None and self.plotItem is not None:
            self.redraw()
            self._drawn()

    def show_figure(self, figure: Figure, chosen: int = -1) -> None:
        """Draw a figure; the line of the number `chosen` is marked."""
        self._figure, self._chosen = figure, chosen
        self.redraw()

    def choose(self, line: int) -> None:
        """Mark another line."""
        if line != self._chosen:
            self._chosen = line
            self.redraw()

    @property
    def names_lines(self) -> bool:
        """Whether every line has its name beside its bar."""
        return self._figure is not None and self._figure.kind.shape not in (Shape.STACKED_COLUMNS, Shape.TREND)

    @property
    def shown(self) -> int:
        """How many lines find room."""
        if self._figure is None:
            return 0
        if self._figure.kind.shape in (Shape.STACKED_COLUMNS, Shape.TREND):
            return len(self._figure.lines)
        room: int = self.height() - _FOOT
        beside = self._figure.kind.shape is Shape.BARS and len(self._figure.kind.series) > 1
        return min(len(self._figure.lines), max(1, room // (_ROW_BESIDE if beside else _ROW)))

    def redraw(self) -> None:
        """Draw again, at another size or with another mark."""
        self._plot.clear()
        self._bars.clear()
        figure = self._figure
        if figure is None or figure.empty:
            for name in ("left", "bottom"):
                # Names of the figure before would say that there is something.
                self._plot.getAxis(name).setTicks([])
            return
        match figure.kind.shape:
            case Shape.STACKED_COLUMNS:
                self._columns(figure)
            case Shape.TREND:
                self._trend(figure)
            case _:
                self._across(figure)

    def _columns(self, figure: Figure) -> None:
        tops = [0.0] * len(figure.lines)
        for number, series in enumerate(figure.kind.series):
            heights = [_number(line, series, Kind.COUNT) for line in figure.lines]
            self._plot.addItem(
                pg.BarGraphItem(
                    x=list(range(len(heights))),
                    y0=list(tops),
                    height=heights,
                    width=_THICK,
                    brush=colour(series.tone),
                    pen=pg.mkPen(colour("paper")),
                )
            )
            for place, height in enumerate(heights):
                if height:
                    box = QRectF(place - _THICK / 2, tops[place], _THICK, height)
                    self._keep(box, place, number, series, figure.lines[place])
                tops[place] += height
        if len(tops) <= _LABELS:
            for place, top in enumerate(tops):
                self._say(f"{top:g}" if top else "", place, top, (0.5, 1))
        self._over_time(figure, max([*tops, 1.0]))

    def _trend(self, figure: Figure) -> None:
        series = figure.kind.series[0]
        shares = [line.cells[series.column] for line in figure.lines]
        points = [(place, share / 10) for place, share in enumerate(shares) if isinstance(share, int)]
        tone = colour(series.tone)
        self._plot.plot(
            [place for place, _value in points],
            [value for _place, value in points],
            pen=pg.mkPen(tone, width=2),
            symbol="o",
            symbolSize=9,
            symbolBrush=tone,
            symbolPen=pg.mkPen(colour("paper"), width=2),
        )
        for place, value in points:
            line = figure.lines[place]
            self._keep(QRectF(place - 0.5, 0, 1, 112), place, 0, series, line)
            below = value > 92
            self._say(value_words(Kind.SHARE, line.cells[series.column]), place, value, (0.5, -0.3 if below else 1.3))
        self._over_time(figure, 100)
        self._plot.getAxis("left").setTicks([[(value, f"{value}%") for value in range(0, 101, 25)]])

    def _over_time(self, figure: Figure, top: float) -> None:
        """Axes and mark of a figure over time: as many names as find room below."""
        names = [line.label for line in figure.lines]
        self._plot.getAxis("bottom").setTicks([_names_told(names, (self.width() - _OVER_TIME) / (len(names) + 0.2))])
        left = self._plot.getAxis("left")
        left.setTicks([_ticks(top, max(2, self.height() // 50))])
        left.setWidth(_LEFT)
        if 0 <= self._chosen < len(names):
            self._mark(QRectF(self._chosen - 0.5, 0, 1, top * 1.14))
        self._plot.showGrid(y=True, alpha=0.15)
        self._plot.invertY(False)
        self._plot.setXRange(-0.6, len(names) - 0.4, padding=0)
        self._plot.setYRange(0, top * 1.14, padding=0)

    def _across(self, figure: Figure) -> None:
        lines, kind = figure.lines[: self.shown], figure.kind
        stacked = kind.shape is Shape.STACKED_BARS
        thick = _THICK if stacked else _THICK / len(kind.series)
        ends = [0.0] * len(lines)
        most = 1.0
        for number, series in enumerate(kind.series):
            values = [_number(line, series, kind.headings[series.column].kind) for line in lines]
            middles = [place if stacked else place - _THICK / 2 + thick * (number + 0.5) for place in range(len(lines))]
            begins = list(ends) if stacked else [0.0] * len(lines)
            self._plot.addItem(
                pg.BarGraphItem(
                    x0=begins,
                    y=middles,
                    width=values,
                    height=thick,
                    brush=colour(series.tone),
                    pen=pg.mkPen(colour("paper")),
                )
            )
            for place, (begin, value) in enumerate(zip(begins, values, strict=True)):
                if value:
                    box = QRectF(begin, middles[place] - thick / 2, value, thick)
                    self._keep(box, place, number, series, lines[place])
                ends[place] = begin + value
                most = max(most, ends[place])
                if not stacked:
                    words = value_words(kind.headings[series.column].kind, lines[place].cells[series.column])
                    self._say(words, ends[place], middles[place], (0, 0.5))
        if stacked:
            for place, end in enumerate(ends):
                self._say(f"{end:g}", end, place, (0, 0.5))
        self._down(lines, most)

    def _down(self, lines: Sequence[Line], most: float) -> None:
        """Axes and mark of bars laid across: every name at the left, elided where it is too long."""
        metrics = QFontMetrics(text_font(12))
        room = min(_NAMES, round(self.width() * _NAMES_SHARE))
        names = [
            metrics.elidedText(line.label, Qt.TextElideMode.ElideMiddle, room)
            + (f" {FEW_SIGN}" if FEW_WORDS in line.note else "")
            for line in lines
        ]
        left = self._plot.getAxis("left")
        left.setTicks([list(enumerate(names))])
        wide = max(metrics.horizontalAdvance(name) for name in names) + 16
        left.setWidth(wide)
        # A number behind a bar needs its pixels, however little room there is for the bars.
        beyond = max(_BEYOND, 1 / (1 - min(_NUMBER / max(self.width() - wide - 40, 1), 0.6)))
        number = metrics.horizontalAdvance(f"{most:.0f}") + _GAP
        along = round((self.width() - wide - 40) / beyond)
        self._plot.getAxis("bottom").setTicks([_ticks(most, max(1, along // number))])
        if 0 <= self._chosen < len(lines):
            self._mark(QRectF(0, self._chosen - 0.5, most * beyond, 1))
        self._plot.showGrid(x=False, y=False)
        self._plot.invertY(True)
        self._plot.setXRange(0, most * beyond, padding=0)
        self._plot.setYRange(-0.55, len(lines) - 0.45, padding=0)

    def _keep(self, box: QRectF, line: int, number: int, series: Series, of: Line) -> None:
        assert self._figure is not None
        told = value_words(self._figure.kind.headings[series.column].kind, of.cells[series.column])
        self._bars.append(_Bar(box, line, number, f"{of.label}\n{series.name}：{told}"))

    def _say(self, words: str, x: float, y: float, anchor: tuple[float, float]) -> None:
        if words:
            text = pg.TextItem(words, color=colour("ink"), anchor=anchor)
            text.setFont(text_font(12))
            text.setPos(x, y)
            self._plot.addItem(text, ignoreBounds=True)

    def _mark(self, box: QRectF) -> None:
        """A pale ground behind the chosen line."""
        ground = pg.BarGraphItem(
            x0=[box.left()], y0=[box.top()], width=[box.width()], height=[box.height()],
            brush=colour("accent_soft"), pen=pg.mkPen(None),
        )  # fmt: skip
        ground.setZValue(-10)
        self._plot.addItem(ground, ignoreBounds=True)

    def _find(self, place: QPointF) -> _Bar | None:
        return next((bar for bar in self._bars if bar.box.contains(place)), None)

    def _heard_click(self, event: object) -> None:
        found = self._find(self._plot.getViewBox().mapSceneToView(event.scenePos()))  # type: ignore[attr-defined]
        if found is not None:
            self._clicked(found.line, found.series)

    def _heard_move(self, place: QPointF) -> None:
        found = self._find(self._plot.getViewBox().mapSceneToView(place))
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        if found is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(self.mapToGlobal(self.mapFromScene(place)), found.words, self)


def _names_told(names: Sequence[str], pitch: float) -> list[tuple[int, str]]:
    """The names below columns `pitch` pixels apart that do not touch, the last one always among them.

    The year stands with the first and wherever another one begins.
    """
    metrics, last = QFontMetrics(text_font(12)), len(names) - 1
    told: list[tuple[int, str]] = []
    for step in range(1, len(names) + 1):
        places = range(last % step, last + 1, step)
        told = [
            (place, names[place][5:] if at and names[places[at - 1]][:4] == names[place][:4] else names[place])
            for at, place in enumerate(places)
        ]
        wide = [metrics.horizontalAdvance(name) for _place, name in told]
        if all((one + other) / 2 + _GAP <= pitch * step for one, other in pairwise(wide)):
            break
    return told


def _ticks(most: float, count: int) -> list[tuple[float, str]]:
    """Round whole numbers from nought to `most`, at most about `count` of them."""
    step = 1
    while most / step > count:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return [(value, str(value)) for value in range(0, int(most) + 1, step)]


def _number(line: Line, series: Series, kind: Kind) -> float:
    """A cell on the scale of the plot."""
    value = line.cells[series.column]
    if isinstance(value, Decimal):
        return float(value)
    if not isinstance(value, int):
        return 0
    if kind is Kind.SHARE:
        return value / 10
    return value / 2 if kind is Kind.HALVES else value
