"""台账 (D34): A4 or A3 laid across, the header repeated on every page, totals below, what was chosen above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from reportlab.lib.units import mm

from desktop_app.application.forms.ledger_sheet import SPEC, LedgerSheet, in_parts
from desktop_app.application.ports import Printed
from desktop_app.documents.blocks import Block, Cell, Table, Text
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import SMALL_SIZE, body, label, unprintable_in, unprintable_note
from desktop_app.documents.landscape import LandscapeSheet
from desktop_app.documents.paper import Frame, Together, draw_blocks, open_canvas, paginate
from desktop_app.documents.pen import Pen
from desktop_app.documents.sheet import SheetForm

_SIZE, _LEADING = 8.5, 11.5
_NUMBER = 10.0
"""Millimetres of the column 序号."""

_SUM = "合计"
_SQUEEZE, _SQUEEZE_ONE = 1.12, 1.3
"""Columns may be this much narrower than they would like to be, still narrower where all then fit beside each other."""


class LedgerSheetForm(SheetForm[LedgerSheet]):
    """Prints a LedgerSheet."""

    spec = SPEC
    named = "本表"

    def render(self, data: LedgerSheet) -> Printed:
        """Print the frozen ledger; the same data gives the same bytes."""
        unprintable = unprintable_in(data)
        when = "　".join(part for part in (f"截至 {data.as_of}" if data.as_of else "", data.count, data.order) if part)
        what = f"筛选：{data.conditions}" if data.conditions else ""
        title = data.ledger or self.title
        frame = Frame(title, data.number, data.centre, self.foot(data), data.demo)
        sheet = LandscapeSheet(data.paper, frame, tuple(line for line in (when, what) if line))
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


def _content(data: LedgerSheet, width: float, notes: Sequence[str]) -> list[Block | Together]:
    parts = _balanced(data, int(width / mm))
    content: list[Block | Together] = []
    for number, places in enumerate(parts, 1):
        if len(parts) > 1:
            said = f"第 {number} 部分（共 {len(parts)} 部分，栏目接排）"
            head = Text.of([(said, Role.HEADING, 10)], width, 17)
            content.append(replace(head, space_above=8.0 if number > 1 else 0.0, keeps_next=True, bookmark=said))
        content.append(_table(data, places, width))
    if notes:
        numbered = [f"{place}. {note}" for place, note in enumerate(notes, 1)] if len(notes) > 1 else list(notes)
        small = Text.of([body("注：" + "\n　　".join(numbered), SMALL_SIZE)], width, 12.5, "both")
        content.append(replace(small, space_above=4.0))
    return content


def _balanced(data: LedgerSheet, room: int) -> tuple[tuple[int, ...], ...]:
    """The columns in as few parts as the sheet (millimetres) allows, all about equally wide."""
    parts = in_parts(data, int(room * _SQUEEZE_ONE))
    if len(parts) == 1:
        return parts
    limit = int(room * _SQUEEZE)
    parts = in_parts(data, limit)
    while len(found := in_parts(data, limit - 4)) == len(parts):
        parts, limit = found, limit - 4
    return parts


def _table(data: LedgerSheet, places: Sequence[int], width: float) -> Table:
    heads = [data.heads[place] for place in places]
    named = [Cell((label("序号", _SIZE),), "centre", shaded=True)]
    header = [*named, *(Cell((label(one.label, _SIZE),), "centre", shaded=True) for one in heads)]
    aligned = ["right" if one.right else "left" for one in heads]
    rows = [
        [Cell((body(str(number), _SIZE),), "centre"), *_cells([row[place] for place in places], aligned)]
        for number, row in enumerate(data.rows, 1)
    ]
    summed = [data.totals[place] for place in places] if data.totals else []
    if any(summed):
        rows.append([Cell((label(_SUM, _SIZE),), "centre", shaded=True), *_cells(summed, aligned, shaded=True)])
    room = width - _NUMBER * mm
    natural = sum(one.millimetres for one in heads)
    widths = [_NUMBER * mm, *(room * one.millimetres / natural for one in heads)]
    return Table.of(
        widths,
        rows or [_cells([""] * (len(heads) + 1), ["left"] * (len(heads) + 1))],
        header,
        leading=_LEADING,
        least_height=17,
    )


def _cells(texts: Sequence[str], aligned: Sequence[str], *, shaded: bool = False) -> list[Cell]:
    return [Cell((body(text, _SIZE),), align, shaded=shaded) for text, align in zip(texts, aligned, strict=True)]
