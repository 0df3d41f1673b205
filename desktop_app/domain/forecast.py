"""Forecast 预测: when a case will probably end, each step with it, and how likely each benchmark 对标 is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.benchmark_definition import matters_up_to
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.experience import ENOUGH, Experience
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.measure import BenchmarkStanding, Reach, days_allowed, measure
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.simulation import LONG_AGO, Column, Simulation

RUNS = 1_000
SEED = 20260815
"""The seed used when nobody names one, so that two people looking at one case read the same dates."""

_THIN_SHARE = 0.5
_NAMED = 3
"""A sentence names at most so many steps."""


@dataclass(frozen=True, slots=True)
class FinishForecast:
    """The days by which something is finished with 50 % and 90 % probability.

    Not firm when they reach into `missing_years` without an official notice.
    """

    p50: date
    p90: date
    missing_years: tuple[int, ...]

    @property
    def firm(self) -> bool:
        """Whether the calendar of every day up to `p90` is announced."""
        return not self.missing_years


@dataclass(frozen=True, slots=True)
class StepForecast:
    """One step that has not ended: when it is probably filed (None once it was) and finished.

    `samples` are the finished examples of the matter at its authority; `thin` says they are too few (样本不足).
    """

    code: str
    title: str
    start: FinishForecast | None
    finish: FinishForecast
    samples: int
    thin: bool


@dataclass(frozen=True, slots=True)
class BenchmarkChance:
    """The probability that a benchmark is met: 0 or 1 once `decided`, None when nobody can tell (`why` in Chinese).

    `asked` is the 口径 it was reckoned by where that is not the benchmark's own.
    """

    benchmark: Benchmark
    probability: float | None
    decided: bool
    why: str = ""
    asked: CountingBasis | None = None

    @property
    def basis(self) -> CountingBasis:
        """The 口径 of the probability."""
        return self.asked or self.benchmark.basis


@dataclass(frozen=True, slots=True)
class Forecast:
    """What 1,000 runs say of a case as of a day; the same seed, history and calendar give the same answer.

    `finish` is None when no day is known at all. `undecided` optional steps are left out; `unknown` steps are neither
    promised nor were ever seen and count nothing; `entered` ones take the time somebody entered for them. `thin` says
    that most of the remaining time rests on promises.
    """

    case_id: str
    as_of: date
    seed: int
    runs: int
    finish: FinishForecast | None
    ended: bool
    steps: tuple[StepForecast, ...]
    benchmarks: tuple[BenchmarkChance, ...]
    undecided: tuple[str, ...]
    unknown: tuple[str, ...]
    entered: tuple[str, ...]
    thin: bool
    calendar_version: str

    def step(self, code: str) -> StepForecast:
        """One step that has not ended; raises Refusal for any other."""
        for step in self.steps:
            if step.code == code:
                return step
        raise Refusal.say(f"事项 {code} 已经办结，或不在这个代办件要办的环节里，没有预测。")

    def words(self, titles: Mapping[str, str] | None = None) -> str:
        """How much the forecast is worth, in one Chinese sentence; empty when there is nothing to say against it.

        `titles` names the steps, which are otherwise told by their codes.
        """
        said = []
        few = sum(step.thin for step in self.steps)
        if self.thin:
            said.append(
                f"样本不足：{len(self.steps)} 个未办结环节中有 {few} 个在本工作区办结不到 {ENOUGH} 次，"
                "主要按承诺时限推算"
            )
        if self.entered:
            said.append(f"{_names(self.entered, titles)} 按录入的工期计")
        if self.unknown:
            said.append(f"{_names(self.unknown, titles)} 没有时限也没有先例，未计天数")
        if self.undecided:
            said.append(f"{_names(self.undecided, titles)} 尚未选定，未计入")
        return "；".join(said)


def _names(codes: Sequence[str], titles: Mapping[str, str] | None) -> str:
    known = titles or {}
    more = f" 等 {len(codes)} 项" if len(codes) > _NAMED else ""
    return "、".join(known.get(code, code) for code in codes[:_NAMED]) + more


def forecast(
    case: Case,
    experience: Experience,
    calendar: WorkingCalendar,
    as_of: date,
    *,
    seed: int = SEED,
    runs: int = RUNS,
    lengths: Mapping[str, Limit] | None = None,
    basis: CountingBasis | None = None,
) -> Forecast:
    """Forecast a case from the events up to a day; `lengths` gives the time of steps such as the building itself.

    Benchmarks are reckoned by `basis`, each by its own when None.
    """
    simulation = Simulation(case, experience, calendar, as_of, seed=seed, runs=runs, lengths=lengths)
    steps = tuple(_step(simulation, experience, code) for code in simulation.open)
    last = simulation.last()
    return Forecast(
        case_id=case.id,
        as_of=as_of,
        seed=seed,
        runs=runs,
        finish=_finish_of(simulation, last),
        ended=not simulation.open,
        steps=steps,
        benchmarks=chances(simulation, basis),
        undecided=simulation.undecided,
        unknown=tuple(simulation.unknown),
        entered=tuple(code for code in simulation.open if code in simulation.entered),
        thin=_is_thin(simulation, steps),
        calendar_version=calendar.version,
    )


def _finish_of(simulation: Simulation, last: Column) -> FinishForecast | None:
    """The finish of the case: what was recorded when all has ended, also on a rest day, else what the runs say."""
    if max(last) == LONG_AGO:
        return None
    if simulation.open:
        return _finish(simulation, last)
    attempts = (simulation.situation.progress[code].attempt for code in simulation.before)
    ended = max(one.ended for one in attempts if one and one.ended)
    return FinishForecast(ended, ended, ())


def chances(simulation: Simulation, basis: CountingBasis | None = None) -> tuple[BenchmarkChance, ...]:
    """The probability of each benchmark of the template, by one 口径 or each by its own."""
    return tuple(_chance(simulation, mark, basis) for mark in simulation.case.template.benchmarks)


def chance_words(probability: float, *, decided: bool = False) -> str:
    """A probability as people read it: what is not decided is never said to be certain."""
    if decided:
        return f"{probability:.0%}（已定）"
    if not 0.01 <= probability <= 0.99:
        return "不到 1%" if probability < 0.5 else "99% 以上"
    return f"{probability:.0%}"


def quantile(column: Sequence[int], chance: float) -> int:
    """The smallest value that at least this share of the runs does not pass."""
    ranked = sorted(column)
    return ranked[max(-int(-chance * len(ranked) // 1), 1) - 1]


def _step(simulation: Simulation, experience: Experience, code: str) -> StepForecast:
    step = simulation.case.template.step(code)
    filed = simulation.filed[code]
    samples = experience.samples(step)
    return StepForecast(
        code=code,
        title=step.title,
        start=_finish(simulation, filed) if max(filed) > 0 else None,
        finish=_finish(simulation, simulation.finish[code]),
        samples=samples,
        thin=samples < ENOUGH and code not in simulation.entered,
    )


def _finish(simulation: Simulation, column: Column) -> FinishForecast:
    ranked = sorted(column)
    p50, p90 = (simulation.day(quantile(ranked, chance)) for chance in (0.5, 0.9))
    missing = tuple(year for year in range(simulation.as_of.year, p90.year + 1) if not simulation.calendar.known(year))
    return FinishForecast(p50, p90, missing)


def _is_thin(simulation: Simulation, steps: Sequence[StepForecast]) -> bool:
    """Whether the steps with few examples hold more than half of the remaining working days."""
    weights = {step.code: _usual_rest(simulation, step.code) for step in steps}
    return sum(weights[step.code] for step in steps if step.thin) > _THIN_SHARE * sum(weights.values())


def _usual_rest(simulation: Simulation, code: str) -> int:
    """The working days a step will usually take from now on, at least 1."""
    rest = [done - max(filed, 0) for filed, done in zip(simulation.filed[code], simulation.finish[code], strict=True)]
    return max(quantile(rest, 0.5), 1)


def _chance(simulation: Simulation, mark: Benchmark, basis: CountingBasis | None) -> BenchmarkChance:
    standing = _measured(simulation, mark, basis)
    if standing.reach is Reach.UNKNOWN:
        return BenchmarkChance(mark, None, False, "起止日期不详，无法计算", basis)
    if standing.met is not None:
        return BenchmarkChance(mark, float(standing.met), True, asked=basis)
    for point in (mark.start, mark.end):
        if point.matter not in simulation.before:
            return BenchmarkChance(mark, None, False, f"事项 {point.matter} 不在这个代办件要办的环节里", basis)
    # What its 口径 leaves uncounted so far stays uncounted; suspensions to come are not foreseen.
    spent = _measured(simulation, replace(mark, leaves_out=()), basis).taken_out
    unit = standing.basis.unit
    taken = _days_taken(simulation, mark, unit, standing.started)
    allowed = _days_allowed(simulation, mark, standing)
    kept = sum(days - spent <= most for days, most in zip(taken, allowed, strict=True))
    # A run more that may go either way: a thousand futures never make a certainty.
    return BenchmarkChance(mark, (kept + 0.5) / (len(taken) + 1), False, asked=basis)


def _measured(simulation: Simulation, mark: Benchmark, basis: CountingBasis | None) -> BenchmarkStanding:
    progress, template = simulation.situation.progress, simulation.case.template
    known = {mark.start.matter, mark.end.matter} <= set(template.codes)
    matters = matters_up_to(template, mark.end.matter) if known else None
    return measure(mark, progress, simulation.as_of, simulation.calendar, basis=basis, matters=matters)


def _days_allowed(simulation: Simulation, mark: Benchmark, standing: BenchmarkStanding) -> Column:
    """The days of the benchmark in each run; in another unit they depend on the day it starts."""
    if standing.started is not None or standing.basis.unit is mark.basis.unit:
        return [standing.allowed] * simulation.runs
    starts = _moment(simulation, mark.start)
    known = {
        index: days_allowed(mark, standing.basis.unit, simulation.day(max(index, 0)), simulation.calendar)
        for index in set(starts)
    }
    return [known[index] for index in starts]


def _days_taken(simulation: Simulation, mark: Benchmark, unit: Unit, started: date | None) -> Column:
    """The length of the benchmark in each run, in a unit, without the steps it leaves out."""
    scale = _Scale(simulation, unit)
    end = scale.of(_moment(simulation, mark.end))
    start = [scale.at(started)] * simulation.runs if started else scale.of(_moment(simulation, mark.start))
    taken = list(map(int.__sub__, end, start))
    for code in mark.leaves_out:
        if code in simulation.before:
            filed, done = scale.of(simulation.filed[code]), scale.of(simulation.finish[code])
            spent = [max(min(last, stop) - first, 0) for first, last, stop in zip(filed, done, end, strict=True)]
            taken = list(map(int.__sub__, taken, spent))
    return taken


def _moment(simulation: Simulation, point: BenchmarkPoint) -> Column:
    if point.event == "done":
        return simulation.finish[point.matter]
    attempts = simulation.situation.progress[point.matter].attempts
    if point.event == "accepted" and attempts and attempts[0].accepted is None:
        return [1] * simulation.runs
    return simulation.filed[point.matter]


class _Scale:
    """Turns indices into numbers whose differences are days of a unit."""

    def __init__(self, simulation: Simulation, unit: Unit) -> None:
        self._simulation = simulation
        self._natural = unit is not Unit.WORKING_DAYS
        self._ordinals: dict[int, int] = {}

    def at(self, day: date) -> int:
        """The number of a day, also of one that is no working day."""
        return day.toordinal() if self._natural else self._simulation.index(day)

    def of(self, column: Column) -> Column:
        """The numbers of a column of indices."""
        if not self._natural:
            return column
        for index in set(column) - self._ordinals.keys():
            self._ordinals[index] = self._simulation.day(index).toordinal() if index != LONG_AGO else LONG_AGO
        return [self._ordinals[index] for index in column]
