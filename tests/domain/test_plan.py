"""Plans: the latest dates that still meet the target, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.outlook import outlook
from desktop_app.domain.plan import BackSchedule, Plan, against, back_schedule, unfiled
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import StepTemplate
from tests.domain.histories import CALENDAR, CHINA, histories, last_day, next_working_day, nth_working_day
from tests.domain.test_outlook import case_of, does, step

MONDAY = date(2026, 11, 2)


def previous_working_day(day: date) -> date:
    while next_working_day(day) != day:
        day -= timedelta(days=1)
    return day


@settings(max_examples=250, deadline=None)
@given(histories(), st.integers(0, 30))
def test_every_planned_step_is_as_late_as_it_may_be(made: tuple[Case, date], room: int) -> None:
    case, today = made
    seen = outlook(case, today, CALENDAR)
    if seen.finish is None or all(one.ended for one in seen.steps):
        with pytest.raises(Refusal, match="无需倒排"):
            back_schedule(case, today, today, CALENDAR)
        return
    with pytest.raises(Refusal, match=f"最早 {seen.finish}"):
        back_schedule(case, seen.finish - timedelta(days=1), today, CALENDAR)
    target = seen.finish + timedelta(days=room)
    found = back_schedule(case, target, today, CALENDAR)
    by_code = {one.code: one for one in found.steps}
    assert found.spare == CALENDAR.count_working(seen.finish, target) and list(by_code) == [s.code for s in seen.steps]
    allowed = {one.code: [previous_working_day(target)] for one in seen.steps}
    for one in seen.steps:
        planned = by_code[one.code]
        assert (planned.began, planned.ended, planned.firm) == (one.began, one.ended, True)
        if not one.began:
            assert planned.start is not None and one.start is not None and planned.start >= one.start
            for before in one.before:
                allowed[before].append(planned.start)
    for one in seen.steps:
        planned = by_code[one.code]
        assert planned.finish is not None or one.ended
        if one.ended:
            assert (planned.start, planned.finish) == (one.start, one.finish)
        elif one.began:
            assert planned.start == one.start and planned.finish == min(allowed[one.code])
        else:
            limit = case.template.step(one.code).promised_limit
            assert planned.start is not None and planned.finish == last_day(planned.start, limit)
            assert planned.finish <= min(allowed[one.code])
            assert last_day(nth_working_day(planned.start, 1), limit) > min(allowed[one.code]), "it could start later"


def frozen(found: BackSchedule, case: Case, lengths: tuple[tuple[str, str], ...] = ()) -> Plan:
    at = datetime(2026, 11, 2, 9, tzinfo=CHINA)
    return Plan("1", case.id, found.target, at, "甲", "", CALENDAR.version, found.steps, lengths)


def test_counted_back_from_a_rest_day_everything_lies_on_working_days() -> None:
    case = case_of(step("A", 3), step("B", 5, "A"))
    found = back_schedule(case, date(2026, 11, 22), MONDAY, CALENDAR)
    assert [(one.start, one.finish) for one in found.steps] == [
        (date(2026, 11, 10), date(2026, 11, 13)),
        (date(2026, 11, 13), date(2026, 11, 20)),
    ]
    assert (found.earliest, found.spare) == (date(2026, 11, 12), 6)


def test_a_target_too_early_is_refused_with_the_earliest_day_and_what_is_in_the_way() -> None:
    case = case_of(step("A", 3), step("B", 5, "A"), step("C", 1))
    with pytest.raises(Refusal, match=r"最早 2026-11-12 才能全部办完.*关键环节：事项A、事项B。"):
        back_schedule(case, date(2026, 11, 11), MONDAY, CALENDAR)
    with pytest.raises(Refusal, match="（暂估）"):
        back_schedule(case, date(2026, 11, 11), date(2026, 12, 30), CALENDAR)


def test_a_plan_through_an_unannounced_year_is_provisional() -> None:
    found = back_schedule(case_of(step("A", 3), step("B", 5, "A")), date(2027, 1, 8), MONDAY, CALENDAR)
    assert [one.missing_years for one in found.steps] == [(2027,), (2027,)]
    assert not found.steps[0].firm


def test_building_time_is_part_of_the_plan_and_remembered() -> None:
    case = case_of(StepTemplate(Matter("SG02", "施工", ask_days=True)))
    lengths = {"SG02": Limit(20, Unit.WORKING_DAYS)}
    found = back_schedule(case, date(2026, 12, 4), MONDAY, CALENDAR, lengths=lengths)
    assert found.steps[0].start == date(2026, 11, 6)
    plan = frozen(found, case, (("SG02", "20WD"),))
    (standing,) = against(plan, case, date(2026, 11, 10), CALENDAR)
    assert (standing.start_slip, standing.finish_slip, standing.unfiled) == (2, 2, True)


def test_a_step_nobody_filed_is_told_from_the_day_after_its_planned_start() -> None:
    case = case_of(step("A", 3), step("B", 5, "A"))
    plan = frozen(back_schedule(case, date(2026, 11, 20), MONDAY, CALENDAR), case)

    def late(one: Case, day: int) -> list[str]:
        today = date(2026, 11, day)
        return [planned.code for planned in unfiled(plan, one.situation(today), today)]

    assert (late(case, 10), late(case, 11), late(case, 16)) == ([], ["A"], ["A", "B"])
    filed = does(case, Verb.RECEIVE, "2026-11-12", "A")
    assert late(filed, 16) == ["B"]
    skipped = does(filed, Verb.SKIP, "2026-11-12", "B")
    assert late(skipped, 16) == []


def test_the_plan_against_what_happened() -> None:
    case = case_of(step("A", 3), step("B", 5, "A"), step("C", 2, optional=True), step("D", 1))
    plan = frozen(back_schedule(case, date(2026, 11, 20), MONDAY, CALENDAR), case)
    case = does(does(case, Verb.ACCEPT, "2026-11-04", "A"), Verb.FINISH, "2026-11-16", "A")
    case = does(does(case, Verb.INCLUDE, "2026-11-16", "C"), Verb.SKIP, "2026-11-16", "D")
    found = {one.code: one for one in against(plan, case, date(2026, 11, 17), CALENDAR)}
    slips = {code: (one.start_slip, one.finish_slip, one.unfiled) for code, one in found.items()}
    assert slips == {"A": (-4, 1, False), "B": (2, 2, True), "D": (None, None, False), "C": (None, None, False)}
    assert found["D"].now is None and found["C"].planned is None
    assert found["A"].now is not None and found["A"].now.ended and found["B"].now is not None
    assert not found["B"].now.began
    assert replace(plan, lengths=(("SG02", "20WD"),)).given_lengths() == {"SG02": Limit(20, Unit.WORKING_DAYS)}
