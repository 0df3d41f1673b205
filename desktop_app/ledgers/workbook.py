"""Writes tables as a workbook with the office's look, through XlsxWriter; no text of it ever becomes a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from desktop_app.application.sheets_out import HIDDEN_SHEETS, SheetColumn, SheetKind, SheetTable, SheetValue
from desktop_app.domain.money import YUAN_PER_UNIT, number_words
from desktop_app.domain.sheet_text import cell_text, may_execute
from desktop_app.ledgers.csv_table import csv_bytes
from desktop_app.ledgers.workbook_pages import MARGIN_INCHES, pages
from desktop_app.ledgers.workbook_parts import CHOICES, Choices, Formats
from desktop_app.ledgers.workbook_sizes import (
    INDENT,
    LINE_POINTS,
    PADDING_POINTS,
    header_words,
    height_of,
    units_wide,
    width_of,
)

_BODY, _TITLE = "宋体", "黑体"
_TITLE_POINTS, _MEASURE_POINTS = 18, 10
_MEASURE = {"font_name": "Arial", "font_size": _MEASURE_POINTS}
"""What columns are measured by and nothing is written in: a digit of it is seven pixels wide on every system.

Where the face is not installed, one of the same widths stands in for it; a page planned here then holds what it should.
"""
_MOST_DECIMALS = 4
_LONGEST_TEXT = 32_767
_LEFT = frozenset({SheetKind.TEXT, SheetKind.LONG})
_LONGEST_TAB = 31
_TAB_SIGNS = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff\ud800-\udfff\U00010000-\U0010ffff]")
"""What Excel forbids in the name of a tab; signs beyond 65535 count twice there, so they are left out as well."""
_RULED = {"font_name": _BODY, "font_size": 11, "border": 1, "border_color": "#7F7F7F", "valign": "vcenter"}
_HEADER = {**_RULED, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#DCE6F1"}
_BELOW = {"font_name": _BODY, "font_size": 11, "align": "left", "valign": "vcenter", "text_wrap": True}
_NOTE = {"font_name": _BODY, "font_size": 11, "align": "left", "valign": "top", "text_wrap": True}
_KEPT = f"{HIDDEN_SHEETS}行号"
_RESERVED_TABS = frozenset({"history", CHOICES, _KEPT})


class XlsxWorkbookWriter:
    """Writes .xlsx and .csv; implements the port WorkbookWriter."""

    def write(self, tables: Sequence[SheetTable]) -> bytes:
        """An .xlsx workbook with one worksheet a table."""
        target = io.BytesIO()
        with xlsxwriter.Workbook(
            target,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": _MEASURE,
            },
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


class _Page:
    """Writes one table to one worksheet, from the title down."""

    def __init__(self, page: Any, table: SheetTable, formats: Formats, choices: Choices) -> None:
        self.page = page
        self.table = table
        self.formats = formats
        self.choices = choices
        self.columns = table.columns
        self.last_column = len(table.columns) - 1
        self.widths = [width_of(one, (row[at] for row in table.rows)) for at, one in enumerate(table.columns)]
        self.fixed = min(table.fixed_columns, self.last_column)
        empty = [place for place in range(len(table.columns)) if table.folds and self._is_empty(place)]
        self.pages = pages(self.widths, self.fixed, landscape=table.landscape, empty=empty)
        self.first_shown = next(place for place in range(len(self.widths)) if place not in self.pages.folded)
        self.grouped = any(one.group for one in table.columns)
        self.header_row = 2 + int(self.grouped)
        self.first_row = self.header_row + 1
        self.last_row = self.first_row + max(len(table.rows) + table.spare_rows, 1) - 1
        self.cell_formats = [self._cell_format(place) for place in range(len(table.columns))]
        self.across = self._columns_across()

    def write(self) -> None:
        """Everything, and how the sheet is printed."""
        self._columns()
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

    def _is_empty(self, place: int) -> bool:
        """Whether a table has rows, and none of them says anything in this column."""
        return bool(self.table.rows) and all(row[place] is None or row[place] == "" for row in self.table.rows)

    def _columns(self) -> None:
        """The widths; folded columns are groups that are unfolded with one click, and stay in the file."""
        folded = self.pages.folded
        for column, width in enumerate(self.widths):
            how = {"level": 1, "hidden": True} if column in folded else {"collapsed": column - 1 in folded}
            self.page.set_column(column, column, width, None, how)

    def _columns_across(self) -> tuple[int, int]:
        """The first and last column a title or a note stands across.

        Printed over several pages side by side, the columns repeated on each would show its beginning torn off,
        and what goes beyond the first page would be cut there: it stands beside them and on that page.
        """
        if not self.pages.breaks:
            return 0, self.last_column
        return self.fixed, self.pages.breaks[0] - 1

    def _shown_width(self, first: int, last: int) -> float:
        """How wide some columns are together, in characters, without those folded away."""
        return sum(self.widths[place] for place in range(first, last + 1) if place not in self.pages.folded)

    def _title(self) -> None:
        across = self._title_across()
        # Beside the repeated columns it begins where they end; there is no room to centre it in.
        side = "left" if across[0] else "center"
        title = {"font_name": _TITLE, "font_size": _TITLE_POINTS, "bold": True, "align": side, "valign": "vcenter"}
        self._across(0, self.table.title, title, across)
        self._across(1, self.table.subtitle, _BELOW)
        self.page.set_row(0, 34)
        self.page.set_row(1, self._height_across(self.table.subtitle))

    def _title_across(self) -> tuple[int, int]:
        """The columns the title is centred over: all of the first page, where it does not reach into those repeated."""
        first, last = self.across
        page = self._shown_width(0, last)
        words = units_wide(self.table.title) * _TITLE_POINTS / _MEASURE_POINTS
        beside = (page - words) / 2 > self._shown_width(0, first - 1)
        return (0, last) if beside or not first else (first, last)

    def _across(self, row: int, text: str, how: Mapping[str, object], across: tuple[int, int] | None = None) -> None:
        look = self._look(text, how)
        first, last = across or self.across
        if last > first:
            self.page.merge_range(row, first, row, last, "", look)
        self.page.write_string(row, first, _clean(text), look)

    def _look(self, text: str, how: Mapping[str, object]) -> Any:
        """The format of a text; one that spreadsheets would take for a formula when it is edited is marked as text."""
        quoted = {"quote_prefix": True} if may_execute(text) else {}
        return self.formats.of(**{**how, **quoted})

    def _height_across(self, text: str) -> float:
        return height_of(text, self._shown_width(*self.across))

    def _header(self) -> None:
        height = 0.0
        for column, one in enumerate(self.columns):
            text = header_words(one, self.widths[column])
            row = self.header_row
            look = self._look(text, _HEADER)
            if self.grouped and not one.group:
                row -= 1
                self.page.merge_range(row, column, self.header_row, column, "", look)
            self.page.write_string(row, column, _clean(text), look)
            height = max(height, height_of(text, self.widths[column]))
        for first, last, group in self._groups():
            look = self._look(group, _HEADER)
            if last > first:
                self.page.merge_range(self.header_row - 1, first, self.header_row - 1, last, "", look)
            self.page.write_string(self.header_row - 1, first, _clean(group), look)
        if self.grouped:
            self.page.set_row(self.header_row - 1, 22)
        self.page.set_row(self.header_row, height + PADDING_POINTS)
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
                height = max(height, height_of(value, self.widths[column] - INDENT))
        self.page.set_row(row, max(height, LINE_POINTS + PADDING_POINTS))
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
                text = "合计" if place == self.first_shown else ""
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
        self.page.set_row(row, LINE_POINTS + PADDING_POINTS)
        return row

    def _notes(self, end: int) -> int:
        for place, note in enumerate((*self.table.notes, *self._folded_words())):
            text = note if note.startswith("注") else f"注：{note}"
            end += 1
            self._across(end, text, _NOTE)
            self.page.set_row(end, self._height_across(text) + (4 if place == 0 else 0))
        return end

    def _folded_words(self) -> list[str]:
        names = "、".join(self.columns[place].label for place in sorted(self.pages.folded))
        count = len(self.pages.folded)
        return [f"没有内容的 {count} 栏已收起：{names}。点表格左上角的“2”全部展开"] if count else []

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
        self.page.freeze_panes(self.first_row, self.fixed)
        self.page.print_area(0, 0, end, self.last_column)
        self.page.repeat_rows(self.header_row - int(self.grouped), self.header_row)
        self.page.set_paper(self.pages.paper)
        if self.pages.landscape:
            self.page.set_landscape()
        self._print_scale()
        self.page.center_horizontally()
        self.page.set_margins(left=MARGIN_INCHES, right=MARGIN_INCHES, top=0.6, bottom=0.6)
        self.page.set_footer("&C&11第 &P 页 共 &N 页")
        self.page.set_selection(xl_rowcol_to_cell(self.first_row, self.first_shown))

    def _print_scale(self) -> None:
        if not self.pages.breaks:
            self.page.fit_to_pages(1, 0)
            return
        # Fitted to a number of pages, spreadsheets part the columns by themselves and leave the last page nearly empty.
        self.page.set_print_scale(self.pages.scale)
        self.page.set_v_pagebreaks(list(self.pages.breaks))
        self.page.print_across()
        if self.fixed:
            self.page.repeat_columns(0, self.fixed - 1)


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
