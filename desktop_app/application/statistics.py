"""Statistics 统计: figures over all cases, as of any day, by what is known now and by what had been recorded then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop_app.application.calendars import CalendarService
from desktop_app.application.counting import Measuring, measuring
from desktop_app.application.histories import Histories
from desktop_app.application.indicators import IndicatorService
from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.sheets_out import WorkbookWriter
from desktop_app.domain.as_of import LateEntry, Sight, late_entries, seen_on
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import StepState
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.results import credited
from desktop_app.domain.standing import standing
from desktop_app.domain.statistics.figure import (
    UNNAMED,
    Differences,
    Figure,
    FigureKind,
    Measure,
    Row,
    Scope,
    Seen,
    Span,
    counted,
    differences,
)
from desktop_app.domain.statistics.kinds import EVERY_FIGURE, FIGURES, INDICATORS, figure_kind
from desktop_app.domain.statistics.parties import PARTIES

_DAYS = 182
"""A figure looks back half a year unless it is told from which day."""

_YEARS = 10
"""A figure of more years would have more points than a sheet has millimetres."""

_KEPT = 6
"""So many measured figures are remembered at once; the oldest goes first."""

SLICE = 20
"""Projects measured in one go while a person waits at the window, so that others are answered in between."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which figure, of which days, as of which day, and what counts; a missing day is filled in by `span_of`.

    `last` is never after `as_of`, and `as_of` never after today.
    """

    figure: str
    first: date | None = None
    last: date | None = None
    as_of: date | None = None
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True, slots=True)
class LateLine:
    """A late entry with the names it is read by."""

    entry: LateEntry
    project_id: str
    project: str
    case_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as of a day: by what is known now and by what had been recorded then, and why they differ."""

    as_of: date
    today: date
    known: Figure
    recorded: Figure
    late: tuple[LateLine, ...] = ()

    def shown(self, sight: Sight) -> Figure:
        """The figure by one knowledge."""
        return self.known if sight is Sight.KNOWN else self.recorded

    def differing(self, sight: Sight) -> Differences:
        """What the other knowledge says differently."""
        other = Sight.RECORDED if sight is Sight.KNOWN else Sight.KNOWN
        return differences(self.shown(sight), self.shown(other))


@dataclass(frozen=True, slots=True)
class Choices:
    """What figures can be narrowed to: names as they are counted, and (key, name) of templates and matters."""

    zones: tuple[str, ...]
    officers: tuple[str, ...]
    authorities: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]
    matters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Measured:
    """The rows of one project by figure, right while its events stand at `mark` and the project at `version`."""

    mark: int
    version: int
    rows: Mapping[str, tuple[object, ...]]


_Key = tuple[str, str, date, str, Measuring]
"""What rows were measured by: the figures (or late entries), the sight, the day, the calendar, the benchmarks."""

_Found = Iterable[tuple[str, object]]
"""Rows as they are measured, each with the key of its figure."""

_TOGETHER = tuple(kind for kind in FIGURES if kind is not PARTIES)
"""Measured in one go while a person waits at the window: reading and folding a case takes longer than any of them.

天数归属 looks at every single day of a case and is measured apart.
"""


