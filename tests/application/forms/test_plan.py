"""推进方案 on paper, filled from the plan in force."""

import pytest

from desktop_app.documents.proof import PaperProof
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.refusals import Refusal
from tests.desks import act, finish, on, opened


@pytest.fixture
def planned(workspace):
    """A case with one finished and one running step, planned to the end of January."""
    case = opened(workspace, day="2026-11-02")
    finish(workspace, case, "2026-11-09", "QQ01")
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-16")
    workspace.plans.freeze(case.id, on("2027-01-29"), "甲", "专题会议确定", lengths={})
    return case


def said(desk, case, **answers) -> str:
    return PaperProof().text(desk.documents.preview("plan", case.id, answers).content)


def test_target_steps_materials_and_shares_are_on_the_paper(workspace, planned):
    text = said(workspace, planned, measures="由招商局牵头协调")
    plan = workspace.plans.in_force(planned.id)
    assert "目标日期2027年1月29日" in text and "专题会议确定" in text and "由招商局牵头协调" in text
    for step in plan.steps:
        assert "".join(planned.template.step(step.code).title.split()) in text
        if step.finish:
            assert f"{step.finish}" in text
    shares = workspace.outlooks.attribution(planned.id)
    for party, days in shares.sums.items():
        assert f"{party.value}{days}日" in text
    assert f"共{len(shares.days)}个工作日" in text
    assert "暂估" in text and "2027年放假安排尚未发布" in text
    material = next(one for one in planned.template.step("QQ04").matter.materials if not one.internal_share)
    assert "".join(material.name.split()) in text


def test_critical_steps_are_marked(workspace, planned):
    text = said(workspace, planned)
    for code in workspace.outlooks.outlook(planned.id).critical:
        assert f"〔关键〕{''.join(planned.template.step(code).title.split())}"[:12] in text


def test_the_building_time_is_told(workspace):
    case = opened(workspace, template="SX-BA-CG")
    workspace.plans.freeze(case.id, on("2029-12-28"), "甲", lengths={"SG02": Limit.parse("180ND")})
    assert "180个自然日" in said(workspace, case)


def test_without_a_plan_it_says_what_to_do_first(workspace):
    case = opened(workspace)
    with pytest.raises(Refusal, match="还没有推进方案"):
        workspace.documents.preview("plan", case.id, {})


def test_a_known_month_and_a_provisional_start_are_told(workspace):
    case = opened(workspace, day="2026-11-02", template="SX-BA-CG")
    act(workspace, case, Verb.RECORD, "QQ01", None, month="2026-09")
    workspace.plans.freeze(case.id, on("2029-12-28"), "甲", lengths={"SG02": Limit.parse("180ND")})
    text = said(workspace, case)
    far = next(one for one in workspace.plans.in_force(case.id).steps if not one.firm and one.start)
    assert "2026-09" in text and f"{far.start}暂估" in text
    assert "承诺时限更早的，以承诺时限为准" in text
