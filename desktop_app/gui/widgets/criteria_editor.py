"""The conditions of a numerator or denominator: one line each, a fact, how it is compared, and with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.application.indicator_facts import Fact
from desktop_app.domain.indicator import Criterion, IndicatorTest
from desktop_app.domain.ledger_kind import ColumnType
from desktop_app.domain.money import AmountProblem, in_unit, read_amount
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.widgets.bars import button

TEST_NAMES: Mapping[IndicatorTest, str] = {
    IndicatorTest.BY: "不晚于截至日",
    IndicatorTest.NOT_AFTER: "没有晚于截至日（未填也算）",
    IndicatorTest.YES: "为“是”",
    IndicatorTest.IS: "是（几个用、隔开）",
    IndicatorTest.FILLED: "已填",
    IndicatorTest.AT_LEAST: "不少于",
    IndicatorTest.AT_MOST: "不多于",
}
_DATES = (IndicatorTest.BY, IndicatorTest.NOT_AFTER, IndicatorTest.FILLED)
_NUMBERS = (IndicatorTest.AT_LEAST, IndicatorTest.AT_MOST, IndicatorTest.FILLED)
_TESTS: Mapping[ColumnType, tuple[IndicatorTest, ...]] = {
    ColumnType.DATE: _DATES,
    ColumnType.DAY: _DATES,
    ColumnType.AMOUNT: _NUMBERS,
    ColumnType.NUMBER: _NUMBERS,
    ColumnType.COUNT: _NUMBERS,
    ColumnType.PERCENT: _NUMBERS,
    ColumnType.YES_NO: (IndicatorTest.YES, IndicatorTest.IS, IndicatorTest.FILLED),
}
_WORDS = (IndicatorTest.IS, IndicatorTest.FILLED)
_WITH_VALUE = frozenset({IndicatorTest.IS, IndicatorTest.AT_LEAST, IndicatorTest.AT_MOST})


@dataclass(slots=True)
class _Line:
    """The fields of one condition."""

    place: QWidget
    fact: QComboBox
    test: QComboBox
    value: QLineEdit
    away: QPushButton


class CriteriaEditor(QWidget):
    """Lines that can be added and taken away; `criteria` reads them."""

    def __init__(self, name: str, facts: Sequence[Fact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._facts = {one.key: one for one in facts}
        self._lines: list[_Line] = []
        self.add = button("加一个条件")
        self.add.clicked.connect(lambda: self._add().fact.setFocus())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def show_criteria(self, criteria: Sequence[Criterion]) -> None:
        """Show other conditions."""
        for line in list(self._lines):
            self._take(line)
        for one in criteria:
            line = self._add()
            line.fact.setCurrentIndex(max(line.fact.findData(one.field), 0))
            self._offer_tests(line)
            line.test.setCurrentIndex(max(line.test.findData(one.test.value), 0))
            line.value.setText(self._shown(one))
            line.value.setCursorPosition(0)
            self._show_value(line)

    def criteria(self) -> tuple[Criterion, ...]:
        """The conditions as stated; raises Refusal for an amount that cannot be read."""
        return tuple(self._criterion(line) for line in self._lines)

    def _criterion(self, line: _Line) -> Criterion:
        key, test = str(line.fact.currentData()), IndicatorTest(str(line.test.currentData()))
        # The column of a yes and that of its date belong together: 入统 and 入统时间.
        dated = f"{key}_on" if test is IndicatorTest.YES and f"{key}_on" in self._facts else ""
        return Criterion(key, test, self._values(self._facts[key], test, line.value.text()), dated)

    def _values(self, fact: Fact, test: IndicatorTest, text: str) -> tuple[str, ...]:
        if test not in _WITH_VALUE:
            return ()
        if test is IndicatorTest.IS:
            return (
                tuple(text.replace("，", "、").replace(",", "、").replace(" ", "、").strip("、").split("、"))
                if text
                else ()
            )
        if fact.type is not ColumnType.AMOUNT:
            return (text.strip(),)
        try:
            yuan = read_amount(text, "亿元").yuan
        except AmountProblem as problem:
            raise Refusal.say(f"{self._name}的条件“{fact.label}”：{problem}") from None
        return () if yuan is None else (str(yuan),)

    def _shown(self, one: Criterion) -> str:
        if one.test is IndicatorTest.IS or not one.values:
            return "、".join(one.values)
        fact = self._facts.get(one.field)
        if fact is not None and fact.type is ColumnType.AMOUNT:
            return f"{in_unit(int(one.values[0]), '亿元')}亿元"
        return one.values[0]

    def _add(self) -> _Line:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        line = _Line(place, QComboBox(), QComboBox(), QLineEdit(), button("去掉"))
        number = len(self._lines) + 1
        for box, what in ((line.fact, "哪一栏"), (line.test, "怎样比较")):
            box.setAccessibleName(f"{self._name}条件 {number} {what}")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        line.value.setAccessibleName(f"{self._name}条件 {number} 取值")
        line.away.setAccessibleName(f"去掉{self._name}条件 {number}")
        for fact in self._facts.values():
            line.fact.addItem(fact.label, fact.key)
        row.addWidget(line.fact, 3)
        row.addWidget(line.test, 4)
        row.addWidget(line.value, 3)
        row.addWidget(line.away)
        line.fact.activated.connect(lambda _index: self._offer_tests(line))
        line.test.activated.connect(lambda _index: self._show_value(line))
        line.away.clicked.connect(lambda: self._take(line))
        self._lines.append(line)
        self._column.insertWidget(self._column.count() - 1, place)
        self._offer_tests(line)
        return line

    def _offer_tests(self, line: _Line) -> None:
        fact = self._facts[str(line.fact.currentData())]
        line.test.clear()
        for test in _TESTS.get(fact.type, _WORDS):
            line.test.addItem(TEST_NAMES[test], test.value)
        hint = "如 1亿元、5000万元" if fact.type is ColumnType.AMOUNT else "、".join(fact.options)
        line.value.setPlaceholderText(hint)
        self._show_value(line)

    def _show_value(self, line: _Line) -> None:
        line.value.setVisible(IndicatorTest(str(line.test.currentData())) in _WITH_VALUE)

    def _take(self, line: _Line) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line.place)
        line.place.hide()
        line.place.deleteLater()
        self.add.setFocus()
