"""The chart of a figure: its legend and the plot under it; a bar that is clicked is named by line and series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.statistics.figure import FEW_SIGN, FEW_WORDS, Figure, Series
from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.legend import DrawSign, Legend

if TYPE_CHECKING:
    from desktop_app.gui.widgets.chart_plot import FigurePlot

_BESIDE = 12
"""Pixels between the legend and the words beside it."""


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
        self._head.setSpacing(_BESIDE)
        self.said = Elided("", "small")
        self._head.addWidget(self.said, 1)
        self._head.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)

    @property
    def plot(self) -> FigurePlot:
        """The plot; it is made, and its library loaded, when it is first asked for."""
        if self._plot is None:
            from desktop_app.gui.widgets.chart_plot import FigurePlot

            self._plot = FigurePlot(self.clicked.emit, self._explain)
            self._column.addWidget(self._plot, 1)
        return self._plot

    @property
    def least_width(self) -> int:
        """The pixels its head needs, none of the words of its legend cut."""
        legend = self._legend.minimumSizeHint().width() + 32 if self._legend is not None else 0
        return legend + (self.said.minimumSizeHint().width() + _BESIDE if self.said.isVisibleTo(self) else 0)

    def show_figure(self, figure: Figure, chosen: int = -1) -> None:
        """Draw a figure with its legend; `chosen` is the number of the marked line."""
        self._figure = figure
        if self._legend is not None:
            self._legend.deleteLater()
        self._legend = Legend([(series.name, _sign(series)) for series in figure.kind.series])
        self._legend.setMinimumWidth(self._legend.minimumSizeHint().width())
        self._head.insertWidget(0, self._legend)
        self.plot.show_figure(figure, chosen)
        self.setAccessibleName(f"{figure.kind.title}，{len(figure.lines)} 行，数字见下表")
        self._explain()

    def choose(self, line: int) -> None:
        """Mark a line."""
        if self._plot is not None:
            self._plot.choose(line)

    def _explain(self) -> None:
        """What the legend does not say: which bars rest on too little, and how many lines found no room."""
        if self._figure is None:
            return
        shown, lines = self.plot.shown, self._figure.lines
        few = any(FEW_WORDS in line.note for line in lines[:shown])
        said = [f"{FEW_SIGN} {FEW_WORDS}" if few and self.plot.names_lines else ""]
        said.append(f"图示前 {shown} 行，其余 {len(lines) - shown} 行见表" if len(lines) > shown else "")
        self.said.say("　".join(filter(None, said)))
        # Empty it would still take its least width from the legend.
        self.said.setVisible(any(said))


def _sign(series: Series) -> DrawSign:
    def draw(painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box.adjusted(4, 1, -4, -1), colour(series.tone))

    return draw
