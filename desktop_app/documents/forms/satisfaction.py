"""服务满意度评价表 (D20): five grades to tick for each aspect, room for opinions, and the call-back of the centre."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from desktop_app.application.forms.satisfaction import ASPECTS, CHARGED, GRADES, REACHED, SPEC, Satisfaction
from desktop_app.documents.blocks import Block, Cell, Signatures, Table, box
from desktop_app.documents.form import CELL_SIZE, body, fact_grid, header_cells, heading, label
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import boxes, paragraphs
from desktop_app.documents.sheet import SheetForm

_FIRST = 34 * WIDTH / 174


class SatisfactionForm(SheetForm[Satisfaction]):
    """Prints a Satisfaction."""

    spec = SPEC
    named = "本表"

    def blocks(self, data: Satisfaction) -> Sequence[Block | Together]:
        """Whose service, the grades, the money, the opinion."""
        return [
            fact_grid(
                [
                    [("企业名称", data.enterprise), ("代办员", data.officer)],
                    [("项目名称", data.project)],
                    [("服务情况", data.served)],
                    [("联系人", data.contact), ("联系电话", data.contact_phone)],
                ]
            ),
            heading("一、评价（每行勾选一项）"),
            _grades(data),
            heading("二、是否收费"),
            fact_grid([[("是否收费", boxes(CHARGED, (data.charged,)))], [("收费情况", data.charge)]]),
            heading("三、意见建议"),
            box([body(data.opinion)], WIDTH, 16.5, 24 * mm),
            heading("四、回访（服务中心填写）"),
            fact_grid(
                [
                    [("回　访", boxes(REACHED, (data.reached,)))],
                    [("回访人", data.callback_by), ("回访日期", data.callback_on)],
                    [("回访情况", data.callback)],
                ]
            ),
        ]

    def ending(self, data: Satisfaction) -> Sequence[Block]:
        """Where to complain, and who rates."""
        window = f"对评价有异议，或者问题没有解决，可向“办不成事”反映窗口反映：{data.window}" if data.window else ""
        signed = Signatures(("评价人（签字）：",), "企业（盖章）：", WIDTH, data.rated_on, space_above=8.0)
        return [*paragraphs([window]), signed]


def _grades(data: Satisfaction) -> Table:
    grades = ((WIDTH - _FIRST) / len(GRADES),) * len(GRADES)
    rows = [
        [
            Cell((label(words),), "centre", shaded=True),
            *(Cell((body(boxes((grade,), (getattr(data, name),)), CELL_SIZE),), "centre") for grade in GRADES),
        ]
        for name, words in ASPECTS
    ]
    return Table.of((_FIRST, *grades), rows, header_cells(("项　目", *GRADES)), leading=13, least_height=24)
