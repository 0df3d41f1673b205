"""期限计算书 (D26): every day of a clock with what it rests on, to be checked by anybody with a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from desktop_app.application.forms.clock_sheet import SPEC, ClockSheetPaper, SheetCredit, SheetDay
from desktop_app.documents.blocks import WIDE_PAD_X, Block, Cell, Signatures, Table
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import CELL_SIZE, body, fact_grid, header_cells, heading, label
from desktop_app.documents.paper import WIDTH, Together
from desktop_app.documents.sheet import SheetForm

_DAY_SIZE = 8.5
_DAY_HEADER = ("日　期", "星期", "计否", "第几日", "理　由")
_DAY_WIDTHS = tuple(width * mm for width in (24, 14, 14, 16, 106))
_CREDIT_HEADER = ("暂停种类", "起　止", "原　因", "依据或文号", "对本时限")
_CREDIT_WIDTHS = tuple(width * mm for width in (22, 44, 42, 40, 26))
_BLANK_DAYS = 26


class ClockSheetForm(SheetForm[ClockSheetPaper]):
    """Prints a ClockSheetPaper."""

    spec = SPEC
    named = "本计算书"

    def blocks(self, data: ClockSheetPaper) -> Sequence[Block | Together]:
        """The facts, the date, what stopped the clock, every day, and what all of it rests on."""
        blocks: list[Block | Together] = [_facts(data), _outcome(data)]
        if data.credits:
            blocks += [heading("暂停"), _credits(data.credits)]
        return [*blocks, heading("逐日计算"), day_table(data.days), *_grounds(data)]

    def ending(self, data: ClockSheetPaper) -> Sequence[Block]:
        """Who made it, who checked it, and the seal."""
        return [Signatures(("制表人（代办员）：", "复核人："), "帮办代办机构（盖章）：", WIDTH, space_above=10.0)]


def _facts(data: ClockSheetPaper) -> Table:
    rows: list[Sequence[tuple[str, str]]] = [
        [("项目名称", data.project)],
        [("企　　业", data.enterprise)],
        [("事　　项", data.matter)],
        [("办理部门", data.authority), ("代办员", data.officer)],
        [("期　　限", f"{data.clock}　{data.limit}".strip()), ("截　　至", data.as_of)],
        [("起算事实", data.started)],
        [("起算规则", data.rule)],
        [("口　　径", data.counting)],
    ]
    if data.extension:
        rows += [[("延　　期", data.extension)], [("延期前到期", data.original)]]
    return fact_grid(rows)


def _outcome(data: ClockSheetPaper) -> Block:
    """The date, large, in a box of its own, with the tally and, if it is provisional, why."""
    runs = [(f"到期：{data.due}" if data.due else "到期：", Role.HEADING, 13.0)]
    if data.tally:
        runs.append(body(f"\n{data.tally}。"))
    if data.doubt:
        runs.append(body(f"\n暂估：{data.doubt}，公布并导入后自动转为确定。"))
    cell = Cell(tuple(runs), inset=WIDE_PAD_X)
    table = Table.of([WIDTH], [[cell]], leading=18, least_height=34)
    return replace(table, space_above=6.0)


def _credits(credits: Sequence[SheetCredit]) -> Table:
    rows = [
        [
            _middle(one.kind, CELL_SIZE),
            _middle(one.span, CELL_SIZE),
            _left(one.reason, CELL_SIZE),
            _left(one.basis, CELL_SIZE),
            _middle(one.credited, CELL_SIZE),
        ]
        for one in credits
    ]
    return Table.of(_CREDIT_WIDTHS, rows, header_cells(_CREDIT_HEADER), leading=12)


def day_table(days: Sequence[SheetDay]) -> Table:
    """The days that do not count are shaded, and say so in a word."""
    rows = [_day_row(day) for day in days] or [[_left("", _DAY_SIZE)] * len(_DAY_HEADER)] * _BLANK_DAYS
    return Table.of(_DAY_WIDTHS, rows, header_cells(_DAY_HEADER), leading=10)


def _day_row(day: SheetDay) -> list[Cell]:
    role = Role.BODY if day.n else Role.LABEL
    texts = (day.date, day.weekday, day.counts, day.n or "－", day.why)
    return [
        Cell(((text, role, _DAY_SIZE),), "left" if place == len(texts) - 1 else "centre", shaded=not day.n)
        for place, text in enumerate(texts)
    ]


def _grounds(data: ClockSheetPaper) -> list[Block | Together]:
    rows = [("法律依据", data.laws), ("放假安排", data.documents), ("登记记录", data.acts)]
    return ground_blocks([*rows, ("日历版本", (data.calendar,))])


def ground_blocks(rows: Sequence[tuple[str, Sequence[str]]]) -> list[Block | Together]:
    """What a sheet rests on: its heading, and a table of names and lines."""
    cells = [
        [Cell((label(name),), "centre", shaded=True), Cell((body("\n".join(lines), CELL_SIZE),), inset=WIDE_PAD_X)]
        for name, lines in rows
    ]
    return [heading("依据"), Table.of([24 * mm, WIDTH - 24 * mm], cells, leading=13)]


def _middle(text: str, size: float) -> Cell:
    return Cell((body(text, size),), "centre")


def _left(text: str, size: float) -> Cell:
    return Cell((body(text, size),))
