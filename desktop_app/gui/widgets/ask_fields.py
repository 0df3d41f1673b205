"""The fields a form is filled in with: one widget for each ask, showing what the program proposes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.forms.asks import COPIES, MOST_COPIES, Answer, Asked, Kind, Row, split_rows
from desktop_app.domain.money import amount_words
from desktop_app.gui.widgets.bars import link
from desktop_app.gui.widgets.labels import clear, scrolled, words
from desktop_app.gui.widgets.row_table import RowField

_NOTHING = "（不填）"
_HINTS = {
    Kind.LINE: "可留空，印成空白手工填写",
    Kind.DATE: "如 2026-11-20，可留空",
    Kind.NUMBER: "整数，可留空",
    Kind.MONEY: "如 5000 万元，可留空",
    Kind.TEXT: "可留空，印成空白手工填写",
}
_TEXT_HEIGHT = 76
_ROW, _ROWS_SHOWN = 34, 7
_SHORTEST = 8
"""Characters a choice shows at least."""


class _Paragraphs(QPlainTextEdit):
    """A text of several lines that says when it was left."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that typing is over for now."""
        super().focusOutEvent(event)
        self.left.emit()


class CheckList(QWidget):
    """Boxes to tick; many of them scroll, and can be ticked all at once or not at all."""

    toggled = Signal()

    def __init__(self, options: Sequence[str], chosen: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for option in options:
            item = QListWidgetItem(option)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(_tick(option in chosen))
            self.list.addItem(item)
        self.list.setFixedHeight(_ROW * min(max(len(options), 1), _ROWS_SHOWN) + 6)
        self.list.itemChanged.connect(lambda _item: self.toggled.emit())
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        if len(options) > _ROWS_SHOWN:
            row = QHBoxLayout()
            for name, ticked in (("全选", True), ("全不选", False)):
                every = link(name)
                every.clicked.connect(lambda _on, ticked=ticked: self.tick_all(ticked))
                row.addWidget(every)
            row.addStretch()
            column.addLayout(row)

    def setAccessibleName(self, name: str) -> None:
        """The list itself carries the name."""
        super().setAccessibleName(name)
        self.list.setAccessibleName(name)

    def tick_all(self, ticked: bool) -> None:
        """Tick every box, or none."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(_tick(ticked))
        self.list.blockSignals(False)
        self.toggled.emit()

    def chosen(self) -> list[str]:
        """The texts of the ticked boxes."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]


def _tick(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


class AskFields(QWidget):
    """All fields of a form, one below the other; `edited` when something was typed, ticked or chosen."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2, 0, 10, 0)
        self._column.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))
        self.fields: dict[str, QWidget] = {}
        self._read: dict[str, Callable[[], object]] = {}
        self._shown: dict[str, object] = {}
        self._told: dict[str, object] = {}

    def show_asks(self, asked: Sequence[Asked]) -> None:
        """Build a field for every ask with its proposal in it."""
        clear(self._column)
        for held in (self.fields, self._read, self._shown):
            held.clear()
        for one in asked:
            label = words(one.ask.label + ("（必填）" if one.ask.required else ""), "soft", wrap=True)
            made = self._make(one)
            label.setBuddy(made)
            made.setAccessibleName(one.ask.label)
            if one.ask.hint:
                made.setToolTip(one.ask.hint)
            self._column.addWidget(label)
            self._column.addWidget(made)
            self._column.addSpacing(6)
            self.fields[one.ask.key] = made
        self._column.addStretch()
        self._shown = {key: read() for key, read in self._read.items()}
        self._told = {}

    def answers(self) -> dict[str, object]:
        """What differs from the proposals, by key."""
        return {key: read() for key, read in self._read.items() if read() != self._shown[key]}

    def _make(self, one: Asked) -> QWidget:
        key, kind = one.ask.key, one.ask.kind
        if one.ask is COPIES:
            return self._spin(key, one.value)
        if kind is Kind.CHOICE:
            return self._choice(key, one)
        if kind is Kind.CHECKS:
            ticked = one.value if isinstance(one.value, tuple) else ()
            boxes = CheckList(one.options, [str(option) for option in ticked])
            boxes.toggled.connect(self._tell)
            self._read[key] = boxes.chosen
            return boxes
        if kind is Kind.TEXT:
            return self._paragraphs(key, one)
        if kind is Kind.ROWS:
            return self._rows(key, one)
        edit = QLineEdit(_words(one.value, kind))
        edit.setCursorPosition(0)
        edit.setPlaceholderText(one.ask.hint or _HINTS.get(kind, ""))
        edit.editingFinished.connect(self._tell)
        self._read[key] = edit.text
        return edit

    def _spin(self, key: str, value: Answer) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(1, MOST_COPIES)
        spin.setValue(value if isinstance(value, int) else 1)
        spin.valueChanged.connect(lambda _value: self._tell())
        self._read[key] = spin.value
        return spin

    def _choice(self, key: str, one: Asked) -> QComboBox:
        box = QComboBox()
        # A long choice must not push the fields out of the dialog; it is read whole in the open list.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_SHORTEST)
        box.addItem(_NOTHING, "")
        for option in one.options:
            box.addItem(option, option)
        box.setCurrentIndex(max(box.findData(one.value), 0))
        box.activated.connect(lambda _index: self._tell())
        self._read[key] = box.currentData
        return box

    def _paragraphs(self, key: str, one: Asked) -> _Paragraphs:
        edit = _Paragraphs()
        edit.setFixedHeight(_TEXT_HEIGHT)
        edit.setPlainText(_words(one.value, one.ask.kind))
        edit.setPlaceholderText(one.ask.hint or _HINTS[Kind.TEXT])
        edit.left.connect(self._tell)
        self._read[key] = edit.toPlainText
        return edit

    def _rows(self, key: str, one: Asked) -> RowField:
        field = RowField(one.ask, _cells(one.value))
        field.edited.connect(self._tell)
        self._read[key] = field.rows
        return field

    def _tell(self) -> None:
        answers = self.answers()
        if answers != self._told:
            self._told = answers
            self.edited.emit()


def _cells(value: Answer) -> tuple[Row, ...]:
    """The rows of a proposal, or of an answer that came as text."""
    if isinstance(value, str):
        return split_rows(value)
    return tuple(tuple(one) for one in value if not isinstance(one, str)) if isinstance(value, tuple) else ()


def _words(value: Answer, kind: Kind) -> str:
    if value is None:
        return ""
    if kind is Kind.MONEY and isinstance(value, int):
        return amount_words(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
