"""代办办结单、委托终止单 (D03): how and when it ended, done and open matters in tables, both seals."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from dataclasses import astuple

from reportlab.lib.units import mm

from desktop_app.application.forms.closing import REASONS, SPEC, Closing
from desktop_app.documents.blocks import Block, box
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import Parties, Party, boxes, paragraphs, plain_table
from desktop_app.documents.sheet import SheetForm

_DONE = (("序号", "事　项", "办理部门", "办结日期", "办理结果"), (10, 56, 38, 24, 46))
_OPEN = (("序号", "事　项", "办理部门", "目前状态"), (10, 80, 56, 28))


class ClosingForm(SheetForm[Closing]):
    """Prints a Closing."""

    spec = SPEC
    named = "本单"
    held = "甲乙双方各执一份"

    def blocks(self, data: Closing) -> Sequence[Block | Together]:
        """What ended and why, then what was done and what was not."""
        facts = fact_grid(
            [
                [("项目名称", data.project)],
                [("项目单位", data.enterprise), ("项目代码", data.project_code)],
                [("协议编号", data.agreement), ("代办员", data.officer)],
                [("委托日期", data.opened_on), ("终止日期", data.ended_on)],
                [("终止原因", boxes(REASONS, (data.reason,)))],
                [("情况说明", data.explanation)],
            ]
        )
        blocks: list[Block | Together] = [facts, heading(f"一、已办事项（{_count(data.done)}）")]
        blocks.append(plain_table(*_DONE, [astuple(one) for one in data.done], centred=(0, 3)))
        if data.open:
            blocks.append(heading(f"二、未办结事项（{_count(data.open)}）"))
            blocks.append(plain_table(*_OPEN, [astuple(one) for one in data.open], centred=(0, 3)))
        blocks.append(heading(f"{'三' if data.open else '二'}、材料交接"))
        blocks.append(box([body(data.handed_back)], WIDTH, 16.5, 16 * mm))
        return blocks

    def ending(self, data: Closing) -> Sequence[Block]:
        """The statement of both and their seals."""
        sign = ("代表（签字）：",)
        return [
            *paragraphs(data.statement),
            Parties(
                Party("甲方（委托人，盖章）：", data.enterprise, sign),
                Party("乙方（受托人，盖章）：", data.centre, sign),
            ),
        ]


def _count(lines: Sized) -> str:
    return f"共 {len(lines)} 项" if len(lines) else "共　　项"
