"""Slack 机动时间 of the steps in hand on many mornings of one case: what `outlook_from` finds, and nothing else of it.

A figure asks for thousands of mornings. Most of an outlook stays the same from one to the next: the promises while
nothing is recorded, and how far back every step must be finished for a given finish of the case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Situation
from desktop_app.domain.due_date import due_date
from desktop_app.domain.graph import effective_predecessors
from desktop_app.domain.length import StepLengths
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.outlook import filed_again, resumed_on
from desktop_app.domain.progress import RUNNING_STATES, Attempt, Progress, StepState
from desktop_app.domain.step_clocks import promised_due
from desktop_app.domain.template import ApprovalTemplate, StepTemplate

_DAY = timedelta(days=1)
_COMING = frozenset({StepState.WAITING, StepState.READY})


@dataclass(frozen=True, slots=True)
class _Promise:
    """When a running step ends by its promise, deemed to run only after a day; without `due` it is accepted next."""

    due: date | None
    deemed_after: date | None = None


class Slacks:
    """The slack of the running steps of a case, by its template, calendar and the lengths given to its steps.

    No morning asked for is earlier than `first`.
    """

    def __init__(
        self,
        template: ApprovalTemplate,
        calendar: WorkingCalendar,
        first: date,
        lengths: Mapping[str, Limit] | None = None,
    ) -> None:
        self.template, self.calendar, self.given = template, calendar, lengths or {}
        self.lengths = StepLengths.of(template, calendar, lengths)
        self.steps = {step.code: step for step in template.steps}
        # Any day does to count from, as long as it is no later than all others.
        self._first = first - _DAY
        self._promises: dict[str, tuple[Progress, Progress | None, _Promise]] = {}

    def working_days(self, code: str) -> int | None:
        """The working days of a step, None when it is counted otherwise."""
        limit = self.lengths.limits[code]
        working = self.calendar.counted_as(limit.unit) is Unit.WORKING_DAYS
        return limit.amount if working or not limit.amount else None

    def number(self, day: date) -> int:
        """How many working days there are after the day before the first, through a day."""
        return self.calendar.count_working(self._first, day)

    def day(self, number: int) -> date:
        """The working day of a number."""
        return self.calendar.add_working(self._first, number)

    def mornings(self, situation: Situation) -> Mornings:
        """The mornings on which a situation lasts."""
        return Mornings(self, situation)

    def promise(self, step: StepTemplate, situation: Situation) -> _Promise:
        """The promise of a step that is not suspended, kept while nothing is recorded of it or what starts it."""
        progress, before = situation.progress[step.code], _starts_it(step, situation)
        kept = self._promises.get(step.code)
        if kept is not None and kept[0] is progress and kept[1] is before:
            return kept[2]
        found = self.promised(step, progress, situation)
        self._promises[step.code] = (progress, before, found)
        return found

    def promised(self, step: StepTemplate, progress: Progress, situation: Situation) -> _Promise:
        """The promise of a step by a record of it."""
        attempt = progress.attempt or Attempt()
        if step.code in self.given and attempt.filed is not None:
            pauses = [pause for one in attempt.suspensions if (pause := one.pause()) is not None]
            return _Promise(due_date(self.calendar, attempt.accepted or attempt.filed, self.given[step.code], pauses))
        found = promised_due(step, progress, situation.progress, self.calendar)
        return _Promise(None) if found is None else _Promise(*found)


class Mornings:
    """The mornings of one situation of a case: what does not depend on the day is worked out once for all of them.

    Days are told by how many working days there are through them: every finish after a morning is a working day, and
    a latest day matters only by the working days through it.
    """

    def __init__(self, means: Slacks, situation: Situation) -> None:
        self._means, self._situation = means, situation
        self._calendar, self._lengths = means.calendar, means.lengths
        before = effective_predecessors(means.template, situation.left_out | situation.undecided)
        state, again = situation.state, filed_again(before, situation)
        self.running = [code for code in before if state[code] in RUNNING_STATES]
        awaited = set(self.running)
        self._coming: list[tuple[str, list[str], int | None]] = []
        for code, codes in before.items():
            if state[code] in _COMING or code in again:
                self._coming.append((code, [one for one in codes if one in awaited], means.working_days(code)))
                awaited.add(code)
        self._latest: dict[int, dict[str, int]] = {}

    def slack(self, day: date, codes: Sequence[str]) -> dict[str, int]:
        """The slack in working days of running steps on the morning of a day."""
        finishes, starts = self._finishes(day)
        latest = self._latest_for(max(finishes.values()), starts)
        return {code: latest[code] - finishes[code] for code in codes if code in finishes}

    def _finishes(self, day: date) -> tuple[dict[str, int], dict[str, int]]:
        floor, resumption = self._calendar.next_working(day), self._calendar.add_working(day, 1)
        number = self._means.number
        finishes = {code: number(self._running(code, day, floor, resumption)) for code in self.running}
        starts: dict[str, int] = {}
        first = number(floor)
        for code, earlier, days in self._coming:
            start = first
            for other in earlier:
                if finishes[other] > start:
                    start = finishes[other]
            starts[code] = start
            finishes[code] = (
                number(self._lengths.finish(code, self._means.day(start))) if days is None else start + days
            )
        return finishes, starts

    def _running(self, code: str, day: date, floor: date, resumption: date) -> date:
        step, situation = self._means.steps[code], self._situation
        if situation.state[code] is StepState.SUSPENDED:
            floor_here = resumption
            promise = self._means.promised(step, resumed_on(situation.progress[code], resumption), situation)
        else:
            floor_here, promise = floor, self._means.promise(step, situation)
        if promise.due is not None and (promise.deemed_after is None or promise.deemed_after < day):
            return max(floor_here, promise.due)
        attempt = situation.progress[code].attempt
        waits = attempt is None or attempt.accepted is None
        return max(floor_here, self._lengths.finish(code, floor) if waits else floor)

    def _latest_for(self, end: int, starts: Mapping[str, int]) -> dict[str, int]:
        """The latest finish of every step that leaves the finish of the case where it is.

        It depends on that finish alone: a step that can start as it does asks only how much later it might.
        """
        kept = self._latest.get(end)
        if kept is not None:
            return kept
        latest = dict.fromkeys([*self.running, *starts], end)
        for code, earlier, days in reversed(self._coming):
            if not earlier:
                continue
            begins = self._latest_start(code, starts[code], latest[code]) if days is None else latest[code] - days
            for other in earlier:
                if begins < latest[other]:
                    latest[other] = begins
        self._latest[end] = latest
        return latest

    def _latest_start(self, code: str, start: int, finish: int) -> int:
        means = self._means
        return means.number(self._lengths.latest_start(code, means.day(start), means.day(finish)))


def _starts_it(step: StepTemplate, situation: Situation) -> Progress | None:
    limit = step.promised_limit
    if limit is None or not limit.start.startswith("done:"):
        return None
    return situation.progress.get(limit.start.removeprefix("done:"))
