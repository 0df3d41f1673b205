"""Handover 交接: what goes from one 代办员 to another in one act, counted before and after, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Event, Verb
from desktop_app.domain.progress import Progress, StepState, without_reversed
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import day_words

KIND = "handover"
"""The kind of the events that carry a case to somebody else; their `basis` is the number of the handover."""


@dataclass(frozen=True, slots=True)
class HandedCase:
    """A case that changes hands; `whole` false when the leaver only carried single steps of somebody else's case.

    `steps` are those that change hands and have not ended, `running` those in hand, `overdue` those past their date,
    `next_due` the earliest date.
    """

    case_id: str
    project_id: str
    project: str
    enterprise: str
    template: str
    whole: bool
    steps: int
    running: int
    overdue: int
    next_due: date | None


@dataclass(frozen=True, slots=True)
class HandedStep:
    """A step that changes hands; `own` when it was assigned by itself, `due` with the name of its clock."""

    case_id: str
    matter: str
    title: str
    authority: str
    state: StepState
    own: bool
    clock: str
    due: date | None
    firm: bool


@dataclass(frozen=True, slots=True)
class HandedOriginal:
    """An original the leaver keeps; `item` is the id of its receipt, `count` how many stay together."""

    item: str
    case_id: str
    project: str
    material: str
    count: int
    since: date


@dataclass(frozen=True, slots=True)
class HandedNotice:
    """Something that waits for the leaver: a reminder, a result to be served, or a problem of a ledger."""

    id: str
    case_id: str
    project: str
    title: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much changes hands; `originals` counts papers, not receipts."""

    projects: int = 0
    cases: int = 0
    steps: int = 0
    running: int = 0
    overdue: int = 0
    originals: int = 0
    reminders: int = 0
    deliveries: int = 0
    problems: int = 0

    @property
    def words(self) -> str:
        """Every count with its name, as it is announced and signed."""
        return "、".join(f"{COUNT_WORDS[one.name]} {getattr(self, one.name)}" for one in fields(self))

    def __add__(self, other: Counts) -> Counts:
        """Both together; a project that both have counts in both."""
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


COUNT_WORDS = {
    "projects": "项目",
    "cases": "代办件",
    "steps": "未结环节",
    "running": "在办环节（含暂停）",
    "overdue": "逾期环节",
    "originals": "原件",
    "reminders": "待处理提醒",
    "deliveries": "待送达结果",
    "problems": "未销号问题",
}


@dataclass(frozen=True, slots=True)
class HandoverList:
    """Everything that goes from `giver` to `taker`, frozen: what is announced, signed and archived."""

    giver: str
    taker: str
    on: date
    cases: tuple[HandedCase, ...] = ()
    steps: tuple[HandedStep, ...] = ()
    originals: tuple[HandedOriginal, ...] = ()
    reminders: tuple[HandedNotice, ...] = ()
    deliveries: tuple[HandedNotice, ...] = ()
    problems: tuple[HandedNotice, ...] = ()

    @property
    def counts(self) -> Counts:
        """The counts of it."""
        return Counts(
            projects=len({one.project_id for one in self.cases}),
            cases=len(self.cases),
            steps=len(self.steps),
            running=sum(one.running for one in self.cases),
            overdue=sum(one.overdue for one in self.cases),
            originals=sum(one.count for one in self.originals),
            reminders=len(self.reminders),
            deliveries=len(self.deliveries),
            problems=len(self.problems),
        )

    @property
    def digest(self) -> str:
        """Changes whenever anything on the list does."""
        return sha256(repr(self).encode()).hexdigest()


class HandoverAct(StrEnum):
    """What was done with a handover; the value is also the word in the database."""

    HAND_OVER = "hand_over"
    ACCEPT = "accept"
    DISPUTE = "dispute"
    TAKE_BACK = "take_back"


