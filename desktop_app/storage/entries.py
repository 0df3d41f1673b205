"""Ledger rows: what every ledger holds now, kept beside the changes that made it so; views and layouts of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, delete, func, select

from desktop_app.application.entry_book import KnownLayout
from desktop_app.domain.ledger_entry import EntryChange, LedgerEntry, applied
from desktop_app.domain.ledger_query import LedgerView
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.appending import next_number
from desktop_app.storage.entry_rows import CHANGE, ENTRY, change_row, changes_of, entries_of, entry_row
from desktop_app.storage.entry_tables import ledger_change, ledger_entry, ledger_layout, ledger_view
from desktop_app.storage.mapping import instant_of, understood

_CHANGING = ("project_id", "body", "removed", "version")
_MANY = 500
"""Ids asked for in one statement; the databases limit how many values one may carry."""


class SqlEntryBook:
    """The rows of the ledgers of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_kind(self, kind: str, *, removed: bool = False) -> Sequence[LedgerEntry]:
        """The rows of a kind in the order they were entered."""
        wanted = select(*ENTRY).where(ledger_entry.c.kind == kind).order_by(ledger_entry.c.ordinal)
        return self._entries(wanted if removed else wanted.where(ledger_entry.c.removed.is_(False)))

    def count(self, kind: str, *, following: bool = True) -> int:
        """How many rows a kind has, with or without those that have an anchor."""
        table = ledger_entry.c
        wanted = select(func.count()).where(table.kind == kind, table.removed.is_(False))
        return self._connection.scalar(wanted if following else wanted.where(table.anchor.is_(None))) or 0

    def get(self, entry_id: str) -> LedgerEntry:
        """A row; raises Refusal when there is none with this id."""
        found = self._entries(select(*ENTRY).where(ledger_entry.c.id == entry_id))
        if not found:
            raise Refusal.say(f"没有编号为“{entry_id}”的台账条目，请用 ledger list 查看")
        return found[0]

    def anchored(self, kind: str, anchor: str) -> LedgerEntry | None:
        """The row of a kind that tells of a project, case or result."""
        table = ledger_entry.c
        found = self._entries(select(*ENTRY).where(table.kind == kind, table.anchor == anchor))
        return found[0] if found else None

    def append(self, changes: Sequence[EntryChange], *, demo: bool = False) -> Sequence[LedgerEntry]:
        """Append changes in order; writers take turns, so the places are free."""
        known = self._known({one.entry_id for one in changes})
        before = set(known)
        given: list[LedgerEntry] = []
        for change in changes:
            try:
                entry = applied(known.get(change.entry_id), change)
            except Damaged:
                raise Refusal("stale", name="台账里的这一行") from None
            if demo and change.entry_id not in before:
                entry = replace(entry, demo=demo)
            known[change.entry_id] = entry
            given.append(entry)
        self._store({one.entry_id: known[one.entry_id] for one in changes}, before)
        if changes:
            first = next_number(self._connection, ledger_change.c.ordinal)
            rows = [change_row(one) | {"ordinal": first + place} for place, one in enumerate(changes)]
            self._connection.execute(ledger_change.insert(), rows)
        return given

    def _store(self, now: dict[str, LedgerEntry], before: set[str]) -> None:
        fresh = [one for one in now.values() if one.id not in before]
        if fresh:
            first = next_number(self._connection, ledger_entry.c.ordinal)
            rows = [entry_row(one) | {"ordinal": first + place} for place, one in enumerate(fresh)]
            self._connection.execute(ledger_entry.insert(), rows)
        changed = [
            {"which": one.id} | {key: value for key, value in entry_row(one).items() if key in _CHANGING}
            for one in now.values()
            if one.id in before
        ]
        if changed:
            update = ledger_entry.update().where(ledger_entry.c.id == bindparam("which"))
            self._connection.execute(update.values({key: bindparam(key) for key in _CHANGING}), changed)

    def _known(self, ids: set[str]) -> dict[str, LedgerEntry]:
        found: dict[str, LedgerEntry] = {}
        wanted = sorted(ids)
        for start in range(0, len(wanted), _MANY):
            some = self._entries(select(*ENTRY).where(ledger_entry.c.id.in_(wanted[start : start + _MANY])))
            found |= {one.id: one for one in some}
        return found

    def history(self, entry_id: str) -> Sequence[EntryChange]:
        """Every change of a row in the order of recording."""
        return self._changes(select(*CHANGE).where(ledger_change.c.entry_id == entry_id))

    def changes_of(self, kind: str, until: datetime | None = None) -> Sequence[EntryChange]:
        """Every change of a kind in the order of recording, up to an instant."""
        found = self._changes(select(*CHANGE).where(ledger_change.c.kind == kind))
        return [one for one in found if until is None or one.at <= until]

    def last_changes(self, kind: str) -> Mapping[str, date]:
        """The day the newest change of every row of a kind was recorded, by id."""
        table = ledger_change.c
        # Instants are stored with one offset, so that the last in the order of texts is the newest.
        newest = select(table.entry_id, func.max(table.recorded_at)).where(table.kind == kind).group_by(table.entry_id)
        found = self._connection.execute(newest).all()
        days = {text: instant_of(text).date() for text in {row[1] for row in found}}
        return {row[0]: days[row[1]] for row in found}

    def demo_rows(self, kind: str) -> frozenset[str]:
        """The rows of a kind that are 演示数据, by id."""
        table = ledger_entry.c
        return frozenset(self._connection.scalars(select(table.id).where(table.kind == kind, table.demo.is_(True))))

    def _entries(self, statement: Select[Any]) -> list[LedgerEntry]:
        return entries_of(self._connection.execute(statement).all())

    def _changes(self, statement: Select[Any]) -> list[EntryChange]:
        return changes_of(self._connection.execute(statement.order_by(ledger_change.c.ordinal)).all())


