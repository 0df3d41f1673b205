"""An in-memory stand-in for storage that keeps the same promises; tests/storage runs the same tests against both."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from desktop_app.application.benchmark_book import BenchmarkBook
from desktop_app.application.calendar_book import CalendarBook, NoticeVersion, OverrideEntry
from desktop_app.application.custody_book import CustodyBook
from desktop_app.application.entry_book import EntryBook, LayoutBook, ViewBook
from desktop_app.application.indicator_book import IndicatorBook
from desktop_app.application.officer_book import HandoverBook, OfficerBook
from desktop_app.application.paper_register import PaperEntry, PaperMark, PaperRegister, PublicKey
from desktop_app.application.plan_book import Plans
from desktop_app.application.ports import (
    DEFAULT_CENTRE,
    Cases,
    Paper,
    Papers,
    StepNow,
    Templates,
    UnitOfWork,
    Workspace,
)
from desktop_app.application.project_book import Projects
from desktop_app.application.reconcile_book import ReconcileBook, ReconcileDecision
from desktop_app.application.records_ahead import AheadBook
from desktop_app.application.reminder_book import LadderVersion, Reminder, ReminderBook
from desktop_app.application.rhythm_book import Report, ReportDraft, RhythmAct, RhythmBook
from desktop_app.application.template_book import (
    Publication,
    StoredDraft,
    TemplateBook,
    all_in_force,
    line_in_force,
)
from desktop_app.application.wording_book import WordingBook, WordingVersion
from desktop_app.domain.benchmark_definition import BenchmarkDefinition
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.case import Case
from desktop_app.domain.clock_runs import ClockRun
from desktop_app.domain.custody import MaterialEntry
from desktop_app.domain.events import Event
from desktop_app.domain.handover import HandoverEntry
from desktop_app.domain.indicator import IndicatorDefinition
from desktop_app.domain.officer import DirectoryEntry
from desktop_app.domain.plan import Plan
from desktop_app.domain.project import Project
from desktop_app.domain.published_figure import PublishedFigure, Withdrawal
from desktop_app.domain.record_board import RecordAnswer
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.domain.rhythm import Cadence
from desktop_app.domain.template import ApprovalTemplate
from tests.fake_benchmarks import FakeBenchmarkBook
from tests.fake_calendar_book import FakeCalendarBook
from tests.fake_custody import FakeCustodyBook
from tests.fake_entries import FakeEntryBook, FakeLayoutBook, FakeViewBook, LedgerContent
from tests.fake_indicators import FakeIndicatorBook
from tests.fake_officers import FakeHandoverBook, FakeOfficerBook
from tests.fake_plans import FakePlans
from tests.fake_reconcile import FakeReconcileBook
from tests.fake_records_ahead import FakeAheadBook
from tests.fake_register import FakePaperRegister
from tests.fake_reminders import FakeReminderBook
from tests.fake_rhythm import FakeRhythmBook
from tests.fake_template_book import FakeTemplateBook, version_lines

_BUSY_SECONDS = 20
_NEW_WORKSPACE = Workspace(id="", name="新工作区", centre=DEFAULT_CENTRE)


@dataclass(slots=True)
class Content:
    """Everything a workspace holds; values are immutable, so copying the containers is a snapshot."""

    projects: dict[str, Project] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    declared: list[ApprovalTemplate] = field(default_factory=list)
    templates: list[ApprovalTemplate] = field(default_factory=list)
    papers: dict[str, tuple[Paper, bytes, bytes]] = field(default_factory=dict)
    marks: dict[str, PaperMark] = field(default_factory=dict)
    paper_entries: list[PaperEntry] = field(default_factory=list)
    paper_answers: dict[str, str] = field(default_factory=dict)
    keys: dict[str, PublicKey] = field(default_factory=dict)
    plans: list[Plan] = field(default_factory=list)
    wording: list[WordingVersion] = field(default_factory=list)
    publications: dict[tuple[str, str], Publication] = field(default_factory=dict)
    drafts: dict[str, StoredDraft] = field(default_factory=dict)
    runs: dict[str, tuple[ClockRun, ...]] = field(default_factory=dict)
    reminders: dict[str, Reminder] = field(default_factory=dict)
    materials: list[MaterialEntry] = field(default_factory=list)
    directory: list[DirectoryEntry] = field(default_factory=list)
    handovers: list[HandoverEntry] = field(default_factory=list)
    ladders: list[LadderVersion] = field(default_factory=list)
    notices: list[NoticeVersion] = field(default_factory=list)
    definitions: list[BenchmarkDefinition] = field(default_factory=list)
    answers: list[RecordAnswer] = field(default_factory=list)
    entries: list[OverrideEntry] = field(default_factory=list)
    steps: dict[str, tuple[StepNow, ...]] = field(default_factory=dict)
    overrides: dict[date, DayOverride] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    report_drafts: dict[tuple[Cadence, date], ReportDraft] = field(default_factory=dict)
    rhythm_acts: list[RhythmAct] = field(default_factory=list)
    reconciled: list[ReconcileDecision] = field(default_factory=list)
    ledgers: LedgerContent = field(default_factory=LedgerContent)
    indicators: list[IndicatorDefinition] = field(default_factory=list)
    published_figures: list[PublishedFigure] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    workspace: Workspace = _NEW_WORKSPACE

    def snapshot(self) -> Content:
        """A copy that changes independently."""
        names = ["projects", "cases", "events", "declared", "templates", "papers", "plans", "wording", "steps"]
        names += ["definitions", "answers"]
        names += ["publications", "drafts", "overrides", "facts", "notices", "entries", "runs", "reminders", "ladders"]
        names += ["reconciled"]
        names += ["marks", "paper_entries", "keys", "materials", "reports", "report_drafts", "rhythm_acts"]
        names += ["ledgers", "paper_answers"]
        names += ["indicators", "published_figures", "withdrawals"]
        return replace(self, **{name: copy(getattr(self, name)) for name in names})


class FakeStore:
    """The committed content, and how use cases open a unit of work on it."""

    def __init__(self) -> None:
        self.content = Content()
        self._turn = threading.Lock()
        self._writer: int | None = None

    @contextmanager
    def open_work(self, *, writes: bool = True) -> Iterator[UnitOfWork]:
        """A unit of work; writers take turns, and one inside another would wait for itself."""
        if not writes:
            yield FakeUnitOfWork(self, writes=False)
            return
        if self._writer == threading.get_ident():
            raise RuntimeError("a writing unit of work inside another one")
        if not self._turn.acquire(timeout=_BUSY_SECONDS):
            raise Refusal.say("数据库正被别的程序占用，本次没有写入，请稍后再试")
        self._writer = threading.get_ident()
        try:
            yield FakeUnitOfWork(self, writes=True)
        finally:
            self._writer = None
            self._turn.release()


class FakeUnitOfWork:
    """One transaction on a snapshot, put back into the store by `commit`."""

    def __init__(self, store: FakeStore, *, writes: bool) -> None:
        self._store = store
        self._writes = writes
        self._content = store.content.snapshot()
        self.projects: Projects = FakeProjects(self._content, self._changing)
        self.cases: Cases = FakeCases(self._content, self._changing)
        self.templates: Templates = FakeTemplates(self._content, self._changing)
        self.template_book: TemplateBook = FakeTemplateBook(self._content, self._changing)
        self.papers: Papers = FakePapers(self._content, self._changing)
        self.register: PaperRegister = FakePaperRegister(self._content, self._changing)
        self.plans: Plans = FakePlans(self._content, self._changing)
        self.calendar: CalendarBook = FakeCalendarBook(self._content, self._changing)
        self.benchmarks: BenchmarkBook = FakeBenchmarkBook(self._content, self._changing)
        self.wording: WordingBook = FakeWordingBook(self._content, self._changing)
        self.reminders: ReminderBook = FakeReminderBook(self._content, self._changing)
        self.custody: CustodyBook = FakeCustodyBook(self._content, self._changing)
        self.reconciliations: ReconcileBook = FakeReconcileBook(self._content, self._changing)
        self.officers: OfficerBook = FakeOfficerBook(self._content, self._changing)
        self.handovers: HandoverBook = FakeHandoverBook(self._content, self._changing)
        self.entries: EntryBook = FakeEntryBook(self._content.ledgers, self._changing_ledgers)
        self.views: ViewBook = FakeViewBook(self._content.ledgers, self._changing_ledgers)
        self.layouts: LayoutBook = FakeLayoutBook(self._content.ledgers, self._changing_ledgers)
        self.rhythm: RhythmBook = FakeRhythmBook(self._content, self._changing)
        self.indicators: IndicatorBook = FakeIndicatorBook(self._content, self._changing)
        self.ahead: AheadBook = FakeAheadBook(self._content)

    def _changing(self) -> Content:
        if not self._writes:
            raise Refusal.say("数据库只能读取，不能写入，请检查文件夹权限；本次没有写入")
        return self._content

    def _changing_ledgers(self) -> LedgerContent:
        return self._changing().ledgers

    def record(self, event: Event) -> None:
        content = self._changing()
        if event.at.utcoffset() is None:
            raise ValueError(f"an instant without offset: {event.at}")
        if event.project_id not in content.projects or any(one.id == event.id for one in content.events):
            raise ValueError(f"no such project, or recorded already: {event}")
        content.events.append(event)

    def events_of_project(self, project_id: str) -> list[Event]:
        return [event for event in self._content.events if event.project_id == project_id]

    def project_standing(self, project_id: str, rows: Sequence[StepNow]) -> None:
        self._changing().steps[project_id] = tuple(rows)

    def workspace(self) -> Workspace:
        return self._content.workspace

    def save_workspace(self, workspace: Workspace) -> None:
        self._changing().workspace = replace(workspace, id=workspace.id or "workspace")

    def overrides(self) -> list[DayOverride]:
        return [self._content.overrides[day] for day in sorted(self._content.overrides)]

    def set_override(self, override: DayOverride) -> None:
        self._changing().overrides[override.day] = override

    def remove_override(self, day: date) -> None:
        self._changing().overrides.pop(day, None)

    def remember(self, key: str, value: str) -> None:
        self._changing().facts[key] = value

    def recall(self, key: str) -> str:
        return self._content.facts.get(key, "")

    def commit(self) -> None:
        if self._writes:
            self._store.content = self._content.snapshot()


Changing = Callable[[], Content]


class FakeProjects:
    """Projects by id."""

    def __init__(self, content: Content, changing: Changing) -> None:
        self._content, self._changing = content, changing

    def get(self, project_id: str) -> Project:
        if project_id not in self._content.projects:
            raise Refusal.say(f"没有找到项目 {project_id}，请用 project list 查看")
        return self._content.projects[project_id]

    def find_all(self) -> list[Project]:
        return [self._content.projects[one] for one in sorted(self._content.projects)]

    def add(self, project: Project) -> None:
        self._changing().projects[project.id] = project

    def enter(self, entered: Sequence[tuple[Project, Event]]) -> None:
        for project, event in entered:
            self.add(project)
            self._content.events.append(event)
            self._content.steps[project.id] = ()

    def update(self, project: Project) -> None:
        known = self._changing().projects.get(project.id)
        if known is None or known.version != project.version:
            raise Refusal("stale", name=project.name)
        self._content.projects[project.id] = replace(project, version=project.version + 1)


class FakeCases:
    """Cases by id; their events are joined when they are read."""

    def __init__(self, content: Content, changing: Changing) -> None:
        self._content, self._changing = content, changing

    def get(self, case_id: str) -> Case:
        if case_id not in self._content.cases:
            raise Refusal.say(f"没有找到代办件 {case_id}，请用 project list 查看")
        return self._whole(self._content.cases[case_id])

    def of_project(self, project_id: str) -> list[Case]:
        return [case for case in self.every() if case.project_id == project_id]

    def of_template(self, key: str) -> list[Case]:
        return [case for case in self.every() if case.template.key == key]

    def every(self) -> list[Case]:
        return [self._whole(self._content.cases[one]) for one in sorted(self._content.cases)]

    def count(self) -> int:
        return len(self._content.cases)

    def add(self, case: Case) -> None:
        stored = {(one.key, one.version) for one in self._content.templates}
        if (case.template.key, case.template.version) not in stored or case.project_id not in self._content.projects:
            raise ValueError(f"no such project or template version: {case.id}")
        self._changing().cases[case.id] = replace(case, events=())

    def update_people(self, case: Case) -> None:
        known = self._changing().cases[case.id]
        people = {name: getattr(case, name) for name in ("officer", "lead_official", "lead_unit", "specialist")}
        self._content.cases[case.id] = replace(known, **people)

    def update_template(self, case: Case) -> None:
        known = self._changing().cases[case.id]
        if case.template not in self._content.templates:
            raise ValueError(f"no such template version: {case.id}")
        self._content.cases[case.id] = replace(known, template=case.template)

    def _whole(self, case: Case) -> Case:
        return replace(case, events=tuple(one for one in self._content.events if one.project_id == case.project_id))


class FakeTemplates:
    """Template versions in the order they were stored, each beside the template as it was declared."""

    def __init__(self, content: Content, changing: Changing) -> None:
        self._content, self._changing = content, changing

    def all_latest(self, today: date) -> list[ApprovalTemplate]:
        return [self.version(line.key, line.version) for line in all_in_force(version_lines(self._content), today)]

    def latest(self, key: str, today: date) -> ApprovalTemplate:
        return self.version(key, line_in_force(version_lines(self._content), key, today).version)

    def version(self, key: str, version: str) -> ApprovalTemplate:
        for template in self._content.templates:
            if (template.key, template.version) == (key, version):
                return template
        raise Damaged(f"数据库缺少流程模板 {key} 的版本 {version}，请从备份恢复")

    def add_version(self, template: ApprovalTemplate) -> bool:
        content = self._changing()
        if template in content.declared:
            return False
        taken = {one.version for one in content.templates if one.key == template.key}
        version, suffix = template.version, 2
        while version in taken:
            version, suffix = f"{template.version}.{suffix}", suffix + 1
        content.declared.append(template)
        content.templates.append(replace(template, version=version))
        return True


class FakePapers:
    """Papers by number."""

    def __init__(self, content: Content, changing: Changing) -> None:
        self._content, self._changing = content, changing

    def next_number(self, year: int, desk: str, kind: str) -> int:
        given = Counter(number.rsplit("-", 1)[0] for number in self._content.papers)
        return given[f"BB-{year}-{desk}-{kind}"] + 1

    def add(self, paper: Paper, content: bytes, data: bytes) -> None:
        _, year, desk, kind, serial = paper.number.split("-")
        if int(serial) != self.next_number(int(year), desk, kind):
            raise ValueError(f"{paper.number} is not the next number")
        self._changing().papers[paper.number] = (paper, content, data)

    def get(self, number: str) -> tuple[Paper, bytes]:
        if number not in self._content.papers:
            raise Refusal.say(f"没有编号为 {number} 的文书，请核对编号")
        paper, content, _ = self._content.papers[number]
        if sha256(content).hexdigest() != paper.sha256:
            raise Damaged(f"文书 {number} 的存档与出具时不一致，请从备份恢复")
        return paper, content

    def of_case(self, case_id: str) -> list[Paper]:
        papers = [paper for paper, _, _ in self._content.papers.values() if paper.case_id == case_id]
        return sorted(papers, key=lambda paper: paper.id)

    def of_form(self, form: str) -> list[Paper]:
        papers = [paper for paper, _, _ in self._content.papers.values() if paper.form == form]
        return sorted(papers, key=lambda paper: paper.id)

    def of_project(self, project_id: str) -> list[Paper]:
        papers = [paper for paper, _, _ in self._content.papers.values() if paper.project_id == project_id]
        return sorted(papers, key=lambda paper: paper.id)


class FakeWordingBook:
    """Reworded texts in the order they were kept."""

    def __init__(self, content: Content, changing: Changing) -> None:
        self._content, self._changing = content, changing

    def versions(self) -> list[WordingVersion]:
        return sorted(self._content.wording, key=lambda one: (one.key, one.version))

    def add(self, version: WordingVersion) -> None:
        if version.version != sum(one.key == version.key for one in self._content.wording) + 1:
            raise ValueError(f"{version.key}: version {version.version} does not follow")
        self._changing().wording.append(version)