@dataclass(slots=True)
class StatisticsService:
    """Use cases of the page 统计; what was measured of a project is kept until something is recorded in it."""

    open_work: OpenUnitOfWork
    histories: Histories
    calendars: CalendarService
    indicators: IndicatorService
    workbooks: WorkbookWriter
    now: Now
    _kept: dict[_Key, dict[str, _Measured]] = field(default_factory=dict, init=False)
    _choices: tuple[str, Choices] | None = field(default=None, init=False)

    def figures(self) -> tuple[FigureKind, ...]:
        """The kinds of figures there are."""
        return EVERY_FIGURE

    def choices(self) -> Choices:
        """What figures can be narrowed to, from all projects and cases; read again when something was recorded."""
        mark = self.histories.mark()
        if self._choices is None or self._choices[0] != mark:
            self._choices = mark, self._read_choices()
        return self._choices[1]

    def _read_choices(self) -> Choices:
        with self.open_work(writes=False) as work:
            zones = {project.zone or UNNAMED for project in work.projects.find_all()}
            cases = work.cases.every()
        officers = {case.officer for case in cases}
        officers |= {one.officer for case in cases for one in case.events if one.verb is Verb.ASSIGN}
        templates = {case.template.key: case.template.name for case in cases}
        steps = [step for case in cases for step in case.template.steps]
        return Choices(
            tuple(sorted(zones)),
            tuple(sorted(officers - {""})),
            tuple(sorted({step.matter.authority or UNNAMED for step in steps})),
            tuple(sorted(templates.items())),
            tuple(sorted({step.code: step.title for step in steps}.items())),
        )

    def advance(self, question: Question, most: int = SLICE) -> tuple[int, int]:
        """Measure up to `most` more projects for a figure; answers how many are done, and of how many.

        Long work is done by calling it until both agree; `tell` then answers at once.
        """
        today, calendar, marks = self.now().date(), self.calendars.current(), self.histories.marks()
        kind, span = figure_kind(question.figure), span_of(question, today)
        if kind is INDICATORS:
            return 1, 1
        with self.open_work(writes=False) as work:
            projects = work.projects.find_all()
            means = _Means(calendar, measuring(work), self._remembered, together=kind in _TOGETHER)
            readings = _readings(kind, span.as_of, today, means)
            stale = [one for one in projects if any(not read.fresh(one, marks) for read in readings)]
            _bring(work, readings, stale[:most], marks)
        return len(projects) - len(stale[most:]), len(projects)

    def tell(self, question: Question) -> Told:
        """A figure as of a day; raises Refusal for an unknown figure or days that cannot be."""
        if figure_kind(question.figure) is INDICATORS:
            return self._indicators(question)
        calendar, marks = self.calendars.current(), self.histories.marks()
        with self.open_work(writes=False) as work:
            means = _Means(calendar, measuring(work), self._remembered, together=self._measures_together(question))
            return _told(work, self.now().date(), question, marks, means)

    def _measures_together(self, question: Question) -> bool:
        """Whether `advance` measured this figure with the others; a single question measures only its own."""
        return figure_kind(question.figure) in _TOGETHER and any(not key[0] for key in self._kept)

    def _indicators(self, question: Question) -> Told:
        from desktop_app.application.statistics_indicators import PRESET, indicator_figure

        span, scope = span_of(question, self.now().date()), Scope(zone=question.scope.zone)
        view = self.indicators.view(PRESET, span.as_of, scope.zone)
        known, recorded = (indicator_figure(view, sight, scope) for sight in (Sight.KNOWN, Sight.RECORDED))
        return Told(span.as_of, view.today, known, recorded)

    def workbook(self, question: Question, sight: Sight = Sight.KNOWN) -> bytes:
        """A figure with the rows behind it as an Excel workbook; raises Refusal like `tell`."""
        from desktop_app.application.statistics_sheets import figure_tables

        return self.workbooks.write(figure_tables(self.tell(question), sight))

    def _remembered(self, key: _Key) -> dict[str, _Measured]:
        """What was measured by these means before; the means used last are forgotten last."""
        kept = self._kept.pop(key, {})
        self._kept[key] = kept
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return kept


@dataclass(frozen=True, slots=True)
class _Reading:
    """Rows by project, kept from earlier questions, and how those that are missing are measured."""

    kept: dict[str, _Measured]
    measure: Callable[[Project, Case], _Found]

    def fresh(self, project: Project, marks: Mapping[str, int]) -> bool:
        """Whether nothing was recorded in a project since it was measured."""
        found = self.kept.get(project.id)
        return found is not None and (found.mark, found.version) == (marks.get(project.id, 0), project.version)

    def keep(self, project: Project, cases: Iterable[Case], mark: int) -> None:
        """Measure a project anew."""
        rows: dict[str, list[object]] = {}
        for case in cases:
            for key, row in self.measure(project, case):
                rows.setdefault(key, []).append(row)
        self.kept[project.id] = _Measured(mark, project.version, {key: tuple(each) for key, each in rows.items()})

    def rows(self, projects: Iterable[Project], key: str) -> list[object]:
        """The rows of a figure, in the order of the projects."""
        return [row for project in projects for row in self.kept[project.id].rows.get(key, ())]


def _bring(
    work: UnitOfWork, readings: Sequence[_Reading], projects: Iterable[Project], marks: Mapping[str, int]
) -> None:
    """Measure some projects anew, each read once for all readings."""
    for project in projects:
        stale = [read for read in readings if not read.fresh(project, marks)]
        cases = work.cases.of_project(project.id) if stale else ()
        for read in stale:
            read.keep(project, cases, marks.get(project.id, 0))


@dataclass(frozen=True, slots=True)
class _Means:
    """What cases are measured with, and where what was measured by these means is kept."""

    calendar: WorkingCalendar
    how: Measuring
    remembered: Callable[[_Key], dict[str, _Measured]]
    together: bool = False


