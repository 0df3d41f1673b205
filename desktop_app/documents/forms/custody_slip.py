"""原件流转单 (D32): what was handed from whom to whom in a grid and a list, room for both to sign and seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from reportlab.lib.units import mm

from desktop_app.application.forms.custody_slip import MOVES, SPEC, CustodySlip
from desktop_app.documents.blocks import Block, box
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import Parties, Party, boxes, plain_table
from desktop_app.documents.sheet import SheetForm

_PAPERS = (("序号", "原件名称", "文　号", "份数", "约定归还", "备　注"), (11, 60, 44, 12, 22, 25))


class CustodySlipForm(SheetForm[CustodySlip]):
    """Prints a CustodySlip."""

    spec = SPEC
    named = "本单"
    held = "交出、接收双方各执一份"

    def blocks(self, data: CustodySlip) -> Sequence[Block | Together]:
        """Which move of which project, and the originals."""
        facts = fact_grid(
            [
                [("流转事由", boxes(tuple(MOVES.values()), (data.act,)))],
                [("项目名称", data.project)],
                [("项目代码", data.project_code), ("流转日期", data.moved_on)],
                [("办理事项", data.matter)],
                [("交出方", data.giver), ("接收方", data.taker)],
            ]
        )
        count = f"共 {len(data.papers)} 项" if data.papers else "共　　项"
        rows = [astuple(one) for one in data.papers]
        return [
            facts,
            heading(f"一、原件（{count}）"),
            plain_table(*_PAPERS, rows, centred=(0, 3, 4), blank_rows=6),
            heading("二、备注"),
            box([body(data.remark)], WIDTH, 16.5, 12 * mm),
        ]

    def ending(self, data: CustodySlip) -> Sequence[Block]:
        """Both sides, each with its signature and seal; everybody dates their own signature by hand."""
        people = ("经手人（签字）：", "联系电话：")
        return [Parties(Party("交出方：", data.giver, people), Party("接收方：", data.taker, people))]
