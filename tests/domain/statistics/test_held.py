"""Where the days went, and what waits longest."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.statistics.figure import Row, Span
from desktop_app.domain.statistics.held import days_within, gather_days, gather_waiting, measure_days, measure_waiting
from tests.builders import on


def test_running_and_suspended_days_of_a_matter_add_up(seen_with, span, calendar):
    # Filed on Monday 2026-10-12, stood still from Wednesday to Friday, done on the Wednesday after.
    seen = seen_with(
        ("accept", "A01", "2026-10-12"),
        ("suspend", "A01", "2026-10-14", {"kind": "correction", "reason": "补正"}),
        ("resume", "A01", "2026-10-17"),
        ("finish", "A01", "2026-10-21"),
    )
    (line,) = gather_days(list(measure_days(seen)), span, calendar)
    # running, suspended, all, share, times
    assert line.cells == (4, 3, 7, 1000, 1)


def test_overlapping_suspensions_count_a_day_once(seen_with, span, calendar):
    seen = seen_with(
        ("accept", "A01", "2026-10-12"),
        ("suspend", "A01", "2026-10-13", {"kind": "correction", "reason": "补正"}),
        ("suspend", "A01", "2026-10-14", {"kind": "enterprise", "reason": "企业原因"}),
        ("resume", "A01", "2026-10-15", {"kind": "correction"}),
        ("resume", "A01", "2026-10-17", {"kind": "enterprise"}),
        ("finish", "A01", "2026-10-19"),
    )
    (line,) = gather_days(list(measure_days(seen)), span, calendar)
    assert line.cells[:3] == (1, 4, 5)


def test_days_outside_the_span_are_left_out(seen_with, calendar):
    seen = seen_with(("accept", "A01", "2026-10-12"), ("finish", "A01", "2026-10-21"))
    week = Span(on("2026-10-19"), on("2026-10-25"), on("2026-11-20"))
    (line,) = gather_days(list(measure_days(seen)), week, calendar)
    assert line.cells[:3] == (3, 0, 3)
    before = Span(on("2026-10-01"), on("2026-10-11"), on("2026-11-20"))
    assert gather_days(list(measure_days(seen)), before, calendar) == []


@given(st.dates(on("2026-09-01"), on("2026-11-20")), st.dates(on("2026-09-01"), on("2026-11-20")))
def test_spans_that_touch_share_out_the_days(calendar_of_all, first, last):
    first, last = min(first, last), max(first, last)
    whole = Span(on("2026-09-01"), on("2026-11-20"), on("2026-11-20"))
    row = Row(group="", series=0, project_id="p", project="", zone="", started=first, ended=last)
    middle = on("2026-10-15")
    early, late = Span(whole.first, middle, whole.as_of), Span(on("2026-10-16"), whole.last, whole.as_of)
    parts = days_within(row, early, calendar_of_all) + days_within(row, late, calendar_of_all)
    assert parts == days_within(row, whole, calendar_of_all) == calendar_of_all.count_working(first, last)


def test_the_longest_wait_comes_first_with_its_lamp(seen_with, span, calendar):
    older = seen_with(("accept", "A01", "2026-11-02"), name="老项目")
    newer = seen_with(("accept", "A01", "2026-11-18"), name="新项目")
    rows = [*measure_waiting(newer), *measure_waiting(older)]
    first, second = gather_waiting(rows, span, calendar)
    assert (first.label, first.cells[:3]) == ("事项A01 · 老项目", (14, "2026-11-02", "▲ 逾期"))
    assert second.cells[0] == 2


def test_an_open_suspension_is_told_in_the_waiting_list(seen_with, span, calendar):
    seen = seen_with(
        ("accept", "A01", "2026-11-12"),
        ("suspend", "A01", "2026-11-16", {"kind": "correction", "reason": "补正"}),
    )
    (line,) = gather_waiting(list(measure_waiting(seen)), span, calendar)
    assert line.cells[2] == "‖ 暂停，其中暂停 5 日"


def test_what_has_ended_waits_no_more(seen_with):
    assert list(measure_waiting(seen_with(("accept", "A01", "2026-11-02"), ("finish", "A01", "2026-11-03")))) == []
