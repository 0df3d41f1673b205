"""As of 截至: a case as the ledger said then, as it is known now, and the entries that make the difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop_app.domain.case import Case
from desktop_app.domain.events import SHARED_VERBS, Event, Verb
from desktop_app.domain.progress import without_reversed


class Sight(StrEnum):
    """Which knowledge a figure of a past day rests on: today's (现在所知), or that of the day itself (当时所记)."""

    KNOWN = "known"
    RECORDED = "recorded"


SIGHT_WORDS = {Sight.KNOWN: "现在所知", Sight.RECORDED: "当时所记"}


@dataclass(frozen=True, slots=True)
class LateEntry:
    """An event that was not known on a day and bears on it: entered later (补录), or `taken_back` since (冲正)."""

    event: Event
    taken_back: bool

    @property
    def word(self) -> str:
        """补录 or 冲正."""
        return "冲正" if self.taken_back else "补录"


def seen_on(case: Case, day: date, sight: Sight) -> Case | None:
    """The case as of the end of a day, without what was taken back; None when there was no such case then.

    现在所知 holds what happened by the day, whenever it was entered, and a reversal counts whenever it was made.
    当时所记 holds what had been entered by the end of the day and lay on or before it. The 代办员 is whoever carried
    the case then by that knowledge; the version of the template is that of now.
    """
    if case.opened_on > day or (sight is Sight.RECORDED and not _was_entered(case, day)):
        return None
    then = replace(case, events=_valid(case.events, day, sight))
    return replace(then, officer=then.officer_on(day))


def late_entries(case: Case, day: date) -> tuple[LateEntry, ...]:
    """The entries by which 现在所知 and 当时所记 of a case differ on a day, in the order they were recorded."""
    events = tuple(event for event in case.events if _bears_on(case, event))
    known = {event.id for event in _valid(events, day, Sight.KNOWN)}
    recorded = {event.id for event in _valid(events, day, Sight.RECORDED)}
    return tuple(
        LateEntry(event, event.id in recorded) for event in events if (event.id in known) != (event.id in recorded)
    )


def _valid(events: Iterable[Event], day: date, sight: Sight) -> tuple[Event, ...]:
    kept = tuple(events)
    if sight is Sight.RECORDED:
        kept = tuple(event for event in kept if event.at.date() <= day)
    return tuple(event for event in without_reversed(kept) if event.happened_by(day))


def _was_entered(case: Case, day: date) -> bool:
    """Whether the case had been opened in the program by the end of a day."""
    openings = [event.at.date() for event in case.events if event.verb is Verb.OPEN and event.case_id == case.id]
    return not openings or min(openings) <= day


def _bears_on(case: Case, event: Event) -> bool:
    """Whether an event says something of this case's steps, or of the case: that it was opened, or who carries it."""
    own = event.case_id == case.id
    if event.verb is Verb.OPEN or (event.verb is Verb.ASSIGN and not event.matter):
        return own
    shared = event.verb in SHARED_VERBS or event.verb is Verb.REVERSE
    return bool(event.matter) and event.matter in case.template.codes and (own or shared)
