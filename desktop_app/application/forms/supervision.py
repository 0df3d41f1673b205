"""What the papers of supervision (D22) count: open steps by lamp, what was finished in a span, who is how fast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.application.form_filling import lamp_text
from desktop_app.application.forms.facts import Facts
from desktop_app.domain.case import Case
from desktop_app.domain.handover import carried_on
from desktop_app.domain.progress import ENDED_STATES, Lamp, StepState
from desktop_app.domain.project import Project
from desktop_app.domain.results import finishing_entry, officer_then
from desktop_app.domain.standing import Standing, standings
from desktop_app.domain.statistics.figure import UNNAMED, share


@dataclass(frozen=True, slots=True)
class CaseNow:
    """A case with its project and where every step that is to be done stood on a day."""

    project: Project
    case: Case
    steps: tuple[Standing, ...]

    @property
    def open(self) -> tuple[Standing, ...]:
        """The steps that have not ended."""
        return tuple(one for one in self.steps if one.state not in ENDED_STATES)


@dataclass(frozen=True, slots=True)
class StepOf:
    """A step with the case it is counted in; a matter shared by several cases of a project is counted once."""

    of: CaseNow
    step: Standing


@dataclass(frozen=True, slots=True)
class Tally:
    """What one name has: steps finished in the span, of them measured against a limit and in time, and overdue now."""

    name: str
    finished: int
    measured: int
    in_time: int
    overdue: int

    @property
    def per_mille(self) -> int | None:
        """按期办结率 in tenths of a percent, half rounded up; None when nothing could be measured."""
        return share(self.in_time, self.measured)


def share_words(tenths: int | None) -> str:
    """91.7%, or a dash where nothing could be measured."""
    return "—" if tenths is None else f"{tenths // 10}.{tenths % 10}%"


def cases_on(facts: Facts, day: date | None = None) -> tuple[CaseNow, ...]:
    """Every case as it stood on a day (None: as it stands now), in the order they were entered.

    A step is with whoever carried it then: who ended it, else who had it on the day. A handover changes no past figure.
    What is dated after today has not happened, so that a case with such a record is folded up to today.
    """
    projects = {one.id: one for one in facts.work.projects.find_all()}
    on = facts.today if day is None else min(day, facts.today)
    ahead = {event.project_id for event in facts.work.ahead.after(on)} if day is None else ()
    return tuple(
        _case_on(facts, projects[case.project_id], case, on, on if case.project_id in ahead else day)
        for case in facts.work.cases.every()
        if case.opened_on <= on
    )


def _case_on(facts: Facts, project: Project, case: Case, on: date, until: date | None) -> CaseNow:
    steps = tuple(
        replace(one, officer=_carried(case, one, until))
        for one in standings(case, on, facts.calendar, until=until)
        if one.state is not StepState.SKIPPED and not one.undecided
    )
    return CaseNow(project, case, steps)


def _carried(case: Case, one: Standing, day: date | None) -> str:
    entry = finishing_entry(one.progress)
    if entry is not None:
        return officer_then(case, one.progress, entry)
    return one.officer if day is None else carried_on(case, one.progress, day)


def with_lamp(cases: Iterable[CaseNow], lamp: Lamp) -> tuple[StepOf, ...]:
    """The open steps that show a lamp, the earliest due first."""
    found = _once(StepOf(of, one) for of in cases for one in of.open if one.lamp is lamp)
    return tuple(sorted(found, key=_due))


def finished_between(cases: Iterable[CaseNow], first: date, last: date) -> tuple[StepOf, ...]:
    """The steps that were finished in a span of days."""
    return _once(StepOf(of, one) for of in cases for one in of.steps if done_between(one, first, last))


def done_between(one: Standing, first: date, last: date) -> bool:
    """Whether a step was finished in a span of days."""
    attempt = one.progress.attempt
    return (
        one.state is StepState.DONE and attempt is not None and bool(attempt.ended and first <= attempt.ended <= last)
    )


def beside_lamp(one: Standing, facts: Facts) -> str:
    """逾 2 日, 余 1 日, 已停 5 日."""
    return lamp_text(one, facts.today, facts.calendar)


def tallies(finished: Iterable[StepOf], overdue: Iterable[StepOf], named: Callable[[StepOf], str]) -> tuple[Tally, ...]:
    """One tally a name: the best share in time first, then who finished more, then who has less overdue."""
    done, late = tuple(finished), tuple(overdue)
    names = dict.fromkeys([*(named(one) or UNNAMED for one in done), *(named(one) or UNNAMED for one in late)])
    found = [_tally(name, done, late, named) for name in names]
    return tuple(sorted(found, key=_rank))


def short(names: Sequence[str], most: int) -> str:
    """Names joined by 、, of many only the first ones and how many there are."""
    more = f"等 {len(names)} 项" if len(names) > most else ""
    return "、".join(names[:most]) + more


def _rank(one: Tally) -> tuple[int, int, int, str]:
    return (-1 if one.per_mille is None else one.per_mille) * -1, -one.finished, one.overdue, one.name


def _tally(name: str, done: Sequence[StepOf], late: Sequence[StepOf], named: Callable[[StepOf], str]) -> Tally:
    own = [one for one in done if (named(one) or UNNAMED) == name]
    measured = [one for one in own if one.step.primary is not None]
    in_time = [one for one in measured if one.step.lamp is Lamp.DONE]
    return Tally(name, len(own), len(measured), len(in_time), sum((named(one) or UNNAMED) == name for one in late))


def _once(found: Iterable[StepOf]) -> tuple[StepOf, ...]:
    """A matter is one record per project, however many of its cases contain it."""
    kept: dict[tuple[str, str], StepOf] = {}
    for one in found:
        kept.setdefault((one.of.project.id, one.step.step.code), one)
    return tuple(kept.values())


def _due(one: StepOf) -> tuple[date, str, str]:
    due = one.step.primary.due if one.step.primary else None
    return due or date.max, one.of.project.name, one.step.step.title
