"""Keeping, replacing, renaming and taking away the views of the ledger a pane shows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from desktop_app.application.changes import Changes
from desktop_app.application.ledger_words import conditions_words, order_words
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.domain.ledger_query import ALL_ROWS, REMOVED_ROWS, LedgerView
from desktop_app.gui.dialogs.view import RemoveViewDialog, ViewDialog
from desktop_app.gui.widgets.register_bar import ALL
from desktop_app.gui.widgets.register_pane import RegisterPane


class RegisterViews(QObject):
    """Hears what the bar of views asks for and does it, with the dialogs over the pane."""

    def __init__(self, pane: RegisterPane) -> None:
        super().__init__(pane)
        self._pane, self._session = pane, pane.session
        pane.views.save_asked.connect(self.save)
        pane.views.replace_asked.connect(self.replace)
        pane.views.rename_asked.connect(self.rename)
        pane.views.remove_asked.connect(self.remove)

    def save(self) -> None:
        """Keep how the ledger is shown now as a new view."""
        pane, read = self._pane, self._pane.read
        if read is None:
            return
        query = pane.asked.query
        said = conditions_words(read.kind, query.conditions, query.text)
        order = order_words(read.kind, query.order)
        contents = "；".join(
            part
            for part in (
                f"筛选：{said or '不限'}",
                f"排序：{order}" if order else "",
                f"显示 {len(pane.table.keys_in_order())} 栏",
            )
            if part
        )
        taken = [ALL_ROWS, REMOVED_ROWS, *(one.name for one in read.views)]
        ViewDialog(
            self._session,
            "另存为视图",
            contents,
            taken,
            lambda name: self._keep(read.kind, pane.view_now(name)),
            pane,
        ).open()

    def replace(self) -> None:
        """Let the open view be how the ledger is shown now."""
        pane, view = self._pane, self._pane.views.view()
        if pane.kind is not None and view is not None and view.id:
            self._keep(pane.kind, pane.view_now(view.name, view.id))

    def rename(self) -> None:
        """Give the open view another name."""
        pane, read, view = self._pane, self._pane.read, self._pane.views.view()
        if read is None or view is None or not view.id:
            return
        taken = [ALL_ROWS, REMOVED_ROWS, *(one.name for one in read.views)]
        ViewDialog(
            self._session,
            "视图改名",
            "",
            taken,
            lambda name: self._keep(read.kind, replace(view, name=name)),
            pane,
            view.name,
        ).open()

    def remove(self) -> None:
        """Take the open view away, after asking once more."""
        pane, kind, view = self._pane, self._pane.kind, self._pane.views.view()
        if kind is None or view is None or not view.id:
            return

        def removed(_nothing: None) -> None:
            pane.views.choose(ALL)
            self._session.announce(Changes(ledgers=frozenset({kind.key})))

        def remove() -> None:
            self._session.ask(lambda desk: desk.entries.remove_view(view.id), removed, owner=pane)

        RemoveViewDialog(self._session, view.name, remove, pane).open()

    def _keep(self, kind: LedgerKind, view: LedgerView) -> None:
        def kept(stored: LedgerView) -> None:
            self._pane.views.current = stored.id
            self._session.announce(Changes(ledgers=frozenset({kind.key})))
            self._pane.say(f"视图“{stored.name}”已保存。")

        self._session.ask(lambda desk: desk.entries.save_view(kind.key, view), kept, owner=self._pane)
