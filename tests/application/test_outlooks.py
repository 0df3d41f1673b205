"""What the desk says of where a case is heading, whose its days were, and why a clock ends when it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.application.desk import Desk
from desktop_app.domain.attribution import Party
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.refusals import Refusal
from tests.desks import Clock, act, finish, on, opened


def test_an_act_imagined_for_today_is_not_recorded_and_gains_what_doing_it_would(workspace: Desk) -> None:
    case = opened(workspace)
    before = workspace.cases.get(case.id).events
    claimed = workspace.outlooks.what_if(case.id, Verb.FINISH, "QQ01")
    assert workspace.cases.get(case.id).events == before
    assert claimed.gain > 0 and claimed.before == workspace.outlooks.outlook(case.id)
    finish(workspace, case, "2026-11-20", "QQ01")
    assert workspace.outlooks.outlook(case.id).finish == claimed.after.finish


def test_the_outlook_of_an_earlier_day_leaves_out_what_came_later(workspace: Desk) -> None:
    case = opened(workspace)
    then = workspace.outlooks.outlook(case.id, as_of=on("2026-11-10"))
    finish(workspace, case, "2026-11-16", "QQ01")
    assert workspace.outlooks.outlook(case.id, as_of=on("2026-11-10")) == then
    now = workspace.outlooks.outlook(case.id)
    assert (now.today, now.step("QQ01").ended, now.step("QQ01").finish) == (on("2026-11-20"), True, on("2026-11-16"))


def test_the_building_time_of_the_plan_in_force_counts(workspace: Desk) -> None:
    case = opened(workspace, "SX-BZD")
    lengths = {"SG02": Limit.parse("100WD")}
    bare, built = workspace.outlooks.outlook(case.id), workspace.outlooks.outlook(case.id, lengths=lengths)
    assert bare.finish is not None and built.finish is not None and bare.finish < built.finish
    workspace.plans.freeze(case.id, date(2027, 12, 1), "甲", lengths=lengths)
    assert workspace.outlooks.outlook(case.id) == built
    assert workspace.outlooks.outlook(case.id, lengths={}) == bare


def test_the_days_of_a_case_are_shared_out(workspace: Desk, clock: Clock) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-04")
    found = workspace.outlooks.attribution(case.id, as_of=on("2026-11-06"))
    assert [(one.day, one.party) for one in found.days] == [
        (on("2026-11-03"), Party.AGENT),
        (on("2026-11-04"), Party.AGENT),
        (on("2026-11-05"), found.days[2].party),
        (on("2026-11-06"), found.days[2].party),
    ]
    assert found.days[2].matter == "QQ01"
    clock.day = "2026-11-24"
    assert workspace.outlooks.attribution(case.id).through == on("2026-11-24")


def test_a_clock_sheet_names_the_act_that_started_it(workspace: Desk) -> None:
    case = opened(workspace)
    wrong = act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    act(workspace, case, Verb.REVERSE, "QQ01", "2026-11-04", reason="日期写错")
    right = act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-04")
    sheet = workspace.outlooks.clock_sheet(case.id, "QQ01", "promised")
    assert sheet.started_by is not None and sheet.started_by.id not in {event.id for event in wrong.changes.events}
    assert sheet.started_by.id in {event.id for event in right.changes.events}
    assert sheet.clock.start == on("2026-11-04")
    assert workspace.outlooks.clock_sheet(case.id, "QQ01") == sheet


def test_a_clock_that_does_not_run_is_refused_with_those_that_do(workspace: Desk) -> None:
    case = opened(workspace)
    with pytest.raises(Refusal, match="尚未起算"):
        workspace.outlooks.clock_sheet(case.id, "QQ01")
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-04")
    with pytest.raises(Refusal, match="没有正在计算的送达期限；现有：承诺"):
        workspace.outlooks.clock_sheet(case.id, "QQ01", "delivery")
    with pytest.raises(Refusal, match="XX99"):
        workspace.outlooks.clock_sheet(case.id, "XX99")


def test_papers_still_missing_have_a_sheet_that_begins_with_their_tolerance(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-04")
    act(workspace, case, Verb.TOLERATE, "QQ01", "2026-11-05", note="营业执照", amount=5)
    sheet = workspace.outlooks.clock_sheet(case.id, "QQ01", "tolerance")
    assert sheet.started_by is not None and sheet.started_by.verb is Verb.TOLERATE
    assert sheet.clock.due == on("2026-11-12")


def test_a_limit_from_another_matter_begins_with_its_end(workspace: Desk) -> None:
    with workspace.projects.open_work(writes=False) as work:
        steps = [
            (template.key, step.code, step.statutory_limit.start)
            for template in work.templates.all_latest(on("2026-11-20"))
            for step in template.steps
            if step.statutory_limit
            and step.statutory_limit.start.startswith("done:")
            and step.statutory_limit.start.removeprefix("done:") in template.codes
        ]
    key, matter, start = steps[0]
    case = opened(workspace, key)
    ahead = start.removeprefix("done:")
    act(workspace, case, Verb.ACCEPT, ahead, "2026-11-10", reason="提前")
    act(workspace, case, Verb.FINISH, ahead, "2026-11-12")
    sheet = workspace.outlooks.clock_sheet(case.id, matter, "statutory")
    assert sheet.started_by is not None
    assert (sheet.started_by.matter, sheet.started_by.verb, sheet.clock.start) == (ahead, Verb.FINISH, on("2026-11-12"))
    assert replace(sheet.clock, held_by=None) == sheet.clock
