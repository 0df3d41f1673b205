"""Charts 进度图: the bars of one case, or of every running case, with all their dates taken from clock and outlook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.application.calendars import CalendarService
from desktop_app.application.form_filling import lamp_text
from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.limit import BoundParty
from desktop_app.domain.outlook import Outlook, StepOutlook, outlook
from desktop_app.domain.plan import Plan, PlannedStep
from desktop_app.domain.progress import RUNNING_STATES, Attempt, Lamp, StepState
from desktop_app.domain.standing import Standing, standings
from desktop_app.domain.terms import LAMP_WORDS, clock_words

_UNSTAGED = "其他"
_UNDECIDED = "待定"
_TIMED = frozenset({Lamp.NORMAL, Lamp.WARNING, Lamp.OVERDUE, Lamp.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Bar:
    """A closed interval of civil days; `words` say what it was (办结, 退件, 补正), `open` that it lasts still."""

    first: date
    last: date
    words: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One step. `actual` are its runs, filed to ended or today; `expected` what is still to come, None once ended.

    `before` are the codes it waits for; `firm` is False while a date in it rests on a year without a notice.
    `clocks` names every clock that runs with its date and whether that is firm; `due` is that of the lamp's clock.
    """

    project_id: str
    case_id: str
    code: str
    title: str
    lamp: Lamp
    word: str
    officer: str
    beside: str
    actual: tuple[Bar, ...]
    planned: Bar | None
    expected: Bar | None
    suspended: tuple[Bar, ...]
    due: date | None
    critical: bool
    firm: bool
    before: tuple[str, ...]
    assumed: str = ""
    clocks: tuple[tuple[str, date, bool], ...] = ()
    enterprise: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells the row from every other one: its case and its matter."""
        return self.case_id, self.code

    @property
    def days(self) -> tuple[date, ...]:
        """Every day something of this row begins or ends."""
        bars = [*self.actual, *self.suspended, *(bar for bar in (self.planned, self.expected) if bar)]
        ends = [day for bar in bars for day in (bar.first, bar.last)]
        return (*ends, self.due) if self.due else tuple(ends)

    @property
    def sentence(self) -> str:
        """The whole row in words, for the tooltip and for people who cannot see the bars."""
        parts = [f"{self.title}：{self.word}"]
        if self.beside and self.beside != self.word:
            parts.append(self.beside)
        if self.officer:
            parts.append(f"代办员 {self.officer}")
        for bar in self.actual:
            end = "至今" if bar.open else f"至 {bar.last}"
            parts.append(f"办理 {bar.first} {end}{f' {bar.words}' if bar.words else ''}")
        for bar in self.suspended:
            parts.append(f"暂停（{bar.words}）{bar.first} {'至今' if bar.open else f'至 {bar.last}'}")
        bound = BoundParty.ENTERPRISE if self.enterprise else BoundParty.AUTHORITY
        for name, day, firm in self.clocks:
            parts.append(f"{clock_words(name, bound)}到期 {day}{'' if firm else '（暂估）'}")
        if self.expected:
            doubt = "" if self.firm else "（暂估）"
            parts.append(f"预计 {self.expected.first} 至 {self.expected.last}{doubt}")
        if self.planned:
            parts.append(f"计划 {self.planned.first} 至 {self.planned.last}")
        parts += [self.assumed] if self.assumed else []
        parts += ["关键环节，拖一天全程就晚一天"] if self.critical else []
        return "；".join(parts)


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """Rows under one heading: a stage of the case, or a whole case when all are shown; `done` of `total` are done."""

    project_id: str
    case_id: str
    title: str
    done: int
    total: int
    rows: tuple[ChartRow, ...]
    lamp: Lamp

    @property
    def beside(self) -> str:
        """How many are done of how many."""
        return f"{self.done}／{self.total}"

    @property
    def actual(self) -> Bar | None:
        """From the first day to the last of what happened in the group."""
        return _around(bar for row in self.rows for bar in row.actual)

    @property
    def expected(self) -> Bar | None:
        """From the first day to the last of what is still to come."""
        return _around(row.expected for row in self.rows if row.expected)


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the page shows; `whole` is the case id, empty when all running cases are shown."""

    today: date
    calendar: WorkingCalendar
    groups: tuple[ChartGroup, ...]
    whole: str = ""
    finish: date | None = None
    firm: bool = True

    @property
    def rows(self) -> tuple[ChartRow, ...]:
        """All rows, group by group."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day anything happens; today is always within."""
        days = [self.today, *(day for row in self.rows for day in row.days)]
        return min(days), max(days)


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """A case to choose from."""

    case_id: str
    project_id: str
    words: str
    ended: bool


