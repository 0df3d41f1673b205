"""工作交接单 of a real handover: what changes hands, with the limit of an enterprise told apart from a promise."""

from __future__ import annotations

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.forms.staff_handover import StaffHandover
from desktop_app.application.handovers import HandoverWish, Share
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.officer import Leave, Officer
from tests.desks import FRIDAY, act, finish, on, opened

OWN = "AQ03"


def led_up_to(case: Case, code: str) -> list[str]:
    """Everything a step waits for, in the order it is done."""
    found: list[str] = []
    for before in case.template.step(code).after:
        found += [one for one in led_up_to(case, before) if one not in found]
        found.append(before)
    return list(dict.fromkeys(found))


def test_the_limit_of_an_enterprise_is_no_promise_of_a_department(workspace: Desk) -> None:
    case = opened(workspace, "SX-BA-CG", officer="甲")
    before = led_up_to(case, OWN)
    promised = next(
        one.code
        for one in case.template.steps
        if one.promised_limit and one.code != OWN and one.code not in before and set(one.after) <= set(before)
    )
    assert case.template.step(OWN).matter.approval_kind == "企业自办"
    finish(workspace, case, "2026-11-02", *before)
    for code in (promised, OWN):
        act(workspace, case, Verb.RECEIVE, code, "2026-11-18")
        act(workspace, case, Verb.ACCEPT, code, "2026-11-18")
    for name in ("甲", "乙"):
        workspace.officers.save(Officer("", name), "丁")
    wish = HandoverWish("甲", (Share("乙", everything=True),), "岗位调整", on(FRIDAY))
    workspace.handovers.commit(wish, workspace.handovers.announce(wish).digests, "丁")
    data = workspace.documents.data("staff-handover", About(), {})
    assert isinstance(data, StaffHandover)
    issued = workspace.documents.issue("staff-handover", About(), {}, "丁").paper
    assert issued.title == f"工作交接单 {data.handover}" == "工作交接单 JJ-2026-001"
    due = {one.title: one.due.split(" ")[0] for one in data.steps if one.due}
    assert due[case.template.step(OWN).title] == "企业时限"
    assert due[case.template.step(promised).title] in ("承诺", "法定")


def test_problems_carry_their_day_and_who_is_away_is_told(workspace: Desk) -> None:
    opened(workspace, officer="甲")
    for name in ("甲", "乙", "丙"):
        workspace.officers.save(Officer("", name), "丁")
    said = {"enterprise": "示例食品公司", "description": "门口路灯不亮", "came_from": "走访", "category": "其他"}
    problem, *_ = workspace.entries.add("issues", {**said, "raised_on": "2026-11-02"}, "甲")
    assigned = {"duty_unit": "规划局", "duty_person": "甲", "limit_days": "5"}
    workspace.entries.act(problem.id, "assign", assigned, "甲", on("2026-11-02"))
    workspace.officers.save_leave(Leave("", "甲", on("2026-11-19"), on("2026-11-30"), "", "丙"), "丁")
    wish = HandoverWish("甲", (Share("乙", everything=True),), "岗位调整", on(FRIDAY))
    workspace.handovers.commit(wish, workspace.handovers.announce(wish).digests, "丁")
    data = workspace.documents.data("staff-handover", About(), {})
    assert isinstance(data, StaffHandover)
    (line,) = [one for one in data.notices if one.kind == "未销号问题"]
    assert line.due == "2026-11-09 逾期 9 个工作日"
    assert any("甲" in note and "丙" in note for note in data.notes)
