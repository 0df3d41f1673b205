"""Records ahead: the acts on cases that bear a date after some day, found in the index over the dates."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, and_, or_, select

from desktop_app.domain.events import Event, Verb
from desktop_app.storage.mapping import event_of
from desktop_app.storage.tables import event


class SqlAheadBook:
    """The AheadBook port."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def after(self, day: date) -> list[Event]:
        """Acts dated after a day (a month: after its month) and not taken back by then, the earliest first."""
        # Of acts without a day there are few: they lie together in the index over the dates.
        dated = or_(event.c.on_date > day, and_(event.c.on_date.is_(None), event.c.month > f"{day:%Y-%m}"))
        statement = select(event).where(dated, event.c.case_id.is_not(None))
        found = [event_of(row) for row in self._connection.execute(statement).mappings()]
        if not found:
            return []
        back = select(event.c.reverses, event.c.on_date).where(
            event.c.verb == Verb.REVERSE.value, event.c.project_id.in_({one.project_id for one in found})
        )
        gone = {row.reverses for row in self._connection.execute(back) if row.on_date is None or row.on_date <= day}
        return sorted(
            (one for one in found if one.id not in gone),
            key=lambda one: (f"{one.on:%Y-%m-%d}" if one.on else one.month, one.project_id, one.at),
        )
