"""变更记录: every change of one row of a ledger, value by value, to be read and copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.application.entry_changes import ChangeLine, change_lines
from desktop_app.domain.ledger_entry import EntryChange
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.models.entry_history import CHANGE_COLUMNS
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing


class EntryHistoryDialog(Dialog):
    """Look at the history of a row; nothing here changes anything."""

    def __init__(
        self,
        session: Session,
        kind: LedgerKind,
        title: str,
        changes: Sequence[EntryChange],
        projects: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, f"变更记录 · {kind.name}", "关闭", parent)
        self.body.addWidget(words(title, "heading", wrap=True))
        said = f"共 {len(changes)} 次变更，最近的在上面；标“补录”的是事后登记的。Ctrl+C 复制选中的行。"
        self.body.addWidget(words(said if changes else "这一行还没有变更记录。", "soft", wrap=True))
        self.model: ListModel[ChangeLine] = ListModel(CHANGE_COLUMNS, self)
        self.model.show_rows(change_lines(kind, changes, projects))
        self.table = listing("变更记录", self.model)
        self.body.addWidget(self.table, 1)
        close_only(self)
        self.fit(1120, 560)
        self.table.setFocus()

    def submit(self) -> None:
        """Nothing to agree to: it only shows."""
        self.accept()
