"""Unfolding: the record of a case as it grew from day to day, for figures that look at it on very many days."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from desktop_app.domain.case import Case, Situation, situation_of
from desktop_app.domain.events import Event
from desktop_app.domain.progress import Progress, fold


class Unfolding:
    """The progress of every step by the end of one day after another; only what happened since is folded again.

    A step on which nothing happened keeps the very same record, so that what was worked out of it can be kept too.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._events = {code: events for code, events in case.events_by_matter().items() if events}
        self._from = {code: sorted(map(known_from, events)) for code, events in self._events.items()}
        self._every = sorted(day for days in self._from.values() for day in days)
        self._seen = dict.fromkeys(self._events, 0)
        self._known = 0
        self.progress: dict[str, Progress] = {code: Progress(code) for code in case.template.codes}
        self._situation: Situation | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something happened, earliest first, each once."""
        return tuple(dict.fromkeys(self._every))

    def grown(self, day: date) -> bool:
        """Bring the record to the end of a day; answers whether anything moved."""
        known = bisect_right(self._every, day)
        if known == self._known:
            return False
        self._known = known
        for code, days in self._from.items():
            count = bisect_right(days, day)
            if count != self._seen[code]:
                self._seen[code] = count
                self.progress[code] = fold(code, [event for event in self._events[code] if event.happened_by(day)])
        self._situation = None
        return True

    def situation(self, day: date) -> Situation:
        """The situation by the end of a day, as `Case.situation` has it."""
        self.grown(day)
        if self._situation is None:
            self._situation = situation_of(self._case.template, dict(self.progress))
        return self._situation


def known_from(event: Event) -> date:
    """The first day by which an act has happened; one of which nothing is known happened before all days."""
    if event.on is not None:
        return event.on
    return date.fromisoformat(f"{event.month}-01") if event.month else date.min
