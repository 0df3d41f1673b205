"""Statistics 统计: figures over all cases, as of any day, by what is known now and by what had been recorded then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from desktop_app.application.calendars import CalendarService
from desktop_app.application.counting import measuring
from desktop_app.application.histories import Histories
from desktop_app.application.indicators import IndicatorService
from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.projects_then import ProjectsThen, projects_now, projects_then
from desktop_app.application.sheets_out import WorkbookWriter
from desktop_app.application.statistics_measuring import TOGETHER, Key, Means, Measured, advanced, told_by
from desktop_app.application.statistics_told import Choices, Question, Told, span_of
from desktop_app.domain.as_of import Sight
from desktop_app.domain.events import Verb
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.statistics.figure import UNNAMED, FigureKind, Scope
from desktop_app.domain.statistics.kinds import EVERY_FIGURE, INDICATORS, figure_kind

_NAMED = 12
"""So many names are offered in a refusal."""

_KEPT = 6
"""So many measured figures are remembered at once; the oldest goes first."""

SLICE = 20
"""Projects measured in one go while a person waits at the window, so that others are answered in between."""


@dataclass(slots=True)
class StatisticsService:
    """Use cases of the page 统计; what was measured of a project is kept until something is recorded in it."""

    open_work: OpenUnitOfWork
    histories: Histories
    calendars: CalendarService
    indicators: IndicatorService
    workbooks: WorkbookWriter
    now: Now
    _kept: dict[Key, dict[str, Measured]] = field(default_factory=dict, init=False)
    _choices: tuple[str, Choices] | None = field(default=None, init=False)
    _then: tuple[tuple[object, ...], ProjectsThen] | None = field(default=None, init=False)

    def figures(self) -> tuple[FigureKind, ...]:
        """The kinds of figures there are."""
        return EVERY_FIGURE

    def choices(self) -> Choices:
        """What figures can be narrowed to, from all projects and cases; read again when something was recorded.

        Zones are those of the past day that was looked at last, too: a project may have been in another one.
        """
        mark = self.histories.mark()
        if self._choices is None or self._choices[0] != mark:
            self._choices = mark, self._read_choices()
        found = self._choices[1]
        if self._then is None:
            return found
        then = self._then[1]
        past = {one.zone or UNNAMED for one in (*then.known, *then.recorded)}
        return replace(found, zones=tuple(sorted(past | set(found.zones))))

    def require_known(self, scope: Scope) -> None:
        """Raise Refusal when a figure is to be narrowed to what does not exist, which would look like nothing."""
        found = self.choices()
        offered = {
            "园区": (scope.zone, found.zones),
            "代办员": (scope.officer, found.officers),
            "流程": (scope.template, [key for key, _name in found.templates]),
            "事项": (scope.matter, [key for key, _name in found.matters]),
            "审批机关": (scope.authority, found.authorities),
        }
        for word, (wish, known) in offered.items():
            if wish and wish not in known:
                names = "、".join(list(known)[:_NAMED]) + ("等" if len(known) > _NAMED else "")
                raise Refusal.say(f"没有“{wish}”这个{word}；可选：{names or '还没有'}")

    def _read_choices(self) -> Choices:
        with self.open_work(writes=False) as work:
            zones = {project.zone or UNNAMED for project in work.projects.find_all()}
            cases = work.cases.every()
        officers = {case.officer for case in cases}
        officers |= {one.officer for case in cases for one in case.events if one.verb in (Verb.OPEN, Verb.ASSIGN)}
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
        today, marks = self.now().date(), self.histories.marks()
        kind, span = figure_kind(question.figure), span_of(question, today)
        if kind is INDICATORS:
            return 1, 1
        with self.open_work(writes=False) as work:
            means = self._means(work, span.as_of, marks, together=kind in TOGETHER)
            return advanced(work, today, question, marks, means, most)

    def tell(self, question: Question) -> Told:
        """A figure as of a day; raises Refusal for an unknown figure, set of definitions, or days that cannot be."""
        today = self.now().date()
        if figure_kind(question.figure) is INDICATORS:
            from desktop_app.application.statistics_indicators import rates

            return rates(self.indicators, question, today)
        marks, span = self.histories.marks(), span_of(question, today)
        with self.open_work(writes=False) as work:
            means = self._means(work, span.as_of, marks, together=self._measures_together(question))
            return told_by(work, today, question, marks, means)

    def workbook(self, question: Question, sight: Sight = Sight.KNOWN) -> bytes:
        """A figure with the rows behind it as an Excel workbook; raises Refusal like `tell`."""
        from desktop_app.application.statistics_sheets import figure_tables

        return self.workbooks.write(figure_tables(self.tell(question), sight))

    def _measures_together(self, question: Question) -> bool:
        """Whether `advance` measured this figure with the others; a single question measures only its own."""
        return figure_kind(question.figure) in TOGETHER and any(not key[0] for key in self._kept)

    def _means(self, work: UnitOfWork, day: date, marks: Mapping[str, int], *, together: bool) -> Means:
        projects = work.projects.find_all()
        then = self._projects(work, projects, day, marks)
        return Means(self.calendars.current(), measuring(work), self._remembered, projects, then, together)

    def _projects(self, work: UnitOfWork, projects: list[Project], day: date, marks: Mapping[str, int]) -> ProjectsThen:
        """The projects as of a day; of a past day folded once for all slices, until one of them changes."""
        if day == self.now().date():
            self._then = None
            return projects_now(projects)
        key = (day, max(marks.values(), default=0), len(projects), sum(one.version for one in projects))
        if self._then is None or self._then[0] != key:
            self._then = key, projects_then(work, projects, day)
        return self._then[1]

    def _remembered(self, key: Key) -> dict[str, Measured]:
        """What was measured by these means before; the means used last are forgotten last."""
        kept = self._kept.pop(key, {})
        self._kept[key] = kept
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return kept
