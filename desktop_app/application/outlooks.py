"""Outlooks 走势: where a case is heading, what an act would gain, whose its days were, and why a date is that date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.application.benchmark_sheets import BenchmarkSheet, benchmark_sheet, benchmark_sheets
from desktop_app.application.calendars import CalendarService
from desktop_app.application.clock_sheets import ClockSheet, clock_sheet, clock_sheets
from desktop_app.application.counting import Measuring, measuring
from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.domain.attribution import Attribution, attribution
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.outlook import Outlook, WhatIf, outlook, what_if

Lengths = Mapping[str, Limit]
"""How long steps such as the building itself take, per matter."""


@dataclass(frozen=True, slots=True)
class OutlookService:
    """Use cases that look ahead or back and only read.

    Without `lengths` the building time is that of the plan in force, 0 when there is none.
    """

    open_work: OpenUnitOfWork
    calendars: CalendarService
    now: Now

    def day(self) -> date:
        """Today in Asia/Shanghai."""
        return self.now().date()

    def outlook(self, case_id: str, *, as_of: date | None = None, lengths: Lengths | None = None) -> Outlook:
        """The earliest dates of every kept step from a day on (today)."""
        case, given = self._case(case_id, lengths)
        return outlook(case, as_of or self.day(), self.calendars.current(), lengths=given)

    def what_if(self, case_id: str, verb: Verb, matter: str, *, lengths: Lengths | None = None) -> WhatIf:
        """What an act today would change; nothing is recorded. Raises Refusal when the rules forbid the act."""
        case, given = self._case(case_id, lengths)
        return what_if(case, verb, matter, self.day(), self.calendars.current(), lengths=given)

    def attribution(self, case_id: str, *, as_of: date | None = None, lengths: Lengths | None = None) -> Attribution:
        """Whose the elapsed working days of a case were, through a day (today)."""
        case, given = self._case(case_id, lengths)
        return attribution(case, as_of or self.day(), self.calendars.current(), lengths=given)

    def clock_sheet(self, case_id: str, matter: str, clock: str = "", place: int = 1) -> ClockSheet:
        """Why a clock of a step is due when it is; without a name the clock its lamp follows.

        `place` tells several of one name apart. Raises Refusal when the step is unknown or has no such clock running.
        """
        case, _ = self._case(case_id, {})
        return clock_sheet(case, matter, self.day(), self.calendars.current(), clock, place)

    def clock_sheets(self, case_id: str, matter: str) -> tuple[ClockSheet, ...]:
        """The sheet of every clock of a step that has started, none before it was filed."""
        case, _ = self._case(case_id, {})
        return clock_sheets(case, matter, self.day(), self.calendars.current())

    def benchmark_sheet(self, case_id: str, name: str = "") -> BenchmarkSheet:
        """Why a benchmark of a case stands where it does; without a name the first that runs.

        Raises Refusal when there is none of this name, or it has not begun on a known day.
        """
        case, marks = self._measured(case_id)
        return benchmark_sheet(case, marks, self.day(), self.calendars.current(), name)

    def benchmark_sheets(self, case_id: str) -> tuple[BenchmarkSheet, ...]:
        """The sheet of every benchmark of a case that has begun, the running ones first."""
        case, marks = self._measured(case_id)
        return benchmark_sheets(case, marks, self.day(), self.calendars.current())

    def _measured(self, case_id: str) -> tuple[Case, Measuring]:
        with self.open_work(writes=False) as work:
            return work.cases.get(case_id), measuring(work)

    def _case(self, case_id: str, lengths: Lengths | None) -> tuple[Case, Lengths]:
        with self.open_work(writes=False) as work:
            return work.cases.get(case_id), lengths if lengths is not None else planned_lengths(work, case_id)


def planned_lengths(work: UnitOfWork, case_id: str) -> Lengths:
    """The building times the plan in force was made with."""
    plan = work.plans.in_force(case_id)
    return plan.given_lengths() if plan else {}
