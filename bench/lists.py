"""Lists: the ledger and the overdue query beside sqlite3 running the very same SQL and fetching bare tuples."""

import functools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bench.figures import Figure, best_of_both
from desktop_app.application.desk import Desk
from desktop_app.bootstrap import DATABASE_FILE, open_desk

TIMES = 9
PAGE = 100
_FLOOR = "sqlite3, same SQL"


def figures(folder: Path) -> Iterator[Figure]:
    """What the ledger page and the overdue list ask for."""
    desk = open_desk(folder)
    overview = desk.overview
    count = overview.totals(overview.query()).projects
    asked: dict[str, Callable[[], object]] = {"open: totals, order, first page": lambda: _open(desk)}
    for sort in ("name", "investment", "next_due"):
        asked[f"sort by {sort}: ids in order"] = functools.partial(_sorted, desk, sort)
    middle = overview.project_ids(overview.query())[count // 2 : count // 2 + PAGE]
    asked[f"one page of {PAGE} rows"] = lambda: overview.project_rows(middle)
    asked["search: 2 characters"] = lambda: overview.project_ids(overview.query(text="77"))
    with closing(sqlite3.connect(folder / DATABASE_FILE, isolation_level=None)) as bare:
        bare.execute("PRAGMA cache_size=-65536")
        for name, action in asked.items():
            yield _compared(f"{count:,} projects, {name}", desk, action, bare)
        late = len(overview.overdue(overview.day()))
        yield _compared(f"overdue: {late:,} steps", desk, lambda: overview.overdue(overview.day()), bare)
    desk.close()


def _open(desk: Desk) -> None:
    query = desk.overview.query()
    desk.overview.totals(query)
    desk.overview.project_rows(desk.overview.project_ids(query)[:PAGE])


def _sorted(desk: Desk, sort: str) -> list[str]:
    return desk.overview.project_ids(desk.overview.query(sort=sort))


def _compared(name: str, desk: Desk, action: Callable[[], object], bare: sqlite3.Connection) -> Figure:
    statements = _overheard(desk, action)

    def floor() -> None:
        for sql, parameters in statements:
            bare.execute(sql, parameters).fetchall()

    times = best_of_both(action, floor, TIMES)
    return Figure(name, *times, _FLOOR)


def _overheard(desk: Desk, action: Callable[[], object]) -> list[tuple[str, Any]]:
    """Every statement the action sends to the database, transactions left out."""
    engine = desk.overview.readers._database.engine  # type: ignore[attr-defined]
    found: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, sql: str, parameters: Any, *_: object) -> None:
        if sql.startswith(("SELECT", "WITH")):
            found.append((sql, parameters))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        action()
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    return found
