"""Ledger entries 台账条目: one row of a ledger with its values, and every change that made it what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.refusals import Damaged


class EntryAct(StrEnum):
    """What happened to a row; `ACT` is an act of its flow, told by `flow_act`."""

    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    RESTORE = "restore"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One row of a ledger: canonical texts by column key, missing where unknown.

    `anchor` ties the row to the project, case or result it tells of, where the rows of a kind are not entered freely,
    `project_id` names the project it belongs to, if any; `version` grows with every change.
    """

    id: str
    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    project_id: str = ""
    anchor: str = ""
    removed: bool = False
    demo: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One column before and after, in canonical texts."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """Something done to a row: appended, never changed.

    `on` is the civil day it happened on, `at` the instant it was recorded; they differ when it was entered late (补录).
    `source` says where it came from (a file with sheet and cell, the reconciliation of an official export), `note` why.
    """

    id: str
    entry_id: str
    kind: str
    act: EntryAct
    on: date
    at: datetime
    by: str
    changes: tuple[ValueChange, ...] = ()
    flow_act: str = ""
    project_id: str = ""
    anchor: str = ""
    source: str = ""
    note: str = ""


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[ValueChange, ...]:
    """The columns that differ, in the order of the new values and then the old ones."""
    if not old:
        return tuple([ValueChange(key, "", text) for key, text in new.items() if text])
    keys = dict.fromkeys([*new, *old])
    return tuple(
        ValueChange(key, old.get(key, ""), new.get(key, "")) for key in keys if old.get(key, "") != new.get(key, "")
    )


def applied(entry: LedgerEntry | None, change: EntryChange) -> LedgerEntry:
    """A row after one more change; None before its first. Raises Damaged when the change does not fit the row."""
    if entry is None:
        if change.act is not EntryAct.ADD:
            raise Damaged(f"台账条目 {change.entry_id} 的第一条记录不是新增，可能已损坏；请从备份恢复")
        entry = LedgerEntry(change.entry_id, change.kind, {}, change.project_id, change.anchor)
    values = dict(entry.values)
    for one in change.changes:
        if values.get(one.column, "") != one.old:
            raise Damaged(f"台账条目 {change.entry_id} 的记录前后不符，可能已损坏；请从备份恢复")
        values[one.column] = one.new
        if not one.new:
            del values[one.column]
    removed = {EntryAct.REMOVE: True, EntryAct.RESTORE: False}.get(change.act, entry.removed)
    project_id = change.project_id or entry.project_id
    # Built anew rather than replaced: a ledger of another day folds tens of thousands of changes.
    return LedgerEntry(entry.id, entry.kind, values, project_id, entry.anchor, removed, entry.demo, entry.version + 1)


def folded(changes: Iterable[EntryChange], until: datetime | None = None) -> dict[str, LedgerEntry]:
    """The rows as recorded up to an instant (None: all), by id; removed ones are in it, marked. Order of recording."""
    found: dict[str, LedgerEntry] = {}
    for change in changes:
        if until is None or change.at <= until:
            found[change.entry_id] = applied(found.get(change.entry_id), change)
    return found
