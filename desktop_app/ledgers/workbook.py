"""Writes tables as a workbook with the office's look, through XlsxWriter; no text of it ever becomes a formula."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from desktop_app.application.sheets_out import HIDDEN_SHEETS, SheetColumn, SheetKind, SheetTable, SheetValue
from desktop_app.domain.money import YUAN_PER_UNIT, number_words
from desktop_app.domain.sheet_text import cell_text, may_execute
from desktop_app.ledgers.csv_table import csv_bytes
from desktop_app.ledgers.workbook_parts import CHOICES, Choices, Formats

_BODY, _TITLE = "宋体", "黑体"
_MM_PER_CHARACTER = 1.9
"""Width of one digit of the body face at 11 points, which is what Excel measures columns in."""
_WIDTHS_MM = {
    SheetKind.TEXT: 28.0,
    SheetKind.LONG: 52.0,
    SheetKind.NUMBER: 20.0,
    SheetKind.AMOUNT: 30.0,
    SheetKind.PERCENT: 18.0,
    SheetKind.RATE: 18.0,
    SheetKind.DAY: 24.0,
    SheetKind.COUNT: 16.0,
}
_LINE_POINTS, _PADDING_POINTS, _HIGHEST = 14.5, 7.0, 400.0
_MOST_DECIMALS = 4
_A4, _A3 = 9, 8
_LEGIBLE_MM = {_A4: 420.0, _A3: 580.0}
"""How wide a table may be before it is printed below about six tenths of its size across the paper."""
_SURE_PART = 0.85
"""How much of its share of the width the first of several pages holds for sure; it ends with a whole column."""
_INDENT = 1.5
"""How many characters the indent of a text takes from its column."""
_LONGEST_TEXT = 32_767
_LEFT = frozenset({SheetKind.TEXT, SheetKind.LONG})
_LONGEST_TAB = 31
_TAB_SIGNS = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff\ud800-\udfff\U00010000-\U0010ffff]")
"""What Excel forbids in the name of a tab; signs beyond 65535 count twice there, so they are left out as well."""
_WITH_UNIT = re.compile(r"(.+)(（[^（）]+）)")
_RULED = {"font_name": _BODY, "font_size": 11, "border": 1, "border_color": "#7F7F7F", "valign": "vcenter"}
_HEADER = {**_RULED, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#DCE6F1"}
_BELOW = {"font_name": _BODY, "font_size": 11, "align": "left", "valign": "vcenter", "text_wrap": True}
_NOTE = {"font_name": _BODY, "font_size": 10, "align": "left", "valign": "top", "text_wrap": True}
_KEPT = f"{HIDDEN_SHEETS}行号"
_RESERVED_TABS = frozenset({"history", CHOICES, _KEPT})


class XlsxWorkbookWriter:
    """Writes .xlsx and .csv; implements the port WorkbookWriter."""

    def write(self, tables: Sequence[SheetTable]) -> bytes:
        """An .xlsx workbook with one worksheet a table."""
        target = io.BytesIO()
        with xlsxwriter.Workbook(
            target,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        ) as book:
            book.set_calc_mode("auto")
            formats, names, choices = Formats(book), set[str](), Choices(book)
            for table in tables:
                name = tab_name(table.name, names)
                names.add(name.casefold())
                _Page(book.add_worksheet(name), table, formats, choices).write()
            choices.write()
            _keep(book, tables)
        return target.getvalue()

    def write_csv(self, table: SheetTable) -> bytes:
        """One table as csv."""
        return csv_bytes(table)


def _keep(book: Any, tables: Sequence[SheetTable]) -> None:
    """Put what the tables keep on one sheet nobody sees, a column each below the header of its ids."""
    keeping = [one for one in tables if one.kept]
    if not keeping:
        return
    page = book.add_worksheet(_KEPT)
    for column, table in enumerate(keeping):
        for row, text in enumerate((table.id_header, *table.kept)):
            page.write_string(row, column, text)
    page.very_hidden()


def tab_name(wanted: str, taken: set[str]) -> str:
    """A name Excel allows on a tab: without its signs, at most 31 long, and not there yet (compared in lower case)."""
    plain = _TAB_SIGNS.sub(" ", wanted).strip(" '")[:_LONGEST_TAB].rstrip(" '") or "表"
    name, number = plain, 1
    while name.casefold() in taken or name.casefold() in _RESERVED_TABS:
        number += 1
        name = f"{plain[: _LONGEST_TAB - len(str(number))]}{number}"
    return name


def units_wide(text: str) -> int:
    """How many digits wide a text is drawn; Chinese signs are two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


