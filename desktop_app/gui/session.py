"""The session: the open desk with its database lane, who sits at it, and the one broadcast of changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.domain.refusals import Refusal, WrongUsage
from desktop_app.gui.lanes import Failed, Job, Lane

T = TypeVar("T")

_OFFICER = "officer"


def settings() -> QSettings:
    """What the window remembers for this person: sizes, columns, the name used when recording."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "bangbantai", "window")


class Session(QObject):
    """What every page and dialog is given: the desk (only touched inside the lane), `changed`, and whose desk it is."""

    changed = Signal(object)
    officer_changed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.lane = Lane(self)
        self._officer = str(settings().value(_OFFICER, "") or "")

    @property
    def today(self) -> date:
        """Today in Asia/Shanghai."""
        return self.desk.now().date()

    @property
    def officer(self) -> str:
        """The name that acts are recorded under; empty until chosen."""
        return self._officer

    def sit_down(self, officer: str) -> None:
        """Change whose desk this is and remember it for the next start."""
        officer = officer.strip()
        if officer != self._officer:
            self._officer = officer
            settings().setValue(_OFFICER, officer)
            self.officer_changed.emit(officer)

    def ask(
        self,
        work: Callable[[Desk], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """Read or write through the lane and hear the answer on the GUI thread."""
        return self.lane.run(lambda _report: work(self.desk), done, failed, owner=owner)

    def refusing(self, say: Callable[[str], object]) -> Failed:
        """What to do when an act fails: `say` hears the sentence of a refusal, the dialog for trouble anything else."""

        def failed(error: Exception) -> None:
            if isinstance(error, Refusal | WrongUsage):
                say(str(error))
            else:
                self.lane.trouble.emit(error)

        return failed

    def announce(self, changes: Changes) -> None:
        """Tell every page what an act changed."""
        self.changed.emit(changes)

    def close(self) -> None:
        """Finish what runs and answer nothing more."""
        self.lane.close()
