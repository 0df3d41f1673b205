"""Reminder book: the running dates of the workspace, the reminders that fired for them, and the ladder in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.clock_runs import ClockRun, Track
from desktop_app.domain.escalation import FiredKey, Ladder, Recipient
from desktop_app.domain.progress import StepState

if TYPE_CHECKING:
    from desktop_app.application.ports import TodayStep


@dataclass(frozen=True, slots=True)
class Reminder:
    """A rung that fired: for which run of a clock, for whom, and what became of it.

    `on` is the day it should have fired; `late` (补发) when it fired on a later one. `due` is the date it was then.
    `closed_at` is set by the program when the date no longer runs, `handled_at` by a person.
    """

    id: str
    project_id: str
    case_id: str
    matter: str
    track: Track
    clock: str
    run: str
    rung: str
    who: Recipient
    person: str
    due: date
    on: date
    fired_at: datetime
    late: bool
    seen_at: datetime | None = None
    seen_by: str = ""
    snoozed_until: datetime | None = None
    handled_at: datetime | None = None
    handled_by: str = ""
    note: str = ""
    closed_at: datetime | None = None
    closed_why: str = ""
    paper: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """Project, matter and run: what it is one rung of."""
        return (self.project_id, self.matter, self.run)


@dataclass(frozen=True, slots=True)
class WatchedRun:
    """A running date with the projected step it belongs to and the leader of its case."""

    run: ClockRun
    entry: TodayStep
    lead_official: str


@dataclass(frozen=True, slots=True)
class LadderVersion:
    """One version of the ladder as it was saved; 0 is the one that comes with the program, the highest is in force."""

    version: int
    ladder: Ladder
    recorded_at: datetime | None = None
    recorded_by: str = ""


class ReminderBook(Protocol):
    """Running dates, fired reminders and ladders. Versions of the ladder are added and never changed."""

    def watch(self, project_id: str, runs: Sequence[ClockRun]) -> None:
        """Replace the running dates of a project by the derived ones."""

    def runs(self, until: date) -> list[ClockRun]:
        """Running dates through a day without their names, the earliest first; asked every minute."""

    def watched(self, until: date, track: Track | None = None) -> list[WatchedRun]:
        """Running dates through a day, of one track or of all, the earliest first."""

    def entries(self, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], TodayStep]:
        """The projected steps of (case id, matter), with their names; without those that are there no longer."""

    def fired_keys(self) -> set[FiredKey]:
        """What has fired for dates that still run."""

    def add(self, reminder: Reminder) -> None:
        """Keep a reminder that fired; raises Refusal when that rung of that run has fired already."""

    def get(self, reminder_id: str) -> Reminder:
        """A reminder; raises Refusal when there is none with this id."""

    def of_run(self, reminder: Reminder) -> list[Reminder]:
        """Every reminder of the same run, in the order they should have fired."""

    def update(self, reminder: Reminder) -> None:
        """Store what became of a reminder."""

    def unended(self) -> list[Reminder]:
        """Reminders of dates that still run, in the order they should have fired."""

    def ended_since(self, since: datetime) -> list[Reminder]:
        """Reminders closed or handled since an instant, the newest first."""

    def groundless(self) -> list[tuple[Reminder, StepState | None]]:
        """Reminders not closed whose date no longer runs, each with the state its step is in now."""

    def revived(self) -> list[Reminder]:
        """Closed reminders whose date runs again."""

    def ladders(self) -> list[LadderVersion]:
        """Every saved ladder, oldest first."""

    def add_ladder(self, version: LadderVersion) -> None:
        """Keep another ladder; raises ValueError when its number is not the next one."""
