"""送达回证 (D18): what was served on whom in a grid and a list, room for receiver and proxy to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from desktop_app.application.forms.service_receipt import SPEC, WAYS, ServiceReceipt
from desktop_app.documents.blocks import Block, Signatures
from desktop_app.documents.form import fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import boxes, plain_table
from desktop_app.documents.sheet import SheetForm

_PAPERS = (("序号", "文件名称", "文　号", "份数", "备　注"), (12, 66, 50, 14, 32))


class ServiceReceiptForm(SheetForm[ServiceReceipt]):
    """Prints a ServiceReceipt."""

    spec = SPEC
    named = "本回证"
    held = "送达机关、服务中心各存一份"

    def blocks(self, data: ServiceReceipt) -> Sequence[Block | Together]:
        """The decision, the papers, and how they were handed over."""
        facts = fact_grid(
            [
                [("许可事项", data.matter)],
                [("项目名称", data.project)],
                [("项目代码", data.project_code), ("审批部门", data.authority)],
                [("受送达人", data.recipient)],
                [("送达地点", data.place)],
                [("决定日期", data.decided_on), ("送达期限", data.serve_by)],
            ]
        )
        count = f"共 {len(data.papers)} 件" if data.papers else "共　　件"
        rows = [astuple(one) for one in data.papers]
        return [facts, heading(f"送达文件（{count}）"), plain_table(*_PAPERS, rows, centred=(0, 3), blank_rows=5)]

    def ending(self, data: ServiceReceipt) -> Sequence[Block]:
        """How it was served, and who received it."""
        served = fact_grid(
            [
                [("送达方式", boxes(WAYS, data.ways))],
                [("送达人", data.server), ("送达日期", data.served_on)],
                [("邮件单号", data.tracking), ("代收人", data.proxy)],
                [("代收原因", data.proxy_reason)],
                [("备　注", data.remark)],
            ]
        )
        signers = (_signer("收件人", data.receiver), "代收人（签字）：")
        return [
            heading("送达情况"),
            served,
            Signatures(signers, "受送达人（盖章）：", WIDTH, data.served_on, space_above=8.0, dated_first=True),
        ]


def _signer(role: str, name: str) -> str:
    return f"{role}：{name}　（签字）" if name else f"{role}（签字）："
