"""The bar over the indicators: which definitions, as of which day, by which knowledge, of which zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.day_choice import DayChoice
from desktop_app.gui.widgets.narrowing import Narrowing


class IndicatorBar(QWidget):
    """`changed`: figures must be computed anew; `looked`: the other knowledge is wanted."""

    changed = Signal()
    looked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sets = Chips(list(SET_WORDS.items()))
        self.at = DayChoice(today)
        self.zone = Narrowing("开发区", "全部开发区", 9)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sets)
        row.addSpacing(12)
        row.addWidget(self.at)
        row.addStretch(1)
        row.addWidget(self.zone)
        self.sets.chosen.connect(lambda _key: self.changed.emit())
        self.at.moved.connect(self.changed)
        self.at.looked.connect(self.looked)
        self.at.now.clicked.connect(self.at.back_to_today)
        self.zone.activated.connect(lambda _index: self.changed.emit())

    @property
    def preset(self) -> str:
        """The chosen set of definitions."""
        return self.sets.current

    @property
    def day(self) -> date:
        """The day looked at."""
        return self.at.day

    @property
    def is_past(self) -> bool:
        """Whether a past day is looked at."""
        return self.at.is_past

    @property
    def chosen_sight(self) -> Sight:
        """Which knowledge is shown; of today there is only one."""
        return self.at.chosen_sight

    @property
    def chosen_zone(self) -> str:
        """The zone looked at, empty for all."""
        return self.zone.chosen

    def show_zones(self, names: Sequence[str]) -> None:
        """Offer the zones there are; what is chosen stays."""
        self.zone.offer((name, name) for name in names)
