"""台账 (D34): its columns beside each other, in parts where a sheet is too narrow, on the sheet that suits them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from reportlab.lib.units import mm

from desktop_app.application.forms.ledger_sheet import ACROSS, PAPERS, SPEC, UPRIGHT, LedgerSheet
from desktop_app.application.ports import Printed
from desktop_app.documents.blocks import Block, Cell, Table, Text
from desktop_app.documents.columns import Column, column_of, in_parts, shared_out
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import SMALL_SIZE, body, label, unprintable_in, unprintable_note
from desktop_app.documents.landscape import LandscapeSheet
from desktop_app.documents.lines import Run, break_lines
from desktop_app.documents.mark import MARK_SIDE
from desktop_app.documents.paper import Frame, Together, draw_blocks, open_canvas, paginate
from desktop_app.documents.pen import Pen
from desktop_app.documents.sheet import SheetForm

_SIZE, _LEADING = 8.5, 11.5
_NUMBER: float = 10 * mm
"""The width of the column 序号."""

_NUMBERED, _PLACE, _SUM = "序号", "行次", "合计"
_SMALL, _LARGE = PAPERS


class LedgerSheetForm(SheetForm[LedgerSheet]):
    """Prints a LedgerSheet."""

    spec = SPEC
    named = "本表"

    def render(self, data: LedgerSheet) -> Printed:
        """Print the frozen ledger; the same data gives the same bytes."""
        unprintable = unprintable_in(data)
        frame = Frame(data.ledger or self.title, data.number, data.centre, self.foot(data), data.demo)
        columns = [_column(data, place) for place in range(len(data.heads))]
        sheet = _sheet(data, frame, columns)
        content = _content(data, columns, sheet.width, [*data.notes, *unprintable_note(unprintable)])
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


def _column(data: LedgerSheet, place: int) -> Column:
    head = data.heads[place]
    texts = [row[place] for row in data.rows] + ([data.totals[place]] if data.totals else [])
    return column_of(label(head.label, _SIZE), texts, head.millimetres * mm, _run)


def _run(text: str) -> Run:
    return body(text, _SIZE)


def _sheet(data: LedgerSheet, frame: Frame, columns: Sequence[Column]) -> LandscapeSheet:
    """The sheet that was asked for, else the smallest one on which the columns stand beside each other."""
    sheets = [
        LandscapeSheet(paper, frame, (), way == UPRIGHT)
        for paper, way in ((_SMALL, UPRIGHT), (_SMALL, ACROSS), (_LARGE, UPRIGHT), (_LARGE, ACROSS))
        if data.paper in ("", paper) and data.orientation in ("", way)
    ]
    fitting = (one for one in sheets if _fits(one, columns))
    chosen = next(fitting, sheets[-1])
    return replace(chosen, lines=tuple(_under_title(data, chosen.width - 2 * MARK_SIDE)))


def _fits(sheet: LandscapeSheet, columns: Sequence[Column]) -> bool:
    """Laid across, columns may stand closer than usual; a sheet set upright is for those that need not."""
    needed = sum(one.usual if sheet.upright else one.least for one in columns)
    return needed <= sheet.width - _NUMBER


def _under_title(data: LedgerSheet, width: float) -> Iterator[str]:
    as_of = f"截至 {data.as_of}" if data.as_of else ""
    when = "　".join(part for part in (as_of, data.count, data.order) if part)
    for text in (when, f"筛选：{data.conditions}" if data.conditions else ""):
        for line in break_lines([body(text, 10)], width) if text else ():
            yield "".join(one.char for one in line.glyphs)


def _content(
    data: LedgerSheet, columns: Sequence[Column], width: float, notes: Sequence[str]
) -> list[Block | Together]:
    parts = in_parts(columns, data.named, width - _NUMBER)
    said_below = _notes(notes, width)
    content: list[Block | Together] = []
    for number, places in enumerate(parts, 1):
        table = _table(data, places, shared_out([columns[place] for place in places], width - _NUMBER))
        if len(parts) == 1:
            return [table, Together(said_below)] if notes else [table]
        said = f"第 {number} 部分（共 {len(parts)} 部分，栏目接排）"
        head = Text.of([(said, Role.HEADING, 10)], width, 17)
        head = replace(head, space_above=8.0 if number > 1 else 0.0, keeps_next=True, bookmark=said)
        # A part that one page can hold is not cut: its rows are read with the names on their left and the sum below.
        below = said_below if number == len(parts) else ()
        content.append(Together((head, table, *below), new=True))
    return content


def _notes(notes: Sequence[str], width: float) -> tuple[Block, ...]:
    if not notes:
        return ()
    numbered = [f"{place}. {note}" for place, note in enumerate(notes, 1)] if len(notes) > 1 else list(notes)
    small = Text.of([body("注：" + "\n　　".join(numbered), SMALL_SIZE)], width, 12.5, "both")
    return (replace(small, space_above=4.0),)


def _table(data: LedgerSheet, places: Sequence[int], widths: Sequence[float]) -> Table:
    heads = [data.heads[place] for place in places]
    # A ledger with serials of its own has them beside the places of its rows on this paper.
    own = any(one.label == _NUMBERED for one in data.heads)
    header = [_title(_PLACE if own else _NUMBERED), *(_title(one.label) for one in heads)]
    aligned = ["right" if one.right else "left" for one in heads]
    rows = [
        [Cell((body(str(number), _SIZE),), "centre"), *_cells([row[place] for place in places], aligned)]
        for number, row in enumerate(data.rows, 1)
    ]
    summed = [data.totals[place] for place in places] if data.totals else []
    if any(summed):
        rows.append([Cell((label(_SUM, _SIZE),), "centre", shaded=True), *_cells(summed, aligned, shaded=True)])
    table = Table.of(
        [_NUMBER, *widths],
        rows or [_cells([""] * (len(heads) + 1), ["left"] * (len(heads) + 1))],
        header,
        leading=_LEADING,
        least_height=17,
    )
    return replace(table, tail=3 if any(summed) else 2)


def _title(text: str) -> Cell:
    return Cell((label(text, _SIZE),), "centre", shaded=True, balanced=True)


def _cells(texts: Sequence[str], aligned: Sequence[str], *, shaded: bool = False) -> list[Cell]:
    return [Cell((_run(text),), align, shaded=shaded) for text, align in zip(texts, aligned, strict=True)]
