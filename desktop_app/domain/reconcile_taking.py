"""Taking over 按官方更正: an official record into our case, difference by difference, and what of it would not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from desktop_app.domain.case import Case
from desktop_app.domain.events import Event
from desktop_app.domain.reconciliation import (
    ASPECT_WORDS,
    Aspect,
    StepRecord,
    Telling,
    acts_to,
    differences,
    record_of,
)
from desktop_app.domain.refusals import Refusal


def record_in(case: Case, matter: str) -> StepRecord:
    """Our record of a step as its case stands."""
    situation = case.situation()
    left_out = matter in situation.left_out or matter in situation.undecided
    return record_of(situation.progress[matter], left_out=left_out)


def taken_over(
    case: Case,
    matter: str,
    theirs: StepRecord,
    aspects: frozenset[Aspect],
    told: Telling,
    ids: Callable[[], str],
    held: frozenset[Aspect] = frozenset(),
) -> tuple[Case, tuple[Event, ...]]:
    """The case with these aspects of a step as the official record has them, and the events that make it so.

    What is `held` stays ours even where the outcome would bring it along. Raises Refusal when other entries do not
    fit, or when one of the aspects would differ still because it needs one that is held.
    """
    events = []
    for verb, act in acts_to(case, matter, theirs, aspects, told, held):
        event = case.decide(verb, matter, act, ids())
        case = case.with_event(event)
        events.append(event)
    still = [
        ASPECT_WORDS[one.aspect]
        for one in differences(record_in(case, matter), theirs, told.on)
        if one.aspect in aspects
    ]
    if still:
        raise Refusal.say(f"{'、'.join(still)}仍会与官方不一致")
    return case, tuple(events)


@dataclass(slots=True)
class ReconcileTrial:
    """The cases as they would be with everything tried before taken over; nothing of it is stored."""

    told: Telling
    cases: dict[str, Case] = field(default_factory=dict)

    def clashes(self, case: Case, matter: str, theirs: StepRecord, aspects: Sequence[Aspect]) -> Mapping[Aspect, str]:
        """Why each of these aspects cannot be taken over with the others of its step; one that is missing can.

        The most aspects that fit together stay free, the earlier of a step first, so that the one day that clashes
        with a later entry does not hold up the days beside it.
        """
        start = self.cases.get(case.id, case)
        for number in range(len(aspects), 0, -1):
            for together in combinations(aspects, number):
                after, _ = self._tried(start, matter, theirs, together)
                if after is not None:
                    self.cases[case.id] = after
                    others = [one for one in aspects if one not in together]
                    return {one: self._tried(start, matter, theirs, (*together, one))[1] for one in others}
        return {one: self._tried(start, matter, theirs, (one,))[1] for one in aspects}

    def _tried(self, case: Case, matter: str, theirs: StepRecord, aspects: Sequence[Aspect]) -> tuple[Case | None, str]:
        # Numbers that no stored event has: a second trial on the same case must not find those of the first.
        numbers = iter(range(len(case.events), len(case.events) + 1000))
        try:
            after, _ = taken_over(case, matter, theirs, frozenset(aspects), self.told, lambda: f"-{next(numbers)}")
        except Refusal as refusal:
            return None, str(refusal)
        return after, ""
