"""指标计算表 (D33): a published figure to be checked by anybody: definition, computation, every project behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.application.forms.indicator_sheet import SPEC, IndicatorSheet
from desktop_app.documents.blocks import WIDE_PAD_X, Block, Cell, Signatures, Table
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import body, fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import plain_table
from desktop_app.documents.sheet import SheetForm

_PROJECT_TITLES = ("序号", "项　目", "计入分子", "计入分母", "没有计入分子的原因")
_PROJECT_WIDTHS = (12, 60, 28, 28, 46)
_MISSING_TITLES = ("序号", "项　目", "缺什么")
_MISSING_WIDTHS = (12, 64, 98)
_BLANK_ROWS = 10


class IndicatorSheetForm(SheetForm[IndicatorSheet]):
    """Prints an IndicatorSheet."""

    spec = SPEC
    named = "本表"

    def blocks(self, data: IndicatorSheet) -> Sequence[Block | Together]:
        """The definition, the computation, the projects and those of which something is missing."""
        rows = [
            (str(place), one.name, one.numerator, one.denominator, one.why)
            for place, one in enumerate(data.projects, 1)
        ]
        projects = plain_table(
            _PROJECT_TITLES, _PROJECT_WIDTHS, rows, centred=(0, 2, 3), blank_rows=0 if rows else _BLANK_ROWS
        )
        blocks: list[Block | Together] = [_facts(data), _result(data), heading("项目明细"), projects]
        if data.missing or not data.projects:
            lines = [(str(place), one.name, one.why) for place, one in enumerate(data.missing, 1)]
            missing = plain_table(
                _MISSING_TITLES, _MISSING_WIDTHS, lines, centred=(0,), blank_rows=0 if lines else _BLANK_ROWS // 3
            )
            blocks += [heading("未填或不能确定的项目"), missing]
        return blocks

    def ending(self, data: IndicatorSheet) -> Sequence[Block]:
        """Who made it, who checked it, and the seal."""
        return [Signatures(("制表人：", "复核人："), "帮办代办机构（盖章）：", WIDTH, space_above=10.0)]


def _facts(data: IndicatorSheet) -> Table:
    rows: list[Sequence[tuple[str, str]]] = [
        [("指　　标", data.indicator), ("口　　径", data.label)],
        [("截　　至", data.as_of), ("读　　法", data.reading)],
        [("园　　区", data.zone), ("取　　数", data.basis)],
        [("算　　式", data.formula)],
        [("分　　子", data.above)],
        [("分　　母", data.below)],
        [("范　　围", data.window)],
        [("来　　源", data.source)],
    ]
    if data.remark:
        rows.append([("说　　明", data.remark)])
    rows.append([("发　　布", data.published), ("用　　于", data.used_for)])
    return fact_grid(rows)


def _result(data: IndicatorSheet) -> Block:
    """The figure, large, with how it comes about."""
    runs = [(f"{data.indicator}：{data.value}", Role.HEADING, 14.0), body(f"\n{data.computing}")]
    if data.withdrawn:
        runs += [("\n已撤回", Role.HEADING, 14.0), body(f"\n{data.withdrawn}")]
    if data.caution:
        runs.append(body(f"\n{data.caution}"))
    table = Table.of([WIDTH], [[Cell(tuple(runs), inset=WIDE_PAD_X)]], leading=19, least_height=36)
    return replace(table, space_above=6.0)
