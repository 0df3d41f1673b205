"""Benchmarks: elapsed days between two events, never stopped, the start day being day 0."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
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
