"""Measuring 对标: where a benchmark stands on the events recorded so far, counted by one 口径."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.limit import Unit
from desktop_app.domain.progress import Progress, StepState
from desktop_app.domain.stretch import Span, Stretch, TakenOut, count_days
from desktop_app.domain.suspension import Suspension

_DAY = timedelta(days=1)


class Reach(StrEnum):
    """How a benchmark stands: before its start event, running, reached its end, or not computable."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    REACHED = "reached"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BenchmarkStanding:
    """A benchmark measured on a case: days elapsed (the start day is day 0), days remaining, and whether it was met.

    `elapsed` is counted by `basis` (that of the benchmark unless another was asked for), `allowed` are the days of the
    benchmark in the unit of that basis, and `taken_out` the days the basis leaves uncounted. `firm` is false when it
    was counted through a year without an official calendar. `met` is None until the end event, or until it can no
    longer be met (then False). `stretch` holds the days that were counted, None when they cannot be.
    """

    benchmark: Benchmark
    reach: Reach
    started: date | None = None
    ended: date | None = None
    elapsed: int | None = None
    firm: bool = True
    asked: CountingBasis | None = None
    converted: int | None = None
    taken_out: int = 0
    stretch: Stretch | None = None

    @property
    def basis(self) -> CountingBasis:
        """The 口径 of `elapsed`."""
        return self.asked or self.benchmark.basis

    @property
    def allowed(self) -> int:
        """The days of the benchmark in the unit of the basis."""
        return self.benchmark.days if self.converted is None else self.converted

    @property
    def remaining(self) -> int | None:
        """Days left, negative when over."""
        return None if self.elapsed is None else self.allowed - self.elapsed

    @property
    def met(self) -> bool | None:
        """Whether the benchmark was met, None while it still can be."""
        if self.elapsed is None:
            return None
        if self.reach is Reach.REACHED:
            return self.elapsed <= self.allowed
        return False if self.elapsed > self.allowed else None


def measure(
    benchmark: Benchmark,
    progress: Mapping[str, Progress],
    today: date,
    calendar: WorkingCalendar,
    *,
    basis: CountingBasis | None = None,
    matters: Collection[str] | None = None,
) -> BenchmarkStanding:
    """Measure a benchmark from the recorded events, by its own 口径 or by another `basis`.

    It is never stopped by suspensions unless the basis says so (clock.md rule 5); then those of `matters` (all when
    None) are taken out together with the matters the benchmark leaves out, every day once.
    """
    started, start_happened = _moment(benchmark.start, progress)
    ended, end_happened = _moment(benchmark.end, progress)
    if not start_happened and not end_happened:
        return BenchmarkStanding(benchmark, Reach.NOT_STARTED, asked=basis)
    if started is None or (end_happened and ended is None) or (ended is not None and ended < started):
        return BenchmarkStanding(benchmark, Reach.UNKNOWN, started, ended, asked=basis)
    counted = basis or benchmark.basis
    through = ended or max(today, started)
    looked_at = progress if matters is None else [code for code in matters if code in progress]
    taken = (*_left_out(benchmark, progress, through), *_stood_still(looked_at, progress, counted, through))
    stretch = Stretch(started, through, counted.unit, taken)
    converted, last = _converted(benchmark, counted.unit, started, calendar)
    needs_no_notice = counted.unit is benchmark.basis.unit is Unit.NATURAL_DAYS
    firm = needs_no_notice or all(calendar.known(year) for year in range(started.year, max(through, last).year + 1))
    return BenchmarkStanding(
        benchmark,
        Reach.REACHED if ended else Reach.RUNNING,
        started,
        ended,
        stretch.elapsed(calendar),
        firm,
        basis,
        converted,
        stretch.taken_out(calendar),
        stretch,
    )


def suspended_spans(progress: Progress, basis: CountingBasis, through: date) -> Iterator[Span]:
    """The days a matter stood still for a reason the basis takes out; an open suspension lasts through `through`."""
    for one in _suspensions(progress, basis):
        yield _held(one, through)


def _left_out(benchmark: Benchmark, progress: Mapping[str, Progress], through: date) -> Iterator[TakenOut]:
    """The days of the matters a benchmark leaves out."""
    for code in benchmark.leaves_out:
        span = _spent(progress[code], through) if code in progress else None
        if span is not None:
            yield TakenOut(*span, f"{code} 的用时不计入本对标")


def _stood_still(
    codes: Collection[str], progress: Mapping[str, Progress], basis: CountingBasis, through: date
) -> Iterator[TakenOut]:
    """The suspensions that the basis takes out."""
    if basis.complete:
        return
    for code in codes:
        for one in _suspensions(progress[code], basis):
            yield TakenOut(*_held(one, through), f"{code} {one.kind.word}暂停")


def _suspensions(progress: Progress, basis: CountingBasis) -> Iterator[Suspension]:
    return (one for attempt in progress.attempts for one in attempt.suspensions if _taken_out(one, basis))


def _held(one: Suspension, through: date) -> Span:
    return one.first, through if one.resumed is None else one.resumed - _DAY


def _taken_out(one: Suspension, basis: CountingBasis) -> bool:
    if one.kind.key == "correction":
        return not basis.corrections
    return one.kind.party == "特别程序" and not basis.special


def days_allowed(benchmark: Benchmark, unit: Unit, started: date, calendar: WorkingCalendar) -> int:
    """The days of a benchmark that starts on a day, in a unit that need not be its own."""
    converted, _last = _converted(benchmark, unit, started, calendar)
    return benchmark.days if converted is None else converted


def _converted(benchmark: Benchmark, unit: Unit, started: date, calendar: WorkingCalendar) -> tuple[int | None, date]:
    """The days of the benchmark in another unit, on the calendar from its start; and the last day that was needed."""
    if unit is benchmark.basis.unit:
        return None, started
    if unit is Unit.WORKING_DAYS:
        last = started + timedelta(days=benchmark.days)
        return count_days(unit, calendar, started, last), last
    # The last day on which it is still met: rest days behind the last working day do not count there.
    last = calendar.add_working(started, benchmark.days + 1) - _DAY
    return (last - started).days, last


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


def _spent(progress: Progress, through: date) -> Span | None:
    """The days taken by a step the benchmark leaves out, such as construction: those after its filing."""
    attempt = progress.attempt
    if attempt is None or attempt.filed is None:
        return None
    return attempt.filed + _DAY, min(attempt.ended or through, through)
