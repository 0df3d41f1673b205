"""Services: the desk of a workspace whose use cases are loaded and built when they are first asked for.

A command needs few of them; building them all would take longer than most commands do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.application.desk import Desk
from desktop_app.on_demand import (
    BinderOnDemand,
    EntryFilesOnDemand,
    FormsOnDemand,
    KeyRingOnDemand,
    KeyTextsOnDemand,
    LedgerReaderOnDemand,
    OfficialReaderOnDemand,
    WorkbooksOnDemand,
    fonts_of_this_pc,
    unprintable,
    verifier,
)

if TYPE_CHECKING:
    from desktop_app.application.approvals import ApprovalService
    from desktop_app.application.benchmarks import BenchmarkService
    from desktop_app.application.calendars import CalendarService
    from desktop_app.application.cases import CaseService
    from desktop_app.application.charts import ChartService
    from desktop_app.application.clock_checks import ClockCheckService
    from desktop_app.application.documents import DocumentService
    from desktop_app.application.entries import EntryService
    from desktop_app.application.entry_book import LedgerKinds
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
    from desktop_app.application.ports import Ids, Now, OpenUnitOfWork
    from desktop_app.application.projects import ProjectService
    from desktop_app.application.reconciliations import ReconcileService
    from desktop_app.application.reminders import ReminderService
    from desktop_app.application.rhythm import RhythmService
    from desktop_app.application.statistics import StatisticsService
    from desktop_app.application.supervision_register import SupervisionService
    from desktop_app.application.template_drafts import DraftService
    from desktop_app.application.template_migrations import MigrationService
    from desktop_app.application.template_packs import PackService
    from desktop_app.application.templates import BundledTemplates, TemplateService
    from desktop_app.application.verification import VerificationService
    from desktop_app.application.volumes import VolumeService
    from desktop_app.application.wording import WordingService
    from desktop_app.application.wording_book import WordingText
    from desktop_app.application.workspaces import WorkspaceService
    from desktop_app.domain.calendar import YearNotice
    from desktop_app.domain.indicator import IndicatorDefinition
    from desktop_app.domain.ledger_kind import LedgerKind
    from desktop_app.storage.attachments import FolderAttachments
    from desktop_app.storage.database import Database

ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True)
class Carried:
    """What the program brings along, each read when it is first needed, and the folder of this person's settings."""

    years: Callable[[], tuple[tuple[YearNotice, ...], dict[int, dict[date, str]]]]
    templates: Callable[[], BundledTemplates]
    wording: Callable[[], tuple[WordingText, ...]]
    kinds: Callable[[], tuple[LedgerKind, ...]]
    indicators: Callable[[], tuple[IndicatorDefinition, ...]]
    settings: Callable[[], Path]


