"""Figures of a report 调度数据: what a week, half month or month counts, with the rows behind every number.

A figure stands for the end of its period, or for today while the period lasts. It is computed from the records as they
are known now; what a report said when it was issued is kept with it as JSON and never computed again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Any, TypeVar, cast

from desktop_app.application.cover import directory
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.supervision import (
    CaseNow,
    StepOf,
    Tally,
    beside_lamp,
    cases_on,
    done_between,
    finished_between,
    tallies,
    with_lamp,
)
from desktop_app.application.rhythm_book import Report
from desktop_app.application.rhythm_early import check_recorded, comparable
from desktop_app.domain.limit import BoundParty
from desktop_app.domain.progress import RUNNING_STATES, Lamp
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import CADENCE_WORDS, Cadence, Period, period_of
from desktop_app.domain.terms import clock_words

PERIOD_WORDS: Mapping[Cadence, str] = {Cadence.WEEK: "本周", Cadence.FORTNIGHT: "本期", Cadence.MONTH: "本月"}
BEFORE_WORDS: Mapping[Cadence, str] = {Cadence.WEEK: "上周", Cadence.FORTNIGHT: "上期", Cadence.MONTH: "上月"}
Made = TypeVar("Made")
RANKING_WORDS: Mapping[str, str] = {"officer": "代办员", "zone": "园区", "authority": "办理部门"}


@dataclass(frozen=True, slots=True)
class Moment:
    """The records as they stood at the end of a period, or stand today while it lasts."""

    facts: Facts
    period: Period
    as_of: date
    cases: tuple[CaseNow, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A case or step behind a number: what tells it apart, and how people call it."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One number with what it counts."""

    key: str
    name: str
    items: tuple[Item, ...]

    @property
    def number(self) -> int:
        """How many."""
        return len(self.items)


@dataclass(frozen=True, slots=True)
class ListedStep:
    """A late or nearly late step in printed words; `id` is its project and matter, `days` are working days."""

    id: str
    project: str
    matter: str
    authority: str
    officer: str
    due: str
    left: str
    days: int
    of_enterprise: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a report counts."""

    period: Period
    as_of: date
    counts: tuple[Counted, ...]
    rankings: Mapping[str, tuple[Tally, ...]]
    red: tuple[ListedStep, ...]
    yellow: tuple[ListedStep, ...]

    def number(self, key: str) -> int:
        """One of the counts; raises KeyError for a key there is not."""
        return {one.key: one.number for one in self.counts}[key]


@dataclass(frozen=True, slots=True)
class Change:
    """A number beside that of the period before; `before` is None where nothing is known of it."""

    key: str
    name: str
    now: int
    before: int | None

    @property
    def words(self) -> str:
        """+3, -1, 0 or a dash."""
        return "—" if self.before is None else f"{self.now - self.before:+d}" if self.now != self.before else "0"


def period_answers(period: Period) -> dict[str, str]:
    """The answer that tells a form which period it is about."""
    month = period.cadence is Cadence.MONTH
    return {"month": f"{period.first:%Y-%m}"} if month else {"on": period.first.isoformat()}


def moment(facts: Facts, cadence: Cadence, on: date, as_of: date | None = None) -> Moment:
    """The records of a day's period as they stood on a day of it; raises Refusal before it begins or all records do."""
    period = period_of(cadence, on)
    if period.first > facts.today:
        raise Refusal.say(f"{CADENCE_WORDS[cadence]}的{period.words}还没有到，请写已经开始的日期")
    at = _moment(facts, period, as_of or min(period.last, facts.today))
    check_recorded(period, [one.case for one in at.cases] or facts.work.cases.every())
    return at


def _moment(facts: Facts, period: Period, as_of: date) -> Moment:
    return _once(facts, ("moment", period, as_of), lambda: _stood(facts, period, as_of))


def _stood(facts: Facts, period: Period, as_of: date) -> Moment:
    cases = cases_on(facts, None if as_of == facts.today else as_of)
    return Moment(replace(facts, today=as_of), period, as_of, cases)


