"""The desk: all use cases of one open workspace, made in bootstrap and handed to window and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Only named here: a command needs few of them, and loading them all takes longer than what most commands do.
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
    from desktop_app.application.entry_remarks import RemarkService
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


class Desk(Protocol):
    """The services of one workspace; `folder` is where its database lies."""

    folder: Path
    now: Now

    @property
    def read_only(self) -> str:
        """Why nothing can be written into this workspace here, empty when it can be."""

    @property
    def workspace(self) -> WorkspaceService:
        """The name, the centre and the desk letter."""

    @property
    def projects(self) -> ProjectService:
        """Projects, entered and corrected."""

    @property
    def cases(self) -> CaseService:
        """代办件, opened and changed."""

    @property
    def approvals(self) -> ApprovalService:
        """The acts on steps: 收件 to 办结."""

    @property
    def materials(self) -> MaterialService:
        """Materials and originals, and where they are."""

    @property
    def templates(self) -> TemplateService:
        """The templates in force and their versions."""

    @property
    def drafts(self) -> DraftService:
        """Drafts of templates."""

    @property
    def migrations(self) -> MigrationService:
        """Running cases moved to another version."""

    @property
    def packs(self) -> PackService:
        """Templates as files between offices."""

    @property
    def calendars(self) -> CalendarService:
        """The working calendar and changes of it."""

    @property
    def ledgers(self) -> LedgerService:
        """Projects imported from 三个一批."""

    @property
    def reconciliations(self) -> ReconcileService:
        """Exports of official systems compared."""

    @property
    def entries(self) -> EntryService:
        """The rows of every ledger."""

    @property
    def remarks(self) -> RemarkService:
        """What is doubtful about rows and texts."""

    @property
    def entry_exports(self) -> EntryExportService:
        """Ledgers written into files."""

    @property
    def entry_imports(self) -> EntryImportService:
        """Files read into ledgers."""

    @property
    def indicators(self) -> IndicatorService:
        """Indicators and their published figures."""

    @property
    def documents(self) -> DocumentService:
        """Forms filled, printed and archived."""

    @property
    def papers(self) -> PaperService:
        """The register of papers."""

    @property
    def volumes(self) -> VolumeService:
        """Cases bound into volumes."""

    @property
    def keys(self) -> KeyService:
        """The public keys this office knows."""

    @property
    def verification(self) -> VerificationService:
        """Printed codes checked."""

    @property
    def wording(self) -> WordingService:
        """The words of forms as this zone has them."""

    @property
    def fonts(self) -> PaperFontService:
        """The typefaces of papers on this PC."""

    @property
    def overview(self) -> OverviewService:
        """Lists: today, projects, what is overdue."""

    @property
    def outlooks(self) -> OutlookService:
        """When cases will end."""

    @property
    def clock_checks(self) -> ClockCheckService:
        """Dates explained day by day."""

    @property
    def plans(self) -> PlanService:
        """推进方案, frozen and compared."""

    @property
    def forecasts(self) -> ForecastService:
        """How long is likely, from one's own results."""

    @property
    def charts(self) -> ChartService:
        """进度图."""

    @property
    def benchmarks(self) -> BenchmarkService:
        """对标: definitions, results, records."""

    @property
    def reminders(self) -> ReminderService:
        """提醒 by the ladder."""

    @property
    def rhythm(self) -> RhythmService:
        """周调度, 半月预警 and 月通报."""

    @property
    def supervision(self) -> SupervisionService:
        """督办 registered with their papers."""

    @property
    def officers(self) -> OfficerService:
        """Officers, teams and leave."""

    @property
    def handovers(self) -> HandoverService:
        """交接 from officer to officer."""

    @property
    def statistics(self) -> StatisticsService:
        """统计 as of any day."""

    @property
    def calendar(self) -> WorkingCalendar:
        """The working calendar in force."""
        return self.calendars.current()

    def close(self) -> None:
        """Let go of the database; the desk cannot be used any more."""
