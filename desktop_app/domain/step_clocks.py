"""Step clocks: the running clocks of one step, started, stopped, restarted and extended by what was recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.clock import Derivation, OfficeHours, Pause, derive, effective_start
from desktop_app.domain.due_date import due_date
from desktop_app.domain.limit import BoundParty, Limit, LimitKind, Unit
from desktop_app.domain.progress import Attempt, Progress, StepState
from desktop_app.domain.suspension import Suspension
from desktop_app.domain.template import StepTemplate

_DELIVERY_DAYS = 10
"""送达: ten working days from the decision (行政许可法44), a clock of its own."""

_DELIVERED_KINDS = frozenset({"许可", "核准"})
"""Kinds of matter that end in a decision to be served on the applicant (行政许可法44)."""


@dataclass(frozen=True, slots=True)
class RunningClock:
    """One clock of a step: `promised` 承诺 or `statutory` 法定, its derivation and the suspension that holds it still.

    `tolerance` 容缺补齐 and `delivery` 送达 are clocks of their own that never colour the lamp. `original` is the
    derivation before an extension, whose date stays visible. `deemed_after` is set when the matter counts as accepted
    from receipt because no 补正 was notified through that day (行政许可法32); the clock binds from the day after.
    While `held_by` is set the due date is not known: it is computed again on resumption. `derivation.due` is then the
    date the clock would have had without the open suspension.
    """

    name: str
    limit: Limit
    start: date
    derivation: Derivation
    held_by: Suspension | None
    original: Derivation | None = None
    deemed_after: date | None = None
    ended: date | None = None

    @property
    def due(self) -> date | None:
        """The due date, None while the clock stands still."""
        return None if self.held_by else self.derivation.due

    @property
    def counts_as_late(self) -> bool:
        """Whether passing the date is lateness at all: a minimum period is an earliest finish."""
        return self.limit.kind is LimitKind.MAXIMUM


def step_clocks(
    step: StepTemplate,
    progress: Progress,
    others: Mapping[str, Progress],
    calendar: WorkingCalendar,
) -> tuple[RunningClock, ...]:
    """All clocks of a step that have started; a step only entered as done long ago has none."""
    attempt = progress.attempt
    if attempt is not None and attempt.recorded:
        return ()
    found = []
    for name, limit in (("promised", step.promised_limit), ("statutory", step.statutory_limit)):
        started = _start(step, limit, attempt, others, calendar) if limit else None
        if limit is not None and started is not None:
            found.append(_clock(name, limit, started, attempt, calendar))
    if attempt is not None:
        found.extend(_beside(step, attempt, calendar))
    return tuple(found)


def promised_due(
    step: StepTemplate, progress: Progress, others: Mapping[str, Progress], calendar: WorkingCalendar
) -> tuple[date, date | None] | None:
    """Only the date of the promised clock that `step_clocks` derives, and the day it is deemed to start after.

    None when that clock has not started. The date is read off the calendar, for figures that ask for very many.
    """
    attempt, limit = progress.attempt, step.promised_limit
    if limit is None or (attempt is not None and attempt.recorded):
        return None
    start = _start(step, limit, attempt, others, calendar)
    if start is None:
        return None
    longer = attempt.extension("promised") if attempt else None
    if longer is not None:
        limit = replace(limit, amount=limit.amount + longer.amount)
    pauses = [pause for one in (attempt.suspensions if attempt else ()) if (pause := one.pause()) is not None]
    return due_date(calendar, start.day, limit, pauses), start.deemed_after


@dataclass(frozen=True, slots=True)
class _Start:
    day: date
    deemed_after: date | None = None


def _clock(
    name: str,
    limit: Limit,
    start: _Start,
    attempt: Attempt | None,
    calendar: WorkingCalendar,
) -> RunningClock:
    suspensions = attempt.suspensions if attempt else ()
    stopping = [one for one in suspensions if one.stops(name)]
    pauses = tuple(pause for pause in (one.pause() for one in stopping) if isinstance(pause, Pause))
    original = None
    longer = attempt.extension(name) if attempt else None
    derivation = derive(calendar, start.day, limit, pauses)
    if longer is not None:
        original = derivation
        extended = replace(limit, amount=limit.amount + longer.amount)
        derivation = derive(calendar, start.day, extended, pauses)
    held = min((one for one in stopping if one.resumed is None), key=lambda one: one.first, default=None)
    if held is not None and derivation.due < held.first:
        held = None  # it was late before it was suspended: the date stands
    return RunningClock(name, limit, start.day, derivation, held, original, start.deemed_after)


def _start(
    step: StepTemplate,
    limit: Limit,
    attempt: Attempt | None,
    others: Mapping[str, Progress],
    calendar: WorkingCalendar,
) -> _Start | None:
    if limit.start.startswith("done:"):
        before = others.get(limit.start.removeprefix("done:"))
        ended = before.attempt if before else None
        return _Start(ended.ended) if ended and ended.ended and ended.outcome is StepState.DONE else None
    if attempt is None:
        return None
    if attempt.restarted is not None:
        return _Start(attempt.restarted)
    if limit.start == "received":
        filed = _filed(attempt, calendar)
        return _Start(filed) if filed else None
    if attempt.accepted is not None:
        # Accepted on the evening it was filed after hours: the filing counts from the next working day (rule 2).
        filed = _filed(attempt, calendar) if attempt.received_time else None
        return _Start(max(attempt.accepted, filed or attempt.accepted))
    return _deemed(step, attempt, calendar)


def _filed(attempt: Attempt, calendar: WorkingCalendar) -> date | None:
    """The day the filing counts from: after hours or on a rest day it is the next working day (clock.md rule 2)."""
    if attempt.filed is None:
        return None
    if not attempt.received_time:
        return calendar.next_working(attempt.filed)
    moment = datetime.combine(attempt.filed, time.fromisoformat(attempt.received_time))
    return effective_start(calendar, moment, OfficeHours())


def _deemed(step: StepTemplate, attempt: Attempt, calendar: WorkingCalendar) -> _Start | None:
    """Neither accepted nor told in time what to correct: accepted from the day of receipt (行政许可法32)."""
    filed, told_by = _filed(attempt, calendar), correction_told_by(step, attempt, calendar)
    if told_by is None or filed is None or attempt.outcome is not None:
        return None
    corrected = [one for one in attempt.suspensions if one.kind.key == "correction" and one.first <= told_by]
    return None if corrected else _Start(filed, told_by)


def correction_told_by(step: StepTemplate, attempt: Attempt, calendar: WorkingCalendar) -> date | None:
    """The last day on which what must be corrected can still be told, None where no rule sets one (行政许可法32)."""
    notice, filed = step.matter.correction_notice, _filed(attempt, calendar)
    return derive(calendar, filed, notice).due if notice is not None and filed is not None else None


def _beside(step: StepTemplate, attempt: Attempt, calendar: WorkingCalendar) -> Iterator[RunningClock]:
    for one in attempt.tolerances:
        limit = Limit(
            one.amount,
            Unit.WORKING_DAYS,
            bound_party=BoundParty.ENTERPRISE,
            text=f"容缺：{one.missing}",
        )
        due = derive(calendar, one.on, limit)
        yield RunningClock("tolerance", limit, one.on, due, None, ended=one.supplied)
    decided = attempt.ended is not None and attempt.outcome is StepState.DONE
    if decided and attempt.ended is not None and step.matter.approval_kind in _DELIVERED_KINDS:
        limit = Limit(
            _DELIVERY_DAYS,
            Unit.WORKING_DAYS,
            start=f"done:{step.code}",
            basis="行政许可法44",
            text="自作出决定之日起十日内颁发、送达",
        )
        due = derive(calendar, attempt.ended, limit)
        yield RunningClock("delivery", limit, attempt.ended, due, None, ended=attempt.delivered)
