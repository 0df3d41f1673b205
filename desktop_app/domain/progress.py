"""Progress 进度: the states of a step, which act is possible in which state, and the record folded from events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop_app.domain.events import SHARED_VERBS, Event, Verb
from desktop_app.domain.suspension import Suspension, suspension_kind


class StepState(StrEnum):
    """Where a step of a case stands."""

    WAITING = "waiting"
    READY = "ready"
    IN_PROGRESS = "in_progress"
    SUSPENDED = "suspended"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"


class Lamp(StrEnum):
    """What the desk shows for a step: never colour alone, always sign and word."""

    NORMAL = "normal"
    WARNING = "warning"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    READY = "ready"
    NOT_STARTED = "not_started"
    DONE = "done"
    DONE_LATE = "done_late"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"


ENDED_STATES = frozenset({StepState.DONE, StepState.REFUSED, StepState.WITHDRAWN, StepState.SKIPPED})
RUNNING_STATES = frozenset({StepState.IN_PROGRESS, StepState.SUSPENDED})

_NOT_STARTED = frozenset({StepState.WAITING, StepState.READY})
_REOPENABLE = frozenset({StepState.REFUSED, StepState.WITHDRAWN})

POSSIBLE_IN: dict[Verb, frozenset[StepState]] = {
    Verb.RECEIVE: _NOT_STARTED | _REOPENABLE,
    Verb.ACCEPT: _NOT_STARTED | _REOPENABLE | {StepState.IN_PROGRESS},
    Verb.SUSPEND: RUNNING_STATES,
    Verb.RESUME: frozenset({StepState.SUSPENDED}),
    Verb.FINISH: frozenset({StepState.IN_PROGRESS}),
    Verb.RECORD: _NOT_STARTED,
    Verb.RETURN: RUNNING_STATES,
    Verb.WITHDRAW: RUNNING_STATES,
    Verb.SKIP: _NOT_STARTED,
    Verb.INCLUDE: _NOT_STARTED | {StepState.SKIPPED},
    Verb.ASSIGN: frozenset(StepState),
    Verb.RESTART: RUNNING_STATES,
    Verb.EXTEND: RUNNING_STATES,
    Verb.TOLERATE: frozenset({StepState.IN_PROGRESS}),
    Verb.SUPPLEMENT: RUNNING_STATES | {StepState.DONE},
    Verb.DELIVER: frozenset({StepState.DONE}),
    Verb.PART: frozenset({StepState.IN_PROGRESS}),
}
"""The state table: an act is refused in any state not named here."""


@dataclass(frozen=True, slots=True)
class Extension:
    """A limit made longer by `amount` of its own unit: `clock` is promised or statutory (行政许可法42, once each)."""

    event: str
    clock: str
    on: date
    amount: int
    approver: str
    reason: str
    notice: str


@dataclass(frozen=True, slots=True)
class Tolerance:
    """容缺: accepted on `on` without some papers, which the enterprise promised within `amount` working days."""

    event: str
    on: date
    amount: int
    missing: str
    supplied: date | None = None


@dataclass(frozen=True, slots=True)
class PartDone:
    """分项完成: the part of a step that was done on a day."""

    event: str
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run of a matter through its authority: what happened, on which days.

    `restarted` is the day its clocks began again from zero (重新起算), which is not the same as resuming.
    """

    received: date | None = None
    received_time: str = ""
    accepted: date | None = None
    restarted: date | None = None
    extensions: tuple[Extension, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()
    delivered: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    ended: date | None = None
    ended_month: str = ""
    outcome: StepState | None = None
    recorded: bool = False
    parts: tuple[PartDone, ...] = ()

    @property
    def open_suspensions(self) -> tuple[Suspension, ...]:
        """Suspensions that have not been resumed."""
        return tuple(one for one in self.suspensions if one.resumed is None)

    @property
    def open_tolerance(self) -> Tolerance | None:
        """The 容缺 whose papers have not come yet."""
        return next((one for one in self.tolerances if one.supplied is None), None)

    def part(self, name: str) -> PartDone | None:
        """The mark of a part that is done."""
        return next((one for one in self.parts if one.name == name), None)

    def extension(self, clock: str) -> Extension | None:
        """The extension of a clock, of which there is at most one."""
        return next((one for one in self.extensions if one.clock == clock), None)

    @property
    def filed(self) -> date | None:
        """The day of receipt; a step accepted without a separate receipt was received that day."""
        return self.received or self.accepted


@dataclass(frozen=True, slots=True)
class Progress:
    """The record of one step folded from its events (reversed ones left out)."""

    matter: str
    events: tuple[Event, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    included: bool | None = None
    officer: str = ""

    @property
    def attempt(self) -> Attempt | None:
        """The current (last) attempt, None before anything was filed."""
        return self.attempts[-1] if self.attempts else None

    @property
    def raw_state(self) -> StepState:
        """The state without looking at predecessors: a step not begun reads as waiting."""
        attempt = self.attempt
        if attempt is not None:
            if attempt.outcome is not None:
                return attempt.outcome
            return StepState.SUSPENDED if attempt.open_suspensions else StepState.IN_PROGRESS
        return StepState.SKIPPED if self.included is False else StepState.WAITING

    @property
    def marks(self) -> tuple[str, ...]:
        """补录 and 提前 marks of the current record, each once."""
        return tuple(dict.fromkeys(event.mark for event in self.events if event.mark))

    @property
    def last_on(self) -> date | None:
        """The latest exact date among the acts of the current attempt, which later acts may not precede."""
        days = [event.on for event in self.events if event.on is not None and event.verb in SHARED_VERBS]
        return max(days, default=None)


def without_reversed(events: Iterable[Event]) -> tuple[Event, ...]:
    """Leave out events that were taken back, and the reversals themselves."""
    kept = tuple(events)
    gone = {event.reverses for event in kept if event.verb is Verb.REVERSE}
    return tuple(event for event in kept if event.verb is not Verb.REVERSE and event.id not in gone)


def fold(matter: str, events: Iterable[Event]) -> Progress:
    """Replay the events of one matter in the order they were recorded."""
    kept, record = without_reversed(events), _Record()
    for event in kept:
        record.add(event)
    return Progress(matter, kept, tuple(record.attempts), record.included, record.officer)


def first_groundless(matter: str, events: Iterable[Event]) -> Event | None:
    """The first event that the ones before it no longer allow, None when the whole sequence still makes sense.

    Predecessors are not looked at: whether a step was ready is judged when an act is recorded, not afterwards.
    """
    record = _Record()
    for event in events:
        progress = Progress(matter, (), tuple(record.attempts), record.included)
        state = progress.raw_state
        attempt = progress.attempt
        running = attempt if attempt is not None and attempt.outcome is None else None
        filed_twice = event.verb is Verb.ACCEPT and running is not None and running.accepted is not None
        nothing_open = event.verb is Verb.RESUME and bool(event.kind) and not _holds(running, event.kind)
        if state not in POSSIBLE_IN[event.verb] or filed_twice or nothing_open:
            return event
        record.add(event)
    return None


def _holds(attempt: Attempt | None, kind: str) -> bool:
    return attempt is not None and any(one.kind is suspension_kind(kind) for one in attempt.open_suspensions)


class _Record:
    """A record while it is being folded: its attempts, whether it was included, and its own 代办员."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.included: bool | None = None
        self.officer = ""

    def add(self, event: Event) -> None:
        """Replay one more event."""
        match event.verb:
            case Verb.INCLUDE:
                self.included = True
            case Verb.SKIP:
                self.included = False
            case Verb.ASSIGN:
                self.officer = event.officer
            case Verb.RECEIVE | Verb.ACCEPT:
                self._file(event)
            case Verb.RECORD:
                done = Attempt(ended=event.on, ended_month=event.month, outcome=StepState.DONE, recorded=True)
                self.attempts.append(done)
            case _ if self.attempts:
                self.attempts[-1] = _run(self.attempts[-1], event)
            case _:
                return

    def _file(self, event: Event) -> None:
        if not self.attempts or self.attempts[-1].outcome is not None:
            self.attempts.append(Attempt())
        if event.verb is Verb.RECEIVE:
            self.attempts[-1] = replace(self.attempts[-1], received=event.on, received_time=event.time)
        else:
            self.attempts[-1] = replace(self.attempts[-1], accepted=event.on)


def _run(attempt: Attempt, event: Event) -> Attempt:
    if event.on is None:
        return attempt
    match event.verb:
        case Verb.SUSPEND:
            begun = Suspension(event.id, suspension_kind(event.kind), event.on, None, event.reason, event.basis)
            return replace(attempt, suspensions=(*attempt.suspensions, begun))
        case Verb.RESUME:
            return replace(attempt, suspensions=tuple(_resumed(one, event) for one in attempt.suspensions))
        case Verb.RESTART:
            return replace(attempt, restarted=event.on, suspensions=_all_resumed(attempt, event))
        case Verb.EXTEND | Verb.TOLERATE | Verb.SUPPLEMENT | Verb.DELIVER | Verb.PART:
            return _beside(attempt, event, event.on)
        case _:
            # A step that is returned or withdrawn while it stands still ends its suspensions with it.
            outcome = _OUTCOMES[event.verb]
            return replace(attempt, ended=event.on, outcome=outcome, suspensions=_all_resumed(attempt, event))


def _beside(attempt: Attempt, event: Event, on: date) -> Attempt:
    """Acts beside the main line: extension, 容缺, 送达 and parts of the step."""
    if event.verb is Verb.PART:
        return replace(attempt, parts=(*attempt.parts, PartDone(event.id, event.kind, on)))
    if event.verb is Verb.EXTEND:
        longer = Extension(event.id, event.kind, on, event.amount, event.officer, event.reason, event.basis)
        return replace(attempt, extensions=(*attempt.extensions, longer))
    if event.verb is Verb.TOLERATE:
        promised = Tolerance(event.id, on, event.amount, event.note)
        return replace(attempt, tolerances=(*attempt.tolerances, promised))
    if event.verb is Verb.SUPPLEMENT:
        supplied = tuple(replace(one, supplied=one.supplied or on) for one in attempt.tolerances)
        return replace(attempt, tolerances=supplied)
    return replace(attempt, delivered=on)


_OUTCOMES = {
    Verb.FINISH: StepState.DONE,
    Verb.RETURN: StepState.REFUSED,
    Verb.WITHDRAW: StepState.WITHDRAWN,
}


def _all_resumed(attempt: Attempt, event: Event) -> tuple[Suspension, ...]:
    return tuple(_resumed(one, replace(event, kind="")) for one in attempt.suspensions)


def _resumed(one: Suspension, event: Event) -> Suspension:
    if one.resumed is not None or (event.kind and suspension_kind(event.kind) is not one.kind):
        return one
    return replace(one, resumed=event.on)