def _once(facts: Facts, key: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """Every ask of a form and the form itself want the same figures; they are computed once."""
    if key not in facts.memo:
        facts.memo[key] = make()
    return cast(Made, facts.memo[key])


def measure(at: Moment) -> Figures:
    """Count a period."""
    return _once(at.facts, ("figures", at.period, at.as_of), lambda: _measure(at))


def _measure(at: Moment) -> Figures:
    done = finished_between(at.cases, at.period.first, at.as_of)
    late, soon = with_lamp(at.cases, Lamp.OVERDUE), with_lamp(at.cases, Lamp.WARNING)
    people = directory(at.facts.work)
    return Figures(
        at.period,
        at.as_of,
        _counts(at, done, late, soon),
        {
            "officer": tallies(done, late, lambda one: people.present_name(one.step.officer)),
            "zone": tallies(done, late, lambda one: one.of.project.zone),
            "authority": tallies(of_authorities(done), of_authorities(late), _authority),
        },
        tuple(_listed(one, at) for one in late),
        tuple(_listed(one, at) for one in soon),
    )


def of_authorities(steps: Iterable[StepOf]) -> tuple[StepOf, ...]:
    """The steps an authority has to end; what binds the enterprise is never counted against one."""
    return tuple(one for one in steps if one.step.bound_party is not BoundParty.ENTERPRISE)


def _authority(one: StepOf) -> str:
    return one.step.step.matter.authority


def _counts(at: Moment, done: Sequence[StepOf], late: Sequence[StepOf], soon: Sequence[StepOf]) -> tuple[Counted, ...]:
    first, until = at.period.first, at.as_of
    running = [of for of in at.cases if of.open]
    ended = [of for of in at.cases if not of.open and any(done_between(one, first, until) for one in of.steps)]
    fresh = [of for of in at.cases if first <= of.case.opened_on <= until]
    open_steps = [StepOf(of, one) for of in at.cases for one in of.open if one.state in RUNNING_STATES]
    in_time = [one for one in done if one.step.lamp is Lamp.DONE and one.step.primary is not None]
    found = {
        "running": _cases(running),
        "opened": _cases(fresh),
        "closed": _cases(ended),
        "steps": _steps(open_steps),
        "finished": _steps(done),
        "in_time": _steps(in_time),
        "overdue": _steps(late),
        "warning": _steps(soon),
        "suspended": _steps(with_lamp(at.cases, Lamp.SUSPENDED)),
    }
    return tuple(Counted(key, name, found[key]) for key, name in _names(at.period.cadence).items())


def _names(cadence: Cadence) -> dict[str, str]:
    said = PERIOD_WORDS[cadence]
    return {
        "running": "在办代办件",
        "opened": f"{said}新开代办件",
        "closed": f"{said}办完代办件",
        "steps": "在办环节",
        "finished": f"{said}办结环节",
        "in_time": "其中按期",
        "overdue": "▲ 逾期",
        "warning": "◆ 预警",
        "suspended": "‖ 暂停",
    }


def _cases(found: Iterable[CaseNow]) -> tuple[Item, ...]:
    return tuple(Item(of.case.id, of.project.name) for of in found)


def _steps(found: Iterable[StepOf]) -> tuple[Item, ...]:
    """A matter shared by several cases of a project is one item."""
    items = {
        (one.of.project.id, one.step.step.code): Item(step_id(one), f"{one.of.project.name} · {one.step.step.title}")
        for one in reversed(tuple(found))
    }
    return tuple(reversed(items.values()))


def step_id(one: StepOf) -> str:
    """What tells a step apart: its project and matter."""
    return f"{one.of.project.id} {one.step.step.code}"


def _listed(one: StepOf, at: Moment) -> ListedStep:
    clock, standing = one.step.primary, one.step
    due = f"{clock.due:%Y-%m-%d}{clock_words(clock.name, standing.bound_party)}" if clock and clock.due else ""
    firm = clock is None or clock.derivation.firm
    return ListedStep(
        step_id(one),
        one.of.project.name,
        standing.step.title,
        standing.step.matter.authority,
        standing.officer,
        due + ("" if firm else "（暂估）"),
        beside_lamp(standing, at.facts),
        abs(standing.left or 0),
        standing.bound_party is BoundParty.ENTERPRISE,
    )


def before(at: Moment) -> tuple[dict[str, int], str]:
    """The numbers of the period before and the report they were published in, empty where they are computed now.

    What was published stands: a change is told against the number people have on paper. Part of a period is not held
    against a whole one.
    """
    numbers, source = _before(at)
    return comparable(numbers, at.period, at.as_of, at.facts.calendar), source


def _before(at: Moment) -> tuple[dict[str, int], str]:
    period = at.period.before
    for report in at.facts.work.rhythm.reports():
        if report.period == period and not report.void:
            return {one.key: one.number for one in kept_counts(report)}, report.number
    known = _moment(at.facts, period, period.last)
    if not known.cases:
        return {}, ""
    return {one.key: one.number for one in measure(known).counts}, ""


def changes(figures: Figures, numbers: Mapping[str, int]) -> tuple[Change, ...]:
    """Every count beside that of the period before."""
    return tuple(Change(one.key, one.name, one.number, numbers.get(one.key)) for one in figures.counts)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A number on paper: what it counts, now, in the period before, and the change."""

    name: str
    now: str
    before: str
    change: str


def printed(found: Iterable[Change]) -> tuple[FigureLine, ...]:
    """Changes in printed words."""
    return tuple(
        FigureLine(one.name, str(one.now), "—" if one.before is None else str(one.before), one.words) for one in found
    )


def blank_lines(cadence: Cadence) -> tuple[FigureLine, ...]:
    """The names of the numbers with room to write."""
    return tuple(FigureLine(name, "", "", "") for name in _names(cadence).values())


def before_words(cadence: Cadence, numbers: Mapping[str, int], source: str) -> str:
    """Where the numbers of the period before come from."""
    said = BEFORE_WORDS[cadence]
    if not numbers:
        return f"{said}还没有登记，没有可比的数。"
    part = "" if "finished" in numbers else f"{PERIOD_WORDS[cadence]}还没有过完，新开、办完、办结不与{said}比。"
    return (f"{said}数取自已出具的 {source}。" if source else f"{said}数按现在的登记推算到{said}末。") + part


def frozen(
    figures: Figures,
    numbers: Mapping[str, int],
    source: str,
    lines: Sequence[Mapping[str, str]] = (),
    rates: Sequence[Mapping[str, object]] = (),
) -> str:
    """The figures as they are kept with an issued report, as JSON; of a bulletin also its `rates`."""
    return json.dumps(
        {
            "version": 1,
            "counts": [
                {"key": one.key, "name": one.name, "items": [[item.id, item.label] for item in one.items]}
                for one in figures.counts
            ],
            "before": {"numbers": dict(numbers), "source": source},
            "rankings": {
                kind: [[one.name, one.finished, one.measured, one.in_time, one.overdue] for one in found]
                for kind, found in figures.rankings.items()
            },
            "lists": {
                name: [list(astuple(one)) for one in found]
                for name, found in (("red", figures.red), ("yellow", figures.yellow))
            },
            "lines": [dict(line) for line in lines],
            "rates": [dict(rate) for rate in rates],
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def kept(report: Report) -> Figures:
    """The figures of an issued report exactly as they were frozen."""
    said = said_in(report)
    lists = {name: tuple(ListedStep(*row) for row in rows) for name, rows in said["lists"].items()}
    rankings = {kind: tuple(Tally(*row) for row in rows) for kind, rows in said["rankings"].items()}
    return Figures(report.period, report.as_of, kept_counts(report), rankings, lists["red"], lists["yellow"])


def kept_counts(report: Report) -> tuple[Counted, ...]:
    """The counts of an issued report."""
    return tuple(
        Counted(one["key"], one["name"], tuple(Item(*item) for item in one["items"]))
        for one in said_in(report)["counts"]
    )


def kept_before(report: Report) -> tuple[dict[str, int], str]:
    """The numbers of the period before that a report was published with, and the report they came from."""
    said = said_in(report)["before"]
    return dict(said["numbers"]), said["source"]


def kept_lines(report: Report) -> tuple[dict[str, str], ...]:
    """The lines of an issued 周调度表."""
    return tuple(said_in(report)["lines"])


def said_in(report: Report) -> dict[str, Any]:
    """Everything that was frozen with a report."""
    found = json.loads(report.figures)
    assert isinstance(found, dict)
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """当时数 against 现在数: what was published, what the records say now of the same day, and why they differ."""

    key: str
    name: str
    then: int
    now: int
    added: tuple[str, ...]
    gone: tuple[str, ...]


def differences(report: Report, now: Figures) -> tuple[Difference, ...]:
    """Every count of an issued report beside what is known now of the same day."""
    found = []
    today = {one.key: one for one in now.counts}
    for then in kept_counts(report):
        other = today.get(then.key, Counted(then.key, then.name, ()))
        old, new = {one.id for one in then.items}, {one.id for one in other.items}
        added = tuple(one.label for one in other.items if one.id not in old)
        gone = tuple(one.label for one in then.items if one.id not in new)
        found.append(Difference(then.key, then.name, then.number, other.number, added, gone))
    return tuple(found)
