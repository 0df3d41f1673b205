"""Rhythm book: the reports issued for weeks, half months and months, drafts of them, and periods left without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from desktop_app.domain.rhythm import Cadence, Period


@dataclass(frozen=True, slots=True)
class Report:
    """An issued report: its paper, its period, and its figures frozen at issue as JSON (rhythm_figures)."""

    number: str
    period: Period
    as_of: date
    figures: str
    issued_at: datetime
    issued_by: str
    void: bool = False


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What was typed for a period and not yet issued, as JSON (rhythm_draft); kept for the period that follows."""

    cadence: Cadence
    first: date
    body: str
    saved_at: datetime
    saved_by: str


class RhythmVerb(StrEnum):
    """What is put down about a period: somebody was told of it, it stays without a report, or it is due again."""

    TOLD = "told"
    SKIP = "skip"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class RhythmAct:
    """One act on a period, for good; `reason` is required for a skip."""

    cadence: Cadence
    first: date
    act: RhythmVerb
    at: datetime
    by: str = ""
    reason: str = ""


class RhythmBook(Protocol):
    """What is kept of the rhythm; reports and acts are added and never changed, a draft is replaced by the next."""

    def add_report(self, report: Report) -> None:
        """Keep the figures of a paper, in the transaction that archives it."""

    def report(self, number: str) -> Report | None:
        """The report issued under a number, None when that paper is no report."""

    def reports(self) -> list[Report]:
        """Every report, the newest first; `void` when its paper was declared void."""

    def draft(self, cadence: Cadence, first: date) -> ReportDraft | None:
        """What was typed for a period."""

    def save_draft(self, draft: ReportDraft) -> None:
        """Keep what was typed, in place of what was before."""

    def acts(self) -> list[RhythmAct]:
        """Every act on a period, in the order of recording."""

    def add_act(self, act: RhythmAct) -> None:
        """Keep an act."""