class _Page:
    """Writes one table to one worksheet, from the title down."""

    def __init__(self, page: Any, table: SheetTable, formats: Formats, choices: Choices) -> None:
        self.page = page
        self.table = table
        self.formats = formats
        self.choices = choices
        self.columns = table.columns
        self.last_column = len(table.columns) - 1
        self.widths = [_width(one) for one in table.columns]
        self.pages_wide, self.paper = _paper(sum(one.width_mm or _WIDTHS_MM[one.kind] for one in table.columns), table)
        self.grouped = any(one.group for one in table.columns)
        self.header_row = 2 + int(self.grouped)
        self.first_row = self.header_row + 1
        self.last_row = self.first_row + max(len(table.rows) + table.spare_rows, 1) - 1
        self.cell_formats = [self._cell_format(place) for place in range(len(table.columns))]
        self.across = self._columns_across()

    def write(self) -> None:
        """Everything, and how the sheet is printed."""
        for column, width in enumerate(self.widths):
            self.page.set_column(column, column, width)
        self._title()
        self._header()
        for place, row in enumerate(self.table.rows):
            self._row(self.first_row + place, row, self.table.ids[place] if self.table.ids else "")
        for place in range(len(self.table.rows), self.last_row - self.first_row + 1):
            self._row(self.first_row + place, (None,) * len(self.columns), "")
        end = self._totals() if any(one.total for one in self.columns) and self.table.rows else self.last_row
        end = self._notes(end)
        self._rules()
        self._layout(end)

    def _columns_across(self) -> tuple[int, int]:
        """The first and last column a title or a note stands across.

        Printed over several pages side by side, the columns repeated on each would show its beginning torn off,
        and what goes beyond the first page would be cut there: it stands beside them and on that page.
        """
        fixed = min(self.table.fixed_columns, self.last_column)
        if self.pages_wide == 1 or not fixed:
            return 0, self.last_column
        room = (sum(self.widths) + (self.pages_wide - 1) * sum(self.widths[:fixed])) / self.pages_wide * _SURE_PART
        last = fixed
        while last < self.last_column and sum(self.widths[: last + 2]) <= room:
            last += 1
        return fixed, last

    def _title(self) -> None:
        # Centred over several pages it would be torn apart where the first one ends.
        side = "center" if self.pages_wide == 1 else "left"
        title = {"font_name": _TITLE, "font_size": 18, "bold": True, "align": side, "valign": "vcenter"}
        self._across(0, self.table.title, title)
        self._across(1, self.table.subtitle, _BELOW)
        self.page.set_row(0, 34)
        self.page.set_row(1, self._height_across(self.table.subtitle))

    def _across(self, row: int, text: str, how: Mapping[str, object]) -> None:
        look = self._look(text, how)
        first, last = self.across
        if last > first:
            self.page.merge_range(row, first, row, last, "", look)
        self.page.write_string(row, first, _clean(text), look)

    def _look(self, text: str, how: Mapping[str, object]) -> Any:
        """The format of a text; one that spreadsheets would take for a formula when it is edited is marked as text."""
        quoted = {"quote_prefix": True} if may_execute(text) else {}
        return self.formats.of(**{**how, **quoted})

    def _height_across(self, text: str) -> float:
        first, last = self.across
        return _height(text, sum(self.widths[first : last + 1]))

    def _header(self) -> None:
        height = 0.0
        for column, one in enumerate(self.columns):
            text = _header(one, self.widths[column])
            row = self.header_row
            look = self._look(text, _HEADER)
            if self.grouped and not one.group:
                row -= 1
                self.page.merge_range(row, column, self.header_row, column, "", look)
            self.page.write_string(row, column, _clean(text), look)
            height = max(height, _height(text, self.widths[column]))
        for first, last, group in self._groups():
            look = self._look(group, _HEADER)
            if last > first:
                self.page.merge_range(self.header_row - 1, first, self.header_row - 1, last, "", look)
            self.page.write_string(self.header_row - 1, first, _clean(group), look)
        if self.grouped:
            self.page.set_row(self.header_row - 1, 22)
        self.page.set_row(self.header_row, height + _PADDING_POINTS)
        if self.table.ids:
            self.page.write_string(self.header_row, self.last_column + 1, self.table.id_header)

    def _groups(self) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for column, one in enumerate(self.columns):
            if not one.group:
                continue
            if found and found[-1][2] == one.group and found[-1][1] == column - 1:
                found[-1] = (found[-1][0], column, one.group)
            else:
                found.append((column, column, one.group))
        return found

    def _cell_format(self, place: int) -> dict[str, object]:
        column = self.columns[place]
        how: dict[str, object] = dict(_RULED)
        if column.kind in _LEFT:
            # A text beside a number would touch it.
            side = {"align": "center"} if column.options else {"align": "left", "indent": 1}
            how |= {**side, "text_wrap": True, "num_format": "@"}
        elif column.kind is SheetKind.DAY:
            how |= {"align": "center", "num_format": "yyyy-mm-dd"}
        else:
            how |= {"align": "right", "num_format": self._number_format(place)}
        return how

    def _number_format(self, place: int) -> str:
        """As many decimals as the exact values have, so that they stand under each other; at most four are shown."""
        decimals = max((_decimals(one) for one in self._numbers(place)), default=0)
        return "#,##0" + ("." + "0" * min(decimals, _MOST_DECIMALS) if decimals else "")

    def _numbers(self, place: int) -> Iterator[Decimal]:
        for row in self.table.rows:
            value = row[place]
            if isinstance(value, int | Decimal):
                yield Decimal(_in_unit(self.columns[place], value))

    def _row(self, row: int, values: tuple[SheetValue, ...], token: str) -> None:
        height = 0.0
        for column, value in enumerate(values):
            self._cell(row, column, value)
            if isinstance(value, str):
                height = max(height, _height(value, self.widths[column] - _INDENT))
        self.page.set_row(row, max(height, _LINE_POINTS + _PADDING_POINTS))
        if token:
            self.page.write_string(row, self.last_column + 1, token)

    def _cell(self, row: int, column: int, value: SheetValue) -> None:
        how = self.cell_formats[column]
        if value is None or value == "":
            self.page.write_blank(row, column, None, self.formats.of(**how))
        elif isinstance(value, str):
            self._text(row, column, value, how)
        elif isinstance(value, date):
            self.page.write_datetime(row, column, value, self.formats.of(**{**how, "num_format": "yyyy-mm-dd"}))
        else:
            number = _in_unit(self.columns[column], value)
            if self.columns[column].kind is SheetKind.RATE:
                how = {**how, "num_format": re.sub(r"\d", "0", f"{abs(number):f}")}
            if Decimal(number_words(float(number))) == number:
                self.page.write_number(row, column, float(number), self.formats.of(**how))
            else:
                # A cell keeps fifteen digits; a longer number would silently become another one.
                self._text(row, column, f"{number:f}", how)

    def _text(self, row: int, column: int, text: str, how: dict[str, object]) -> None:
        wrapped = {} if self.columns[column].kind in _LEFT else {"text_wrap": True, "num_format": "@"}
        self.page.write_string(row, column, _clean(text), self._look(text, {**how, **wrapped}))

    def _totals(self) -> int:
        row = self.last_row + 1
        how = {**_RULED, "bold": True, "bg_color": "#F2F2F2"}
        for place, column in enumerate(self.columns):
            if not column.total:
                text = "合计" if place == 0 else ""
                self.page.write_string(row, place, text, self.formats.of(**how, align="center"))
                continue
            total = sum(self._numbers(place), Decimal(0))
            number_format = {"align": "right", "num_format": self.cell_formats[place]["num_format"]}
            # 109 adds only the rows a filter leaves visible.
            self.page.write_formula(
                row,
                place,
                f"=SUBTOTAL(109,{xl_range(self.first_row, place, self.last_row, place)})",
                self.formats.of(**how, **number_format),
                float(total),
            )
        self.page.set_row(row, _LINE_POINTS + _PADDING_POINTS)
        return row

    def _notes(self, end: int) -> int:
        for place, note in enumerate(self.table.notes):
            text = note if note.startswith("注") else f"注：{note}"
            end += 1
            self._across(end, text, _NOTE)
            self.page.set_row(end, self._height_across(text) + (4 if place == 0 else 0))
        return end

    def _rules(self) -> None:
        for place, column in enumerate(self.columns):
            rule: dict[str, object] = {}
            if column.options:
                rule = self.choices.rule(column.options)
            elif column.note:
                rule = {"validate": "any"}
            if not rule:
                continue
            if column.note:
                rule |= {"input_title": column.label[:32], "input_message": column.note[:255]}
            self.page.data_validation(self.first_row, place, self.last_row, place, rule)

    def _layout(self, end: int) -> None:
        last = self.last_column + int(bool(self.table.ids))
        self.page.autofilter(self.header_row, 0, self.last_row, last)
        if self.table.ids:
            self.page.set_column(last, last, None, None, {"hidden": True})
        fixed = min(self.table.fixed_columns, self.last_column)
        self.page.freeze_panes(self.first_row, fixed)
        self.page.print_area(0, 0, end, self.last_column)
        self.page.repeat_rows(self.header_row - int(self.grouped), self.header_row)
        self.page.set_paper(self.paper)
        if self.table.landscape:
            self.page.set_landscape()
        if self.pages_wide > 1 and fixed:
            self.page.repeat_columns(0, fixed - 1)
        self.page.fit_to_pages(self.pages_wide, 0)
        self.page.center_horizontally()
        self.page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.page.set_footer("&C&9第 &P 页 共 &N 页")
        self.page.set_selection(xl_rowcol_to_cell(self.first_row, 0))


