"""Versions of the calendar: every notice with its days, and every local change, with who made it and when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop_app.application.calendar_book import NoticeVersion, OverrideEntry
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.models.calendar import ENTRY_COLUMNS, VERSION_COLUMNS, VersionLine, notice_lines, version_words
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.labels import Facts, scrolled, words
from desktop_app.gui.widgets.listing import listing


class VersionsDialog(Dialog):
    """Look at any version of any year; nothing here changes anything."""

    def __init__(
        self,
        session: Session,
        versions: Sequence[NoticeVersion],
        entries: Sequence[OverrideEntry],
        year: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, "历次版本", "关闭", parent)
        in_force = {one.year: one for one in versions}
        newest_first = sorted(versions, key=lambda one: (-one.year, -one.version))
        self.versions: ListModel[VersionLine] = ListModel(VERSION_COLUMNS, self)
        self.versions.show_rows([VersionLine(one, in_force[one.year] is one) for one in newest_first])
        self.entries: ListModel[OverrideEntry] = ListModel(ENTRY_COLUMNS, self)
        self.entries.show_rows(list(reversed(entries)))
        self.table = listing("历次放假安排", self.versions)
        self.title = words("", "strong", wrap=True)
        self.facts = Facts()
        notices = QWidget()
        column = QVBoxLayout(notices)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 3)
        column.addWidget(self.title)
        column.addWidget(scrolled(self.facts), 2)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(notices, f"放假安排 {self.versions.rowCount()}")
        self.tabs.addTab(listing("历次本地调整", self.entries), f"本地调整 {self.entries.rowCount()}")
        self.body.addWidget(self.tabs, 1)
        close_only(self)
        self.fit(960, 620)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        first = next((row for row, one in enumerate(newest_first) if one.year == year), 0)
        self.table.setCurrentIndex(self.versions.index(first, 0))
        self.table.setFocus()

    def submit(self) -> None:
        """Nothing to agree to: it only shows."""
        self.accept()

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = self.versions.row_at(index.row())
        if line is None:
            return
        one = line.one
        self.title.setText(f"{one.year} 年 · {version_words(one)} · {'现行' if line.in_force else '已被取代'}")
        facts: list[tuple[str, str | QWidget]] = [*notice_lines(one)]
        if one.notice.url:
            facts.append(("原文", one.notice.url))
        self.facts.show_facts(facts)
