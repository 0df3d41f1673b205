"""The tabs of a project: one per case with how far it is, then what belongs to the project as a whole."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from desktop_app.application.overview import ProjectPage

TREND, MATERIALS, PAPERS, LEDGERS, HISTORY = "trend", "materials", "papers", "ledgers", "history"
"""The keys of the tabs that are no case."""

_TAB_NAME = 210
"""Pixels for the name of a case where there are several."""


class ProjectTabs(QTabBar):
    """`turned` when another tab was chosen by hand; the data of a tab is its key, or the id of its case."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("代办件、材料、文书、台账和变更记录")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.currentChanged.connect(lambda _index: self.turned.emit())

    @property
    def current(self) -> str:
        """The key of the chosen tab, or the id of its case; empty where there is no case yet."""
        return str(self.tabData(self.currentIndex()) or "")

    def show_page(self, page: ProjectPage, wanted: str) -> None:
        """Tabs of another project or of a changed one; the wanted one is chosen, else the newest case that runs."""
        ids = [one.case.id for one in page.cases]
        if wanted not in (*ids, TREND, MATERIALS, PAPERS, LEDGERS, HISTORY):
            running = [one.case.id for one in page.cases if not one.ended]
            wanted = (running or ids or [""])[-1]
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        for one in page.cases:
            name = one.case.template.name
            if len(ids) > 1:
                # Several long names would leave the other tabs no room.
                name = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _TAB_NAME)
            number = self.addTab(f"{name}  {one.done}／{one.total}")
            self.setTabToolTip(number, one.case.template.name)
            self.setTabData(number, one.case.id)
        if not page.cases:
            self.setTabData(self.addTab("事项进度"), "")
        self.setTabData(self.addTab("走势"), TREND)
        self.setTabData(self.addTab("材料与原件"), MATERIALS)
        self.setTabData(self.addTab(f"文书 {len(page.papers)}"), PAPERS)
        self.setTabData(self.addTab("台账"), LEDGERS)
        self.setTabData(self.addTab(f"变更记录 {len(page.history) + len(page.materials)}"), HISTORY)
        self.setCurrentIndex([*(ids or [""]), TREND, MATERIALS, PAPERS, LEDGERS, HISTORY].index(wanted))
        self.blockSignals(False)
