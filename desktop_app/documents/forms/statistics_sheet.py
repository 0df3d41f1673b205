"""统计图表 (D30): of each figure its 口径, its chart and its table; late entries at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace

from desktop_app.application.forms.statistics_sheet import SPEC, FigureOnPaper, StatisticsSheet
from desktop_app.documents.blocks import Block, Text
from desktop_app.documents.chart_drawing import ChartDrawing
from desktop_app.documents.form import BODY_SIZE, SMALL_SIZE, body, fact_grid, heading
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.pieces import plain_table
from desktop_app.documents.sheet import SheetForm

_BLANK_TITLES = ("类　别", "数　量", "比　例", "备　注")
_LATE_TITLES = ("", "项　目", "环　节", "登记", "发生日", "录入时间")
_LATE_WIDTHS = (12, 48, 49, 16, 27, 22)
_NARROWEST, _WIDEST = 6, 26
"""How many characters a column counts for at least and at most when the width is shared out."""


class StatisticsSheetForm(SheetForm[StatisticsSheet]):
    """Prints a StatisticsSheet."""

    spec = SPEC
    named = "本表"

    def blocks(self, data: StatisticsSheet) -> Sequence[Block | Together]:
        """The days and what counts, then figure by figure."""
        facts = fact_grid([[("统计期间", data.span), ("截　　至", data.as_of)], [("范　　围", data.scope)]])
        figures = [block for one in data.figures for block in _figure(one)]
        empty = plain_table(_BLANK_TITLES, (60, 38, 38, 38), (), blank_rows=16)
        return [facts, *(figures or [replace(empty, space_above=6.0)]), *_late(data)]

    def ending(self, data: StatisticsSheet) -> Sequence[Block]:
        """Nothing is signed: the figures are the program's."""
        return ()


def _figure(one: FigureOnPaper) -> list[Block | Together]:
    said = Text.of([body(f"口径：{one.definition}", SMALL_SIZE)], WIDTH, 12.5, "both")
    head: list[Block] = [heading(one.title), replace(said, keeps_next=True)]
    if one.nothing:
        return [*head, replace(Text.of([body(one.nothing, BODY_SIZE)], WIDTH, 17), space_above=4.0)]
    table = plain_table(one.columns, _widths(one), one.lines, centred=range(1, len(one.columns)), least_height=17.0)
    more = [replace(Text.of([body(one.more, SMALL_SIZE)], WIDTH, 12.5), space_above=3.0)] if one.more else []
    return [*head, ChartDrawing(one), replace(table, space_above=6.0), *more]


def _widths(one: FigureOnPaper) -> list[float]:
    longest = [max(len(row[place]) for row in (one.columns, *one.lines)) for place in range(len(one.columns))]
    return [float(min(max(length, _NARROWEST), _WIDEST)) for length in longest]


def _late(data: StatisticsSheet) -> list[Block]:
    if not data.late_words:
        return []
    said = replace(Text.of([body(data.late_words)], WIDTH, 17), keeps_next=bool(data.late))
    table = plain_table(_LATE_TITLES, _LATE_WIDTHS, [astuple(one) for one in data.late], least_height=17.0)
    return [heading("补录和冲正"), said, *([table] if data.late else [])]
