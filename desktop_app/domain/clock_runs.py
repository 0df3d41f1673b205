"""Runs of clocks 计时: every date somebody still has to keep, each with an identity that lives as long as the run does.

A run ends with its step and begins anew when the clock is restarted, extended or moved by a suspension; taking such an
entry back brings the earlier run back. A changed calendar moves its date and leaves it the same run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.custody import CustodyState, MaterialEntry, custody_items
from desktop_app.domain.limit import BoundParty, Unit
from desktop_app.domain.matter import Validity
from desktop_app.domain.plan import Plan
from desktop_app.domain.progress import ENDED_STATES, Attempt, StepState
from desktop_app.domain.standing import Standing
from desktop_app.domain.step_clocks import RunningClock


class Track(StrEnum):
    """Which ladder a run climbs."""

    LIMIT = "limit"
    ENTERPRISE = "enterprise"
    TOLERANCE = "tolerance"
    DELIVERY = "delivery"
    PLAN = "plan"
    VALIDITY = "validity"
    HELD = "held"


NATURAL_TRACKS = frozenset({Track.VALIDITY, Track.HELD})
"""Tracks whose days are natural days: the last valid day of a paper does not wait for office hours."""


@dataclass(frozen=True, slots=True)
class ClockRun:
    """One date to keep: `due` is the last day, `since` the first day on which it binds; neither depends on today.

    `clock` names the clock (promised, statutory, tolerance, delivery, plan, validity, held), `what` the missing papers,
    the certificate or the original. `run` is the identity within project and matter, the same in every case of the
    project.
    """

    project_id: str
    case_id: str
    matter: str
    track: Track
    clock: str
    run: str
    due: date
    since: date
    missing_years: tuple[int, ...] = ()
    what: str = ""


def clock_runs(
    case: Case,
    stands: Iterable[Standing],
    calendar: WorkingCalendar,
    plan: Plan | None,
    begun: Collection[str] = (),
) -> tuple[ClockRun, ...]:
    """Every run of a case from the standings of its steps (those of no particular day), in template order.

    Clocks that a suspension holds still have no run. `begun` are matters that began in another case of the project.
    """
    steps = {one.step.code: one for one in stands}
    used = begun_matters(steps.values()) | set(begun)
    found: list[ClockRun] = []
    for one in steps.values():
        found.extend(_of_clocks(case, one))
        found.extend(_of_paper(case, one, calendar, used))
    found.extend(_of_plan(case, steps, plan))
    return tuple(found)


def held_runs(case: Case, entries: Iterable[MaterialEntry]) -> tuple[ClockRun, ...]:
    """How long the originals of a case still hold that the centre or an authority has, by the day printed on them."""
    found = []
    for item in custody_items(entries):
        received, until = item.received, item.received.valid_until
        if received.case_id != case.id or until is None or item.state is CustodyState.HANDED_OVER:
            continue
        made = _run(case, received.matter, Track.HELD, "held", received.id, until.isoformat())
        what = f"{received.material}有效至 {until.isoformat()}"
        found.append(replace(made, due=until, since=received.on, what=what))
    return tuple(found)


def begun_matters(stands: Iterable[Standing]) -> set[str]:
    """The matters on which something was filed."""
    return {one.step.code for one in stands if one.progress.attempts}


def _run(case: Case, code: str, track: Track, clock: str, *parts: str) -> ClockRun:
    identity = sha256("\n".join((track, clock, *parts)).encode()).hexdigest()[:16]
    return ClockRun(case.project_id, case.id, code, track, clock, identity, case.opened_on, case.opened_on)


def _of_clocks(case: Case, one: Standing) -> Iterator[ClockRun]:
    """The clock the lamp follows, and 容缺 and 送达 beside it."""
    attempt, number = one.progress.attempt, str(len(one.progress.attempts))
    if one.primary is not None and one.primary.due is not None and one.state not in ENDED_STATES:
        clock = one.primary
        track = Track.ENTERPRISE if one.bound_party is BoundParty.ENTERPRISE else Track.LIMIT
        moves = dict(_moves(clock, attempt))
        made = _run(case, one.step.code, track, clock.name, number, clock.start.isoformat(), *moves)
        dated = _dated(made, clock)
        yield replace(dated, since=max([dated.since, *moves.values()]))
    for clock in one.clocks:
        if clock.ended is not None or clock.due is None:
            continue
        if clock.name == "delivery":
            yield _dated(_run(case, one.step.code, Track.DELIVERY, clock.name, number, clock.start.isoformat()), clock)
        elif clock.name == "tolerance" and attempt is not None and one.state not in _GIVEN_UP:
            promised = attempt.open_tolerance
            if promised is not None:
                made = _run(case, one.step.code, Track.TOLERANCE, clock.name, promised.event)
                yield replace(_dated(made, clock), what=promised.missing)


_GIVEN_UP = frozenset({StepState.REFUSED, StepState.WITHDRAWN, StepState.SKIPPED})


def _moves(clock: RunningClock, attempt: Attempt | None) -> Iterator[tuple[str, date]]:
    """The recorded acts that moved the date of a clock, each with the day from which it stands where it does."""
    if attempt is None:
        return
    longer = attempt.extension(clock.name)
    if longer is not None:
        yield longer.event, longer.on
    for one in attempt.suspensions:
        if one.resumed is not None and one.stops(clock.name) and one.pause() is not None:
            yield one.event, one.resumed


def _dated(made: ClockRun, clock: RunningClock) -> ClockRun:
    due = clock.derivation
    # Until the time for a 补正 notice is over nobody knows whether the matter counts as accepted.
    since = clock.start if clock.deemed_after is None else max(clock.start, clock.deemed_after + timedelta(days=1))
    return replace(made, due=due.due, since=since, missing_years=due.missing_years)


def _of_paper(case: Case, one: Standing, calendar: WorkingCalendar, used: Collection[str]) -> Iterator[ClockRun]:
    """How long the certificate a step ended with still holds, unless what it is for has begun."""
    attempt, result = one.progress.attempt, one.step.matter.result
    validity = result.lasts if result is not None else None
    if result is None or validity is None or attempt is None or attempt.outcome is not StepState.DONE:
        return
    since = _valid_from(validity, attempt)
    if since is None or any(code in used for code in validity.used_by):
        return
    last = validity.last_day(since)
    what = f"{result.name}有效至 {last.isoformat()}"
    if validity.renew_before is not None:
        ahead = validity.renew_before
        whole_days = ahead.unit is not Unit.WORKING_DAYS
        last = last - timedelta(days=ahead.amount) if whole_days else calendar.add_working(last, -ahead.amount)
        what = f"{what}，最迟提前 {ahead.words()}申请延续"
    made = _run(case, one.step.code, Track.VALIDITY, "validity", str(len(one.progress.attempts)), since.isoformat())
    missing = tuple(year for year in (last.year,) if not calendar.known(year))
    yield replace(made, due=last, since=since, missing_years=missing, what=what)


def _valid_from(validity: Validity, attempt: Attempt) -> date | None:
    """The day a certificate is valid from; None when only its month is known."""
    days = {"received": attempt.filed, "accepted": attempt.accepted, "done": attempt.ended}
    return days.get(validity.from_event)


def _of_plan(case: Case, steps: Mapping[str, Standing], plan: Plan | None) -> Iterator[ClockRun]:
    """应办未办: steps of the plan that could be filed; one that still waits for another is not chased."""
    for step in plan.steps if plan is not None else ():
        one = steps.get(step.code)
        if plan is None or one is None or step.start is None or step.began:
            continue
        if one.state is not StepState.READY or one.undecided:
            continue
        before = [steps[code].progress.attempt for code in one.step.after]
        opened = [one.ended for one in before if one is not None and one.ended is not None]
        made = _run(case, step.code, Track.PLAN, "plan", plan.id)
        since = max([step.start, plan.made_at.date(), *opened])
        yield replace(made, due=step.start, since=since, missing_years=step.missing_years)
