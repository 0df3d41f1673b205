"""材料接收清单 (D07): the filing, every paper that came, the way it went, both who gave and who received sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from reportlab.lib.units import mm

from desktop_app.application.forms.receipt_list import COLUMNS, ROUTE_COLUMNS, SPEC, ReceiptList
from desktop_app.documents.blocks import Block, Signatures, box
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import plain_table
from desktop_app.documents.sheet import SheetForm

_WIDTHS = (10, 88, 24, 16, 36)
_ROUTE_WIDTHS = (48, 24, 28, 24, 24, 26)


class ReceiptListForm(SheetForm[ReceiptList]):
    """Prints a ReceiptList."""

    spec = SPEC
    named = "本清单"
    held = "交件人、收件人各执一份"

    def blocks(self, data: ReceiptList) -> Sequence[Block | Together]:
        """Who files what, within what time, which papers, and where they go."""
        limit = "，".join(part for part in (data.limit, data.started) if part)
        return [
            fact_grid(
                [
                    [("申报主体", data.enterprise), ("主体编号", data.credit_code)],
                    [("办理人", data.handler), ("电　　话", data.handler_phone)],
                    [("工程名称", data.project)],
                    [("项目代码", data.project_code), ("流水号", data.serial)],
                    [("事项名称", data.matter)],
                    [("办理部门", data.authority), ("收件日期", data.received)],
                    [("办理时限", limit)],
                ]
            ),
            heading("一、接收的材料"),
            plain_table(
                ("序号", *COLUMNS), _WIDTHS, [astuple(one) for one in data.papers], centred=(0, 2, 3), blank_rows=8
            ),
            heading("二、备注"),
            box([body(data.remark)], WIDTH, 16.5, 12 * mm),
            heading("三、流转"),
            plain_table(
                ROUTE_COLUMNS, _ROUTE_WIDTHS, [astuple(one) for one in data.route], centred=range(1, 6), blank_rows=3
            ),
        ]

    def ending(self, data: ReceiptList) -> Sequence[Block]:
        """Who handed in and who received."""
        people = ("交件人（签字）：", f"收件人（签字）：{data.receiver}")
        return [Signatures(people, "收件单位（盖章）：", WIDTH, space_above=8.0)]
