"""一次性告知书 (D06): matters, the flow of each stage, papers, conditions, what is not counted, both sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace

from reportlab.lib.units import mm

from desktop_app.application.forms.one_time_notice import SPEC, NoticeStep, OneTimeNotice
from desktop_app.documents.blocks import Block, Signatures, Text, box
from desktop_app.documents.flow_drawing import FlowBox, FlowDrawing
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import SMALL_SIZE, body, fact_grid, heading
from desktop_app.documents.paper import BLANK, WIDTH, Together
from desktop_app.documents.pieces import addressed, paragraphs, plain_table
from desktop_app.documents.sheet import SheetForm

_STEPS = (("序号", "事　项", "阶　段", "办理部门", "前　置", "法定时限", "承诺时限"), (10, 50, 24, 34, 16, 20, 20))
_MATERIALS = (
    ("事项", "材料名称", "形　式", "份数", "可容缺", "来　源", "是否已有"),
    (11, 78, 23, 11, 15, 20, 16),
)
_CONDITIONS = (("事　项", "办理部门", "什么情况下办理", "目前"), (48, 36, 66, 24))
_UNCOUNTED = (("事　项", "不计时的环节", "最长时间", "依　据"), (56, 34, 28, 56))
_FLOW_WORDS = "框内数字是上表的序号，箭头由前置指向后续；不在同一阶段的前置见上表“前置”栏。"


class OneTimeNoticeForm(SheetForm[OneTimeNotice]):
    """Prints a OneTimeNotice."""

    spec = SPEC
    named = "本告知书"
    held = "企业、服务中心各执一份"

    def blocks(self, data: OneTimeNotice) -> Sequence[Block | Together]:
        """The facts, the matters, their way, the papers, the conditions, what is not counted."""
        steps = [
            (one.number, one.title, one.stage, one.authority, one.before, one.statutory, one.promised)
            for one in data.steps
        ]
        blocks: list[Block | Together] = [
            addressed(f"{data.enterprise or BLANK * 2}："),
            *paragraphs(data.opening),
            fact_grid(
                [
                    [("项目名称", data.project)],
                    [("项目代码", data.project_code), ("办理流程", data.template)],
                    [("代办员", data.officer), ("告知日期", data.date)],
                ]
            ),
            heading("一、要办的事项"),
            plain_table(*_STEPS, steps, centred=(0, 2, 4, 5, 6), blank_rows=10, least_height=18.0),
            *_flows(data.steps),
            heading("三、要准备的材料" if data.steps else "二、要准备的材料"),
            plain_table(
                *_MATERIALS,
                [astuple(one) for one in data.materials],
                centred=(0, 2, 3, 4, 5, 6),
                blank_rows=12,
                least_height=18.0,
            ),
        ]
        if data.conditions or not data.steps:
            blocks += [
                heading("按条件办理的事项"),
                plain_table(*_CONDITIONS, [astuple(one) for one in data.conditions], centred=(3,), blank_rows=3),
            ]
        if data.uncounted or not data.steps:
            blocks += [
                heading("不计入办理时限的环节"),
                plain_table(*_UNCOUNTED, [astuple(one) for one in data.uncounted], centred=(1, 2), blank_rows=3),
            ]
        return blocks

    def ending(self, data: OneTimeNotice) -> Sequence[Block]:
        """What else is told; who told and who was told sign."""
        people = (f"告知人（签字）：{data.told_by}", f"接收人（签字）：{data.received_by}")
        more = box([body(data.more)], WIDTH, 16.5, 14 * mm)
        return [heading("其他告知事项"), more, Signatures(people, "服务中心（盖章）：", WIDTH, space_above=6.0)]


def _flows(steps: Sequence[NoticeStep]) -> list[Block | Together]:
    """One drawing for each stage, in words where it would not be legible."""
    if not steps:
        return []
    words = replace(Text.of([body(_FLOW_WORDS, SMALL_SIZE)], WIDTH, 12.5), keeps_next=True)
    found: list[Block | Together] = [heading("二、流程图"), words]
    for stage in dict.fromkeys(one.stage for one in steps):
        own = [one for one in steps if one.stage == stage]
        numbers = {one.number for one in own}
        boxes = [
            FlowBox(one.number, one.title, tuple(n for n in one.before.split("、") if n in numbers)) for one in own
        ]
        drawing = FlowDrawing.of(boxes)
        name = replace(Text.of([(stage, Role.LABEL, 9.0)], WIDTH, 15), space_above=5.0, keeps_next=True)
        told = [f"{one.number} {one.words}（前置：{'、'.join(one.after) or '无'}）" for one in boxes]
        found += [name, drawing] if drawing else [name, *paragraphs(told, size=SMALL_SIZE, leading=13)]
    return found
