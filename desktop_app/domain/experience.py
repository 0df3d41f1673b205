"""Experience 经验: what the finished and running steps of a workspace teach about how long steps take and wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.pace import Belief, Observation, Pace
from desktop_app.domain.template import ApprovalTemplate, StepTemplate

ENOUGH = 5
"""Fewer finished examples of a matter at its authority than this are 样本不足."""

_WORKING_SHARE = 250 / 365
_HOURS_OF_A_DAY = 7
_LEAST_USUAL = 1.0

_DURATIONS = Belief(ratio=1.0, spread=0.33, doubt=0.5, between_groups=0.3, between_kinds=0.45, between_wholes=0.25)
_WAITS = Belief(ratio=0.75, spread=0.55, doubt=0.5, between_groups=0.4, between_kinds=0.4, between_wholes=0.4)


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What the events tell of one matter of a project: first filing and finish, None while unknown or not yet.

    `done` is whether it was finished, on whatever day; `gone` whether it was refused or withdrawn and not filed again.
    """

    filed: date | None = None
    ended: date | None = None
    done: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class PastStep:
    """One example: working days from first filing to finish (or so far), and from being ready to filing.

    Suspensions and refilings are part of `days`. `waited` is None when it cannot be told.
    """

    project: str
    matter: str
    authority: str
    officer: str
    limit: Limit | None
    days: int
    ended: bool
    waited: int | None


def past_steps(
    project: str,
    officer: str,
    opened_on: date,
    template: ApprovalTemplate,
    records: Mapping[str, StepRecord],
    calendar: WorkingCalendar,
    as_of: date,
) -> list[PastStep]:
    """The examples one case gives, from the records of its matters up to a day."""
    found = []
    ready = ready_days(template, opened_on, records)
    for step in template.steps:
        record = records.get(step.code)
        if record is None or record.filed is None or record.gone or (record.done and record.ended is None):
            continue
        start = ready[step.code]
        found.append(
            PastStep(
                project=project,
                matter=step.code,
                authority=step.matter.authority,
                officer=officer,
                limit=step.promised_limit,
                days=max(calendar.count_working(record.filed, record.ended or as_of), 0),
                ended=record.ended is not None,
                waited=None if start is None else max(calendar.count_working(start, record.filed), 0),
            )
        )
    return found


def ready_days(
    template: ApprovalTemplate, opened_on: date, records: Mapping[str, StepRecord]
) -> dict[str, date | None]:
    """When each step could be started: the last finish before it, None while one before it is running.

    A step without any record passes its own predecessors on: it was left out, or its successor began early.
    """
    ready: dict[str, date | None] = {}
    for code in template.order:
        days: list[date | None] = [opened_on]
        for before in template.step(code).after:
            record = records.get(before)
            if record is None:
                days.append(ready[before])
            elif record.done:
                days.append(record.ended or opened_on)
            else:
                days.append(None)
        known = [day for day in days if day is not None]
        ready[code] = max(known) if len(known) == len(days) else None
    return ready


def usual_days(limit: Limit | None) -> float | None:
    """A limit as working days; natural days at 250 working days a year."""
    if limit is None:
        return None
    amount = float(limit.amount)
    match limit.unit:
        case Unit.NATURAL_DAYS:
            amount *= _WORKING_SHARE
        case Unit.WORKING_HOURS:
            amount /= _HOURS_OF_A_DAY
        case Unit.NATURAL_HOURS:
            amount *= _WORKING_SHARE / 24
    return max(amount, _LEAST_USUAL)


class Experience:
    """The learned pace of steps (from filing to finish) and of starting them (from ready to filing)."""

    def __init__(self, past: Iterable[PastStep] = ()) -> None:
        steps = list(past)
        self._durations = Pace(
            [
                Observation(_kind(s.matter, s.authority), s.authority, s.project, usual_days(s.limit), s.days, s.ended)
                for s in steps
            ],
            _DURATIONS,
        )
        self._waits = Pace(
            [
                Observation(_kind(s.matter, s.authority), s.officer, s.project, _LEAST_USUAL, s.waited)
                for s in steps
                if s.waited is not None
            ],
            _WAITS,
        )

    def samples(self, step: StepTemplate) -> int:
        """How many finished examples there are of a matter at its authority."""
        return self._durations.seen(_kind(step.code, step.matter.authority))

    def knows(self, step: StepTemplate, limit: Limit | None) -> bool:
        """Whether the length of a step can be estimated at all: it is promised, or was seen."""
        return self._durations.knows(_kind(step.code, step.matter.authority), usual_days(limit))

    def days(self, step: StepTemplate, limit: Limit | None, rng: Random) -> list[float]:
        """Equally likely lengths of a step it knows, in working days and a fraction."""
        authority = step.matter.authority
        return self._durations.table(_kind(step.code, authority), authority, usual_days(limit), rng)

    def waits(self, step: StepTemplate, officer: str, rng: Random) -> list[float]:
        """Equally likely waiting times of a ready step until it is filed, in working days and a fraction."""
        return self._waits.table(_kind(step.code, step.matter.authority), officer, _LEAST_USUAL, rng)

    def case_factors(self, project: str, rng: Random, runs: int) -> tuple[list[float], list[float]]:
        """How slow this case is in being done and in being started, for each run."""
        return self._durations.whole_factors(project, rng, runs), self._waits.whole_factors(project, rng, runs)

    def authority_factors(self, authority: str, rng: Random, runs: int) -> list[float]:
        """How far the pace of an authority may be off, for each run."""
        return self._durations.group_factors(authority, rng, runs)

    def officer_factors(self, officer: str, rng: Random, runs: int) -> list[float]:
        """How far the pace of an officer in starting steps may be off, for each run."""
        return self._waits.group_factors(officer, rng, runs)


def _kind(matter: str, authority: str) -> str:
    return f"{matter}\x1f{authority}"