class OpenedDesk(Desk):
    """The desk of a workspace whose database is open."""

    def __init__(self, folder: Path, database: Database, carried: Carried, new_id: Ids, now: Now) -> None:
        from desktop_app.storage.unit_of_work import unit_of_work

        self.folder = folder
        self.now = now
        self._database = database
        self._carried = carried
        self._new_id = new_id
        self._work: OpenUnitOfWork = unit_of_work(database)
        self._workbooks = WorkbooksOnDemand()

    @property
    def read_only(self) -> str:
        """Why nothing can be written into this workspace here, empty when it can be."""
        return self._database.read_only

    def close(self) -> None:
        """Let go of the database; the desk cannot be used any more."""
        self._database.close()

    @cached_property
    def _kinds(self) -> LedgerKinds:
        from desktop_app.application.entry_book import LedgerKinds

        return LedgerKinds(self._carried.kinds)

    @cached_property
    def _printer(self) -> FormsOnDemand:
        return FormsOnDemand(self.fonts)

    @cached_property
    def _attachments(self) -> FolderAttachments:
        from desktop_app.storage.attachments import FolderAttachments

        return FolderAttachments(self.folder / ATTACHMENTS)

    @cached_property
    def workspace(self) -> WorkspaceService:
        from desktop_app.application.workspaces import WorkspaceService

        return WorkspaceService(self._work, self._new_id)

    @cached_property
    def projects(self) -> ProjectService:
        from desktop_app.application.projects import ProjectService

        return ProjectService(self._work, self._new_id, self.now)

    @cached_property
    def cases(self) -> CaseService:
        from desktop_app.application.cases import CaseService

        return CaseService(self._work, self.calendars, self._new_id, self.now)

    @cached_property
    def approvals(self) -> ApprovalService:
        from desktop_app.application.approvals import ApprovalService

        return ApprovalService(self._work, self.calendars, self._new_id, self.now)

    @cached_property
    def materials(self) -> MaterialService:
        from desktop_app.application.materials import MaterialService

        return MaterialService(self._work, self.calendars, self._attachments, self._new_id, self.now)

    @cached_property
    def templates(self) -> TemplateService:
        from desktop_app.application.templates import TemplateService

        return TemplateService(self._work, self._carried.templates(), self.now)

    @cached_property
    def drafts(self) -> DraftService:
        from desktop_app.application.template_drafts import DraftService

        return DraftService(self._work, self._new_id, self.now)

    @cached_property
    def migrations(self) -> MigrationService:
        from desktop_app.application.template_migrations import MigrationService

        return MigrationService(self._work, self.calendars, self._new_id, self.now)

    @cached_property
    def packs(self) -> PackService:
        from desktop_app.application.template_packs import PackService
        from desktop_app.catalog.packs import read_pack, write_pack

        return PackService(self._work, write_pack, read_pack, self.now)

    @cached_property
    def calendars(self) -> CalendarService:
        from desktop_app.application.calendars import CalendarService
        from desktop_app.catalog.notices import read_notice_file

        return CalendarService(self._work, *self._carried.years(), self._new_id, self.now, read_notice_file)

    @cached_property
    def ledgers(self) -> LedgerService:
        from desktop_app.application.ledgers import LedgerService

        return LedgerService(self._work, self._new_id, self.now, LedgerReaderOnDemand(), unprintable, self._kinds)

    @cached_property
    def reconciliations(self) -> ReconcileService:
        from desktop_app.application.reconciliations import ReconcileService

        return ReconcileService(self._work, self.calendars, OfficialReaderOnDemand(), self._new_id, self.now)

    @cached_property
    def entries(self) -> EntryService:
        from desktop_app.application.entries import EntryService

        return EntryService(self._work, self._new_id, self.now, self._kinds, self.calendars)

    @cached_property
    def remarks(self) -> RemarkService:
        from desktop_app.application.entry_remarks import RemarkService

        return RemarkService(self._kinds, self.now, unprintable)

    @cached_property
    def entry_exports(self) -> EntryExportService:
        from desktop_app.application.entry_exports import EntryExportService

        return EntryExportService(self.entries, self._workbooks)

    @cached_property
    def entry_imports(self) -> EntryImportService:
        from desktop_app.application.entry_imports import EntryImportService

        return EntryImportService(self.entries, EntryFilesOnDemand(), unprintable)

    @cached_property
    def indicators(self) -> IndicatorService:
        from desktop_app.application.indicators import IndicatorService

        return IndicatorService(
            self._work, self._carried.indicators, self._kinds, self._new_id, self.now, self._workbooks
        )

    @cached_property
    def documents(self) -> DocumentService:
        from desktop_app.application.documents import DocumentService

        return DocumentService(
            self._work,
            self.calendars,
            self.wording,
            self.keys,
            self._printer,
            self._new_id,
            self.now,
            self._kinds,
            self.indicators,
            lambda case_id: self.forecasts.case(case_id),
        )

    @cached_property
    def papers(self) -> PaperService:
        from desktop_app.application.papers import PaperService

        return PaperService(self._work, self._printer, self.now)

    @cached_property
    def volumes(self) -> VolumeService:
        from desktop_app.application.volumes import VolumeService

        return VolumeService(
            self._work,
            self.calendars,
            self.documents,
            self.keys,
            self._printer,
            BinderOnDemand(),
            self._attachments,
            self.now,
        )

    @cached_property
    def keys(self) -> KeyService:
        from desktop_app.application.paper_keys import KeyService

        return KeyService(self._work, KeyRingOnDemand(self.folder), KeyTextsOnDemand(), self.now)

    @cached_property
    def verification(self) -> VerificationService:
        from desktop_app.application.verification import VerificationService

        return VerificationService(self._work, verifier())

    @cached_property
    def wording(self) -> WordingService:
        from desktop_app.application.wording import WordingService

        return WordingService(self._work, self._carried.wording, self.now)

    @cached_property
    def fonts(self) -> PaperFontService:
        from desktop_app.application.paper_fonts import PaperFontService
        from desktop_app.storage.font_choices import FileFontChoices

        return PaperFontService(fonts_of_this_pc, FileFontChoices(self._carried.settings))

    @cached_property
    def overview(self) -> OverviewService:
        from desktop_app.application.overview import OverviewService
        from desktop_app.storage.readers import SqlReaders

        return OverviewService(self._work, SqlReaders(self._database), self.calendars, self.now)

    @cached_property
    def outlooks(self) -> OutlookService:
        from desktop_app.application.outlooks import OutlookService

        return OutlookService(self._work, self.calendars, self.now)

    @cached_property
    def clock_checks(self) -> ClockCheckService:
        from desktop_app.application.clock_checks import ClockCheckService

        return ClockCheckService(self._work, self.calendars, self.now)

    @cached_property
    def plans(self) -> PlanService:
        from desktop_app.application.plans import PlanService
        from desktop_app.storage.readers import SqlReaders

        return PlanService(self._work, SqlReaders(self._database), self.calendars, self._new_id, self.now)

    @cached_property
    def forecasts(self) -> ForecastService:
        from desktop_app.application.forecasts import ForecastService
        from desktop_app.storage.histories import SqlHistories

        return ForecastService(self._work, SqlHistories(self._database), self.calendars, self.now)

    @cached_property
    def charts(self) -> ChartService:
        from desktop_app.application.charts import ChartService

        return ChartService(self._work, self.calendars, self.now)

    @cached_property
    def benchmarks(self) -> BenchmarkService:
        from desktop_app.application.benchmarks import BenchmarkService
        from desktop_app.storage.histories import SqlHistories

        return BenchmarkService(self._work, SqlHistories(self._database), self.calendars, self._new_id, self.now)

    @cached_property
    def reminders(self) -> ReminderService:
        from desktop_app.application.reminders import ReminderService

        return ReminderService(self._work, self.calendars, self._new_id, self.now)

    @cached_property
    def rhythm(self) -> RhythmService:
        from desktop_app.application.rhythm import RhythmService

        return RhythmService(self._work, self.calendars, self.documents, self.wording, self._workbooks, self.now)

    @cached_property
    def supervision(self) -> SupervisionService:
        from desktop_app.application.supervision_register import SupervisionService

        return SupervisionService(self._work, self.now, self.calendars, self._workbooks)

    @cached_property
    def officers(self) -> OfficerService:
        from desktop_app.application.officers import OfficerService
        from desktop_app.storage.officers import SqlOfficerReaders
        from desktop_app.storage.readers import SqlReaders

        return OfficerService(
            self._work,
            SqlReaders(self._database),
            SqlOfficerReaders(self._database),
            self.calendars,
            self._new_id,
            self.now,
            lambda: self.entries,
            lambda: self.reminders.ladder().ladder,
        )

    @cached_property
    def handovers(self) -> HandoverService:
        from desktop_app.application.handovers import HandoverService

        return HandoverService(self._work, self.calendars, self._new_id, self.now)

    @cached_property
    def statistics(self) -> StatisticsService:
        from desktop_app.application.statistics import StatisticsService
        from desktop_app.storage.histories import SqlHistories

        return StatisticsService(
            self._work, SqlHistories(self._database), self.calendars, self.indicators, self._workbooks, self.now
        )
