"""Ledger rows and their changes as columns and back, many at a time: a list of fifty thousand is read at every look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry, ValueChange
from desktop_app.storage.entry_tables import ledger_change, ledger_entry
from desktop_app.storage.mapping import instant_text, understood

_entry, _change = ledger_entry.c, ledger_change.c
ENTRY = (
    *(_entry.id, _entry.body, _entry.kind, _entry.project_id, _entry.anchor, _entry.removed, _entry.demo),
    _entry.version,
)
"""The columns `entries_of` takes, in order."""

CHANGE = (
    *(_change.id, _change.body, _change.act, _change.recorded_at, _change.entry_id, _change.kind, _change.on_date),
    *(_change.recorded_by, _change.flow_act, _change.project_id, _change.anchor, _change.source, _change.note),
)
"""The columns `changes_of` takes, in order."""

_VALUES = msgspec.json.Decoder(dict[str, str])
_CHANGES = msgspec.json.Decoder(tuple[ValueChange, ...])
_ACTS = {one.value: one for one in EntryAct}


def entry_row(entry: LedgerEntry) -> dict[str, Any]:
    """A row as the columns of its table, without its place."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "project_id": entry.project_id or None,
        "anchor": entry.anchor or None,
        "body": msgspec.json.encode(dict(entry.values)).decode(),
        "removed": entry.removed,
        "demo": entry.demo,
        "version": entry.version,
    }


def entries_of(rows: Sequence[Sequence[Any]]) -> list[LedgerEntry]:
    """The rows that stored columns stand for; raises Damaged naming the first that cannot be understood."""
    bodies = _decoded(_VALUES, rows, "台账条目")
    return [
        LedgerEntry(key, kind, values, project_id or "", anchor or "", removed, demo, version)
        for values, (key, _, kind, project_id, anchor, removed, demo, version) in zip(bodies, rows, strict=True)
    ]


def change_row(change: EntryChange) -> dict[str, Any]:
    """A change as the columns of its table, without its place."""
    return {
        "id": change.id,
        "entry_id": change.entry_id,
        "kind": change.kind,
        "act": change.act.value,
        "flow_act": change.flow_act,
        "on_date": change.on,
        "recorded_at": instant_text(change.at),
        "recorded_by": change.by,
        "body": msgspec.json.encode(change.changes).decode(),
        "project_id": change.project_id,
        "anchor": change.anchor,
        "source": change.source,
        "note": change.note,
    }


def changes_of(rows: Sequence[Sequence[Any]]) -> list[EntryChange]:
    """The changes that stored columns stand for; raises Damaged naming the first that cannot be understood."""
    bodies = _decoded(_CHANGES, rows, "台账记录")
    # What a file brought was all recorded at one instant.
    instants: dict[str, datetime] = {}
    found = []
    for changes, row in zip(bodies, rows, strict=True):
        key, _, act_text, at_text, entry_id, kind, on, by, flow_act, project_id, anchor, source, note = row
        at, act = instants.get(at_text), _ACTS.get(act_text)
        if at is None or act is None:
            with understood("台账记录", key):
                at, act = datetime.fromisoformat(at_text), EntryAct(act_text)
            instants[at_text] = at
        found.append(
            EntryChange(key, entry_id, kind, act, on, at, by, changes, flow_act, project_id, anchor, source, note)
        )
    return found


def _decoded(decoder: msgspec.json.Decoder[Any], rows: Iterable[Sequence[Any]], what: str) -> list[Any]:
    """The bodies of rows, which follow their names."""
    rows = list(rows)
    try:
        return [decoder.decode(row[1]) for row in rows]
    except msgspec.MsgspecError:
        for row in rows:
            with understood(what, row[0]):
                decoder.decode(row[1])
        raise
