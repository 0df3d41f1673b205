"""周调度表 (D22A): A4 laid across, a line a case, the header repeated; decisions and who presided at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace
from io import BytesIO

from reportlab.lib.units import mm

from desktop_app.application.forms.weekly_dispatch import SPEC, WeeklyDispatch
from desktop_app.application.ports import Printed
from desktop_app.documents.blocks import WIDE_PAD_X, Block, Cell, Table, Text, box
from desktop_app.documents.figure_table import figure_table
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import (
    CELL_SIZE,
    SMALL_SIZE,
    body,
    header_cells,
    label,
    unprintable_in,
    unprintable_note,
)
from desktop_app.documents.landscape import LandscapeSheet
from desktop_app.documents.paper import Frame, Together, draw_blocks, open_canvas, paginate
from desktop_app.documents.pen import Pen
from desktop_app.documents.sheet import SheetForm

_TITLES = ("序号", "项　目", "本周计划", "本周完成", "进度灯", "卡　点", "协调事项", "下周计划")
_WIDTHS = (10, 40, 40, 36, 20, 42, 38, 35)
_CENTRED = (0, 4)
_BLANK_ROWS = 6


class WeeklyDispatchForm(SheetForm[WeeklyDispatch]):
    """Prints a WeeklyDispatch."""

    spec = SPEC
    named = "本表"

    def render(self, data: WeeklyDispatch) -> Printed:
        """Print the frozen table; the same data gives the same bytes."""
        unprintable = unprintable_in(data)
        when = "　".join(part for part in (data.week, f"截至 {data.as_of}" if data.as_of else "") if part)
        frame = Frame(self.title, data.number, data.centre, self.foot(data), data.demo)
        sheet = LandscapeSheet("A4", frame, tuple(line for line in (when, data.counts) if line))
        content = _content(data, sheet.width, [*data.notes, *unprintable_note(unprintable)])
        pages = paginate(content, sheet.bottom - sheet.top(2), sheet.bottom - sheet.top(1))
        buffer = BytesIO()
        canvas = open_canvas(buffer, frame, sheet.size)
        pen = Pen(canvas, sheet.size[1])
        for number, placed in enumerate(pages, 1):
            sheet.draw(pen, number, len(pages))
            draw_blocks(pen, canvas, placed, sheet.left, sheet.top(number))
            canvas.showPage()
        canvas.save()
        return Printed(buffer.getvalue(), len(pages), tuple(unprintable))


def _content(data: WeeklyDispatch, width: float, notes: Sequence[str]) -> list[Block | Together]:
    numbered = [f"{place}. {note}" for place, note in enumerate(notes, 1)] if len(notes) > 1 else list(notes)
    small = Text.of([body("注：" + "\n　　".join(numbered), SMALL_SIZE)], width, 12.5, "both")
    head = Text.of([("议定事项", Role.HEADING, 11)], width, 21)
    ending: list[Block] = [
        replace(small, space_above=4.0),
        replace(head, space_above=5.0, keeps_next=True, bookmark="议定事项"),
        box([body(data.decisions)], width, 16.5, 18 * mm),
        replace(_people(data, width), space_above=6.0),
    ]
    table = replace(_table(data, width), space_above=5.0 if data.figures else 0.0)
    figures = [figure_table(data.figures, width, "本周", "上周")] if data.figures else []
    return [*figures, table, Together(tuple(ending))]


def _table(data: WeeklyDispatch, width: float) -> Table:
    rows = [astuple(one) for one in data.lines] or [("",) * len(_TITLES)] * _BLANK_ROWS
    cells = [
        [Cell((body(text, CELL_SIZE),), "centre" if place in _CENTRED else "left") for place, text in enumerate(row)]
        for row in rows
    ]
    widths = [one * width / sum(_WIDTHS) for one in _WIDTHS]
    return Table.of(widths, cells, header_cells(_TITLES), leading=12, least_height=24)


def _people(data: WeeklyDispatch, width: float) -> Table:
    named = 22 * mm
    cells = [
        cell
        for name, value in (("主持人", data.presided_by), ("记录人", data.recorded_by))
        for cell in (Cell((label(name),), "centre", shaded=True), Cell((body(value),), inset=WIDE_PAD_X))
    ]
    rest = width / 2 - named
    return Table.of([named, rest, named, rest], [cells], leading=16, least_height=26)
