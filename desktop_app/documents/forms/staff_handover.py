"""工作交接单 (D31): the counts with room for both sides to count, every list, three signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from desktop_app.application.forms.staff_handover import SPEC, StaffHandover
from desktop_app.documents.blocks import Block, Signatures
from desktop_app.documents.form import fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import plain_table
from desktop_app.documents.sheet import SheetForm

_COUNTS = (("项　目", "程序清点", "移交人清点", "接收人清点", "备　注"), (38, 30, 34, 34, 38))
_CASES = (
    ("序号", "项目", "企业", "流程", "范围", "未结", "在办、暂停", "逾期", "最近期限"),
    (10, 36, 29, 28, 14, 10, 15, 10, 22),
)
_STEPS = (("序号", "项目", "环节", "办理部门", "状态", "期限"), (10, 40, 42, 28, 14, 40))
_ORIGINALS = (("序号", "项目", "原件名称", "份数", "保管自"), (10, 56, 64, 16, 28))
_NOTICES = (("序号", "类别", "项目", "事项", "期限"), (10, 24, 52, 62, 26))


class StaffHandoverForm(SheetForm[StaffHandover]):
    """Prints a StaffHandover."""

    spec = SPEC
    named = "本单"
    held = "移交人、接收人、中心各存一份"

    def blocks(self, data: StaffHandover) -> Sequence[Block | Together]:
        """Who and why, the counts, then every list."""
        facts = fact_grid(
            [
                [("交接编号", data.handover), ("状　态", data.state)],
                [("移交人", data.giver), ("单　位", data.giver_unit)],
                [("接收人", data.taker), ("单　位", data.taker_unit)],
                [("交接日期", data.handed_on), ("监交人", data.witness)],
                [("交接原因", data.reason)],
            ]
        )
        counts = [[*astuple(one), "", "", ""] for one in data.counts]
        blocks: list[Block | Together] = [
            facts,
            heading("数量"),
            plain_table(*_COUNTS, counts, centred=(1,), blank_rows=9),
        ]
        lists = (
            ("代办件", _CASES, data.cases, (0, 4, 5, 6, 7, 8)),
            ("在办和有期限的环节", _STEPS, data.steps, (0, 4)),
            ("原件", _ORIGINALS, data.originals, (0, 3, 4)),
            ("提醒、待送达结果和问题", _NOTICES, data.notices, (0, 1, 4)),
        )
        for title, (names, widths), rows, centred in lists:
            # Filled from a record, a list of nothing is nothing to fill in by hand.
            if rows or not data.handover:
                count = f"共 {len(rows)} 项" if rows else "共　　项"
                cells = [astuple(one) for one in rows]
                blocks += [
                    heading(f"{title}（{count}）"),
                    plain_table(names, widths, cells, centred=centred, blank_rows=4),
                ]
        return blocks

    def ending(self, data: StaffHandover) -> Sequence[Block]:
        """What differs, and who signs."""
        signers = (
            _signer("移交人", data.giver),
            _signer("接收人", data.taker),
            _signer("监交人", data.witness),
        )
        return [
            fact_grid([[("差　异", data.difference)]]),
            Signatures(signers, "服务中心（盖章）：", WIDTH, space_above=8.0),
        ]


def _signer(role: str, name: str) -> str:
    return f"{role}：{name}　（签字）" if name else f"{role}（签字）："
