"""The desk: all use cases of one open workspace, built once in bootstrap and handed to window and command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.application.approvals import ApprovalService
from desktop_app.application.benchmarks import BenchmarkService
from desktop_app.application.calendars import CalendarService
from desktop_app.application.cases import CaseService
from desktop_app.application.charts import ChartService
from desktop_app.application.clock_checks import ClockCheckService
from desktop_app.application.documents import DocumentService
from desktop_app.application.entries import EntryService
from desktop_app.application.entry_exports import EntryExportService
from desktop_app.application.entry_imports import EntryImportService
from desktop_app.application.forecasts import ForecastService
from desktop_app.application.handovers import HandoverService
from desktop_app.application.indicators import IndicatorService
from desktop_app.application.ledgers import LedgerService
from desktop_app.application.materials import MaterialService
from desktop_app.application.officers import OfficerService
from desktop_app.application.outlooks import OutlookService
from desktop_app.application.overview import OverviewService
from desktop_app.application.paper_fonts import PaperFontService
from desktop_app.application.paper_keys import KeyService
from desktop_app.application.papers import PaperService
from desktop_app.application.plans import PlanService
from desktop_app.application.ports import Now
from desktop_app.application.projects import ProjectService
from desktop_app.application.reconciliations import ReconcileService
from desktop_app.application.reminders import ReminderService
from desktop_app.application.rhythm import RhythmService
from desktop_app.application.statistics import StatisticsService
from desktop_app.application.supervision_register import SupervisionService
from desktop_app.application.template_drafts import DraftService
from desktop_app.application.template_migrations import MigrationService
from desktop_app.application.template_packs import PackService
from desktop_app.application.templates import TemplateService
from desktop_app.application.verification import VerificationService
from desktop_app.application.volumes import VolumeService
from desktop_app.application.wording import WordingService
from desktop_app.application.workspaces import WorkspaceService
from desktop_app.domain.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Desk:
    """The services of one workspace; `folder` is where its database lies, `close` lets go of the database."""

    folder: Path
    workspace: WorkspaceService
    projects: ProjectService
    cases: CaseService
    approvals: ApprovalService
    materials: MaterialService
    templates: TemplateService
    drafts: DraftService
    migrations: MigrationService
    packs: PackService
    calendars: CalendarService
    ledgers: LedgerService
    reconciliations: ReconcileService
    entries: EntryService
    entry_exports: EntryExportService
    entry_imports: EntryImportService
    indicators: IndicatorService
    documents: DocumentService
    papers: PaperService
    volumes: VolumeService
    keys: KeyService
    verification: VerificationService
    wording: WordingService
    fonts: PaperFontService
    overview: OverviewService
    outlooks: OutlookService
    clock_checks: ClockCheckService
    plans: PlanService
    forecasts: ForecastService
    charts: ChartService
    benchmarks: BenchmarkService
    reminders: ReminderService
    rhythm: RhythmService
    supervision: SupervisionService
    officers: OfficerService
    handovers: HandoverService
    statistics: StatisticsService
    now: Now
    close: Callable[[], None] = lambda: None

    @property
    def calendar(self) -> WorkingCalendar:
        """The working calendar in force."""
        return self.calendars.current()
