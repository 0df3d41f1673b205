"""Unit of work: one transaction over everything a use case touches; leaving it without commit forgets all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, select

from desktop_app.application.ports import DEFAULT_CENTRE, StepNow, Workspace
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.events import Event
from desktop_app.storage import tables
from desktop_app.storage.database import Database
from desktop_app.storage.mapping import step_row, workspace_of
from desktop_app.storage.repositories import SqlCases, SqlTemplates, add_event, events_by_project, upsert
from desktop_app.storage.summary import summary

if TYPE_CHECKING:
    # Only named here: each is loaded with the port that fills it.
    from desktop_app.application.benchmark_book import BenchmarkBook
    from desktop_app.application.calendar_book import CalendarBook
    from desktop_app.application.custody_book import CustodyBook
    from desktop_app.application.entry_book import EntryBook, LayoutBook, ViewBook
    from desktop_app.application.indicator_book import IndicatorBook
    from desktop_app.application.officer_book import HandoverBook, OfficerBook
    from desktop_app.application.paper_register import PaperRegister
    from desktop_app.application.plan_book import Plans
    from desktop_app.application.ports import Cases, OpenUnitOfWork, Papers, Templates, UnitOfWork
    from desktop_app.application.project_book import Projects
    from desktop_app.application.reconcile_book import ReconcileBook
    from desktop_app.application.records_ahead import AheadBook
    from desktop_app.application.reminder_book import ReminderBook
    from desktop_app.application.rhythm_book import RhythmBook
    from desktop_app.application.template_book import TemplateBook
    from desktop_app.application.wording_book import WordingBook

_NEW_WORKSPACE = Workspace(id="", name="新工作区", centre=DEFAULT_CENTRE)

_PORTS: Mapping[str, str] = {
    "template_book": "template_book.SqlTemplateBook",
    "projects": "repositories.SqlProjects",
    "papers": "repositories.SqlPapers",
    "register": "paper_register.SqlPaperRegister",
    "calendar": "calendar_book.SqlCalendarBook",
    "benchmarks": "benchmark_book.SqlBenchmarkBook",
    "plans": "plans.SqlPlans",
    "wording": "wording.SqlWordingBook",
    "reminders": "reminders.SqlReminderBook",
    "custody": "custody.SqlCustodyBook",
    "reconciliations": "reconciliations.SqlReconcileBook",
    "officers": "officers.SqlOfficerBook",
    "handovers": "officers.SqlHandoverBook",
    "entries": "entries.SqlEntryBook",
    "views": "entries.SqlViewBook",
    "layouts": "entries.SqlLayoutBook",
    "rhythm": "rhythm.SqlRhythmBook",
    "indicators": "indicators.SqlIndicatorBook",
    "ahead": "records_ahead.SqlAheadBook",
}
"""The ports that need the connection alone, with the module of this package and the class that fills each."""


class SqlUnitOfWork:
    """The ports of one transaction; each is loaded and made when the use case first asks for it."""

    templates: Templates
    template_book: TemplateBook
    projects: Projects
    cases: Cases
    papers: Papers
    register: PaperRegister
    calendar: CalendarBook
    benchmarks: BenchmarkBook
    plans: Plans
    wording: WordingBook
    reminders: ReminderBook
    custody: CustodyBook
    reconciliations: ReconcileBook
    officers: OfficerBook
    handovers: HandoverBook
    entries: EntryBook
    views: ViewBook
    layouts: LayoutBook
    rhythm: RhythmBook
    indicators: IndicatorBook
    ahead: AheadBook

    def __init__(self, connection: Connection, database: Database) -> None:
        self._connection = connection
        templates = SqlTemplates(connection, database)
        self.templates = templates
        self.cases = SqlCases(connection, templates)

    def __getattr__(self, name: str) -> Any:
        """A port that was not asked for yet; AttributeError for anything else."""
        if name not in _PORTS:
            raise AttributeError(f"a unit of work has no {name}")
        module, _, kind = _PORTS[name].partition(".")
        port = getattr(import_module(f"desktop_app.storage.{module}"), kind)(self._connection)
        setattr(self, name, port)
        return port

    def record(self, event: Event) -> None:
        """Append an event."""
        add_event(self._connection, event)

    def events_of_project(self, project_id: str) -> list[Event]:
        """Every event of a project in the order of recording."""
        return events_by_project(self._connection, [project_id])[project_id]

    def project_standing(self, project_id: str, rows: Sequence[StepNow]) -> None:
        """Replace the projection of a project: its steps and the summary row of the ledger."""
        run = self._connection.execute
        run(delete(tables.step_now).where(tables.step_now.c.project_id == project_id))
        if rows:
            run(tables.step_now.insert(), [step_row(row) for row in rows])
        cases = run(
            select(tables.case_file.c.officer)
            .where(tables.case_file.c.project_id == project_id)
            .order_by(tables.case_file.c.id)
        ).scalars()
        values = summary(rows, list(cases)) | {"project_id": project_id}
        upsert(self._connection, tables.project_now, "project_id", values)

    def workspace(self) -> Workspace:
        """The settings, or those of a new workspace before any were stored."""
        row = self._connection.execute(select(tables.workspace)).mappings().first()
        return _NEW_WORKSPACE if row is None else workspace_of(row)

    def save_workspace(self, workspace: Workspace) -> None:
        """Store the settings; a workspace has one row."""
        self._connection.execute(delete(tables.workspace))
        self._connection.execute(
            tables.workspace.insert().values(
                id=workspace.id or "workspace",
                name=workspace.name,
                centre=workspace.centre,
                desk=workspace.desk,
                phone=workspace.phone,
                demo=workspace.demo,
            )
        )

    def overrides(self) -> list[DayOverride]:
        """The local calendar overrides, by day."""
        rows = self._connection.execute(select(tables.calendar_override).order_by(tables.calendar_override.c.day))
        return [DayOverride(row.day, row.works, row.reason) for row in rows]

    def set_override(self, override: DayOverride) -> None:
        """Add or replace the override of one day."""
        values = {"day": override.day, "works": override.works, "reason": override.reason}
        upsert(self._connection, tables.calendar_override, "day", values)

    def remove_override(self, day: date) -> None:
        """Take the override of one day away."""
        self._connection.execute(delete(tables.calendar_override).where(tables.calendar_override.c.day == day))

    def remember(self, key: str, value: str) -> None:
        """Store a small fact of the workspace."""
        upsert(self._connection, tables.fact, "key", {"key": key, "value": value})

    def recall(self, key: str) -> str:
        """A remembered fact, empty when there is none."""
        return self._connection.execute(select(tables.fact.c.value).where(tables.fact.c.key == key)).scalar() or ""

    def commit(self) -> None:
        """Keep everything done so far, durably."""
        self._connection.commit()


def unit_of_work(database: Database) -> OpenUnitOfWork:
    """How use cases open a transaction on this database."""

    @contextmanager
    def opened(*, writes: bool = True) -> Iterator[UnitOfWork]:
        with database.writing() if writes else database.reading() as connection:
            yield SqlUnitOfWork(connection, database)

    return opened
