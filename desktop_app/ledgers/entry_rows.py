"""Reads the rows of a ledger's table, and leaves out what is no row: totals, notes, headings, repeated headers."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count, repeat, zip_longest

from desktop_app.application.entry_files import CellProblem, FileReading, FileRow, Taken
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.domain.row_token import RowToken, read_token
from desktop_app.ledgers.entry_cells import COUNTED, ColumnCells
from desktop_app.ledgers.entry_layout import Layout
from desktop_app.ledgers.grid import Grid, cell_name, words
from desktop_app.ledgers.sections import Section, by_row, headings, told_fields, year_of_titles

_SUBTOTAL = re.compile(r".{0,14}?(?:小计|合计|总计|共计|累计)(?:[（(：:\d].*)?|其中[:：]?.{0,12}")
_NOTE = re.compile(
    r"(?:注|备注|说明|附注|附)\d?[:：、.].*|(?:填表|填报|制表|审核|单位负责|负责|联系|经办)(?:人|单位|日期|时间)?[:：].*"
)
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}(?:[)）][、.．]?|[、.．]).+")
_SPECIAL = re.compile(r"[小合总共累其注备说附填制审单负联经（(一二三四五六七八九十]|.{0,13}[小合总共累]计")
_SUM = re.compile(r"[\d,，.]+\s*(?:[家户个项件次条人宗笔批亩]|万元|亿元|元|平方米)?")
_FEW = 2

_LONGEST_SPECIAL = 2000

_AT_ONCE = 500
"""So many rows are taken at once: few enough that their cells are still at hand when the next column asks for them."""


class RowReader:
    """Reads one table once; `problems` fills while reading."""

    def __init__(self, grid: Grid, kind: LedgerKind, layout: Layout, columns: Sequence[Taken]) -> None:
        self.grid = grid
        self.kind = kind
        self.layout = layout
        self.columns = [one for one in columns if one.key]
        self.problems: list[LedgerProblem] = []
        self._told: Mapping[int, Section] = {}
        self._header = {
            place: {grid.text(row, place) for row in range(layout.top, layout.bottom + 1)} - {""}
            for place in (one.place for one in layout.columns)
        }
        self._header_words = frozenset().union(*self._header.values())
        self._marked = grid.formulas | frozenset(grid.errors)
        self._headings = headings(grid, layout.bottom) if told_fields(kind) and layout.tokens is None else {}
        self._serial = next((one.place for one in layout.columns if not one.key and one.header in _SERIALS), -1)

    def read(self) -> FileReading:
        """The rows from the header to the end of the sheet."""
        numbers = self._rows()
        year = year_of_titles(self.grid, self.layout.top)
        readers = [ColumnCells(self.grid, self.kind.column(one.key), one, year) for one in self.columns]
        if any(one.place >= self.grid.width for one in self.columns):
            self._told = by_row(self.grid, self.layout.top, self.layout.bottom, numbers)
        rows: list[FileRow] = []
        for start in range(0, len(numbers), _AT_ONCE):
            rows += self._some(numbers[start : start + _AT_ONCE], readers)
        return FileReading(rows, tuple(self.problems))

    def _some(self, numbers: Sequence[int], readers: Sequence[ColumnCells]) -> Iterator[FileRow]:
        """Some rows of the table, turned so that a column is understood as a whole."""
        columns = list(zip_longest(*map(self.grid.values.__getitem__, numbers), fillvalue=""))
        nothing = [""] * len(numbers)
        said = [one.read(numbers, self._held(one, columns, numbers) or nothing) for one in readers]
        lines = zip(*(texts for texts, _ in said), strict=True) if said else repeat((), len(numbers))
        keys = [one.column.key for one in readers]
        by_row: dict[int, dict[str, CellProblem]] = {}
        for key, (_, problems) in zip(keys, said, strict=True):
            for number, problem in problems.items():
                by_row.setdefault(number, {})[key] = problem
        none: Mapping[str, CellProblem] = {}
        told = (by_row.get(number, none) for number in numbers) if by_row else repeat(none)
        values = map(dict, map(zip, repeat(keys), lines))
        parts = zip((number + 1 for number in numbers), values, told, self._tokens(numbers), strict=False)
        return map(partial(tuple.__new__, FileRow), parts)

    def _held(
        self, cells: ColumnCells, columns: Sequence[Sequence[object]], numbers: Sequence[int]
    ) -> Sequence[object]:
        """The cells of a column; of one that stands in headings or titles what they say of every row."""
        if cells.place < self.grid.width:
            return columns[cells.place] if cells.place < len(columns) else ()
        return [self._told[number].says(cells.column.field) for number in numbers]

    def _tokens(self, numbers: Sequence[int]) -> Iterator[RowToken | None]:
        header, place = self.layout.tokens, self.layout.token_place
        if header is None:
            return repeat(None)
        return (read_token(header, self.grid.value(row, place)) for row in numbers)

    # --- which rows -------------------------------------------------------------------------------------------------

    def _rows(self) -> list[int]:
        start = self.layout.bottom + 1
        below = self.grid.values[start:]
        marked = {row for row, _ in self._marked}
        rows = zip(count(start), below, self._surely_rows(below), strict=False)
        return [row for row, line, is_sure in rows if is_sure or self._is_row(row, line, marked)]

    def _surely_rows(self, below: Sequence[Sequence[object]]) -> Iterable[bool]:
        """Which lines begin with a number and say more: nobody needs to look twice at those."""
        ignored = (self._serial, self.layout.token_place)
        more = next((one.place for one in self.columns if one.place not in (0, *ignored)), 0)
        if not more or not self.layout.token_place or min(map(len, below), default=0) <= more:
            return repeat(False, len(below))
        return [type(line[0]) is float and line[more] != "" for line in below]

    def _is_row(self, row: int, line: Sequence[object], marked: Container[int]) -> bool:
        first = line[0] if line and line[0] != "" and self.layout.token_place else self._first(line)
        if first == "":
            return row in marked and self._marked_inside(row)
        if row in self._headings:
            return False
        if isinstance(first, str):
            return len(first) > _LONGEST_SPECIAL or not self._is_special(row, words(first))
        return not self._is_idle(row, first)

    def _first(self, line: Sequence[object]) -> object:
        """The first thing a row says; the token of an export says nothing."""
        token = self.layout.token_place
        return next((one for place, one in enumerate(line) if one != "" and place != token), "")

    def _marked_inside(self, row: int) -> bool:
        places = {one.place for one in self.columns}
        return any((row, place) in self._marked for place in places)

    def _is_special(self, row: int, first: str) -> bool:
        """Whether a row is a total, a note, a heading or a repeated header; rows with much in them are rows."""
        if self._repeats_header(row):
            return True
        if not _SPECIAL.match(first):
            return False
        line, token = self.grid.values[row], self.layout.token_place
        filled = [place for place, one in enumerate(line) if one != "" and place != token]
        plain = "".join(first.split())
        if _SUBTOTAL.fullmatch(plain):
            return not self._states_words(row)
        if len(filled) > _FEW:
            return False
        if _NOTE.fullmatch(plain):
            return True
        if len(filled) == 1 and _HEADING.fullmatch(plain):
            self._say(row, filled[0], f"“{first[:30]}”看来是小标题，没有读入；如是一条记录请补全这一行")
            return True
        return False

    def _states_words(self, row: int) -> bool:
        """Whether a row that begins with 合计 says more than sums (12, 3家): then it is a row with an odd name."""
        places = [one.place for one in self.columns if self.kind.column(one.key).type not in COUNTED]
        said = (self.grid.text(row, place) for place in places)
        return sum(1 for text in said if text and not _SUM.fullmatch(text)) > 1

    def _is_idle(self, row: int, first: object) -> bool:
        """Whether only a prepared serial number stands in a row."""
        line, ignored = self.grid.values[row], (self._serial, self.layout.token_place)
        if self._serial < 0 or line[self._serial] != first or len(line) - line.count("") > len(ignored):
            return False
        return all(one == "" or place in ignored for place, one in enumerate(line))

    def _repeats_header(self, row: int) -> bool:
        """Whether the header stands here once more, as on every page of a 续表."""
        if self._header_words.isdisjoint(self.grid.values[row]):
            return False
        said = [(place, text) for place in self._header if (text := self.grid.text(row, place))]
        return len(said) >= _FEW and all(text in self._header[place] for place, text in said)

    def _say(self, row: int, column: int, message: str) -> None:
        self.problems.append(LedgerProblem(self.grid.name, cell_name((row, column)), "warning", message))


_SERIALS = frozenset({"序号", "序", "序 号", "No.", "NO.", "no", "顺序号"})