class SqlViewBook:
    """The saved views of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_kind(self, kind: str) -> Sequence[LedgerView]:
        """The saved views of a ledger, by name."""
        rows = self._connection.execute(
            select(ledger_view).where(ledger_view.c.kind == kind).order_by(ledger_view.c.name)
        )
        return [_decoded(row.body, LedgerView, "视图", row.name) for row in rows]

    def save(self, kind: str, view: LedgerView) -> None:
        """Store a view under its id; raises Refusal when another view has the name."""
        table = ledger_view.c
        twin = select(table.id).where(table.kind == kind, table.name == view.name, table.id != view.id)
        if self._connection.execute(twin).first() is not None:
            raise Refusal.say(f"已经有叫“{view.name}”的视图，请换个名称，或先删除原来的")
        self.remove(view.id)
        body = msgspec.json.encode(view).decode()
        self._connection.execute(ledger_view.insert().values(id=view.id, kind=kind, name=view.name, body=body))

    def remove(self, view_id: str) -> None:
        """Take a view away."""
        self._connection.execute(delete(ledger_view).where(ledger_view.c.id == view_id))


class SqlLayoutBook:
    """The remembered layouts of files of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, kind: str, fingerprint: str) -> KnownLayout | None:
        """The layout remembered for these headers."""
        table = ledger_layout.c
        body = self._connection.execute(
            select(table.body).where(table.kind == kind, table.fingerprint == fingerprint)
        ).scalar()
        return None if body is None else _decoded(body, KnownLayout, "表头记忆", kind)

    def remember(self, layout: KnownLayout) -> None:
        """Store or replace it."""
        table = ledger_layout.c
        self._connection.execute(
            delete(ledger_layout).where(table.kind == layout.kind, table.fingerprint == layout.fingerprint)
        )
        body = msgspec.json.encode(layout).decode()
        self._connection.execute(
            ledger_layout.insert().values(kind=layout.kind, fingerprint=layout.fingerprint, body=body)
        )


def _decoded(body: str, wanted: Any, what: str, name: str) -> Any:
    with understood(what, name):
        return msgspec.json.decode(body, type=wanted)
