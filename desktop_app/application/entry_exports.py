"""Ledgers as files 台账导出: the rows of a view as a workbook or csv to edit and bring back, and blanks to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.application.entries import EntryService
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.application.ledger_words import conditions_words, order_words, spoken
from desktop_app.application.sheets_out import SheetColumn, SheetKind, SheetTable, SheetValue, WorkbookWriter
from desktop_app.domain.ledger_cell import cell_of, read_back
from desktop_app.domain.ledger_figure import counted_figures
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, RowsOf, Source
from desktop_app.domain.ledger_query import LedgerView
from desktop_app.domain.ledger_select import selected
from desktop_app.domain.ledger_value import NO, YES
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.row_token import TokenHeader, token_of

ENDINGS = (".xlsx", ".csv")
"""What a ledger is written as."""

SPARE_ROWS = 100
"""How many empty rows a blank has."""

_HOW_TO_FILL = (
    "带 * 的栏必须填写，不知道的留空。日期写成 2026-11-22；金额只填数字，单位见表头。"
    "表头不要改动，不用的栏可以删去。填好后在“台账”页按“导入”。"
)
_MM_PER_PIXEL = 0.2646
_KINDS = {
    ColumnType.LONG: SheetKind.LONG,
    ColumnType.AMOUNT: SheetKind.AMOUNT,
    ColumnType.NUMBER: SheetKind.NUMBER,
    ColumnType.COUNT: SheetKind.COUNT,
    ColumnType.PERCENT: SheetKind.PERCENT,
    ColumnType.DAY: SheetKind.DAY,
    ColumnType.DATE: SheetKind.DAY,
}
_NARROWEST_MM = {SheetKind.DAY: 24.0, SheetKind.AMOUNT: 24.0, SheetKind.LONG: 46.0}
_HINTS = {
    ColumnType.DAY: "写成 2026-11-22",
    ColumnType.DATE: "写成 2026-11-22；只知道月份就写 2026年11月",
    ColumnType.YES_NO: "填“是”或“否”，不知道就留空",
    ColumnType.PROJECT: "填项目的全称或项目代码",
    ColumnType.COUNT: "填整数",
    ColumnType.PERCENT: "百分之十二点五写 12.5",
}


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file of a ledger: the name it should have, its bytes, and how many rows it holds."""

    name: str
    content: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class EntryExportService:
    """Use cases that write ledgers into files."""

    entries: EntryService
    writer: WorkbookWriter

    def view(self, kind: str, name: str = "") -> LedgerView:
        """The view of a ledger with a name, all rows without one; raises Refusal when there is none."""
        if not name:
            return LedgerView("")
        views = self.entries.views(kind)
        for one in views:
            if name in (one.name, one.id) and name:
                return one
        known = "、".join(one.name for one in views) or "还没有视图"
        raise Refusal.say(f"台账“{self.entries.kinds.get(kind).name}”没有叫“{name}”的视图；可用的有：{known}")

    def export(
        self, kind: str, view: LedgerView | None = None, ending: str = ".xlsx", project_id: str = ""
    ) -> LedgerFile:
        """The rows of a view (all without one) with its columns, in its order, of one project only where one is named.

        Raises Refusal for an unknown ending.
        """
        if ending not in ENDINGS:
            raise Refusal.say(f"不能导出成“{ending}”这种文件；请用 .xlsx 或 .csv")
        known = self.entries.kinds.get(kind)
        shown = view or LedgerView("")
        table = self.table(known, shown, project_id)
        content = self.writer.write([table]) if ending == ".xlsx" else self.writer.write_csv(table)
        day = self.entries.now().date()
        name = "-".join(filter(None, [f"{known.name}台账", shown.name, f"{day:%Y%m%d}"]))
        return LedgerFile(f"{name}{ending}", content, len(table.rows))

    def table(self, kind: LedgerKind, view: LedgerView, project_id: str = "") -> SheetTable:
        """The table of a view with a token for each row."""
        # Searched and sorted as on the page: projects by their names.
        every = self.entries.rows(kind.key)
        mine = [one for one in every if not project_id or one.project_id == project_id]
        rows = selected(kind, mine, view.query, lambda row: spoken(kind, row))
        keys = [key for key in view.columns if kind.has(key)]
        columns = [kind.column(key) for key in keys] or list(kind.columns)
        cells = tuple(tuple(_cell(one, row) for one in columns) for row in rows)
        written = [place for place, one in enumerate(columns) if one.source is not Source.DERIVED]
        header = TokenHeader(kind.key, tuple(columns[place].key for place in written), len(rows))
        said = ({columns[place].key: read_back(columns[place], line[place]) for place in written} for line in cells)
        tokens = [token_of(row_id(row), header.columns, one) for row, one in zip(rows, said, strict=True)]
        return SheetTable(
            kind.name,
            kind.title,
            self._subtitle(kind, view, len(rows)),
            tuple(sheet_column(one) for one in columns),
            cells,
            ids=tuple(tokens),
            id_header=header.text(),
            kept=tuple(row_id(row) for row in rows),
            notes=(*self._figures(kind, every), *((kind.note,) if kind.note else ())),
            fixed_columns=_fixed(kind, columns),
            folds=not keys,  # Columns somebody chose are wanted also where they are empty, perhaps to be written on.
        )

    def blank(self, kind: str) -> LedgerFile:
        """An empty workbook of a ledger to fill in; raises Refusal where the rows come by themselves."""
        known = self.entries.kinds.get(kind)
        if known.rows is RowsOf.CASES:
            raise Refusal.say(f"“{known.name}”的每一行随代办件自动列入，没有空表；请导出现有台账，填好后再导入")
        columns = [one for one in known.columns if one.source is not Source.DERIVED]
        table = SheetTable(
            known.name,
            f"{known.title}（空表）",
            _HOW_TO_FILL,
            tuple(sheet_column(one, blank=True) for one in columns),
            (),
            spare_rows=SPARE_ROWS,
            fixed_columns=_fixed(known, columns),
        )
        return LedgerFile(f"{known.name}台账-空表.xlsx", self.writer.write([table]), 0)

    def _figures(self, kind: LedgerKind, every: Sequence[LedgerRowNow]) -> tuple[str, ...]:
        """The figures over the whole ledger, in one note; a view of some rows would tell another share."""
        found = counted_figures(kind, (row.cells for row in every), self.entries.now().date())
        return (f"全部 {len(every)} 行：{'；'.join(one.words for one in found)}",) if found else ()

    def _subtitle(self, kind: LedgerKind, view: LedgerView, count: int) -> str:
        day = self.entries.now().date()
        told = [f"截至 {day.year}年{day.month}月{day.day}日", f"共 {count} 行"]
        if view.name:
            told.append(f"视图：{view.name}")
        conditions = conditions_words(kind, view.query.conditions, view.query.text)
        told += [f"条件：{conditions}"] if conditions else []
        order = order_words(kind, view.query.order)
        told += [f"按{order}"] if order else []
        return "　".join(told)


