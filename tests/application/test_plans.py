"""Plans on the desk: drafted, frozen, replaced, and held against what nobody did."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.refusals import Refusal
from tests.desks import Clock, act, on, opened


def test_a_draft_writes_nothing_and_freezing_it_puts_it_in_force(workspace: Desk) -> None:
    case = opened(workspace)
    drafted = workspace.plans.draft(case.id, on("2026-12-25"))
    assert workspace.plans.in_force(case.id) is None and workspace.plans.history(case.id) == []
    plan, found = workspace.plans.freeze(case.id, on("2026-12-25"), "甲", " 赶签约 ")
    assert found == drafted and plan.steps == drafted.steps
    assert (plan.made_by, plan.reason, plan.target) == ("甲", "赶签约", on("2026-12-25"))
    assert plan.calendar_version == workspace.calendar.version
    assert workspace.plans.in_force(case.id) == plan


def test_a_new_plan_takes_over_and_the_old_one_stays(workspace: Desk) -> None:
    case = opened(workspace, "SX-BZD")
    first, _ = workspace.plans.freeze(case.id, on("2027-12-01"), "甲", lengths={"SG02": Limit.parse("90ND")})
    second, _ = workspace.plans.freeze(case.id, on("2027-11-01"), "乙")
    assert workspace.plans.history(case.id) == [first, second]
    assert workspace.plans.in_force(case.id) == second
    assert first.lengths == second.lengths == (("SG02", "90ND"),), "the building time stays until told otherwise"


def test_nothing_is_frozen_when_the_target_cannot_be_met_or_nobody_made_it(workspace: Desk) -> None:
    case = opened(workspace)
    earliest = workspace.outlooks.outlook(case.id).finish
    with pytest.raises(Refusal, match=f"最早 {earliest}"):
        workspace.plans.freeze(case.id, on("2026-11-20"), "甲")
    with pytest.raises(Refusal, match="由谁"):
        workspace.plans.freeze(case.id, on("2026-12-25"), " ")
    with pytest.raises(Refusal, match="还没有推进方案"):
        workspace.plans.against(case.id)
    assert workspace.plans.history(case.id) == []


def test_what_should_have_been_filed_is_told_until_somebody_files_it(workspace: Desk, clock: Clock) -> None:
    case, other = opened(workspace), opened(workspace, officer="乙")
    plan, _ = workspace.plans.freeze(case.id, on("2026-12-28"), "甲")
    workspace.plans.freeze(other.id, on("2026-12-31"), "乙")
    start = {step.code: step.start for step in plan.steps}["QQ01"]
    assert start is not None and workspace.plans.unfiled() == []
    clock.day = workspace.calendar.add_working(start, 1).isoformat()
    (row,) = workspace.plans.unfiled()
    assert (row.entry.step.matter, row.planned_start, row.target) == ("QQ01", start, on("2026-12-28"))
    assert workspace.plans.unfiled("乙") == []
    _, standings = workspace.plans.against(case.id)
    assert [one.code for one in standings if one.unfiled] == ["QQ01"]
    act(workspace, case, Verb.RECEIVE, "QQ01", clock.day)
    assert workspace.plans.unfiled() == []
    _, standings = workspace.plans.against(case.id)
    assert {one.code: one.start_slip for one in standings}["QQ01"] == 1


def test_a_plan_that_counts_the_building_as_nothing_is_not_frozen(workspace: Desk) -> None:
    case = opened(workspace, "SX-BZD")
    assert workspace.plans.draft(case.id, on("2027-12-01")).steps
    with pytest.raises(Refusal, match=r"请填“.*施工.*”的工期"):
        workspace.plans.freeze(case.id, on("2027-12-01"), "甲")
    assert workspace.plans.history(case.id) == []
