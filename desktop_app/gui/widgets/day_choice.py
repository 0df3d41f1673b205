"""The day a figure is looked at, and by which knowledge: what is known now, or what had been recorded then."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.gui.dialogs.act import day_field, to_date
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.labels import words


class DayChoice(QWidget):
    """截至 a day, the way back to today and both sights; the last two are there for a past day only.

    `moved`: another day is looked at; `looked`: the other knowledge is wanted. What `now` does is for the bar to say,
    which may have other days to bring back with it.
    """

    moved = Signal()
    looked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.as_of = day_field(today, today)
        self.as_of.setAccessibleName("截至日")
        self.as_of.setFixedWidth(124)
        self.as_of.setToolTip("看过去哪一天的数：当时台账上怎么记的，和现在所知的")
        # Told when the field is left or Enter is pressed: half a date typed asks for nothing.
        self.as_of.setKeyboardTracking(False)
        self.now = button("回到今天")
        self.sight = Chips([(sight.value, word) for sight, word in SIGHT_WORDS.items()])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(words("截至", "soft"))
        for part in (self.as_of, self.now, self.sight):
            row.addWidget(part)
        self.as_of.dateChanged.connect(lambda _day: self._moved())
        self.sight.chosen.connect(lambda _key: self.looked.emit())
        self._show_sight()

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

    def back_to_today(self) -> None:
        """Look at today again."""
        self.as_of.setDate(QDate(self._today.year, self._today.month, self._today.day))

    def _moved(self) -> None:
        self._show_sight()
        self.moved.emit()

    def _show_sight(self) -> None:
        self.sight.setVisible(self.is_past)
        self.now.setVisible(self.is_past)