@dataclass(frozen=True, slots=True)
class ChartService:
    """Use cases of 进度图; they only read."""

    open_work: OpenUnitOfWork
    calendars: CalendarService
    now: Now

    def choices(self) -> tuple[CaseChoice, ...]:
        """Every case of the workspace, those still running first, each in the order they were opened."""
        with self.open_work(writes=False) as work:
            names = {project.id: project.name for project in work.projects.find_all()}
            found = [
                CaseChoice(case.id, case.project_id, _case_words(names, case), case.situation().ended)
                for case in work.cases.every()
            ]
        return tuple(sorted(found, key=lambda one: one.ended))

    def of_case(self, case_id: str, officer: str = "") -> Chart:
        """One case by stage, of one 代办员 or everybody's; raises Refusal for a case that does not exist."""
        today, calendar = self.now().date(), self.calendars.current()
        with self.open_work(writes=False) as work:
            return case_chart(work, work.cases.get(case_id), today, calendar, officer)

    def of_all(self, officer: str = "") -> Chart:
        """Every case that has not ended, one group each, oldest first."""
        today, calendar = self.now().date(), self.calendars.current()
        with self.open_work(writes=False) as work:
            return running_chart(work, today, calendar, officer)


def case_chart(work: UnitOfWork, case: Case, today: date, calendar: WorkingCalendar, officer: str = "") -> Chart:
    """The chart of one case by stage, of one 代办员 or everybody's."""
    course = _course(case, work.plans.in_force(case.id), today, calendar)
    stages: dict[str, list[Standing]] = {}
    for one in standings(case, today, calendar, until=None):
        stages.setdefault(one.step.matter.stage or _UNSTAGED, []).append(one)
    groups = [_group(stage, course, members, officer, calendar) for stage, members in stages.items()]
    kept = tuple(group for group in groups if group.rows)
    return Chart(today, calendar, kept, case.id, course.seen.finish, course.seen.firm)


def running_chart(work: UnitOfWork, today: date, calendar: WorkingCalendar, officer: str = "") -> Chart:
    """The chart of every case that has not ended, one group each, oldest first."""
    groups = []
    plans = work.plans.all_in_force()
    names = {project.id: project.name for project in work.projects.find_all()}
    for case in work.cases.every():
        if case.situation().ended:
            continue
        course = _course(case, plans.get(case.id), today, calendar)
        members = standings(case, today, calendar, until=None)
        groups.append(_group(_case_words(names, case), course, members, officer, calendar))
    kept = tuple(group for group in groups if group.rows)
    finish = max((bar.last for group in kept if (bar := group.expected)), default=None)
    return Chart(today, calendar, kept, "", finish, all(row.firm for group in kept for row in group.rows))


@dataclass(frozen=True, slots=True)
class _Course:
    """One case with what is planned and expected of it."""

    case: Case
    plan: Plan | None
    seen: Outlook

    def planned(self, code: str) -> PlannedStep | None:
        return next((step for step in self.plan.steps if step.code == code), None) if self.plan else None

    def expected(self, code: str) -> StepOutlook | None:
        return next((step for step in self.seen.steps if step.code == code), None)


def _course(case: Case, plan: Plan | None, today: date, calendar: WorkingCalendar) -> _Course:
    """A case with its plan and the outlook by the building times of that plan."""
    return _Course(case, plan, outlook(case, today, calendar, lengths=plan.given_lengths() if plan else {}))


def _case_words(names: dict[str, str], case: Case) -> str:
    return f"{names.get(case.project_id, '')} · {case.template.name}"


_LOUD = (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED, Lamp.NORMAL, Lamp.READY)


