"""Benchmarks 对标: definitions in versions, how running cases stand, every result, and the record board."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop_app.application.benchmark_rows import (
    BenchmarkView,
    CaseName,
    DefinitionRow,
    MatterChoice,
    News,
    Races,
    RunningMark,
)
from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.counting import Measuring, by_definition, default_basis, keep_default_basis, measuring
from desktop_app.application.histories import Histories
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition, DefinitionDraft
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.project import Project
from desktop_app.domain.race import Race, foremost, race_of
from desktop_app.domain.record_board import FallenRecord, RecordAnswer, fallen_records, record_board
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.results import OwnMark, Result, case_results
from desktop_app.domain.template import ApprovalTemplate

_FEW = 20
"""Up to this many projects are read one by one; more are read in one go."""


@dataclass(frozen=True, slots=True)
class _RunningCase:
    """A benchmark of a case that has not ended, as it is measured, and the key of the case's template."""

    own: OwnMark
    template: str
    mark: RunningMark


@dataclass(frozen=True, slots=True)
class _ProjectResults:
    """What was measured in one project as its events stood at `mark`, and the names of its cases."""

    mark: int
    results: tuple[Result, ...]
    running: tuple[_RunningCase, ...]
    cases: dict[str, CaseName]


@dataclass(slots=True)
class _Measured:
    """Results by project, kept until something is recorded in the project; `rules` are what they were measured by."""

    rules: tuple[object, ...] = ()
    by_project: dict[str, _ProjectResults] = field(default_factory=dict)

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result of the workspace."""
        return tuple(one for each in self.by_project.values() for one in each.results)

    @property
    def running(self) -> tuple[_RunningCase, ...]:
        """Every benchmark of a running case."""
        return tuple(one for each in self.by_project.values() for one in each.running)

    @property
    def cases(self) -> dict[str, CaseName]:
        """The names of every case."""
        return {case_id: name for each in self.by_project.values() for case_id, name in each.cases.items()}


@dataclass(slots=True)
class BenchmarkService:
    """Use cases on benchmarks; results are read from the events each time something was recorded."""

    open_work: OpenUnitOfWork
    histories: Histories
    calendars: CalendarService
    ids: Ids
    now: Now
    _kept: dict[str, _Measured] = field(default_factory=dict, init=False)

    def view(self, basis: CountingBasis | None = None, *, own_basis: bool = False) -> BenchmarkView:
        """Everything at once, by `basis`, else by the 口径 of the workspace; with `own_basis` each by its own."""
        calendar, today, marks = self.calendars.current(), self.now().date(), self.histories.marks()
        with self.open_work(writes=False) as work:
            how = self._how(work, basis, own_basis)
            measured = self._measured(work, how, calendar, marks)
            answers = work.benchmarks.answers()
            standing = default_basis(work)
            rows = _with_running(_rows(work, how, today), measured.running)
        board = record_board(measured.results, answers)
        return BenchmarkView(today, how.basis, standing, rows, measured.results, board, measured.cases)

    def definitions(self) -> tuple[DefinitionRow, ...]:
        """The definitions in force: this workspace's own, then the bundled ones; without running cases."""
        with self.open_work(writes=False) as work:
            return _rows(work, measuring(work), self.now().date())

    def versions(self, definition_id: str) -> tuple[BenchmarkDefinition, ...]:
        """Every version of one definition, oldest first; raises Refusal when there is none."""
        with self.open_work(writes=False) as work:
            return _versions(work, definition_id)

    def matters(self) -> tuple[MatterChoice, ...]:
        """The matters of the templates in force, in order of code."""
        with self.open_work(writes=False) as work:
            templates = work.templates.all_latest(self.now().date())
        found: dict[str, tuple[str, list[str]]] = {}
        for template in templates:
            for step in template.steps:
                found.setdefault(step.code, (step.matter.name, []))[1].append(template.key)
        return tuple(MatterChoice(code, name, tuple(keys)) for code, (name, keys) in sorted(found.items()))

    def templates(self) -> tuple[ApprovalTemplate, ...]:
        """The templates a definition may be limited to."""
        with self.open_work(writes=False) as work:
            return tuple(work.templates.all_latest(self.now().date()))

    def add(self, draft: DefinitionDraft, by: str, reason: str = "") -> tuple[BenchmarkDefinition, Changes]:
        """Keep a new definition; raises Refusal when something is missing or nothing can be measured by it."""
        with self.open_work() as work:
            return self._keep(work, self.ids(), 1, draft, by, reason)

    def edit(
        self, definition_id: str, draft: DefinitionDraft, by: str, reason: str
    ) -> tuple[BenchmarkDefinition, Changes]:
        """Keep a changed definition as its next version; results keep the version they were measured with.

        Raises Refusal when nothing changed, without a reason, and like `add`.
        """
        with self.open_work() as work:
            last = _versions(work, definition_id)[-1]
            if not reason.strip():
                raise Refusal.say("请写明为什么修改，历次版本里会留下这个原因")
            if not last.retired and (last.mark, last.templates) == (draft.mark, draft.templates):
                raise Refusal.say(f"“{last.mark.name}”没有任何改动，无需保存新版本")
            return self._keep(work, definition_id, last.version + 1, draft, by, reason)

    def retire(self, definition_id: str, by: str, reason: str) -> tuple[BenchmarkDefinition, Changes]:
        """Stop measuring by a definition; its results stay. Raises Refusal when it is retired already."""
        with self.open_work() as work:
            last = _versions(work, definition_id)[-1]
            if last.retired:
                raise Refusal.say(f"“{last.mark.name}”已经停用，无需重复")
            if not reason.strip():
                raise Refusal.say("请写明为什么停用，历次版本里会留下这个原因")
            retired = replace(
                last,
                version=last.version + 1,
                retired=True,
                at=self.now(),
                by=_named(by),
                reason=reason.strip(),
            )
            work.benchmarks.add_definition(retired)
            work.commit()
        return retired, Changes(benchmarks=True)

    def count_by(self, basis: CountingBasis | None, by: str) -> Changes:
        """Make a 口径 the one all figures of this workspace are counted by; None leaves each benchmark its own."""
        with self.open_work() as work:
            keep_default_basis(work, basis, self.now(), _named(by))
            work.commit()
        return Changes(benchmarks=True)

    def standing_basis(self) -> CountingBasis | None:
        """The 口径 all figures of this workspace are counted by, None when each benchmark keeps its own."""
        with self.open_work(writes=False) as work:
            return default_basis(work)

    def news(self, project_id: str = "") -> tuple[News, ...]:
        """Records that fell within the last days and nobody has answered yet, newest first; of one project or all."""
        calendar, marks = self.calendars.current(), self.histories.marks()
        with self.open_work(writes=False) as work:
            found = self._news(work, calendar, marks)
        return tuple(one for one in found if project_id in ("", one.fallen.result.project_id))

    def races(self) -> Races:
        """Against which benchmark every running case and its project race now, by the 口径 of the workspace."""
        calendar, marks = self.calendars.current(), self.histories.marks()
        with self.open_work(writes=False) as work:
            running = [one.mark for one in self._measured(work, measuring(work), calendar, marks).running]
        return Races(_foremost(running, lambda one: one.case_id), _foremost(running, lambda one: one.project_id))

    def answer(self, fallen: FallenRecord, by: str, *, accepted: bool, note: str = "") -> tuple[RecordAnswer, Changes]:
        """Accept a fallen record (认定, journaled in its project) or put it aside; it is never proposed again.

        Raises Refusal when it is no longer the record, for instance because it was reversed or answered meanwhile.
        """
        by, calendar, at, marks = _named(by), self.calendars.current(), self.now(), self.histories.marks()
        result = fallen.result
        with self.open_work() as work:
            if all(one.fallen != fallen for one in self._news(work, calendar, marks)):
                raise Refusal.say("这项纪录已经有人处理，或记录有更正，不再是最快；请刷新后再看")
            answer = RecordAnswer(
                id=self.ids(),
                subject=result.subject,
                case_id=result.case_id,
                project_id=result.project_id,
                officer=result.officer,
                started=result.started,
                ended=result.ended,
                days=result.days,
                before=fallen.before.days,
                basis=result.basis,
                accepted=accepted,
                note=note.strip(),
                at=at,
                by=by,
            )
            work.benchmarks.add_answer(answer)
            event = self._journal(answer) if accepted else None
            if event is not None:
                work.record(event)
            work.commit()
        told = Changes.of(event) if event is not None else Changes()
        return answer, replace(told, benchmarks=True)

    def _journal(self, answer: RecordAnswer) -> Event:
        unit = "个工作日" if answer.basis.unit.value == "WD" else "天"
        return Event(
            id=self.ids(),
            project_id=answer.project_id,
            case_id=answer.case_id,
            matter="",
            verb=Verb.HONOUR,
            on=answer.at.date(),
            at=answer.at,
            by=answer.by,
            note=f"{answer.subject.title} {answer.days} {unit}（原纪录 {answer.before}）；{answer.basis.words()}",
            reason=answer.note,
        )

    def _keep(
        self, work: UnitOfWork, definition_id: str, version: int, draft: DefinitionDraft, by: str, reason: str
    ) -> tuple[BenchmarkDefinition, Changes]:
        others = {
            versions[-1].mark.name
            for versions in by_definition(work.benchmarks.definitions())
            if versions[-1].id != definition_id and not versions[-1].retired
        }
        checked = draft.checked(work.templates.all_latest(self.now().date()), others)
        kept = BenchmarkDefinition(
            definition_id, version, checked.mark, checked.templates, self.now(), _named(by), reason.strip()
        )
        work.benchmarks.add_definition(kept)
        work.commit()
        return kept, Changes(benchmarks=True)

    def _how(self, work: UnitOfWork, basis: CountingBasis | None, own_basis: bool) -> Measuring:
        found = measuring(work)
        if own_basis:
            return replace(found, basis=None)
        return found if basis is None else replace(found, basis=basis)

    def _news(self, work: UnitOfWork, calendar: WorkingCalendar, marks: Mapping[str, int]) -> list[News]:
        measured = self._measured(work, measuring(work), calendar, marks)
        fallen = fallen_records(measured.results, work.benchmarks.answers(), self.now())
        return [News(one, measured.cases[one.result.case_id]) for one in fallen]

    def _measured(
        self, work: UnitOfWork, how: Measuring, calendar: WorkingCalendar, marks: Mapping[str, int]
    ) -> _Measured:
        """Every result; only projects in which something was recorded since are measured again.

        `marks` were read before the unit of work was opened: what came in between is measured once more next time.
        """
        kept = self._kept.setdefault(how.basis.code if how.basis else "", _Measured())
        today = self.now().date()
        rules = (how, calendar.version, today)
        if kept.rules != rules:
            kept.rules, kept.by_project = rules, {}
        stale = [key for key, mark in marks.items() if key not in kept.by_project or kept.by_project[key].mark != mark]
        cases: dict[str, list[Case]] = {key: [] for key in stale}
        few = len(stale) <= _FEW
        projects = [work.projects.get(key) for key in stale] if few else work.projects.find_all()
        for case in [one for key in stale for one in work.cases.of_project(key)] if few else work.cases.every():
            if case.project_id in cases:
                cases[case.project_id].append(case)
        for one in projects:
            if one.id in cases:
                kept.by_project[one.id] = _measure_project(one, marks[one.id], cases[one.id], how, calendar, today)
        return kept


