"""Rows of a ledger as they are shown: what was entered, the facts of the project, and what is derived of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.application.ports import UnitOfWork
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.ledger_entry import LedgerEntry
from desktop_app.domain.ledger_kind import LedgerColumn, LedgerKind, RowsOf, Source
from desktop_app.domain.ledger_value import NO, YES
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.project import Project


@dataclass(frozen=True, slots=True)
class LedgerRowNow:
    """One row with every column: canonical texts by key. `id` is empty while nothing was entered for a project, case
    or result that has a row by itself; `anchor` then tells which."""

    id: str
    cells: Mapping[str, str] = field(default_factory=dict)
    project_id: str = ""
    anchor: str = ""
    version: int = 0
    demo: bool = False


def rows_of(kind: LedgerKind, work: UnitOfWork, calendar: WorkingCalendar, today: date) -> list[LedgerRowNow]:
    """Every row of a ledger in the order of entering."""
    projects = {one.id: one for one in work.projects.find_all()}
    entries = work.entries.of_kind(kind.key)
    if kind.rows is RowsOf.PROJECTS:
        known = {one.anchor: one for one in entries}
        scope = [one for one in projects.values() if not kind.scope or getattr(one, kind.scope)]
        return [_row(kind, known.get(one.id), one, one.id) for one in scope]
    return [_row(kind, one, projects.get(one.project_id), one.anchor) for one in entries]


def _row(kind: LedgerKind, entry: LedgerEntry | None, project: Project | None, anchor: str) -> LedgerRowNow:
    entered = {} if entry is None else entry.values
    cells = {one.key: _cell(one, entered, project) for one in kind.columns}
    return LedgerRowNow(
        "" if entry is None else entry.id,
        {key: text for key, text in cells.items() if text},
        "" if project is None else project.id,
        anchor,
        0 if entry is None else entry.version,
        project.demo if entry is None and project is not None else entry is not None and entry.demo,
    )


def _cell(column: LedgerColumn, entered: Mapping[str, str], project: Project | None) -> str:
    if column.source is Source.ENTERED:
        return entered.get(column.key, "")
    return "" if project is None or not column.field else canonical(getattr(project, column.field))


def canonical(value: object) -> str:
    """A fact of a project as canonical text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, PartialDate):
        return value.words()
    return str(value)
