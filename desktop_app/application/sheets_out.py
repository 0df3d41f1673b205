"""Sheets out 导出表格: tables as values that become worksheets with the office's look, or a csv file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

SheetValue = str | int | Decimal | date | None
"""What a cell holds; an amount is whole yuan, None is an empty cell, a text stays a text in a column of any kind."""


HIDDEN_SHEETS = "帮办台"
"""What the names of the sheets begin with that a workbook carries for the program alone."""


class SheetKind(StrEnum):
    """How the cells of a column are written: codes and names as texts, amounts, numbers and days as such.

    A `RATE` is a percentage that shows exactly the digits it is written with; the others of a column share theirs.
    """

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    AMOUNT = "amount"
    PERCENT = "percent"
    RATE = "rate"
    DAY = "day"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a table: `unit` is what amounts are written in (万元) or what numbers count; it stands in the header.

    `total` asks for a sum below; columns side by side with the same `group` get a common header above them; `options`
    are offered as a list in every cell; `note` is shown when a cell is entered. A width of 0 is chosen by kind.
    """

    label: str
    kind: SheetKind = SheetKind.TEXT
    width_mm: float = 0
    unit: str = ""
    total: bool = False
    group: str = ""
    options: tuple[str, ...] = ()
    note: str = ""

    @property
    def header(self) -> str:
        """The words above the column, with the unit in brackets."""
        return f"{self.label}（{self.unit}）" if self.unit and f"（{self.unit}" not in self.label else self.label


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One worksheet: `name` on its tab, `title` over the table, `subtitle` with day, unit and 口径, `notes` below it.

    `ids` (one a row, or none) are kept in a hidden column that carries `id_header`, so that an edited copy can be
    brought back, and `kept` on a sheet that nobody sees; `spare_rows` are empty ruled rows; the first `fixed_columns`
    stay in place when scrolled sideways. With `folds`, columns in which no row says anything are folded away where the
    table would not fit on a sheet otherwise.
    """

    name: str
    title: str
    subtitle: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetValue, ...], ...]
    ids: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    landscape: bool = True
    id_header: str = ""
    kept: tuple[str, ...] = ()
    spare_rows: int = 0
    fixed_columns: int = 1
    folds: bool = False


class WorkbookWriter(Protocol):
    """Turns tables into files; no cell of them is ever executed by the program that opens them."""

    def write(self, tables: Sequence[SheetTable]) -> bytes:
        """An .xlsx workbook with one worksheet a table, in their order."""

    def write_csv(self, table: SheetTable) -> bytes:
        """The header and rows of one table as UTF-8 with its mark, for programs that know no workbooks."""
