"""Reconciliation 对账: where our record of a step differs from the official one, and the acts that would follow it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Event, Verb
from desktop_app.domain.official_record import OFFICIAL_ENDS, OFFICIAL_WORDS, OfficialState, OfficialStep
from desktop_app.domain.progress import Progress, StepState, without_reversed
from desktop_app.domain.suspension import Suspension


class Aspect(StrEnum):
    """What of a step is compared; the outcome is its state together with the day it ended."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    OUTCOME = "outcome"


ASPECT_WORDS = {Aspect.RECEIVED: "收件日期", Aspect.ACCEPTED: "受理日期", Aspect.OUTCOME: "办理状态"}

_CORRECTION = "correction"
_ENDS = {
    OfficialState.DONE: Verb.FINISH,
    OfficialState.REFUSED: Verb.RETURN,
    OfficialState.WITHDRAWN: Verb.WITHDRAW,
}
_ENDING_VERBS = frozenset({*_ENDS.values(), Verb.RECORD})
_AFTER_END = frozenset({Verb.DELIVER, Verb.SUPPLEMENT})
_STATE_OF = {
    StepState.DONE: OfficialState.DONE,
    StepState.REFUSED: OfficialState.REFUSED,
    StepState.WITHDRAWN: OfficialState.WITHDRAWN,
    StepState.SKIPPED: OfficialState.NOT_NEEDED,
}
_NOT_BEGUN = (OfficialState.UNSENT, OfficialState.NOT_NEEDED)
_HANDLED = frozenset(
    {
        OfficialState.RECEIVED,
        OfficialState.CORRECTING,
        OfficialState.ACCEPTED,
        OfficialState.SPECIAL,
        OfficialState.IN_HAND,
    }
)


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What is compared of a step: the days of its last run and where it stands."""

    state: OfficialState
    received: date | None = None
    accepted: date | None = None
    ended: date | None = None
    ended_month: str = ""
    recorded: bool = False

    @property
    def outcome_words(self) -> str:
        """办结 2026-10-20, 在办, 未申报."""
        told = OFFICIAL_WORDS[self.state]
        if self.state not in OFFICIAL_ENDS:
            return told
        return f"{told} {self.ended.isoformat() if self.ended else self.ended_month or '日期不详'}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect that differs, in words, with the sentence why it cannot be taken over, empty when it can."""

    aspect: Aspect
    ours: str
    theirs: str
    obstacle: str = ""


def record_of(progress: Progress, *, left_out: bool = False) -> StepRecord:
    """Our record of a step in the words of official systems."""
    attempt = progress.attempt
    if attempt is None:
        unsent = OfficialState.NOT_NEEDED if left_out else OfficialState.UNSENT
        return StepRecord(unsent)
    if attempt.outcome is not None:
        state = _STATE_OF[attempt.outcome]
    elif attempt.open_suspensions:
        state = _suspended(attempt.open_suspensions)
    else:
        state = OfficialState.ACCEPTED if attempt.accepted else OfficialState.RECEIVED
    return StepRecord(state, attempt.received, attempt.accepted, attempt.ended, attempt.ended_month, attempt.recorded)


def _suspended(open_ones: Sequence[Suspension]) -> OfficialState:
    only_corrections = all(one.kind.key == _CORRECTION for one in open_ones)
    return OfficialState.CORRECTING if only_corrections else OfficialState.SPECIAL


def official_record(step: OfficialStep) -> StepRecord:
    """The official record of a step; days its state cannot have yet (a planned end, say) are left out."""
    begun = step.state not in _NOT_BEGUN
    return StepRecord(
        step.state,
        step.received if begun else None,
        step.accepted if begun and step.state is not OfficialState.RECEIVED else None,
        step.ended if step.state in OFFICIAL_ENDS else None,
    )


