"""流程模板: every template with its versions, and the way to its drawing, to editing, comparing and packs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.desk import Desk
from desktop_app.application.template_book import StoredDraft
from desktop_app.application.templates import TemplateVersion
from desktop_app.gui.dialogs.template_compare import CompareDialog
from desktop_app.gui.dialogs.template_migrate import MigrateDialog
from desktop_app.gui.dialogs.template_new import NewTemplateDialog
from desktop_app.gui.dialogs.template_pack import ImportPackDialog
from desktop_app.gui.dialogs.who import with_name
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.templates import (
    ORIGIN_WORDS,
    TEMPLATE_COLUMNS,
    VERSION_COLUMNS,
    TemplateLine,
    template_lines,
)
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, Refused, button
from desktop_app.gui.widgets.file_choice import choose_file, choose_place
from desktop_app.gui.widgets.labels import Elided, Facts, words
from desktop_app.gui.widgets.listing import listing

_PANEL, _PANEL_NARROW = 380, 330
PACK_FILTER = "帮办台模板包 (*.bbmb)"


@dataclass(frozen=True, slots=True)
class _Read:
    versions: tuple[TemplateVersion, ...]
    drafts: tuple[StoredDraft, ...]


class TemplatesPage(Page):
    """The list of templates."""

    key = "templates"
    name = "流程模板"
    search_hint = "查模板名称、编号"

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._lines: list[TemplateLine] = []
        self._edition = 0
        self._wanted = ""
        self.bring, self.fresh = button("导入模板包…"), button("新建模板…", primary=True)
        self.bring.clicked.connect(self.ask_pack)
        self.fresh.clicked.connect(self._new)
        self.topbar.add(self.bring)
        self.topbar.add(self.fresh)
        self.topbar.search.textChanged.connect(lambda _text: self._filter())
        self.model: ListModel[TemplateLine] = ListModel(TEMPLATE_COLUMNS, self)
        self.versions: ListModel[TemplateVersion] = ListModel(VERSION_COLUMNS, self)
        self.table = listing("流程模板", self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda index, _before: self._choose(index))
        self.table.opened.connect(lambda _index: self._open())
        self.topbar.search.returnPressed.connect(self.table.setFocus)
        self.past = listing("历次版本", self.versions)
        self.past.selectionModel().currentRowChanged.connect(lambda index, _before: self._tell(index))
        self.past.opened.connect(lambda _index: self._open())
        self._make_panel()
        self._lay_out()

    def enter(self, argument: object) -> None:
        """The list has the keyboard; an argument is the key to choose."""
        if isinstance(argument, str):
            self._wanted = argument
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read versions and drafts again; only the newest question is answered."""
        self.stale = False
        self._edition += 1
        edition = self._edition

        def show(found: _Read) -> None:
            if edition == self._edition:
                self._show(found)

        def read(desk: Desk) -> _Read:
            return _Read(desk.templates.versions(), desk.drafts.all())

        self.session.ask(read, show, owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel makes room on a narrow page."""
        super().resizeEvent(event)
        self.panel.setFixedWidth(_PANEL_NARROW if self.width() < 1300 else _PANEL)

    @property
    def line(self) -> TemplateLine | None:
        """The chosen template."""
        return self.model.row_at(self.table.currentIndex().row())

    @property
    def version(self) -> TemplateVersion | None:
        """The chosen version of it."""
        return self.versions.row_at(self.past.currentIndex().row())

    def _make_panel(self) -> None:
        self.panel = QWidget()
        self.panel.setObjectName("panel")
        self.panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading, self.facts, self.note = words("", "heading", wrap=True), Facts(), words("", "amber", wrap=True)
        self.open, self.edit = button("打开流程图", primary=True, tip="回车"), button("编辑草稿")
        self.compare, self.migrate = button("比较版本…"), button("迁移在办件…")
        self.give = button("导出模板包…")
        for asked, act in (
            (self.open, self._open),
            (self.edit, self._edit),
            (self.compare, self._compare),
            (self.migrate, self._migrate),
            (self.give, self.ask_where),
        ):
            asked.clicked.connect(act)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(words("历次版本", "group"))
        self.past.setMinimumHeight(140)
        column.addWidget(self.past, 1)
        column.addWidget(self.facts)
        column.addWidget(self.note)
        for pair in ((self.open, self.edit), (self.compare, self.migrate), (self.give,)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for part in pair:
                row.addWidget(part, 1)
            column.addLayout(row)

    def _lay_out(self) -> None:
        self.refused = Refused()
        self._fail = self.session.refusing(self.refused.say)
        self.said = Elided("", "soft")
        self.empty = Empty("没有找到模板", "请换一个词再找；按 Esc 清空查找框。")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        left = QVBoxLayout()
        left.setContentsMargins(22, 14, 16, 10)
        left.setSpacing(8)
        left.addWidget(self._stack, 1)
        left.addWidget(self.refused)
        left.addWidget(self.said)
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addLayout(left, 1)
        sides.addWidget(self.panel)
        self.column.addLayout(sides, 1)

    def _show(self, found: _Read) -> None:
        self._lines = template_lines(found.versions, found.drafts)
        open_drafts = sum(line.draft is not None for line in self._lines)
        told = f"{len(self._lines)} 个模板" + (f" · {open_drafts} 份草稿" if open_drafts else "")
        self.topbar.subtitle.say(told)
        self._filter()

    def _filter(self) -> None:
        text = self.topbar.search.text().strip().lower()
        kept = self._wanted or (self.line.key if self.line else "")
        self._wanted = ""
        shown = [line for line in self._lines if text in f"{line.name} {line.key}".lower()]
        self.model.show_rows(shown)
        self._stack.setCurrentIndex(0 if shown or not self._lines else 1)
        self.panel.setEnabled(bool(shown))
        row = next((number for number, line in enumerate(shown) if line.key == kept), 0)
        if shown:
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _choose(self, index: QModelIndex) -> None:
        line = self.model.row_at(index.row())
        if line is None:
            return
        self.refused.say("")
        self.heading.setText(line.name)
        self.versions.show_rows(line.versions)
        self.edit.setText("接着编辑草稿" if line.draft else "编辑…")
        row = next((number for number, one in enumerate(line.versions) if one.in_force), 0)
        if line.versions:
            self.past.setCurrentIndex(self.versions.index(row, 0))
        else:
            self._tell(QModelIndex())
        several = len(line.versions) > 1
        self.compare.setEnabled(several)
        self.compare.setToolTip("" if several else "只有一个版本，无从比较")
        self.migrate.setEnabled(line.running > 0)
        self.migrate.setToolTip("" if line.running else "没有在办件走这个模板")

    def _tell(self, index: QModelIndex) -> None:
        one = self.versions.row_at(index.row()) if index.isValid() else None
        for part in (self.open, self.give):
            part.setEnabled(one is not None)
        if one is None:
            self.facts.show_facts([("状态", "还没有发布，只有草稿")])
            self.note.setText("")
            return
        facts: list[tuple[str, str | QWidget]] = [
            ("生效", f"{one.effective_from}" if one.effective_from else "未写明"),
            ("来源", ORIGIN_WORDS[one.origin]),
            ("代办件", f"共 {one.cases} 件，在办 {one.running} 件"),
        ]
        if one.recorded_at:
            facts.append(("登记", f"{one.recorded_by}，{one.recorded_at:%Y-%m-%d %H:%M}"))
        if one.why:
            facts.append(("为什么", one.why))
        self.facts.show_facts(facts)
        self.note.setText("本版本有待核的内容，请以当地办事指南为准。" if one.unverified else "")

    def _open(self) -> None:
        line, one = self.line, self.version
        if line is not None and one is not None:
            self.go.emit("template", (line.key, one.version, ""))
        elif line is not None and line.draft is not None:
            self.go.emit("template", (line.key, "", line.draft.id))

    def _edit(self) -> None:
        """Go on with the draft, or begin one from the chosen version."""
        line, one = self.line, self.version
        if line is None:
            return
        key, version, draft = line.key, one.version if one else "", line.draft

        def go_on(by: str) -> None:
            if draft is not None:
                self._begun(draft)
            else:
                self.session.ask(lambda desk: desk.drafts.begin(key, by, version), self._begun, self._fail, owner=self)

        with_name(self.session, self, go_on)

    def _begun(self, stored: StoredDraft) -> None:
        self.go.emit("template", (stored.draft.key, "", stored.id))

    def _new(self) -> None:
        dialog = NewTemplateDialog(self.session, [(line.key, line.name) for line in self._lines if line.shown], self)
        dialog.begun.connect(self._begun)
        dialog.open()

    def _compare(self) -> None:
        line = self.line
        if line is not None:
            CompareDialog(self.session, line.versions, self.version, self).open()

    def _migrate(self) -> None:
        line = self.line
        if line is not None:
            dialog = MigrateDialog(self.session, line.key, line.versions, self)
            dialog.accepted.connect(self.refresh)
            dialog.open()

    def ask_where(self) -> None:
        """Ask for a place, then write the chosen version there as a pack."""
        one = self.version
        if one is None:
            return
        choose_place(
            self, "导出模板包", f"{one.key}-{one.version}.bbmb", PACK_FILTER, lambda path: self.save_to(path, one)
        )

    def save_to(self, path: Path, one: TemplateVersion) -> None:
        """Write a version as a pack and say so below the list."""
        wanted = ((one.key, one.version),)
        self.refused.say("")
        self.session.ask(
            lambda desk: desk.packs.export(wanted, path),
            lambda made: self.said.say(f"已保存：{made.path}（SHA-256 {made.sha256[:16]}…）"),
            self._fail,
            owner=self,
        )

    def ask_pack(self) -> None:
        """Ask for a pack, then show what taking it in would do."""
        choose_file(self, "导入模板包", PACK_FILTER, self.try_pack)

    def try_pack(self, path: Path) -> None:
        """Show what taking a pack in would do."""
        dialog = ImportPackDialog(self.session, path, self)
        dialog.accepted.connect(self.refresh)
        dialog.open()
