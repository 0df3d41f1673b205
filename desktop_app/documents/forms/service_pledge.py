"""服务承诺书 (D04): the pledge, the matters with their limits, the standards ticked, the centre's seal."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.application.forms.service_pledge import SPEC, STANDARDS, PromisedStep, ServicePledge
from desktop_app.documents.blocks import Block, Signatures
from desktop_app.documents.form import fact_grid, heading
from desktop_app.documents.paper import BLANK, WIDTH, Together
from desktop_app.documents.pieces import addressed, boxes, paragraphs, plain_table
from desktop_app.documents.sheet import SheetForm

_STEPS = (("序号", "承诺事项", "办理部门", "法定时限", "承诺时限"), (10, 66, 46, 26, 26))


def _row(line: PromisedStep) -> tuple[str, ...]:
    doubt = "\u00a0待核" if line.unverified else ""
    return (line.number, line.title, line.authority, line.statutory, line.promised + doubt)


class ServicePledgeForm(SheetForm[ServicePledge]):
    """Prints a ServicePledge."""

    spec = SPEC
    named = "本承诺书"
    held = "企业、服务中心各执一份"

    def blocks(self, data: ServicePledge) -> Sequence[Block | Together]:
        """To whom, what, in what time, by which standards."""
        return [
            addressed(f"{data.enterprise or BLANK * 2}："),
            *paragraphs(data.opening),
            fact_grid(
                [
                    [("项目名称", data.project), ("承诺日期", data.promised_on)],
                    [("代办员", data.officer), ("办理流程", data.template)],
                ]
            ),
            heading("一、承诺事项和时限"),
            plain_table(*_STEPS, [_row(one) for one in data.steps], centred=(0, 3, 4)),
            heading("二、服务标准"),
            *paragraphs([boxes(STANDARDS, data.standards)]),
            heading("三、承诺内容"),
            *paragraphs([*data.clauses, data.fee]),
            fact_grid([[("投诉电话", data.complaint_phone), ("办不成事\n窗　口", data.window)]]),
        ]

    def ending(self, data: ServicePledge) -> Sequence[Block]:
        """The centre's seal."""
        people = ("代办员（签字）：", "企业签收：")
        return [Signatures(people, "承诺单位（盖章）：", WIDTH, space_above=8.0)]
