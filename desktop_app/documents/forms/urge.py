"""催办（督办）单 (D13): the step with its limits, what is asked, signature and seal, the answer."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from desktop_app.application.forms.step_limits import LIMIT_COLUMNS
from desktop_app.application.forms.urge import KINDS, SPEC, Urge
from desktop_app.documents.blocks import Block, Signatures, box
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import BLANK, WIDTH, Together
from desktop_app.documents.pieces import TearLine, addressed, boxes, paragraphs, plain_table
from desktop_app.documents.sheet import SheetForm

LIMIT_WIDTHS = (18, 62, 36, 28, 30)


class UrgeForm(SheetForm[Urge]):
    """Prints an Urge."""

    spec = SPEC
    named = "本单"
    held = "被催办单位、服务中心各执一份"

    def blocks(self, data: Urge) -> Sequence[Block | Together]:
        """Whom it is for, which step, how late, what is asked."""
        limits = [(one.clock, one.limit, one.due, one.used, one.over) for one in data.limits]
        blocks: list[Block | Together] = [
            addressed(f"{data.to or BLANK * 2}："),
            *paragraphs(["下列事项由贵单位承办，请按要求办理，并在反馈期限内书面反馈。"]),
            fact_grid(
                [
                    [("类　　别", boxes(KINDS, data.kinds)), ("截至日期", data.as_of)],
                    [("项目名称", data.project)],
                    [("项目单位", data.enterprise), ("项目代码", data.project_code)],
                    [("承办事项", data.matter)],
                    [("收件受理", data.started), ("目前状态", data.state)],
                    [("代办员", data.officer), ("反馈期限", data.reply_by)],
                ]
            ),
            heading("一、时限和超期情况"),
            plain_table(LIMIT_COLUMNS, LIMIT_WIDTHS, limits, centred=(0, 2, 3, 4), blank_rows=2),
        ]
        blocks += paragraphs(data.moves)
        if data.earlier:
            blocks += paragraphs([f"此前已催办 {len(data.earlier)} 次：{'；'.join(data.earlier)}。"])
        return [
            *blocks,
            heading("二、没有办结的原因"),
            box([body(data.situation)], WIDTH, 16.5, 8.5 * mm),
            heading("三、办理要求"),
            *paragraphs(data.demand),
        ]

    def ending(self, data: Urge) -> Sequence[Block]:
        """The leader's signature and the seal; below them the answer of the unit."""
        people = (f"代办员（签字）：{data.officer}", f"领导签批：{data.leader}")
        return [
            Signatures(people, "帮办代办机构（盖章）：", WIDTH, space_above=4.0),
            TearLine("反　馈　栏（由被催办单位填写后交回）"),
            box([body("办理情况和原因（单位盖章）：")], WIDTH, 16.5, 14 * mm),
            fact_grid([[("预计办结", ""), ("承办人\n和日期", "")]]),
        ]
