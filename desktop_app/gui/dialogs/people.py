"""People: handing a case to another 代办员 or naming its 包联领导, 包联单位 and 项目专员."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.application.cases import People
from desktop_app.application.changes import Changes
from desktop_app.domain.case import Case
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words


class PeopleDialog(Dialog):
    """Say who carries a case from now on."""

    def __init__(self, session: Session, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(session, "调整人员", "保存", parent)
        self._case_id = case.id
        self.body.addWidget(words(case.template.name, "heading", wrap=True))
        self.body.addWidget(Hint("换了代办员，没有单独指派过的环节都转给新代办员；单独指派过的环节不变。"))
        fields = form(self.body)
        self.officer = QComboBox()
        self.officer.setEditable(True)
        self.officer.setCurrentText(case.officer)
        self.lead_official, self.lead_unit = QLineEdit(case.lead_official), QLineEdit(case.lead_unit)
        self.specialist, self.reason = QLineEdit(case.specialist), QLineEdit()
        self.by = QLineEdit(session.officer or case.officer)
        field(fields, "代办员", self.officer)
        field(fields, "包联领导", self.lead_official, "可留空")
        field(fields, "包联单位", self.lead_unit, "可留空")
        field(fields, "项目专员", self.specialist, "可留空")
        field(fields, "原因", self.reason, "可留空，如：岗位调整")
        field(fields, "登记人", self.by)
        self.body.addStretch()
        self.fit(520, 400)
        self.officer.setFocus()
        session.ask(lambda desk: desk.overview.officers(), self._offer, owner=self)

    def submit(self) -> None:
        """Hand the case over; a refusal stays in the dialog."""
        people = People(
            self.officer.currentText(), self.lead_official.text(), self.lead_unit.text(), self.specialist.text()
        )
        case_id, by, reason = self._case_id, self.by.text().strip(), self.reason.text().strip()
        self.send(lambda desk: desk.cases.assign(case_id, people, by, reason), self._assigned)

    def _offer(self, officers: list[str]) -> None:
        typed = self.officer.currentText()
        self.officer.addItems(officers)
        self.officer.setCurrentText(typed)

    def _assigned(self, answer: tuple[Case, Changes]) -> None:
        self.session.announce(answer[1])
        self.accept()
