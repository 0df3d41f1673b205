"""一次性告知书 on a real case: numbers and predecessors agree, papers with what is there, conditions, procedures."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.forms.asks import Answers
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.one_time_notice import SCOPES, OneTimeNotice, fill
from desktop_app.application.materials import Handing
from desktop_app.domain.case import Case
from tests.application.forms.late_case import MATTER, filed_case, proposals, text_of


@pytest.fixture
def case(workspace: Desk) -> Case:
    return filed_case(workspace)


def notice(desk: Desk, case: Case, scope: str = SCOPES[0]) -> OneTimeNotice:
    with desk.projects.open_work(writes=False) as work:
        facts = Facts(
            desk.workspace.get(),
            desk.calendar,
            desk.overview.day(),
            "",
            of_project=work.projects.get(case.project_id),
            of_case=work.cases.get(case.id),
            texts=desk.wording.in_force(work),
            opened=work,
        )
        return fill(facts, Answers({"scope": scope}))


def test_matters_are_numbered_stage_by_stage_and_name_those_before_them(workspace: Desk, case: Case) -> None:
    data = notice(workspace, case)
    assert [one.number for one in data.steps] == [str(number) for number in range(1, len(data.steps) + 1)]
    stages = [one.stage for one in data.steps]
    assert list(dict.fromkeys(stages)) == [stage for place, stage in enumerate(stages) if stage not in stages[:place]]
    by_title = {one.title: one for one in data.steps}
    permit = by_title[case.template.step("YD03").title]
    before = {by_title[case.template.step(code).title].number for code in ("LX01", "YD02")}
    assert set(permit.before.split("、")) == before
    assert (permit.statutory, permit.promised) == ("20 工作日", "3 工作日")


def test_what_has_ended_is_left_out_unless_asked_for(workspace: Desk, case: Case) -> None:
    ended = case.template.step("DJ02").title
    assert ended not in {one.title for one in notice(workspace, case).steps}
    assert ended in {one.title for one in notice(workspace, case, SCOPES[1]).steps}


def test_papers_say_where_they_come_from_and_whether_they_are_there(workspace: Desk, case: Case) -> None:
    matter = case.template.step(MATTER).matter
    name = matter.materials[0].name
    handing = Handing(matter=MATTER, material=name, originals=1, giver="某经办人", taker="甲", by="甲")
    workspace.materials.receive(case.id, handing)
    data = notice(workspace, case)
    number = next(one.number for one in data.steps if one.title == case.template.step(MATTER).title)
    papers = {one.name.split("（")[0]: one for one in data.materials if one.step == number}
    assert len(papers) == len(matter.materials)
    assert papers[name].have == "已有"
    shared = next(one.name for one in matter.materials if one.internal_share)
    assert (papers[shared].source, papers[shared].have) == ("部门共享", "已交")
    assert {one.name for one in matter.materials if one.tolerable} == {
        key for key, one in papers.items() if one.tolerable == "可容缺"
    }


def test_conditions_and_uncounted_procedures_come_from_the_template(workspace: Desk, case: Case) -> None:
    data = notice(workspace, case)
    conditions = {one.title: one for one in data.conditions}
    assert conditions[case.template.step(MATTER).title].decided == "需要办理"
    undecided = conditions[case.template.step("PG05").title]
    assert undecided.decided == "是否办理待定"
    assert undecided.condition == case.template.step("PG05").condition
    assert case.template.step("PG05").title not in {one.title for one in data.steps}
    assert any(one.kind == "专家评审" and one.cap == "30 个工作日" for one in data.uncounted)


def test_it_is_issued_with_the_flow_and_the_agent_s_name(workspace: Desk, case: Case) -> None:
    assert proposals(workspace, "one-time-notice", case)["told_by"] == "甲"
    text = text_of(workspace, "one-time-notice", case, {"received_by": "某经办人"})
    assert "二、流程图" in text and "告知人（签字）：甲" in text and "接收人（签字）：某经办人" in text
    issued = workspace.documents.issue("one-time-notice", case.id, {}, "甲")
    assert issued.paper.number == "BB-2026-A-D06-0001"
    assert issued.paper.pages >= 3
