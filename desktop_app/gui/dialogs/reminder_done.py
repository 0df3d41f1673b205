"""已处理: what was done about a reminder, in a few words."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.reminder_rows import ReminderRow
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint


class ReminderDoneDialog(Dialog):
    """Mark a reminder as dealt with; the clock goes on, and a higher rung is told all the same."""

    def __init__(self, session: Session, row: ReminderRow, parent: QWidget | None = None) -> None:
        super().__init__(session, "标为已处理", "已处理", parent)
        self._row = row
        title = row.entry.step.title if row.entry else row.reminder.matter
        coming = ""
        if row.next is not None:
            coming = f"如果仍未办结，{row.next[1]:%Y-%m-%d} 会提醒下一级。"
        self.body.addWidget(Hint(f"“{title}”的这条提醒会移到“已处理”。期限照常计算。{coming}"))
        fields = form(self.body)
        self.note, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "处理情况", self.note, "如 已电话催问，答复周五出件（可不填）")
        field(fields, "处理人", self.by)
        self.note.setFocus()
        self.fit(460, 240)

    def submit(self) -> None:
        """Record it."""
        wanted, by, note = self._row.reminder.id, self.by.text(), self.note.text()
        self.send(lambda desk: desk.reminders.handled(wanted, by, note), self._done)

    def _done(self, changes: Changes) -> None:
        self.session.announce(changes)
        self.accept()
