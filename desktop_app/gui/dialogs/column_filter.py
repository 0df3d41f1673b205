"""筛选一栏: contains, one of, from–to, or whether anything is filled in, by the type of the column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.application.ledger_words import label_of
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn
from desktop_app.domain.ledger_query import Condition, Test
from desktop_app.domain.ledger_value import NO, YES, ValueProblem, read_value, words_of
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.ask_fields import CheckList
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.register_fields import DayValue, hint_of

_RANGED = frozenset(
    {ColumnType.AMOUNT, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.PERCENT, ColumnType.DAY, ColumnType.DATE}
)
_MOST_OFFERED = 60
_ANY, _FILLED, _EMPTY = "", "filled", "empty"


class ColumnFilter(Dialog):
    """State the condition of one column; `found` are the words it holds now, `stated` hears the outcome or None."""

    def __init__(
        self,
        session: Session,
        column: LedgerColumn,
        found: Sequence[str],
        before: Condition | None,
        stated: Callable[[Condition | None], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, f"筛选 · {label_of(column)}", "筛选", parent)
        self._column, self._stated = column, stated
        self._fields = form(self.body)
        self.kept = QComboBox()
        for said, key in (("不限", _ANY), ("只看填了的", _FILLED), ("只看没填的", _EMPTY)):
            self.kept.addItem(said, key)
        field(self._fields, "填写情况", self.kept)
        self.low, self.high, self.text = QLineEdit(), QLineEdit(), QLineEdit()
        self.list: CheckList | None = None
        ranged, listed = column.type in _RANGED, 0
        if ranged:
            self._offer_range()
        else:
            field(self._fields, "包含文字", self.text, "可留空")
            listed = self._offer_list(found, before)
        self._show(before)
        clear = QHBoxLayout()
        self.none = QCheckBox("去掉这一栏的条件")
        clear.addWidget(self.none)
        self.body.addLayout(clear)
        self.none.setVisible(before is not None)
        self.body.addStretch()
        self.fit(480, 300 + listed)
        (self.low if ranged else self.text).setFocus()

    def unsaved(self) -> bool:
        """Nothing is typed here that would be kept."""
        return False

    def submit(self) -> None:
        """Put it in force; a bound that cannot be read stays in the dialog."""
        try:
            condition = None if self.none.isChecked() else self.condition()
        except ValueProblem as problem:
            self.refused.say(str(problem))
            return
        self._stated(condition)
        self.accept()

    def condition(self) -> Condition | None:
        """What the fields say now; raises ValueProblem for a bound that is no value of the column."""
        key = self._column.key
        if self.kept.currentData() == _EMPTY:
            return Condition(key, Test.EMPTY)
        low, high = self._bound(self.low), self._bound(self.high)
        if low and high:
            return Condition(key, Test.BETWEEN, (low, high))
        if low or high:
            return Condition(key, Test.AT_LEAST if low else Test.AT_MOST, (low or high,))
        ticked = tuple(self.list.chosen()) if self.list is not None else ()
        if ticked:
            return Condition(key, Test.ONE_OF, ticked)
        if self.text.text().strip():
            return Condition(key, Test.CONTAINS, (self.text.text().strip(),))
        return Condition(key, Test.FILLED) if self.kept.currentData() == _FILLED else None

    def _bound(self, edit: QLineEdit) -> str:
        written = edit.text().strip()
        if not written:
            return ""
        try:
            return read_value(self._column, written).text
        except ValueProblem as problem:
            raise ValueProblem(f"“{edit.accessibleName()}”{problem}") from None

    def _offer_range(self) -> None:
        day = self._column.type in (ColumnType.DAY, ColumnType.DATE)
        if self._column.type is ColumnType.DAY:
            self.low, self.high = DayValue(self._column), DayValue(self._column)
        names = ("不早于", "不晚于") if day else ("不少于", "不多于")
        unit = f"（{self._column.unit}）" if self._column.unit else ""
        for name, edit in zip(names, (self.low, self.high), strict=True):
            field(self._fields, name + unit, edit, hint_of(self._column) or "可留空")

    def _offer_list(self, found: Sequence[str], before: Condition | None) -> int:
        """Offer the words there are, where they are few; answers the height the list takes."""
        options = self._column.options if self._column.type is ColumnType.CHOICE else ()
        if self._column.type is ColumnType.YES_NO:
            options = (YES, NO)
        extra = [one for one in dict.fromkeys(found) if one and one not in options]
        ticked = before.values if before is not None and before.test in (Test.ONE_OF, Test.IS) else ()
        offered = [*options, *extra, *(one for one in ticked if one not in (*options, *extra))]
        if not 0 < len(offered) <= _MOST_OFFERED:
            return 0
        column = QVBoxLayout()
        column.addWidget(words("或者勾选几个值", "soft"))
        self.list = CheckList(offered, list(ticked))
        self.list.setAccessibleName("勾选几个值")
        column.addWidget(self.list)
        self.body.addLayout(column)
        return self.list.list.height()

    def _show(self, before: Condition | None) -> None:
        if before is None:
            return
        said = [words_of(self._column, one) for one in before.values]
        if before.test in (Test.EMPTY, Test.FILLED):
            self.kept.setCurrentIndex(self.kept.findData(before.test.value))
        elif before.test is Test.CONTAINS:
            self.text.setText("".join(said))
        elif before.test in (Test.AT_LEAST, Test.BETWEEN):
            self.low.setText(said[0])
        if before.test in (Test.AT_MOST, Test.BETWEEN):
            self.high.setText(said[-1])
