"""Results 成绩: how many days every benchmark, every whole case and every matter took, read from the events alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.benchmark import STANDARD_BASIS, Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.benchmark_definition import BenchmarkDefinition, matters_up_to, version_at
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.measure import Reach, measure, suspended_spans
from desktop_app.domain.progress import Progress, StepState, fold
from desktop_app.domain.standing import Standing
from desktop_app.domain.stretch import count_days, days_in
from desktop_app.domain.template import ApprovalTemplate


class SubjectKind(StrEnum):
    """What a result is about: a benchmark, a whole case of a template, or one matter."""

    BENCHMARK = "benchmark"
    TEMPLATE = "template"
    MATTER = "matter"


@dataclass(frozen=True, slots=True)
class Subject:
    """What was measured. `key` and `rule` together decide what may be compared: days counted by one rule.

    `version` is that of the definition (of the template for a bundled benchmark) the result was measured with.
    """

    kind: SubjectKind
    key: str
    title: str
    version: str = ""
    rule: str = ""

    @property
    def comparable(self) -> tuple[str, str, str]:
        """Results with the same answer can be held against each other."""
        return self.kind.value, self.key, self.rule


@dataclass(frozen=True, slots=True)
class OwnMark:
    """A benchmark as it is measured in cases: where it is defined (`key`), the version, and the benchmark itself."""

    key: str
    version: str
    mark: Benchmark

    @classmethod
    def bundled(cls, template: ApprovalTemplate, mark: Benchmark) -> OwnMark:
        """A benchmark that a template brings along; the same one in several templates is one."""
        return cls(f"内置:{mark.name}", template.version, mark)

    @classmethod
    def of(cls, definition: BenchmarkDefinition) -> OwnMark:
        """A version of a definition of this workspace."""
        return cls(definition.id, str(definition.version), definition.mark)


@dataclass(frozen=True, slots=True)
class Result:
    """A measured end: from when to when, how many days by which 口径, met or not, whose, and when it was entered.

    `allowed` are the days of the benchmark in the same unit, None where there is no target. `firm` is false when the
    days were counted through a year without an official notice (暂估). `late_entry` tells that it was entered after
    the day it happened (补录).
    """

    subject: Subject
    case_id: str
    project_id: str
    template: str
    officer: str
    started: date
    ended: date
    days: int
    basis: CountingBasis
    allowed: int | None
    firm: bool
    recorded_at: datetime
    late_entry: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the target was met; None without a target."""
        return None if self.allowed is None else self.days <= self.allowed


def case_results(
    case: Case,
    marks: Iterable[OwnMark],
    calendar: WorkingCalendar,
    *,
    basis: CountingBasis | None = None,
    situation: Situation | None = None,
) -> Iterator[Result]:
    """Every result of a case: its benchmarks that reached their end, the whole case, and its finished matters.

    A benchmark is counted by its own 口径 or by `basis`; case and matters by `basis` or by whole working days. Ends of
    which only the month is known give no result. `situation` is that of the case where it has been folded already.
    """
    situation = situation or case.situation()
    for one in marks:
        found = _of_mark(case, situation, one, calendar, basis)
        if found is not None:
            yield found
    whole = _of_case(case, situation, calendar, basis or STANDARD_BASIS)
    if whole is not None:
        yield whole
    for code, progress in situation.progress.items():
        matter = _of_matter(case, code, progress, calendar, basis or STANDARD_BASIS)
        if matter is not None:
            yield matter


def finishing_entry(progress: Progress) -> Event | None:
    """The entry that ended a matter, None while it is not done."""
    if progress.attempt is None or progress.attempt.outcome is not StepState.DONE:
        return None
    ends = [event for event in progress.events if event.verb in (Verb.FINISH, Verb.RECORD)]
    return ends[-1] if ends else None


def officer_then(case: Case, progress: Progress, entry: Event) -> str:
    """Who carried a step when an entry of it was recorded, whoever carries it now: a handover takes no credit away."""
    own = [one.officer for one in progress.events[: progress.events.index(entry)] if one.verb is Verb.ASSIGN]
    if own:
        return own[-1]
    named = [one.officer for one in case.namings() if one.at <= entry.at]
    return named[-1] if named else case.officer


def credited(case: Case, step: Standing) -> Standing:
    """A step with whoever carried it when its end was recorded; one that is not done is with whoever carries it now."""
    entry = finishing_entry(step.progress)
    return step if entry is None else replace(step, officer=officer_then(case, step.progress, entry))


def entry_of(point: BenchmarkPoint, progress: Progress) -> Event | None:
    """The entry a benchmark's end rests on."""
    if point.event == "done":
        return finishing_entry(progress)
    verbs = (Verb.RECEIVE, Verb.ACCEPT) if point.event == "received" else (Verb.ACCEPT,)
    return next((event for event in progress.events if event.verb in verbs), None)


