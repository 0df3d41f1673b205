"""Ports: what the use cases ask of storage, paper and workbook adapters; the adapters are handed in by bootstrap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES, StepState

if TYPE_CHECKING:
    # Only named here: a command that needs one book has no time to load what the others hold.
    from desktop_app.application.benchmark_book import BenchmarkBook
    from desktop_app.application.calendar_book import CalendarBook
    from desktop_app.application.custody_book import CustodyBook
    from desktop_app.application.entry_book import EntryBook, LayoutBook, ViewBook
    from desktop_app.application.indicator_book import IndicatorBook
    from desktop_app.application.officer_book import HandoverBook, OfficerBook
    from desktop_app.application.paper_register import PaperMark, PaperRegister
    from desktop_app.application.plan_book import Plans
    from desktop_app.application.project_book import Projects
    from desktop_app.application.reconcile_book import ReconcileBook
    from desktop_app.application.records_ahead import AheadBook
    from desktop_app.application.reminder_book import ReminderBook
    from desktop_app.application.rhythm_book import RhythmBook
    from desktop_app.application.template_book import TemplateBook
    from desktop_app.application.wording_book import WordingBook
    from desktop_app.domain.calendar import DayOverride
    from desktop_app.domain.case import Case
    from desktop_app.domain.events import Event
    from desktop_app.domain.template import ApprovalTemplate

Ids = Callable[[], str]
"""Makes a new UUIDv7 in text form; later ids sort after earlier ones."""

Now = Callable[[], datetime]
"""The present instant with its offset (Asia/Shanghai)."""

DEFAULT_CENTRE = "开发区帮办代办服务中心"
"""The centre's name in a new workspace, until the real one is given."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The settings of one workspace: names on paper, the desk letter of this PC, and whether it is demo data."""

    id: str
    name: str
    centre: str
    desk: str = "A"
    phone: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class StepNow:
    """The derived standing of one step, kept as an indexed projection that can be rebuilt from events at any time.

    `due_on` is the date of the `clock` the lamp follows; None when nothing runs or the clock is held by an open
    suspension (`suspended_on` tells since when). No field depends on the present day.
    """

    case_id: str
    project_id: str
    matter: str
    ordinal: int
    title: str
    stage: str
    authority: str
    officer: str
    state: StepState
    undecided: bool
    clock: str
    start_on: date | None
    due_on: date | None
    firm: bool
    missing_years: tuple[int, ...]
    statutory_due_on: date | None
    bound_party: str
    suspended_on: date | None
    suspension_kind: str
    ended_on: date | None
    ended_month: str
    late: bool
    blocked_by: tuple[str, ...]
    deemed_after: date | None = None

    @property
    def binds_on(self) -> date | None:
        """The last day without lateness: the due date, or the day a deemed acceptance becomes certain when later."""
        if self.due_on is None or self.deemed_after is None:
            return self.due_on
        return max(self.due_on, self.deemed_after)

    @property
    def on_board(self) -> bool:
        """Whether 今日 may show it: running, suspended, ready, undecided with nothing before it, or with a due date."""
        if self.state in ENDED_STATES:
            return False
        free = self.state is StepState.READY and not self.undecided
        return (
            free or self.state in RUNNING_STATES or self.due_on is not None or (self.undecided and not self.blocked_by)
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """An issued paper 文书: its number, the form, the frozen bytes' digest and when it was issued.

    `case_id` and `project_id` are empty for a paper of the zone; `matter` names the step a paper is about.
    """

    id: str
    number: str
    form: str
    case_id: str
    project_id: str
    title: str
    sha256: str
    pages: int
    issued_on: date
    issued_at: datetime
    issued_by: str
    matter: str = ""


class Cases(Protocol):
    """The cases with the events that count for them."""

    def get(self, case_id: str) -> Case:
        """The case with its own events and the project-wide record of its matters; raises Refusal when unknown."""

    def of_project(self, project_id: str) -> list[Case]:
        """All cases of a project, oldest first."""

    def of_template(self, key: str) -> Sequence[Case]:
        """All cases that follow any version of a template, oldest first."""

    def every(self) -> Sequence[Case]:
        """All cases of the workspace (for rebuilding projections and looking back in time)."""

    def count(self) -> int:
        """How many there are."""

    def add(self, case: Case) -> None:
        """Enter a newly opened case; its events are recorded separately."""

    def update_people(self, case: Case) -> None:
        """Store who carries the case now; the change itself is journaled as an event."""

    def update_template(self, case: Case) -> None:
        """Store which version of its template the case follows now; the change itself is journaled as an event."""


class Templates(Protocol):
    """Immutable template versions of this workspace."""

    def all_latest(self, today: date) -> list[ApprovalTemplate]:
        """The version in force of every key, in order of key."""

    def latest(self, key: str, today: date) -> ApprovalTemplate:
        """The version of a template in force; raises Refusal when the key is unknown."""

    def version(self, key: str, version: str) -> ApprovalTemplate:
        """One stored version; raises Damaged when it is not there."""

    def add_version(self, template: ApprovalTemplate) -> bool:
        """Store a version unless the same content is there already; True when something was stored. Content that
        changed under an unchanged version gets a suffix, so that a stored version never changes."""


class Papers(Protocol):
    """The register of issued papers with their archived bytes."""

    def next_number(self, year: int, desk: str, kind: str) -> int:
        """The next gap-free number of this year, desk and kind; final only when the unit of work commits."""

    def add(self, paper: Paper, content: bytes, data: bytes) -> None:
        """Archive an issued paper: the exact bytes and the frozen form data (JSON) they were made from."""

    def get(self, number: str) -> tuple[Paper, bytes]:
        """A paper and its archived bytes; raises Refusal when unknown, Damaged when the digest does not match."""

    def of_case(self, case_id: str) -> list[Paper]:
        """The papers issued for a case, oldest first."""

    def of_form(self, form: str) -> list[Paper]:
        """The papers of one form in the whole workspace, oldest first."""

    def of_project(self, project_id: str) -> list[Paper]:
        """The papers issued for a project or a case of it, oldest first; of the zone for an empty id."""


class UnitOfWork(Protocol):
    """One transaction; nothing is kept unless `commit` is reached."""

    projects: Projects
    cases: Cases
    templates: Templates
    template_book: TemplateBook
    papers: Papers
    register: PaperRegister
    plans: Plans
    calendar: CalendarBook
    benchmarks: BenchmarkBook
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

    def record(self, event: Event) -> None:
        """Append an event; events are never changed or deleted."""

    def events_of_project(self, project_id: str) -> list[Event]:
        """Every event of a project in the order of recording."""

    def project_standing(self, project_id: str, rows: Sequence[StepNow]) -> None:
        """Replace the projection of all steps of a project (and the project's summary row derived from it)."""

    def workspace(self) -> Workspace:
        """The workspace settings."""

    def save_workspace(self, workspace: Workspace) -> None:
        """Store the workspace settings."""

    def overrides(self) -> list[DayOverride]:
        """The local calendar overrides of this workspace."""

    def set_override(self, override: DayOverride) -> None:
        """Add or replace the override of one day."""

    def remove_override(self, day: date) -> None:
        """Take the override of one day away."""

    def remember(self, key: str, value: str) -> None:
        """Store a small fact of the workspace (which calendar version the projection was computed with)."""

    def recall(self, key: str) -> str:
        """A remembered fact, empty when there is none."""

    def commit(self) -> None:
        """Keep everything done so far, durably."""


class OpenUnitOfWork(Protocol):
    """Opens a unit of work; leaving it without commit forgets everything. Without `writes` it keeps nobody waiting."""

    def __call__(self, *, writes: bool = True) -> AbstractContextManager[UnitOfWork]: ...


@dataclass(frozen=True, slots=True)
class ProjectQuery:
    """What the ledger page asks for: a search text, a chip, a sort column, and whose projects.

    `chip` is one of all, signed, started, produced, overdue, warning, suspended, ready; `officer` empty means all.
    `today` and `warn_until` (the last day that still counts as 预警) turn stored due dates into lamps inside the query.
    """

    today: date
    warn_until: date
    text: str = ""
    chip: str = "all"
    officer: str = ""
    sort: str = "entered"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A line of the project ledger; `next_due_clock` ends next: promised, statutory, or enterprise if it binds one."""

    project_id: str
    lamp: str
    lamp_count: int
    name: str
    enterprise: str
    zone: str
    investment_yuan: int | None
    batch: str
    current_matter: str
    officer: str
    next_due_on: date | None
    next_due_firm: bool
    next_due_clock: str
    suspended_on: date | None
    done: int
    total: int
    cases: int
    demo: bool
    project_code: str
    lead_unit: str


@dataclass(frozen=True, slots=True)
class LedgerTotals:
    """Totals over the whole selection of a query: how many projects, their investment in yuan, and counts per chip."""

    projects: int
    investment_yuan: int
    chips: dict[str, int]


@dataclass(frozen=True, slots=True)
class TodayStep:
    """A projected step joined with the names 今日 shows."""

    step: StepNow
    project: str
    enterprise: str
    template: str
    case_officer: str


@dataclass(frozen=True, slots=True)
class UnfiledStep:
    """应办未办: a step past its planned start in the plan in force, which nobody has filed; `target` is the plan's."""

    entry: TodayStep
    planned_start: date
    planned_finish: date | None
    target: date
    missing_years: tuple[int, ...]


class Readers(Protocol):
    """Read-only lists straight from SQL; every method is one or two statements whatever the size."""

    def project_ids(self, query: ProjectQuery) -> list[str]:
        """The ids of the selection in the order asked for."""

    def project_rows(self, ids: Sequence[str], today: date, warn_until: date) -> list[ProjectRow]:
        """The rows of one page, in the order of `ids`."""

    def totals(self, query: ProjectQuery, ids: Sequence[str] | None = None) -> LedgerTotals:
        """Totals of the selection, or of the given projects only."""

    def open_steps(self, officer: str = "") -> list[TodayStep]:
        """Steps 今日 may show: running, suspended, ready, undecided with nothing before them, or with a due date."""

    def overdue_steps(self, as_of: date) -> list[TodayStep]:
        """Steps not ended whose clock passed before `as_of`, by due date."""

    def unfiled_steps(self, today: date, officer: str = "") -> list[UnfiledStep]:
        """Steps past their planned start that nobody has filed, by planned start; of one 代办员 or of everybody."""

    def last_event_on(self) -> date | None:
        """The latest date any event carries; one of which only the month is known counts from its first day."""

    def officers(self) -> list[str]:
        """Every 代办员 named in the workspace."""

    def case_ids(self, project_id: str) -> list[str]:
        """The cases of a project, oldest first."""

    def every_case_id(self) -> list[tuple[str, str]]:
        """Every case as (project id, case id), oldest first."""


class PaperPrinter(Protocol):
    """Makes a printed form from frozen data."""

    def render(self, form: str, data: object, mark: PaperMark | None = None) -> Printed:
        """Render the form of this key, with the mark of a paper being issued; raises Refusal for an unknown form."""

    def void_copy(self, content: bytes, why: str) -> bytes:
        """The pages of a void paper with the stamp 作废 and the reason on each."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The bytes of a rendered paper, its pages, the characters no font can print, and what must be told besides."""

    content: bytes
    pages: int
    unprintable: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the bytes in hexadecimal."""
        return sha256(self.content).hexdigest()
