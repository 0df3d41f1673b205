"""Cases: what may be recorded when, what is refused, and how corrections and shared matters work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Event, Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.matter import Matter
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Refusal, WrongUsage
from desktop_app.domain.template import ApprovalTemplate, ChoiceGroup, ChoiceRule, StepPart, StepTemplate

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=8)))
_numbers = count(1)


def matter(code: str, **more: object) -> Matter:
    return Matter(
        code=code,
        name=f"事项{code}",
        stage="立项",
        authority="行政审批局",
        approval_kind="许可",
        promised=Limit.parse("3WD"),
        **more,  # type: ignore[arg-type]
    )


def template() -> ApprovalTemplate:
    """A01 → A02 → {E01 | E02, exactly one} → A04; A03 optional between A02 and A04."""
    steps = (
        StepTemplate(matter("A01")),
        StepTemplate(replace(matter("A02"), statutory=replace(Limit.parse("20WD"), start="received")), ("A01",)),
        StepTemplate(matter("E01"), ("A02",), optional=True),
        StepTemplate(matter("E02"), ("A02",), optional=True),
        StepTemplate(matter("A03"), ("A02",), optional=True),
        StepTemplate(matter("A04"), ("E01", "E02", "A03")),
    )
    group = ChoiceGroup("环评", ChoiceRule.EXACTLY_ONE, ("E01", "E02"))
    return ApprovalTemplate(key="T", name="样板流程", version="1", steps=steps, choices=(group,))


def case(**more: object) -> Case:
    return Case("case-1", "project-1", template(), date(2026, 11, 2), "甲", **more)  # type: ignore[arg-type]


def act(day: str = "2026-11-23", **more: Any) -> Act:
    return Act(on=date.fromisoformat(day) if day else None, by="甲", at=NOON, **more)


def does(one: Case, verb: Verb, code: str, day: str = "2026-11-23", **more: Any) -> Case:
    return one.with_event(one.decide(verb, code, act(day, **more), f"event-{next(_numbers):06d}"))


def finished(one: Case, code: str, day: str) -> Case:
    return does(does(one, Verb.ACCEPT, code, day), Verb.FINISH, code, day)


def states(one: Case) -> dict[str, StepState]:
    return dict(one.situation().state)


def refusal(one: Case, verb: Verb, code: str, day: str = "2026-11-23", **more: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        one.decide(verb, code, act(day, **more), "event-x")
    sentence = str(caught.value)
    assert sentence and "{" not in sentence and "None" not in sentence
    return caught.value


def test_only_the_first_step_is_ready_and_the_rest_wait() -> None:
    found = states(case())
    assert found["A01"] is StepState.READY
    assert {found[code] for code in ("A02", "E01", "E02", "A03", "A04")} == {StepState.WAITING}


def test_the_main_line_runs_to_its_end() -> None:
    one = finished(case(), "A01", "2026-11-03")
    one = does(one, Verb.RECEIVE, "A02", "2026-11-04")
    one = does(one, Verb.ACCEPT, "A02", "2026-11-05")
    one = does(one, Verb.SUSPEND, "A02", "2026-11-06", kind="补正", reason="缺图纸")
    assert states(one)["A02"] is StepState.SUSPENDED
    one = does(one, Verb.RESUME, "A02", "2026-11-10")
    one = does(one, Verb.FINISH, "A02", "2026-11-12")
    one = does(one, Verb.INCLUDE, "E01", "2026-11-12")
    assert states(one)["E02"] is StepState.SKIPPED, "the unchosen member of the group is left out"
    one = does(one, Verb.SKIP, "A03", "2026-11-12", reason="无此情形")
    assert states(one)["A04"] is StepState.WAITING
    one = finished(one, "E01", "2026-11-13")
    assert states(one)["A04"] is StepState.READY
    one = finished(one, "A04", "2026-11-16")
    assert one.situation().ended


def test_a_left_out_step_passes_its_predecessors_on() -> None:
    one = does(case(), Verb.SKIP, "A03", reason="不需要")
    one = does(one, Verb.INCLUDE, "E01")
    assert set(one.situation().blocked_by["A04"]) == {"E01", "A02"}


def test_an_undecided_step_blocks_its_successors() -> None:
    one = finished(finished(case(), "A01", "2026-11-03"), "A02", "2026-11-04")
    one = finished(does(one, Verb.INCLUDE, "E01"), "E01", "2026-11-23")
    assert one.situation().blocked_by["A04"] == ("A03",)
    assert one.situation().undecided == {"A03"}


@pytest.mark.parametrize(
    ("verb", "code", "more", "rule"),
    [
        (Verb.ACCEPT, "A02", {}, "predecessors_open"),
        (Verb.FINISH, "A01", {}, "not_possible_in"),
        (Verb.RESUME, "A01", {}, "not_possible_in"),
        (Verb.SUSPEND, "A01", {"kind": "补正", "reason": "缺件"}, "not_possible_in"),
        (Verb.SKIP, "A03", {}, "reason_missing"),
        (Verb.RETURN, "A01", {"reason": "不符"}, "not_possible_in"),
        (Verb.INCLUDE, "A01", {}, "required_step"),
        (Verb.REVERSE, "A01", {"reason": "录错"}, "nothing_to_reverse"),
        (Verb.ASSIGN, "A01", {"officer": "甲"}, "same_officer"),
        (Verb.ASSIGN, "A01", {}, "officer_missing"),
        (Verb.ACCEPT, "E01", {"reason": "先行"}, "undecided"),
        (Verb.ACCEPT, "ZZ9", {}, "unknown_step"),
        (Verb.RECORD, "A01", {"month": "2026-13"}, "month_unclear"),
    ],
)
def test_forbidden_acts_are_refused_in_a_sentence(verb: Verb, code: str, more: dict[str, str], rule: str) -> None:
    assert refusal(case(), verb, code, **more).code == rule


def test_a_second_acceptance_and_a_finish_before_acceptance_are_refused() -> None:
    one = does(case(), Verb.ACCEPT, "A01", "2026-11-03")
    assert refusal(one, Verb.ACCEPT, "A01").code == "already_accepted"
    received = does(case(), Verb.RECEIVE, "A01", "2026-11-03")
    assert refusal(received, Verb.FINISH, "A01").code == "not_accepted"


def test_a_limit_that_runs_from_receipt_may_end_without_acceptance() -> None:
    one = does(finished(case(), "A01", "2026-11-03"), Verb.RECEIVE, "A02", "2026-11-04")
    assert states(does(one, Verb.FINISH, "A02", "2026-11-04"))["A02"] is StepState.DONE


def test_dates_may_not_run_backwards_within_a_step() -> None:
    one = does(case(), Verb.ACCEPT, "A01", "2026-11-10")
    assert refusal(one, Verb.FINISH, "A01", "2026-11-09").code == "before_last_entry"
    assert "2026年11月10日" in str(refusal(one, Verb.FINISH, "A01", "2026-11-09"))


def test_suspension_kinds_are_checked_and_may_overlap() -> None:
    one = does(case(), Verb.ACCEPT, "A01", "2026-11-03")
    with pytest.raises(WrongUsage, match="没有“休假”这种暂停"):
        one.decide(Verb.SUSPEND, "A01", act(kind="休假", reason="休息"), "x")
    one = does(one, Verb.SUSPEND, "A01", "2026-11-04", kind="补正", reason="缺件")
    assert refusal(one, Verb.SUSPEND, "A01", "2026-11-05", kind="correction", reason="缺件").code == "already_suspended"
    one = does(one, Verb.SUSPEND, "A01", "2026-11-05", kind="专家评审", reason="评审", basis="〔2026〕1号")
    assert refusal(one, Verb.RESUME, "A01", "2026-11-06").code == "which_suspension"
    assert refusal(one, Verb.RESUME, "A01", "2026-11-06", kind="听证").code == "not_suspended_by"
    one = does(one, Verb.RESUME, "A01", "2026-11-06", kind="补正")
    assert states(one)["A01"] is StepState.SUSPENDED
    one = does(one, Verb.RESUME, "A01", "2026-11-09")
    assert states(one)["A01"] is StepState.IN_PROGRESS
    assert (
        refusal(does(one, Verb.SUSPEND, "A01", kind="补正", reason="再补"), Verb.FINISH, "A01").code
        == "not_possible_in"
    )


def test_acting_out_of_order_needs_a_reason_and_is_marked() -> None:
    early = does(case(), Verb.ACCEPT, "A02", "2026-11-23", reason="模拟审批先行")
    assert early.events[-1].mark == "提前"
    late = does(case(), Verb.ACCEPT, "A02", "2026-11-20", reason="上周已受理")
    assert late.events[-1].mark == "补录"


def test_a_predecessor_finished_later_does_not_open_the_way_for_an_earlier_start() -> None:
    one = finished(case(), "A01", "2026-11-10")
    assert refusal(one, Verb.ACCEPT, "A02", "2026-11-05").code == "predecessors_open"
    assert does(one, Verb.ACCEPT, "A02", "2026-11-10").events[-1].mark == ""


def test_earlier_steps_are_entered_as_done_with_what_is_known_of_the_date() -> None:
    one = case()
    one = one.with_event(one.decide(Verb.RECORD, "A01", act("", month="2026-05"), "e1"))
    one = one.with_event(one.decide(Verb.RECORD, "A02", act(""), "e2"))
    found = one.situation()
    assert found.state["A01"] is found.state["A02"] is StepState.DONE
    assert found.progress["A01"].attempt is not None and found.progress["A01"].attempt.ended is None
    assert [event.date_words for event in one.events] == ["2026年5月", "日期不详"]
    assert {event.mark for event in one.events} == {"补录"}
    assert refusal(one, Verb.ACCEPT, "A02").code == "not_possible_in"


def test_entering_an_optional_step_as_done_includes_it() -> None:
    one = does(case(), Verb.RECORD, "E02", "2026-05-06")
    assert states(one)["E02"] is StepState.DONE
    assert states(one)["E01"] is StepState.SKIPPED


def test_a_mistake_is_taken_back_by_a_reversing_entry_from_the_last_one_backwards() -> None:
    one = does(case(), Verb.ACCEPT, "A01", "2026-11-03")
    one = does(one, Verb.FINISH, "A01", "2026-11-04")
    accepted, done = one.events
    wrong = refusal(one, Verb.REVERSE, "A01", reason="录错", event=accepted.id)
    assert wrong.code == "later_entries"
    one = does(one, Verb.REVERSE, "A01", reason="日期录错")
    assert one.events[-1].reverses == done.id
    assert states(one)["A01"] is StepState.IN_PROGRESS
    one = does(one, Verb.FINISH, "A01", "2026-11-05")
    assert refusal(one, Verb.REVERSE, "A01", reason="再错", event=done.id).code == "already_reversed"
    assert len(one.events) == 4, "nothing is ever removed from the record"


def test_a_record_of_a_day_to_come_is_taken_back_today() -> None:
    today = act("2026-11-10").at.date()
    ahead, before = (today + timedelta(days=30)).isoformat(), (today - timedelta(days=1)).isoformat()
    one = does(case(), Verb.ACCEPT, "A01", "2026-11-03")
    one = does(one, Verb.FINISH, "A01", ahead)
    assert refusal(one, Verb.REVERSE, "A01", before, reason="日期录错").code == "reversed_before"
    one = does(one, Verb.REVERSE, "A01", today.isoformat(), reason="日期录错")
    assert states(one)["A01"] is StepState.IN_PROGRESS


def test_one_of_two_overlapping_suspensions_is_taken_back_without_touching_the_other() -> None:
    one = does(case(), Verb.ACCEPT, "A01", "2026-11-03")
    one = does(one, Verb.SUSPEND, "A01", "2026-11-04", kind="补正", reason="缺件")
    one = does(one, Verb.SUSPEND, "A01", "2026-11-05", kind="公示", reason="公示")
    correction = one.events[1]
    one = does(one, Verb.REVERSE, "A01", reason="并未要求补正", event=correction.id)
    attempt = one.situation().progress["A01"].attempt
    assert attempt is not None and [found.kind.word for found in attempt.suspensions] == ["公示"]
    resumed = does(one, Verb.RESUME, "A01", "2026-11-09")
    publicity = resumed.events[2]
    assert refusal(resumed, Verb.REVERSE, "A01", reason="录错", event=publicity.id).code == "later_entries"


def test_reversing_an_assignment_leaves_the_approval_record_alone() -> None:
    one = does(case(), Verb.ACCEPT, "A01", "2026-11-03")
    one = does(one, Verb.ASSIGN, "A01", officer="乙")
    one = does(one, Verb.FINISH, "A01", "2026-11-23")
    assign = one.events[1]
    one = does(one, Verb.REVERSE, "A01", reason="派错人", event=assign.id)
    found = one.situation()
    assert found.state["A01"] is StepState.DONE
    assert one.officer_of("A01", found.progress["A01"]) == "甲"


def test_a_returned_matter_can_be_filed_again_as_a_new_attempt() -> None:
    one = does(case(), Verb.ACCEPT, "A01", "2026-11-03")
    one = does(one, Verb.RETURN, "A01", "2026-11-05", reason="材料不实")
    assert states(one)["A01"] is StepState.REFUSED
    assert states(one)["A02"] is StepState.WAITING
    one = finished(one, "A01", "2026-11-09")
    progress = one.situation().progress["A01"]
    assert [attempt.outcome for attempt in progress.attempts] == [StepState.REFUSED, StepState.DONE]


def test_a_step_of_a_choice_group_cannot_be_the_last_left_out_nor_the_second_chosen() -> None:
    one = does(case(), Verb.SKIP, "E01", reason="不适用")
    assert refusal(one, Verb.SKIP, "E02", reason="也不适用").code == "last_choice"
    chosen = does(case(), Verb.INCLUDE, "E01")
    assert refusal(chosen, Verb.INCLUDE, "E02").code == "choice_made"


def test_events_after_a_day_are_not_seen_from_that_day() -> None:
    one = finished(case(), "A01", "2026-11-10")
    assert one.situation(date(2026, 11, 9)).state["A01"] is StepState.READY
    assert one.situation(date(2026, 11, 10)).state["A01"] is StepState.DONE


def test_cases_of_one_project_share_the_record_of_a_matter_but_not_their_choices() -> None:
    first = finished(case(), "A01", "2026-11-10")
    first = does(first, Verb.SKIP, "A03", reason="不需要")
    first = does(first, Verb.ASSIGN, "A02", officer="乙")
    other = replace(case(), id="case-2", events=first.events)
    found = other.situation()
    assert found.state["A01"] is StepState.DONE
    assert found.state["A03"] is StepState.WAITING
    assert other.officer_of("A02", found.progress["A02"]) == "甲"


def test_a_reversal_in_another_case_of_the_project_counts_here_too() -> None:
    first = finished(case(), "A01", "2026-11-10")
    first = does(first, Verb.REVERSE, "A01", reason="录错")
    other = replace(case(), id="case-2", events=first.events)
    assert other.situation().state["A01"] is StepState.IN_PROGRESS


def test_every_event_carries_who_when_and_why() -> None:
    event = case().decide(Verb.ACCEPT, "A01", act("2026-11-20", note=" 窗口受理 "), "e")
    assert event == Event(
        id="e",
        project_id="project-1",
        case_id="case-1",
        matter="A01",
        verb=Verb.ACCEPT,
        on=date(2026, 11, 20),
        at=NOON,
        by="甲",
        note="窗口受理",
    )
    assert event.is_late_entry


def staged() -> Case:
    """A case whose first step is done in three parts."""
    flow = template()
    parts = tuple(StepPart(name) for name in ("一期", "二期", "三期"))
    return replace(case(), template=replace(flow, steps=(replace(flow.steps[0], parts=parts), *flow.steps[1:])))


def test_a_step_with_parts_is_finished_when_each_is_done() -> None:
    one = does(staged(), Verb.ACCEPT, "A01", "2026-11-16")
    one = does(one, Verb.PART, "A01", "2026-11-17", kind="二期")
    with pytest.raises(Refusal, match="还有分项“一期”、“三期”没有登记完成"):
        does(one, Verb.FINISH, "A01")
    with pytest.raises(Refusal, match="分项“二期”已于 2026年11月17日 完成"):
        does(one, Verb.PART, "A01", kind="二期")
    with pytest.raises(Refusal, match="没有分项“四期”，可登记的有：“一期”、“二期”、“三期”"):
        does(one, Verb.PART, "A01", kind="四期")
    assert does(one, Verb.FINISH, "A01", reason="一次办完").situation().state["A01"] is StepState.DONE
    for name in ("一期", "三期"):
        one = does(one, Verb.PART, "A01", kind=name)
    assert does(one, Verb.FINISH, "A01").situation().state["A01"] is StepState.DONE


def test_parts_belong_to_one_run_of_a_running_step() -> None:
    with pytest.raises(Refusal, match="请先登记收件或受理"):
        does(staged(), Verb.PART, "A01", kind="一期")
    plain = does(case(), Verb.ACCEPT, "A01")
    with pytest.raises(Refusal, match="不分项办理"):
        does(plain, Verb.PART, "A01", kind="一期")
    one = does(does(staged(), Verb.ACCEPT, "A01"), Verb.PART, "A01", kind="一期")
    again = does(does(one, Verb.RETURN, "A01", reason="退"), Verb.ACCEPT, "A01")
    attempts = again.situation().progress["A01"].attempts
    assert [[part.name for part in attempt.parts] for attempt in attempts] == [["一期"], []]


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(("一期", "二期", "三期"))), max_size=12))
def test_parts_are_done_in_any_order_and_taken_back_one_by_one(acts: list[tuple[bool, str]]) -> None:
    one = does(staged(), Verb.ACCEPT, "A01")
    done: dict[str, str] = {}
    for marks, name in acts:
        if marks and name not in done:
            one = does(one, Verb.PART, "A01", kind=name)
            done[name] = one.events[-1].id
        elif not marks and name in done:
            one = does(one, Verb.REVERSE, "A01", reason="误", event=done.pop(name))
        attempt = one.situation().progress["A01"].attempt
        assert attempt is not None and {part.name for part in attempt.parts} == set(done)
    assert one.allows(Verb.FINISH, "A01", act()) == (len(done) == 3)
