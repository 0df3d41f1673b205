"""Histories: the port through which the forecast learns, what every case of the workspace took so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desktop_app.domain.experience import StepRecord
from desktop_app.domain.template import ApprovalTemplate


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """One case with the records of its project's matters as known on a day."""

    case_id: str
    project_id: str
    officer: str
    opened_on: date
    template: ApprovalTemplate
    records: Mapping[str, StepRecord]


class Histories(Protocol):
    """Read-only history straight from SQL, in two statements whatever the size."""

    def durations(self, as_of: date) -> list[CaseHistory]:
        """Every case opened by a day, oldest first; events and reversals after that day do not exist."""

    def mark(self) -> str:
        """A mark that changes with every event recorded."""

    def marks(self) -> dict[str, int]:
        """A number for each project that grows with every event recorded in it."""
