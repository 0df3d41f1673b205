"""The rhythm in memory; tests/storage/test_rhythm.py runs the same tests against both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.application.paper_register import PaperAct
from desktop_app.application.rhythm_book import Report, ReportDraft, RhythmAct
from desktop_app.domain.rhythm import Cadence

if TYPE_CHECKING:
    from tests.fakes import Content


class FakeRhythmBook:
    """Reports by number, drafts by period, acts in the order they were made."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def add_report(self, report: Report) -> None:
        content = self._changing()
        if report.number in content.reports or report.number not in content.papers:
            raise ValueError(f"no such paper, or kept already: {report.number}")
        content.reports[report.number] = report

    def report(self, number: str) -> Report | None:
        found = self._content.reports.get(number)
        return replace(found, void=self._void(number)) if found else None

    def reports(self) -> list[Report]:
        ordered = sorted(self._content.reports.values(), key=lambda one: (one.issued_at, one.number), reverse=True)
        return [replace(one, void=self._void(one.number)) for one in ordered]

    def draft(self, cadence: Cadence, first: date) -> ReportDraft | None:
        return self._content.report_drafts.get((cadence, first))

    def save_draft(self, draft: ReportDraft) -> None:
        self._changing().report_drafts[draft.cadence, draft.first] = draft

    def acts(self) -> list[RhythmAct]:
        return list(self._content.rhythm_acts)

    def add_act(self, act: RhythmAct) -> None:
        self._changing().rhythm_acts.append(act)

    def _void(self, number: str) -> bool:
        return any(one.number == number and one.act is PaperAct.VOID for one in self._content.paper_entries)
