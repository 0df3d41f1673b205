"""One template: its drawing, its steps and their facts; edited as a draft and published as a new version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QIcon, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.flows import CriticalPath, Flow, critical_path, flow_of
from desktop_app.application.template_book import StoredDraft
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.gui.dialogs.who import with_name
from desktop_app.gui.pages.draft_desk import DraftDesk
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Refused, button
from desktop_app.gui.widgets.file_choice import choose_place
from desktop_app.gui.widgets.flow_pane import FlowPane
from desktop_app.gui.widgets.template_panel import TemplatePanel
from desktop_app.locations import resources

_PANEL, _PANEL_NARROW = 380, 320
_KINDS = {"png": "PNG 图片 (*.png)", "svg": "SVG 矢量图 (*.svg)"}


@dataclass(frozen=True, slots=True)
class _Read:
    template: ApprovalTemplate | None
    flow: Flow | None
    draft: StoredDraft | None
    sources: Mapping[str, str]


class TemplatePage(Page):
    """One version of a template to look at, or its draft to edit."""

    key = "template"
    name = "流程图"

    def __init__(self, session: Session) -> None:
        super().__init__(session, "", "流程模板")
        self._key = self._version = self._draft_id = ""
        self._step = ""
        self._edition = 0
        self._read: _Read | None = None
        self.pane, self.panel = FlowPane(), TemplatePanel()
        self.editor = DraftDesk(session, self.pane, self)
        self.refused = Refused()
        self._fail = self.session.refusing(self.refused.say)
        self.export, self.edit = button("导出图片"), button("编辑…", primary=True)
        self.export.setIcon(QIcon(str(resources() / "icons" / "chevron-down.svg")))
        self.export.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.discard, self.publish = button("放弃草稿"), button("发布新版本", primary=True)
        self.undo, self.redo = button("撤销", tip="Ctrl+Z"), button("重做", tip="Ctrl+Y")
        for action in (self.export, self.edit, self.discard, self.publish):
            self.topbar.add(action)
        self._connect()
        self._lay_out()

    def enter(self, argument: object) -> None:
        """Show (key, version, draft id): a version (empty: the one in force) or, when its id is named, the draft."""
        if isinstance(argument, tuple):
            self.editor.leave()
            key, self._version, self._draft_id = (str(part) for part in argument)
            if key != self._key:
                self._step = ""
            self._key = key
            self._read = None
        self.refresh()
        self.pane.focus()

    def refresh(self) -> None:
        """Read the version again; a draft in hand is newer than anything that could be read."""
        self.stale = False
        if self.editor.editing:
            self.editor.read_again()
        if not self._key or self.editor.editing:
            return
        self._edition += 1
        edition, key, version, draft_id = self._edition, self._key, self._version, self._draft_id

        def read(desk: Desk) -> _Read:
            sources = desk.templates.sources()
            if draft_id:
                return _Read(None, None, desk.drafts.get(draft_id), sources)
            template = desk.templates.version(key, version)
            path = _critical(template, desk)
            mine = next((one for one in desk.drafts.all() if one.draft.key == key), None)
            return _Read(template, flow_of(template, path), mine, sources)

        def show(found: _Read) -> None:
            if edition == self._edition:
                self._show(found)

        self.session.ask(read, show, self._fail, owner=self)

    def watches(self, changes: Changes) -> bool:
        """No act on a case changes a version; another calendar can change what is critical."""
        return changes.calendar

    def back(self) -> None:
        """Esc: from a step to the whole template, from there to the list."""
        if self._step:
            self._choose("")
            self.pane.choose("")
        else:
            self.go.emit("templates", self._key)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing typed is left behind when another page comes into view."""
        self.editor.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel makes room on a narrow page."""
        super().resizeEvent(event)
        wide = _PANEL_NARROW if self.width() < 1300 else _PANEL
        self._panels.setFixedWidth(wide)
        self.pane.fit_columns(self.width() - wide)

    def title(self) -> str:
        """What an exported picture is called."""
        name = self.pane.view.sheet.flow.title if self.pane.view.sheet else ""
        return f"流程图 · {name} · {self._version or '草稿'}"

    def save_to(self, path: Path, kind: str) -> None:
        """Write the whole drawing into a file and say so."""
        sheet = self.pane.view.sheet
        if sheet is None:
            return
        content = _painters()[kind](sheet.flow, self.title())
        self.session.ask(
            lambda _desk: write_whole(path, content),
            lambda _none: self.pane.said.say(f"已保存：{path}"),
            self._fail,
            owner=self,
        )

    def ask_where(self, kind: str) -> None:
        """Ask for a place, then save the picture there."""
        name = self.title().replace(" · ", "-").replace("/", "／") + f".{kind}"
        choose_place(self, "导出流程图", name, _KINDS[kind], lambda path: self.save_to(path, kind))

    def _connect(self) -> None:
        self.topbar.back.connect(lambda: self.go.emit("templates", self._key))
        self.topbar.search.setPlaceholderText("查环节名称、编号")
        self.topbar.search.returnPressed.connect(self._find)
        self.topbar.search.textEdited.connect(lambda _text: self._find(onward=False))
        self.pane.chosen.connect(self._choose)
        self.pane.opened.connect(lambda _code: self._into_panel())
        self.panel.step_asked.connect(self.pane.choose)
        self.export.clicked.connect(self._export_menu)
        self.edit.clicked.connect(self._edit)
        self.discard.clicked.connect(self.editor.ask_discard)
        self.publish.clicked.connect(self.editor.ask_publish)
        self.undo.clicked.connect(self.editor.keeper.undo)
        self.redo.clicked.connect(self.editor.keeper.redo)
        self.editor.told.connect(self._tell_draft)
        self.editor.refused.connect(self.refused.say)
        self.editor.gone.connect(lambda: self.go.emit("templates", self._key))
        self.editor.published.connect(lambda key, version: self.enter((key, version, "")))
        for keys, act in (("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+Shift+Z", self.redo)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act.click)

    def _lay_out(self) -> None:
        for number, part in enumerate((self.undo, self.redo)):
            self.pane.bar.insertWidget(2 + number, part)
        self._panels = QStackedWidget()
        self._panels.setObjectName("panel")
        self._panels.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._panels.addWidget(self.panel)
        self._panels.addWidget(self.editor.panels)
        left = QVBoxLayout()
        left.setContentsMargins(22, 12, 16, 8)
        left.setSpacing(8)
        left.addWidget(self.pane, 1)
        left.addWidget(self.refused)
        left.addWidget(self.editor.problems)
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addLayout(left, 1)
        sides.addWidget(self._panels)
        self.column.addLayout(sides, 1)
        self._show_mode(editing=False)

    def _show_mode(self, *, editing: bool) -> None:
        for part in (self.discard, self.publish, self.undo, self.redo):
            part.setVisible(editing)
        for part in (self.edit, self.export):
            part.setVisible(not editing)
        self.editor.problems.setVisible(editing)
        self._panels.setCurrentIndex(1 if editing else 0)

    def _show(self, found: _Read) -> None:
        fresh = self._read is None
        self._read = found
        self.refused.say("")
        self.panel.sources = found.sources
        editing = found.template is None and found.draft is not None
        self._show_mode(editing=editing)
        if editing and found.draft is not None:
            self.topbar.title.say(f"编辑 {found.draft.draft.name}")
            self.editor.take_up(found.draft, self._step)
            return
        template, flow = found.template, found.flow
        if template is None or flow is None:
            return
        self._version = template.version
        self.pane.view.editable = False
        self.pane.show_template(template, flow, frozenset(), fit=fresh)
        self.topbar.title.say(template.name)
        days = f" · 最少 {flow.critical.days} 个工作日" if flow.critical.codes else ""
        self.topbar.subtitle.say(f"{template.version} · {len(template.steps)} 个环节{days}")
        self.edit.setText("接着编辑草稿" if found.draft else "编辑…")
        self._choose(self._step if self._step in flow.steps else "")

    def _choose(self, code: str) -> None:
        self._step = code
        if self.editor.editing:
            self.editor.show_step(code)
        elif self._read is not None and self._read.template is not None:
            self.panel.show_step(self._read.template, code)

    def _into_panel(self) -> None:
        """Enter on a step: the keyboard goes to its fields, or to the links of its panel."""
        if self.editor.editing:
            self.editor.focus_step()
        else:
            self.panel.setFocus()
            self.panel.focusNextChild()

    def _find(self, *, onward: bool = True) -> None:
        """Take the next step in hand whose code or name holds what was typed; while typing, this one may stay."""
        text = self.topbar.search.text().strip().lower()
        sheet = self.pane.view.sheet
        if not text or sheet is None:
            return
        codes = list(sheet.flow.steps)
        begin = codes.index(self._step) + onward if self._step in codes else 0
        for code in codes[begin:] + codes[:begin]:
            if text in f"{code} {sheet.flow.steps[code].title}".lower():
                self.pane.choose(code)
                return
        self.pane.said.say(f"没有找到“{text}”，请换一个词")

    def _edit(self) -> None:
        """Go on with the draft, or begin one from this version."""
        draft = self._read.draft if self._read else None
        key, version = self._key, self._version

        def go_on(by: str) -> None:
            if draft is not None:
                self._begun(draft)
            else:
                self.session.ask(lambda desk: desk.drafts.begin(key, by, version), self._begun, self._fail, owner=self)

        with_name(self.session, self, go_on)

    def _begun(self, stored: StoredDraft) -> None:
        step = self._step
        self.enter((stored.draft.key, "", stored.id))
        self._step = step

    def _tell_draft(self, saved: str, undo: bool, redo: bool, blocked: str) -> None:
        self.topbar.subtitle.say(saved)
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)
        self.publish.setEnabled(not blocked)
        self.publish.setToolTip(blocked)

    def _export_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in _KINDS.items():
            menu.addAction(words.split(" (", maxsplit=1)[0] + "…", lambda kind=kind: self.ask_where(kind))
        menu.popup(self.export.mapToGlobal(QPoint(0, self.export.height() + 2)))


def _critical(template: ApprovalTemplate, desk: Desk) -> CriticalPath:
    """A template whose dates leave the calendar is drawn without a critical path."""
    try:
        return critical_path(template, desk.now().date(), desk.calendar)
    except Refusal:
        return CriticalPath()


def _painters() -> dict[str, Callable[[Flow, str], bytes]]:
    """Loaded when first needed: the vector library has no business in the start of the program."""
    from desktop_app.gui.widgets.flow_export import png, svg

    return {"png": png, "svg": svg}
