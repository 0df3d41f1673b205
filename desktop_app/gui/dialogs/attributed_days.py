"""天数明细: every elapsed working day of a case, whose it was, by which step and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.attribution import Attribution, Party
from desktop_app.domain.case import Case
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.trend import DAY_COLUMNS, DayLine, day_lines
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing

_ALL = "all"


class AttributedDaysDialog(Dialog):
    """Look at the days of all parties or of one; nothing here changes anything."""

    def __init__(
        self, session: Session, found: Attribution, case: Case, party: Party, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, "天数明细", "关闭", parent)
        self._lines = day_lines(found, case)
        self.body.addWidget(words(case.template.name, "heading", wrap=True))
        self.chips = Chips([(_ALL, "全部"), *((one.name, one.value) for one in Party)])
        self.chips.show_counts({_ALL: len(self._lines), **{one.name: days for one, days in found.sums.items()}})
        self.chips.chosen.connect(self._show)
        self.body.addWidget(self.chips)
        self.model: ListModel[DayLine] = ListModel(DAY_COLUMNS, self)
        self.table = listing("天数明细", self.model)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(
            words("起点当天不算。几个环节同时在办的，归机动最少的一个；一样少的，先归审批部门。", "small", wrap=True)
        )
        close_only(self)
        self.fit(900, 600)
        self.chips.choose(party.name)
        self._show(party.name)
        self.table.setFocus()

    def submit(self) -> None:
        """Nothing to agree to: it only shows."""
        self.accept()

    def _show(self, key: str) -> None:
        self.model.show_rows([line for line in self._lines if key in (_ALL, line.one.party.name)])
        self.table.setCurrentIndex(self.model.index(0, 0))
