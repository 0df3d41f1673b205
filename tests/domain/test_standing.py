"""Standings: which clock a step's lamp follows, when it is late, and what stops it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from desktop_app.domain.calendar import WorkingCalendar, YearNotice
from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Verb
from desktop_app.domain.limit import BoundParty, Limit, LimitKind
from desktop_app.domain.matter import Matter
from desktop_app.domain.progress import Lamp
from desktop_app.domain.standing import Standing, late, standing
from desktop_app.domain.template import ApprovalTemplate, StepTemplate

CALENDAR = WorkingCalendar([YearNotice(2026, "测试安排", True, frozenset(), frozenset(), None, "", "")])
AT = datetime(2026, 11, 30, 9, tzinfo=timezone(timedelta(hours=8)))
TWENTY = replace(Limit.parse("20WD"), start="accepted")


def matter(code: str = "M1", **more: object) -> Matter:
    facts: dict[str, object] = {"promised": Limit.parse("8WD"), "statutory": TWENTY, "approval_kind": "许可"}
    return Matter(code=code, name=code, stage="立项", authority="住建局", **(facts | more))  # type: ignore[arg-type]


def case(*steps: StepTemplate) -> Case:
    template = ApprovalTemplate(key="T", name="样板", version="1", steps=steps or (StepTemplate(matter()),))
    return Case("c", "p", template, date(2026, 11, 2), "甲")


def does(one: Case, verb: Verb, day: str, code: str = "M1", **more: Any) -> Case:
    act = Act(date.fromisoformat(day), "甲", AT, **more)
    return one.with_event(one.decide(verb, code, act, f"{len(one.events):04d}"))


def stands(one: Case, today: str, code: str = "M1") -> Standing:
    return standing(one, one.situation(), code, date.fromisoformat(today), CALENDAR)


def test_the_lamp_follows_the_promised_clock_and_turns_by_working_days() -> None:
    one = does(case(), Verb.ACCEPT, "2026-11-05")
    due = stands(one, "2026-11-05").primary
    assert due is not None and due.name == "promised" and due.due == date(2026, 11, 17)
    lamps = {day: stands(one, day) for day in ("2026-11-12", "2026-11-13", "2026-11-17", "2026-11-18", "2026-11-21")}
    assert [lamps[day].lamp for day in lamps] == [Lamp.NORMAL, Lamp.WARNING, Lamp.WARNING, Lamp.OVERDUE, Lamp.OVERDUE]
    assert [lamps[day].left for day in lamps] == [3, 2, 0, -1, -3]


def test_a_step_received_but_not_accepted_has_no_running_promise() -> None:
    found = stands(does(case(), Verb.RECEIVE, "2026-11-05"), "2026-11-20")
    assert found.primary is None and found.lamp is Lamp.NORMAL and found.left is None


def test_the_statutory_clock_leads_where_nothing_was_promised() -> None:
    found = stands(does(case(StepTemplate(matter(promised=None))), Verb.ACCEPT, "2026-11-05"), "2026-11-20")
    assert found.primary is not None and found.primary.name == "statutory"


def test_a_correction_stops_the_promise_but_not_the_law() -> None:
    one = does(case(), Verb.ACCEPT, "2026-11-05")
    one = does(one, Verb.SUSPEND, "2026-11-12", kind="补正", reason="缺图")
    held = stands(one, "2026-11-13")
    assert held.lamp is Lamp.SUSPENDED and held.primary is not None and held.primary.due is None
    one = does(one, Verb.RESUME, "2026-11-16")
    promised, statutory = stands(one, "2026-11-16").clocks
    assert promised.due == date(2026, 11, 19), "two working days are credited: 12 and 13 November"
    assert statutory.due == date(2026, 12, 3)


def test_a_special_procedure_stops_the_law_only_with_a_written_notice() -> None:
    begun = does(case(), Verb.ACCEPT, "2026-11-05")
    told = does(begun, Verb.SUSPEND, "2026-11-12", kind="专家评审", reason="评审", basis="临开审告〔2026〕3号")
    untold = does(begun, Verb.SUSPEND, "2026-11-12", kind="专家评审", reason="评审")
    assert [clock.due for clock in stands(told, "2026-11-13").clocks] == [None, None]
    assert [clock.due for clock in stands(untold, "2026-11-13").clocks] == [None, date(2026, 12, 3)]


def test_suspended_and_resumed_on_one_day_credits_nothing() -> None:
    one = does(case(), Verb.ACCEPT, "2026-11-05")
    one = does(does(one, Verb.SUSPEND, "2026-11-12", kind="补正", reason="x"), Verb.RESUME, "2026-11-12")
    assert stands(one, "2026-11-13").clocks[0].due == date(2026, 11, 17)


def test_overdue_beats_suspended_when_it_was_late_before() -> None:
    one = does(case(), Verb.ACCEPT, "2026-11-05")
    one = does(one, Verb.SUSPEND, "2026-11-20", kind="企业原因", reason="企业未配合")
    found = stands(one, "2026-11-23")
    assert found.lamp is Lamp.OVERDUE and late(found, date(2026, 11, 23))
    in_time = does(does(case(), Verb.ACCEPT, "2026-11-05"), Verb.SUSPEND, "2026-11-17", kind="企业原因", reason="x")
    assert stands(in_time, "2026-11-30").lamp is Lamp.SUSPENDED, "suspended on its last day, it was not late"


def test_a_finished_step_says_whether_it_was_in_time() -> None:
    one = does(case(), Verb.ACCEPT, "2026-11-05")
    assert stands(does(one, Verb.FINISH, "2026-11-17"), "2026-11-30").lamp is Lamp.DONE
    assert stands(does(one, Verb.FINISH, "2026-11-18"), "2026-11-30").lamp is Lamp.DONE_LATE


def test_a_minimum_period_is_never_overdue() -> None:
    shortest = Limit(30, TWENTY.unit, kind=LimitKind.MINIMUM)
    one = does(case(StepTemplate(matter(promised=None, statutory=shortest))), Verb.ACCEPT, "2026-01-05")
    found = stands(one, "2026-11-20")
    assert found.lamp is Lamp.NORMAL and found.primary is None and len(found.clocks) == 1


def test_an_enterprise_limit_runs_from_another_matter_and_names_whom_it_binds() -> None:
    tax = Limit(30, Limit.parse("1ND").unit, start="done:M1", bound_party=BoundParty.ENTERPRISE)
    steps = (StepTemplate(matter()), StepTemplate(matter("M2", promised=None, statutory=tax), ("M1",)))
    one = does(does(case(*steps), Verb.ACCEPT, "2026-09-07"), Verb.FINISH, "2026-09-08")
    found = stands(one, "2026-11-20", "M2")
    assert found.primary is not None and found.primary.start == date(2026, 9, 8)
    assert found.lamp is Lamp.OVERDUE and found.bound_party is BoundParty.ENTERPRISE


def test_a_filing_on_a_rest_day_counts_from_the_next_working_day() -> None:
    received = replace(TWENTY, start="received")
    one = does(case(StepTemplate(matter(promised=None, statutory=received))), Verb.RECEIVE, "2026-11-07")
    clock = stands(one, "2026-11-09").primary
    assert clock is not None and clock.start == date(2026, 11, 9)


def test_a_step_entered_as_done_has_no_clock() -> None:
    found = stands(does(case(), Verb.RECORD, "2026-05-06"), "2026-11-20")
    assert found.clocks == () and found.lamp is Lamp.DONE


@pytest.mark.parametrize("verb", [Verb.RETURN, Verb.WITHDRAW])
def test_ended_without_success_shows_its_own_lamp(verb: Verb) -> None:
    one = does(does(case(), Verb.ACCEPT, "2026-11-05"), verb, "2026-11-20", reason="材料不符")
    lamp = Lamp.REFUSED if verb is Verb.RETURN else Lamp.WITHDRAWN
    assert stands(one, "2026-12-30").lamp is lamp


def test_a_date_in_a_year_without_notice_is_not_firm_and_still_lights_the_lamp() -> None:
    one = does(case(), Verb.ACCEPT, "2026-12-28")
    clock = stands(one, "2027-01-15").primary
    assert clock is not None and not clock.derivation.firm and clock.derivation.missing_years == (2027,)
    assert stands(one, "2027-01-15").lamp is Lamp.OVERDUE