def _measure_project(
    project: Project, mark: int, cases: Sequence[Case], how: Measuring, calendar: WorkingCalendar, today: date
) -> _ProjectResults:
    names: dict[str, CaseName] = {}
    results: list[Result] = []
    running: list[_RunningCase] = []
    for case in cases:
        names[case.id] = CaseName(project.name, project.enterprise, case.template.name, case.officer, project.demo)
        results.extend(case_results(case, how.marks_as_recorded(case), calendar, basis=how.basis))
        situation = case.situation()
        if situation.ended:
            continue
        standings = how.standings(case, situation, today, calendar)
        for own, standing in zip(how.marks(case.template), standings, strict=True):
            race = race_of(own.mark, standing, case.template, situation)
            running.append(_RunningCase(own, case.template.key, RunningMark(case.id, case.project_id, race)))
    return _ProjectResults(mark, tuple(results), tuple(running), names)


def _foremost(running: Sequence[RunningMark], key: Callable[[RunningMark], str]) -> dict[str, Race]:
    groups: dict[str, list[Race]] = {}
    for one in running:
        groups.setdefault(key(one), []).append(one.race)
    chosen = {name: foremost(races) for name, races in groups.items()}
    return {name: race for name, race in chosen.items() if race is not None}


def _with_running(rows: Sequence[DefinitionRow], running: Sequence[_RunningCase]) -> tuple[DefinitionRow, ...]:
    """The definitions with the cases they are measured on; those only earlier template versions bring come last."""
    found: dict[tuple[str, str], list[_RunningCase]] = {}
    for one in running:
        found.setdefault(_place(one.own), []).append(one)
    known = [replace(row, running=tuple(one.mark for one in found.pop((row.key, row.mark.rule), []))) for row in rows]
    earlier = [
        DefinitionRow(
            each[0].own.key,
            each[0].own.version,
            each[0].own.mark,
            tuple(sorted({one.template for one in each})),
            None,
            tuple(one.mark for one in each),
        )
        for each in found.values()
    ]
    return (*known, *earlier)


