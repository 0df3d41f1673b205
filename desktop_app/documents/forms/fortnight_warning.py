"""半月预警 (D22B): a red and a yellow list, the gaps of the indicators, what is demanded, the seal."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from dataclasses import astuple, replace

from reportlab.lib.units import mm

from desktop_app.application.forms.fortnight_warning import SPEC, FortnightWarning, Gap, ListedStep
from desktop_app.documents.blocks import Block, Signatures, box
from desktop_app.documents.figure_table import figure_table
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import plain_table
from desktop_app.documents.sheet import SheetForm

_Look = tuple[tuple[str, ...], tuple[float, ...]]
_LIST: _Look = (
    ("序号", "项　目", "事　项", "办理部门", "代办员", "到期日", "天数", "卡　点", "协调事项"),
    (9, 26, 27, 20, 18, 19, 14, 20.5, 20.5),
)
_GAPS: _Look = (("指　标", "目　标", "目　前", "缺　口", "责任单位"), (44, 30, 28, 42, 30))


class FortnightWarningForm(SheetForm[FortnightWarning]):
    """Prints a FortnightWarning."""

    spec = SPEC
    named = "本预警"

    def blocks(self, data: FortnightWarning) -> Sequence[Block | Together]:
        """Whom it is for, then both lists and the gaps."""
        facts = fact_grid(
            [
                [("预警期", data.period), ("截　至", data.as_of)],
                [("发出单位", data.signed)],
                [("发送单位", data.issued_to), ("反馈期限", data.answer_by)],
            ]
        )
        filled = bool(data.as_of)
        return [
            facts,
            heading("一、本期数据"),
            *([figure_table(data.figures, WIDTH, "本期", "上期")] if data.figures else []),
            heading(f"二、▲ 红色清单：已经逾期（{_count(data.red, filled)}）"),
            _listed(_LIST, data.red, filled),
            heading(f"三、◆ 黄色清单：即将到期（{_count(data.yellow, filled)}）"),
            _listed(_LIST, data.yellow, filled),
            heading(f"四、指标缺口（{_count(data.gaps, filled)}）"),
            _listed(_GAPS, data.gaps, filled),
        ]

    def ending(self, data: FortnightWarning) -> Sequence[Block]:
        """What is demanded, and the seal."""
        signers = ("经办人（签字）：", "审核人（签字）：")
        return [
            heading("五、要求"),
            box([body(data.demand)], WIDTH, 16.5, 20 * mm),
            Signatures(signers, "发出单位（盖章）：", WIDTH, data.signed_on, space_above=8.0, dated_first=True),
        ]


def _listed(look: _Look, found: Sequence[ListedStep | Gap], filled: bool) -> Block:
    """A list; on a paper that is filled in an empty one says 无, so that nothing can be written into it later."""
    titles, widths = look
    rows = [_cells(one) for one in found]
    if filled and not rows:
        rows = [("无", *("",) * (len(titles) - 1))]
    return plain_table(
        titles, widths, rows, centred=(0, 4, 5, 6) if look is _LIST else (), blank_rows=4 if look is _LIST else 2
    )


def _cells(one: ListedStep | Gap) -> tuple[str, ...]:
    """The cells of a row; which limit ends stands below its day, who stands in below the officer."""
    if isinstance(one, Gap):
        return astuple(one)
    due = f"{one.due}\n{one.clock}" if one.clock else one.due
    told = replace(one, due=due, officer=one.officer.replace("（", "\n（"))
    return astuple(told)[: len(_LIST[0])]


def _count(lines: Sized, filled: bool) -> str:
    return f"共 {len(lines)} 项" if filled or len(lines) else "共　　项"
