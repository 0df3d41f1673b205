"""Back-test of the forecast: python -m bench.calibration [--offices N] [--first SEED] [--history N …]

Simulated offices (bench/office.py) live through a history of cases; new cases are then forecast at several moments from
nothing but the events up to that day. Coverage is the share of true finishes inside the stated interval, the Brier
score the mean squared error of the stated probability of a benchmark; the naive forecast believes every promise. Both
forecasts are told how long the enterprise says its building will take.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.office import Life, Office
from desktop_app.bootstrap import bundled
from desktop_app.domain.benchmark import Benchmark
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.experience import Experience, past_steps
from desktop_app.domain.forecast import RUNS, chances, quantile
from desktop_app.domain.limit import Unit
from desktop_app.domain.measure import measure
from desktop_app.domain.outlook import outlook
from desktop_app.domain.simulation import Simulation

MOMENTS = (0.0, 0.25, 0.5, 0.75)
"""How far into its true length a new case is forecast."""

_FIRST_DAY = date(2019, 1, 7)
_TEMPLATES = ("SX-ZS", "SX-BA-CNZ", "SX-ZL", "SX-BZD", "SX-SGYP")


@dataclass(frozen=True)
class Trial:
    """One forecast beside the truth: working days from the as-of day, and (stated, naive, true) of each benchmark."""

    history: int
    moment: float
    truth: int
    column: tuple[int, ...]
    naive: int
    benchmarks: tuple[tuple[float, float, float], ...]
    seconds: float


@dataclass(frozen=True)
class Report:
    """The figures of a set of trials.

    `within` is the coverage of the central interval of 90 % and 50 %, `by` that of the stated 90 % and 50 % dates;
    `width` is the mean length of the 90 % interval as a share of the mean remaining time.
    """

    trials: int
    within90: float
    within50: float
    by90: float
    by50: float
    width: float
    error: float
    naive_error: float
    marks: int
    brier: float
    naive_brier: float
    milliseconds: float

    def lines(self) -> Iterator[str]:
        """The figures as a person reads them."""
        yield f"forecasts {self.trials}, {self.milliseconds:.0f} ms each (median, {RUNS} runs)"
        yield f"90 % interval holds {self.within90:.1%}, 50 % interval holds {self.within50:.1%}"
        yield f"finished by the 90 % date {self.by90:.1%}, by the 50 % date {self.by50:.1%}"
        yield f"width of the 90 % interval {self.width:.2f} of the remaining time"
        yield f"mean error of the 50 % date {self.error:.1f} working days, naive {self.naive_error:.1f}"
        yield f"benchmarks {self.marks}: Brier {self.brier:.4f}, naive {self.naive_brier:.4f}"


def trials(seed: int, history: int, news: int, *, runs: int = RUNS, keys: Sequence[str] = _TEMPLATES) -> list[Trial]:
    """The trials of one office that lived through `history` cases before `news` new ones."""
    known = bundled()
    templates = {one.key: one for one in known.templates.load()}
    office = Office(seed, known.calendar)
    rng = Random(f"offices {seed}")
    template = templates[keys[seed % len(keys)]]
    past, opened = [], _FIRST_DAY
    for number in range(history):
        opened += timedelta(days=rng.randint(5, 25))
        past.append(office.live(template, number, opened))
    start = max((life.over for life in past), default=opened)
    found = []
    for number in range(news):
        life = office.live(template, history + number, start + timedelta(days=rng.randint(1, 200)))
        for moment in MOMENTS:
            day = life.case.opened_on + timedelta(days=int((life.over - life.case.opened_on).days * moment))
            if day < life.over:
                found.append(_trial(life, past, moment, day, known.calendar, runs))
    return found


def _trial(life: Life, past: Sequence[Life], moment: float, day: date, calendar: WorkingCalendar, runs: int) -> Trial:
    experience = Experience(
        example
        for one in (*past, life)
        for example in past_steps(
            one.case.project_id,
            one.case.officer,
            one.case.opened_on,
            one.case.template,
            one.records(day),
            calendar,
            day,
        )
    )
    began = time.perf_counter()
    simulation = Simulation(life.case, experience, calendar, day, seed=1, runs=runs, lengths=life.said)
    stated = chances(simulation)
    taken = time.perf_counter() - began
    heading = outlook(life.case, day, calendar, lengths=life.said)
    dates = {step.code: (step.start, step.finish) for step in heading.steps}
    marks = []
    for one in stated:
        if one.probability is not None and not one.decided:
            truth = measure(one.benchmark, life.case.situation().progress, life.over, calendar).met
            marks.append((one.probability, float(_naive(one.benchmark, dates, calendar)), float(bool(truth))))
    return Trial(
        history=len(past),
        moment=moment,
        truth=simulation.index(life.over),
        column=tuple(sorted(simulation.last())),
        naive=simulation.index(heading.finish or day),
        benchmarks=tuple(marks),
        seconds=taken,
    )


def _naive(mark: Benchmark, dates: dict[str, tuple[date | None, date | None]], calendar: WorkingCalendar) -> bool:
    """Whether the benchmark is met when every promise is kept and nothing waits."""

    def count(after: date, through: date) -> int:
        if mark.unit is Unit.WORKING_DAYS:
            return calendar.count_working(after, through)
        return (through - after).days

    start, end = dates[mark.start.matter][mark.start.event == "done"], dates[mark.end.matter][mark.end.event == "done"]
    if start is None or end is None:
        return False
    left_out = 0
    for code in mark.leaves_out:
        first, last = dates.get(code, (None, None))
        if first and last:
            left_out += max(count(first, min(last, end)), 0)
    return count(start, end) - left_out <= mark.days


def report(found: Sequence[Trial]) -> Report:
    """Sum a set of trials up."""
    marks = [mark for trial in found for mark in trial.benchmarks]

    def share(hits: Iterable[bool]) -> float:
        return sum(hits) / len(found)

    def inside(trial: Trial, level: float) -> bool:
        low, high = quantile(trial.column, (1 - level) / 2), quantile(trial.column, (1 + level) / 2)
        return low <= trial.truth <= high

    width = sum(quantile(one.column, 0.95) - quantile(one.column, 0.05) for one in found)
    return Report(
        trials=len(found),
        within90=share(inside(one, 0.9) for one in found),
        within50=share(inside(one, 0.5) for one in found),
        by90=share(one.truth <= quantile(one.column, 0.9) for one in found),
        by50=share(one.truth <= quantile(one.column, 0.5) for one in found),
        width=width / sum(one.truth for one in found),
        error=sum(abs(one.truth - quantile(one.column, 0.5)) for one in found) / len(found),
        naive_error=sum(abs(one.truth - one.naive) for one in found) / len(found),
        marks=len(marks),
        brier=sum((stated - truth) ** 2 for stated, _, truth in marks) / max(len(marks), 1),
        naive_brier=sum((naive - truth) ** 2 for _, naive, truth in marks) / max(len(marks), 1),
        milliseconds=sorted(one.seconds for one in found)[len(found) // 2] * 1000,
    )


def main() -> None:
    """Back-test and print the figures of every size of history, then of all."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration", description=__doc__)
    parser.add_argument("--offices", type=int, default=20)
    parser.add_argument("--first", type=int, default=1000, help="the first seed of the offices")
    parser.add_argument("--history", type=int, nargs="+", default=[0, 5, 20, 60])
    parser.add_argument("--news", type=int, default=6, help="new cases in each office")
    parser.add_argument("--runs", type=int, default=RUNS)
    args = parser.parse_args()
    everything: list[Trial] = []
    for history in args.history:
        here = [
            trial
            for seed in range(args.first, args.first + args.offices)
            for trial in trials(seed, history, args.news, runs=args.runs)
        ]
        everything += here
        print(f"— history of {history} cases, {args.offices} offices", *report(here).lines(), sep="\n  ", flush=True)
    if len(args.history) > 1:
        print("— all", *report(everything).lines(), sep="\n  ")
    for moment in MOMENTS:
        some = report([one for one in everything if one.moment == moment])
        share = f"finished by the 90 % date {some.by90:.1%}"
        print(f"  at {moment:.0%} of its length: 90 % holds {some.within90:.1%}, 50 % {some.within50:.1%}, {share}")


if __name__ == "__main__":
    main()
