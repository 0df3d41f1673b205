"""Acts on steps: recorded with who and when or refused in a sentence, several of them whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.application.approvals import Statement
from desktop_app.application.desk import Desk
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.refusals import Refusal, WrongUsage
from tests.desks import Clock, act, finish, on, opened, said, stored_events, stored_steps


def test_an_act_is_recorded_with_who_and_when_and_answers_where_the_step_stands(workspace: Desk, clock: Clock) -> None:
    case = opened(workspace)
    decided = act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-20", note=" 窗口受理 ", basis=" 〔2026〕1号 ")
    event = stored_events(workspace, case.project_id)[-1]
    assert (event.verb, event.matter, event.case_id) == (Verb.ACCEPT, "QQ01", case.id)
    assert (event.on, event.at, event.by) == (on("2026-11-20"), clock(), "甲")
    assert (event.note, event.basis) == ("窗口受理", "〔2026〕1号")
    assert decided.changes.events == (event,)
    assert decided.changes.cases == {case.id} and decided.changes.matters == {"QQ01"}
    assert (decided.standing.state, decided.standing.lamp, decided.standing.left) == (
        StepState.IN_PROGRESS,
        Lamp.WARNING,
        1,
    )
    assert decided.case == workspace.cases.get(case.id)


def test_without_a_name_the_officer_of_the_case_did_it(workspace: Desk) -> None:
    case = opened(workspace, officer="乙")
    workspace.approvals.decide(case.id, Verb.ACCEPT, "QQ01", Statement(on=on("2026-11-20"), by=" "))
    assert stored_events(workspace, case.project_id)[-1].by == "乙"


@pytest.mark.parametrize(
    ("verb", "matter", "more", "sentence"),
    [
        (Verb.FINISH, "QQ01", {}, "可办，不能办结；请先登记收件或受理"),
        (Verb.ACCEPT, "QQ03", {}, "前置环节“项目考察与选址踏勘”到这一天尚未办结"),
        (Verb.ACCEPT, "ZZ99", {}, "里没有事项 ZZ99"),
        (Verb.ACCEPT, "DJ06", {"reason": "先行"}, "可选环节"),
        (Verb.SKIP, "LX01", {}, "要写明原因"),
        (Verb.INCLUDE, "QQ01", {}, "必经环节"),
        (Verb.ASSIGN, "QQ01", {}, "交给哪位代办员"),
        (Verb.REVERSE, "QQ01", {"reason": "录错"}, "还没有记录，无可冲销"),
    ],
)
def test_a_refused_act_writes_nothing(
    workspace: Desk, verb: Verb, matter: str, more: dict[str, Any], sentence: str
) -> None:
    case = opened(workspace)
    events, rows = stored_events(workspace, case.project_id), stored_steps(workspace, case.project_id)
    with pytest.raises(Refusal, match=sentence):
        act(workspace, case, verb, matter, **more)
    assert stored_events(workspace, case.project_id) == events
    assert stored_steps(workspace, case.project_id) == rows


def test_an_unknown_case_or_kind_of_suspension_writes_nothing(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01")
    events = stored_events(workspace, case.project_id)
    with pytest.raises(Refusal, match="没有找到代办件 nowhere"):
        workspace.approvals.decide("nowhere", Verb.ACCEPT, "QQ01", said("2026-11-20"))
    with pytest.raises(WrongUsage, match="没有“休假”这种暂停"):
        act(workspace, case, Verb.SUSPEND, "QQ01", kind="休假", reason="休息")
    assert stored_events(workspace, case.project_id) == events


def test_several_acts_are_recorded_in_one_go(workspace: Desk) -> None:
    case = opened(workspace)
    acts = tuple((verb, "QQ01", said("2026-11-20")) for verb in (Verb.RECEIVE, Verb.ACCEPT, Verb.FINISH))
    decided = workspace.approvals.decide_all(case.id, acts)
    assert [event.verb for event in decided.changes.events] == [Verb.RECEIVE, Verb.ACCEPT, Verb.FINISH]
    assert decided.standing.state is StepState.DONE
    assert stored_events(workspace, case.project_id)[-3:] == list(decided.changes.events)


def test_several_acts_are_all_recorded_or_none(workspace: Desk) -> None:
    case = opened(workspace)
    events, rows = stored_events(workspace, case.project_id), stored_steps(workspace, case.project_id)
    acts = (
        (Verb.ACCEPT, "QQ01", said("2026-11-19")),
        (Verb.FINISH, "QQ01", said("2026-11-20")),
        (Verb.FINISH, "QQ02", said("2026-11-20")),
    )
    with pytest.raises(Refusal, match="“项目考察与选址踏勘”可办，不能办结"):
        workspace.approvals.decide_all(case.id, acts)
    assert stored_events(workspace, case.project_id) == events
    assert stored_steps(workspace, case.project_id) == rows
    with pytest.raises(Refusal, match="没有要登记的内容"):
        workspace.approvals.decide_all(case.id, ())


def test_a_suspension_holds_the_date_and_a_resumption_moves_it(workspace: Desk) -> None:
    case = opened(workspace)
    finish(workspace, case, "2026-11-02", "QQ01")
    before = act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-05").standing
    assert before.primary and before.primary.due == on("2026-11-12")
    held = act(workspace, case, Verb.SUSPEND, "QQ02", "2026-11-09", kind="补正", reason="缺件").standing
    assert held.lamp is Lamp.SUSPENDED and held.primary and held.primary.due is None
    after = act(workspace, case, Verb.RESUME, "QQ02", "2026-11-12").standing
    assert after.primary and after.primary.due == on("2026-11-17"), "the 9th, 10th and 11th are credited"
    row = next(row for row in stored_steps(workspace, case.project_id) if row.matter == "QQ02")
    assert (row.due_on, row.suspended_on, row.firm) == (on("2026-11-17"), None, True)


def test_a_date_that_nobody_announced_yet_is_not_firm(workspace: Desk, clock: Clock) -> None:
    case = opened(workspace)
    finish(workspace, case, "2026-11-02", "QQ01")
    clock.day = "2026-12-28"
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-12-28")
    row = next(row for row in stored_steps(workspace, case.project_id) if row.matter == "QQ02")
    assert (row.due_on, row.firm, row.missing_years) == (on("2027-01-05"), False, (2027,))
    (listed,) = workspace.overview.project_rows([case.project_id])
    assert (listed.next_due_on, listed.next_due_firm) == (on("2027-01-05"), False)
    assert listed.next_due_clock == "promised"


def test_an_act_out_of_order_needs_a_reason_and_is_marked(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-20", reason="并行推进")
    act(workspace, case, Verb.ACCEPT, "QQ04", "2026-11-18", reason="上周已受理")
    assert [event.mark for event in stored_events(workspace, case.project_id)[-2:]] == ["提前", "补录"]


def test_a_reversal_names_what_it_takes_back_and_both_stay(workspace: Desk) -> None:
    case = opened(workspace)
    before = stored_steps(workspace, case.project_id)
    accepted = act(workspace, case, Verb.ACCEPT, "QQ01").changes.events[0]
    taken_back = act(workspace, case, Verb.REVERSE, "QQ01", reason="录错", event=accepted.id).changes.events[0]
    assert taken_back.reverses == accepted.id
    assert stored_events(workspace, case.project_id)[-2:] == [accepted, taken_back]
    assert stored_steps(workspace, case.project_id) == before
    with pytest.raises(Refusal, match="无可冲销"):
        act(workspace, case, Verb.REVERSE, "QQ01", reason="再来", event=accepted.id)


def test_an_extension_or_restart_after_the_limit_is_kept_and_marked_for_good(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-05")
    more: dict[str, Any] = {"kind": "promised", "amount": 3, "officer": "领导", "basis": "1号", "reason": "情况复杂"}
    late = act(workspace, case, Verb.EXTEND, "QQ01", "2026-11-12", **more)
    assert late.changes.events[-1].mark == "期满后延期"
    again = act(workspace, case, Verb.RESTART, "QQ01", "2026-11-19", reason="重新申报")
    assert again.changes.events[-1].mark == "逾期后重新起算"
    assert again.standing.progress.marks == ("期满后延期", "逾期后重新起算")


def test_an_extension_in_time_has_no_mark(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-05")
    more: dict[str, Any] = {"kind": "promised", "amount": 3, "officer": "领导", "basis": "1号", "reason": "情况复杂"}
    assert not act(workspace, case, Verb.EXTEND, "QQ01", "2026-11-06", **more).changes.events[-1].mark