def _group(
    title: str, course: _Course, members: Iterable[Standing], officer: str, calendar: WorkingCalendar
) -> ChartGroup:
    kept = [one for one in members if one.state is not StepState.SKIPPED and officer in ("", one.officer)]
    counted = [one for one in kept if not one.undecided]
    done = sum(one.state is StepState.DONE for one in counted)
    lamps = {one.lamp for one in counted}
    quiet = Lamp.DONE if counted and done == len(counted) else Lamp.NOT_STARTED
    lamp = next((one for one in _LOUD if one in lamps), quiet)
    rows = tuple(_row(course, one, calendar) for one in kept)
    return ChartGroup(course.case.project_id, course.case.id, title, done, len(counted), rows, lamp)


def _row(course: _Course, one: Standing, calendar: WorkingCalendar) -> ChartRow:
    code, today = one.step.code, course.seen.today
    seen, planned = course.expected(code), course.planned(code)
    word = _UNDECIDED if one.undecided else LAMP_WORDS[one.lamp]
    clock = one.primary
    due = clock.due if clock and not one.undecided else None
    firm = (seen.firm if seen else True) and (clock.derivation.firm if clock and due else True)
    return ChartRow(
        project_id=course.case.project_id,
        case_id=course.case.id,
        code=code,
        title=one.step.title,
        lamp=one.lamp,
        word=word,
        officer=one.officer,
        beside=lamp_text(one, today, calendar) if one.lamp in _TIMED else _quiet_words(one, word),
        actual=_runs(one, today),
        planned=Bar(planned.start, planned.finish) if planned and planned.start and planned.finish else None,
        expected=_to_come(seen, one, today),
        suspended=_pauses(one.progress.attempts, today),
        due=due,
        critical=bool(seen and seen.critical),
        firm=firm,
        before=seen.before if seen else (),
        assumed=seen.assumed if seen else "",
        clocks=() if one.undecided else _running_clocks(one),
        enterprise=one.bound_party is BoundParty.ENTERPRISE,
    )


def _running_clocks(one: Standing) -> tuple[tuple[str, date, bool], ...]:
    return tuple((clock.name, clock.due, clock.derivation.firm) for clock in one.clocks if clock.due is not None)


def _quiet_words(one: Standing, word: str) -> str:
    """A step entered as done in some month has no bar, so its month is told."""
    attempt = one.progress.attempt
    return attempt.ended_month if attempt and attempt.ended_month else word


def _runs(one: Standing, today: date) -> tuple[Bar, ...]:
    found = []
    for attempt in one.progress.attempts:
        first, last = attempt.filed or attempt.ended, attempt.ended
        if first is None or (attempt.outcome is not None and last is None):
            continue
        late = attempt is one.progress.attempt and one.lamp is Lamp.DONE_LATE
        outcome = {StepState.REFUSED: Lamp.REFUSED, StepState.WITHDRAWN: Lamp.WITHDRAWN}.get(
            attempt.outcome or StepState.DONE, Lamp.DONE_LATE if late else Lamp.DONE
        )
        words = LAMP_WORDS[outcome] if attempt.outcome else ""
        found.append(Bar(first, last or max(first, today), words, open=last is None))
    return tuple(found)


def _pauses(attempts: Iterable[Attempt], today: date) -> tuple[Bar, ...]:
    """Suspended on A and resumed on B it stood still from A to the day before B; until today while it lasts."""
    found = []
    for attempt in attempts:
        for one in attempt.suspensions:
            closed = one.pause()
            if closed is not None:
                found.append(Bar(closed.first, closed.last, one.kind.word))
            elif one.resumed is None:
                found.append(Bar(one.first, max(one.first, today), one.kind.word, open=True))
    return tuple(found)


def _to_come(seen: StepOutlook | None, one: Standing, today: date) -> Bar | None:
    if seen is None or seen.ended or seen.finish is None:
        return None
    start = today if one.state in RUNNING_STATES else seen.start
    return Bar(start, max(start, seen.finish)) if start is not None else None


def _around(bars: Iterable[Bar]) -> Bar | None:
    known = tuple(bars)
    if not known:
        return None
    return Bar(min(bar.first for bar in known), max(bar.last for bar in known))
