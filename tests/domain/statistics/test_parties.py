"""Whose the days were, and the benchmarks that were met."""

from dataclasses import replace

from desktop_app.domain.attribution import Party, attribution
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.limit import Unit
from desktop_app.domain.results import OwnMark
from desktop_app.domain.statistics.figure import Span
from desktop_app.domain.statistics.parties import gather_days, gather_marks, measure_days, measure_marks
from tests.builders import on


def test_the_days_of_all_parties_are_the_days_of_the_case(seen_with, span, calendar):
    seen = seen_with(
        ("accept", "A01", "2026-10-12"),
        ("suspend", "A01", "2026-10-14", {"kind": "enterprise", "reason": "企业原因"}),
        ("resume", "A01", "2026-10-20"),
        ("finish", "A01", "2026-10-27"),
    )
    sums = attribution(seen.case, seen.day, calendar).sums
    (line,) = gather_days(list(measure_days(seen)), span, calendar)
    # cases, days of each party, share of the authorities, all
    assert line.cells[1:6] == tuple(sums[party] for party in Party)
    assert line.cells[-1] == sum(sums.values()) == sum(row.value for each in line.behind for row in each)


def test_a_span_takes_only_its_own_days(seen_with, calendar):
    seen = seen_with(("accept", "A01", "2026-10-12"), ("finish", "A01", "2026-10-27"))
    week = Span(on("2026-10-19"), on("2026-10-25"), on("2026-11-20"))
    (line,) = gather_days(list(measure_days(seen)), week, calendar)
    assert line.cells[-1] == 5
    assert line.behind[0][0].words.startswith("5 个工作日，审批部门：")


def mark(days):
    found = Benchmark(
        name="对标",
        start=BenchmarkPoint("A01", "accepted"),
        end=BenchmarkPoint("A02", "done"),
        days=days,
        unit=Unit.WORKING_DAYS,
    )
    return OwnMark("own", "1", found)


def test_benchmarks_met_and_missed_are_counted_with_their_days(seen_with, span, calendar):
    acts = (("accept", "A01", "2026-10-12"), ("finish", "A01", "2026-10-14"), ("record", "A02", "2026-10-16"))
    seen = replace(seen_with(*acts), marks=(mark(4),))
    (line,) = gather_marks(list(measure_marks(seen)), span, calendar)
    # met, missed, results, share, median in halves, fewest
    assert (line.label, line.cells, line.note) == ("对标（4 个工作日）", (1, 0, 1, 1000, 8, 4), "样本不足")
    (missed,) = gather_marks(list(measure_marks(replace(seen, marks=(mark(3),)))), span, calendar)
    assert missed.cells[:3] == (0, 1, 1)
    assert missed.behind[1][0].words == "4 个工作日，超 1"


def test_a_benchmark_that_is_still_running_is_no_result(seen_with):
    seen = replace(seen_with(("accept", "A01", "2026-10-12")), marks=(mark(4),))
    assert list(measure_marks(seen)) == []
