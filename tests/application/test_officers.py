"""The directory on a desk: workload per person, names taken over from cases, renames, leaves seen in every list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.application.cover import carried_by
from desktop_app.application.materials import Handing
from desktop_app.domain.events import Verb
from desktop_app.domain.officer import Leave, Membership, Officer, Team
from desktop_app.domain.refusals import Refusal
from tests.desks import FRIDAY, act, on, opened, stored_events

TODAY = on(FRIDAY)


def row(desk, name):
    return next(one for one in desk.officers.board().rows if one.name == name)


def registered(desk, *names):
    return [desk.officers.save(Officer("", name), "丁")[0] for name in names]


def test_names_of_cases_are_listed_before_anybody_registers_them(workspace):
    opened(workspace, officer="乙")
    registered(workspace, "甲")
    board = workspace.officers.board()
    assert [(one.name, one.registered) for one in board.rows] == [("甲", True), ("乙", False)]
    assert board.strangers == ("乙",)
    made, changes = workspace.officers.register_strangers("丁")
    assert ([one.name for one in made], changes.officers) == (["乙"], True)
    with pytest.raises(Refusal, match="没有未登记的姓名"):
        workspace.officers.register_strangers("丁")


def test_the_workload_counts_what_is_in_hand(workspace):
    case = opened(workspace, "SX-ZS", officer="甲")
    other = opened(workspace, "SX-ZS", officer="乙")
    code = case.template.codes[0]
    act(workspace, case, Verb.ACCEPT, code, "2026-11-03")
    step = next(one for one in workspace.materials.of_case(case.id).steps if one.asked)
    said = Handing(matter=step.step.code, material=step.asked[0].name, originals=2, giver="企业", taker="甲", by="甲")
    workspace.materials.receive(case.id, said)
    workspace.reminders.fire()
    first, second = row(workspace, "甲"), row(workspace, "乙")
    assert (first.projects, first.cases, first.steps.running, first.originals) == (1, 1, 1, 2)
    assert first.steps.overdue == 1
    assert first.reminders == 1
    assert (second.steps.running, second.steps.overdue, second.reminders) == (0, 0, 0)
    assert first.share + second.share == pytest.approx(1)
    assert workspace.officers.steps("甲")[0].step.matter == code
    assert {one.step.case_id for one in workspace.officers.steps("乙")} == {other.id}


def test_open_problems_are_counted_for_who_answers_for_them(workspace):
    registered(workspace, "甲")
    told = {"number": "1", "came_from": "走访", "raised_on": "2026-11-10", "enterprise": "某企业"}
    told |= {"category": "用地", "description": "缺一条路", "duty_person": "甲"}
    workspace.entries.add("issues", told, "丁")
    assert row(workspace, "甲").problems == 1


def test_a_rename_is_kept_and_carried_into_the_cases_only_when_asked(workspace):
    (officer,) = registered(workspace, "小甲")
    case = opened(workspace, officer="小甲")
    renamed, events, _ = workspace.officers.save(replace(officer, name="王甲"), "丁")
    assert (renamed.former, events) == (("小甲",), ())
    assert workspace.cases.get(case.id).officer == "小甲"
    assert [one.name for one in workspace.officers.board().rows] == ["王甲"]
    assert row(workspace, "王甲").cases == 1
    _same, events, changes = workspace.officers.save(renamed, "丁", carry=True)
    assert workspace.cases.get(case.id).officer == "王甲"
    assert [one.kind for one in events] == ["rename"]
    assert changes.projects == {case.project_id}
    assert stored_events(workspace, case.project_id)[-1].note == "代办员：小甲 → 王甲"
    with pytest.raises(Refusal, match="没有改动"):
        workspace.officers.save(renamed, "丁")
    with pytest.raises(Refusal, match="已有“小甲”"):
        registered(workspace, "小甲")


def test_who_records_is_asked_for(workspace):
    with pytest.raises(Refusal, match="登记人"):
        workspace.officers.save(Officer("", "甲"), " ")
    assert workspace.officers.history() == ()


def test_teams_are_shown_beside_their_members(workspace):
    registered(workspace, "甲", "乙")
    team, _ = workspace.officers.save_team(Team("", "光伏专班", "甲", members=(Membership("乙"),)), "丁", "新设")
    assert row(workspace, "乙").teams == ("光伏专班",)
    workspace.officers.save_team(replace(team, dissolved=True), "丁")
    assert row(workspace, "乙").teams == ()
    assert [one.note for one in workspace.officers.history()][:2] == ["", "新设"]


def test_a_leave_puts_the_steps_into_the_list_of_the_substitute_and_changes_no_case(workspace):
    registered(workspace, "甲", "乙")
    case = opened(workspace, officer="甲")
    act(workspace, case, Verb.ACCEPT, case.template.codes[0], "2026-11-03")
    workspace.reminders.fire()
    before = workspace.overview.today("甲")
    assert workspace.overview.today("乙").running == 0
    leave, said, _ = workspace.officers.save_leave(Leave("", "甲", TODAY, TODAY, "年假", "乙"), "丁")
    assert said == "甲请假期间由乙代管"
    board = workspace.overview.today("乙")
    assert (board.running, board.overdue) == (before.running, before.overdue)
    assert board.covers == {"甲": "乙"}
    assert [one.substitute for one in workspace.reminders.board("乙").open] != []
    assert workspace.cases.get(case.id).officer == "甲"
    assert row(workspace, "甲").cover.by == "乙"
    with workspace.projects.open_work(writes=False) as work:
        assert carried_by(work, "甲", TODAY) == "甲（乙代）"
        assert carried_by(work, "", TODAY) == ""
    workspace.officers.cancel_leave(leave.id, "丁", "不休了")
    assert workspace.overview.today("乙").running == 0
    assert workspace.officers.covers() == {}
    with pytest.raises(Refusal, match="没有这次请假"):
        workspace.officers.cancel_leave(leave.id, "丁", "再撤")
    with pytest.raises(Refusal, match="撤销请假的原因"):
        workspace.officers.cancel_leave(leave.id, "丁", " ")


def test_a_leave_is_weighed_without_being_entered(workspace):
    registered(workspace, "甲", "乙")
    assert workspace.officers.weigh_leave(Leave("", "甲", TODAY, TODAY, "", "乙")) == "甲请假期间由乙代管"
    assert workspace.officers.directory().leaves == ()
