"""Benchmarks: elapsed days between two events, never stopped, the start day being day 0."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint, CountingBasis
from desktop_app.domain.calendar import WorkingCalendar, YearNotice
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.measure import Reach, measure
from desktop_app.domain.progress import Progress, fold
from desktop_app.domain.terms import benchmark_words

CALENDAR = WorkingCalendar([YearNotice(2026, "测试安排", True, frozenset(), frozenset(), None, "", "")])
AT = datetime(2026, 11, 30, 9, tzinfo=timezone(timedelta(hours=8)))
TWENTY_SIX = Benchmark(
    "紫光26天", BenchmarkPoint("A", "accepted"), BenchmarkPoint("B", "done"), 26, Unit.NATURAL_DAYS, "商务局供稿"
)


def entry(number: int, matter: str, verb: Verb, day: str, **more: Any) -> Event:
    on = date.fromisoformat(day) if day else None
    return Event(f"{number:03d}", "p", "c", matter, verb, on, AT, "甲", **more)


def progress(*events: Event) -> dict[str, Progress]:
    return {code: fold(code, [event for event in events if event.matter == code]) for code in ("A", "B", "S")}


def test_nothing_began() -> None:
    found = measure(TWENTY_SIX, progress(), date(2026, 11, 23), CALENDAR)
    assert found.reach is Reach.NOT_STARTED and found.elapsed is None
    assert benchmark_words(found) == "26 天，尚未起算；口径：按自然日计，含补正，含特别程序"


def test_running_counts_natural_days_from_day_zero() -> None:
    one = progress(entry(1, "A", Verb.ACCEPT, "2026-11-02"))
    assert measure(TWENTY_SIX, one, date(2026, 11, 2), CALENDAR).elapsed == 0
    found = measure(TWENTY_SIX, one, date(2026, 11, 23), CALENDAR)
    assert (found.elapsed, found.remaining, found.met) == (21, 5, None)
    assert measure(TWENTY_SIX, one, date(2026, 12, 1), CALENDAR).met is False


def test_reached_in_time_or_too_late() -> None:
    begun = entry(1, "A", Verb.ACCEPT, "2026-11-02")
    in_time = measure(TWENTY_SIX, progress(begun, *done("2026-11-28")), date(2026, 12, 30), CALENDAR)
    assert (in_time.reach, in_time.elapsed, in_time.met) == (Reach.REACHED, 26, True)
    too_late = measure(TWENTY_SIX, progress(begun, *done("2026-11-29")), date(2026, 12, 30), CALENDAR)
    assert too_late.met is False and "超出 1 天" in benchmark_words(too_late)


def done(day: str, matter: str = "B") -> tuple[Event, Event]:
    return entry(2, matter, Verb.ACCEPT, day), entry(3, matter, Verb.FINISH, day)


def test_a_month_is_not_turned_into_a_day() -> None:
    one = progress(entry(1, "A", Verb.ACCEPT, "2026-05-02"), entry(2, "B", Verb.RECORD, "", month="2026-06"))
    found = measure(TWENTY_SIX, one, date(2026, 11, 23), CALENDAR)
    assert found.reach is Reach.UNKNOWN and "不详" in benchmark_words(found)


def test_suspensions_never_stop_a_benchmark() -> None:
    one = progress(
        entry(1, "A", Verb.ACCEPT, "2026-11-02"),
        entry(2, "A", Verb.SUSPEND, "2026-11-03", kind="force_majeure", reason="封控"),
    )
    assert measure(TWENTY_SIX, one, date(2026, 11, 12), CALENDAR).elapsed == 10


def test_working_days_and_a_left_out_step() -> None:
    whole = Benchmark(
        "全流程", BenchmarkPoint("A", "done"), BenchmarkPoint("B", "done"), 120, Unit.WORKING_DAYS, leaves_out=("S",)
    )
    events = [
        *done("2026-11-02", "A"),
        entry(4, "S", Verb.ACCEPT, "2026-11-04"),
        entry(5, "S", Verb.FINISH, "2026-11-11"),
        entry(6, "B", Verb.ACCEPT, "2026-11-13"),
        entry(7, "B", Verb.FINISH, "2026-11-13"),
    ]
    found = measure(whole, progress(*events), date(2026, 11, 30), CALENDAR)
    assert found.elapsed == 9 - 5, "nine working days, five of them construction"


def test_a_first_filing_starts_it_even_when_it_was_returned() -> None:
    one = progress(
        entry(1, "A", Verb.ACCEPT, "2026-11-02"),
        entry(2, "A", Verb.RETURN, "2026-11-04", reason="不全"),
        entry(3, "A", Verb.ACCEPT, "2026-11-09"),
    )
    assert measure(TWENTY_SIX, one, date(2026, 11, 12), CALENDAR).started == date(2026, 11, 2)


def test_working_day_counts_through_an_unknown_year_are_not_firm() -> None:
    whole = Benchmark("全流程", BenchmarkPoint("A", "accepted"), BenchmarkPoint("B", "done"), 120, Unit.WORKING_DAYS)
    one = progress(entry(1, "A", Verb.ACCEPT, "2026-12-01"))
    assert not measure(whole, one, date(2027, 1, 15), CALENDAR).firm
    assert measure(whole, one, date(2026, 12, 15), CALENDAR).firm


STEP_CODES = ("A", "S", "B")
KINDS = ("correction", "hearing", "expert_review", "publicity", "force_majeure")
MONDAY = date(2026, 3, 2)


def day(number: int) -> str:
    return (MONDAY + timedelta(days=number)).isoformat()


@st.composite
def histories(draw: st.DrawFn) -> tuple[dict[str, Progress], int]:
    """Three matters filed and finished in 120 days with suspensions of every kind that overlap as they like."""
    events: list[Event] = []
    ended = draw(st.integers(20, 120))
    for code in STEP_CODES:
        filed = 0 if code == "A" else draw(st.integers(0, ended))
        events.append(entry(len(events), code, Verb.ACCEPT, day(filed)))
        open_kinds: dict[str, int] = {}
        for kind in draw(st.lists(st.sampled_from(KINDS), max_size=3, unique=True)):
            first = draw(st.integers(filed, ended))
            open_kinds[kind] = first
            events.append(entry(len(events), code, Verb.SUSPEND, day(first), kind=kind, reason="某事"))
        for kind, first in open_kinds.items():
            resumed = draw(st.integers(first, ended))
            events.append(entry(len(events), code, Verb.RESUME, day(resumed), kind=kind))
        done_on = ended if code == "B" else draw(st.integers(filed, ended))
        events.append(entry(len(events), code, Verb.FINISH, day(done_on)))
    return {code: fold(code, [one for one in events if one.matter == code]) for code in STEP_CODES}, ended


BASES = st.builds(CountingBasis, st.sampled_from([Unit.WORKING_DAYS, Unit.NATURAL_DAYS]), st.booleans(), st.booleans())
STRETCH = Benchmark("全程", BenchmarkPoint("A", "accepted"), BenchmarkPoint("B", "done"), 60, Unit.NATURAL_DAYS)


def uncounted(progress: dict[str, Progress], basis: CountingBasis, leaves_out: tuple[str, ...], ended: int) -> set[int]:
    """Day by day, the slow and obvious way: the days after the start that do not count."""
    found: set[int] = set()
    for code, one in progress.items():
        attempt = one.attempts[-1]
        for pause in attempt.suspensions:
            corrected = pause.kind.key == "correction" and not basis.corrections
            special = pause.kind.party == "特别程序" and not basis.special
            assert pause.resumed is not None
            if corrected or special:
                found |= set(range((pause.first - MONDAY).days, (pause.resumed - MONDAY).days))
        if code in leaves_out and attempt.filed and attempt.ended:
            found |= set(range((attempt.filed - MONDAY).days + 1, (attempt.ended - MONDAY).days + 1))
    return {number for number in found if 0 < number <= ended}


@given(histories(), BASES, st.sampled_from([(), ("S",), ("S", "A")]))
def test_days_are_taken_out_once_each(
    history: tuple[dict[str, Progress], int], basis: CountingBasis, leaves_out: tuple[str, ...]
) -> None:
    steps, ended = history
    found = measure(replace(STRETCH, leaves_out=leaves_out), steps, date(2026, 12, 1), CALENDAR, basis=basis)
    out = uncounted(steps, basis, leaves_out, ended)
    counted = [
        number
        for number in range(1, ended + 1)
        if number not in out
        and (basis.unit is Unit.NATURAL_DAYS or CALENDAR.is_working(MONDAY + timedelta(days=number)))
    ]
    assert found.elapsed == len(counted)
    assert found.basis == basis and found.reach is Reach.REACHED


@given(histories(), BASES)
def test_taking_more_out_never_makes_it_longer(history: tuple[dict[str, Progress], int], basis: CountingBasis) -> None:
    steps, _ = history
    whole = measure(STRETCH, steps, date(2026, 12, 1), CALENDAR, basis=CountingBasis(basis.unit))
    part = measure(STRETCH, steps, date(2026, 12, 1), CALENDAR, basis=basis)
    assert whole.elapsed is not None and part.elapsed is not None
    assert 0 <= part.elapsed <= whole.elapsed == part.elapsed + part.taken_out


@given(histories(), st.sampled_from([Unit.WORKING_DAYS, Unit.NATURAL_DAYS]), st.integers(1, 90))
def test_a_target_met_in_its_own_unit_is_met_in_the_other(
    history: tuple[dict[str, Progress], int], unit: Unit, days: int
) -> None:
    steps, _ = history
    mark = replace(STRETCH, days=days, unit=unit)
    other = Unit.NATURAL_DAYS if unit is Unit.WORKING_DAYS else Unit.WORKING_DAYS
    own = measure(mark, steps, date(2026, 12, 1), CALENDAR)
    turned = measure(mark, steps, date(2026, 12, 1), CALENDAR, basis=CountingBasis(other))
    assert turned.met or not own.met
    if unit is Unit.WORKING_DAYS:
        assert turned.met is own.met, "the last natural day that still meets it is known exactly"


def test_only_the_matters_asked_for_bear_on_the_figure() -> None:
    steps = progress(
        entry(1, "A", Verb.ACCEPT, "2026-11-02"),
        entry(2, "S", Verb.ACCEPT, "2026-11-02"),
        entry(3, "S", Verb.SUSPEND, "2026-11-03", kind="correction", reason="缺图"),
    )
    basis = CountingBasis(Unit.NATURAL_DAYS, corrections=False)
    today = date(2026, 11, 12)
    assert measure(TWENTY_SIX, steps, today, CALENDAR, basis=basis).elapsed == 0, "an open suspension lasts to today"
    assert measure(TWENTY_SIX, steps, today, CALENDAR, basis=basis, matters=("A", "B")).elapsed == 10


def test_the_words_name_basis_target_and_doubt() -> None:
    steps = progress(entry(1, "A", Verb.ACCEPT, "2026-12-01"))
    doubtful = replace(TWENTY_SIX, verified=False)
    basis = CountingBasis(Unit.WORKING_DAYS, special=False)
    said = benchmark_words(measure(doubtful, steps, date(2027, 1, 15), CALENDAR, basis=basis))
    assert "口径：按工作日计，含补正，不含特别程序；起止口径待核" in said
    assert "26 天（折合 " in said and "个工作日）" in said and "（暂估）" in said
