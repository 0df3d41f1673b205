"""Runs of clocks: which dates run, and when a run is the same one or another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from desktop_app.domain.calendar import DayOverride, WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.clock_runs import ClockRun, Track, clock_runs, held_runs
from desktop_app.domain.custody import Check, MaterialAct, MaterialEntry
from desktop_app.domain.events import Act, Verb
from desktop_app.domain.limit import BoundParty, Limit, Unit
from desktop_app.domain.matter import Matter, ResultPaper, Validity, ValidityUnit
from desktop_app.domain.plan import Plan, PlannedStep
from desktop_app.domain.standing import standings
from desktop_app.domain.template import ApprovalTemplate, StepTemplate
from tests.domain.histories import CALENDAR, CHINA

PERMIT = StepTemplate(
    Matter(
        "M1",
        "施工许可",
        approval_kind="许可",
        promised=Limit(8, Unit.WORKING_DAYS),
        result=ResultPaper("施工许可证", "3 个月内开工", Validity(3, ValidityUnit.MONTH, used_by=("M2",))),
    )
)
BEGIN = StepTemplate(Matter("M2", "开工", promised=Limit(3, Unit.WORKING_DAYS)), ("M1",))
OWN = StepTemplate(Matter("M3", "企业合同", approval_kind="企业自办", promised=Limit(5, Unit.WORKING_DAYS)))


def case(*steps: StepTemplate) -> Case:
    return Case("c", "p", ApprovalTemplate("T", "样板", steps=steps or (PERMIT, BEGIN, OWN)), date(2026, 11, 2), "甲")


def does(one: Case, verb: Verb, day: str, code: str = "M1", **more: object) -> Case:
    on = date.fromisoformat(day)
    facts = {"reason": "试", "note": "缺图", "officer": "局长", "basis": "告知书 1 号"} | more
    act = Act(on, "甲", datetime.combine(on, time(9), CHINA), **facts)  # type: ignore[arg-type]
    return one.with_event(one.decide(verb, code, act, f"{len(one.events):04d}"))


def runs(one: Case, calendar: WorkingCalendar = CALENDAR, plan: Plan | None = None) -> dict[Track, ClockRun]:
    found = clock_runs(one, standings(one, None, calendar, until=None), calendar, plan)
    return {run.track: run for run in found}


def accepted() -> Case:
    return does(case(), Verb.ACCEPT, "2026-11-02")


def test_a_running_limit_has_one_run_and_an_ended_one_none() -> None:
    run = runs(accepted())[Track.LIMIT]
    assert (run.matter, run.clock, run.due, run.since) == ("M1", "promised", date(2026, 11, 12), date(2026, 11, 2))
    assert Track.LIMIT not in runs(does(accepted(), Verb.FINISH, "2026-11-05"))
    assert runs(case()) == {}


def test_a_suspended_clock_runs_no_longer_and_another_run_begins_when_it_resumes() -> None:
    before = runs(accepted())[Track.LIMIT]
    held = does(accepted(), Verb.SUSPEND, "2026-11-05", kind="correction")
    assert Track.LIMIT not in runs(held)
    after = runs(does(held, Verb.RESUME, "2026-11-09"))[Track.LIMIT]
    assert after.run != before.run and after.due == date(2026, 11, 16)


def test_a_suspension_that_credits_nothing_leaves_the_run_as_it_was() -> None:
    held = does(accepted(), Verb.SUSPEND, "2026-11-05", kind="correction")
    again = runs(does(held, Verb.RESUME, "2026-11-05"))[Track.LIMIT]
    assert again == runs(accepted())[Track.LIMIT]


def test_an_extension_begins_another_run_and_taking_it_back_brings_the_first_one_back() -> None:
    first = runs(accepted())[Track.LIMIT]
    longer = does(accepted(), Verb.EXTEND, "2026-11-10", kind="promised", amount=10)
    second = runs(longer)[Track.LIMIT]
    assert second.run != first.run and second.due == date(2026, 11, 26)
    assert runs(does(longer, Verb.REVERSE, "2026-11-11"))[Track.LIMIT] == first


def test_a_restart_and_a_second_filing_begin_another_run() -> None:
    first = runs(accepted())[Track.LIMIT]
    restarted = runs(does(accepted(), Verb.RESTART, "2026-11-09"))[Track.LIMIT]
    returned = does(accepted(), Verb.RETURN, "2026-11-04")
    again = runs(does(returned, Verb.ACCEPT, "2026-11-04"))[Track.LIMIT]
    assert len({first.run, restarted.run, again.run}) == 3


def test_another_calendar_moves_the_date_and_leaves_it_the_same_run() -> None:
    closed = WorkingCalendar(CALENDAR.notices, {}, [DayOverride(date(2026, 11, 10), False, "停电")])
    before, after = runs(accepted())[Track.LIMIT], runs(accepted(), closed)[Track.LIMIT]
    assert (before.due, after.due) == (date(2026, 11, 12), date(2026, 11, 13))
    assert after == replace(before, due=after.due)


def test_an_enterprises_own_limit_is_a_track_of_its_own() -> None:
    own = runs(does(case(), Verb.ACCEPT, "2026-11-02", "M3"))
    assert [*own] == [Track.ENTERPRISE]
    bound = Limit(20, Unit.WORKING_DAYS, bound_party=BoundParty.ENTERPRISE)
    statutory = StepTemplate(Matter("M4", "开工前缴费", statutory=bound))
    assert [*runs(does(case(statutory), Verb.ACCEPT, "2026-11-02", "M4"))] == [Track.ENTERPRISE]


def test_missing_papers_are_chased_until_they_come_also_after_the_step_is_done() -> None:
    promised = does(accepted(), Verb.TOLERATE, "2026-11-03", amount=5)
    done = does(promised, Verb.FINISH, "2026-11-05")
    run = runs(done)[Track.TOLERANCE]
    assert (run.due, run.what) == (date(2026, 11, 10), "缺图")
    assert Track.TOLERANCE not in runs(does(done, Verb.SUPPLEMENT, "2026-11-09"))
    assert Track.TOLERANCE not in runs(does(promised, Verb.WITHDRAW, "2026-11-05"))


def test_a_decision_is_chased_until_it_is_delivered() -> None:
    done = does(accepted(), Verb.FINISH, "2026-11-05")
    assert runs(done)[Track.DELIVERY].due == date(2026, 11, 19)
    assert Track.DELIVERY not in runs(does(done, Verb.DELIVER, "2026-11-06"))


def test_a_certificate_runs_until_the_step_that_uses_it_has_begun() -> None:
    done = does(accepted(), Verb.FINISH, "2026-11-05")
    run = runs(done)[Track.VALIDITY]
    assert (run.due, run.since, run.what) == (date(2027, 2, 5), date(2026, 11, 5), "施工许可证有效至 2027-02-05")
    assert run.missing_years == (2027,)
    assert Track.VALIDITY not in runs(does(done, Verb.ACCEPT, "2026-11-20", "M2"))


def test_a_certificate_that_must_be_renewed_early_runs_to_the_last_day_for_that() -> None:
    lasting = Validity(1, ValidityUnit.YEAR, renew_before=Limit(30, Unit.NATURAL_DAYS))
    matter = Matter("M5", "排污许可", result=ResultPaper("排污许可证", "1 年", lasting))
    done = does(does(case(StepTemplate(matter)), Verb.ACCEPT, "2025-11-03", "M5"), Verb.FINISH, "2025-11-05", "M5")
    run = runs(done)[Track.VALIDITY]
    assert run.due == date(2026, 11, 5) - timedelta(days=30)
    assert run.what == "排污许可证有效至 2026-11-05，最迟提前 30 个自然日申请延续"


def test_steps_of_the_plan_are_chased_once_they_could_be_filed() -> None:
    planned = (PlannedStep("M1", "施工许可", date(2026, 11, 9), date(2026, 11, 19)),)
    later = PlannedStep("M2", "开工", date(2026, 11, 19), date(2026, 11, 24))
    made = datetime(2026, 11, 2, 9, tzinfo=CHINA)
    plan = Plan("plan", "c", date(2026, 12, 1), made, "甲", "", "", (*planned, later))
    run = runs(case(), plan=plan)[Track.PLAN]
    assert (run.matter, run.due, run.since) == ("M1", date(2026, 11, 9), date(2026, 11, 9))
    done = does(accepted(), Verb.FINISH, "2026-11-25")
    run = runs(done, plan=plan)[Track.PLAN]
    assert (run.matter, run.due, run.since) == ("M2", date(2026, 11, 19), date(2026, 11, 25))


def custody(act: MaterialAct, entry_id: str, **more: object) -> MaterialEntry:
    facts = {"giver": "企业", "taker": "甲", "material": "营业执照"} | more
    on = date(2026, 11, 3)
    return MaterialEntry(entry_id, "p", "c", "M1", act, on, datetime.combine(on, time(9), CHINA), "甲", **facts)  # type: ignore[arg-type]


def test_an_original_is_watched_to_its_last_valid_day_while_the_enterprise_has_not_got_it_back() -> None:
    until = date(2026, 12, 31)
    came = custody(MaterialAct.RECEIVE, "m1", item="m1", originals=1, valid_until=until)
    endless = custody(MaterialAct.RECEIVE, "m2", item="m2", originals=1)
    copy = custody(MaterialAct.RECEIVE, "m3", copies=1, valid_until=until)
    seen = custody(MaterialAct.RECEIVE, "m4", originals=1, check=Check.SEEN, valid_until=until)
    (run,) = held_runs(case(), (came, endless, copy, seen))
    assert (run.track, run.clock, run.due, run.since) == (Track.HELD, "held", until, date(2026, 11, 3))
    assert run.what == "营业执照有效至 2026-12-31"
    out = custody(MaterialAct.GIVE, "m5", item="m1", taker="审批局")
    assert held_runs(case(), (came, out)) == (run,)
    home = custody(MaterialAct.HANDOVER, "m6", item="m1", taker="企业")
    assert held_runs(case(), (came, out, home)) == ()
    wrong = custody(MaterialAct.REVERSE, "m7", reverses="m6")
    assert held_runs(case(), (came, out, home, wrong)) == (run,)
    assert held_runs(replace(case(), id="other"), (came,)) == ()
