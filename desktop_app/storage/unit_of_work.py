"""Unit of work: one transaction over everything a use case touches; leaving it without commit forgets all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, delete, select

from desktop_app.application.benchmark_book import BenchmarkBook
from desktop_app.application.calendar_book import CalendarBook
from desktop_app.application.custody_book import CustodyBook
from desktop_app.application.entry_book import EntryBook, LayoutBook, ViewBook
from desktop_app.application.indicator_book import IndicatorBook
from desktop_app.application.officer_book import HandoverBook, OfficerBook
from desktop_app.application.paper_register import PaperRegister
from desktop_app.application.ports import (
    DEFAULT_CENTRE,
    Cases,
    OpenUnitOfWork,
    Papers,
    Plans,
    Projects,
    StepNow,
    Templates,
    UnitOfWork,
    Workspace,
)
from desktop_app.application.reconcile_book import ReconcileBook
from desktop_app.application.reminder_book import ReminderBook
from desktop_app.application.rhythm_book import RhythmBook
from desktop_app.application.template_book import TemplateBook
from desktop_app.application.wording_book import WordingBook
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.events import Event
from desktop_app.storage import tables
from desktop_app.storage.benchmark_book import SqlBenchmarkBook
from desktop_app.storage.calendar_book import SqlCalendarBook
from desktop_app.storage.custody import SqlCustodyBook
from desktop_app.storage.database import Database
from desktop_app.storage.entries import SqlEntryBook, SqlLayoutBook, SqlViewBook
from desktop_app.storage.indicators import SqlIndicatorBook
from desktop_app.storage.mapping import step_row, workspace_of
from desktop_app.storage.officers import SqlHandoverBook, SqlOfficerBook
from desktop_app.storage.paper_register import SqlPaperRegister
from desktop_app.storage.plans import SqlPlans
from desktop_app.storage.reconciliations import SqlReconcileBook
from desktop_app.storage.reminders import SqlReminderBook
from desktop_app.storage.repositories import (
    SqlCases,
    SqlPapers,
    SqlProjects,
    SqlTemplates,
    add_event,
    events_by_project,
    upsert,
)
from desktop_app.storage.rhythm import SqlRhythmBook
from desktop_app.storage.summary import summary
from desktop_app.storage.template_book import SqlTemplateBook
from desktop_app.storage.wording import SqlWordingBook

_NEW_WORKSPACE = Workspace(id="", name="新工作区", centre=DEFAULT_CENTRE)


class SqlUnitOfWork:
    """The ports of one transaction."""

    def __init__(self, connection: Connection, database: Database) -> None:
        self._connection = connection
        templates = SqlTemplates(connection, database)
        self.templates: Templates = templates
        self.template_book: TemplateBook = SqlTemplateBook(connection)
        self.projects: Projects = SqlProjects(connection)
        self.cases: Cases = SqlCases(connection, templates)
        self.papers: Papers = SqlPapers(connection)
        self.register: PaperRegister = SqlPaperRegister(connection)
        self.calendar: CalendarBook = SqlCalendarBook(connection)
        self.benchmarks: BenchmarkBook = SqlBenchmarkBook(connection)
        self.plans: Plans = SqlPlans(connection)
        self.wording: WordingBook = SqlWordingBook(connection)
        self.reminders: ReminderBook = SqlReminderBook(connection)
        self.custody: CustodyBook = SqlCustodyBook(connection)
        self.reconciliations: ReconcileBook = SqlReconcileBook(connection)
        self.officers: OfficerBook = SqlOfficerBook(connection)
        self.handovers: HandoverBook = SqlHandoverBook(connection)
        self.entries: EntryBook = SqlEntryBook(connection)
        self.views: ViewBook = SqlViewBook(connection)
        self.layouts: LayoutBook = SqlLayoutBook(connection)
        self.rhythm: RhythmBook = SqlRhythmBook(connection)
        self.indicators: IndicatorBook = SqlIndicatorBook(connection)

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
