"""容缺受理承诺书 (D09): the matter, the missing papers with their days, the pledge, seal and signature."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.application.forms.tolerance_pledge import COLUMNS, SPEC, TolerancePledge
from desktop_app.documents.blocks import Block, Signatures
from desktop_app.documents.form import fact_grid, heading
from desktop_app.documents.paper import BLANK, WIDTH, Together
from desktop_app.documents.pieces import addressed, paragraphs, plain_table
from desktop_app.documents.sheet import SheetForm


class TolerancePledgeForm(SheetForm[TolerancePledge]):
    """Prints a TolerancePledge."""

    spec = SPEC
    named = "本承诺书"
    held = "审批部门、企业各执一份"

    def blocks(self, data: TolerancePledge) -> Sequence[Block | Together]:
        """To which authority, for which matter, what is missing, what is promised."""
        return [
            addressed(f"{data.authority or BLANK * 2}："),
            fact_grid(
                [
                    [("承诺单位", data.enterprise), ("信用代码", data.credit_code)],
                    [("法定代表人", data.legal_person), ("联系人", data.contact)],
                    [("联系电话", data.contact_phone), ("收件日期", data.accepted)],
                    [("项目名称", data.project), ("项目代码", data.project_code)],
                    [("办理事项", data.matter)],
                ]
            ),
            heading("一、缺少的材料和补齐期限"),
            plain_table(
                ("序号", *COLUMNS),
                (10, 84, 40, 40),
                [(one.number, one.name, one.form, one.due) for one in data.missing],
                centred=(0, 2, 3),
            ),
            heading("二、承诺"),
            *paragraphs(data.promise),
            heading("三、违反承诺的后果"),
            *paragraphs(data.consequences),
        ]

    def ending(self, data: TolerancePledge) -> Sequence[Block]:
        """The legal person signs, the enterprise seals."""
        people = ("法定代表人（签字）：", "审批部门收到（签字）：")
        return [Signatures(people, "承诺单位（盖章）：", WIDTH, data.date, space_above=8.0, dated_first=True)]