def differences(ours: StepRecord, theirs: StepRecord, today: date) -> tuple[Difference, ...]:
    """Where two records differ; what the official one does not say is no difference.

    A day after `today` is told and cannot be taken over: nothing has been done on a day that has not come.
    """
    found = []
    if not ours.recorded:
        for aspect, mine, other in (
            (Aspect.RECEIVED, ours.received or ours.accepted, theirs.received),
            (Aspect.ACCEPTED, ours.accepted, theirs.accepted),
        ):
            if other is not None and mine != other:
                said = mine.isoformat() if mine else "未登记"
                found.append(Difference(aspect, said, other.isoformat(), _not_yet(today, other)))
    if not _same_outcome(ours, theirs):
        # The outcome takes over the days that lead to it, so none of them may lie ahead.
        ahead = _not_yet(today, theirs.received, theirs.accepted, theirs.ended)
        obstacle = ahead or _obstacle(ours, theirs)
        found.append(Difference(Aspect.OUTCOME, ours.outcome_words, theirs.outcome_words, obstacle))
    return tuple(found)


def _not_yet(today: date, *days: date | None) -> str:
    ahead = next((day for day in days if day is not None and day > today), None)
    return "" if ahead is None else f"导出里的日期 {ahead} 在今天之后，请核实"


def _same_outcome(ours: StepRecord, theirs: StepRecord) -> bool:
    if ours.state in OFFICIAL_ENDS or theirs.state in OFFICIAL_ENDS:
        same_day = theirs.ended is None or ours.ended == theirs.ended
        return ours.state is theirs.state and same_day
    if OfficialState.IN_HAND in (ours.state, theirs.state):
        return {ours.state, theirs.state} <= _HANDLED
    if ours.state is OfficialState.NOT_NEEDED and theirs.state in _NOT_BEGUN:
        return True
    return ours.state is theirs.state


def _obstacle(ours: StepRecord, theirs: StepRecord) -> str:
    """Why the official outcome cannot become acts of ours, empty when it can."""
    if theirs.state in OFFICIAL_ENDS and theirs.ended is None:
        return "导出里没有办结日期，请核实后在环节里登记"
    if theirs.state in (OfficialState.CORRECTING, OfficialState.SPECIAL):
        return "暂停要写明类别和文书，请在环节里登记"
    if theirs.state is OfficialState.UNSENT:
        return "官方系统没有这一项的办件，请核实后在环节里撤销登记"
    if theirs.state is OfficialState.NOT_NEEDED:
        return "" if ours.state is OfficialState.UNSENT else "已经登记过办理，不能改为无需办理；请核实"
    if theirs.state is OfficialState.RECEIVED and ours.accepted is not None:
        return "官方还没有受理，本系统已登记受理；请核实后在环节里撤销"
    return _no_beginning(ours, theirs)


def _no_beginning(ours: StepRecord, theirs: StepRecord) -> str:
    """Filing needs the day it happened on; an end alone can be entered afterwards (补录)."""
    if ours.state not in (*_NOT_BEGUN, OfficialState.RECEIVED) or theirs.state is OfficialState.DONE:
        return ""
    wanted = {OfficialState.ACCEPTED: theirs.accepted, OfficialState.RECEIVED: theirs.received}
    if wanted.get(theirs.state, theirs.received or theirs.accepted) is None:
        return "导出里没有收件或受理日期，请核实后在环节里登记"
    return ""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who takes the official record over, when, and from where; `on` is the day of the reversals."""

    on: date
    at: datetime
    by: str
    source: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One entry of the record as it should be; `event` is the stored one it is made of."""

    verb: Verb
    on: date | None
    event: Event | None = None

    @property
    def is_as_stored(self) -> bool:
        return self.event is not None and self.event.verb is self.verb and self.event.on == self.on


def acts_to(
    case: Case,
    matter: str,
    theirs: StepRecord,
    aspects: frozenset[Aspect],
    told: Telling,
    held: frozenset[Aspect] = frozenset(),
) -> tuple[tuple[Verb, Act], ...]:
    """The acts that bring our record of a step to the official one in these aspects; those `held` stay as they are.

    What stands before the first change stays; the rest is reversed, last first, and recorded again with the official
    dates, so that nothing is overwritten and every limit is counted anew.
    """
    valid = list(without_reversed(case.events_of(matter)))
    situation = case.situation()
    wanted = _wanted([_Wanted(one.verb, one.on, one) for one in valid], theirs, aspects, held)
    files = any(one.verb in (Verb.RECEIVE, Verb.ACCEPT) for one in wanted)
    left_out = matter in situation.left_out or matter in situation.undecided
    if files and left_out and all(one.verb is not Verb.INCLUDE for one in wanted):
        first = next(place for place, one in enumerate(wanted) if one.verb in (Verb.RECEIVE, Verb.ACCEPT))
        wanted.insert(first, _Wanted(Verb.INCLUDE, None))
    kept = 0
    while kept < min(len(valid), len(wanted)) and wanted[kept].is_as_stored and wanted[kept].event is valid[kept]:
        kept += 1
    reversals = [(Verb.REVERSE, _act(told, reason=told.source, event=one.id)) for one in reversed(valid[kept:])]
    return (*reversals, *((one.verb, _restated(one, told)) for one in wanted[kept:]))


