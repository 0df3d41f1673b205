"""Overview 今日与台账: read-only answers to what is late, what is due, what waits and what can start."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from desktop_app.application.calendars import CalendarService
from desktop_app.application.counting import Measuring, measuring
from desktop_app.application.cover import WorkSeen, everybody, work_seen
from desktop_app.application.materials import late_originals
from desktop_app.application.paper_register import void_words
from desktop_app.application.ports import (
    LedgerTotals,
    Now,
    OpenUnitOfWork,
    Paper,
    ProjectQuery,
    ProjectRow,
    Readers,
    StepNow,
    TodayStep,
)
from desktop_app.application.records_ahead import RecordAhead, open_on, overdue_then, records_ahead
from desktop_app.application.reminder_book import WatchedRun
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import EXTENDED_CLOCKS, Case
from desktop_app.domain.clock_runs import NATURAL_TRACKS, Track
from desktop_app.domain.custody import MaterialEntry
from desktop_app.domain.events import Act, Event, Verb
from desktop_app.domain.measure import BenchmarkStanding
from desktop_app.domain.progress import RUNNING_STATES, Lamp, StepState
from desktop_app.domain.project import Project
from desktop_app.domain.standing import WARNING_DAYS, Standing, lamp_on, standing, standings
from desktop_app.domain.suspension import SUSPENSION_KINDS

EXPIRING_DAYS = 30
"""今日 shows certificates that end within this many natural days, as the ladder reminds of them first."""

SOON_DAYS = 3
"""今日 shows what falls due within this many working days after today."""


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One line of 今日: a step with its lamp on that day and the working days left (negative when over).

    Of a certificate they are natural days.
    """

    entry: TodayStep
    lamp: Lamp
    left: int | None
    what: str = ""

    @property
    def step(self) -> StepNow:
        """The projected step."""
        return self.entry.step


