"""Projection: the standing of every step and the running dates, written by one function, rebuildable from events."""

from __future__ import annotations

from datetime import date

from desktop_app.application.ports import StepNow, UnitOfWork
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.clock_runs import ClockRun, begun_matters, clock_runs, held_runs
from desktop_app.domain.progress import Lamp
from desktop_app.domain.standing import Standing, standings

CALENDAR_FACT = "projection-calendar"
"""The remembered fact that tells how the stored projection was computed: by which calendar, in which layout."""

_LAYOUT = 5
"""Grows when the projection or its summary keeps something new, so that older workspaces compute theirs again."""


def refresh(work: UnitOfWork, project_id: str, calendar: WorkingCalendar) -> None:
    """Replace the stored projection of a project by the derived one."""
    cases = [(case, standings(case, None, calendar, until=None)) for case in work.cases.of_project(project_id)]
    begun = {code for _, found in cases for code in begun_matters(found)}
    rows: list[StepNow] = []
    runs: list[ClockRun] = []
    entries = work.custody.of_project(project_id)
    for case, found in cases:
        rows += [_row(case, ordinal, one) for ordinal, one in enumerate(found)]
        runs += clock_runs(case, found, calendar, work.plans.in_force(case.id), begun)
        runs += held_runs(case, entries)
    work.project_standing(project_id, rows)
    work.reminders.watch(project_id, runs)


def refresh_all(work: UnitOfWork, calendar: WorkingCalendar) -> None:
    """Replace every stored projection, after the calendar changed."""
    for project in work.projects.find_all():
        refresh(work, project.id, calendar)
    work.remember(CALENDAR_FACT, projection_version(calendar))


def projection_version(calendar: WorkingCalendar) -> str:
    """What a projection must have been computed with to be trusted today."""
    return f"{calendar.version}/{_LAYOUT}/{calendar.day_policy}"


def case_steps(case: Case, calendar: WorkingCalendar, until: date | None = None) -> list[StepNow]:
    """The rows of one case; no field depends on the day they are computed."""
    found = standings(case, None, calendar, until=until)
    return [_row(case, ordinal, one) for ordinal, one in enumerate(found)]


def _row(case: Case, ordinal: int, one: Standing) -> StepNow:
    attempt = one.progress.attempt
    primary = one.primary
    statutory = next((clock for clock in one.clocks if clock.name == "statutory"), None)
    suspension = one.suspension
    return StepNow(
        case_id=case.id,
        project_id=case.project_id,
        matter=one.step.code,
        ordinal=ordinal,
        title=one.step.title,
        stage=one.step.matter.stage,
        authority=one.step.matter.authority,
        officer=one.officer,
        state=one.state,
        undecided=one.undecided,
        clock=primary.name if primary else "",
        start_on=primary.start if primary else None,
        due_on=primary.due if primary else None,
        firm=primary.derivation.firm if primary else True,
        missing_years=primary.derivation.missing_years if primary else (),
        statutory_due_on=statutory.due if statutory and statutory.counts_as_late else None,
        bound_party=one.bound_party.value,
        suspended_on=suspension.first if suspension else None,
        suspension_kind=suspension.kind.word if suspension else "",
        ended_on=attempt.ended if attempt else None,
        ended_month=attempt.ended_month if attempt else "",
        late=one.lamp is Lamp.DONE_LATE,
        blocked_by=one.blocked_by,
        deemed_after=primary.deemed_after if primary else None,
    )
