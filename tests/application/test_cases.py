"""Opening cases: from the beginning or mid-way, all of it or nothing; and handing them to other people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop_app.application.cases import DoneBefore, Opening, People
from desktop_app.application.desk import Desk
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import StepState
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from tests.desks import FRIDAY, Clock, act, derived_steps, entered, finish, on, opened, stored_events, stored_steps


def test_a_new_case_has_its_first_steps_ready(workspace: Desk) -> None:
    case = opened(workspace)
    stored = workspace.cases.get(case.id)
    assert stored == workspace.cases.get(case.id)
    assert [code for code, state in stored.situation().state.items() if state is StepState.READY] == ["QQ01"]
    events = stored_events(workspace, case.project_id)
    assert [(event.verb, event.officer, event.on) for event in events[1:]] == [(Verb.OPEN, "甲", on("2026-11-02"))]
    assert workspace.overview.case_ids(case.project_id) == [case.id]


def test_people_come_from_the_project_unless_named(workspace: Desk) -> None:
    project = entered(workspace, lead_official="某领导", lead_unit="某单位", specialist="乙")
    case = opened(workspace, project_id=project.id, lead_unit=" 另一单位 ", officer=" 丙 ")
    assert (case.officer, case.lead_official, case.lead_unit, case.specialist) == ("丙", "某领导", "另一单位", "乙")


def test_earlier_steps_are_entered_with_what_is_known_of_their_date(workspace: Desk) -> None:
    done = (
        DoneBefore("QQ01", on=on("2026-06-01")),
        DoneBefore("QQ02", month="2026-07", note="旧台账"),
        DoneBefore("QQ03"),
        DoneBefore("QQ04", on=on("2026-08-03")),
    )
    case = workspace.cases.get(opened(workspace, done=done).id)
    state = case.situation().state
    assert [state[one.matter] for one in done] == [StepState.DONE] * 4
    assert state["QQ05"] is StepState.READY
    rows = {row.matter: row for row in derived_steps(workspace, case.project_id)}
    assert [(rows[one.matter].ended_on, rows[one.matter].ended_month) for one in done] == [
        (on("2026-06-01"), ""),
        (None, "2026-07"),
        (None, ""),
        (on("2026-08-03"), ""),
    ]
    assert not any(rows[one.matter].late or rows[one.matter].due_on for one in done), "nobody knows when they began"
    recorded = [event for event in case.events if event.verb is Verb.RECORD]
    assert [event.date_words for event in recorded] == ["2026年6月1日", "2026年7月", "日期不详", "2026年8月3日"]
    assert {event.mark for event in recorded} == {"补录"}


def test_optional_steps_are_decided_at_the_opening(workspace: Desk) -> None:
    case = workspace.cases.get(opened(workspace, include=("DJ06",), leave_out=(("LX01", "不涉及备案"),)).id)
    assert case.situation().undecided == frozenset()
    assert case.situation().state["LX01"] is StepState.SKIPPED
    assert [event.reason for event in case.events if event.verb is Verb.SKIP] == ["不涉及备案"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"officer": " "}, "请写明代办员"),
        ({"template": "SX-??"}, r"没有流程模板 SX-\?\?，可选：SX-BA-CG、"),
        ({"project_id": "nowhere"}, "没有找到项目 nowhere"),
        ({"include": ("QQ01",)}, "必经环节"),
        ({"include": ("ZZ99",)}, "里没有事项 ZZ99"),
        ({"leave_out": (("LX01", " "),)}, "要写明原因"),
        ({"done": (DoneBefore("QQ01"), DoneBefore("QQ01"))}, "已办结"),
        ({"done": (DoneBefore("QQ01"),), "leave_out": (("QQ01", "不需要"),)}, "不适用"),
    ],
)
def test_a_case_is_opened_whole_or_not_at_all(workspace: Desk, more: dict[str, Any], sentence: str) -> None:
    project = entered(workspace)
    before = stored_events(workspace, project.id)
    with pytest.raises(Refusal, match=sentence):
        opened(workspace, **({"project_id": project.id} | more))
    assert workspace.overview.case_ids(project.id) == []
    assert stored_events(workspace, project.id) == before


def test_a_new_project_and_its_case_are_entered_together_or_not_at_all(workspace: Desk) -> None:
    draft = Project(id="", name="某某新材料项目", lead_unit="投资促进局")
    wanted = Opening(project_id="", template="SX-BZD", on=on("2026-11-02"), officer="甲")
    wrong = replace(wanted, done=(DoneBefore("没有这个事项"),))
    for refused, said in ((wrong, "没有事项"), (replace(wanted, officer=" "), "写明代办员")):
        with pytest.raises(Refusal, match=said):
            workspace.cases.open_new(draft, refused, "甲")
    assert workspace.projects.all() == []
    project, case, changes = workspace.cases.open_new(draft, wanted, "甲")
    assert workspace.projects.all() == [project]
    assert (case.project_id, case.lead_unit) == (project.id, "投资促进局")
    assert [event.verb for event in changes.events] == [Verb.EDIT, Verb.OPEN]
    assert stored_events(workspace, project.id) == list(changes.events)
    assert derived_steps(workspace, project.id) == stored_steps(workspace, project.id)
    with pytest.raises(Refusal, match="已在台账中"):
        workspace.cases.open_new(draft, wanted, "甲")


def test_a_project_has_one_running_case_of_a_template(workspace: Desk) -> None:
    case = opened(workspace, "SX-SGYP")
    with pytest.raises(Refusal, match="已有在办的“三个一批全生命周期里程碑"):
        opened(workspace, "SX-SGYP", project_id=case.project_id)
    opened(workspace, "SX-ZS", project_id=case.project_id)
    for matter in case.template.order:
        act(workspace, case, Verb.RECORD, matter, "2026-11-03")
    again = opened(workspace, "SX-SGYP", project_id=case.project_id)
    assert again.id != case.id


def test_cases_of_a_project_share_the_record_of_a_matter(workspace: Desk) -> None:
    first = opened(workspace, "SX-ZS")
    finish(workspace, first, "2026-11-03", "QQ01", "QQ02")
    second = opened(workspace, "SX-BZD", project_id=first.project_id)
    assert second.situation().state["QQ02"] is StepState.DONE
    act(workspace, second, Verb.ACCEPT, "QQ03", "2026-11-04")
    assert workspace.cases.get(first.id).situation().state["QQ03"] is StepState.IN_PROGRESS
    act(workspace, first, Verb.REVERSE, "QQ03", FRIDAY, reason="录错")
    assert workspace.cases.get(second.id).situation().state["QQ03"] is StepState.READY
    with pytest.raises(Refusal, match="要写明原因"):
        act(workspace, first, Verb.SKIP, "LX01")
    act(workspace, first, Verb.SKIP, "LX01", reason="不涉及")
    assert workspace.cases.get(second.id).situation().state["LX01"] is not StepState.SKIPPED, "choices stay in the case"


def test_a_case_is_handed_to_others_and_the_step_with_its_own_officer_stays(workspace: Desk, clock: Clock) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ASSIGN, "QQ02", officer="丙")
    changed, changes = workspace.cases.assign(case.id, People(officer=" 乙 ", lead_unit="某单位"), "甲", "轮岗")
    assert (changed.officer, changed.lead_unit) == ("乙", "某单位")
    assert workspace.cases.get(case.id) == changed
    assert changes.events[0].note == "代办员：甲 → 乙；包联单位：未定 → 某单位"
    assert (changes.events[0].reason, changes.events[0].on) == ("轮岗", clock().date())
    officers = {row.matter: row.officer for row in derived_steps(workspace, case.project_id)}
    assert officers["QQ02"] == "丙"
    assert {name for matter, name in officers.items() if matter != "QQ02"} == {"乙"}
    assert set(workspace.overview.officers()) == {"乙", "丙"}


@pytest.mark.parametrize(
    ("people", "sentence"),
    [(People(), "没有变化"), (People(officer="甲"), "没有变化"), (People(officer=""), "请写明代办员")],
)
def test_a_handing_over_that_says_nothing_is_refused(workspace: Desk, people: People, sentence: str) -> None:
    case = opened(workspace)
    before = stored_events(workspace, case.project_id)
    with pytest.raises(Refusal, match=sentence):
        workspace.cases.assign(case.id, people, "甲")
    assert stored_events(workspace, case.project_id) == before


def test_an_unknown_case_is_refused(workspace: Desk) -> None:
    with pytest.raises(Refusal, match="没有找到代办件 nowhere"):
        workspace.cases.get("nowhere")
    with pytest.raises(Refusal, match="没有找到代办件 nowhere"):
        workspace.cases.assign("nowhere", People(officer="乙"), "甲")


def test_none_of_a_group_of_at_most_one_is_an_answer(workspace: Desk) -> None:
    case = opened(workspace, "SX-BA-CG", none=("水土保持",), leave_out=(("SB01", "占地不足"),))
    situation = workspace.cases.get(case.id).situation()
    assert {"SB01", "SB02"} <= situation.left_out and not {"SB01", "SB02"} & situation.undecided
    reasons = {one.matter: one.reason for one in workspace.cases.get(case.id).events if one.verb is Verb.SKIP}
    assert reasons == {"SB01": "占地不足", "SB02": "“水土保持”都不办，立件时确定"}


@pytest.mark.parametrize(
    ("template", "group", "sentence"),
    [
        ("SX-BA-CG", "环评", "“环评”必须选定一项，不能都不办"),
        ("SX-BA-CG", "某组", "没有择一组“某组”，可以都不办的有：水土保持"),
        ("SX-ZS", "某组", "没有可以都不办的择一组"),
    ],
)
def test_none_of_any_other_group_is_refused(workspace: Desk, template: str, group: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        opened(workspace, template, none=(group,))
