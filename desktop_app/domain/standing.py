"""Standings: where a step stands on a day, with its clocks, lamp and how many working days are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.limit import BoundParty
from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES, Attempt, Lamp, Progress, StepState
from desktop_app.domain.step_clocks import RunningClock, step_clocks
from desktop_app.domain.suspension import Suspension
from desktop_app.domain.template import StepTemplate

_LAMP_CLOCKS = ("promised", "statutory")
"""The lamp follows 承诺, else 法定; clocks beside the main line have dates but no lamp."""

WARNING_DAYS = 2
"""A lamp turns amber when at most this many working days are left (dossier B.3, AUG rule)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one step stands on `today`. `left` is in working days, negative when over; None when nothing runs."""

    step: StepTemplate
    state: StepState
    lamp: Lamp
    progress: Progress
    officer: str
    clocks: tuple[RunningClock, ...]
    primary: RunningClock | None
    left: int | None
    blocked_by: tuple[str, ...]
    undecided: bool

    @property
    def suspension(self) -> Suspension | None:
        """The oldest suspension still open."""
        attempt = self.progress.attempt
        return attempt.open_suspensions[0] if attempt and attempt.open_suspensions else None

    @property
    def open_parts(self) -> tuple[str, ...]:
        """The parts 分项 of the step that are not done yet, by name."""
        attempt = self.progress.attempt
        return tuple(part.name for part in self.step.parts if attempt is None or attempt.part(part.name) is None)

    @property
    def bound_party(self) -> BoundParty:
        """Whom the running clock binds; an enterprise's own limit only reminds."""
        return bound_party(self.step, self.primary)


def bound_party(step: StepTemplate, clock: RunningClock | None) -> BoundParty:
    """Whom a clock binds: the law names it for the statutory one; a promise binds whoever does the work."""
    if clock is not None and clock.name == "statutory":
        return clock.limit.bound_party
    return BoundParty.ENTERPRISE if step.matter.approval_kind == "企业自办" else BoundParty.AUTHORITY


def standing(
    case: Case,
    situation: Situation,
    code: str,
    today: date | None,
    calendar: WorkingCalendar,
) -> Standing:
    """Compute clocks and lamp of one step; without `today` only what does not depend on the day."""
    step = case.template.step(code)
    progress = situation.progress[code]
    state = situation.state[code]
    # A step left out, or not yet decided, has no clock; nor has one that was only entered as done long ago.
    runs = state is not StepState.SKIPPED and code not in situation.undecided
    clocks = step_clocks(step, progress, situation.progress, calendar) if runs else ()
    if today is not None:
        clocks = tuple(clock for clock in clocks if clock.deemed_after is None or clock.deemed_after < today)
    primary = next((clock for clock in clocks if clock.counts_as_late and clock.name in _LAMP_CLOCKS), None)
    lamp, left = _lamp(state, progress.attempt, primary, today, calendar)
    return Standing(
        step=step,
        state=state,
        lamp=lamp,
        progress=progress,
        officer=case.officer_of(code, progress),
        clocks=clocks,
        primary=primary,
        left=left,
        blocked_by=situation.blocked_by.get(code, ()),
        undecided=code in situation.undecided,
    )


def standings(
    case: Case,
    today: date | None,
    calendar: WorkingCalendar,
    *,
    until: date | None,
) -> tuple[Standing, ...]:
    """All steps of a case in template order; `until` limits the events looked at (None: all of them)."""
    situation = case.situation(until)
    return tuple(standing(case, situation, step.code, today, calendar) for step in case.template.steps)


_PLAIN_LAMPS = {
    StepState.REFUSED: Lamp.REFUSED,
    StepState.WITHDRAWN: Lamp.WITHDRAWN,
    StepState.SKIPPED: Lamp.SKIPPED,
}


def _lamp(
    state: StepState,
    attempt: Attempt | None,
    primary: RunningClock | None,
    today: date | None,
    calendar: WorkingCalendar,
) -> tuple[Lamp, int | None]:
    if state in _PLAIN_LAMPS:
        return _PLAIN_LAMPS[state], None
    due = primary.due if primary else None
    if state is StepState.DONE:
        ended = attempt.ended if attempt else None
        return (Lamp.DONE_LATE if due and ended and ended > due else Lamp.DONE), None
    if today is None:
        return Lamp.NOT_STARTED, None
    return lamp_on(state, due, today, calendar)


def lamp_on(
    state: StepState, due: date | None, today: date, calendar: WorkingCalendar, warning_days: int = WARNING_DAYS
) -> tuple[Lamp, int | None]:
    """The lamp of a step that has not ended, and the working days left after today through its due date."""
    left = calendar.count_working(today, due) if due else None
    if due is not None and due < today:
        return Lamp.OVERDUE, left
    if state is StepState.SUSPENDED:
        return Lamp.SUSPENDED, left
    if left is not None and left <= warning_days:
        return Lamp.WARNING, left
    if state in RUNNING_STATES:
        return Lamp.NORMAL, left
    return (Lamp.READY if state is StepState.READY else Lamp.NOT_STARTED), left


def late(standing: Standing, day: date) -> bool:
    """Whether an unfinished step's running clock passed before `day`."""
    if standing.state in ENDED_STATES or standing.primary is None:
        return False
    due = standing.primary.due
    return due is not None and due < day
