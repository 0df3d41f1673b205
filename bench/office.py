"""A simulated office: what really happens to its cases, by laws of chance that the forecast is never told.

Authorities differ in style (some keep to the last day, some decide quickly, some are spread wide), matters have bad
days, papers are asked for again, applications come back, enterprises answer in natural days, summer and the weeks
before 春节 are slow, one officer files the same day and another when there is time, and a few things take for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from random import Random

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.experience import StepRecord
from desktop_app.domain.graph import effective_predecessors
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.template import ApprovalTemplate, ChoiceRule, StepTemplate

_CHINA = timezone(timedelta(hours=8))
_STYLES = ("quick", "deadline", "wide", "two_faced")
_BUILDING_DAYS = 130
_WORKING_OF_NATURAL = 0.68


@dataclass(frozen=True)
class Life:
    """What truly happened to one case: every filing and finish; `said` is what the enterprise planned to build in."""

    case: Case
    filed: Mapping[str, date]
    ended: Mapping[str, date]
    said: Mapping[str, Limit]

    @property
    def over(self) -> date:
        """The day of the last finish."""
        return max(self.ended.values())

    def records(self, until: date) -> dict[str, StepRecord]:
        """The records of its matters as known on a day."""
        found = {}
        for code, filed in self.filed.items():
            if filed <= until:
                done = self.ended[code] <= until
                found[code] = StepRecord(filed, self.ended[code] if done else None, done)
        return found


@dataclass
class Office:
    """One office with its own habits, drawn from a seed."""

    seed: int
    calendar: WorkingCalendar
    rng: Random = field(init=False)
    speed: float = field(init=False)
    busy_summer: float = field(init=False)
    _styles: dict[str, tuple[str, float, float]] = field(init=False, default_factory=dict)
    _matters: dict[str, float] = field(init=False, default_factory=dict)
    _officers: dict[str, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = Random(f"office {self.seed}")
        self.speed = self.rng.choice([0.6, 0.85, 1.0, 1.0, 1.3])
        self.busy_summer = self.rng.uniform(1.0, 1.4)

    def live(self, template: ApprovalTemplate, number: int, opened: date) -> Life:
        """Carry one case from its opening to its end."""
        rng = Random(f"case {self.seed} {number}")
        officer = rng.choice("甲乙丙丁")
        care = rng.choice([0.5, 1.0, 1.0, 1.0, 2.2])
        case = Case(f"case-{self.seed}-{number}", f"project-{self.seed}-{number}", template, opened, officer)
        case = self._decided(case, rng)
        left_out = case.situation().left_out
        filed: dict[str, date] = {}
        ended: dict[str, date] = {}
        events = list(case.events)
        for code, before in effective_predecessors(template, left_out).items():
            ready = max([opened, *(ended[other] for other in before)])
            filed[code] = self._filing(officer, ready, rng)
            ended[code] = self._finish(template.step(code), filed[code], care, rng)
            events.append(_event(case, Verb.RECEIVE, code, filed[code]))
            events.append(_event(case, Verb.ACCEPT, code, filed[code]))
            events.append(_event(case, Verb.FINISH, code, ended[code]))
        said = {
            code: self._plan(filed[code], ended[code], rng) for code in filed if template.step(code).matter.ask_days
        }
        return Life(replace(case, events=tuple(events)), filed, ended, said)

    def _plan(self, filed: date, ended: date, rng: Random) -> Limit:
        """Plans are mostly too short."""
        true = self.calendar.count_working(filed, ended)
        return Limit(max(round(true * rng.triangular(0.6, 1.15, 0.95)), 1), Unit.WORKING_DAYS)

    def _decided(self, case: Case, rng: Random) -> Case:
        events = []
        for choice in case.template.choices:
            if choice.rule is ChoiceRule.EXACTLY_ONE or rng.random() < 0.7:
                events.append(_event(case, Verb.INCLUDE, rng.choice(choice.members), case.opened_on))
        chosen = {code for choice in case.template.choices for code in choice.members}
        for step in case.template.steps:
            if step.optional and step.code not in chosen:
                verb = Verb.INCLUDE if rng.random() < 0.4 else Verb.SKIP
                events.append(_event(case, verb, step.code, case.opened_on))
        for choice in case.template.choices:
            taken = {event.matter for event in events}
            if not taken.intersection(choice.members):
                events += [_event(case, Verb.SKIP, code, case.opened_on) for code in choice.members]
        return replace(case, events=tuple(events))

    def _filing(self, officer: str, ready: date, rng: Random) -> date:
        habit = self._officers.setdefault(officer, self.rng.choice([0.2, 0.5, 0.8, 1.5, 4.0]))
        wait = 0 if rng.random() < 0.35 else int(rng.expovariate(1 / habit))
        if rng.random() < 0.04:
            wait += rng.randint(5, 25)
        return self.calendar.add_working(self.calendar.next_working(ready), wait)

    def _finish(self, step: StepTemplate, filed: date, care: float, rng: Random) -> date:
        authority = step.matter.authority
        if authority not in self._styles:
            self._styles[authority] = (self.rng.choice(_STYLES), self.rng.uniform(0.6, 1.5), self.rng.uniform(0, 0.3))
        style, pace, asks_again = self._styles[authority]
        own = self._matters.setdefault(step.code, self.rng.triangular(0.4, 1.9, 0.9))
        days = _working(style, _promise(step) * own, rng) * pace * self.speed
        if filed.month in (7, 8):
            days *= self.busy_summer
        if rng.random() < 0.02:
            days += 15 * rng.paretovariate(1.4)
        at = self.calendar.add_working(filed, min(int(days), 400))
        rounds = 0
        while rng.random() < asks_again * care and rounds < 3:
            answered = self.calendar.next_working(at + timedelta(days=1 + int(rng.gammavariate(1.5, 5 * care))))
            at = self.calendar.add_working(answered, int(rng.expovariate(1 / (1 + 0.25 * _promise(step)))))
            rounds += 1
        return self.calendar.next_working(at)


def _promise(step: StepTemplate) -> float:
    limit = step.promised_limit
    if limit is None:
        return _BUILDING_DAYS
    return limit.amount * (_WORKING_OF_NATURAL if limit.unit is Unit.NATURAL_DAYS else 1.0)


def _working(style: str, promise: float, rng: Random) -> float:
    """Working days an authority itself needs, in its style."""
    if promise < 1:
        return 0.0 if rng.random() < 0.6 else rng.expovariate(1.0)
    match style:
        case "quick":
            return promise * rng.betavariate(1.5, 4)
        case "deadline":
            return promise * rng.triangular(0.5, 1.15, 1.0)
        case "wide":
            return promise * rng.gammavariate(1.3, 0.6)
        case _:
            return promise * (0.15 if rng.random() < 0.5 else rng.uniform(0.8, 1.6))


def _event(case: Case, verb: Verb, matter: str, on: date) -> Event:
    at = datetime.combine(on, time(9), _CHINA)
    kept = len(case.events)
    return Event(f"{matter}-{verb}-{kept}", case.project_id, case.id, matter, verb, on, at, case.officer, reason="模拟")
