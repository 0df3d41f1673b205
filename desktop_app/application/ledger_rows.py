"""Rows of a ledger as they are shown: what was entered, the facts of the project, and what is derived of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from desktop_app.application.ledger_cases import Told, case_told, result_told
from desktop_app.application.ledger_rules import Means, RowFacts, derived
from desktop_app.application.ports import UnitOfWork
from desktop_app.application.project_history import canonical, projects_at
from desktop_app.domain.case import Case
from desktop_app.domain.ledger_entry import LedgerEntry, folded
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, RowsOf, Source
from desktop_app.domain.ledger_value import words_of
from desktop_app.domain.project import Project

RowsFrom = Means
"""What rows are told with: the calendar and the day of their lamps."""


@dataclass(frozen=True, slots=True)
class LedgerRowNow:
    """One row with every column: canonical texts by key, and `words` as people read them (a project by its name).

    `id` is empty while nothing was entered for a project, case or result that has a row by itself; `anchor` tells
    which.
    """

    id: str
    cells: Mapping[str, str] = field(default_factory=dict)
    project_id: str = ""
    anchor: str = ""
    version: int = 0
    demo: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def follows(self) -> bool:
        """Whether the row is there by itself, so that its derived columns are not typed over."""
        return bool(self.anchor)


@dataclass(frozen=True, slots=True)
class _Stock:
    """What the rows are made of, as it is now or as it was recorded at an instant."""

    entries: Sequence[LedgerEntry]
    projects: Mapping[str, Project]
    cases: Sequence[Case]
    changed: Mapping[str, date]


def rows_of(kind: LedgerKind, work: UnitOfWork, means: Means, *, removed: bool = False) -> list[LedgerRowNow]:
    """Every row of a ledger in the order of entering; with `removed` those taken out instead."""
    entries = work.entries.of_kind(kind.key, removed=removed)
    projects = {one.id: one for one in work.projects.find_all()}
    changed = work.entries.last_changes(kind.key) if _asks(kind, "last_change") else {}
    if removed:
        gone = [one for one in entries if one.removed]
        return [_row(kind, _Line(one, projects.get(one.project_id)), means, changed) for one in gone]
    cases = work.cases.every() if kind.rows in (RowsOf.CASES, RowsOf.RESULTS) else ()
    return _rows(kind, work, means, _Stock(entries, projects, cases, changed))


def rows_at(kind: LedgerKind, work: UnitOfWork, means: Means, until: datetime) -> list[LedgerRowNow]:
    """Every row of a ledger as it was recorded up to an instant."""
    changes = work.entries.changes_of(kind.key, until)
    demo = {one.id for one in work.entries.of_kind(kind.key, removed=True) if one.demo}
    rows = folded(changes, until).values()
    entries = [replace(one, demo=one.id in demo) for one in rows if not one.removed]
    projects = {one.id: one for one in projects_at(work, until)}
    changed = {one.entry_id: one.at.date() for one in changes if one.at <= until}
    cases: Sequence[Case] = ()
    if kind.rows in (RowsOf.CASES, RowsOf.RESULTS):
        known = (
            replace(one, events=tuple(event for event in one.events if event.at <= until)) for one in work.cases.every()
        )
        cases = [one for one in known if any(event.case_id == one.id for event in one.events)]
    return _rows(kind, work, means, _Stock(entries, projects, cases, changed))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row before its columns are worked out."""

    entry: LedgerEntry | None
    project: Project | None
    anchor: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


def _rows(kind: LedgerKind, work: UnitOfWork, means: Means, stock: _Stock) -> list[LedgerRowNow]:
    lines = _LINES[kind.rows](kind, work, means, stock)
    return [_row(kind, line, means, stock.changed) for line in lines]


def _of_entries(kind: LedgerKind, work: UnitOfWork, means: Means, stock: _Stock) -> list[_Line]:
    return [_Line(one, stock.projects.get(one.project_id), one.anchor) for one in stock.entries]


def _of_projects(kind: LedgerKind, work: UnitOfWork, means: Means, stock: _Stock) -> list[_Line]:
    known = {one.anchor: one for one in stock.entries}
    scope = [one for one in stock.projects.values() if not kind.scope or getattr(one, kind.scope)]
    return [_Line(known.get(one.id), one, one.id) for one in scope]


def _of_cases(kind: LedgerKind, work: UnitOfWork, means: Means, stock: _Stock) -> list[_Line]:
    return _by_themselves(stock, case_told(work, stock.cases, stock.projects, means))


def _of_results(kind: LedgerKind, work: UnitOfWork, means: Means, stock: _Stock) -> list[_Line]:
    """Results of the steps, then what was entered besides (证照 the enterprise had before)."""
    own = [_Line(one, stock.projects.get(one.project_id)) for one in stock.entries if not one.anchor]
    return _by_themselves(stock, result_told(work, stock.cases, means)) + own


def _by_themselves(stock: _Stock, told: Sequence[Told]) -> list[_Line]:
    known = {one.anchor: one for one in stock.entries}
    return [_Line(known.get(one.anchor), stock.projects.get(one.project_id), one.anchor, one.told) for one in told]


_LINES: Mapping[RowsOf, Callable[[LedgerKind, UnitOfWork, Means, _Stock], list[_Line]]] = {
    RowsOf.ENTRIES: _of_entries,
    RowsOf.PROJECTS: _of_projects,
    RowsOf.CASES: _of_cases,
    RowsOf.RESULTS: _of_results,
}


def _row(kind: LedgerKind, line: _Line, means: Means, changed: Mapping[str, date]) -> LedgerRowNow:
    entry, project = line.entry, line.project
    facts = RowFacts(kind, means, {}, project, line.told, None if entry is None else changed.get(entry.id))
    _fill(kind, {} if entry is None else entry.values, facts)
    cells = {one.key: facts.cells[one.key] for one in kind.columns if facts.cells.get(one.key)}
    names = {"": ""} if project is None else {project.id: project.name}
    words = {one.key: _words(one, cells[one.key], names) for one in kind.columns if one.key in cells}
    return LedgerRowNow(
        "" if entry is None else entry.id,
        cells,
        "" if project is None else project.id,
        line.anchor,
        0 if entry is None else entry.version,
        (project is not None and project.demo) if entry is None else entry.demo,
        words,
    )


def _fill(kind: LedgerKind, entered: Mapping[str, str], facts: RowFacts) -> None:
    """First what is known, then what is derived of it."""
    cells = facts.cells
    for column in kind.columns:
        if column.source is Source.ENTERED:
            text = entered.get(column.key, "")
            cells[column.key] = text or (derived(column, facts) if column.field and facts.told else "")
        elif column.source is Source.PROJECT:
            cells[column.key] = "" if facts.project is None else canonical(getattr(facts.project, column.field))
    for column in kind.columns:
        if column.source is Source.DERIVED:
            facts.text(column.key)


def _words(column: LedgerColumn, text: str, names: Mapping[str, str]) -> str:
    if column.type is ColumnType.PROJECT:
        return names.get(text, text)
    return words_of(column, text)


def _asks(kind: LedgerKind, rule: str) -> bool:
    return any(one.source is Source.DERIVED and one.field.split()[0] == rule for one in kind.columns)
