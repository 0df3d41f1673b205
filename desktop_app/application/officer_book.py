"""Officer book: the directory, the handovers, and the workload as the use cases ask storage for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desktop_app.domain.handover import HandoverEntry
from desktop_app.domain.officer import DirectoryEntry


class OfficerBook(Protocol):
    """The acts on the directory; they are added and never changed."""

    def entries(self) -> Sequence[DirectoryEntry]:
        """Every act, in the order of recording."""

    def add(self, entry: DirectoryEntry) -> None:
        """Keep an act."""


class HandoverBook(Protocol):
    """The acts on handovers; they are added and never changed."""

    def entries(self) -> Sequence[HandoverEntry]:
        """Every act, in the order of recording."""

    def carried(self, names: Collection[str]) -> list[str]:
        """The ids of the running cases that people of these names carry, or of which they carry a step not ended."""

    def of_number(self, number: str) -> Sequence[HandoverEntry]:
        """The acts on one handover, in the order of recording; empty when there is none."""

    def add(self, entry: HandoverEntry) -> None:
        """Keep an act."""


@dataclass(frozen=True, slots=True)
class StepLoad:
    """How many matters somebody carries: each matter of a project counts once, however many cases contain it.

    What was late before it was suspended counts as running and overdue, not as suspended: ▲ beats ‖.
    """

    officer: str
    running: int = 0
    suspended: int = 0
    ready: int = 0
    waiting: int = 0
    overdue: int = 0
    soon: int = 0


@dataclass(frozen=True, slots=True)
class CaseLoad:
    """How many running cases somebody carries, and of how many projects."""

    officer: str
    projects: int
    cases: int


class OfficerReaders(Protocol):
    """Counts straight from SQL."""

    def step_loads(self, today: date, until: date) -> list[StepLoad]:
        """The matters that have not ended by 代办员; `soon` are those due from today through `until`."""

    def case_loads(self) -> list[CaseLoad]:
        """The cases with a step that has not ended, by 代办员 of the case."""
