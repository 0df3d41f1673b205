"""The bar over the indicators: which definitions, as of which day, by which knowledge, of which zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.gui.dialogs.act import day_field, to_date
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.labels import words


class IndicatorBar(QWidget):
    """`changed`: figures must be computed anew; `looked`: the other knowledge is wanted."""

    changed = Signal()
    looked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.sets = Chips(list(SET_WORDS.items()))
        self.as_of = day_field(today, today)
        self.as_of.setAccessibleName("截至日")
        self.as_of.setFixedWidth(124)
        self.as_of.setToolTip("看过去哪一天的数：当时台账上怎么记的，和现在所知的")
        # Told when the field is left or Enter is pressed: half a date typed asks for nothing.
        self.as_of.setKeyboardTracking(False)
        self.now = button("回到今天")
        self.sight = Chips([(sight.value, word) for sight, word in SIGHT_WORDS.items()])
        self.zone = QComboBox()
        self.zone.setAccessibleName("只看哪个开发区")
        self.zone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.zone.setMinimumContentsLength(9)
        self.zone.addItem("全部开发区", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sets)
        row.addSpacing(12)
        row.addWidget(words("截至", "soft"))
        row.addWidget(self.as_of)
        row.addWidget(self.now)
        row.addWidget(self.sight)
        row.addStretch(1)
        row.addWidget(self.zone)
        self.sets.chosen.connect(lambda _key: self.changed.emit())
        self.as_of.dateChanged.connect(lambda _day: self._moved())
        self.now.clicked.connect(self.back_to_today)
        self.sight.chosen.connect(lambda _key: self.looked.emit())
        self.zone.activated.connect(lambda _index: self.changed.emit())
        self._show_sight()

    @property
    def preset(self) -> str:
        """The chosen set of definitions."""
        return self.sets.current

    @property
    def day(self) -> date:
        """The day looked at."""
        return to_date(self.as_of.date())

    @property
    def is_past(self) -> bool:
        """Whether a past day is looked at."""
        return self.day < self._today

    @property
    def chosen_sight(self) -> Sight:
        """Which knowledge is shown; of today there is only one."""
        return Sight(self.sight.current) if self.is_past else Sight.KNOWN

    @property
    def chosen_zone(self) -> str:
        """The zone looked at, empty for all."""
        return str(self.zone.currentData() or "")

    def show_zones(self, names: Sequence[str]) -> None:
        """Offer the zones there are; what is chosen stays."""
        chosen = self.zone.currentData()
        while self.zone.count() > 1:
            self.zone.removeItem(1)
        for name in names:
            self.zone.addItem(name, name)
        self.zone.setCurrentIndex(max(0, self.zone.findData(chosen)))

    def back_to_today(self) -> None:
        """Look at today again."""
        self.as_of.setDate(QDate(self._today.year, self._today.month, self._today.day))

    def _moved(self) -> None:
        self._show_sight()
        self.changed.emit()

    def _show_sight(self) -> None:
        self.sight.setVisible(self.is_past)
        self.now.setVisible(self.is_past)
