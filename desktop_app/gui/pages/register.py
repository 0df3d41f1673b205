"""台账, 问题, 走访: every ledger in one window; 问题 and 走访 are the same page bound to their ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.problem_orders import order_answers
from desktop_app.domain.ledger_entry import EntryChange
from desktop_app.domain.ledger_kind import LedgerKind, RowsOf
from desktop_app.gui.dialogs.entry import EntryDialog, next_number
from desktop_app.gui.dialogs.entry_act import FlowActDialog, RemoveEntryDialog
from desktop_app.gui.dialogs.entry_history import EntryHistoryDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.who import with_name
from desktop_app.gui.models.register import RegisterWish
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.register_files import RegisterFiles
from desktop_app.gui.widgets.register_kinds import RegisterKinds
from desktop_app.gui.widgets.register_memory import keep_last_kind, keep_panel, last_kind, panel_wanted
from desktop_app.gui.widgets.register_pane import RegisterPane
from desktop_app.gui.widgets.register_panel import RegisterPanel
from desktop_app.gui.widgets.register_views import RegisterViews
from desktop_app.gui.widgets.register_writer import RegisterWriter, Step

_TYPING_PAUSE = 250
_PANEL_WIDE, _PANEL_NARROW = 360, 310
_PANEL_FROM = 1500
"""A page as wide as this shows the panel until the person says otherwise."""


class RegisterPage(Page):
    """All ledgers: those there are on the left, the rows of one in the middle, the chosen row on the right."""

    key = "registers"
    name = "台账"
    search_hint = "查这本台账的所有栏"
    bound: ClassVar[str] = ""
    """The key of the one ledger this page shows; empty for all of them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._kinds: Sequence[LedgerKind] = ()
        self._key = self.bound
        self.paper = button("打印", tip="把现在显示的行和栏印成台账（Ctrl+P）")
        self.fresh = button("新增", primary=True, tip="Ctrl+N")
        self.paper.clicked.connect(self.print_now)
        self.fresh.clicked.connect(lambda: self.enter_row())
        self.pane, self.panel = RegisterPane(session), RegisterPanel()
        self.files = RegisterFiles(session, self.pane, self)
        for action in (self.files.button, self.paper, self.fresh):
            self.topbar.add(action)
        self.writer, self.views = RegisterWriter(session, self), RegisterViews(self.pane)
        self.kinds = RegisterKinds(session, self)
        self.kinds.setHidden(bool(self.bound))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE)
        self._listen()
        self._lay_out()
        self._make_keys()

    def enter(self, argument: object) -> None:
        """Show what another page asks for: a RegisterWish, or a text to look for; else what was open last."""
        wish = argument if isinstance(argument, RegisterWish) else RegisterWish()
        if isinstance(argument, str) and argument:
            wish = RegisterWish(text=argument)
        self.stale = False

        def show(kinds: tuple[LedgerKind, ...]) -> None:
            self._kinds = kinds
            keys = [one.key for one in kinds]
            wanted = [self.bound, wish.kind, self._key, last_kind(), *keys]
            self._open(next(key for key in wanted if key in keys), wish)
            self.kinds.count()

        self.session.ask(lambda desk: desk.entries.kinds.all(), show, owner=self)

    def refresh(self) -> None:
        """Read the ledger in view again."""
        self.stale = False
        if self._key and self._kinds:
            self.pane.refresh()

    def watches(self, changes: Changes) -> bool:
        """Rows and views, and the projects and cases rows tell of."""
        return bool(changes.ledgers or changes.projects) or super().watches(changes)

    def print_now(self) -> None:
        """Ctrl+P: the ledger as it is shown, on paper."""
        if self.pane.kind is not None and not self.pane.removed:
            PreviewDialog(self.session, "ledger-sheet", About(), self, answers=self.pane.sheet_answers()).open()

    def back(self) -> None:
        """Esc: the search, then the conditions, then the view."""
        if self.topbar.search.text():
            self.topbar.search.clear()
            self.pane.search("")
        else:
            self.pane.back()

    def enter_row(self, row: LedgerRowNow | None = None) -> None:
        """Open the dialog of a new row, or of one that is changed."""
        kind, read = self.pane.kind, self.pane.read
        if kind is None or read is None or self.pane.removed:
            return
        if row is None and kind.rows in (RowsOf.PROJECTS, RowsOf.CASES):
            self.pane.say(kind.empty, refused=True)
            return
        numbers = [one.cells["number"] for one, _cells in read.lines if one.cells.get("number")]
        dialog = EntryDialog(
            self.session, kind, read.projects, row, self, next_number(numbers), self.pane.asked.project_id
        )
        dialog.kept.connect(lambda entry: self._entered(kind, row, entry.id))
        dialog.kept.connect(lambda entry: self.writer.remember_entry(kind, row, entry))
        dialog.open()

    def open_row(self) -> None:
        """Enter: a row that tells of a project or case opens it, any other one its dialog."""
        kind, row = self.pane.kind, self.pane.current()
        if kind is None or row is None:
            return
        if self.pane.removed:
            self.show_history()
        elif kind.rows is RowsOf.PROJECTS:
            self.go.emit("project", row.project_id)
        elif kind.rows is RowsOf.CASES:
            self.go.emit("project", (row.project_id, row.anchor, ""))
        else:
            self.enter_row(row)

    def act(self, key: str) -> None:
        """Open the dialog of an act of the flow on the chosen row."""
        kind, row = self.pane.kind, self.pane.current()
        if kind is not None and kind.flow is not None and row is not None:
            act = next(one for one in kind.flow.acts if one.key == key)
            FlowActDialog(self.session, kind, row, act, self).open()

    def remove_rows(self) -> None:
        """Ask why the chosen rows are taken out."""
        kind, rows = self.pane.kind, self.pane.rows()
        if kind is None or not rows or self.pane.removed:
            return
        if any(row.anchor for row in rows):
            self.pane.say("这一行随项目自动列入台账，不能单独移出；请到项目里修改。", refused=True)
            return
        dialog = RemoveEntryDialog(self.session, kind, rows, self)
        ids = tuple(row.id for row in rows)
        dialog.accepted.connect(lambda: self.writer.remember(Step(kind, "", {}, {}, removed=ids)))
        dialog.accepted.connect(lambda: self.pane.say(f"已移出 {len(ids)} 行。Ctrl+Z 撤销。"))
        dialog.open()

    def restore_rows(self) -> None:
        """Put the chosen rows back that were taken out."""
        ids = [row.id for row in self.pane.rows()]

        def restore(by: str) -> None:
            def work(desk: Desk) -> Changes:
                kinds: frozenset[str] = frozenset()
                for entry_id in ids:
                    kinds |= desk.entries.restore(entry_id, by).ledgers
                return Changes(ledgers=kinds)

            self.session.ask(work, restored, owner=self)

        def restored(changes: Changes) -> None:
            self.session.announce(changes)
            self.pane.say(f"已恢复 {len(ids)} 行。")

        if ids and self.pane.removed:
            with_name(self.session, self, restore)

    def show_history(self) -> None:
        """Ctrl+H: every change of the chosen row."""
        kind, row = self.pane.kind, self.pane.current()
        if kind is None or row is None:
            return
        title, names = row.words.get(kind.headline.key, "") or kind.title, self.pane.project_names()

        def show(changes: Sequence[EntryChange]) -> None:
            EntryHistoryDialog(self.session, kind, title, changes, names, self).open()

        self.session.ask(lambda desk: desk.entries.history(row.id) if row.id else (), show, owner=self)

    def toggle_panel(self) -> None:
        """Space: show or hide the panel, and remember it."""
        wanted = not self.panel.isVisible()
        keep_panel(wanted)
        self.panel.setVisible(wanted)
        self._explain()

    def print_order(self) -> None:
        """Preview the 交办单 of the chosen problem."""
        row = self.pane.current()
        if row is None:
            return
        PreviewDialog(
            self.session, "problem-order", About(project_id=row.project_id), self, answers=order_answers(row.cells)
        ).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page shows the panel only when it is wanted."""
        super().resizeEvent(event)
        wanted, seen = panel_wanted(), self.panel.isVisible()
        self.panel.setVisible(self.width() >= _PANEL_FROM if wanted is None else wanted)
        self.panel.setFixedWidth(_PANEL_WIDE if self.width() >= _PANEL_FROM else _PANEL_NARROW)
        if self.panel.isVisible() and not seen:
            self._explain()

    def _open(self, key: str, wish: RegisterWish) -> None:
        self._key = key
        if not self.bound:
            keep_last_kind(key)
            self.kinds.show_kinds(self._kinds, key)
        kind = next(one for one in self._kinds if one.key == key)
        self.topbar.title.say(kind.title)
        self.note.say(kind.note)
        self.note.setVisible(bool(kind.note))
        self.fresh.setVisible(kind.rows not in (RowsOf.PROJECTS, RowsOf.CASES))
        self.pane.add.setVisible(self.fresh.isVisibleTo(self))
        self.topbar.search.setText(wish.text)
        self._typing.stop()
        self.pane.show_kind(key, (wish.project_id, wish.project_name), wish.row, wish.text)
        if not self.kinds.table.hasFocus():
            self.pane.table.setFocus()

    def _listen(self) -> None:
        pane, panel = self.pane, self.panel
        self.topbar.search.textChanged.connect(lambda _text: self._typing.start())
        self.topbar.search.returnPressed.connect(self._to_table)
        self._typing.timeout.connect(lambda: pane.search(self.topbar.search.text().strip()))
        self.kinds.chosen.connect(lambda key: self._open(key, RegisterWish()))
        self.kinds.entered.connect(lambda: pane.table.setFocus())
        pane.told.connect(self.topbar.subtitle.say)
        pane.chosen.connect(self._explain)
        pane.opened.connect(self.open_row)
        pane.previewed.connect(self.toggle_panel)
        pane.remove_asked.connect(self.remove_rows)
        pane.add_asked.connect(lambda: self.enter_row())
        pane.import_asked.connect(self.files.bring)
        self.files.said.connect(pane.say)
        self.files.imported.connect(self._imported)
        pane.written.connect(self._write)
        self.writer.said.connect(pane.say)
        self.writer.overtaken.connect(self.refresh)
        panel.act_asked.connect(self.act)
        panel.edit_asked.connect(lambda: self.enter_row(pane.current()) if pane.current() else None)
        panel.remove_asked.connect(self.remove_rows)
        panel.restore_asked.connect(self.restore_rows)
        panel.history_asked.connect(self.show_history)
        panel.order_asked.connect(self.print_order)
        panel.project_asked.connect(lambda project_id: self.go.emit("project", project_id))

    def _lay_out(self) -> None:
        self.note = Elided("", "amber")
        left = QHBoxLayout()
        left.setContentsMargins(22, 12, 16, 10)
        left.setSpacing(14)
        if not self.bound:
            left.addWidget(self.kinds)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.note)
        middle.addWidget(self.pane, 1)
        left.addLayout(middle, 1)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addLayout(left, 1)
        sides.addWidget(self.panel)
        self.column.addLayout(sides, 1)

    def _make_keys(self) -> None:
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+N", self.enter_row),
            ("Ctrl+Return", lambda: self.enter_row(self.pane.current()) if self.pane.current() else None),
            ("Ctrl+H", self.show_history),
            ("Ctrl+L", self.pane.choose_columns),
            ("Ctrl+Z", self.writer.undo),
            ("Ctrl+Shift+V", self.pane.views.open_menu),
        )
        for keys, act in acts:
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _write(self, row: LedgerRowNow, key: str, text: str) -> None:
        if self.pane.kind is not None:
            self.writer.write(self.pane.kind, row, key, text)

    def _to_table(self) -> None:
        self._typing.stop()
        self.pane.search(self.topbar.search.text().strip())
        self.pane.table.setFocus()

    def _imported(self, kind: LedgerKind, rows: int) -> None:
        if rows:
            self.writer.remember(Step(kind, "", {}, {}, imported=rows))

    def _entered(self, kind: LedgerKind, row: LedgerRowNow | None, entry_id: str) -> None:
        self.pane.select_row(entry_id)
        self.pane.say("已保存。Ctrl+Z 撤销。" if row is not None else f"已新增到“{kind.name}”。Ctrl+Z 撤销。")

    def _explain(self) -> None:
        """Tell the chosen row in the panel, with its history."""
        kind, row = self.pane.kind, self.pane.current()
        if not self.panel.isVisible() and self.isVisible():
            return
        names, removed = self.pane.project_names(), self.pane.removed
        if kind is None or row is None:
            self.panel.show_row(None, None, (), {})
            return

        def show(changes: Sequence[EntryChange]) -> None:
            if self.pane.current() is row:
                remarks = tuple(self.pane.model.remarks(row).values())
                self.panel.show_row(kind, row, changes, names, removed=removed, remarks=remarks)

        self.session.ask(lambda desk: desk.entries.history(row.id) if row.id else (), show, owner=self)

    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
        if self.isVisible() and not self.bound and self._kinds:
            self.kinds.count(sorted(changes.ledgers))


class IssuesPage(RegisterPage):
    """问题: what enterprises brought up, from 交办 to 销号."""

    key = "issues"
    name = "问题"
    search_hint = "查编号、企业、问题、责任单位"
    bound = "issues"


class VisitsPage(RegisterPage):
    """走访: visits and services."""

    key = "visits"
    name = "走访"
    search_hint = "查企业、事项、代办员"
    bound = "visits"
