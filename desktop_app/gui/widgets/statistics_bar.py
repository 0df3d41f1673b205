"""The bar over a figure: from when to when, as of which day, by which knowledge, and what counts."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.statistics_told import Choices, Question
from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.statistics.figure import Scope
from desktop_app.gui.dialogs.act import day_field, to_date
from desktop_app.gui.widgets.day_choice import DayChoice
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.narrowing import Narrowing

_HALF_YEAR = 182
_BOX = 6


class StatisticsBar(QWidget):
    """Two rows of choices; `changed`: a figure must be counted anew; `looked`: another sight is wanted."""

    changed = Signal()
    looked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.first = _named(day_field(today - timedelta(days=_HALF_YEAR), today), "起始日")
        self.last = _named(day_field(today, today), "截止日")
        self.at = DayChoice(today)
        self.zone = Narrowing("园区", "全部园区", _BOX)
        self.officer = Narrowing("代办员", "全部人员", _BOX)
        self.template = Narrowing("流程", "全部流程", _BOX)
        self.matter = Narrowing("事项", "全部事项", _BOX)
        self.authority = Narrowing("审批机关", "全部机关", _BOX)
        self.definitions = QComboBox()
        self.definitions.setAccessibleName("指标按哪套口径")
        for key, name in SET_WORDS.items():
            self.definitions.addItem(name, key)
        self.definitions.setVisible(False)
        self._boxes = (self.zone, self.officer, self.template, self.matter, self.authority)
        self._lay_out()
        for field in (self.first, self.last):
            # Told when the field is left or Enter is pressed: half a date typed asks for nothing.
            field.setKeyboardTracking(False)
            field.dateChanged.connect(lambda _day: self.changed.emit())
        self.at.moved.connect(self._moved)
        self.at.looked.connect(self.looked)
        self.at.now.clicked.connect(self.back_to_today)
        for box in (*self._boxes, self.definitions):
            box.activated.connect(lambda _index: self.changed.emit())

    def question(self, figure: str) -> Question:
        """What is asked for now."""
        scope = Scope(*(box.chosen for box in self._boxes))
        return Question(
            figure,
            to_date(self.first.date()),
            to_date(self.last.date()),
            self.at.day,
            scope,
            str(self.definitions.currentData()),
        )

    @property
    def chosen_sight(self) -> Sight:
        """Which knowledge is shown."""
        return self.at.chosen_sight

    @property
    def is_past(self) -> bool:
        """Whether a past day is looked at."""
        return self.at.is_past

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
        """Look at today again, and through today."""
        day = QDate(self._today.year, self._today.month, self._today.day)
        ended_before = self.last.date() != day
        self._end(day)
        if self.at.as_of.date() != day:
            self.at.back_to_today()
        elif ended_before:
            self.changed.emit()

    def show_choices(self, choices: Choices) -> None:
        """Offer what there is; what is chosen stays."""
        plain = (
            (self.zone, choices.zones),
            (self.officer, choices.officers),
            (self.authority, choices.authorities),
        )
        for box, names in plain:
            box.offer((name, name) for name in names)
        self.template.offer(choices.templates)
        self.matter.offer(choices.matters)

    def _moved(self) -> None:
        """A span never reaches beyond the day it is looked at."""
        self._end(min(self.last.date(), self.at.as_of.date()))
        self.changed.emit()

    def _end(self, day: QDate) -> None:
        """Let the span end on a day without telling."""
        self.last.blockSignals(True)
        self.last.setDate(day)
        self.last.blockSignals(False)

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
        days.addWidget(self.at)
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
