"""督办统计: how many meetings, bulletins, letters and interviews there were in a span, with the list behind."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.supervision_register import ACT_WORDS, SupervisionAct, SupervisionRegister
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.rhythm import ACT_COLUMNS
from desktop_app.gui.widgets.bars import Empty, button
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing

_SPANS = (("year", "今年"), ("month", "本月"), ("last", "上月"), ("all", "全部"))
_NOTHING = (
    "这段时间没有督办记录",
    "会议在台账“会议纪要”里记，一条决定一行；通报、提醒函、约谈、催办单出具以后自动列在这里，不用再录。",
)


def span(key: str, today: date) -> tuple[date | None, date | None]:
    """The first and last day of a named span; None where it is open."""
    if key == "year":
        return date(today.year, 1, 1), date(today.year, 12, 31)
    if key == "month":
        return today.replace(day=1), None
    if key == "last":
        end = date.fromordinal(today.replace(day=1).toordinal() - 1)
        return end.replace(day=1), end
    return None, None


class SupervisionPane(QWidget):
    """`asked` when another span is wanted; `opened` with the act to be opened, `meetings_asked` for their ledger."""

    asked = Signal()
    opened = Signal(object)
    meetings_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spans = Chips(_SPANS)
        self.spans.chosen.connect(lambda _key: self.asked.emit())
        self.kinds = Chips((("", "合计"), *ACT_WORDS.items()))
        self.kinds.chosen.connect(lambda _key: self._show())
        self.model: ListModel[SupervisionAct] = ListModel(ACT_COLUMNS, self)
        self.table = listing("督办记录", self.model)
        self.table.opened.connect(self._open)
        enter, self.meetings = button("记一次会议", primary=True), button("会议纪要台账", tip="一条决定一行")
        for one in (enter, self.meetings):
            one.clicked.connect(self.meetings_asked)
        self.empty = Empty(*_NOTHING, enter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._register = SupervisionRegister(())
        head = QHBoxLayout()
        head.addWidget(words("时间", "faint"))
        head.addWidget(self.spans, 1)
        head.addWidget(self.meetings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.kinds)
        column.addWidget(self._stack, 1)

    @property
    def span_words(self) -> str:
        """The name of the span that is shown."""
        return dict(_SPANS)[self.spans.current]

    @property
    def kind_words(self) -> str:
        """The name of the kind that is shown, empty when all are."""
        return ACT_WORDS.get(self.kinds.current, "")

    def show_register(self, found: SupervisionRegister) -> None:
        """Show the acts of the span."""
        self._register = found
        self.kinds.show_counts({"": len(found.acts), **{kind: found.count(kind) for kind in ACT_WORDS}})
        self._show()

    def _show(self) -> None:
        kind = self.kinds.current
        rows = [one for one in self._register.acts if kind in ("", one.kind)]
        self.model.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.opened.emit(row)
