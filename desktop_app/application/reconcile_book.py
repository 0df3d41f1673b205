"""Reconcile book: what was decided about differences from official systems, and the port that reads their exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desktop_app.domain.official_record import OfficialReading


@dataclass(frozen=True, slots=True)
class ReconcileDecision:
    """What somebody decided about one difference: take the official record over (`accepted`) or keep ours, and why.

    `key` tells the difference: the same project, matter, aspect and both values; another value is another difference.
    """

    id: str
    key: str
    project_id: str
    case_id: str
    matter: str
    aspect: str
    ours: str
    theirs: str
    accepted: bool
    reason: str
    source: str
    at: datetime
    by: str


class ReconcileBook(Protocol):
    """The decisions of the workspace; added and never changed."""

    def add(self, decision: ReconcileDecision) -> None:
        """Append a decision."""

    def all(self) -> Sequence[ReconcileDecision]:
        """Every decision in the order of deciding."""


class OfficialReader(Protocol):
    """Reads an export of an official system."""

    def read(self, path: Path) -> OfficialReading:
        """Every line with problems by sheet and cell; raises Refusal when the file cannot be opened at all."""