def row_id(row: LedgerRowNow) -> str:
    """What a row is known by in files: what it tells of where it is there by itself, else its own id."""
    return row.anchor or row.id


def sheet_column(column: LedgerColumn, *, blank: bool = False) -> SheetColumn:
    """A column of a ledger as a column of a sheet; in a blank it says what must be filled and how."""
    kind = _KINDS.get(column.type, SheetKind.TEXT)
    options = (YES, NO) if column.type is ColumnType.YES_NO else column.options
    unit = column.unit or ("%" if column.type is ColumnType.PERCENT else "")
    hint = column.hint or _HINTS.get(column.type, "")
    return SheetColumn(
        f"{column.label}*" if blank and column.required else column.label,
        kind,
        max(round(column.width * _MM_PER_PIXEL * 0.9, 1), _NARROWEST_MM.get(kind, 15.0)) if column.width else 0,
        "" if f"（{unit}）" in column.label else unit,
        column.total,
        options=options,
        note=hint if blank else "",
    )


def _fixed(kind: LedgerKind, columns: Sequence[LedgerColumn]) -> int:
    """How many columns stay in place: up to the one a row is called by, where that is one of the first."""
    place = next((number for number, one in enumerate(columns, 1) if one.key == kind.headline.key), 1)
    return place if place <= 3 else 1


def _cell(column: LedgerColumn, row: LedgerRowNow) -> SheetValue:
    return cell_of(column, row.cells.get(column.key, ""), row.words.get(column.key, ""))
