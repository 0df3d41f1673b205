"""Fields for the values of a ledger by the type of their column: the same in a cell of the table and in a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn
from desktop_app.domain.ledger_value import NO, YES, ValueProblem, day_of, read_value, words_of
from desktop_app.locations import resources

LONG_HEIGHT = 66
_HINTS = {
    ColumnType.DAY: "如 2026-11-22，按 Alt+↓ 选",
    ColumnType.DATE: "如 2026年3月、2026-03-18",
    ColumnType.COUNT: "整数",
    ColumnType.NUMBER: "数字",
    ColumnType.PERCENT: "百分数，如 85.7",
}


@dataclass(frozen=True, slots=True)
class ProjectChoice:
    """A project that a row may belong to, with what it fills in."""

    id: str
    name: str
    enterprise: str = ""
    zone: str = ""


def hint_of(column: LedgerColumn) -> str:
    """What an empty field says about how it is filled in."""
    if column.hint:
        return column.hint
    if column.type is ColumnType.AMOUNT:
        return f"金额，单位{column.unit or '元'}；也可写 1.2亿元"
    return _HINTS.get(column.type, "")


class LineValue(QLineEdit):
    """A text, number, amount or imprecise date on one line."""

    changed = Signal()

    def __init__(self, column: LedgerColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.setPlaceholderText(hint_of(column))
        self.textChanged.connect(lambda _text: self.changed.emit())

    def show_value(self, text: str) -> None:
        """Show a canonical text in words."""
        self.setText(words_of(self.column, text))
        self.setCursorPosition(0)

    def written(self) -> str:
        """What stands in the field."""
        return self.text().strip()


class DayValue(LineValue):
    """A day, typed or chosen in a calendar."""

    def __init__(self, column: LedgerColumn, parent: QWidget | None = None) -> None:
        super().__init__(column, parent)
        icon = QIcon(str(resources() / "icons" / "chevron-down.svg"))
        choose = self.addAction(icon, QLineEdit.ActionPosition.TrailingPosition)
        choose.setToolTip("从日历里选（Alt+↓）")
        choose.triggered.connect(self.open_calendar)
        self.calendar: QCalendarWidget | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+↓ opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Offer the days of the month around the one that is written."""
        calendar = self.calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self._day()
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        calendar.destroyed.connect(self._forget)
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.show()

    def _take(self, day: QDate) -> None:
        self.setText(day.toString("yyyy-MM-dd"))
        if self.calendar is not None:
            self.calendar.close()
        self.setFocus()

    def _forget(self) -> None:
        self.calendar = None

    def _day(self) -> date | None:
        try:
            return day_of(read_value(self.column, self.text()).text)
        except ValueProblem:
            return None


class LongValue(QPlainTextEdit):
    """A text of several lines."""

    changed = Signal()

    def __init__(self, column: LedgerColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.setTabChangesFocus(True)
        self.setFixedHeight(LONG_HEIGHT)
        self.setPlaceholderText(hint_of(column))
        self.textChanged.connect(self.changed)

    def show_value(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)

    def written(self) -> str:
        """What stands in the field."""
        return self.toPlainText().strip()


class ChoiceValue(QComboBox):
    """One of the words of a column, or another one where the column is open to it."""

    changed = Signal()

    def __init__(self, column: LedgerColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        options = (YES, NO) if column.type is ColumnType.YES_NO else column.options
        self.setEditable(column.open_options)
        self.addItem("", "")
        for option in options:
            self.addItem(option, option)
        if line := self.lineEdit():
            line.setPlaceholderText("选一个，或自己写")
        self.currentTextChanged.connect(lambda _text: self.changed.emit())

    def show_value(self, text: str) -> None:
        """Show a word; one that is no longer offered stays as it is."""
        if text and self.findText(text) < 0:
            self.addItem(text, text)
        self.setCurrentText(text)

    def written(self) -> str:
        """The word chosen or typed."""
        return self.currentText().strip()


class ProjectValue(QComboBox):
    """A project, found by typing a part of its name or enterprise."""

    changed = Signal()
    picked = Signal(object)

    def __init__(self, column: LedgerColumn, projects: Sequence[ProjectChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self._projects = {one.id: one for one in projects}
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.addItem("", "")
        for one in projects:
            self.addItem(f"{one.name}（{one.enterprise}）" if one.enterprise else one.name, one.id)
        search = QCompleter(self.model(), self)
        search.setFilterMode(Qt.MatchFlag.MatchContains)
        search.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        search.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(search)
        if line := self.lineEdit():
            line.setPlaceholderText("写项目或企业名称的一部分，从列表里选；可留空")
        self.currentTextChanged.connect(lambda _text: self.changed.emit())
        self.currentIndexChanged.connect(self._tell)

    def show_value(self, text: str) -> None:
        """Show a project by its id."""
        self.setCurrentIndex(max(self.findData(text), 0))

    def written(self) -> str:
        """The id of the project chosen; what was typed where none of the list is meant."""
        typed = self.currentText().strip()
        place = self.findText(typed)
        if place < 0:
            named = [one.id for one in self._projects.values() if one.name == typed]
            return named[0] if len(named) == 1 else typed
        return str(self.itemData(place) or "")

    def problem(self) -> str:
        """Why what was typed is no project, empty when it is one or nothing was typed."""
        written = self.written()
        if not written or written in self._projects:
            return ""
        return f"没有叫“{written}”的项目；请从列表里选一个，或留空"

    def _tell(self, _index: int) -> None:
        chosen = self._projects.get(str(self.currentData() or ""))
        if chosen is not None:
            self.picked.emit(chosen)


ValueField = LineValue | LongValue | ChoiceValue | ProjectValue


def value_field(
    column: LedgerColumn, projects: Sequence[ProjectChoice], parent: QWidget | None = None, *, inline: bool = False
) -> ValueField:
    """The field of a column; in a cell of the table a long text stands on one line and nothing has a frame."""
    made: ValueField
    if column.type is ColumnType.PROJECT:
        made = ProjectValue(column, projects, parent)
    elif column.type in (ColumnType.CHOICE, ColumnType.YES_NO):
        made = ChoiceValue(column, parent)
    elif column.type is ColumnType.DAY:
        made = DayValue(column, parent)
    elif column.type is ColumnType.LONG and not inline:
        made = LongValue(column, parent)
    else:
        made = LineValue(column, parent)
    made.setAccessibleName(column.label)
    return made


def problem_of(made: ValueField) -> str:
    """Why what stands in a field cannot be taken, empty when it can."""
    if isinstance(made, ProjectValue):
        return made.problem()
    try:
        read_value(made.column, made.written())
    except ValueProblem as problem:
        return f"“{made.column.label}”：{problem}"
    return ""
