"""问题交办（销号）单 (D21): the order, the answer of whoever is responsible, the enterprise's word, both sides sign."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from desktop_app.application.forms.problem_order import CONFIRMED, KINDS, SOURCES, SPEC, ProblemOrder
from desktop_app.documents.blocks import Block, box
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import Parties, Party, boxes
from desktop_app.documents.sheet import SheetForm

_ROOM = "\n"
"""Two lines to write on where nothing is known."""


class ProblemOrderForm(SheetForm[ProblemOrder]):
    """Prints a ProblemOrder."""

    spec = SPEC
    named = "本单"
    held = "责任单位、服务中心各执一份"

    def blocks(self, data: ProblemOrder) -> Sequence[Block | Together]:
        """What the problem is, who has to solve it, what was done."""
        return [
            fact_grid(
                [
                    [("企业名称", data.enterprise), ("联系人", data.contact)],
                    [("项目名称", data.project)],
                    [("项目代码", data.project_code), ("反映日期", data.raised_on)],
                    [("问题来源", boxes(SOURCES, (data.source,)))],
                    [("问题类别", boxes(KINDS, (data.kind,)))],
                ]
            ),
            heading("一、反映的问题"),
            box([body(data.problem)], WIDTH, 16.5, 14 * mm),
            heading("二、交办"),
            fact_grid(
                [
                    [("责任单位", data.responsible), ("责任人", data.person)],
                    [("配合单位", data.helping), ("交办人", data.assigned_by)],
                    [("交办日期", data.assigned_on), ("办理时限", data.due_on)],
                    [("办理要求", data.requirement)],
                ]
            ),
            heading("三、办理情况（责任单位填写）"),
            fact_grid(
                [
                    [("办理措施", data.measures or _ROOM)],
                    [("办理结果", data.result or _ROOM)],
                ]
            ),
        ]

    def ending(self, data: ProblemOrder) -> Sequence[Block]:
        """The enterprise confirms, the problem is struck off, both sides sign."""
        closing = fact_grid(
            [
                [("企业确认", boxes(CONFIRMED, (data.confirmed,)))],
                [("企业意见", data.opinion)],
                [("办结日期", data.finished_on), ("销号日期", data.closed_on)],
                [("销号审核", data.closed_by)],
            ]
        )
        return [
            heading("四、确认和销号"),
            closing,
            Parties(
                Party("责任单位（盖章）：", data.responsible, ("负责人（签字）：",), data.finished_on),
                Party("企业（盖章）：", data.enterprise, ("企业代表（签字）：",), data.closed_on),
            ),
        ]
