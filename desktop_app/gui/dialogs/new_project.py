"""A new project: its facts, then the case it is carried by; or only the facts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.domain.project import Project
from desktop_app.gui.dialogs.open_case import CaseParts
from desktop_app.gui.dialogs.project_fields import ProjectFields
from desktop_app.gui.dialogs.steps import Part, StepsDialog
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button


class NewProjectDialog(StepsDialog):
    """Enter a project and, unless 只建项目 is chosen, open its case; `made` carries the project id."""

    made = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "新建项目", "建项目并开办", parent)
        self.facts = ProjectFields()
        self.facts.watch(session)
        self.case = CaseParts(session)
        self.only = button("只建项目，暂不开办")
        self.only.clicked.connect(self.only_project)
        self.foot.insertWidget(0, self.only)
        self.set_parts([Part("项目情况", self.facts, self.facts.missing), *self.case.parts()])
        self.fit(720, 680)

    def step_to(self, number: int) -> None:
        """Show a part; people already typed for the project go along."""
        super().step_to(number)
        self.only.setVisible(number == 0)

    def decided(self) -> bool:
        """Whether optional or earlier steps were chosen."""
        return self.case.decided()

    def only_project(self) -> None:
        """Store the facts without a case."""
        missing = self.facts.missing()
        self.refused.say(missing)
        if missing:
            return
        draft, by = self.facts.project(), self.session.officer
        self.send(lambda desk: desk.projects.add(draft, by), self._entered)

    def submit(self) -> None:
        """Store the facts and open the case: both or neither."""
        people = self.case.people
        draft = replace(
            self.facts.project(),
            lead_official=people.lead_official.text().strip(),
            lead_unit=people.lead_unit.text().strip(),
            specialist=people.specialist.text().strip(),
        )
        wanted = self.case.opening("")
        by = self.session.officer or wanted.officer

        def enter(desk: Desk) -> tuple[Project, Changes]:
            project, _case, changes = desk.cases.open_new(draft, wanted, by)
            return project, changes

        self.send(enter, self._entered)

    def _entered(self, answer: tuple[Project, Changes]) -> None:
        project, changes = answer
        self.session.announce(changes)
        self.made.emit(project.id)
        self.accept()