def _forgotten(key: _Key) -> dict[str, _Measured]:
    return {}


def span_of(question: Question, today: date) -> Span:
    """The days a question is about; raises Refusal when they cannot be."""
    as_of = question.as_of or today
    if as_of > today:
        raise Refusal.say(f"截至日 {as_of} 晚于今天（{today}），还没有发生的事不能统计，请改成今天或以前的日期")
    last = min(question.last or as_of, as_of)
    first = question.first or last - timedelta(days=_DAYS)
    if first > last:
        raise Refusal.say(f"起始日 {first} 晚于截止日 {last}，请把起始日改到截止日以前")
    if first.year < last.year - _YEARS:
        raise Refusal.say(f"起始日 {first} 比截止日 {last} 早 {_YEARS} 年以上，图上看不清，请缩短起止日期")
    return Span(first, last, as_of)


def tell(work: UnitOfWork, calendar: WorkingCalendar, today: date, question: Question) -> Told:
    """A figure from an open unit of work; raises Refusal for an unknown figure or days that cannot be."""
    return _told(work, today, question, {}, _Means(calendar, measuring(work), _forgotten))


def _told(work: UnitOfWork, today: date, question: Question, marks: Mapping[str, int], means: _Means) -> Told:
    kind, span = figure_kind(question.figure), span_of(question, today)
    projects = work.projects.find_all()
    readings = _readings(kind, span.as_of, today, means)
    _bring(work, readings, projects, marks)
    own = [row for one in projects for row in (kind.of_project(one) if kind.of_project else ())]

    def figure(read: _Reading) -> Figure:
        rows = [row for row in read.rows(projects, kind.key) if isinstance(row, Row)]
        return counted(kind, [*own, *rows], span, question.scope, means.calendar)

    known = figure(readings[0])
    if span.as_of == today:
        return Told(span.as_of, today, known, known)
    late = {
        (line.entry.event.id, line.entry.taken_back): line
        for line in readings[2].rows(projects, _LATE)
        if isinstance(line, LateLine)
    }
    return Told(span.as_of, today, known, figure(readings[1]), tuple(late.values()))


_LATE = "late"


def _readings(kind: FigureKind, as_of: date, today: date, means: _Means) -> list[_Reading]:
    """What has to be measured: of today one sight, of a past day both and the late entries."""
    kinds = _TOGETHER if means.together else (kind,)

    def measured(sight: Sight) -> Callable[[Project, Case], _Found]:
        def measure(project: Project, case: Case) -> _Found:
            seen = _seen(project, case, as_of, sight, means)
            return () if seen is None else _rows_of(kinds, seen)

        return measure

    def late(project: Project, case: Case) -> _Found:
        return ((_LATE, _late_line(project, case, entry)) for entry in late_entries(case, as_of))

    key = "" if means.together else kind.key
    wanted = [(key, Sight.KNOWN.value, measured(Sight.KNOWN))]
    if as_of < today:
        wanted += [(key, Sight.RECORDED.value, measured(Sight.RECORDED)), (_LATE, _LATE, late)]
    return [
        _Reading(means.remembered((name, sight, as_of, means.calendar.version, means.how)), measure)
        for name, sight, measure in wanted
    ]


def _rows_of(kinds: Iterable[FigureKind], seen: Seen) -> Iterator[tuple[str, object]]:
    """The rows of a case for several figures; what two figures find alike is looked for once."""
    found: dict[Measure, tuple[Row, ...]] = {}
    for one in kinds:
        if one.measure not in found:
            found[one.measure] = tuple(one.measure(seen))
        yield from ((one.key, row) for row in found[one.measure])


def _seen(project: Project, case: Case, day: date, sight: Sight, means: _Means) -> Seen | None:
    then = seen_on(case, day, sight)
    if then is None:
        return None
    situation = then.situation()
    steps = tuple(
        credited(then, standing(then, situation, step.code, day, means.calendar))
        for step in then.template.steps
        if situation.state[step.code] is not StepState.SKIPPED and step.code not in situation.undecided
    )
    marks = means.how.marks_as_recorded(then)
    return Seen(project, then, steps, day, means.calendar, marks, means.how.basis, situation.ended, situation)


def _late_line(project: Project, case: Case, entry: LateEntry) -> LateLine:
    code = entry.event.matter
    title = case.template.step(code).title if code in case.template.codes else "开办代办件"
    return LateLine(entry, project.id, project.name, case.id, title)
