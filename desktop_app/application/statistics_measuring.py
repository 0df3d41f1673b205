"""Measuring 统计: the rows of every project found once and kept until something is recorded in it, in both sights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.application.counting import Measuring, measuring
from desktop_app.application.ports import UnitOfWork
from desktop_app.application.projects_then import ProjectsThen, projects_now, projects_then
from desktop_app.application.statistics_told import LateLine, Question, Told, span_of
from desktop_app.domain.as_of import Sight, late_entries, seen_on
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.progress import StepState
from desktop_app.domain.project import Project
from desktop_app.domain.results import credited
from desktop_app.domain.standing import standing
from desktop_app.domain.statistics.figure import Figure, FigureKind, Measure, Row, Seen, counted
from desktop_app.domain.statistics.kinds import FIGURES, figure_kind
from desktop_app.domain.statistics.parties import PARTIES

TOGETHER = tuple(kind for kind in FIGURES if kind is not PARTIES)
"""Measured in one go while a person waits at the window: reading and folding a case takes longer than any of them.

天数归属 looks at every single day of a case and is measured apart.
"""

_LATE = "late"

Key = tuple[str, str, date, str, Measuring]
"""What rows were measured by: the figures (or late entries), the sight, the day, the calendar, the benchmarks."""

_Found = Iterable[tuple[str, object]]
"""Rows as they are measured, each with the key of its figure."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The rows of one project by figure, right while its events stand at `mark` and the project at `version`."""

    mark: int
    version: int
    rows: Mapping[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Means:
    """What cases are measured with, the projects of the day, and where what was measured by these means is kept."""

    calendar: WorkingCalendar
    how: Measuring
    remembered: Callable[[Key], dict[str, Measured]]
    projects: Sequence[Project]
    then: ProjectsThen
    together: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """Rows by project, kept from earlier questions, and how those that are missing are measured."""

    kept: dict[str, Measured]
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
        self.kept[project.id] = Measured(mark, project.version, {key: tuple(each) for key, each in rows.items()})

    def rows(self, projects: Iterable[Project], key: str) -> list[object]:
        """The rows of a figure, in the order of the projects."""
        return [row for project in projects for row in self.kept[project.id].rows.get(key, ())]


def tell(work: UnitOfWork, calendar: WorkingCalendar, today: date, question: Question) -> Told:
    """A figure from an open unit of work; raises Refusal for an unknown figure or days that cannot be."""
    projects, span = work.projects.find_all(), span_of(question, today)
    then = projects_now(projects) if span.as_of == today else projects_then(work, projects, span.as_of)
    return told_by(work, today, question, {}, Means(calendar, measuring(work), _forgotten, projects, then))


def _forgotten(key: Key) -> dict[str, Measured]:
    return {}


def advanced(
    work: UnitOfWork, today: date, question: Question, marks: Mapping[str, int], means: Means, most: int
) -> tuple[int, int]:
    """Measure up to `most` more projects; answers how many are done, and of how many."""
    readings = _readings(figure_kind(question.figure), span_of(question, today).as_of, today, means)
    stale = [one for one in means.projects if any(not read.fresh(one, marks) for read in readings)]
    _bring(work, readings, stale[:most], marks)
    return len(means.projects) - len(stale[most:]), len(means.projects)


def told_by(work: UnitOfWork, today: date, question: Question, marks: Mapping[str, int], means: Means) -> Told:
    """A figure by these means, what is missing measured first; raises Refusal as `tell` does."""
    kind, span = figure_kind(question.figure), span_of(question, today)
    readings = _readings(kind, span.as_of, today, means)
    _bring(work, readings, means.projects, marks)

    def figure(read: _Reading, sight: Sight) -> Figure:
        own = [row for one in means.then.counting(sight) for row in (kind.of_project(one) if kind.of_project else ())]
        rows = [row for row in read.rows(means.projects, kind.key) if isinstance(row, Row)]
        return counted(kind, [*own, *rows], span, question.scope, means.calendar)

    known = figure(readings[0], Sight.KNOWN)
    if span.as_of == today:
        return Told(span.as_of, today, known, known)
    late = {
        (line.id, line.word): line for line in readings[2].rows(means.projects, _LATE) if isinstance(line, LateLine)
    }
    ordered = sorted([*means.then.late, *late.values()], key=lambda line: line.at)
    return Told(span.as_of, today, known, figure(readings[1], Sight.RECORDED), tuple(ordered))


def _bring(
    work: UnitOfWork, readings: Sequence[_Reading], projects: Iterable[Project], marks: Mapping[str, int]
) -> None:
    """Measure some projects anew, each read once for all readings."""
    for project in projects:
        stale = [read for read in readings if not read.fresh(project, marks)]
        cases = work.cases.of_project(project.id) if stale else ()
        for read in stale:
            read.keep(project, cases, marks.get(project.id, 0))


def _readings(kind: FigureKind, as_of: date, today: date, means: Means) -> list[_Reading]:
    """What has to be measured: of today one sight, of a past day both and the late entries."""
    kinds = TOGETHER if means.together else (kind,)

    def measured(sight: Sight) -> Callable[[Project, Case], _Found]:
        def measure(project: Project, case: Case) -> _Found:
            seen = _seen(means.then.seen(project, sight), case, as_of, sight, means)
            return () if seen is None else _rows_of(kinds, seen)

        return measure

    def late(project: Project, case: Case) -> _Found:
        return ((_LATE, LateLine.of_entry(project, case, entry)) for entry in late_entries(case, as_of))

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


def _seen(project: Project, case: Case, day: date, sight: Sight, means: Means) -> Seen | None:
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
