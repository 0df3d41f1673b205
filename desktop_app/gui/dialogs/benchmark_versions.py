"""Versions of a benchmark definition: what each said, who stated it, when and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from desktop_app.domain.benchmark_definition import BenchmarkDefinition
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.models.paged import Column
from desktop_app.gui.models.problems import ListModel
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.benchmark_panel import mark_facts
from desktop_app.gui.widgets.labels import Facts, scrolled, words
from desktop_app.gui.widgets.listing import listing

_COLUMNS: tuple[Column[BenchmarkDefinition], ...] = (
    Column("version", "版本", 76, lambda one: f"第 {one.version} 版"),
    Column("what", "做了什么", 76, lambda one: "停用" if one.retired else "修改" if one.version > 1 else "新建"),
    Column("days", "目标", 110, lambda one: f"{one.mark.days} {one.mark.basis.unit_word}"),
    Column("by", "登记人", 76, lambda one: one.by),
    Column("at", "登记时间", 140, lambda one: f"{one.at:%Y-%m-%d %H:%M}", tone=lambda _one: "faint"),
    Column("reason", "原因", 200, lambda one: one.reason or "－", stretch=True),
)


class BenchmarkVersionsDialog(Dialog):
    """Look at any version; nothing here changes anything."""

    def __init__(
        self, session: Session, versions: Sequence[BenchmarkDefinition], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, "历次版本", "关闭", parent)
        self.body.addWidget(words(versions[-1].mark.name, "heading", wrap=True))
        self.model: ListModel[BenchmarkDefinition] = ListModel(_COLUMNS, self)
        self.model.show_rows(list(reversed(versions)))
        self.table = listing("历次版本", self.model)
        self.facts = Facts()
        self.body.addWidget(self.table, 2)
        self.body.addWidget(scrolled(self.facts), 3)
        close_only(self)
        self.fit(820, 560)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def submit(self) -> None:
        """Nothing to agree to: it only shows."""
        self.accept()

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        one = self.model.row_at(index.row())
        if one is not None:
            self.facts.show_facts(mark_facts(one.mark, one.templates, {}))
