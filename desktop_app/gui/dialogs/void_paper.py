"""作废: declare an issued paper void, with the reason that its stamp will give."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.paper_register import PaperRow
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words


class VoidPaperDialog(Dialog):
    """Say why a paper is void; it cannot be taken back, so the dialog says what follows."""

    def __init__(self, session: Session, row: PaperRow, parent: QWidget | None = None) -> None:
        super().__init__(session, "作废文书", "作废", parent)
        self.row = row
        self.body.addWidget(words(f"{row.number}　{row.title}", "heading", wrap=True))
        self.body.addWidget(
            Hint(
                "作废不能撤销。编号不再使用，存档原样保留；以后再看、再印都盖“作废”章，扫码验真也会说已作废。"
                "内容写错、要换一份新的，请用“重出”：新的一份用新编号，旧的自动作废。"
            )
        )
        fields = form(self.body)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "作废原因", self.reason, "必填，如：企业名称有误")
        field(fields, "登记人", self.by)
        self.body.addStretch()
        self.fit(560, 300)
        self.reason.setFocus()

    def submit(self) -> None:
        """Declare it void; a refusal stays in the dialog."""
        number, reason, by = self.row.number, self.reason.text(), self.by.text()
        self.send(lambda desk: desk.papers.void(number, reason, by), lambda _nothing: self._done())

    def _done(self) -> None:
        projects = frozenset({self.row.project_id} - {""})
        self.session.announce(Changes(projects=projects, papers=True))
        self.accept()