def _paper(width_mm: float, table: SheetTable) -> tuple[int, int]:
    """How many pages a table is printed side by side, and on which paper, so that it stays legible."""
    if not table.landscape:
        return 1, _A4
    if width_mm <= _LEGIBLE_MM[_A4]:
        return 1, _A4
    return max(1, ceil(width_mm / _LEGIBLE_MM[_A3])), _A3


def _header(column: SheetColumn, width: float) -> str:
    """The words above a column; where they do not fit, the unit in brackets begins a line of its own."""
    parts = _WITH_UNIT.fullmatch(column.header)
    if parts is None or units_wide(column.header) <= width - 1:
        return column.header
    return f"{parts[1]}\n{parts[2]}"


def _width(column: SheetColumn) -> float:
    return round((column.width_mm or _WIDTHS_MM[column.kind]) / _MM_PER_CHARACTER, 1)


def _height(text: str, width: float) -> float:
    """The height in points a wrapped text needs in a column of this width."""
    across = max(width - 1, 2)
    lines = sum(max(ceil(units_wide(line) / across), 1) for line in text.split("\n"))
    return min(lines * _LINE_POINTS + _PADDING_POINTS, _HIGHEST)


def _in_unit(column: SheetColumn, value: int | Decimal) -> Decimal | int:
    if column.kind is SheetKind.AMOUNT and isinstance(value, int):
        return Decimal(value) / YUAN_PER_UNIT.get(column.unit, 1)
    return value


def _decimals(value: Decimal | int) -> int:
    exponent = Decimal(value).normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _clean(text: str) -> str:
    """A text a cell can hold, no longer than one holds."""
    return cell_text(text)[:_LONGEST_TEXT]
