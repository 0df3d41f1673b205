"""企业信用承诺书 (D10): the matter, the list of papers, the pledge in articles, seals of builder and designer."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.application.forms.credit_pledge import COLUMNS, SPEC, CreditPledge
from desktop_app.documents.blocks import Block
from desktop_app.documents.form import fact_grid, heading
from desktop_app.documents.paper import BLANK, Together
from desktop_app.documents.pieces import Parties, Party, addressed, paragraphs, plain_table
from desktop_app.documents.sheet import SheetForm


class CreditPledgeForm(SheetForm[CreditPledge]):
    """Prints a CreditPledge."""

    spec = SPEC
    named = "本承诺书"
    held = "审批部门、建设单位、设计单位各执一份"

    def blocks(self, data: CreditPledge) -> Sequence[Block | Together]:
        """Who pledges what to whom."""
        return [
            addressed(f"{data.authority or BLANK * 2}："),
            fact_grid(
                [
                    [("建设单位", data.enterprise), ("信用代码", data.credit_code)],
                    [("设计单位", data.designer), ("信用代码", data.designer_code)],
                    [("法定代表人", data.legal_person), ("项目地址", data.site)],
                    [("项目名称", data.project), ("项目代码", data.project_code)],
                    [("承诺事项", data.matter), ("履约期限", data.perform_by)],
                ]
            ),
            heading("一、材料清单"),
            plain_table(
                ("序号", *COLUMNS),
                (10, 96, 34, 34),
                [(one.number, one.name, one.form, one.how) for one in data.materials],
                centred=(0, 2, 3),
            ),
            heading("二、已知悉的内容"),
            *paragraphs(data.known),
            heading("三、真实性承诺"),
            *paragraphs(data.truth),
            heading("四、履约承诺"),
            *paragraphs(data.performance),
            heading("五、违约责任和后果"),
            *paragraphs(data.breach),
        ]

    def ending(self, data: CreditPledge) -> Sequence[Block]:
        """Both sides with their seals."""
        sign = ("法定代表人或\n授权代表（签字）：",)
        return [
            Parties(
                Party("建设单位（盖章）：", data.enterprise, sign, data.date),
                Party("设计单位（盖章）：", data.designer, sign, data.date),
            )
        ]
