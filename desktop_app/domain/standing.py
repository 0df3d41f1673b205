"""Standings: where a step stands on a day, with its clocks, lamp and how many working days are left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.clock import Derivation, Pause, derive
from desktop_app.domain.limit import BoundParty, Limit, LimitKind, Unit
from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES, Attempt, Lamp, Progress, StepState
from desktop_app.domain.suspension import Suspension
from desktop_app.domain.template import StepTemplate

WARNING_DAYS = 2
"""A lamp turns amber when at most this many working days are left (dossier B.3, AUG rule)."""


@dataclass(frozen=True, slots=True)
class RunningClock:
    """One clock of a step: `promised` 承诺 or `statutory` 法定, its derivation and the suspension that holds it still.

    While `held_by` is set the due date is not known: it is computed again on resumption. `derivation.due` is then the
    date the clock would have had without the open suspension.
    """

    name: str
    limit: Limit
    start: date
    derivation: Derivation
    held_by: Suspension | None

    @property
    def due(self) -> date | None:
        """The due date, None while the clock stands still."""
        return None if self.held_by else self.derivation.due

    @property
    def counts_as_late(self) -> bool:
        """Whether passing the date is lateness at all: a minimum period is an earliest finish."""
        return self.limit.kind is LimitKind.MAXIMUM


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
    today: date,
    calendar: WorkingCalendar,
    day_policy: Unit = Unit.WORKING_DAYS,
) -> Standing:
    """Compute clocks and lamp of one step from a situation that was folded up to `today`."""
    step = case.template.step(code)
    progress = situation.progress[code]
    state = situation.state[code]
    # A step left out, or not yet decided, has no clock; nor has one that was only entered as done long ago.
    runs = state is not StepState.SKIPPED and code not in situation.undecided
    clocks = _clocks(step, progress, situation.progress, calendar, day_policy) if runs else ()
    primary = _primary(clocks)
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
    case: Case, today: date, calendar: WorkingCalendar, *, until: date | None, day_policy: Unit = Unit.WORKING_DAYS
) -> tuple[Standing, ...]:
    """All steps of a case in template order; `until` limits the events looked at (None: all of them)."""
    situation = case.situation(until)
    return tuple(standing(case, situation, step.code, today, calendar, day_policy) for step in case.template.steps)


def _clocks(
    step: StepTemplate,
    progress: Progress,
    others: Mapping[str, Progress],
    calendar: WorkingCalendar,
    day_policy: Unit,
) -> tuple[RunningClock, ...]:
    attempt = progress.attempt
    if attempt is not None and attempt.recorded:
        return ()
    found = []
    for name, limit in (("promised", step.promised_limit), ("statutory", step.statutory_limit)):
        start = _start(limit, attempt, others, calendar) if limit else None
        if limit is None or start is None:
            continue
        suspensions = attempt.suspensions if attempt else ()
        stopping = [one for one in suspensions if one.stops(name)]
        pauses = tuple(pause for pause in (one.pause() for one in stopping) if isinstance(pause, Pause))
        derivation = derive(calendar, start, limit, pauses, day_policy=day_policy)
        held = min((one for one in stopping if one.resumed is None), key=lambda one: one.first, default=None)
        if held is not None and derivation.due < held.first:
            held = None  # it was late before it was suspended: the date stands
        found.append(RunningClock(name, limit, start, derivation, held))
    return tuple(found)


def _start(
    limit: Limit, attempt: Attempt | None, others: Mapping[str, Progress], calendar: WorkingCalendar
) -> date | None:
    if limit.start.startswith("done:"):
        before = others.get(limit.start.removeprefix("done:"))
        ended = before.attempt if before else None
        return ended.ended if ended and ended.outcome is StepState.DONE else None
    if attempt is None:
        return None
    if limit.start == "received":
        # Clock rule 2: a filing on a rest day counts as filed on the next working day.
        return calendar.next_working(attempt.filed) if attempt.filed else None
    return attempt.accepted


def _primary(clocks: tuple[RunningClock, ...]) -> RunningClock | None:
    """The clock the lamp follows: 承诺, else 法定; a minimum period never makes anything late."""
    return next((clock for clock in clocks if clock.counts_as_late), None)


_PLAIN_LAMPS = {
    StepState.REFUSED: Lamp.REFUSED,
    StepState.WITHDRAWN: Lamp.WITHDRAWN,
    StepState.SKIPPED: Lamp.SKIPPED,
}


def _lamp(
    state: StepState, attempt: Attempt | None, primary: RunningClock | None, today: date, calendar: WorkingCalendar
) -> tuple[Lamp, int | None]:
    if state in _PLAIN_LAMPS:
        return _PLAIN_LAMPS[state], None
    due = primary.due if primary else None
    if state is StepState.DONE:
        ended = attempt.ended if attempt else None
        return (Lamp.DONE_LATE if due and ended and ended > due else Lamp.DONE), None
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
