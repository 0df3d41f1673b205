"""Outlook 走势: where a running case is heading when nothing goes wrong, and what an act today would change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain import graph
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.clock import Pause, derive
from desktop_app.domain.events import Verb
from desktop_app.domain.imagination import imagined
from desktop_app.domain.length import StepLengths
from desktop_app.domain.limit import Limit
from desktop_app.domain.progress import RUNNING_STATES, Attempt, Progress, StepState
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.step_clocks import step_clocks

RESUMES = "假定下一工作日恢复"
FILES_AGAIN = "假定重新申报"

_GONE = frozenset({StepState.REFUSED, StepState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class StepOutlook:
    """One step of a case: what was, or the earliest that can be.

    `began` and `ended` tell that `start` or `finish` is a recorded fact (None when only a month or nothing is known).
    `slack` counts the working days the finish may slip without moving the finish of the case, None once ended;
    `critical` is slack 0. `before` are the kept steps it waits for; `assumed` says in Chinese what was assumed.
    """

    code: str
    title: str
    state: StepState
    start: date | None
    finish: date | None
    began: bool
    ended: bool
    start_firm: bool
    firm: bool
    missing_years: tuple[int, ...]
    slack: int | None
    critical: bool
    before: tuple[str, ...]
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class GroupOutlook:
    """The joint limit of a parallel group: from the first start to the last finish of its kept members.

    `over` is the working days by which the last finish passes `due`, 0 when it is kept.
    """

    name: str
    members: tuple[str, ...]
    limit: Limit
    start: date
    due: date
    finish: date
    over: int
    firm: bool
    missing_years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """All kept steps of a case in topological order, as known on the morning or evening of `today`.

    `undecided` optional steps are left out of every date, as in the schedule of a template. `finish` is the earliest
    finish of the case: of the last kept step, None when nothing has a date.
    """

    today: date
    steps: tuple[StepOutlook, ...]
    groups: tuple[GroupOutlook, ...]
    undecided: tuple[str, ...]

    @property
    def finish(self) -> date | None:
        """The earliest finish of the case."""
        return max((step.finish for step in self.steps if step.finish), default=None)

    @property
    def missing_years(self) -> tuple[int, ...]:
        """Years without an official notice that any date depends on."""
        return tuple(sorted({year for step in self.steps for year in step.missing_years}))

    @property
    def firm(self) -> bool:
        """Whether the finish of the case, and with it every slack, is firm."""
        return not self.missing_years

    @property
    def critical(self) -> tuple[str, ...]:
        """The steps not ended that move the finish of the case when they slip by one working day."""
        return tuple(step.code for step in self.steps if step.critical)

    def step(self, code: str) -> StepOutlook:
        """One kept step; raises Refusal for one that is left out, undecided or unknown."""
        for step in self.steps:
            if step.code == code:
                return step
        raise Refusal.say(f"事项 {code} 不在这个代办件要办的环节里，请先纳入或核对事项编号。")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """An act imagined for today: the outlook without and with it."""

    verb: Verb
    matter: str
    before: Outlook
    after: Outlook
    gain: int

    @classmethod
    def between(cls, verb: Verb, matter: str, before: Outlook, after: Outlook, calendar: WorkingCalendar) -> WhatIf:
        """Compare two outlooks; `gain` is in working days of the finish of the case, negative when it moves back."""
        gain = calendar.count_working(after.finish, before.finish) if after.finish and before.finish else 0
        return cls(verb, matter, before, after, gain)


def what_if(
    case: Case,
    verb: Verb,
    matter: str,
    today: date,
    calendar: WorkingCalendar,
    *,
    lengths: Mapping[str, Limit] | None = None,
) -> WhatIf:
    """Schedule a copy of the case again in which the act was done on the next possible day; the case stays as it is.

    ACCEPT starts a step (ahead of its predecessors if need be), FINISH ends it, RESUME, INCLUDE (which also chooses)
    and SKIP say what they do. Raises Refusal when the rules of the case forbid the act.
    """
    known = as_known(case, today)
    copy = imagined(known, verb, matter, calendar.next_working(today))
    before = outlook(known, today, calendar, lengths=lengths)
    after = _Foresight(copy, today, calendar, lengths).outlook()
    return WhatIf.between(verb, matter, before, after, calendar)


def outlook(
    case: Case,
    today: date,
    calendar: WorkingCalendar,
    *,
    lengths: Mapping[str, Limit] | None = None,
) -> Outlook:
    """The earliest dates of every kept step from `today` on; events after that day are ignored.

    A running step finishes by its promise but not before the next working day from today on (a suspended one is
    resumed the working day after today); one not started follows the graph with promised limits, no earlier than the
    next working day; a refused or withdrawn one that others wait for is filed again. `lengths` gives the time of steps
    such as the building itself, otherwise 0. Raises Refusal for such a length of another step.
    """
    return _Foresight(as_known(case, today), today, calendar, lengths).outlook()


def outlook_from(
    case: Case,
    situation: Situation,
    today: date,
    calendar: WorkingCalendar,
    *,
    lengths: Mapping[str, Limit] | None = None,
) -> Outlook:
    """The outlook of a case whose situation has been folded already, whatever its events say of later days."""
    return _Foresight(case, today, calendar, lengths, situation).outlook()


def as_known(case: Case, day: date) -> Case:
    """The case with only the events that happened by a day."""
    return replace(case, events=tuple(event for event in case.events if event.happened_by(day)))


@dataclass(frozen=True, slots=True)
class _Span:
    start: date | None
    finish: date | None
    start_missing: frozenset[int] = frozenset()
    missing: frozenset[int] = frozenset()
    began: bool = False
    ended: bool = False
    assumed: str = ""


class _Foresight:
    """One pass forward over the kept steps and one back, on the events a case holds."""

    def __init__(
        self,
        case: Case,
        today: date,
        calendar: WorkingCalendar,
        lengths: Mapping[str, Limit] | None,
        situation: Situation | None = None,
    ) -> None:
        self.case = case
        self.today = today
        self.calendar = calendar
        self.given = lengths or {}
        self.lengths = StepLengths.of(case.template, calendar, lengths)
        self.situation = situation or case.situation()
        self.before = graph.effective_predecessors(case.template, self.situation.left_out | self.situation.undecided)
        self.again = filed_again(self.before, self.situation)
        self.floor = calendar.next_working(today)
        self.floor_missing = self._unknown(today, self.floor)
        self.resumption = calendar.add_working(today, 1)

    def outlook(self) -> Outlook:
        spans = self._forward()
        latest = self._backward(spans)
        steps = tuple(self._step(code, span, latest.get(code)) for code, span in spans.items())
        undecided = tuple(code for code in self.case.template.codes if code in self.situation.undecided)
        return Outlook(self.today, steps, self._groups(spans), undecided)

    def _forward(self) -> dict[str, _Span]:
        spans: dict[str, _Span] = {}
        for code, before in self.before.items():
            if self._is_ended(code):
                spans[code] = self._ended(code)
            elif self.situation.state[code] in RUNNING_STATES:
                spans[code] = self._running(code)
            else:
                spans[code] = self._coming(code, [spans[other] for other in before])
        return spans

    def _backward(self, spans: Mapping[str, _Span]) -> dict[str, date]:
        """The latest finish of each step not ended that leaves the finish of the case where it is.

        A step that runs already is not moved by those before it, so it asks nothing of them.
        """
        end = max((span.finish for span in spans.values() if span.finish), default=self.today)
        latest = {code: end for code, span in spans.items() if not span.ended}
        for code in reversed(list(latest)):
            start = spans[code].start
            if spans[code].began or start is None:
                continue
            begins = self.lengths.latest_start(code, start, latest[code])
            for other in self.before[code]:
                if other in latest:
                    latest[other] = min(latest[other], begins)
        return latest

    def _is_ended(self, code: str) -> bool:
        return self.situation.state[code] is StepState.DONE or (
            self.situation.state[code] in _GONE and code not in self.again
        )

    def _attempt(self, code: str) -> Attempt:
        return self.situation.progress[code].attempt or Attempt()

    def _ended(self, code: str) -> _Span:
        attempt = self._attempt(code)
        return _Span(attempt.filed, attempt.ended, began=True, ended=True)

    def _running(self, code: str) -> _Span:
        suspended = self.situation.state[code] is StepState.SUSPENDED
        floor = self.resumption if suspended else self.floor
        due, missing = self._promise(code)
        missing |= self._unknown(self.today, floor)
        start = self._attempt(code).filed
        return _Span(start, max(floor, due), missing=missing, began=True, assumed=RESUMES if suspended else "")

    def _promise(self, code: str) -> tuple[date, frozenset[int]]:
        """When a running step ends by its promise; one not accepted yet is accepted on the next possible day."""
        progress = resumed_on(self.situation.progress[code], self.resumption)
        attempt = progress.attempt or Attempt()
        if code in self.given and attempt.filed is not None:
            pauses = [pause for pause in (one.pause() for one in attempt.suspensions) if isinstance(pause, Pause)]
            start = attempt.accepted or attempt.filed
            found = derive(self.calendar, start, self.given[code], pauses)
            return found.due, frozenset(found.missing_years)
        step = self.case.template.step(code)
        for clock in step_clocks(step, progress, self.situation.progress, self.calendar):
            deemed = clock.deemed_after is None or clock.deemed_after < self.today
            if clock.name == "promised" and deemed:
                return clock.derivation.due, frozenset(clock.derivation.missing_years)
        due = self.lengths.finish(code, self.floor) if attempt.accepted is None else self.floor
        return due, self.lengths.missing_years(code, self.floor, due)

    def _coming(self, code: str, earlier: list[_Span]) -> _Span:
        start = max([self.floor, *(span.finish for span in earlier if span.finish)])
        start_missing = self.floor_missing.union(*(span.missing for span in earlier))
        finish = self.lengths.finish(code, start)
        missing = start_missing | self.lengths.missing_years(code, start, finish)
        return _Span(start, finish, start_missing, missing, assumed=FILES_AGAIN if code in self.again else "")

    def _unknown(self, first: date, last: date) -> frozenset[int]:
        return frozenset(year for year in range(first.year, last.year + 1) if not self.calendar.known(year))

    def _step(self, code: str, span: _Span, latest: date | None) -> StepOutlook:
        slack = self.calendar.count_working(span.finish, latest) if span.finish and latest else None
        return StepOutlook(
            code=code,
            title=self.case.template.step(code).title,
            state=self.situation.state[code],
            start=span.start,
            finish=span.finish,
            began=span.began,
            ended=span.ended,
            start_firm=not span.start_missing,
            firm=not span.missing,
            missing_years=tuple(sorted(span.missing)),
            slack=slack,
            critical=slack == 0,
            before=tuple(other for other in self.before if other in self.before[code]),
            assumed=span.assumed,
        )

    def _groups(self, spans: Mapping[str, _Span]) -> tuple[GroupOutlook, ...]:
        found = []
        for group in self.case.template.groups:
            kept = [spans[code] for code in group.members if code in spans]
            starts = [span.start for span in kept if span.start]
            finishes = [span.finish for span in kept if span.finish]
            if group.limit is None or not starts or not finishes:
                continue
            start, finish = min(starts), max(finishes)
            joint = derive(self.calendar, start, group.limit)
            # The start is as firm as the earliest of those that may be it, the finish depends on all.
            missing = frozenset(joint.missing_years).union(*(span.missing | span.start_missing for span in kept))
            over = max(0, self.calendar.count_working(joint.due, finish))
            members = tuple(code for code in group.members if code in spans)
            years = tuple(sorted(missing))
            found.append(
                GroupOutlook(group.name, members, group.limit, start, joint.due, finish, over, not years, years)
            )
        return tuple(found)


def filed_again(before: Mapping[str, Collection[str]], situation: Situation) -> frozenset[str]:
    """Refused or withdrawn steps that hold up another one, given what each waits for: they must be filed again."""
    again: set[str] = set()
    for code in reversed(list(before)):
        if situation.state[code] is StepState.WAITING or code in again:
            again.update(other for other in before[code] if situation.state[other] in _GONE)
    return frozenset(again)


def resumed_on(progress: Progress, day: date) -> Progress:
    """A record in which every open suspension ends on a day."""
    attempt = progress.attempt
    if attempt is None or not attempt.open_suspensions:
        return progress
    ended = tuple(replace(one, resumed=one.resumed or day) for one in attempt.suspensions)
    return replace(progress, attempts=(*progress.attempts[:-1], replace(attempt, suspensions=ended)))
