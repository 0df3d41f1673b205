"""Wording: the texts of the forms as this workspace words them, versions that stay."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Integer, Table, Text, select

from desktop_app.application.wording_book import WordingVersion
from desktop_app.storage.appending import demand_next
from desktop_app.storage.mapping import instant_of, instant_text
from desktop_app.storage.tables import metadata

wording_version = Table(
    "wording_version",
    metadata,
    Column("key", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("bundled", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
)


class SqlWordingBook:
    """The wording of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def versions(self) -> list[WordingVersion]:
        """Every version of every key, by key and then oldest first."""
        rows = self._connection.execute(
            select(wording_version).order_by(wording_version.c.key, wording_version.c.version)
        )
        return [
            WordingVersion(
                row.key,
                row.version,
                row.text,
                row.bundled,
                instant_of(row.recorded_at),
                row.recorded_by,
            )
            for row in rows
        ]

    def add(self, version: WordingVersion) -> None:
        """Keep a version; raises ValueError when its number is not the next one of its key."""
        column = wording_version.c
        demand_next(self._connection, version.key, version.version, column.version, column.key == version.key)
        self._connection.execute(
            wording_version.insert().values(
                key=version.key,
                version=version.version,
                text=version.text,
                bundled=version.bundled,
                recorded_at=instant_text(version.recorded_at),
                recorded_by=version.recorded_by,
            )
        )
