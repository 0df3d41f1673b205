"""特别程序告知书 (D16): the procedure, its time, the article, the limits that stand still, the authority's seal."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from desktop_app.application.forms.special_notice import KINDS, SPEC, SpecialNotice
from desktop_app.application.forms.step_limits import LIMIT_COLUMNS
from desktop_app.documents.blocks import Block, Signatures, box
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.forms.urge import LIMIT_WIDTHS
from desktop_app.documents.paper import BLANK, WIDTH, Together
from desktop_app.documents.pieces import addressed, boxes, paragraphs, plain_table
from desktop_app.documents.sheet import SheetForm


class SpecialNoticeForm(SheetForm[SpecialNotice]):
    """Prints a SpecialNotice."""

    spec = SPEC
    named = "本告知书"
    held = "申请人、审批部门各执一份"

    def blocks(self, data: SpecialNotice) -> Sequence[Block | Together]:
        """To whom, which procedure, how long, on which ground, which limits stand still."""
        limits = [(one.clock, one.limit, one.due, one.used, one.over) for one in data.limits]
        return [
            addressed(f"{data.enterprise or BLANK * 2}："),
            *paragraphs(["你单位申请的下列事项，依法需要进行特别程序，所需时间不计入办理期限，现书面告知。"]),
            fact_grid(
                [
                    [("办理事项", data.matter)],
                    [("项目名称", data.project)],
                    [("审批部门", data.authority), ("项目代码", data.project_code)],
                    [("收件受理", data.started), ("告知日期", data.date)],
                ]
            ),
            heading("一、特别程序和所需时间"),
            fact_grid(
                [
                    [("程序种类", boxes(KINDS, (data.kind,), gap="　"))],
                    [("所需时间", data.needed), ("规定上限", data.cap)],
                    [("自", data.first), ("至", data.last)],
                    [("依　　据", data.basis)],
                ]
            ),
            heading("二、原因"),
            box([body(data.reason)], WIDTH, 16.5, 16 * mm),
            heading("三、办理期限的现状"),
            plain_table(LIMIT_COLUMNS, LIMIT_WIDTHS, limits, centred=(0, 2, 3, 4), blank_rows=2),
            heading("四、法律依据"),
            *paragraphs(data.law),
        ]

    def ending(self, data: SpecialNotice) -> Sequence[Block]:
        """The clerk, the applicant who receives it, the authority's seal."""
        people = ("经办人（签字）：", "申请人签收（签字）：")
        return [Signatures(people, "审批部门（盖章）：", WIDTH, space_above=6.0)]
