"""The chart of a figure: its legend and the plot under it; a bar that is clicked is named by line and series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.statistics.figure import FEW_SIGN, FEW_WORDS, Figure, Series
from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.labels import Elided, clear
from desktop_app.gui.widgets.legend import DrawSign, Legend

if TYPE_CHECKING:
    from desktop_app.gui.widgets.chart_plot import FigurePlot


class Chart(QWidget):
    """Shows one figure. `clicked` carries the numbers of the line and the series that were clicked."""

    clicked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot: FigurePlot | None = None
        self._figure: Figure | None = None
        self._legend: Legend | None = None
        self._head = QHBoxLayout()
        self._head.setContentsMargins(12, 6, 12, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)

    @property
    def plot(self) -> FigurePlot:
        """The plot; it is made, and its library loaded, when it is first asked for."""
        if self._plot is None:
            from desktop_app.gui.widgets.chart_plot import FigurePlot

            self._plot = FigurePlot(self.clicked.emit)
            self._column.addWidget(self._plot, 1)
        return self._plot

    @property
    def least_width(self) -> int:
        """The pixels its legend needs, none of its words cut."""
        return self._legend.minimumSizeHint().width() + 32 if self._legend is not None else 0

    def show_figure(self, figure: Figure, chosen: int = -1) -> None:
        """Draw a figure with its legend; `chosen` is the number of the marked line."""
        self._figure = figure
        self.plot.show_figure(figure, chosen)
        self.setAccessibleName(f"{figure.kind.title}，{len(figure.lines)} 行，数字见下表")
        self._explain()

    def choose(self, line: int) -> None:
        """Mark a line."""
        if self._plot is not None:
            self._plot.choose(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More height shows more bars."""
        super().resizeEvent(event)
        if self._plot is not None and self._figure is not None:
            self._plot.redraw()
            self._explain()

    def _explain(self) -> None:
        """The legend, and how many lines found no room."""
        clear(self._head)
        if self._figure is None:
            return
        self._legend = Legend([(series.name, _sign(series)) for series in self._figure.kind.series])
        self._head.addWidget(self._legend)
        left = len(self._figure.lines) - self.plot.shown
        few = any(FEW_WORDS in line.note for line in self._figure.lines[: self.plot.shown])
        said = [f"{FEW_SIGN} {FEW_WORDS}" if few and self.plot.names_lines else ""]
        said.append(f"图示前 {self.plot.shown} 行，其余 {left} 行见表" if left else "")
        if any(said):
            self._head.addWidget(Elided("　".join(filter(None, said)), "small"), 1)
        else:
            self._head.addStretch(1)


def _sign(series: Series) -> DrawSign:
    def draw(painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box.adjusted(4, 1, -4, -1), colour(series.tone))

    return draw
