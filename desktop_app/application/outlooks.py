"""Outlooks 走势: where a case is heading, what an act would gain, whose its days were, and why a date is that date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.application.calendars import CalendarService
from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.domain.attribution import Attribution, attribution
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.outlook import Outlook, WhatIf, outlook, what_if
from desktop_app.domain.progress import without_reversed
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.standing import Standing, standing
from desktop_app.domain.step_clocks import RunningClock
from desktop_app.domain.terms import CLOCK_WORDS

Lengths = Mapping[str, Limit]
"""How long steps such as the building itself take, per matter."""

_STARTING_VERBS: Mapping[str, tuple[Verb, ...]] = {
    "received": (Verb.RESTART, Verb.RECEIVE, Verb.ACCEPT),
    "accepted": (Verb.RESTART, Verb.ACCEPT, Verb.RECEIVE),
}


@dataclass(frozen=True, slots=True)
class ClockSheet:
    """期限计算书 of one clock of a real step; `started_by` is the recorded act its start comes from."""

    case: Case
    standing: Standing
    clock: RunningClock
    started_by: Event | None


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

    def clock_sheet(self, case_id: str, matter: str, clock: str = "") -> ClockSheet:
        """Why a clock of a step is due when it is; without a name the clock its lamp follows.

        Raises Refusal when the step is unknown or has no such clock running.
        """
        case, _ = self._case(case_id, {})
        if matter not in case.template.codes:
            raise Refusal("unknown_step", matter=matter, template=case.template.name)
        stands = standing(case, case.situation(), matter, self.day(), self.calendars.current())
        running = {one.name: one for one in stands.clocks}
        found = running.get(clock) if clock else stands.primary or next(iter(stands.clocks), None)
        if found is None:
            word = CLOCK_WORDS.get(clock, "")
            there = "、".join(CLOCK_WORDS.get(name, name) for name in running)
            hint = f"现有：{there}" if there else "尚未起算，收件或受理后再看"
            raise Refusal.say(f"“{stands.step.title}”没有正在计算的{word}期限；{hint}。")
        return ClockSheet(case, stands, found, _starting_event(case, matter, found))

    def _case(self, case_id: str, lengths: Lengths | None) -> tuple[Case, Lengths]:
        with self.open_work(writes=False) as work:
            return work.cases.get(case_id), lengths if lengths is not None else planned_lengths(work, case_id)


def planned_lengths(work: UnitOfWork, case_id: str) -> Lengths:
    """The building times the plan in force was made with."""
    plan = work.plans.in_force(case_id)
    return plan.given_lengths() if plan else {}


def _starting_event(case: Case, matter: str, clock: RunningClock) -> Event | None:
    """The last valid act that set the clock running; a filing after hours starts it on a later day."""
    start = clock.limit.start
    if clock.name == "tolerance":
        verbs: tuple[Verb, ...] = (Verb.TOLERATE,)
    elif start.startswith("done:"):
        matter, verbs = start.removeprefix("done:"), (Verb.FINISH, Verb.RECORD)
    else:
        verbs = _STARTING_VERBS[start]
    events = [event for event in without_reversed(case.events_of(matter)) if event.on and event.on <= clock.start]
    for verb in verbs:
        for event in reversed(events):
            if event.verb is verb:
                return event
    return None
