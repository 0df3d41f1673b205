"""Forecasts 预测: when a case will probably end, learned from this workspace, and what is best done next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from desktop_app.application.calendars import CalendarService
from desktop_app.application.counting import measuring
from desktop_app.application.histories import CaseHistory, Histories
from desktop_app.application.outlooks import planned_lengths
from desktop_app.application.ports import Now, OpenUnitOfWork
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.experience import Experience, PastStep, past_steps
from desktop_app.domain.forecast import SEED, Forecast, forecast
from desktop_app.domain.limit import Limit
from desktop_app.domain.next_action import NextAction, next_actions

Lengths = Mapping[str, Limit]
"""How long steps such as the building itself take, per matter."""


@dataclass(slots=True)
class ForecastService:
    """Use cases that estimate and only read; what was learned is kept until an event is recorded or the day changes.

    Without `lengths` the building time is that of the plan in force; when there is none either, what was seen.
    """

    open_work: OpenUnitOfWork
    histories: Histories
    calendars: CalendarService
    now: Now
    _learned: tuple[tuple[str, ...], Experience] | None = field(default=None, init=False)

    def case(
        self, case_id: str, *, seed: int = SEED, as_of: date | None = None, lengths: Lengths | None = None
    ) -> Forecast:
        """The forecast of a case as of a day (today); later events are ignored."""
        day, calendar = as_of or self.now().date(), self.calendars.current()
        case, given, basis = self._case(case_id, lengths)
        learned = self._experience(day, calendar)
        return forecast(case, learned, calendar, day, seed=seed, lengths=given, basis=basis)

    def next_actions(
        self, case_id: str, *, seed: int = SEED, as_of: date | None = None, lengths: Lengths | None = None
    ) -> tuple[NextAction, ...]:
        """The acts of a day (today) that help a case most, best first."""
        day, calendar = as_of or self.now().date(), self.calendars.current()
        case, given, basis = self._case(case_id, lengths)
        learned = self._experience(day, calendar)
        return next_actions(case, learned, calendar, day, seed=seed, lengths=given, basis=basis)

    def _case(self, case_id: str, lengths: Lengths | None) -> tuple[Case, Lengths, CountingBasis | None]:
        """A case with all its benchmarks, this workspace's own among them, the lengths given or planned, the 口径."""
        with self.open_work(writes=False) as work:
            case, measured = work.cases.get(case_id), measuring(work)
            given = lengths if lengths is not None else planned_lengths(work, case_id)
        template = replace(case.template, benchmarks=measured.benchmarks(case.template))
        return replace(case, template=template), given, measured.basis

    def _experience(self, day: date, calendar: WorkingCalendar) -> Experience:
        mark = (self.histories.mark(), calendar.version, day.isoformat())
        if self._learned is None or self._learned[0] != mark:
            self._learned = mark, Experience(_examples(self.histories.durations(day), calendar, day))
        return self._learned[1]


def _examples(histories: list[CaseHistory], calendar: WorkingCalendar, day: date) -> list[PastStep]:
    """The examples of all cases; a matter that several cases of a project share is one example."""
    found: dict[tuple[str, str], PastStep] = {}
    for one in histories:
        for step in past_steps(one.project_id, one.officer, one.opened_on, one.template, one.records, calendar, day):
            found.setdefault((step.project, step.matter), step)
    return list(found.values())
