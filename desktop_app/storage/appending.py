"""Rows that are only ever added: the place behind the last one, and versions that follow each other."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select


def next_number(connection: Connection, column: ColumnElement[Any], *among: ColumnElement[bool]) -> int:
    """The number behind the last of a column, from 1 on; writers take turns, so it is free."""
    last = connection.execute(select(func.max(column)).where(*among)).scalar()
    return int(last or 0) + 1


def demand_next(
    connection: Connection, whose: str, version: int, column: ColumnElement[Any], *among: ColumnElement[bool]
) -> None:
    """Raises ValueError when a version does not follow the last one that is kept."""
    wanted = next_number(connection, column, *among)
    if version != wanted:
        raise ValueError(f"{whose}: version {version} does not follow {wanted - 1}")
