"""Finished steps: in time month by month, and how many working days they took."""

from dataclasses import replace

from desktop_app.domain.statistics.closings import (
    BY_AUTHORITY,
    BY_MATTER,
    gather_on_time,
    measure_closings,
    measure_durations,
    months,
)
from desktop_app.domain.statistics.figure import Scope, Span, counted
from tests.builders import on


def test_every_month_of_a_span_is_named():
    span = Span(on("2025-11-30"), on("2026-02-01"), on("2026-02-01"))
    assert months(span) == ("2025-11", "2025-12", "2026-01", "2026-02")


def test_in_time_and_late_ends_go_to_the_month_they_ended_in(seen_with, span, calendar):
    seen = seen_with(
        ("accept", "A01", "2026-10-12"),
        ("finish", "A01", "2026-10-14"),
        ("accept", "A02", "2026-10-26"),
        ("finish", "A02", "2026-11-06"),
    )
    october, november = gather_on_time(list(measure_closings(seen)), span, calendar)
    # share, ended, in time, late, without a limit
    assert (october.label, october.cells) == ("2026-10", (1000, 1, 1, 0, 0))
    assert (november.label, november.cells) == ("2026-11", (0, 1, 0, 1, 0))
    assert november.note == "样本不足"
    assert [row.matter for row in november.behind[0]] == ["A02"]


def test_what_ended_outside_the_span_or_on_an_unknown_day_is_not_counted(seen_with, calendar):
    seen = seen_with(("accept", "A01", "2026-10-12"), ("finish", "A01", "2026-10-14"), ("record", "A02", "2026-10-15"))
    later = Span(on("2026-11-01"), on("2026-11-20"), on("2026-11-20"))
    assert gather_on_time(list(measure_closings(seen)), later, calendar) == []
    rows = list(measure_closings(seen))
    # A matter entered as done has no limit to be measured by.
    assert [(row.matter, row.series) for row in rows] == [("A01", 0), ("A02", 2)]


def test_durations_are_working_days_and_few_of_them_are_marked(seen_with, span, calendar):
    # 2026-10-12 is a Monday; four working days to Friday, over the weekend nothing.
    seen = seen_with(("accept", "A01", "2026-10-12"), ("finish", "A01", "2026-10-18"))
    figure = counted(BY_MATTER, measure_durations(seen), span, Scope(), calendar)
    (line,) = figure.lines
    # how many, median in halves, ninth decile, fewest, most
    assert (line.label, line.cells, line.note) == ("事项A01", (1, 8, 4, 4, 4), "样本不足")
    assert line.behind[0][0].words == "4 个工作日"


def test_enough_durations_give_median_and_ninth_decile(seen_with, span, calendar):
    one = next(iter(measure_durations(seen_with(("accept", "A01", "2026-10-12"), ("finish", "A01", "2026-10-14")))))
    rows = [replace(one, project_id=f"p{days}", value=days) for days in (1, 2, 3, 4, 5, 6, 7, 8, 9, 30)]
    (line,) = BY_AUTHORITY.gather(rows, span, calendar)
    assert (line.label, line.cells, line.note) == ("行政审批局", (10, 11, 9, 1, 30), "")
    assert line.behind[0][0].value == 30


def test_the_slowest_matter_comes_first(seen_with, span, calendar):
    seen = seen_with(
        ("accept", "A01", "2026-10-12"),
        ("finish", "A01", "2026-10-13"),
        ("accept", "A02", "2026-10-14"),
        ("finish", "A02", "2026-10-23"),
    )
    figure = counted(BY_MATTER, measure_durations(seen), span, Scope(), calendar)
    assert [line.label for line in figure.lines] == ["事项A02", "事项A01"]


def test_too_few_results_come_after_all_others(seen_with, span, calendar):
    one = next(iter(measure_durations(seen_with(("accept", "A01", "2026-10-12"), ("finish", "A01", "2026-10-14")))))
    rows = [replace(one, project_id=f"p{number}", value=2) for number in range(5)]
    slow = replace(one, project_id="p9", title="慢事项", matter="A09", value=300)
    assert [line.label for line in BY_MATTER.gather([slow, *rows], span, calendar)] == ["事项A01", "慢事项"]
