"""Step clocks: restart, extension, silence on corrections, missing papers, delivery, filing after hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from desktop_app.domain.calendar import WorkingCalendar, YearNotice
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.limit import BoundParty, Limit
from desktop_app.domain.matter import Matter
from desktop_app.domain.progress import fold
from desktop_app.domain.step_clocks import RunningClock, step_clocks
from desktop_app.domain.template import StepTemplate

CALENDAR = WorkingCalendar([YearNotice(2026, "测试安排", True, frozenset(), frozenset(), None, "", "")])
AT = datetime(2026, 11, 30, 9, tzinfo=timezone(timedelta(hours=8)))
STEP = StepTemplate(
    Matter(
        "M1",
        "规划许可",
        approval_kind="许可",
        promised=Limit.parse("8WD"),
        statutory=Limit.parse("20WD"),
        correction_notice=Limit.parse("5WD"),
    )
)


def on(day: str, verb: Verb, kind: str = "", amount: int = 0, time: str = "") -> Event:
    when = date.fromisoformat(day)
    return Event(
        day, "p", "c", "M1", verb, when, AT, "甲", kind=kind, amount=amount, time=time, note="缺图", officer="局长"
    )


def clocks(*events: Event, step: StepTemplate = STEP) -> dict[str, RunningClock]:
    progress = fold("M1", events)
    return {clock.name: clock for clock in step_clocks(step, progress, {"M1": progress}, CALENDAR)}


def test_a_restart_forgets_what_ran_before_and_ends_what_stood_still() -> None:
    found = clocks(
        on("2026-11-02", Verb.ACCEPT), on("2026-11-05", Verb.SUSPEND, "correction"), on("2026-11-09", Verb.RESTART)
    )
    assert found["promised"].start == date(2026, 11, 9)
    assert found["promised"].due == date(2026, 11, 19)
    assert found["promised"].derivation.credited == 0


def test_an_extension_lengthens_its_own_clock_and_keeps_the_first_date_in_sight() -> None:
    found = clocks(on("2026-11-02", Verb.ACCEPT), on("2026-11-20", Verb.EXTEND, "statutory", 10))
    statutory, promised = found["statutory"], found["promised"]
    assert statutory.original is not None and statutory.original.due == date(2026, 11, 30)
    assert statutory.due == date(2026, 12, 14)
    assert promised.original is None and promised.due == date(2026, 11, 12)


def test_suspensions_count_for_the_extended_date_too() -> None:
    found = clocks(
        on("2026-11-02", Verb.ACCEPT),
        on("2026-11-05", Verb.SUSPEND, "force_majeure"),
        on("2026-11-09", Verb.RESUME),
        on("2026-11-20", Verb.EXTEND, "statutory", 10),
    )
    original = found["statutory"].original
    assert original is not None and original.due == date(2026, 12, 2)
    assert found["statutory"].due == date(2026, 12, 16)


def test_silence_through_the_notice_period_counts_from_the_day_of_receipt() -> None:
    found = clocks(on("2026-11-02", Verb.RECEIVE))
    assert found["promised"].start == date(2026, 11, 2)
    assert found["promised"].deemed_after == date(2026, 11, 9)


def test_a_correction_notified_in_time_keeps_the_matter_unaccepted() -> None:
    assert clocks(on("2026-11-02", Verb.RECEIVE), on("2026-11-09", Verb.SUSPEND, "correction")) == {}
    late = clocks(on("2026-11-02", Verb.RECEIVE), on("2026-11-10", Verb.SUSPEND, "correction"))
    assert late["promised"].deemed_after == date(2026, 11, 9)


def test_acceptance_on_record_is_not_deemed() -> None:
    found = clocks(on("2026-11-02", Verb.RECEIVE), on("2026-11-04", Verb.ACCEPT))
    assert found["promised"].start == date(2026, 11, 4) and found["promised"].deemed_after is None


def test_a_matter_without_a_notice_period_is_never_deemed_accepted() -> None:
    silent = replace(STEP, matter=replace(STEP.matter, correction_notice=None))
    assert clocks(on("2026-11-02", Verb.RECEIVE), step=silent) == {}


def test_a_filing_after_closing_counts_from_the_next_working_day() -> None:
    received = replace(STEP, matter=replace(STEP.matter, statutory=replace(Limit.parse("20WD"), start="received")))
    in_time = clocks(on("2026-11-06", Verb.RECEIVE, time="17:30"), step=received)
    too_late = clocks(on("2026-11-06", Verb.RECEIVE, time="17:31"), step=received)
    assert in_time["statutory"].start == date(2026, 11, 6)
    assert too_late["statutory"].start == date(2026, 11, 9)


def test_missing_papers_run_their_own_clock_against_the_enterprise() -> None:
    found = clocks(on("2026-11-02", Verb.ACCEPT), on("2026-11-03", Verb.TOLERATE, amount=5))
    tolerance = found["tolerance"]
    assert tolerance.due == date(2026, 11, 10) and tolerance.limit.bound_party is BoundParty.ENTERPRISE
    supplied = clocks(
        on("2026-11-02", Verb.ACCEPT), on("2026-11-03", Verb.TOLERATE, amount=5), on("2026-11-06", Verb.SUPPLEMENT)
    )
    assert supplied["tolerance"].ended == date(2026, 11, 6)


def test_delivery_runs_from_the_decision_for_permits_only() -> None:
    events = (on("2026-11-02", Verb.ACCEPT), on("2026-11-05", Verb.FINISH))
    assert clocks(*events)["delivery"].due == date(2026, 11, 19)
    assert clocks(*events, on("2026-11-09", Verb.DELIVER))["delivery"].ended == date(2026, 11, 9)
    inner = replace(STEP, matter=replace(STEP.matter, approval_kind="内部"))
    assert "delivery" not in clocks(*events, step=inner)


def test_a_returned_filing_has_no_delivery() -> None:
    assert "delivery" not in clocks(on("2026-11-02", Verb.ACCEPT), on("2026-11-05", Verb.RETURN))
