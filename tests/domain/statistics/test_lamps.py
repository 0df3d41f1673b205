"""Lamps over time: what burned at the end of every week, as it looked then."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.standing import standings
from desktop_app.domain.statistics.figure import Span
from desktop_app.domain.statistics.lamps import gather, measure, week_ends
from tests.builders import on

FIRST = on("2026-01-01")


@given(st.integers(0, 400), st.integers(0, 400))
def test_weeks_end_on_sundays_and_the_last_day(start, length):
    first = FIRST + timedelta(days=start)
    last = first + timedelta(days=length)
    days = week_ends(first, last)
    assert days[-1] == last
    assert all(day.weekday() == 6 and first <= day < last for day in days[:-1])
    assert len(days) - 1 == sum((first + timedelta(days=n)).weekday() == 6 for n in range(length))


def test_a_step_turns_from_normal_to_overdue_and_is_gone_when_done(seen_with, span, calendar):
    # Promised in three working days from 2026-10-30 (Friday): due 2026-11-04, done a week late.
    seen = seen_with(("accept", "A01", "2026-10-30"), ("finish", "A01", "2026-11-11"))
    lines = {line.label: line.cells for line in gather(list(measure(seen)), span, calendar)}
    # overdue, warning, suspended, normal, all
    assert lines == {
        "2026-11-01": (0, 0, 0, 1, 1),
        "2026-11-08": (1, 0, 0, 0, 1),
        "2026-11-15": (0, 0, 0, 0, 0),
        "2026-11-20": (0, 0, 0, 0, 0),
    }


def test_a_suspension_that_was_not_lifted_then_shows_as_suspended(seen_with, span, calendar):
    seen = seen_with(
        ("accept", "A01", "2026-10-30"),
        ("suspend", "A01", "2026-11-02", {"kind": "correction", "reason": "补正"}),
        ("resume", "A01", "2026-11-16"),
    )
    lines = {line.label: line.cells[:4] for line in gather(list(measure(seen)), span, calendar)}
    assert lines["2026-11-08"] == lines["2026-11-15"] == (0, 0, 1, 0)


def test_a_bar_has_its_steps_behind_it(seen_with, span, calendar):
    seen = seen_with(("accept", "A01", "2026-10-30"))
    last = gather(list(measure(seen)), span, calendar)[-1]
    (overdue,) = last.behind[0]
    assert (overdue.matter, overdue.project_id, overdue.words) == ("A01", seen.project.id, "▲ 逾期，2026-11-04 到期")
    assert last.behind[1:] == ((), (), ())


def test_the_weeks_shown_end_with_the_span(seen_with, calendar):
    seen = seen_with(("accept", "A01", "2026-10-30"))
    span = Span(on("2026-10-01"), on("2026-11-10"), on("2026-11-20"))
    assert [line.label for line in gather(list(measure(seen)), span, calendar)] == ["2026-11-01", "2026-11-08"]


def test_a_case_without_dated_acts_has_no_lamps(seen_with):
    assert list(measure(seen_with())) == []


def test_every_point_is_what_the_case_itself_says_of_that_day(seen_with, calendar):
    """Folding only what is new finds the same lamps as folding the whole case for each day."""
    seen = seen_with(
        ("accept", "A01", "2026-10-12"),
        ("suspend", "A01", "2026-10-14", {"kind": "correction", "reason": "补正"}),
        ("resume", "A01", "2026-10-21"),
        ("finish", "A01", "2026-10-28"),
        ("accept", "A02", "2026-10-29"),
        ("return", "A02", "2026-11-03", {"reason": "退件"}),
        ("accept", "A02", "2026-11-06"),
        ("receive", "A03", "2026-11-09"),
        ("accept", "E01", "2026-11-18"),
    )
    rows = list(measure(seen))
    for day in week_ends(on("2026-10-12"), seen.day):
        shown = {(row.matter, row.words[0]) for row in rows if row.started <= day <= row.ended}
        lamps = ("overdue", "warning", "suspended", "normal")
        said = {
            (one.step.code, "▲◆‖●"[lamps.index(one.lamp)])
            for one in standings(seen.case, day, calendar, until=day)
            if one.lamp in lamps and one.progress.attempts and one.progress.attempt.outcome is None
        }
        assert shown == said, day
