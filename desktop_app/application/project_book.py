"""Project book: the projects of a workspace as the use cases see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop_app.domain.events import Event
from desktop_app.domain.project import Project


class Projects(Protocol):
    """The projects of the workspace."""

    def get(self, project_id: str) -> Project:
        """The project; raises Refusal when there is none with this id."""

    def find_all(self) -> list[Project]:
        """All projects, in the order they were entered."""

    def add(self, project: Project) -> None:
        """Enter a new project."""

    def enter(self, entered: Sequence[tuple[Project, Event]]) -> None:
        """Enter new projects without steps, each with the event that made it: a file brings tens of thousands."""

    def update(self, project: Project) -> None:
        """Store a changed project; raises Refusal `stale` when its `version` is no longer the stored one."""
