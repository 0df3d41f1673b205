"""A ledger of very many rows with derived columns, beside a bare SELECT of the same rows with its JSON decoded."""

import json
import sqlite3
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.figures import Figure, best_of_both
from desktop_app.application.desk import Desk
from desktop_app.bootstrap import DATABASE_FILE, open_desk
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, ValueChange

KIND = "issues"


def figures(place: Path, rows: int) -> Iterator[Figure]:
    """The rows as they are now, and as they had been recorded by an instant."""
    desk = open_desk(place, create=True)
    fill(desk, rows)
    database = sqlite3.connect(place / DATABASE_FILE)
    now = desk.now()

    def select(table: str) -> None:
        for (body,) in database.execute(f"SELECT body FROM {table} WHERE kind = ? ORDER BY ordinal", (KIND,)):
            json.loads(body)

    times = best_of_both(lambda: desk.entries.rows(KIND), lambda: select("ledger_entry"), 3, time.process_time)
    yield Figure(f"ledger: {rows} rows, 3 derived columns", *times, "SELECT and json.loads of the rows")
    ours, floor = partial(desk.entries.rows_at, KIND, now), partial(select, "ledger_change")
    times = best_of_both(ours, floor, 3, time.process_time)
    yield Figure(f"the same ledger as of an instant: {rows} changes", *times, "SELECT and json.loads of the changes")
    database.close()
    desk.close()


def fill(desk: Desk, rows: int) -> None:
    """So many rows, entered in one go."""
    at = desk.now()
    changes = []
    for number in range(rows):
        day = f"2026-{number % 10 + 1:02d}-{number % 27 + 1:02d}"
        said = {
            "number": f"WT-2026-{number:05d}",
            "state": "办理中",
            "raised_on": day,
            "enterprise": f"某企业{number % 3000}",
            "description": f"问题{number}",
            "assigned_on": day,
            "duty_unit": "住建局",
            "limit_days": str(number % 4 + 3),
        }
        changed = tuple(ValueChange(key, "", text) for key, text in said.items())
        changes.append(
            EntryChange(desk.entries.ids(), desk.entries.ids(), KIND, EntryAct.ADD, at.date(), at, "甲", changed)
        )
    with desk.entries.open_work() as work:
        work.entries.append(changes)
        work.commit()