@dataclass(frozen=True, slots=True)
class TodayBoard:
    """Everything 今日 shows, each group sorted by urgency; `running` counts every step in hand, also those that pause.

    `tolerances` are 容缺 whose papers have not come, `expiring` certificates that end within `EXPIRING_DAYS`: their
    rows carry the date of that clock, and in `what` the missing papers or the certificate; so do `originals` that an
    authority should have given back. `covers`: who stands in today for everybody who is away, by name. `ahead`: what is
    dated after today, by anybody, and therefore not counted.
    """

    today: date
    overdue: tuple[TodayRow, ...]
    due_today: tuple[TodayRow, ...]
    soon: tuple[TodayRow, ...]
    suspended: tuple[TodayRow, ...]
    ready: tuple[TodayRow, ...]
    undecided: tuple[TodayRow, ...]
    running: int
    tolerances: tuple[TodayRow, ...] = ()
    expiring: tuple[TodayRow, ...] = ()
    originals: tuple[TodayRow, ...] = ()
    covers: Mapping[str, str] = field(default_factory=dict)
    ahead: tuple[RecordAhead, ...] = ()


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A step whose clock passed before the day asked for; `days_over` in working days after the due date."""

    entry: TodayStep
    days_over: int

    @property
    def step(self) -> StepNow:
        """The projected step."""
        return self.entry.step


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case as 项目详情 shows it."""

    case: Case
    standings: tuple[Standing, ...]
    benchmarks: tuple[BenchmarkStanding, ...]
    done: int
    total: int
    ended: bool


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One project with its cases, papers and history, newest entry first; `void`: by number, why a paper is void."""

    project: Project
    cases: tuple[CasePage, ...]
    history: tuple[Event, ...]
    papers: tuple[Paper, ...]
    lamps: tuple[tuple[Lamp, int], ...]
    void: Mapping[str, str] = field(default_factory=dict)
    materials: tuple[MaterialEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class StepPanel:
    """One step explained: its clocks, what can be done next, which steps wait for it, and what was recorded."""

    project: Project
    case: Case
    standing: Standing
    possible: tuple[Verb, ...]
    waiting: tuple[str, ...]
    history: tuple[Event, ...]
    reversed_ids: frozenset[str]
    benchmarks: tuple[BenchmarkStanding, ...]


@dataclass(frozen=True, slots=True)
class OverviewService:
    """Use cases that only read."""

    open_work: OpenUnitOfWork
    readers: Readers
    calendars: CalendarService
    now: Now

    def day(self) -> date:
        """Today in Asia/Shanghai."""
        return self.now().date()

    def today(self, officer: str = "") -> TodayBoard:
        """The board of one 代办员 and of those they stand in for, or of everybody when `officer` is empty."""
        today, calendar = self.day(), self.calendars.current()
        seen = work_seen(self.open_work, officer, today)
        with self.open_work(writes=False) as work:
            ahead = records_ahead(work, today)
            entries = open_on(work, self.readers, seen.names, calendar, today, ahead)
        rows = [_today_row(entry, today, calendar) for entry in _once_per_matter(entries)]

        def group(fits: Callable[[TodayRow], bool]) -> tuple[TodayRow, ...]:
            return tuple(sorted((row for row in rows if fits(row)), key=_urgency))

        return TodayBoard(
            today=today,
            overdue=group(lambda row: row.lamp is Lamp.OVERDUE),
            due_today=group(lambda row: row.lamp is not Lamp.OVERDUE and row.step.due_on == today),
            soon=group(lambda row: row.lamp is not Lamp.OVERDUE and 0 < _left(row) <= SOON_DAYS),
            suspended=group(lambda row: row.lamp is Lamp.SUSPENDED),
            ready=group(lambda row: row.lamp is Lamp.READY),
            undecided=group(lambda row: row.step.undecided and not row.step.blocked_by),
            running=sum(row.step.state in RUNNING_STATES for row in rows),
            tolerances=self._beside(date.max, today, seen, Track.TOLERANCE),
            expiring=self._beside(today + timedelta(days=EXPIRING_DAYS), today, seen, *NATURAL_TRACKS),
            originals=self._originals(today, seen),
            covers=seen.covers,
            ahead=ahead,
        )

    def _originals(self, today: date, seen: WorkSeen) -> tuple[TodayRow, ...]:
        with self.open_work(writes=False) as work:
            late = [one for name in seen.names for one in late_originals(work, today, name)]
        return tuple(TodayRow(entry, Lamp.OVERDUE, left, what) for entry, left, what in late)

    def _beside(self, until: date, today: date, seen: WorkSeen, *tracks: Track) -> tuple[TodayRow, ...]:
        """Dates beside the main line, once for every matter of a project."""
        calendar = self.calendars.current()
        with self.open_work(writes=False) as work:
            watched = [one for track in tracks for one in work.reminders.watched(until, track)]
        rows = {
            (one.run.project_id, one.run.matter, one.run.run): _beside_row(one, today, calendar)
            for one in reversed(watched)
            if seen.shows(one.entry.step.officer)
        }
        return tuple(sorted(rows.values(), key=_urgency))

    def overdue(self, as_of: date) -> tuple[OverdueRow, ...]:
        """Steps not ended whose 承诺 clock (else 法定) passed before `as_of`; events after that day are ignored."""
        calendar = self.calendars.current()
        last = self.readers.last_event_on()
        if last is None or last <= as_of:
            entries = self.readers.overdue_steps(as_of)
        else:
            with self.open_work(writes=False) as work:
                entries = overdue_then(work, calendar, as_of)
        return tuple(
            OverdueRow(entry, calendar.count_working(entry.step.due_on, as_of))
            for entry in entries
            if entry.step.due_on is not None
        )

    def warn_until(self) -> date:
        """The last due date that still turns a lamp amber today; rest days behind it leave no more working days."""
        return self.calendars.current().add_working(self.day(), WARNING_DAYS + 1) - timedelta(days=1)

    def query(self, **wishes: object) -> ProjectQuery:
        """A ledger query as of today; wishes are the fields of ProjectQuery."""
        return ProjectQuery(today=self.day(), warn_until=self.warn_until(), **wishes)  # type: ignore[arg-type]

    def project_ids(self, query: ProjectQuery) -> list[str]:
        """The ids of a ledger selection in order."""
        return self.readers.project_ids(query)

    def project_rows(self, ids: Sequence[str]) -> list[ProjectRow]:
        """One page of ledger rows."""
        return self.readers.project_rows(ids, self.day(), self.warn_until())

    def totals(self, query: ProjectQuery, ids: Sequence[str] | None = None) -> LedgerTotals:
        """Totals of a selection, or of some of its projects."""
        return self.readers.totals(query, ids)

    def officers(self) -> list[str]:
        """Everybody who may carry work: named in a case, or registered and in service."""
        return everybody(self.open_work, self.readers.officers(), self.day())

    def case_ids(self, project_id: str) -> list[str]:
        """The cases of a project, oldest first."""
        return self.readers.case_ids(project_id)

    def every_case_id(self) -> list[tuple[str, str]]:
        """Every case of the workspace as (project id, case id), oldest first."""
        return self.readers.every_case_id()

    def project_page(self, project_id: str) -> ProjectPage:
        """Everything 项目详情 shows of one project."""
        today, calendar = self.day(), self.calendars.current()
        with self.open_work(writes=False) as work:
            project = work.projects.get(project_id)
            cases = work.cases.of_project(project_id)
            history = work.events_of_project(project_id)
            papers = work.papers.of_project(project_id)
            materials = tuple(reversed(work.custody.of_project(project_id)))
            void = {
                row.number: void_words(row)
                for row in work.register.rows([paper.number for paper in papers])
                if row.void_at
            }
            how = measuring(work)
        pages = tuple(_case_page(case, how, today, calendar) for case in cases)
        return ProjectPage(
            project, pages, tuple(reversed(history)), tuple(papers), _lamp_counts(pages), void, materials
        )

    def step_panel(self, case_id: str, matter: str) -> StepPanel:
        """One step explained, with the acts the rules allow now."""
        today, calendar = self.day(), self.calendars.current()
        with self.open_work(writes=False) as work:
            case = work.cases.get(case_id)
            project = work.projects.get(case.project_id)
            how = measuring(work)
        situation = case.situation()
        one = standing(case, situation, matter, today, calendar)
        waiting = tuple(
            case.template.step(code).title for code, before in situation.blocked_by.items() if matter in before
        )
        history = case.events_of(matter)
        gone = frozenset(event.reverses for event in history if event.reverses)
        benchmarks = how.standings(case, situation, today, calendar)
        return StepPanel(
            project, case, one, self._possible(case, matter), waiting, tuple(reversed(history)), gone, benchmarks
        )

    def _possible(self, case: Case, matter: str) -> tuple[Verb, ...]:
        """Acts that would not be refused if everything they ask for were filled in."""
        at = self.now()
        found = []
        for verb in _OFFERED:
            filled = Act(at.date(), "?", at, note="?", reason="?", basis="?", officer="?", amount=1)
            kinds = _KINDS.get(verb, ("",))
            if verb is Verb.PART:
                kinds = tuple(part.name for part in case.template.step(matter).parts)
            attempts = [replace(filled, kind=kind) for kind in kinds]
            if any(case.allows(verb, matter, act) for act in attempts):
                found.append(verb)
        return tuple(found)


_OFFERED = (
    Verb.RECEIVE,
    Verb.ACCEPT,
    Verb.FINISH,
    Verb.PART,
    Verb.SUSPEND,
    Verb.RESUME,
    Verb.SUPPLEMENT,
    Verb.DELIVER,
    Verb.RECORD,
    Verb.INCLUDE,
    Verb.SKIP,
    Verb.EXTEND,
    Verb.TOLERATE,
    Verb.RESTART,
    Verb.RETURN,
    Verb.WITHDRAW,
    Verb.ASSIGN,
    Verb.REVERSE,
)
_EVERY_SUSPENSION = tuple(one.key for one in SUSPENSION_KINDS)
_KINDS: Mapping[Verb, tuple[str, ...]] = {
    Verb.SUSPEND: _EVERY_SUSPENSION,
    Verb.RESUME: ("", *_EVERY_SUSPENSION),
    Verb.EXTEND: EXTENDED_CLOCKS,
}
"""The kinds an act can be of; it is possible when one of them is."""


def _once_per_matter(entries: Sequence[TodayStep]) -> list[TodayStep]:
    """Several cases of one project share the record of a matter: 今日 shows it once, by the earliest of its dates."""
    seen: dict[tuple[str, str], TodayStep] = {}
    for entry in entries:
        place = (entry.step.project_id, entry.step.matter)
        if place not in seen or (entry.step.binds_on or date.max) < (seen[place].step.binds_on or date.max):
            seen[place] = entry
    return list(seen.values())


def _today_row(entry: TodayStep, today: date, calendar: WorkingCalendar) -> TodayRow:
    step = entry.step
    # Until the time for a 补正 notice is over nobody knows whether the matter counts as accepted.
    certain = step.deemed_after is None or step.deemed_after < today
    lamp, left = lamp_on(step.state, step.due_on if certain else None, today, calendar)
    return TodayRow(entry, lamp, left)


def _beside_row(one: WatchedRun, today: date, calendar: WorkingCalendar) -> TodayRow:
    """A date beside the main line as a row: its step with that date in place of the one the lamp follows."""
    run = one.run
    step = replace(
        one.entry.step,
        clock=run.clock,
        start_on=run.since,
        due_on=run.due,
        firm=not run.missing_years,
        missing_years=run.missing_years,
        statutory_due_on=None,
        suspended_on=None,
        suspension_kind="",
    )
    lamp, left = lamp_on(StepState.IN_PROGRESS, run.due, today, calendar)
    if run.track in NATURAL_TRACKS:
        lamp, left = (Lamp.OVERDUE if run.due < today else Lamp.WARNING), (run.due - today).days
    return TodayRow(replace(one.entry, step=step), lamp, left, run.what)


def _left(row: TodayRow) -> int:
    return row.left if row.left is not None else -1


def _urgency(row: TodayRow) -> tuple[date, str, int]:
    return (row.step.due_on or row.step.suspended_on or date.max, row.entry.project, row.step.ordinal)


def _case_page(case: Case, how: Measuring, today: date, calendar: WorkingCalendar) -> CasePage:
    situation = case.situation()
    rows = standings(case, today, calendar, until=None)
    counted = [row for row in rows if row.state is not StepState.SKIPPED and not row.undecided]
    return CasePage(
        case=case,
        standings=rows,
        benchmarks=how.standings(case, situation, today, calendar),
        done=sum(row.state is StepState.DONE for row in counted),
        total=len(counted),
        ended=situation.ended,
    )


_LOUD = (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.NORMAL, Lamp.READY)


def _lamp_counts(pages: Sequence[CasePage]) -> tuple[tuple[Lamp, int], ...]:
    lamps = {(page.case.project_id, row.step.code): row.lamp for page in pages for row in page.standings}
    counts = [(lamp, sum(one is lamp for one in lamps.values())) for lamp in _LOUD]
    return tuple((lamp, count) for lamp, count in counts if count)
