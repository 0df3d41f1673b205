"""Every elapsed working day belongs to exactly one party, by a rule that can be checked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import inf

import chinese_calendar
import pytest
from hypothesis import given, settings

from desktop_app.domain.attribution import Attribution, Party, attribution
from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Verb
from desktop_app.domain.limit import BoundParty, Limit, Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.outlook import as_known, outlook_from
from desktop_app.domain.progress import Attempt, StepState, without_reversed
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.suspension import SUSPENSION_KINDS
from desktop_app.domain.template import ApprovalTemplate, StepTemplate
from tests.domain.histories import CALENDAR, histories
from tests.domain.test_outlook import case_of, does, step


def working_days(after: date, through: date) -> list[date]:
    """Counted one day at a time on another calendar package."""
    days = (after + timedelta(days=n) for n in range(1, (through - after).days + 1))
    return [day for day in days if chinese_calendar.is_workday(day)]


@settings(max_examples=300, deadline=None)
@given(histories())
def test_the_sums_are_the_elapsed_working_days_of_any_history(made: tuple[Case, date]) -> None:
    case, as_of = made
    found = attribution(case, as_of, CALENDAR)
    assert [one.day for one in found.days] == working_days(found.start, found.through)
    assert sum(found.sums.values()) == len(found.days) and set(found.sums) == set(Party)
    situation = case.situation()
    attempts = [attempt for one in situation.progress.values() for attempt in one.attempts]
    filed = [attempt.filed for attempt in attempts if attempt.filed]
    ended = [attempt.ended for attempt in attempts if attempt.ended]
    assert found.start == min([case.opened_on, *filed])
    assert found.through == (max([found.start, *ended]) if situation.ended else as_of)
    assert found.firm


@settings(max_examples=150, deadline=None)
@given(histories())
def test_a_day_belongs_to_a_step_that_is_unfinished_that_day(made: tuple[Case, date]) -> None:
    case, as_of = made
    progress = case.situation().progress
    for one in attribution(case, as_of, CALENDAR).days:
        held = {
            code
            for code, record in progress.items()
            for attempt in record.attempts
            if attempt.filed and attempt.filed < one.day and (attempt.ended is None or one.day <= attempt.ended)
        }
        assert one.matter in held if held else one.party in (Party.AGENT, Party.ENTERPRISE)
        still = [
            kept.kind.party
            for attempt in (progress[one.matter].attempts if one.matter in held else ())
            for kept in attempt.suspensions
            if kept.first <= one.day and (kept.resumed is None or one.day < kept.resumed)
        ]
        if still:
            assert one.party in still
        elif held:
            kind = case.template.step(one.matter).matter.approval_kind
            assert one.party is (Party.ENTERPRISE if kind == "企业自办" else Party.AUTHORITY)


@settings(max_examples=60, deadline=None)
@given(histories())
def test_what_happens_later_does_not_change_whose_a_day_was(made: tuple[Case, date]) -> None:
    case, as_of = made
    if any(event.verb in (Verb.REVERSE, Verb.SKIP, Verb.INCLUDE) for event in case.events):
        return
    whole = {one.day: (one.party, one.matter) for one in attribution(case, as_of, CALENDAR).days}
    earlier = attribution(case, as_of - timedelta(days=12), CALENDAR)
    assert {one.day: (one.party, one.matter) for one in earlier.days if one.day in whole}.items() <= whole.items()


def of(case: Case, as_of: str) -> Attribution:
    return attribution(case, date.fromisoformat(as_of), CALENDAR)


def told(found: Attribution) -> dict[str, str]:
    return {f"{one.day:%m-%d}": f"{one.party}{one.matter}" for one in found.days}


def test_a_case_told_day_by_day() -> None:
    case = does(case_of(step("A", 3), step("B", 5, "A")), Verb.RECEIVE, "2026-11-03", "A")
    case = does(does(case, Verb.ACCEPT, "2026-11-05", "A"), Verb.SUSPEND, "2026-11-06", "A", kind="补正")
    case = does(does(case, Verb.RESUME, "2026-11-10", "A"), Verb.FINISH, "2026-11-11", "A")
    found = of(does(case, Verb.ACCEPT, "2026-11-13", "B"), "2026-11-17")
    assert (found.start, found.through, found.firm) == (date(2026, 11, 2), date(2026, 11, 17), True)
    assert told(found) == {
        "11-03": "代办A",
        "11-04": "审批部门A",
        "11-05": "审批部门A",
        "11-06": "企业A",
        "11-09": "企业A",
        "11-10": "审批部门A",
        "11-11": "审批部门A",
        "11-12": "代办B",
        "11-13": "代办B",
        "11-16": "审批部门B",
        "11-17": "审批部门B",
    }
    reasons = [found.days[place].reason for place in (0, 1, 2, 3, 10)]
    assert reasons == [
        "“事项A”可办而未报",
        "“事项A”已收件待受理",
        "“事项A”已收件待受理",
        "“事项A”补正暂停",
        "“事项B”审批中",
    ]
    assert {party.value: days for party, days in found.sums.items()} == {
        "审批部门": 6,
        "企业": 2,
        "代办": 3,
        "特别程序": 0,
        "不可归责": 0,
    }


def test_the_least_slack_decides_and_of_equals_the_authority() -> None:
    own = StepTemplate(Matter("E", "自办", promised=Limit(9, Unit.WORKING_DAYS), approval_kind="企业自办"))
    longer = does(does(case_of(step("A", 3), own), Verb.ACCEPT, "2026-11-02", "A"), Verb.ACCEPT, "2026-11-02", "E")
    first = of(longer, "2026-11-03").days[0]
    assert (first.party, first.matter) == (Party.ENTERPRISE, "E")
    assert first.reason == "“自办”由企业办理，在办环节中机动时间最少（另有“事项A”）"
    equal = does(does(case_of(own, step("A", 9)), Verb.ACCEPT, "2026-11-02", "A"), Verb.ACCEPT, "2026-11-02", "E")
    assert of(equal, "2026-11-03").days[0].party is Party.AUTHORITY


@pytest.mark.parametrize("kind", SUSPENSION_KINDS, ids=lambda kind: kind.key)
def test_a_suspended_step_belongs_by_its_kind(kind) -> None:
    case = does(case_of(step("A", 9)), Verb.ACCEPT, "2026-11-02", "A")
    case = does(case, Verb.SUSPEND, "2026-11-04", "A", kind=kind.key)
    assert [one.party for one in of(case, "2026-11-05").days] == [Party.AUTHORITY, Party(kind.party), Party(kind.party)]


def test_an_enterprise_bound_by_law_works_for_itself() -> None:
    limit = Limit(30, Unit.NATURAL_DAYS, bound_party=BoundParty.ENTERPRISE)
    case = case_of(StepTemplate(Matter("A", "登记", statutory=limit, approval_kind="登记")))
    case = does(case, Verb.ACCEPT, "2026-11-02", "A")
    assert of(case, "2026-11-04").sums[Party.ENTERPRISE] == 2


def test_nothing_running_and_nothing_ready_is_the_enterprise_that_has_to_decide_or_file_again() -> None:
    undecided = case_of(step("A", 9, optional=True))
    assert [one.party for one in of(undecided, "2026-11-03").days] == [Party.ENTERPRISE]
    refused = does(
        does(case_of(step("A", 3), step("B", 1, "A")), Verb.ACCEPT, "2026-11-02", "A"), Verb.RETURN, "2026-11-04", "A"
    )
    assert told(of(refused, "2026-11-05")) == {"11-03": "审批部门A", "11-04": "审批部门A", "11-05": "企业"}


def test_a_mistake_that_was_reversed_never_held_a_day_and_an_ended_case_has_no_more() -> None:
    case = does(case_of(step("A", 9)), Verb.ACCEPT, "2026-11-03", "A")
    case = does(does(case, Verb.REVERSE, "2026-11-10", "A"), Verb.ACCEPT, "2026-11-10", "A")
    assert of(case, "2026-11-11").sums == {**dict.fromkeys(Party, 0), Party.AGENT: 6, Party.AUTHORITY: 1}
    done = does(case, Verb.FINISH, "2026-11-12", "A")
    assert of(done, "2026-12-30").through == date(2026, 11, 12)


def test_a_filing_before_the_opening_begins_the_count_and_old_records_do_not() -> None:
    steps = (step("A", 3), step("B", 3))
    case = Case("c", "p", ApprovalTemplate("T", "样板", steps=steps), date(2026, 11, 9), "甲")
    earlier = does(case, Verb.ACCEPT, "2026-11-05", "A")
    assert of(earlier, "2026-11-10").start == date(2026, 11, 5)
    act = Act(date(2026, 3, 2), "甲", earlier.events[0].at)
    recorded = case.with_event(case.decide(Verb.RECORD, "A", act, "1"))
    assert of(recorded, "2026-11-10").start == date(2026, 11, 9)
    assert of(case, "2026-10-10").days == ()


def test_days_of_an_unannounced_year_are_counted_provisionally() -> None:
    case = does(case_of(step("A", 9)), Verb.ACCEPT, "2026-12-30", "A")
    found = of(case, "2027-01-05")
    assert (found.firm, found.missing_years) == (False, (2027,))
    assert [one.firm for one in found.days if one.day >= date(2026, 12, 31)] == [True, False, False]
    assert not of(case, "2027-01-01").firm, "it might be made a working day yet"


def test_days_of_centuries_are_not_told_one_by_one() -> None:
    with pytest.raises(Refusal, match="超过 50 年"):
        attribution(case_of(step("A", 1)), date.max, CALENDAR)


def one_by_one(case: Case, as_of: date) -> list[tuple[date, Party, str]]:
    """Every day on its own, with an outlook made anew: the plain computation."""
    case = as_known(case, as_of)
    case = replace(case, events=without_reversed(case.events))
    found, final = [], case.situation()
    order = case.template.order
    for day in (one.day for one in attribution(case, as_of, CALENDAR).days):
        before = as_known(case, day - timedelta(days=1))
        situation = before.situation()
        held = [
            (code, attempt)
            for code, record in final.progress.items()
            for attempt in record.attempts
            if code not in final.left_out
            and attempt.filed
            and attempt.filed < day
            and (not attempt.ended or day <= attempt.ended)
        ]
        if not held:
            ready = [code for code in case.template.codes if situation.state[code] is StepState.READY]
            ready = [code for code in ready if code not in final.left_out]
            found.append((day, Party.AGENT if ready else Party.ENTERPRISE, ready[0] if ready else ""))
            continue
        seen = outlook_from(before, situation, day, CALENDAR)
        slack = {one.code: one.slack for one in seen.steps if one.slack is not None}
        parties = {code: _party(case, code, attempt, day) for code, attempt in held}
        code = min(parties, key=lambda one: (slack.get(one, inf), list(Party).index(parties[one]), order.index(one)))
        found.append((day, parties[code], code))
    return found


def _party(case: Case, code: str, attempt: Attempt, day: date) -> Party:
    still = [one for one in attempt.suspensions if one.first <= day and (one.resumed is None or day < one.resumed)]
    if still:
        return Party(min(still, key=lambda one: one.first).kind.party)
    own = case.template.step(code).matter.approval_kind == "企业自办"
    return Party.ENTERPRISE if own else Party.AUTHORITY


@settings(max_examples=150, deadline=None)
@given(histories())
def test_spells_of_days_are_told_as_days_one_by_one(made: tuple[Case, date]) -> None:
    case, as_of = made
    found = attribution(case, as_of, CALENDAR).days
    assert [(one.day, one.party, one.matter) for one in found] == one_by_one(case, as_of)
