"""Ledgers 台账: a dry run that shows everything an import would do, and the import itself, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from desktop_app.application.changes import Changes
from desktop_app.application.entry_book import NO_LEDGERS, LedgerKinds
from desktop_app.application.entry_checks import project_problems, project_sign_problems
from desktop_app.application.mass import collecting_later
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.project_history import PROJECT_KIND, ProjectEdit, record_project_changes
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.ledger import LedgerLayout, LedgerProblem, LedgerQuestion, LedgerReading
from desktop_app.domain.ledger_checks import Unprintable
from desktop_app.domain.ledger_import import FieldChange, ImportPlan, PlannedProject, plan_import
from desktop_app.domain.project import Project


class LedgerReader(Protocol):
    """Reads a ledger file."""

    def read(self, path: Path, answers: Mapping[str, str]) -> LedgerReading:
        """The rows with problems and questions; raises Refusal when the file cannot be opened at all."""


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """What an import does to one project: `kind` is created, updated or unchanged; `cell` is where its name stands.

    `project_id` is empty for a project that a dry run would create.
    """

    project_id: str
    name: str
    kind: str
    sheet: str
    cell: str
    planned: PlannedProject

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """What differs, field by field."""
        return self.planned.changes


@dataclass(frozen=True, slots=True)
class LedgerImport:
    """The outcome of a dry run or an import; with `blocked` nothing was or would be stored and all counts are 0.

    `changes` lists every row with what it does, or would do if no error stood in the way.
    """

    created: int
    updated: int
    unchanged: int
    problems: tuple[LedgerProblem, ...]
    questions: tuple[LedgerQuestion, ...]
    changes: tuple[ProjectChange, ...]
    layouts: tuple[LedgerLayout, ...]
    told: Changes = field(default_factory=Changes)

    @property
    def blocked(self) -> bool:
        """Whether an error keeps the whole file out."""
        return any(problem.blocks for problem in self.problems)


@dataclass(frozen=True, slots=True)
class LedgerService:
    """Use cases on ledger files."""

    open_work: OpenUnitOfWork
    ids: Ids
    now: Now
    reader: LedgerReader
    fonts: Unprintable
    kinds: LedgerKinds = NO_LEDGERS

    def dry_run(self, path: Path, answers: Mapping[str, str] | None = None) -> LedgerImport:
        """What importing this file would do; stores nothing. Raises Refusal when the file cannot be opened."""
        with collecting_later():
            reading = self.reader.read(path, answers or {})
            with self.open_work(writes=False) as work:
                plan = plan_import(work.projects.find_all(), reading.rows)
            return self._outcome(reading, plan)

    def commit(
        self, path: Path, by: str, answers: Mapping[str, str] | None = None, *, demo: bool = False
    ) -> LedgerImport:
        """Import the file in one transaction and journal every created or changed project.

        An error among the problems keeps everything out; the same file a second time changes nothing. `demo` marks new
        projects as 演示数据. Raises Refusal when the file cannot be opened.
        """
        with collecting_later():
            return self._commit(path, by, answers or {}, demo=demo)

    def _commit(self, path: Path, by: str, answers: Mapping[str, str], *, demo: bool) -> LedgerImport:
        reading = self.reader.read(path, answers)
        with self.open_work() as work:
            plan = plan_import(work.projects.find_all(), reading.rows)
            outcome = self._outcome(reading, plan)
            if outcome.blocked:
                return outcome
            new: list[tuple[Project, Event]] = []
            stored = [self._store(work, planned, path.name, by, demo, new) for planned in plan.projects]
            work.projects.enter(new)
            self._remember(work, plan.projects, [project_id for project_id, _ in stored], path.name, by, demo=demo)
            events = [event for _, event in stored if event is not None]
            if events:
                work.commit()
        changes = tuple(
            replace(change, project_id=project_id)
            for change, (project_id, _) in zip(outcome.changes, stored, strict=True)
        )
        touched = frozenset({PROJECT_KIND}) if events else frozenset()
        return replace(outcome, changes=changes, told=replace(Changes.of(*events), ledgers=touched))

    def _store(
        self,
        work: UnitOfWork,
        planned: PlannedProject,
        file: str,
        by: str,
        demo: bool,
        new: list[tuple[Project, Event]],
    ) -> tuple[str, Event | None]:
        """Store a changed project and give its id and event; a new one is only put on the list, with its event."""
        if planned.before is None:
            project = replace(planned.after, id=self.ids(), demo=demo)
            event = self._event(project.id, by, f"台账“{file}”新建")
            new.append((project, event))
            return project.id, event
        if not planned.differing:
            return planned.before.id, None
        work.projects.update(planned.after)
        told = "；".join(f"{change.label}：{change.old} → {change.new}" for change in planned.changes)
        event = self._event(planned.after.id, by, f"台账“{file}”更新：{told}")
        work.record(event)
        return planned.after.id, event

    def _remember(
        self, work: UnitOfWork, plans: Sequence[PlannedProject], ids: Sequence[str], file: str, by: str, *, demo: bool
    ) -> None:
        """Append every fact that changed to the history of its project, with the cell it came from."""
        changed = [
            ProjectEdit(
                planned.before,
                replace(planned.after, id=project_id, demo=demo if planned.before is None else planned.before.demo),
                f"{file} {planned.row.sheet} {planned.row.cell}",
            )
            for planned, project_id in zip(plans, ids, strict=True)
            if planned.before is None or planned.differing
        ]
        record_project_changes(work, self.ids, changed, self.now(), by)

    def _event(self, project_id: str, by: str, note: str) -> Event:
        at = self.now()
        return Event(
            id=self.ids(),
            project_id=project_id,
            case_id="",
            matter="",
            verb=Verb.IMPORT,
            on=at.date(),
            at=at,
            by=by,
            note=note,
        )

    def _outcome(self, reading: LedgerReading, plan: ImportPlan) -> LedgerImport:
        """The outcome with what is doubtful about the projects as they would be."""
        found = _outcome(reading, plan)
        kind = next((one for one in self.kinds.all() if one.key == PROJECT_KIND), None)
        if kind is None:
            return found
        doubts = [
            *project_problems(kind, plan.projects, self.now().date()),
            *project_sign_problems(kind, plan.projects, self.fonts),
        ]
        return replace(found, problems=(*found.problems, *doubts)) if doubts else found


def _outcome(reading: LedgerReading, plan: ImportPlan) -> LedgerImport:
    changes = tuple(
        ProjectChange(
            planned.before.id if planned.before is not None else "",
            planned.after.name,
            planned.kind,
            planned.row.sheet,
            planned.row.cell,
            planned,
        )
        for planned in plan.projects
    )
    problems = reading.problems + plan.problems
    is_blocked = any(problem.blocks for problem in problems)
    return LedgerImport(
        0 if is_blocked else plan.count("created"),
        0 if is_blocked else plan.count("updated"),
        0 if is_blocked else plan.count("unchanged"),
        problems,
        reading.questions,
        changes,
        reading.layouts,
    )
