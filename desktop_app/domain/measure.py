"""Measuring 对标: where a benchmark stands on the events recorded so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.limit import Unit
from desktop_app.domain.progress import Progress, StepState


class Reach(StrEnum):
    """How a benchmark stands: before its start event, running, reached its end, or not computable."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    REACHED = "reached"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BenchmarkStanding:
    """A benchmark measured on a case: days elapsed (the start day is day 0), days remaining, and whether it was met.

    `elapsed` is in the unit of the benchmark; `firm` is false when it was counted through a year without an official
    calendar. `met` is None until the end event, or until it can no longer be met (then False).
    """

    benchmark: Benchmark
    reach: Reach
    started: date | None = None
    ended: date | None = None
    elapsed: int | None = None
    firm: bool = True

    @property
    def remaining(self) -> int | None:
        """Days left, negative when over."""
        return None if self.elapsed is None else self.benchmark.days - self.elapsed

    @property
    def met(self) -> bool | None:
        """Whether the benchmark was met, None while it still can be."""
        if self.elapsed is None:
            return None
        if self.reach is Reach.REACHED:
            return self.elapsed <= self.benchmark.days
        return False if self.elapsed > self.benchmark.days else None


def measure(
    benchmark: Benchmark, progress: Mapping[str, Progress], today: date, calendar: WorkingCalendar
) -> BenchmarkStanding:
    """Measure a benchmark from the recorded events; it is never stopped by suspensions (clock.md rule 5)."""
    started, start_happened = _moment(benchmark.start, progress)
    ended, end_happened = _moment(benchmark.end, progress)
    if not start_happened and not end_happened:
        return BenchmarkStanding(benchmark, Reach.NOT_STARTED)
    if started is None or (end_happened and ended is None) or (ended is not None and ended < started):
        return BenchmarkStanding(benchmark, Reach.UNKNOWN, started, ended)
    through = ended or max(today, started)
    left_out = sum(
        _spent(progress[code], benchmark.unit, calendar, through) for code in benchmark.leaves_out if code in progress
    )
    firm = benchmark.unit is not Unit.WORKING_DAYS or all(
        calendar.known(year) for year in range(started.year, through.year + 1)
    )
    elapsed = _count(benchmark.unit, calendar, started, through) - left_out
    reach = Reach.REACHED if ended else Reach.RUNNING
    return BenchmarkStanding(benchmark, reach, started, ended, elapsed, firm)


def _moment(point: BenchmarkPoint, progress: Mapping[str, Progress]) -> tuple[date | None, bool]:
    """The exact day of an event, None when only a month was entered, and whether it happened at all."""
    one = progress.get(point.matter)
    if one is None or one.attempt is None:
        return None, False
    first, last = one.attempts[0], one.attempts[-1]
    if point.event == "done":
        happened = last.outcome is StepState.DONE
        return (last.ended if happened else None), happened
    # The first filing starts the benchmark: a returned and filed again matter does not restart it.
    day = first.filed if point.event == "received" else first.accepted
    return day, day is not None or first.recorded


def _spent(progress: Progress, unit: Unit, calendar: WorkingCalendar, through: date) -> int:
    """Days taken by a step the benchmark leaves out, such as construction."""
    attempt = progress.attempt
    if attempt is None or attempt.filed is None:
        return 0
    return _count(unit, calendar, attempt.filed, min(attempt.ended or through, through))


def _count(unit: Unit, calendar: WorkingCalendar, after: date, through: date) -> int:
    return calendar.count_working(after, through) if unit is Unit.WORKING_DAYS else (through - after).days
