"""Reads the rows below a header: projects, and the sections, subtotals and footnotes between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from desktop_app.domain.ledger import FIELD_LABELS, LedgerProblem, LedgerRow
from desktop_app.domain.sheet_text import is_command
from desktop_app.ledgers.cells import BATCHES, CellReading, batch_of, command_words, day_in_year, plain, read_cell
from desktop_app.ledgers.columns import Kind
from desktop_app.ledgers.grid import Place, cell_name, letter, words
from desktop_app.ledgers.layout import Table, TableColumn
from desktop_app.ledgers.sections import ORDINAL, SECTION, year_of_titles

LONGEST_NAME = 200

_ORDINAL_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}(?:[)）][、.．]?|[、.．]).+")
_HAN_ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
_TELLING = frozenset({"enterprise", "zone", "project_code", "signed", "started", "produced"})
"""What only a project has."""
_LONGEST_SERIAL = 1e15
_SUMMED = frozenset({"investment_yuan", "completed_yuan"})
_SUBTOTAL = re.compile(r".{0,14}?(?:小计|合计|总计|共计|累计)(?:[（(:：\d].*)?|其中[:：]?.{0,12}")
_NOTE = re.compile(
    r"(?:注|备注|说明|附注|附)[:：\d].*|(?:填表|填报|制表|审核|单位负责|负责|联系|经办)(?:人|单位|日期)?[:：].*"
)
_PLACE_ENDING = re.compile(r"(区|园|园区|县|基地|新城|新区|镇|乡|街道|港|集聚区)$")
_PLACE_NOTE = re.compile(r"[（(].*$")


class RowKind(StrEnum):
    """What a row below the header is."""

    BLANK = "blank"
    SECTION = "section"
    HEADING = "heading"
    SUBTOTAL = "subtotal"
    NOTE = "note"
    HEADER = "header"
    PROJECT = "project"


class TableReader:
    """Reads the project rows of one table once; `problems` fills while reading."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.grid = table.grid
        self.problems: list[LedgerProblem] = []
        self._read = [column for column in table.columns if column.field and column.kind is not Kind.SERIAL]
        self._understood: dict[int, dict[object, CellReading]] = {one.column: {} for one in table.columns}
        self._name = table.place_of("name")
        self._serial = table.place_of("serial")
        self._zone = table.place_of("zone")
        self._code = table.place_of("project_code")
        self._investment = table.place_of("investment_yuan")
        self._cells = [(one, self._understood[one.column]) for one in self._read if one.field != "name"]
        self._last = max((one.column for one in self._read), default=0)
        self._telling = [column.column for column in self._read if column.field in _TELLING]
        self._has_unit = any(one.field == "investment_yuan" and one.unit for one in table.columns)
        self._name_letter, self._code_letter = letter(self._name or 0), letter(self._code or 0)
        self._marked: frozenset[Place] = self.grid.formulas | frozenset(self.grid.errors)
        self._marked_rows = {row for row, column in self._marked if column != self._serial}
        self._careful_rows = {row for row, _ in self._marked} | {row for row, _ in self.grid.merged}
        self._header = [column.header for column in table.columns]
        self._is_numbered = self._serial == 0 and not self._header[0][-1:].isdigit()
        self._batch = self._batch_of_sheet()
        self._year = year_of_titles(table.grid, table.top)
        self._section_batch = ""
        self._section_zone = ""
        self._at_end = False
        self._zones_doubted: set[str] = set()
        self._wrong_cells: set[Place] = set()

    def rows(self) -> list[LedgerRow]:
        """All project rows from the header to the end of the sheet."""
        if self._name is None:
            return []
        found: list[LedgerRow] = []
        for row in range(self.table.bottom + 1, self.grid.height):
            kind = self._kind(row)
            if kind is RowKind.PROJECT:
                self._refuse_formulas(row)
                read = self._project(row)
                if read is not None:
                    found.append(read)
            elif kind in (RowKind.SECTION, RowKind.HEADING):
                self._open_section(row, kind)
            if kind in (RowKind.SUBTOTAL, RowKind.NOTE):
                self._at_end = True
            elif kind is RowKind.SECTION:
                self._at_end = False
        return found

    def _batch_of_sheet(self) -> str:
        """The class that the sheet's name or title gives to all its rows, when it names exactly one."""
        titles = [self.grid.name, *(text for row in range(self.table.top) for text in self.grid.row_texts(row))]
        for title in titles:
            if sum(batch in title for batch in BATCHES) == 1:
                return batch_of(title)[0]
        return ""

    def _say(self, place: Place, level: str, message: str) -> None:
        self.problems.append(LedgerProblem(self.grid.name, cell_name(place), level, message))
        if level == "error":
            self._wrong_cells.add(place)

    # --- what kind of row -------------------------------------------------------------------------------------------

    def _kind(self, row: int) -> RowKind:
        if self._is_surely_project(self.grid.values[row]):
            return RowKind.PROJECT
        texts = self.grid.row_texts(row)
        filled = [column for column, text in enumerate(texts) if text]
        if not filled:
            return RowKind.PROJECT if row in self._marked_rows else RowKind.BLANK
        first = plain(texts[filled[0]])
        name = plain(texts[self._name or 0])
        if self._is_subtotal(texts, first, name):
            return RowKind.SUBTOTAL
        if _NOTE.fullmatch(first) and (not name or name == first):
            return RowKind.NOTE
        if self._repeats_header(texts):
            return RowKind.HEADER
        return self._section_or_project(row, filled, first, name)

    def _is_surely_project(self, line: Sequence[object]) -> bool:
        """Whether a row begins with its number and says what no section, sum or note does; the others are looked at."""
        serial = line[0] if self._is_numbered and line else ""
        if isinstance(serial, str):
            is_number = serial.isascii() and serial.isdigit()
        else:
            is_number = isinstance(serial, float) and 0 <= serial < _LONGEST_SERIAL
        return is_number and any(at < len(line) and line[at] != "" and words(line[at]) for at in self._telling)

    def _is_subtotal(self, texts: list[str], first: str, name: str) -> bool:
        serial = texts[self._serial] if self._serial is not None else ""
        if serial.replace(".", "", 1).isdigit():
            return False
        return _SUBTOTAL.fullmatch(first) is not None or _SUBTOTAL.fullmatch(name) is not None

    def _repeats_header(self, texts: list[str]) -> bool:
        same = [text for text, header in zip(texts, self._header, strict=False) if text and header.endswith(text)]
        return len(same) >= 2 and len(same) == len([text for text in texts if text])

    def _section_or_project(self, row: int, filled: list[int], first: str, name: str) -> RowKind:
        stated = {column.field for column in self._read if column.column in filled} - {"name"}
        texts_only = not stated & _TELLING
        if texts_only and SECTION.fullmatch(name or first):
            return RowKind.SECTION
        if filled[0] == self._serial and _HAN_ORDINAL.fullmatch(first) and name and stated <= _SUMMED:
            # 一 | 临汾经济开发区 | 100 heads the projects of a zone; only sums stand beside it.
            return RowKind.HEADING
        if filled == [self._serial] and not _ORDINAL_HEADING.fullmatch(first):
            return self._lone_serial(row, first)
        if len(filled) > 1:
            return RowKind.PROJECT
        spans = (row, filled[0] + 1) in self.grid.merged and self.grid.owner(row, filled[0] + 1) == (row, filled[0])
        if filled[0] == self._name and not spans:
            return RowKind.PROJECT
        if self._at_end:
            return RowKind.NOTE
        return RowKind.HEADING if spans or _ORDINAL_HEADING.fullmatch(first) else RowKind.PROJECT

    def _lone_serial(self, row: int, first: str) -> RowKind:
        """A row with nothing but its serial number is a prepared blank line, unless a merged name covers it."""
        if first.replace(".", "", 1).isdigit():
            return RowKind.PROJECT if self.grid.owner(row, self._name or 0)[0] != row else RowKind.BLANK
        return RowKind.NOTE if self._at_end else RowKind.HEADING

    def _open_section(self, row: int, kind: RowKind) -> None:
        texts = [text for text in self.grid.row_texts(row) if text]
        if kind is RowKind.SECTION:
            matching = next(text for text in texts if SECTION.fullmatch(plain(text)))
            self._section_batch = next(batch for batch in BATCHES if batch in matching)
            self._section_zone = ""
            return
        heading = self.grid.text(row, self._name or 0) or texts[0]
        place = _PLACE_NOTE.sub("", re.sub("^" + ORDINAL, "", plain(heading)))
        column = next(column for column, text in enumerate(self.grid.row_texts(row)) if text)
        if _PLACE_ENDING.search(place):
            self._section_zone = place
            return
        self._section_batch = self._section_zone = ""
        self._say(
            (row, column), "warning", f"“{heading}”这一行看不出是哪一批或哪个开发区，没有读入；如是项目请补全这一行"
        )

    # --- one project ------------------------------------------------------------------------------------------------

    def _refuse_formulas(self, row: int) -> None:
        for column in range(self.grid.width) if row in self._marked_rows else ():
            place = (row, column)
            if column == self._serial:
                continue
            if place in self.grid.errors:
                value = self.grid.errors[place]
                self._say(place, "error", f"这个单元格是错误值（{value}），请改成正确的内容后再导入")
            elif place in self.grid.formulas:
                message = "这个单元格是公式，台账只收填写的数值；请复制后“选择性粘贴为数值”再导入"
                self._say(place, "error", message)

    def _project(self, row: int) -> LedgerRow | None:
        name = self._project_name(row)
        if name is None:
            return None
        line = self.grid.values[row]
        values: dict[str, Any] = {}
        if row in self._careful_rows or len(line) <= self._last:
            for column, _ in self._cells:
                self._take_with_care(row, column, values)
        else:
            self._take_plainly(row, line, values)
        self._complete(row, values)
        code_cell = f"{self._code_letter}{row + 1}" if "project_code" in values else ""
        where = f"{self._name_letter}{row + 1}"
        return LedgerRow(sheet=self.grid.name, cell=where, name=name, code_cell=code_cell, **values)

    def _project_name(self, row: int) -> str | None:
        place = (row, self._name or 0)
        owner = self.grid.owner(*place)
        name = self.grid.text(*place)
        if owner[0] != row and self.grid.text(*owner):
            above = self.grid.text(*owner)
            self._say(place, "error", f"“{above}”的名称合并了几行，一个项目只能占一行；请取消合并并把内容并到一行")
            return None
        if not name:
            # An error value in the name cell has been said already.
            if place not in self._marked:
                self._say(place, "error", "这一行没有项目名称；请补上项目名称，或删去这一行")
            return None
        if len(name) > LONGEST_NAME:
            self._say(place, "error", f"项目名称有 {len(name)} 个字，超过 {LONGEST_NAME} 字的上限；请核对")
            return None
        if is_command(name):
            self._say(place, "error", f"项目名称：{command_words(name)}")
            return None
        return name

    def _take_plainly(self, row: int, line: Sequence[object], values: dict[str, Any]) -> None:
        """The cells of a row in which each holds what it shows, as nearly all do."""
        for column, known in self._cells:
            value = line[column.column]
            if value == "":
                continue
            reading = known.get(value) or self._reading(column, value)
            if reading.message or column.kind is Kind.BATCH:
                self._take((row, column.column), column, reading, values)
            else:
                values |= reading.values

    def _take_with_care(self, row: int, column: TableColumn, values: dict[str, Any]) -> None:
        """A cell of a row with formulas, error values or merged cells."""
        place = (row, column.column)
        owner = self.grid.owner(*place)
        if place in self._marked or owner[1] != column.column:
            return
        value = self.grid.value(*owner)
        if value == "":
            return
        if owner[0] != row and column.kind is Kind.AMOUNT:
            self._say(place, "error", f"“{column.header}”的金额合并了几行，分不清各项目是多少；请取消合并，逐行填写")
            return
        self._take(place, column, self._reading(column, value), values)

    def _take(self, place: Place, column: TableColumn, reading: CellReading, values: dict[str, Any]) -> None:
        if "batch" in reading.values:
            self._say_conflict(place, values, reading.values)
        for field, read in reading.values.items():
            values.setdefault(field, read)
        if reading.message:
            label = FIELD_LABELS[column.field]
            self._say(place, reading.level, f"{label}：{reading.message}")

    def _reading(self, column: TableColumn, value: object) -> CellReading:
        """What a cell says; texts and days stand again and again in a column and are understood once."""
        if not isinstance(value, (str, date)):
            return read_cell(column.kind, column.field, value, column.unit, from_1904=self.grid.from_1904)
        known = self._understood[column.column]
        reading = known.get(value)
        if reading is None:
            reading = day_in_year(column.field, value, self._year) if column.kind is Kind.DATE else None
            reading = reading or read_cell(column.kind, column.field, value, column.unit, from_1904=self.grid.from_1904)
            known[value] = reading
        return reading

    def _say_conflict(self, place: Place, values: dict[str, Any], new: dict[str, object]) -> None:
        if "batch" in values and "batch" in new and values["batch"] != new["batch"]:
            self._say(place, "warning", f"同一行的类别既写“{values['batch']}”又写“{new['batch']}”，按前者读入，请核对")

    def _complete(self, row: int, values: dict[str, Any]) -> None:
        """Give the row what its section and sheet say, and doubt what does not fit together."""
        section = self._section_batch or self._batch
        if section and "batch" not in values:
            values["batch"] = section
        elif self._section_batch and values["batch"] != self._section_batch:
            column = self.table.place_of("batch")
            place = (row, column if column is not None else self._name or 0)
            message = f"本行类别是“{values['batch']}”，却排在“{self._section_batch}一批”下面；按本行读入，请核对"
            self._say(place, "warning", message)
        if self._section_zone and "zone" not in values:
            values["zone"] = self._section_zone
        self._doubt_zone(row, values.get("zone", ""))
        self._doubt_amounts(row, values)

    def _doubt_zone(self, row: int, zone: str) -> None:
        column = self._zone
        if column is None or not zone or zone in self._zones_doubted or _PLACE_ENDING.search(_PLACE_NOTE.sub("", zone)):
            return
        self._zones_doubted.add(zone)
        if zone.endswith(("市", "省")):
            message = f"“{zone}”不是开发区或县区的名称，按原文保留；请核对项目落在哪个开发区"
        else:
            message = f"“{zone}”没有写全开发区或县区的名称，按原文保留；写法前后不一会被当成两个项目，请核对"
        self._say((row, column), "warning", message)

    def _doubt_amounts(self, row: int, values: dict[str, Any]) -> None:
        column = self._investment
        if column is None:
            return
        place = (row, column)
        total, done = values.get("investment_yuan"), values.get("completed_yuan")
        is_wrong = place in self._wrong_cells
        if total is None and not is_wrong and (self._has_unit or self.grid.value(*self.grid.owner(*place)) == ""):
            self._say(place, "warning", "总投资没有填写，按“未填”导入，不计入合计；知道后请补填")
        elif total is not None and done is not None and done > total:
            self._say(place, "warning", "已完成投资超过了总投资，请核对两个金额和单位")
