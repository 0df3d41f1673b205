"""Taking in a pack of templates: what it holds and what would change first, the act second."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.application.template_packs import Arrival, PackEntry, PackReport
from desktop_app.domain.template_diff import Difference
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.dialogs.template_compare import count_words
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.models.templates import DIFFERENCE_COLUMNS
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing

_STATES = {
    Arrival.NEW: ("＋ 新模板", "green"),
    Arrival.VERSION: ("△ 新版本", "amber"),
    Arrival.SAME: ("○ 已有", "faint"),
}

ENTRY_COLUMNS: tuple[Column[PackEntry], ...] = (
    Column("state", "结果", 92, lambda one: _STATES[one.state][0], tone=lambda one: _STATES[one.state][1]),
    Column("name", "流程模板", 260, lambda one: one.name, stretch=True),
    Column("key", "编号", 110, lambda one: one.key),
    Column("stored_as", "存为版本", 150, lambda one: one.stored_as or one.version),
)


class ImportPackDialog(Dialog):
    """Read a pack, then take it in; a version that is there stays as it is."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(session, "导入模板包", "导入", parent)
        self._path = path
        self.summary = words("正在读模板包……", "strong", wrap=True)
        self.entries: ListModel[PackEntry] = ListModel(ENTRY_COLUMNS, self)
        self.table = listing("包里的模板", self.entries)
        self.table.setMinimumHeight(130)
        self.table.selectionModel().currentRowChanged.connect(lambda index, _before: self._choose(index))
        self.told = words("", "soft", wrap=True)
        self.model: ListModel[Difference] = ListModel(DIFFERENCE_COLUMNS, self)
        self.differences = listing("与现行版本的不同", self.model)
        for part, stretch in ((self.summary, 0), (self.table, 2), (self.told, 0), (self.differences, 3)):
            self.body.addWidget(part, stretch)
        fields = form(self.body)
        self.why = QLineEdit()
        field(fields, "为什么", self.why, "如：采用市级下发的模板")
        self.by = QLineEdit(session.officer)
        field(fields, "登记人", self.by)
        self.agree.setEnabled(False)
        self.fit(920, 640)
        session.ask(lambda desk: desk.packs.preview(path), self._show, self._unreadable, owner=self)

    def submit(self) -> None:
        """Take the pack in."""
        path, by, why = self._path, self.by.text(), self.why.text()
        self.send(lambda desk: desk.packs.take(path, by, why), lambda _report: self.accept())

    def _unreadable(self, error: Exception) -> None:
        self.fail(error)
        self.agree.setEnabled(False)
        self.summary.setText(f"{self._path.name} 不能导入")

    def _show(self, report: PackReport) -> None:
        self.summary.setText(
            f"{self._path.name}：{len(report.entries)} 个模板，其中 {report.added} 个会增加新版本"
            if report.added
            else f"{self._path.name}：{len(report.entries)} 个模板本工作区都已有，无需导入"
        )
        self.entries.show_rows(report.entries)
        self.agree.setEnabled(report.added > 0)
        if report.entries:
            self.table.setCurrentIndex(self.entries.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        one = self.entries.row_at(index.row())
        if one is None:
            return
        self.model.show_rows(one.differences)
        self.differences.setVisible(bool(one.differences))
        fresh = {Arrival.NEW: "本工作区还没有这个模板。", Arrival.SAME: "与本工作区已有的版本完全一致。"}
        self.told.setText(fresh.get(one.state) or f"与现行版本相比，{count_words(one.differences)}")
