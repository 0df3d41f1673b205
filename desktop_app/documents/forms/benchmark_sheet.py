"""对标计算书 (D29): every day a benchmark counted with what it rests on, to be checked by anybody with a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from desktop_app.application.forms.benchmark_sheet import SPEC, BenchmarkSheetPaper
from desktop_app.documents.blocks import WIDE_PAD_X, Block, Cell, Signatures, Table
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import CELL_SIZE, body, fact_grid, header_cells, heading
from desktop_app.documents.forms.clock_sheet import day_table, ground_blocks
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.sheet import SheetForm

_TAKEN_HEADER = ("为什么扣除", "起　止", "天　数")
_TAKEN_WIDTHS = tuple(width * mm for width in (82, 60, 32))


class BenchmarkSheetForm(SheetForm[BenchmarkSheetPaper]):
    """Prints a BenchmarkSheetPaper."""

    spec = SPEC
    named = "本计算书"

    def blocks(self, data: BenchmarkSheetPaper) -> Sequence[Block | Together]:
        """The facts, where it stands, what was taken out, every day, and what all of it rests on."""
        blocks: list[Block | Together] = [_facts(data), _outcome(data)]
        if data.taken:
            blocks += [heading("按口径扣除"), _taken(data)]
        rows = [("来　　源", data.sources), ("放假安排", data.documents), ("登记记录", data.acts)]
        grounds = ground_blocks([*rows, ("日历版本", (data.calendar,))])
        return [*blocks, heading("逐日计算"), day_table(data.days), *grounds]

    def ending(self, data: BenchmarkSheetPaper) -> Sequence[Block]:
        """Who made it, who checked it, and the seal."""
        return [Signatures(("制表人（代办员）：", "复核人："), "帮办代办机构（盖章）：", WIDTH, space_above=10.0)]


def _facts(data: BenchmarkSheetPaper) -> Table:
    rows: list[Sequence[tuple[str, str]]] = [
        [("项目名称", data.project)],
        [("企　　业", data.enterprise)],
        [("代办员", data.officer), ("截　　至", data.as_of)],
        [("对　　标", data.benchmark)],
        [("目　　标", data.allowed)],
        [("起　　点", data.started)],
        [("终　　点", data.ended)],
        [("口　　径", data.counting)],
        [("规　　则", data.rule)],
    ]
    if data.left_out:
        rows.append([("不计入", data.left_out)])
    return fact_grid(rows)


def _outcome(data: BenchmarkSheetPaper) -> Block:
    """Where it stands, large, with the day the target is used up and how the days add up."""
    runs = [(f"现况：{data.outcome}", Role.HEADING, 13.0), body(f"\n目标日：{data.target}")]
    if data.tally:
        runs.append(body(f"\n{data.tally}。"))
    if data.doubt:
        runs.append(body(f"\n暂估：{data.doubt}，公布并导入后自动转为确定。"))
    table = Table.of([WIDTH], [[Cell(tuple(runs), inset=WIDE_PAD_X)]], leading=18, least_height=34)
    return replace(table, space_above=6.0)


def _taken(data: BenchmarkSheetPaper) -> Table:
    rows = [
        [
            Cell((body(one.why, CELL_SIZE),)),
            Cell((body(one.span, CELL_SIZE),), "centre"),
            Cell((body(one.days, CELL_SIZE),), "centre"),
        ]
        for one in data.taken
    ]
    return Table.of(_TAKEN_WIDTHS, rows, header_cells(_TAKEN_HEADER), leading=12)