def version_of(versions: Sequence[BenchmarkDefinition], case: Case) -> BenchmarkDefinition | None:
    """The version of a definition that measures a case: the one in force when the end was entered, else the newest.

    An edit may move the end to another matter: the newest version whose end had been entered before the next one
    was stated is the one that measured it.
    """
    for place in reversed(range(len(versions))):
        one = versions[place]
        ended = finishing_entry_of(case, one.mark.end)
        if ended is None:
            continue
        found = version_at(versions, ended.at)
        if found is None or found.mark.end == one.mark.end:
            return found
    return None if versions[-1].retired else versions[-1]


def finishing_entry_of(case: Case, point: BenchmarkPoint) -> Event | None:
    """The entry of a case that one end of a benchmark rests on, None when it has not happened."""
    progress = fold(point.matter, case.events_of(point.matter))
    return entry_of(point, progress)


def _of_mark(
    case: Case, situation: Situation, one: OwnMark, calendar: WorkingCalendar, basis: CountingBasis | None
) -> Result | None:
    mark, progress = one.mark, situation.progress
    if mark.end.matter not in progress:
        return None
    matters = matters_up_to(case.template, mark.end.matter)
    # A reached benchmark does not depend on the present day.
    found = measure(mark, progress, case.opened_on, calendar, basis=basis, matters=matters)
    entry = entry_of(mark.end, progress[mark.end.matter])
    if found.reach is not Reach.REACHED or found.elapsed is None or entry is None:
        return None
    if found.started is None or found.ended is None:
        return None
    subject = Subject(SubjectKind.BENCHMARK, one.key, mark.name, one.version, f"{mark.rule} @{found.basis.code}")
    officer = officer_then(case, progress[mark.end.matter], entry)
    return Result(
        subject,
        case.id,
        case.project_id,
        case.template.key,
        officer,
        found.started,
        found.ended,
        found.elapsed,
        found.basis,
        found.allowed,
        found.firm,
        entry.at,
        entry.is_late_entry,
    )


def _of_case(case: Case, situation: Situation, calendar: WorkingCalendar, basis: CountingBasis) -> Result | None:
    """A case in which every step that counts is done; returned or withdrawn ones leave no time to be proud of."""
    kept = [one for code, one in situation.progress.items() if situation.state[code] is not StepState.SKIPPED]
    if not situation.ended or not kept or any(one.raw_state is not StepState.DONE for one in kept):
        return None
    attempts = [attempt for one in kept for attempt in one.attempts]
    ends = [attempt.ended for attempt in attempts]
    entries = [entry for one in kept if (entry := finishing_entry(one)) is not None]
    days = [day for day in ends if day is not None]
    if len(days) < len(ends) or not entries:
        return None
    first = min([case.opened_on, *days, *(attempt.filed for attempt in attempts if attempt.filed is not None)])
    last = max(days)
    spans = [span for one in kept for span in suspended_spans(one, basis, last)]
    subject = Subject(
        SubjectKind.TEMPLATE, case.template.key, case.template.name, case.template.version, f"@{basis.code}"
    )
    newest = max(entries, key=lambda entry: entry.at)
    # The whole case is the work of who carried it when its last step ended, not of who carried that step.
    officer = officer_then(case, Progress(newest.matter, (newest,)), newest)
    return Result(
        subject,
        case.id,
        case.project_id,
        case.template.key,
        officer,
        first,
        last,
        count_days(basis.unit, calendar, first, last) - days_in(spans, basis.unit, calendar, first, last),
        basis,
        None,
        _firm(basis, calendar, first, last),
        newest.at,
        newest.is_late_entry,
    )


def _of_matter(
    case: Case, code: str, progress: Progress, calendar: WorkingCalendar, basis: CountingBasis
) -> Result | None:
    entry = finishing_entry(progress)
    if entry is None or not progress.attempts:
        return None
    first, last = progress.attempts[0].filed, progress.attempts[-1].ended
    if first is None or last is None or last < first:
        return None
    step = case.template.step(code)
    spans = list(suspended_spans(progress, basis, last))
    return Result(
        Subject(SubjectKind.MATTER, code, step.matter.name, "", f"@{basis.code}"),
        case.id,
        case.project_id,
        case.template.key,
        officer_then(case, progress, entry),
        first,
        last,
        count_days(basis.unit, calendar, first, last) - days_in(spans, basis.unit, calendar, first, last),
        basis,
        None,
        _firm(basis, calendar, first, last),
        entry.at,
        entry.is_late_entry,
    )


def _firm(basis: CountingBasis, calendar: WorkingCalendar, first: date, last: date) -> bool:
    if basis.unit is Unit.NATURAL_DAYS:
        return True
    return all(calendar.known(year) for year in range(first.year, last.year + 1))
