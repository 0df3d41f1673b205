"""Editing drafts: one change at a time, refused or told as a problem, and never an invalid template in the end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import template_draft as edit
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Material, Matter, ResultPaper
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ChoiceGroup, ChoiceRule, ParallelGroup, StepPart, TemplateProblem, Threshold
from desktop_app.domain.template_draft import TemplateDraft, problems
from tests.builders import template
from tests.template_edits import Edit, edited, edits

DRAFT = TemplateDraft.of(template())
NEW = Matter("N01", "新事项", stage="立项", authority="某局")


def messages(draft: TemplateDraft) -> list[str]:
    return [one.message for one in problems(draft)]


def test_a_draft_says_what_its_version_said() -> None:
    assert DRAFT.base == "1" and problems(DRAFT) == ()
    assert DRAFT.template("1", None) == template()


def test_steps_come_move_and_go() -> None:
    more = edit.add_step(DRAFT, NEW, after=("A02", "A02"), position=1)
    assert more.codes == ("A01", "N01", "A02", "A03", "A04", "E01") and more.step("N01").after == ("A02",)
    assert edit.add_step(DRAFT, NEW).codes[-1] == "N01"
    with pytest.raises(Refusal, match="环节 A01 已经在草稿里"):
        edit.add_step(DRAFT, replace(NEW, code="A01"))
    assert edit.move_step(DRAFT, "E01", 0).codes == ("E01", "A01", "A02", "A03", "A04")
    assert edit.move_step(DRAFT, "A01", 99).codes[-1] == "A01"
    with pytest.raises(Refusal, match="草稿 SX-YB 里没有环节 ZZ"):
        edit.rename_step(DRAFT, "ZZ", "某")


def test_a_removed_step_passes_its_predecessors_on_and_leaves_every_group() -> None:
    grouped = edit.set_group(DRAFT, ParallelGroup("组", ("A02", "A03")))
    grouped = edit.set_choice(grouped, ChoiceGroup("选", ChoiceRule.AT_MOST_ONE, ("A03",)))
    mark = Benchmark("标", BenchmarkPoint("A03", "done"), BenchmarkPoint("E01", "done"), 9, Unit.DAYS, "", ("A03",))
    gone = edit.remove_step(edit.set_benchmark(grouped, mark), "A03")
    assert gone.step("A04").after == ("A02",)
    assert gone.groups[0].members == ("A02",) and gone.choices == ()
    assert gone.benchmarks[0].leaves_out == ()
    assert messages(gone) == ["对标“标”指向的事项 A03 不在本模板的环节里"]
    assert problems(edit.remove_benchmark(gone, "标")) == ()


def test_edges_that_would_run_in_a_circle_are_refused_and_typed_ones_are_told() -> None:
    with pytest.raises(Refusal, match="成环"):
        edit.add_edge(DRAFT, "E01", "A01")
    with pytest.raises(Refusal, match="成环"):
        edit.add_edge(DRAFT, "A01", "A01")
    further = edit.add_edge(DRAFT, "A01", "A03")
    assert further.step("A03").after == ("A02", "A01")
    assert edit.remove_edge(further, "A01", "A03") == DRAFT
    typed = edit.set_after(DRAFT, "A01", ("E01", " ", "ZZ"))
    found = problems(typed)
    assert [one.message for one in found] == [
        "环节 A01 的前置 ZZ 不在本模板的环节里",
        "没有起始环节：每个环节都有前置，流程无从开始",
        "环节前后成环：A01 → A02 → A03 → A04 → E01 → A01",
    ]
    assert [one.step for one in found] == ["A01", "", "A01"]


def test_names_limits_and_papers_of_a_step() -> None:
    assert edit.rename_step(DRAFT, "A01", " 另名 ").step("A01").title == "另名"
    assert edit.rename_step(edit.rename_step(DRAFT, "A01", "另名"), "A01", "事项A01") == DRAFT
    limit = Limit(5, Unit.WORKING_DAYS, basis="某法1")
    assert edit.set_promised(DRAFT, "A01", limit).step("A01").promised_limit == limit
    assert edit.set_promised(DRAFT, "A01", None) == DRAFT
    assert edit.set_statutory(DRAFT, "A01", limit).step("A01").statutory_limit == limit
    papers = (Material("申请表"), Material("申请表"), Material(" "))
    faulty = edit.set_result(edit.set_materials(DRAFT, "A01", papers), "A01", ResultPaper(""))
    faulty = edit.set_statutory(faulty, "A01", Limit(5, Unit.WORKING_DAYS, start="done:ZZ"))
    faulty = edit.set_parts(faulty, "A01", (StepPart("一期"), StepPart("一期")))
    assert messages(faulty) == [
        "环节 A01 的法定时限缺少法律依据，请写明",
        "环节 A01 的法定时限从 ZZ 办结起算，而 ZZ 不在本模板的环节里",
        "环节 A01 的材料“申请表”写了两次",
        "环节 A01 的第 3 份材料没有名称，请写明或删去",
        "环节 A01 的办理结果没有名称，请写明或删去",
        "环节 A01 的分项要各有名称，且不能重名",
    ]
    assert {one.step for one in problems(faulty)} == {"A01"}


def test_the_facts_of_a_matter_change_but_not_its_code() -> None:
    changed = edit.set_matter(DRAFT, "A01", replace(NEW, authority=""))
    assert changed.step("A01").matter == replace(NEW, code="A01", authority="")
    assert messages(changed) == ["环节 A01 没有审批机关，请写明"]


def test_groups_tell_their_steps_and_can_be_renamed() -> None:
    grouped = edit.set_group(DRAFT, ParallelGroup("组", ("A02", "A03"), Limit(9, Unit.WORKING_DAYS)))
    assert [step.parallel_group for step in grouped.steps] == ["", "组", "组", "", ""]
    assert problems(grouped) == ()
    again = edit.set_group(grouped, ParallelGroup("新组", ("A03",)), was="组")
    assert [step.parallel_group for step in again.steps] == ["", "", "新组", "", ""]
    assert edit.remove_group(again, "新组") == DRAFT
    two = edit.set_group(again, ParallelGroup("组", ("A02",)))
    with pytest.raises(Refusal, match="“组”已经有了"):
        edit.set_group(two, ParallelGroup("组", ()), was="新组")
    with pytest.raises(Refusal, match="没有并联组“某”"):
        edit.remove_group(two, "某")


def test_choices_ask_for_optional_steps() -> None:
    chosen = edit.set_choice(DRAFT, ChoiceGroup("选", ChoiceRule.EXACTLY_ONE, ("A02", "A03")))
    found = problems(chosen)
    assert [one.step for one in found] == ["A02", "A03"] and "请把它设为可选" in found[0].message
    for code in ("A02", "A03"):
        chosen = edit.set_optional(chosen, code, True, "属某类的")
    assert problems(chosen) == () and chosen.step("A02").condition == "属某类的"
    assert edit.set_optional(chosen, "A02", False, "属某类的").step("A02").condition == ""
    assert edit.remove_choice(chosen, "选").step("A02").optional


def test_marks_and_thresholds_need_names_of_their_own() -> None:
    mark = Benchmark("", BenchmarkPoint("A01", "done"), BenchmarkPoint("E01", "done"), 0, Unit.DAYS)
    odd = edit.set_threshold(edit.set_benchmark(DRAFT, mark), Threshold("", "定义", 3, Unit.DAYS))
    assert messages(odd) == ["第 1 个对标没有名称，请写明", "第 1 个三未标准没有名称，请写明", "对标“”的天数要大于 0"]
    twice = replace(DRAFT, thresholds=(Threshold("甲", "", 1, Unit.DAYS),) * 2)
    assert messages(twice) == ["三未标准“甲”重复出现，请换一个名称"]
    assert edit.remove_threshold(twice, "甲").thresholds == ()


def test_the_head_is_kept_tidy() -> None:
    headed = edit.set_head(edit.set_notes(DRAFT, (" 说明 ", "")), name=" ", region=" 某区 ")
    assert (headed.region, headed.notes, headed.applies_to) == ("某区", ("说明",), "")
    assert messages(headed) == ["模板没有名称，请写明"]


def test_an_empty_draft_says_so() -> None:
    assert messages(TemplateDraft("K", "某")) == ["模板没有任何环节，至少要有一个"]


@given(st.lists(edits, max_size=12))
def test_random_edits_are_publishable_exactly_when_no_problem_is_told(steps: list[Edit]) -> None:
    draft = edited(DRAFT, steps)
    found = problems(draft)
    if found:
        assert all(one.message and (not one.step or one.step in draft.codes) for one in found)
    try:
        made = draft.template("2", None)
    except TemplateProblem:
        assert found
    else:
        assert TemplateDraft.of(made) == replace(draft, base="2")


@given(st.lists(edits, max_size=12))
def test_a_removed_step_leaves_no_trace_that_is_a_problem(steps: list[Edit]) -> None:
    draft = edited(DRAFT, steps)
    for code in draft.codes:
        before = set(messages(draft))
        after = edit.remove_step(draft, code)
        told = [one for one in messages(after) if one not in before and f" {code} " in one]
        assert all("对标" in one or "办结起算" in one for one in told), told
