"""The bar over a figure: from when to when, as of which day, by which knowledge, and what counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.statistics_told import Choices, Question
from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.statistics.figure import Scope
from desktop_app.gui.dialogs.act import day_field, to_date
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.labels import words

_HALF_YEAR = 182


class StatisticsBar(QWidget):
    """Two rows of choices; `changed`: a figure must be counted anew; `looked`: another sight is wanted."""

    changed = Signal()
    looked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.first = _named(day_field(today - timedelta(days=_HALF_YEAR), today), "起始日")
        self.last = _named(day_field(today, today), "截止日")
        self.as_of = _named(day_field(today, today), "截至日")
        self.as_of.setToolTip("看过去哪一天的数：当时台账上怎么记的，和现在所知的")
        self.now = button("回到今天")
        self.sight = Chips([(sight.value, word) for sight, word in SIGHT_WORDS.items()])
        self.zone = _choice("园区", "全部园区")
        self.officer = _choice("代办员", "全部人员")
        self.template = _choice("流程", "全部流程")
        self.matter = _choice("事项", "全部事项")
        self.authority = _choice("审批机关", "全部机关")
        self.definitions = QComboBox()
        self.definitions.setAccessibleName("指标按哪套口径")
        for key, name in SET_WORDS.items():
            self.definitions.addItem(name, key)
        self.definitions.setVisible(False)
        self._boxes = (self.zone, self.officer, self.template, self.matter, self.authority)
        self._lay_out()
        self.as_of.dateChanged.connect(self._end_with_it)
        for field in (self.first, self.last, self.as_of):
            # Told when the field is left or Enter is pressed: half a date typed asks for nothing.
            field.setKeyboardTracking(False)
            field.dateChanged.connect(lambda _day: self._moved())
        for box in (*self._boxes, self.definitions):
            box.activated.connect(lambda _index: self.changed.emit())
        self.now.clicked.connect(self.back_to_today)
        self.sight.chosen.connect(lambda _key: self.looked.emit())
        self._show_sight()

    def question(self, figure: str) -> Question:
        """What is asked for now."""
        scope = Scope(*(str(box.currentData() or "") for box in self._boxes))
        return Question(
            figure,
            to_date(self.first.date()),
            to_date(self.last.date()),
            to_date(self.as_of.date()),
            scope,
            str(self.definitions.currentData()),
        )

    @property
    def chosen_sight(self) -> Sight:
        """Which knowledge is shown."""
        return Sight(self.sight.current) if self.is_past else Sight.KNOWN

    @property
    def is_past(self) -> bool:
        """Whether a past day is looked at."""
        return to_date(self.as_of.date()) < self._today

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return any(box.currentIndex() > 0 for box in self._boxes)

    def widen(self) -> None:
        """Leave nothing out."""
        for box in self._boxes:
            box.setCurrentIndex(0)
        self.changed.emit()

    def ask_for_span(self, *, wanted: bool) -> None:
        """A figure that only looks at one day has no use for a span."""
        for field in (self.first, self.last):
            field.setEnabled(wanted)
            field.setToolTip("" if wanted else "这张图只看截至日，不看起止日期")

    def ask_for_definitions(self, *, wanted: bool) -> None:
        """Rates are counted by a set of definitions, and narrowed by nothing but the zone."""
        self.definitions.setVisible(wanted)
        for box in (self.officer, self.template, self.matter, self.authority):
            box.setEnabled(not wanted)
            box.setToolTip("指标只按园区筛选" if wanted else "")

    def back_to_today(self) -> None:
        """Look at today again."""
        day = QDate(self._today.year, self._today.month, self._today.day)
        if self.as_of.date() != day or self.last.date() != day:
            for field in (self.as_of, self.last):
                field.blockSignals(True)
                field.setDate(day)
                field.blockSignals(False)
            self._moved()

    def show_choices(self, choices: Choices) -> None:
        """Offer what there is; what is chosen stays."""
        plain = ((self.zone, choices.zones), (self.officer, choices.officers))
        for box, names in plain:
            _offer(box, [(name, name) for name in names])
        _offer(self.authority, [(name, name) for name in choices.authorities])
        for box, pairs in ((self.template, choices.templates), (self.matter, choices.matters)):
            _offer(box, [(name, key) for key, name in pairs])

    def _end_with_it(self, day: QDate) -> None:
        """A span never reaches beyond the day it is looked at."""
        if self.last.date() > day:
            self.last.blockSignals(True)
            self.last.setDate(day)
            self.last.blockSignals(False)

    def _moved(self) -> None:
        self._show_sight()
        self.changed.emit()

    def _show_sight(self) -> None:
        self.sight.setVisible(self.is_past)
        self.now.setVisible(self.is_past)

    def _lay_out(self) -> None:
        days, narrow = QHBoxLayout(), QHBoxLayout()
        for row in (days, narrow):
            row.setSpacing(8)
        days.addWidget(self.definitions)
        days.addWidget(words("日期", "soft"))
        days.addWidget(self.first)
        days.addWidget(words("至", "soft"))
        days.addWidget(self.last)
        days.addSpacing(16)
        days.addWidget(words("截至", "soft"))
        days.addWidget(self.as_of)
        days.addWidget(self.now)
        days.addWidget(self.sight)
        days.addStretch(1)
        for box in self._boxes:
            narrow.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(days)
        column.addLayout(narrow)


def _named(field: QDateEdit, name: str) -> QDateEdit:
    field.setAccessibleName(name)
    field.setFixedWidth(124)
    return field


def _choice(name: str, everything: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(f"只看哪个{name}")
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.addItem(everything, "")
    return box


def _offer(box: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    chosen = box.currentData()
    while box.count() > 1:
        box.removeItem(1)
    for name, key in entries:
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
