"""Statistics as worksheets 统计表格: a figure's table, the rows behind it, and the late entries of a past day."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.application.sheets_out import SheetColumn, SheetKind, SheetTable, SheetValue
from desktop_app.application.statistics_told import LateLine, Told
from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.statistics.figure import Figure, Heading, Kind, Line, Row, Value
from desktop_app.domain.terms import day_words

_KINDS = {
    Kind.TEXT: SheetKind.LONG,
    Kind.COUNT: SheetKind.COUNT,
    Kind.DAYS: SheetKind.NUMBER,
    Kind.HALVES: SheetKind.NUMBER,
    Kind.SHARE: SheetKind.PERCENT,
    Kind.RATE: SheetKind.RATE,
    Kind.YUAN: SheetKind.AMOUNT,
}
_UNITS = {Kind.SHARE: "%", Kind.RATE: "%", Kind.YUAN: "万元", Kind.DAYS: "日", Kind.HALVES: "日"}
_ROW_COLUMNS = (
    SheetColumn("项目", SheetKind.LONG),
    SheetColumn("园区"),
    SheetColumn("环节", SheetKind.LONG),
    SheetColumn("代办员"),
    SheetColumn("审批机关", SheetKind.LONG),
    SheetColumn("起", SheetKind.DAY),
    SheetColumn("止", SheetKind.DAY),
    SheetColumn("说明", SheetKind.LONG),
)
_LATE_COLUMNS = (
    SheetColumn("类别"),
    SheetColumn("项目", SheetKind.LONG),
    SheetColumn("环节", SheetKind.LONG),
    SheetColumn("登记"),
    SheetColumn("发生日"),
    SheetColumn("录入日", SheetKind.DAY),
    SheetColumn("登记人"),
)


def figure_tables(told: Told, sight: Sight) -> tuple[SheetTable, ...]:
    """The worksheets of one figure by one knowledge: table, rows, and late entries where there are any."""
    figure = told.shown(sight)
    past = f"（{SIGHT_WORDS[sight]}）" if told.as_of < told.today else ""
    span = f"{day_words(figure.span.first)}至{day_words(figure.span.last)}"
    said = f"{span}；截至{day_words(told.as_of)}{past}"
    title, definition = figure.kind.title, [f"口径：{figure.kind.definition}"]
    if figure.empty:
        definition.append("：".join(figure.kind.advice))
    tables = [
        SheetTable(
            "统计表",
            title,
            said,
            _columns(figure),
            tuple(_line(line, figure) for line in figure.lines),
            notes=tuple(definition),
        ),
        SheetTable("明细", f"{title} · 明细", said, _ROW_COLUMNS, tuple(_row(row) for row in figure.rows)),
    ]
    if told.late:
        rows = tuple(_late(one) for one in told.late)
        tables.append(
            SheetTable("补录和冲正", f"{day_words(told.as_of)}以后补录和冲正的记录", said, _LATE_COLUMNS, rows)
        )
    return tuple(tables)


def _columns(figure: Figure) -> tuple[SheetColumn, ...]:
    kind = figure.kind
    return (
        SheetColumn(kind.first, SheetKind.LONG),
        *(SheetColumn(one.name, _KINDS[one.kind], unit=_UNITS.get(one.kind, "")) for one in kind.headings),
        SheetColumn("备注"),
    )


def _line(line: Line, figure: Figure) -> tuple[SheetValue, ...]:
    cells = (_cell(heading, value) for heading, value in zip(figure.kind.headings, line.cells, strict=True))
    return (line.label, *cells, line.note)


def _cell(heading: Heading, value: Value) -> SheetValue:
    if not isinstance(value, int):
        return value
    if heading.kind is Kind.SHARE:
        return Decimal(value) / 10
    return Decimal(value) / 2 if heading.kind is Kind.HALVES else value


def _row(row: Row) -> tuple[SheetValue, ...]:
    return (row.project, row.zone, row.title, row.officer, row.authority, row.started, row.ended, row.words)


def _late(one: LateLine) -> tuple[SheetValue, ...]:
    return (one.word, one.project, one.title, one.act, one.on_words, one.at.date(), one.by)
