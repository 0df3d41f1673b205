"""Opening a case: template with its explanation, people, optional steps, and what was done earlier."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.application.cases import Opening
from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.domain.case import Case
from desktop_app.domain.project import Project
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.gui.dialogs.case_fields import ChoiceFields, EarlierFields, PeopleFields, TemplateField, opening
from desktop_app.gui.dialogs.steps import Part, StepsDialog
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.labels import Elided


class CaseParts:
    """The parts that open a case, shared by this dialog and the one for a new project."""

    def __init__(self, session: Session) -> None:
        self.template = TemplateField()
        self.people = PeopleFields(session.today, session.officer)
        self.choices = ChoiceFields()
        self.earlier = EarlierFields(session.today)
        self.template.chosen.connect(self._chosen)
        self.first = QWidget()
        column = QVBoxLayout(self.first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.template)
        column.addWidget(self.people)
        column.addStretch()

        def read(desk: Desk) -> tuple[tuple[ApprovalTemplate, ...], list[str]]:
            return desk.templates.all(), desk.overview.officers()

        session.ask(read, self._offer, owner=self.first)

    def parts(self) -> list[Part]:
        """The parts in order."""
        return [
            Part("用哪个流程，谁来代办", self.first, self._missing),
            Part("可选环节", self.choices),
            Part("以前已经办完的环节", self.earlier, self.earlier.wrong),
        ]

    def decided(self) -> bool:
        """Whether optional or earlier steps were chosen."""
        return self.choices.decided() or bool(self.earlier.done())

    def opening(self, project_id: str) -> Opening:
        """What was stated; raises AssertionError before the templates have arrived, which the first part prevents."""
        template = self.template.template
        assert template is not None
        return opening(project_id, template, self.people, self.choices, self.earlier)

    def _offer(self, found: tuple[tuple[ApprovalTemplate, ...], list[str]]) -> None:
        self.template.offer(found[0])
        self.people.offer(found[1])

    def _chosen(self, template: ApprovalTemplate) -> None:
        self.choices.offer(template)
        self.earlier.offer(template)

    def _missing(self) -> str:
        if self.template.template is None:
            return "流程模板还在读取，请稍候再点一次"
        if not self.people.officer.currentText().strip():
            return "请写明代办员，代办件不能没有人负责"
        return self.people.wrong()


class OpenCaseDialog(StepsDialog):
    """Open a case for a project that is in the ledger; `made` carries the case id."""

    made = Signal(str)

    def __init__(self, session: Session, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(session, "开办代办件", "开办", parent)
        self._project = project
        self.body.insertWidget(0, Elided(project.name, "soft"))
        self.case = CaseParts(session)
        self.case.people.take_from(project)
        self.set_parts(self.case.parts())
        self.fit(720, 640)

    def decided(self) -> bool:
        """Whether optional or earlier steps were chosen."""
        return self.case.decided()

    def submit(self) -> None:
        """Open the case; all of it or nothing."""
        wanted, by = self.case.opening(self._project.id), self.session.officer
        self.send(lambda desk: desk.cases.open(wanted, by or wanted.officer), self._opened)

    def _opened(self, answer: tuple[Case, Changes]) -> None:
        case, changes = answer
        self.session.announce(changes)
        self.made.emit(case.id)
        self.accept()
