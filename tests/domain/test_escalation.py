"""The ladder: the right day, once, in order, in office hours, and nothing lost while the program was off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.clock import OfficeHours
from desktop_app.domain.clock_runs import NATURAL_TRACKS, ClockRun, Track
from desktop_app.domain.escalation import (
    DueRung,
    FiredKey,
    Ladder,
    Recipient,
    due_rungs,
    fired_key,
    in_office,
    schedule,
    trigger_day,
)
from desktop_app.domain.refusals import Refusal
from tests.domain.histories import CALENDAR, CHINA

HOURS = OfficeHours()
LADDER = Ladder()


def run(
    due: str, track: Track = Track.LIMIT, since: str = "2026-01-05", matter: str = "M1", name: str = "r"
) -> ClockRun:
    return ClockRun("p", "c", matter, track, "promised", name, date.fromisoformat(due), date.fromisoformat(since))


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=CHINA)


def days(one: ClockRun, ladder: Ladder = LADDER) -> dict[str, str]:
    return {rung.key: day.isoformat() for rung, day in schedule(one, ladder, CALENDAR)}


def test_the_ladder_of_a_limit_counts_working_days_from_its_date() -> None:
    # 10-08 and make-up Saturday 10-10 are worked, 10-01 to 10-07 are not.
    assert days(run("2026-09-30")) == {
        "limit-warning": "2026-09-28",
        "limit-overdue": "2026-10-08",
        "limit-urge": "2026-10-10",
        "limit-letter": "2026-10-13",
        "limit-interview": "2026-10-20",
    }


def test_nothing_fires_before_the_clock_binds() -> None:
    assert days(run("2026-11-03", since="2026-11-02"))["limit-warning"] == "2026-11-02"
    assert days(run("2026-11-09", since="2026-11-07"))["limit-warning"] == "2026-11-09"


def test_a_date_on_a_rest_day_is_warned_of_on_working_days() -> None:
    assert days(run("2026-11-08", Track.TOLERANCE)) == {
        "tolerance-warning": "2026-11-04",
        "tolerance-last": "2026-11-06",
        "tolerance-overdue": "2026-11-09",
        "tolerance-leader": "2026-11-11",
    }


def test_a_certificate_is_warned_of_in_natural_days_and_never_after_its_end() -> None:
    assert days(run("2026-11-29", Track.VALIDITY)) == {
        "validity-month": "2026-10-30",
        "validity-ten": "2026-11-19",
        "validity-last": "2026-11-27",
    }
    assert days(run("2026-11-29", Track.HELD)) == {
        "held-month": "2026-10-30",
        "held-ten": "2026-11-19",
        "held-last": "2026-11-27",
    }


def test_a_ladder_saved_before_a_track_came_gets_its_rungs() -> None:
    old = replace(LADDER, rungs=tuple(one for one in LADDER.rungs if one.track is not Track.HELD), leader="组长某")
    assert old.completed() == replace(LADDER, leader="组长某")
    assert LADDER.completed() == LADDER


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-11-20 08:29", False),
        ("2026-11-20 08:30", True),
        ("2026-11-20 12:00", True),
        ("2026-11-20 13:00", False),
        ("2026-11-20 17:30", True),
        ("2026-11-20 17:31", False),
        ("2026-11-21 10:00", False),
        ("2026-10-10 10:00", True),
        ("2026-10-06 10:00", False),
    ],
)
def test_office_hours(moment: str, open_: bool) -> None:
    assert in_office(CALENDAR, at(moment), HOURS) is open_
    fired = due_rungs([run("2026-09-30")], LADDER, CALENDAR, at(moment), HOURS, ())
    assert bool(fired) is open_


def test_rungs_that_were_slept_through_fire_in_order_and_are_marked() -> None:
    found = due_rungs([run("2026-11-13")], LADDER, CALENDAR, at("2026-11-20 09:00"), HOURS, ())
    assert [(one.rung.key, one.on.isoformat(), one.late) for one in found] == [
        ("limit-warning", "2026-11-11", True),
        ("limit-overdue", "2026-11-16", True),
        ("limit-urge", "2026-11-18", True),
        ("limit-letter", "2026-11-20", False),
    ]
    assert [one.rung.form for one in found] == ["", "", "urge", "warning-letter"]


def test_an_enterprises_own_limit_only_reminds_the_officer() -> None:
    rungs = LADDER.of(Track.ENTERPRISE)
    assert rungs and {rung.who for rung in rungs} == {Recipient.OFFICER}
    with pytest.raises(Refusal, match="只提醒代办员"):
        LADDER.changed("enterprise-overdue", who=Recipient.LEADER, days=1, on=True)


def test_the_source_of_the_first_three_rungs_is_known_and_the_last_two_are_proposals() -> None:
    rungs = LADDER.of(Track.LIMIT)
    assert [(rung.who, rung.days, rung.form, rung.verified) for rung in rungs] == [
        (Recipient.OFFICER, -2, "", True),
        (Recipient.LEADER, 1, "", True),
        (Recipient.LEAD_OFFICIAL, 3, "urge", True),
        (Recipient.OFFICE, 5, "warning-letter", False),
        (Recipient.LEAD_OFFICIAL, 10, "interview", False),
    ]


def test_a_rung_that_is_switched_off_never_fires() -> None:
    ladder = LADDER.changed("limit-overdue", who=Recipient.LEADER, days=1, on=False)
    found = due_rungs([run("2026-11-13")], ladder, CALENDAR, at("2026-11-20 09:00"), HOURS, ())
    assert "limit-overdue" not in {one.rung.key for one in found}


@pytest.mark.parametrize(
    ("key", "number", "said"),
    [
        ("limit-urge", 0, "不能早于它前面的一级"),
        ("limit-warning", 2, "不能早于它前面的一级"),
        ("limit-interview", 500, "不在 -90 至 120 之间"),
        ("validity-last", 3, "天数请写 0 或负数"),
    ],
)
def test_a_senseless_ladder_is_refused(key: str, number: int, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        LADDER.changed(key, who=LADDER.rung(key).who, days=number, on=True)
    with pytest.raises(Refusal, match="没有“nothing”这一级"):
        LADDER.changed("nothing", who=Recipient.OFFICER, days=0, on=True)


def test_people_have_the_names_of_the_workspace_and_of_the_case() -> None:
    ladder = Ladder(leader="组长某", office="")
    assert ladder.person(Recipient.OFFICER, "甲", "领导某") == "甲"
    assert ladder.person(Recipient.LEADER, "甲", "领导某") == "组长某"
    assert ladder.person(Recipient.LEAD_OFFICIAL, "甲", "领导某") == "领导某"
    assert ladder.person(Recipient.LEAD_OFFICIAL, "甲", "") == "领办领导"
    assert ladder.person(Recipient.OFFICE, "甲", "领导某") == "领导小组办公室"


def test_cases_that_share_a_matter_are_reminded_once_by_the_stricter_date() -> None:
    shared = [run("2026-11-13"), ClockRun("p", "c2", "M1", Track.LIMIT, "promised", "r", date(2026, 11, 11), date.min)]
    found = due_rungs(shared, LADDER, CALENDAR, at("2026-11-12 09:00"), HOURS, ())
    assert [(one.run.case_id, one.rung.key) for one in found] == [("c2", "limit-warning"), ("c2", "limit-overdue")]


RUNS = st.lists(
    st.builds(
        lambda track, since, length, matter, number: ClockRun(
            "p", "c", matter, track, track.value, f"{matter}-{number}", since + timedelta(days=length), since
        ),
        st.sampled_from(Track),
        st.dates(date(2026, 1, 1), date(2026, 6, 30)),
        st.integers(0, 60),
        st.sampled_from(("M1", "M2", "M3")),
        st.integers(0, 3),
    ),
    max_size=6,
    unique_by=lambda one: one.run,
)
STARTS = st.lists(
    st.builds(
        lambda day, hour, minute: datetime.combine(day, time(hour, minute), CHINA),
        st.dates(date(2026, 1, 1), date(2026, 10, 31)),
        st.integers(0, 23),
        st.integers(0, 59),
    ),
    max_size=20,
)
LAST = at("2026-11-20 09:00")


def started(runs: list[ClockRun], moments: list[datetime]) -> list[DueRung]:
    """What fires when the program is started at these moments and then at the last one."""
    fired: set[FiredKey] = set()
    found = []
    for moment in [*sorted(moments), LAST]:
        for one in due_rungs(runs, LADDER, CALENDAR, moment, HOURS, fired):
            assert chinese_calendar.is_workday(moment.date())
            assert any(opens <= moment.time() <= closes for opens, closes in HOURS.spans)
            assert one.on <= moment.date() and one.late == (one.on < moment.date())
            found.append(one)
            fired.add(fired_key(one.run, one.rung.key))
    return found


@settings(max_examples=150, deadline=None)
@given(RUNS, STARTS)
def test_whenever_the_program_is_started_every_rung_fires_once_and_in_the_end_all_of_them(
    runs: list[ClockRun], moments: list[datetime]
) -> None:
    daily = [datetime.combine(date(2026, 1, 1) + timedelta(days=n), time(9), CHINA) for n in range(320)]
    seldom, every_day = started(runs, moments), started(runs, daily)
    keys = [fired_key(one.run, one.rung.key) for one in seldom]
    assert len(keys) == len({*keys})
    assert {*keys} == {fired_key(one.run, one.rung.key) for one in every_day}
    assert not any(one.late for one in every_day)
    assert {*keys} == {
        fired_key(one, rung.key) for one in runs for rung, day in schedule(one, LADDER, CALENDAR) if day <= LAST.date()
    }


@settings(max_examples=150, deadline=None)
@given(RUNS)
def test_rungs_of_a_run_are_in_order_on_working_days(runs: list[ClockRun]) -> None:
    for one in runs:
        found = [trigger_day(one, rung, CALENDAR) for rung in LADDER.of(one.track)]
        assert found == sorted(found)
        assert all(chinese_calendar.is_workday(day) for day in found)
        assert all(day >= one.since for day in found)
    fired = due_rungs(runs, LADDER, CALENDAR, LAST, HOURS, ())
    assert [one.on for one in fired] == sorted(one.on for one in fired)


@settings(max_examples=100, deadline=None)
@given(RUNS)
def test_working_days_left_and_over_are_those_of_the_lamp(runs: list[ClockRun]) -> None:
    for one in runs:
        for rung, day in schedule(one, LADDER, CALENDAR):
            if one.track in NATURAL_TRACKS or day <= CALENDAR.next_working(one.since):
                continue
            left = CALENDAR.count_working(day, one.due)
            earlier = CALENDAR.add_working(day, -1)
            if rung.days > 0:
                assert -left == rung.days
            else:
                assert left <= -rung.days < CALENDAR.count_working(earlier, one.due)
