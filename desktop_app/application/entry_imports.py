"""Files into ledgers 台账导入: look at a file, try what it would do, then store all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop_app.application.changes import Changes
from desktop_app.application.entries import EntryService
from desktop_app.application.entry_book import KnownLayout
from desktop_app.application.entry_checks import day_problems, row_number, sign_problems
from desktop_app.application.entry_files import EntryFile, EntryFiles, FileColumn, FileTable, Taken
from desktop_app.application.entry_plan import Effect, EntryPlan, ImportChoice, OnConflict, PlannedRow
from desktop_app.application.entry_planner import Planner
from desktop_app.application.entry_values import ProjectNames, numbered, project_in
from desktop_app.application.ledger_rows import LedgerRowNow, RowsFrom, rows_of
from desktop_app.application.mass import collecting_later
from desktop_app.application.ports import UnitOfWork
from desktop_app.application.project_history import (
    PROJECT_KIND,
    ProjectEdit,
    fact_of,
    record_project_changes,
    with_history,
)
from desktop_app.application.projects import change_project
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.ledger_checks import Unprintable
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry, differences
from desktop_app.domain.ledger_kind import ColumnType, LedgerKind, RowsOf, Source
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal

NOT_READ = "-"
"""What a person writes for a column that shall not be imported."""


@dataclass(frozen=True, slots=True)
class FileLook:
    """A file as it was understood for a ledger: its table, the columns to read, and whether they were remembered."""

    table: FileTable
    columns: tuple[Taken, ...]
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class EntryImport:
    """The outcome of a trial or an import; `stored` tells which. With errors in the plan nothing was stored."""

    plan: EntryPlan
    stored: bool
    told: Changes


@dataclass(frozen=True, slots=True)
class EntryImportService:
    """Use cases that bring files into ledgers."""

    entries: EntryService
    files: EntryFiles
    fonts: Unprintable

    def open(self, path: Path) -> EntryFile:
        """Read a file once; raises Refusal when it cannot be used at all."""
        return self.files.open(path)

    def look(self, kind: str, file: EntryFile, sheet: str = "", header_row: int = 0) -> FileLook:
        """The table of a file with what its columns are taken for: as last time for the same headers, else proposed.

        Raises Refusal when no table is found.
        """
        known = self.entries.kinds.get(kind)
        table = file.table(known, sheet, header_row)
        with self.entries.open_work(writes=False) as work:
            layout = work.layouts.of(known.key, table.fingerprint)
        proposed = tuple(Taken(one.place, one.key, one.unit) for one in table.columns)
        if layout is None or table.exported:
            return FileLook(table, proposed)
        told = {header: (key, unit) for header, key, unit in layout.columns}
        columns = tuple(_remembered(known, one, told) for one in table.columns)
        return FileLook(table, columns, remembered=columns != proposed)

    def mapped(self, kind: str, look: FileLook, wanted: Mapping[str, str], unit: str = "") -> tuple[Taken, ...]:
        """The columns of a look with some headers (or letters) mapped by hand to a column's key or label, - for none.

        `unit` is taken for amounts without one. Raises Refusal for a header or column that is not there.
        """
        known = self.entries.kinds.get(kind)
        columns = {one.place: one for one in look.columns}
        for header, name in wanted.items():
            found = [one for one in look.table.columns if header in (one.header, one.letter)]
            if not found:
                headers = "、".join(one.header or one.letter for one in look.table.columns)
                raise Refusal.say(f"文件里没有表头“{header}”；有的是：{headers}")
            place = found[0].place
            key = "" if name == NOT_READ else _key_of(known, name)
            columns = {at: replace(one, key="") if key and one.key == key else one for at, one in columns.items()}
            columns[place] = Taken(place, key, columns[place].unit)
        return tuple(replace(one, unit=one.unit or _unit(known, one.key, unit)) for one in columns.values())

    def try_out(self, kind: str, file: EntryFile, table: FileTable, choice: ImportChoice) -> EntryPlan:
        """What importing would do; stores nothing."""
        known = self.entries.kinds.get(kind)
        with self.entries.open_work(writes=False) as work:
            return self._checked(work, known, file, table, choice)

    def commit(self, kind: str, file: EntryFile, table: FileTable, choice: ImportChoice, by: str) -> EntryImport:
        """Import in one transaction and remember the layout; with any error in the plan nothing is stored."""
        known = self.entries.kinds.get(kind)
        if not by.strip():
            raise Refusal.say("请写明登记人")
        with collecting_later(), self.entries.open_work() as work:
            plan = self._checked(work, known, file, table, choice)
            if plan.blocked:
                return EntryImport(plan, False, Changes())
            told = _Storing(self.entries, work, known, f"{file.name} {table.sheet}", by).store(plan.rows)
            if not table.exported:
                work.layouts.remember(_layout(known, table, choice.columns))
            work.commit()
        return EntryImport(plan, True, told)

    def _checked(
        self, work: UnitOfWork, kind: LedgerKind, file: EntryFile, table: FileTable, choice: ImportChoice
    ) -> EntryPlan:
        plan = self._plan(work, kind, file, table, choice)
        found = [
            *day_problems(kind, table, choice.columns, plan.rows, self.entries.now().date()),
            *sign_problems(kind, table, choice.columns, plan.rows, self.fonts),
        ]
        return replace(plan, problems=tuple(sorted([*plan.problems, *found], key=row_number))) if found else plan

    def _plan(
        self, work: UnitOfWork, kind: LedgerKind, file: EntryFile, table: FileTable, choice: ImportChoice
    ) -> EntryPlan:
        with collecting_later():
            reading = file.rows(kind, table, choice.columns)
            rows = rows_of(kind, work, RowsFrom(self.entries.calendars.current(), self.entries.now().date()))
            return Planner(kind, table, choice, rows, ProjectNames(work.projects.find_all())).plan(reading)


def _remembered(kind: LedgerKind, column: FileColumn, told: Mapping[str, tuple[str, str]]) -> Taken:
    key, unit = told.get(column.header, (column.key, column.unit))
    return Taken(column.place, key if not key or kind.has(key) else "", column.unit or unit)


def _layout(kind: LedgerKind, table: FileTable, columns: Sequence[Taken]) -> KnownLayout:
    headers = {one.place: one.header for one in table.columns}
    return KnownLayout(
        table.fingerprint, kind.key, tuple((headers.get(one.place, ""), one.key, one.unit) for one in columns)
    )


def _key_of(kind: LedgerKind, name: str) -> str:
    found = kind.named(name)
    if found is not None:
        return found.key
    known = "、".join(one.label for one in kind.columns if one.source is not Source.DERIVED)
    raise Refusal.say(f"台账“{kind.name}”没有“{name}”这一栏；可用的栏：{known}，不导入写 {NOT_READ}")


def _unit(kind: LedgerKind, key: str, unit: str) -> str:
    return unit if key and kind.column(key).type is ColumnType.AMOUNT else ""


class _Storing:
    """Stores the rows of a plan inside a transaction."""

    def __init__(self, entries: EntryService, work: UnitOfWork, kind: LedgerKind, where: str, by: str) -> None:
        self._ids = entries.ids
        self._at: datetime = entries.now()
        self._work = work
        self._kind = kind
        self._where = where
        self._by = by
        self._changes: list[EntryChange] = []
        self._events: list[Event] = []
        self._new_projects: list[tuple[Project, Event]] = []
        self._sources: list[str] = []
        self._serials: dict[str, int] = {}

    def store(self, rows: Sequence[PlannedRow]) -> Changes:
        """Everything the rows change."""
        projects = self._kind.rows is RowsOf.PROJECTS
        for planned in rows:
            if planned.effect is Effect.CREATED:
                (self._create_project if projects else self._create)(planned)
            elif planned.effect is Effect.UPDATED and planned.before is not None:
                self._update(planned, planned.before)
        self._work.projects.enter(self._new_projects)
        edits = [
            ProjectEdit(None, project, source)
            for (project, _), source in zip(self._new_projects, self._sources, strict=True)
        ]
        record_project_changes(self._work, self._ids, edits, self._at, self._by)
        self._work.entries.append(self._changes)
        touched = {self._kind.key} if self._changes or self._events else set[str]()
        if self._events:
            touched.add(PROJECT_KIND)
        return replace(Changes.of(*self._events), ledgers=frozenset(touched))

    def _create(self, planned: PlannedRow) -> None:
        values = self._numbered({one.column: one.new for one in planned.changes})
        blank = LedgerEntry(self._ids(), self._kind.key)
        self._append(planned, blank, EntryAct.ADD, {}, values, project_in(self._kind, values))

    def _numbered(self, values: dict[str, str]) -> dict[str, str]:
        """A new row with the next free number where the program counts; counted once, for there may be many rows."""
        for column in self._kind.columns:
            if not column.serial or values.get(column.key):
                continue
            stem = f"{column.serial}-{self._at.year}-"
            if column.key not in self._serials:
                stored = self._work.entries.of_kind(self._kind.key, removed=True)
                first = numbered(self._kind, {}, stored, self._at.year)[column.key]
                self._serials[column.key] = int(first.removeprefix(stem))
            values[column.key] = f"{stem}{self._serials[column.key]:03d}"
            self._serials[column.key] += 1
        return values

    def _create_project(self, planned: PlannedRow) -> None:
        facts, own = self._parted(planned)
        told = {field: fact_of(field, text) for field, text in facts.items()}
        # The fields come from the columns of the kind, which the catalog checks against the project.
        project = Project(id=self._ids(), **told)  # type: ignore[arg-type]
        event = Event(
            id=self._ids(),
            project_id=project.id,
            case_id="",
            matter="",
            verb=Verb.IMPORT,
            on=self._at.date(),
            at=self._at,
            by=self._by,
            note=f"台账“{self._where}”新建",
        )
        self._events.append(event)
        self._new_projects.append((project, event))
        self._sources.append(self._source(planned))
        if own:
            row = LedgerEntry(project.id, self._kind.key, {}, project.id, project.id)
            self._append(planned, row, EntryAct.EDIT, {}, own, project.id)

    def _update(self, planned: PlannedRow, before: LedgerRowNow) -> None:
        facts, own = self._parted(planned)
        if facts:
            self._change_project(planned, before.anchor, facts)
        if not own:
            return
        entry = self._entry(before)
        values = {key: text for key, text in {**entry.values, **own}.items() if text}
        act = EntryAct.EDIT if entry.version else EntryAct.ADD
        project_id = project_in(self._kind, values, entry.project_id)
        self._append(planned, entry, act, entry.values, values, project_id)

    def _parted(self, planned: PlannedRow) -> tuple[dict[str, str], dict[str, str]]:
        """The facts of the project by field and the values of the row by column."""
        facts: dict[str, str] = {}
        own: dict[str, str] = {}
        for one in planned.changes:
            column = self._kind.column(one.column)
            if column.source is Source.PROJECT:
                facts[column.field] = one.new
            else:
                own[one.column] = one.new
        return facts, own

    def _change_project(self, planned: PlannedRow, project_id: str, facts: Mapping[str, str]) -> None:
        project = self._work.projects.get(project_id)
        told = {field: fact_of(field, text) for field, text in facts.items()}
        changed = replace(project, **told)  # type: ignore[arg-type]
        event = change_project(self._work, changed, self._by, self._ids, self._at, f"台账“{self._source(planned)}”")
        if event is not None:
            self._events.append(event)

    def _entry(self, before: LedgerRowNow) -> LedgerEntry:
        """The stored row, or a blank one for what has a row by itself and nothing entered yet."""
        if self._kind.key == PROJECT_KIND:
            return with_history(self._work, self._ids, self._work.projects.get(before.anchor))
        if before.id:
            return self._work.entries.get(before.id)
        return LedgerEntry(self._ids(), self._kind.key, {}, before.project_id, before.anchor, demo=before.demo)

    def _append(
        self,
        planned: PlannedRow,
        entry: LedgerEntry,
        act: EntryAct,
        before: Mapping[str, str],
        after: Mapping[str, str],
        project_id: str,
    ) -> None:
        kept = [f"{one.column}：保留" for one in planned.conflicts if one.decided is OnConflict.KEEP]
        self._changes.append(
            EntryChange(
                id=self._ids(),
                entry_id=entry.id,
                kind=self._kind.key,
                act=act,
                on=self._at.date(),
                at=self._at,
                by=self._by,
                changes=differences(before, after),
                project_id=project_id,
                anchor=entry.anchor,
                source=self._source(planned),
                note="；".join(kept),
            )
        )

    def _source(self, planned: PlannedRow) -> str:
        return f"{self._where} 第 {planned.row.number} 行"
