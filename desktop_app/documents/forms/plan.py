"""项目推进方案（倒排工期表） (D25): who does what by when to meet the target, signed by those who stand for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from desktop_app.application.forms.plan import SPEC, PlanLine, PlanPaper
from desktop_app.documents.blocks import Block, Cell, Signatures, Table, Text, box
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import BODY_SIZE, SMALL_SIZE, body, fact_grid, header_cells, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.party_bar import PartyBar
from desktop_app.documents.pieces import plain_table
from desktop_app.documents.sheet import SheetForm

_SIZE = 8.5
_HEADER = ("序号", "阶　段", "事　项", "办理部门", "计划开始", "计划完成", "代办员", "状　态")
_WIDTHS = tuple(width * mm for width in (9, 20, 51, 29, 18.5, 18.5, 13, 15))
_BLANK_ROWS = 12


class PlanForm(SheetForm[PlanPaper]):
    """Prints a PlanPaper."""

    spec = SPEC
    named = "本方案"

    def blocks(self, data: PlanPaper) -> Sequence[Block | Together]:
        """The facts, the steps in their order, key points, materials, measures, and whose the days were."""
        blocks: list[Block | Together] = [_facts(data), heading("一、倒排工期"), _steps(data.steps)]
        points = [(one.name, one.by) for one in data.key_points]
        if points or not data.steps:
            blocks += [heading("二、关键节点"), plain_table(("节　点", "最迟日期"), (140, 34), points, centred=(1,))]
        needed = [(one.title, one.materials, one.by) for one in data.materials]
        blocks.append(heading("三、尚需材料"))
        if needed or not data.steps:
            header = ("事　项", "材　料", "最迟备齐")
            blocks.append(plain_table(header, (48, 106, 20), needed, centred=(2,)))
        else:
            blocks.append(_plain("各环节均已申报，没有尚需企业准备的材料。"))
        blocks += [heading("四、推进措施"), box([body(data.measures)], WIDTH, 17, 60)]
        blocks += [Together((heading("五、天数归属"), PartyBar(_sums(data)), _small(data.shared)))]
        return blocks

    def ending(self, data: PlanPaper) -> Sequence[Block]:
        """Those who stand for the plan, and the seal."""
        signers = (
            f"代办员：{data.officer}",
            f"包联领导：{data.lead_official}",
            f"项目单位：{data.enterprise}",
        )
        return [Signatures(signers, "帮办代办机构（盖章）：", WIDTH, space_above=10.0)]


def _facts(data: PlanPaper) -> Table:
    return fact_grid(
        [
            [("项目名称", data.project)],
            [("企　　业", data.enterprise), ("项目代码", data.project_code)],
            [("流　　程", data.template)],
            [("目标日期", data.target), ("目前最早", data.earliest)],
            [("建设时间", data.building)],
            [("制　　定", data.made), ("截　　至", data.as_of)],
            [("说　　明", data.reason)],
            [("代办员", data.officer), ("项目专员", data.specialist)],
            [("包联领导", data.lead_official), ("包联单位", data.lead_unit)],
        ]
    )


def _steps(steps: Sequence[PlanLine]) -> Table:
    empty = [Cell((body("", _SIZE),))] * len(_HEADER)
    rows = [_row(one) for one in steps] or [empty] * _BLANK_ROWS
    return Table.of(_WIDTHS, rows, header_cells(_HEADER), leading=11.5, least_height=21)


def _row(one: PlanLine) -> list[Cell]:
    def middle(text: str) -> Cell:
        return Cell((body(text, _SIZE),), "centre")

    mark = [(f"〔{one.critical}〕", Role.HEADING, _SIZE)] if one.critical else []
    return [
        middle(one.number),
        middle(one.stage),
        Cell((*mark, body(one.title, _SIZE))),
        Cell((body(one.authority, _SIZE),)),
        middle(one.start),
        middle(one.finish),
        middle(one.officer),
        middle(one.state),
    ]


def _sums(data: PlanPaper) -> tuple[tuple[str, int], ...]:
    return tuple((one.party, one.days) for one in data.parties)


def _plain(text: str) -> Block:
    return Text.of([body(text, BODY_SIZE)], WIDTH, 18, "both")


def _small(text: str) -> Block:
    return replace(Text.of([body(text, SMALL_SIZE)], WIDTH, 13, "both"), space_above=2.0)
