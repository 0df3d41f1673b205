"""Calendar book: imported notices and the history of local changes of one transaction."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, select

from desktop_app.application.calendar_book import NoticeVersion, OverrideEntry
from desktop_app.domain.calendar import YearNotice
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage import tables
from desktop_app.storage.mapping import instant_text


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
                recorded_at=datetime.fromisoformat(row.recorded_at),
                recorded_by=row.recorded_by,
            )
            for row in rows
        ]

    def add_notice(self, version: NoticeVersion) -> None:
        """Keep an imported version; raises ValueError when its number is not the next one of its year."""
        table = tables.calendar_notice
        last = self._connection.execute(
            select(func.max(table.c.version)).where(table.c.year == version.year)
        ).scalar_one_or_none()
        if version.version != (last or 0) + 1 or version.recorded_at is None:
            raise ValueError(f"{version.year}: version {version.version} does not follow {last}")
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
                recorded_at=datetime.fromisoformat(row.recorded_at),
                recorded_by=row.recorded_by,
            )
            for row in rows
        ]

    def add_entry(self, entry: OverrideEntry) -> None:
        """Keep an act on the local layer; writers take turns, so the next place is free."""
        table = tables.calendar_entry
        last = self._connection.execute(select(func.max(table.c.ordinal))).scalar_one_or_none()
        self._connection.execute(
            table.insert().values(
                ordinal=(last or 0) + 1,
                day=entry.day,
                works=entry.works,
                reason=entry.reason,
                removed=entry.removed,
                recorded_at=instant_text(entry.recorded_at),
                recorded_by=entry.recorded_by,
            )
        )


def _notice(year: int, body: str) -> YearNotice:
    try:
        return msgspec.json.decode(body, type=YearNotice)
    except (msgspec.MsgspecError, Refusal) as error:
        raise Damaged(f"数据库里 {year} 年的放假安排无法读取，请从备份恢复（{error}）") from error
