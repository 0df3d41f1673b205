"""Calendar book: imported notices and the history of local changes of one transaction."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from desktop_app.application.calendar_book import NoticeVersion, OverrideEntry
from desktop_app.domain.calendar import YearNotice
from desktop_app.storage import tables
from desktop_app.storage.appending import demand_next, next_number
from desktop_app.storage.mapping import instant_of, instant_text, understood


class SqlCalendarBook:
    """The calendar's records."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def notices(self) -> list[NoticeVersion]:
        """Every imported version, by year and then oldest first; raises Damaged when one cannot be understood."""
        table = tables.calendar_notice
        rows = self._connection.execute(select(table).order_by(table.c.year, table.c.version))
        return [
            NoticeVersion(
                notice=_notice(row.year, row.body),
                version=row.version,
                source=row.source,
                recorded_at=instant_of(row.recorded_at),
                recorded_by=row.recorded_by,
            )
            for row in rows
        ]

    def add_notice(self, version: NoticeVersion) -> None:
        """Keep an imported version; raises ValueError when its number is not the next one of its year."""
        table = tables.calendar_notice
        demand_next(self._connection, f"{version.year}", version.version, table.c.version, table.c.year == version.year)
        self._connection.execute(
            table.insert().values(
                year=version.year,
                version=version.version,
                document=version.notice.document,
                body=msgspec.json.encode(version.notice, order="deterministic").decode(),
                source=version.source,
                recorded_at=instant_text(version.recorded_at),
                recorded_by=version.recorded_by,
            )
        )

    def entries(self) -> list[OverrideEntry]:
        """Every act on the local layer, oldest first."""
        table = tables.calendar_entry
        rows = self._connection.execute(select(table).order_by(table.c.ordinal))
        return [
            OverrideEntry(
                day=row.day,
                works=row.works,
                reason=row.reason,
                removed=row.removed,
                recorded_at=instant_of(row.recorded_at),
                recorded_by=row.recorded_by,
            )
            for row in rows
        ]

    def add_entry(self, entry: OverrideEntry) -> None:
        """Keep an act on the local layer; writers take turns, so the next place is free."""
        table = tables.calendar_entry
        self._connection.execute(
            table.insert().values(
                ordinal=next_number(self._connection, table.c.ordinal),
                day=entry.day,
                works=entry.works,
                reason=entry.reason,
                removed=entry.removed,
                recorded_at=instant_text(entry.recorded_at),
                recorded_by=entry.recorded_by,
            )
        )


def _notice(year: int, body: str) -> YearNotice:
    with understood("放假安排", f"{year} 年"):
        return msgspec.json.decode(body, type=YearNotice)