def _rows(work: UnitOfWork, how: Measuring, today: date) -> tuple[DefinitionRow, ...]:
    templates = work.templates.all_latest(today)
    own = [versions[-1] for versions in how.own if not versions[-1].retired]
    rows = [
        DefinitionRow(one.id, str(one.version), one.mark, _applying(one, templates), one)
        for one in sorted(own, key=lambda one: one.mark.name)
    ]
    bundled: dict[tuple[str, str], tuple[OwnMark, list[str]]] = {}
    for template in templates:
        for mark in template.benchmarks:
            one = OwnMark.bundled(template, mark)
            bundled.setdefault(_place(one), (one, []))[1].append(template.key)
    rows += [DefinitionRow(one.key, one.version, one.mark, tuple(keys), None) for one, keys in bundled.values()]
    return tuple(rows)


def _applying(one: BenchmarkDefinition, templates: Sequence[ApprovalTemplate]) -> tuple[str, ...]:
    return one.templates or tuple(template.key for template in templates if one.applies_to(template))


def _place(one: OwnMark) -> tuple[str, str]:
    return one.key, one.mark.rule


def _versions(work: UnitOfWork, definition_id: str) -> tuple[BenchmarkDefinition, ...]:
    found = tuple(one for one in work.benchmarks.definitions() if one.id == definition_id)
    if not found:
        raise Refusal.say(f"没有自定的对标 {definition_id}；内置的对标不能改，可以复制一条再改")
    return found


def _named(by: str) -> str:
    if not by.strip():
        raise Refusal.say("请写明登记人")
    return by.strip()
