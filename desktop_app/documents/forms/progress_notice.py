"""进度告知单 (D12): the steps with their lamps, what holds them up, what is wanted, what comes, whose the days were."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from desktop_app.application.forms.progress_notice import SPEC, ProgressNotice, StepLine
from desktop_app.documents.blocks import Block, Cell, Signatures, Table, Text, box
from desktop_app.documents.form import SMALL_SIZE, body, fact_grid, header_cells, heading, label
from desktop_app.documents.paper import BLANK, WIDTH, Together
from desktop_app.documents.party_bar import PartyBar
from desktop_app.documents.pieces import addressed, paragraphs
from desktop_app.documents.sheet import SheetForm
from desktop_app.domain.terms import LAMP_SIGNS

_HEADER = ("序号", "事　项", "办理部门", "状　态", "到期（办结）", "已　用", "剩　余")
_WIDTHS = tuple(width * mm for width in (9, 49, 32, 18, 27, 17, 22))
_BLANK_ROWS = 8


class ProgressNoticeForm(SheetForm[ProgressNotice]):
    """Prints a ProgressNotice."""

    spec = SPEC
    named = "本单"
    held = "企业、服务中心各执一份"

    def blocks(self, data: ProgressNotice) -> Sequence[Block | Together]:
        """The facts, the steps, what holds them up, what is wanted, next week."""
        coming = f"四、下周计划（{data.next_week}）" if data.next_week else "四、下周计划"
        return [
            addressed(f"{data.enterprise or BLANK * 2}："),
            *paragraphs(data.law),
            fact_grid(
                [
                    [("项目名称", data.project)],
                    [("项目代码", data.project_code), ("办理流程", data.template)],
                    [("报告期间", data.period)],
                    [("代办员", data.officer), ("包联领导", data.lead_official)],
                    [("联系方式", data.contact), ("截至日期", data.as_of)],
                    [("汇　　总", data.summary)],
                ]
            ),
            heading("一、各环节进度"),
            _steps(data.steps),
            heading("二、卡点"),
            box([body(data.blocks)], WIDTH, 16.5, 14 * mm),
            heading("三、需企业配合的事项"),
            box([body(data.cooperation)], WIDTH, 16.5, 14 * mm),
            heading(coming),
            box([body(data.plans)], WIDTH, 16.5, 14 * mm),
        ]

    def ending(self, data: ProgressNotice) -> Sequence[Block]:
        """Whose the days were, so that no page carries signatures alone; the agent and the enterprise sign."""
        people, sums = ("代办员（签字）：", "企业签收："), tuple((one.party, one.days) for one in data.parties)
        shared = Text.of([body(f"{data.shared}。" if data.shared else "", SMALL_SIZE)], WIDTH, 12.5)
        return [
            heading("五、天数归属"),
            PartyBar(sums),
            shared,
            Signatures(people, "服务中心（盖章）：", WIDTH, space_above=6.0),
        ]


def _steps(steps: Sequence[StepLine]) -> Table:
    empty = [Cell((body("", SMALL_SIZE),))] * len(_HEADER)
    rows = [_row(one) for one in steps] or [empty] * _BLANK_ROWS
    return Table.of(_WIDTHS, rows, header_cells(_HEADER), leading=11, least_height=18)


def _row(one: StepLine) -> list[Cell]:
    lamp = Cell((label(f"{LAMP_SIGNS[one.lamp]} {one.state}", SMALL_SIZE),), "centre")
    texts = [Cell((body(text, SMALL_SIZE),), "centre") for text in (one.due, one.used, one.left)]
    number = Cell((body(one.number, SMALL_SIZE),), "centre")
    return [number, Cell((body(one.title, SMALL_SIZE),)), Cell((body(one.authority, SMALL_SIZE),)), lamp, *texts]
