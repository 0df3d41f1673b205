"""Differences of two versions: one sentence for each, none when they say the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import template_draft as edit
from desktop_app.domain.benchmark import Benchmark, BenchmarkPoint
from desktop_app.domain.limit import BoundParty, Limit, LimitKind, Unit
from desktop_app.domain.matter import ClockExclusion, Material, Matter, ResultPaper, Validity, ValidityUnit
from desktop_app.domain.template import ChoiceGroup, ChoiceRule, ParallelGroup, StepPart, Threshold
from desktop_app.domain.template_diff import Change, diff, limit_words, material_words, result_words
from desktop_app.domain.template_draft import TemplateDraft
from tests.builders import template
from tests.template_edits import Edit, edited, edits

OLD = TemplateDraft.of(template())


def said(new: TemplateDraft, old: TemplateDraft = OLD) -> list[str]:
    return [one.words for one in diff(old, new)]


def test_the_same_content_has_no_difference_whatever_it_is_called() -> None:
    assert diff(template(), replace(template(), version="2")) == ()


def test_steps_and_edges() -> None:
    new = edit.add_step(edit.remove_step(OLD, "A02"), Matter("N01", "新事项"), after=("A01",))
    found = diff(OLD, new)
    assert [one.words for one in found] == [
        "删去环节 A02“事项A02”",
        "环节 A03“事项A03”新增前置 A01",
        "环节 A03“事项A03”不再等 A02",
        "新增环节 N01“新事项”，前置 A01",
    ]
    assert [(one.kind, one.subject, one.step) for one in found] == [
        (Change.REMOVED, "step", "A02"),
        (Change.ADDED, "edge", "A03"),
        (Change.REMOVED, "edge", "A03"),
        (Change.ADDED, "step", "N01"),
    ]
    assert said(edit.move_step(OLD, "E01", 0)) == ["环节的排列次序有变"]


def test_what_a_step_says_differently() -> None:
    new = edit.rename_step(OLD, "A01", "另名")
    new = edit.set_optional(new, "A01", True, "属某类的")
    new = edit.set_promised(new, "A01", Limit(5, Unit.WORKING_DAYS, basis="某法1"))
    new = edit.set_parts(new, "A01", (StepPart("一期", Limit(4, Unit.WORKING_DAYS)), StepPart("二期")))
    assert said(new) == [
        "环节 A01 的名称：事项A01 → 另名",
        "环节 A01“另名”：必经 → 可选（属某类的）",
        "环节 A01“另名”的承诺时限：3 个工作日，自受理起 → 5 个工作日，自受理起，某法1",
        "环节 A01“另名”的分项：（无） → 一期 4 个工作日，自受理起、二期",
    ]
    own = edit.set_promised(OLD, "A01", OLD.step("A01").promised_limit)
    assert said(own) == ["环节 A01“事项A01”的承诺时限出处：取自事项 → 本模板写明"]


def test_papers_and_facts_of_a_matter() -> None:
    old = edit.set_materials(OLD, "A01", (Material("甲", "原件"), Material("乙", "原件")))
    new = edit.set_materials(OLD, "A01", (Material("乙", "原件", 2, True), Material("丙", "复印件", note="盖章")))
    new = edit.set_result(new, "A01", ResultPaper("许可证", "3个月", Validity(3, ValidityUnit.MONTH, basis="某法9")))
    assert said(new, old) == [
        "环节 A01“事项A01”的办理结果：（无） → 许可证，有效期 3个月，自办结起 3 个月，某法9",
        "环节 A01“事项A01”的材料“乙”：乙（原件 1 份） → 乙（原件 2 份，可容缺）",
        "环节 A01“事项A01”新增材料：丙（复印件 1 份，盖章）",
        "环节 A01“事项A01”不再要材料：甲（原件 1 份）",
    ]
    turned = edit.set_materials(OLD, "A01", old.step("A01").matter.materials[::-1])
    assert said(turned, old) == ["环节 A01“事项A01”的材料次序有变"]
    matter = replace(OLD.step("A01").matter, authority="某局", sources=("甲法", "乙法"), ask_days=True)
    matter = replace(matter, exclusions=(ClockExclusion("听证", 20, Unit.WORKING_DAYS, "某法45"),))
    assert said(edit.set_matter(OLD, "A01", matter)) == [
        "环节 A01“事项A01”的审批机关：行政审批局 → 某局",
        "环节 A01“事项A01”的依据：（无） → 甲法、乙法",
        "环节 A01“事项A01”的不计时环节：（无） → 听证≤20 个工作日（某法45）",
        "环节 A01“事项A01”的工期：不询问 → 立件后询问",
    ]


def test_groups_marks_and_the_head() -> None:
    new = edit.set_group(OLD, ParallelGroup("组", ("A01",), Limit(27, Unit.WORKING_DAYS)))
    new = edit.set_choice(new, ChoiceGroup("选", ChoiceRule.AT_MOST_ONE, ("A02",)))
    mark = Benchmark("标", BenchmarkPoint("A01", "done"), BenchmarkPoint("E01", "done"), 9, Unit.NATURAL_DAYS)
    new = edit.set_threshold(edit.set_benchmark(new, mark), Threshold("未", "定义", 90, Unit.NATURAL_DAYS, "来源"))
    new = edit.set_head(edit.set_notes(new, ("说明",)), name="新名", applies_to="某类")
    assert said(new) == [
        "模板名称：流程SX-YB → 新名",
        "模板适用范围：（无） → 某类",
        "模板说明：（无） → 说明",
        "环节 A01“事项A01”的并联组：（无） → 组",
        "新增择一组“选”：A02（至多选一项）",
        "新增并联组“组”：A01（合计 27 个工作日，自受理起）",
        "新增对标“标”：A01 办结 至 E01 办结 9 个自然日",
        "新增三未标准“未”：定义，90 个自然日，来源",
    ]
    assert [one.words.partition("“")[0] for one in diff(new, OLD)][4:] == [
        "删去择一组",
        "删去并联组",
        "删去对标",
        "删去三未标准",
    ]
    longer = edit.set_benchmark(new, replace(mark, days=10, verified=False))
    assert said(longer, new) == ["对标“标”：A01 办结 至 E01 办结 9 个自然日 → A01 办结 至 E01 办结 10 个自然日，待核"]


def test_a_limit_is_told_with_all_that_tells_it_from_another() -> None:
    limit = Limit(
        20, Unit.WORKING_DAYS, "done:A01", LimitKind.MINIMUM, BoundParty.ENTERPRISE, basis="某法1", text="二十日"
    )
    assert limit_words(limit) == "20 个工作日，自A01 办结起，最短期限，约束企业，某法1，二十日"
    assert (limit_words(None), result_words(None)) == ("", "")
    assert material_words(Material("甲", internal_share=True)) == "甲（形式不限 1 份，部门共享）"
    lasts = Validity(5, ValidityUnit.YEAR, used_by=("E01",), renew_before=Limit(60, Unit.DAYS))
    assert result_words(ResultPaper("证", lasts=lasts)) == "证，自办结起 5 年，用于 E01，届满 60 日前申请延续"


@given(st.lists(edits, max_size=10), st.lists(edits, max_size=5))
def test_there_is_a_difference_exactly_when_the_content_differs(first: list[Edit], then: list[Edit]) -> None:
    old = edited(OLD, first)
    new = edited(old, then)
    found = diff(old, new)
    assert bool(found) == (old != new)
    assert all(one.words for one in found)
    assert bool(diff(new, old)) == bool(found)
