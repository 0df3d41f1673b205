"""The figures of a ledger below its table: shares with both numbers, and what is missing to a number asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.ledger_figure import CountedFigure
from desktop_app.gui.widgets.labels import Elided, clear

_BESIDE = 3
"""So many stand beside each other in a window of 1366 pixels without being cut."""


class FigureLine(QWidget):
    """Tells the figures over all rows of a ledger, three beside each other; away while there is nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(_BESIDE, 1)
        self.hide()

    def show_figures(self, figures: Sequence[CountedFigure]) -> None:
        """Replace all figures."""
        clear(self._grid)
        for place, one in enumerate(figures):
            role = ("red" if one.missing else "green") if one.is_target else "strong"
            self._grid.addWidget(Elided(one.words, role), place // _BESIDE, place % _BESIDE)
        self.setVisible(bool(figures))
