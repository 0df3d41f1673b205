"""Flows: the words of the boxes, the titles of the frames, and the way that decides the length."""

from dataclasses import replace

from desktop_app.application.flows import choice_words, critical_path, flow_of, group_words, limit_words
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.limit import Limit
from desktop_app.domain.matter import Matter
from desktop_app.domain.template import ChoiceGroup, ChoiceRule, ParallelGroup, StepTemplate
from desktop_app.domain.template_draft import TemplateDraft, set_after
from tests.builders import on, template

EXACT = ChoiceGroup("环评", ChoiceRule.EXACTLY_ONE, ("A02",))
MOST = ChoiceGroup("排污", ChoiceRule.AT_MOST_ONE, ("A03",))
JOINT = ParallelGroup("报装", ("A04",), Limit.parse("10WD"))


def test_boxes_say_who_decides_and_how_fast():
    step = flow_of(template()).steps["A01"]
    assert (step.title, step.authority, step.limit) == ("事项A01", "行政审批局", "承诺 3 个工作日")
    assert not step.optional
    assert not step.verified, "a matter that does not say where it is from must be checked"


def test_limits_are_named():
    assert limit_words(None, Limit.parse("20WD")) == "法定 20 个工作日"
    assert limit_words(Limit.parse("0WD"), Limit.parse("20WD")) == "承诺 即办"
    assert limit_words(None, None) == "不计时限"


def test_frames_are_titled_by_their_rule():
    assert choice_words(EXACT) == "任选一项 · 环评"
    assert choice_words(MOST) == "至多一项 · 排污"
    assert group_words(JOINT) == "并联 · 报装 · 合计 10 个工作日"
    draft = replace(TemplateDraft.of(template()), choices=(EXACT, MOST), groups=(JOINT,))
    flow = flow_of(draft)
    assert sorted(flow.frames[area.key] for area in flow.drawing.frames) == [
        "任选一项 · 环评",
        "并联 · 报装 · 合计 10 个工作日",
        "至多一项 · 排污",
    ]


def test_a_frame_names_its_members_that_stand_in_another_one():
    both = ParallelGroup("多评合一", ("A02", "A03", "A04"))
    flow = flow_of(replace(TemplateDraft.of(template()), choices=(EXACT, MOST), groups=(both,)))
    assert flow.frames["group 多评合一"] == "并联 · 多评合一（另含 A02、A03）"
    assert flow.frames["choice 环评"] == "任选一项 · 环评"


def test_stages_stand_in_the_order_of_a_project():
    steps = [
        StepTemplate(Matter(f"S{number}", "某事", stage=stage))
        for number, stage in enumerate(("自定", "竣工验收", "企业登记", ""))
    ]
    flow = flow_of(TemplateDraft("SX", "某流程", steps=tuple(steps)))
    assert [band.key for band in flow.drawing.bands][:2] == ["企业登记", "竣工验收"]
    assert {band.key for band in flow.drawing.bands} == {"企业登记", "竣工验收", "自定", "其他"}


def test_a_draft_with_a_circle_is_drawn_without_the_edge_that_closes_it():
    flow = flow_of(set_after(TemplateDraft.of(template()), "A01", ("A04",)))
    assert flow.drawing.broken == (("A04", "A01"),)
    assert flow.before["A01"] == ()
    assert flow.following["A01"] == ("A02",)


def test_the_critical_way_is_the_longest_of_required_steps():
    plain = template()
    side = StepTemplate(Matter("B01", "旁路", stage="立项", promised=Limit.parse("1WD")), after=("A01",))
    tail = StepTemplate(
        Matter("B02", "可选", stage="立项", promised=Limit.parse("90WD")), after=("A01",), optional=True
    )
    path = critical_path(replace(plain, steps=(*plain.steps, side, tail)), on("2026-11-02"), WorkingCalendar([]))
    assert path.codes == {"A01", "A02", "A03", "A04", "E01"}
    assert path.edges == {("A01", "A02"), ("A02", "A03"), ("A03", "A04"), ("A04", "E01")}
    assert path.days == 15
