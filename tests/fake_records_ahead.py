"""Records ahead in memory; tests/storage/test_records_ahead.py runs the same tests against both."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop_app.domain.events import Event, Verb

if TYPE_CHECKING:
    from tests.fakes import Content


class FakeAheadBook:
    """The acts on cases that bear a later date."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def after(self, day: date) -> list[Event]:
        gone = {
            one.reverses
            for one in self._content.events
            if one.verb is Verb.REVERSE and (one.on is None or one.on <= day)
        }
        found = [one for one in self._content.events if one.case_id and one.id not in gone and _is_later(one, day)]
        return sorted(found, key=lambda one: (one.on.isoformat() if one.on else one.month, one.project_id, one.at))


def _is_later(event: Event, day: date) -> bool:
    return event.on > day if event.on else event.month > f"{day:%Y-%m}"
