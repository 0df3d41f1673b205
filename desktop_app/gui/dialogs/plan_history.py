"""历次方案: every plan of a case with its steps, the newest in force."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from desktop_app.domain.plan import Plan
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.plan import PLAN_COLUMNS, PLANNED_COLUMNS, PlanLine, PlannedLine, planned_lines
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing


class PlanHistoryDialog(Dialog):
    """Look at the plans of a case; plans are frozen, so nothing here changes anything."""

    def __init__(self, session: Session, plans: Sequence[Plan], parent: QWidget | None = None) -> None:
        super().__init__(session, "历次方案", "关闭", parent)
        self.plans: ListModel[PlanLine] = ListModel(PLAN_COLUMNS, self)
        self.plans.show_rows([PlanLine(one, one is plans[-1]) for one in reversed(plans)])
        self.steps: ListModel[PlannedLine] = ListModel(PLANNED_COLUMNS, self)
        self.table = listing("历次方案", self.plans)
        self.title = words("", "strong", wrap=True)
        self.body.addWidget(self.table, 2)
        self.body.addWidget(self.title)
        self.body.addWidget(listing("方案的环节", self.steps), 3)
        close_only(self)
        self.fit(900, 640)
        self.table.selectionModel().currentRowChanged.connect(lambda index, _before: self._choose(index))
        self.table.setCurrentIndex(self.plans.index(0, 0))
        self.table.setFocus()

    def submit(self) -> None:
        """Nothing to agree to: it only shows."""
        self.accept()

    def _choose(self, index: QModelIndex) -> None:
        line = self.plans.row_at(index.row())
        if line is not None:
            self.title.setText(f"目标 {line.plan.target} 的各环节（日历版本 {line.plan.calendar_version}）")
            self.steps.show_rows(planned_lines(line.plan, self.session.today))