def _act(told: Telling, on: date | None = None, reason: str = "", event: str = "") -> Act:
    return Act(on=on or told.on, by=told.by, at=told.at, reason=reason, event=event)


def _restated(one: _Wanted, told: Telling) -> Act:
    if one.event is None:
        return replace(_act(told, one.on, told.source), note=told.source)
    stored = one.event
    return Act(
        on=one.on,
        by=told.by,
        at=told.at,
        month=stored.month if one.on is None else "",
        note=stored.note,
        reason=stored.reason or told.source,
        kind=stored.kind,
        basis=stored.basis,
        officer=stored.officer,
        time=stored.time if one.on == stored.on else "",
        amount=stored.amount,
    )


def _wanted(
    entries: list[_Wanted], theirs: StepRecord, aspects: frozenset[Aspect], held: frozenset[Aspect]
) -> list[_Wanted]:
    start = _start_of_last_run(entries)
    if Aspect.OUTCOME in aspects and theirs.state is OfficialState.NOT_NEEDED:
        return [*entries, _Wanted(Verb.SKIP, None)]
    # An outcome needs what leads to it: days we have not recorded at all come with it, unless somebody held them back.
    brought = frozenset[Aspect]() if Aspect.OUTCOME not in aspects else frozenset(Aspect) - held
    for aspect, verb, on, place_of in (
        (Aspect.RECEIVED, Verb.RECEIVE, theirs.received, _before_acceptance),
        (Aspect.ACCEPTED, Verb.ACCEPT, theirs.accepted, _before_end),
    ):
        there = any(one.verb in (verb, Verb.RECORD) for one in entries[start:])
        if on is not None and (aspect in aspects or (aspect in brought and not there)):
            _set(entries, start, verb, on, place_of)
    if Aspect.OUTCOME in aspects:
        _set_end(entries, start, theirs)
    return entries


def _start_of_last_run(entries: Sequence[_Wanted]) -> int:
    """Where the last run begins: behind the end of the one before it, or where the first could begin."""
    ends = [place for place, one in enumerate(entries) if one.verb in _ENDING_VERBS]
    begun = [place for place, one in enumerate(entries) if one.verb in (Verb.RECEIVE, Verb.ACCEPT)]
    if not begun:
        return ends[-1] if ends else len(entries)
    previous = [place for place in ends if place < begun[-1]]
    return next(place for place in begun if not previous or place > previous[-1])


def _set(
    entries: list[_Wanted], start: int, verb: Verb, on: date, place_of: Callable[[Sequence[_Wanted], int], int]
) -> None:
    for place in range(start, len(entries)):
        if entries[place].verb is verb:
            entries[place] = replace(entries[place], on=on)
            return
    entries.insert(place_of(entries, start), _Wanted(verb, on))


def _before_acceptance(entries: Sequence[_Wanted], start: int) -> int:
    return next((place for place in range(start, len(entries)) if entries[place].verb is Verb.ACCEPT), start)


def _before_end(entries: Sequence[_Wanted], start: int) -> int:
    ends = (place for place in range(start, len(entries)) if entries[place].verb in _ENDING_VERBS)
    return next(ends, len(entries))


def _set_end(entries: list[_Wanted], start: int, theirs: StepRecord) -> None:
    place = _before_end(entries, start)
    if theirs.state not in OFFICIAL_ENDS:
        entries[place:] = [one for one in entries[place:] if one.verb not in _ENDING_VERBS | _AFTER_END]
        return
    begun = any(one.verb in (Verb.RECEIVE, Verb.ACCEPT) for one in entries[start:])
    verb = _ENDS[theirs.state] if begun else Verb.RECORD
    if place < len(entries):
        entries[place] = replace(entries[place], verb=verb, on=theirs.ended)
    else:
        entries.append(_Wanted(verb, theirs.ended))
