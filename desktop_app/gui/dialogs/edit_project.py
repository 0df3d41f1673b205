"""Editing a project's facts; when somebody else was faster, nothing typed is lost and both changes can be kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.application.changes import Changes
from desktop_app.domain.ledger import FIELD_LABELS
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.dialog import Dialog
from desktop_app.gui.dialogs.project_fields import ProjectFields
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint


class EditProjectDialog(Dialog):
    """Change what the ledger knows of a project."""

    def __init__(self, session: Session, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(session, "编辑项目", "保存", parent)
        self._read = self._newest = project
        self.body.addWidget(Hint("这里改的是台账。已开办的代办件由谁负责，请在代办件一栏点“调整人员”。"))
        self.facts = ProjectFields(whole=True)
        self.facts.show_project(project)
        self.facts.watch(session)
        self.body.addWidget(self.facts, 1)
        self.fit(640, 680)
        self.facts.setFocus()

    def submit(self) -> None:
        """Store what was changed, on top of what others have stored meanwhile."""
        missing = self.facts.missing()
        self.refused.say(missing)
        if missing:
            return
        wanted = replace(self._newest, **_differences(self._read, self.facts.project()))
        by = self.session.officer
        self.send(lambda desk: desk.projects.edit(wanted, by), self._stored)

    def fail(self, error: Exception) -> None:
        """Show a refusal; when somebody else was faster, also say what they changed."""
        super().fail(error)
        if isinstance(error, Refusal) and error.code == "stale":
            project_id = self._read.id
            self.agree.setEnabled(False)
            self.session.ask(lambda desk: desk.projects.get(project_id), self._meet, super().fail, owner=self)

    def _meet(self, newest: Project) -> None:
        """Take what others stored as the ground; what was typed here stays and is stored on top when wished."""
        self.agree.setEnabled(True)
        theirs = _differences(self._newest, newest)
        both = theirs.keys() & _differences(self._read, self.facts.project()).keys()
        self._newest = newest
        told = f"“{self._read.name}”刚被其他人改动（{_labels(theirs)}），您的修改还没有保存，都还在这里。"
        self.refused.say(
            told
            + "再点一次“保存”，会在对方修改的基础上保存您的修改"
            + (f"；{_labels(both)}两边都改了，以您的为准。" if both else "。")
        )
        self._grow()

    def _stored(self, answer: tuple[Project, Changes]) -> None:
        self.session.announce(answer[1])
        self.accept()


def _differences(before: Project, after: Project) -> dict[str, Any]:
    """The facts that differ, by their name; not the version."""
    return {
        one.name: getattr(after, one.name)
        for one in fields(Project)
        if one.name in FIELD_LABELS and getattr(before, one.name) != getattr(after, one.name)
    }


def _labels(names: Collection[str]) -> str:
    return "、".join(label for name, label in FIELD_LABELS.items() if name in names)
