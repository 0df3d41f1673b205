"""Writes one table as csv; texts that a spreadsheet would take for a formula begin with an apostrophe."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from desktop_app.application.sheets_out import SheetColumn, SheetKind, SheetTable, SheetValue
from desktop_app.domain.money import YUAN_PER_UNIT, in_unit
from desktop_app.domain.sheet_text import cell_text, shielded

_MARK = "\ufeff"


def csv_bytes(table: SheetTable) -> bytes:
    """The header and rows of a table in UTF-8 with a byte order mark, so that Excel and WPS know the encoding."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(
        [*(shielded(cell_text(one.header)) for one in table.columns), *([table.id_header] if table.ids else [])]
    )
    for place, row in enumerate(table.rows):
        cells = [written(column, value) for column, value in zip(table.columns, row, strict=True)]
        lines.writerow([*cells, *([table.ids[place]] if table.ids else [])])
    return (_MARK + text.getvalue()).encode()


def written(column: SheetColumn, value: SheetValue) -> str:
    """A cell of a csv file."""
    if value is None:
        return ""
    if isinstance(value, str):
        return shielded(cell_text(value))
    if isinstance(value, date):
        return value.isoformat()
    if column.kind is SheetKind.AMOUNT and isinstance(value, int) and column.unit in YUAN_PER_UNIT:
        return in_unit(value, column.unit)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
