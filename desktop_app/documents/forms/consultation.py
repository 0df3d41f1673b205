"""接待咨询记录 (D05): facts, question and answer in boxes that leave room to write, the first asked signs."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from desktop_app.application.forms.consultation import OUTCOMES, SPEC, WAYS, Consultation
from desktop_app.documents.blocks import Block, box
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import boxes
from desktop_app.documents.sheet import SheetForm


class ConsultationForm(SheetForm[Consultation]):
    """Prints a Consultation."""

    spec = SPEC
    named = "本记录"

    def blocks(self, data: Consultation) -> Sequence[Block | Together]:
        """Who came, what was asked, what was answered."""
        when = "　".join(part for part in (data.on, data.time) if part)
        return [
            fact_grid(
                [
                    [("单位名称", data.enterprise)],
                    [("来访人", data.visitor), ("联系方式", data.contact)],
                    [("接待时间", when), ("咨询事项", data.matter)],
                    [("接待方式", boxes(WAYS, data.ways))],
                ]
            ),
            heading("一、咨询内容"),
            box([body(data.question)], WIDTH, 16.5, 42 * mm),
            heading("二、答复（处理）情况"),
            box([body(data.answer)], WIDTH, 16.5, 42 * mm),
        ]

    def ending(self, data: Consultation) -> Sequence[Block]:
        """What came of it, and who was asked first."""
        return [
            heading("三、处理结果"),
            fact_grid(
                [
                    [("处理结果", boxes(OUTCOMES, data.outcomes))],
                    [("转办部门", data.passed_to), ("答复期限", data.reply_by)],
                    [("首问责任人", data.first_asked), ("签　字", "")],
                ]
            ),
        ]