class HandoverState(StrEnum):
    """Where a handover stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    TAKEN_BACK = "taken_back"


HANDOVER_WORDS = {
    HandoverState.WAITING: "待接收",
    HandoverState.ACCEPTED: "已接收，数量相符",
    HandoverState.DISPUTED: "已接收，有差异",
    HandoverState.TAKEN_BACK: "已撤回",
}

_LEADS_TO = {
    HandoverAct.HAND_OVER: HandoverState.WAITING,
    HandoverAct.ACCEPT: HandoverState.ACCEPTED,
    HandoverAct.DISPUTE: HandoverState.DISPUTED,
    HandoverAct.TAKE_BACK: HandoverState.TAKEN_BACK,
}


@dataclass(frozen=True, slots=True)
class HandoverEntry:
    """One act on a handover, never changed afterwards; the first one carries the list."""

    number: str
    act: HandoverAct
    at: datetime
    by: str
    note: str = ""
    handed: HandoverList | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """A handover with what became of it; `entries` in the order of recording."""

    number: str
    handed: HandoverList
    entries: tuple[HandoverEntry, ...]

    @property
    def state(self) -> HandoverState:
        """Where it stands."""
        return _LEADS_TO[self.entries[-1].act]

    @property
    def reason(self) -> str:
        """Why it was made."""
        return self.entries[0].note

    @property
    def words(self) -> str:
        """It in one line."""
        handed = self.handed
        return f"{self.number} {handed.giver} → {handed.taker}，{day_words(handed.on)}，{HANDOVER_WORDS[self.state]}"

    def require_waiting(self, act: str) -> None:
        """Raise Refusal unless it waits for its taker; `act` is what the person wanted."""
        if self.state is not HandoverState.WAITING:
            last = self.entries[-1]
            raise Refusal.say(
                f"交接 {self.number} 已由{last.by}在 {day_words(last.at.date())} 登记为"
                f"“{HANDOVER_WORDS[self.state]}”，不能再{act}"
            )


def handovers_of(entries: Iterable[HandoverEntry]) -> tuple[Handover, ...]:
    """Every handover, in the order they were made."""
    grouped: dict[str, list[HandoverEntry]] = {}
    for entry in entries:
        grouped.setdefault(entry.number, []).append(entry)
    return tuple(
        Handover(number, group[0].handed, tuple(group)) for number, group in grouped.items() if group[0].handed
    )


def carried_on(case: Case, progress: Progress, day: date) -> str:
    """Who carried a step on a past day, whoever carries it now; `progress` holds what happened by that day."""
    return progress.officer or case.officer_on(day)


def reassigned(
    case: Case, names: Collection[str], taker: str, act: Act, ids: Iterator[str], unserved: Collection[str] = ()
) -> tuple[Case, tuple[Event, ...]]:
    """The case in the hands of `taker` wherever somebody known by `names` had it, with the events that say so.

    A step that was assigned by itself goes along, also one that was refused or left out and may be taken up again; one
    that is done stays with whom it was done by, unless its result is `unserved`.
    """
    events: list[Event] = []
    if case.officer in names:
        event = _of_case(case, replace(act, officer=taker, note=_told(case.officer, taker)), next(ids))
        case = replace(case, officer=taker).with_event(event)
        events.append(event)
    situation = case.situation()
    for code in case.template.codes:
        goes = situation.state[code] is not StepState.DONE or code in unserved
        if situation.progress[code].officer in names and goes:
            event = case.decide(Verb.ASSIGN, code, replace(act, officer=taker), next(ids))
            case = case.with_event(event)
            events.append(event)
    return case, tuple(events)


def given_back(case: Case, number: str, taker: str, act: Act, ids: Iterator[str]) -> tuple[Case, tuple[Event, ...]]:
    """The case as it was before a handover, with the events that say so; raises Refusal when it has moved on since."""
    handed = [one for one in without_reversed(case.events) if one.basis == number and one.kind == KIND]
    events: list[Event] = []
    for one in (one for one in handed if one.case_id == case.id):
        if one.matter:
            own = case.situation().progress[one.matter].officer
            _require_still(own, taker, case.template.step(one.matter).title)
            event = case.decide(Verb.REVERSE, one.matter, replace(act, event=one.id), next(ids))
            case = case.with_event(event)
        else:
            _require_still(case.officer, taker, case.template.name)
            before = _officer_before(case, one)
            event = _of_case(case, replace(act, officer=before, note=_told(taker, before)), next(ids))
            case = replace(case, officer=before).with_event(event)
        events.append(event)
    return case, tuple(events)


def _require_still(officer: str, taker: str, what: str) -> None:
    if officer != taker:
        raise Refusal.say(f"“{what}”在交接以后又改派给了{officer}，这次交接不能撤回；请改用指派或新的交接")


def _officer_before(case: Case, handed: Event) -> str:
    """Who carried the case before an event of it: the last one named in an opening or an assignment."""
    earlier = case.events[: case.events.index(handed)]
    named = [one.officer for one in case.namings() if one in earlier]
    if not named:
        raise Refusal.say(f"查不到“{case.template.name}”交接以前由谁负责，不能撤回；请改用指派")
    return named[-1]


def _told(before: str, after: str) -> str:
    return f"代办员：{before} → {after}"


def _of_case(case: Case, act: Act, event_id: str) -> Event:
    return Event(
        id=event_id,
        project_id=case.project_id,
        case_id=case.id,
        matter="",
        verb=Verb.ASSIGN,
        on=act.on,
        at=act.at,
        by=act.by,
        note=act.note,
        reason=act.reason,
        kind=act.kind,
        basis=act.basis,
        officer=act.officer,
    )
