"""Rows of a ledger as they are shown: what was entered, the facts of the project, and what is derived of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from desktop_app.application.ledger_cases import Told, case_told, count_results, result_told
from desktop_app.application.ledger_rules import Means, RowFacts, Rule, rule_of
from desktop_app.application.mass import collecting_later
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


@collecting_later()
def rows_of(kind: LedgerKind, work: UnitOfWork, means: Means, *, removed: bool = False) -> list[LedgerRowNow]:
    """Every row of a ledger in the order of entering; with `removed` those taken out instead."""
    entries = work.entries.of_kind(kind.key, removed=removed)
    projects = {one.id: one for one in work.projects.find_all()}
    changed = work.entries.last_changes(kind.key) if _asks(kind, "last_change") else {}
    if removed:
        gone = [one for one in entries if one.removed]
        plan = _Plan.of(kind)
        return [plan.row(_Line(one, projects.get(one.project_id)), means, changed) for one in gone]
    cases = work.cases.every() if kind.rows in (RowsOf.CASES, RowsOf.RESULTS) else ()
    return _rows(kind, work, means, _Stock(entries, projects, cases, changed))


@collecting_later()
def count_of(kind: LedgerKind, work: UnitOfWork, means: Means) -> int:
    """How many rows `rows_of` gives, without working any of them out."""
    match kind.rows:
        case RowsOf.ENTRIES:
            return work.entries.count(kind.key)
        case RowsOf.PROJECTS:
            return len(_in_scope(kind, work.projects.find_all()))
        case RowsOf.CASES:
            return work.cases.count()
        case RowsOf.RESULTS:
            return count_results(work.cases.every(), means) + work.entries.count(kind.key, following=False)


@collecting_later()
def rows_at(kind: LedgerKind, work: UnitOfWork, means: Means, until: datetime) -> list[LedgerRowNow]:
    """Every row of a ledger as it was recorded up to an instant."""
    changes = work.entries.changes_of(kind.key, until)
    demo = work.entries.demo_rows(kind.key)
    rows = folded(changes, until).values()
    entries = [replace(one, demo=True) if one.id in demo else one for one in rows if not one.removed]
    projects = {one.id: one for one in projects_at(work, until)}
    changed = {one.entry_id: one.at.date() for one in changes} if _asks(kind, "last_change") else {}
    cases: Sequence[Case] = ()
    if kind.rows in (RowsOf.CASES, RowsOf.RESULTS):
        known = (
            replace(one, events=tuple(event for event in one.events if event.at <= until)) for one in work.cases.every()
        )
        cases = [one for one in known if any(event.case_id == one.id for event in one.events)]
    return _rows(kind, work, means, _Stock(entries, projects, cases, changed))


def row_alone(kind: LedgerKind, entry: LedgerEntry, project: Project | None, means: Means) -> LedgerRowNow:
    """One row that people entered, with its columns worked out; the day of its last change is not looked up."""
    return _Plan.of(kind).row(_Line(entry, project, entry.anchor), means, {})


@dataclass(frozen=True, slots=True)
class _Line:
    """One row before its columns are worked out."""

    entry: LedgerEntry | None
    project: Project | None
    anchor: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


def _rows(kind: LedgerKind, work: UnitOfWork, means: Means, stock: _Stock) -> list[LedgerRowNow]:
    lines = _LINES[kind.rows](kind, work, means, stock)
    plan = _Plan.of(kind)
    return [plan.row(line, means, stock.changed) for line in lines]


def _of_entries(kind: LedgerKind, work: UnitOfWork, means: Means, stock: _Stock) -> list[_Line]:
    return [_Line(one, stock.projects.get(one.project_id), one.anchor) for one in stock.entries]


def _of_projects(kind: LedgerKind, work: UnitOfWork, means: Means, stock: _Stock) -> list[_Line]:
    known = {one.anchor: one for one in stock.entries}
    return [_Line(known.get(one.id), one, one.id) for one in _in_scope(kind, stock.projects.values())]


def _in_scope(kind: LedgerKind, projects: Iterable[Project]) -> list[Project]:
    return [one for one in projects if not kind.scope or getattr(one, kind.scope)]


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


@dataclass(frozen=True, slots=True)
class _Plan:
    """The columns of a kind sorted by where their values come from, once for all rows."""

    kind: LedgerKind
    columns: Mapping[str, LedgerColumn]
    entered: frozenset[str]
    of_project: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, tuple[Rule, tuple[str, ...]]], ...]
    rules: Mapping[str, tuple[Rule, tuple[str, ...]]]

    @classmethod
    def of(cls, kind: LedgerKind) -> _Plan:
        by: dict[Source, list[LedgerColumn]] = {source: [] for source in Source}
        for one in kind.columns:
            by[one.source].append(one)
        return cls(
            kind,
            {one.key: one for one in kind.columns},
            frozenset(one.key for one in by[Source.ENTERED]),
            tuple((one.key, one.field) for one in by[Source.PROJECT]),
            tuple((one.key, rule_of(one)) for one in by[Source.ENTERED] if one.field),
            {one.key: rule_of(one) for one in by[Source.DERIVED]},
        )

    def row(self, line: _Line, means: Means, changed: Mapping[str, date]) -> LedgerRowNow:
        """A line with every column worked out."""
        entry, project = line.entry, line.project
        values = {} if entry is None else entry.values
        if self.entered.issuperset(values):
            cells = dict(values)
        else:
            cells = {key: text for key, text in values.items() if key in self.entered}
        if project is not None:
            for key, name in self.of_project:
                cells[key] = canonical(getattr(project, name))
        flow = self.kind.flow
        if flow is not None and entry is not None:
            cells.setdefault(flow.state, flow.states[0])
        on = None if entry is None else changed.get(entry.id)
        facts = RowFacts(self.kind, self.columns, self.rules, means, cells, project, line.told, on)
        if line.told:
            for key, (rule, args) in self.told:
                cells[key] = cells.get(key) or rule(facts, args)
        for key in self.rules:
            facts.text(key)
        if not all(cells.values()):
            cells = {key: text for key, text in cells.items() if text}
        return LedgerRowNow(
            "" if entry is None else entry.id,
            cells,
            "" if project is None else project.id,
            line.anchor,
            0 if entry is None else entry.version,
            (project is not None and project.demo) if entry is None else entry.demo,
            _Words(self.columns, cells, "" if project is None else project.name),
        )


class _Words(Mapping[str, str]):
    """Cells as people read them, made when they are asked for: only a few of many rows are ever looked at."""

    __slots__ = ("_cells", "_columns", "_project")

    def __init__(self, columns: Mapping[str, LedgerColumn], cells: Mapping[str, str], project: str) -> None:
        self._columns, self._cells, self._project = columns, cells, project

    def __getitem__(self, key: str) -> str:
        column, text = self._columns[key], self._cells[key]
        return self._project if column.type is ColumnType.PROJECT else words_of(column, text)

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


def _asks(kind: LedgerKind, rule: str) -> bool:
    return any(one.source is Source.DERIVED and one.field.split()[0] == rule for one in kind.columns)
