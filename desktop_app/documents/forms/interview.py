"""约谈通知和记录 (D15): the notice with its receipt on one sheet, the record with room to write on the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from desktop_app.application.forms.interview import SPEC, Interview
from desktop_app.documents.blocks import Block, Signatures, Table, box
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import BLANK, WIDTH, Together
from desktop_app.documents.pieces import TearLine, addressed, paragraphs
from desktop_app.documents.sheet import SheetForm


class InterviewForm(SheetForm[Interview]):
    """Prints an Interview."""

    spec = SPEC
    named = "本通知和记录"
    held = "被约谈单位、服务中心各执一份"

    def blocks(self, data: Interview) -> Sequence[Block | Together]:
        """The notice, its seal and receipt, and the record, which moves to the next page whole."""
        return [
            addressed(f"{data.to or BLANK * 2}："),
            *paragraphs(["因下列事项，现约贵单位有关负责人谈话。"]),
            fact_grid(
                [
                    [("约谈时间", _when(data)), ("约谈地点", data.place)],
                    [("被约谈人", data.people), ("约谈人", data.host)],
                    [("项目名称", data.project)],
                    [("项目单位", data.enterprise), ("代办员", data.officer)],
                    [("所涉事项", data.matter)],
                    [("联系方式", data.contact)],
                ]
            ),
            heading("一、约谈事由"),
            box([body(data.reason)], WIDTH, 16.5, 22 * mm),
            *paragraphs([f"此前的文书：{'；'.join(data.earlier)}。"] if data.earlier else []),
            heading("二、要求"),
            *paragraphs(data.notice),
            Together(
                (
                    Signatures((f"约谈人：{data.host}",), "通知单位（盖章）：", WIDTH, space_above=6.0),
                    TearLine("回　执（请填写后交回）"),
                    fact_grid([[("到场人员", ""), ("联系电话", "")]]),
                    # A table of one row is never torn apart to fill the next page.
                    replace(fact_grid([[("收到日期", ""), ("签　　收", "")]]), space_above=0.0),
                )
            ),
            Together((heading("三、约谈记录"), _record(data), *_said(data))),
        ]

    def ending(self, data: Interview) -> Sequence[Block]:
        """Those who talked sign the record."""
        people = ("被约谈人（签字）：", f"约谈人（签字）：{data.host}", f"记录人（签字）：{data.recorder}")
        return [Signatures(people, "被约谈单位（盖章）：", WIDTH, space_above=6.0)]


def _when(data: Interview) -> str:
    return "　".join(part for part in (data.on, data.time) if part)


def _record(data: Interview) -> Table:
    return fact_grid([[("约谈时间", _when(data)), ("到场人员", data.attended)]])


def _said(data: Interview) -> list[Block]:
    """What was said and promised, with enough room to write by hand that the record begins a page of its own."""
    texts = (("约谈内容：", data.talk, 92 * mm), ("整改承诺：", data.pledge, 48 * mm))
    boxes = [box([body(f"{name}{text}")], WIDTH, 16.5, room) for name, text, room in texts]
    until = fact_grid([[("整改时限", data.rectify_by), ("反馈方式", "书面反馈")]])
    return [*(replace(one, space_above=4.0) for one in boxes), until]
