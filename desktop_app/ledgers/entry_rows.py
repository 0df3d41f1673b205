"""Reads the rows of a ledger's table column by column, and leaves out what is no row: totals, notes, repeated headers.

Columns hold the same values again and again, so each value is understood once; that is what makes a sheet of fifty
thousand rows take hardly longer than loading its values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import cast

from desktop_app.application.entry_files import CellProblem, FileReading, FileRow, Taken
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.ledger_cell import CellReader, plain_text
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind
from desktop_app.domain.ledger_value import ValueProblem
from desktop_app.domain.money import carries_unit, is_blank_amount
from desktop_app.domain.row_token import RowToken, read_token
from desktop_app.ledgers.entry_layout import Layout
from desktop_app.ledgers.grid import Grid, cell_name, words

_SUBTOTAL = re.compile(r".{0,14}?(?:小计|合计|总计|共计|累计)(?:[（(：:\d].*)?|其中[:：]?.{0,12}")
_NOTE = re.compile(
    r"(?:注|备注|说明|附注|附)\d?[:：、.].*|(?:填表|填报|制表|审核|单位负责|负责|联系|经办)(?:人|单位|日期|时间)?[:：].*"
)
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}(?:[)）][、.．]?|[、.．]).+")
_SPECIAL = re.compile(r"[小合总共累其注备说附填制审单负联经（(一二三四五六七八九十]|.{0,13}[小合总共累]计")
_COUNTED = frozenset({ColumnType.AMOUNT, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.PERCENT})
_FEW = 2

_LONGEST_SPECIAL = 200

Said = tuple[list[str], dict[int, CellProblem]]


_AT_ONCE = 1000
"""So many cells of a column are looked at together: one that needs care slows only these."""


def _plain_texts(reader: CellReader, some: list[object], kinds: set[type]) -> list[str] | None:
    """What cells of a column say when nothing about any of them needs care, else None."""
    if kinds == {str}:
        texts = cast("list[str]", some)
        return texts if reader.all_plain(texts) else None
    if not kinds <= {float, str}:
        return None
    numbers = [one for one in some if isinstance(one, float)]
    amounts = reader.amounts(numbers) if len(numbers) + some.count("") == len(some) else None
    if amounts is None or len(numbers) == len(some):
        return amounts
    left = iter(amounts)
    return ["" if one == "" else next(left) for one in some]


@dataclass(frozen=True, slots=True)
class _Tick:
    """A cell that is true or false, told apart from the number 1."""

    ticked: bool


class RowReader:
    """Reads one table once; `problems` fills while reading."""

    def __init__(self, grid: Grid, kind: LedgerKind, layout: Layout, columns: Sequence[Taken]) -> None:
        self.grid = grid
        self.kind = kind
        self.layout = layout
        self.columns = [one for one in columns if one.key]
        self.problems: list[LedgerProblem] = []
        self._header = {
            place: {grid.text(row, place) for row in range(layout.top, layout.bottom + 1)} - {""}
            for place in (one.place for one in layout.columns)
        }
        self._header_words = frozenset().union(*self._header.values())
        self._marked = grid.formulas | frozenset(grid.errors)
        self._serial = next((one.place for one in layout.columns if not one.key and one.header in _SERIALS), -1)

    def read(self) -> FileReading:
        """The rows from the header to the end of the sheet."""
        numbers = self._rows()
        lines_read = list(map(self.grid.values.__getitem__, numbers))
        said = [self._column(self.kind.column(one.key), one, numbers, lines_read) for one in self.columns]
        keys = [one.key for one in self.columns]
        lines = zip(*(texts for texts, _ in said), strict=True) if said else iter(() for _ in numbers)
        by_row: dict[int, dict[str, CellProblem]] = {}
        for key, (_, problems) in zip(keys, said, strict=True):
            for number, problem in problems.items():
                by_row.setdefault(number, {})[key] = problem
        values = [dict(zip(keys, line, strict=True)) for line in lines]
        nothing: Mapping[str, CellProblem] = {}
        told = (by_row.get(number, nothing) for number in numbers) if by_row else repeat(nothing)
        rows = list(map(FileRow, (number + 1 for number in numbers), values, told, self._tokens(numbers)))
        return FileReading(rows, tuple(self.problems))

    def _tokens(self, numbers: Sequence[int]) -> Iterator[RowToken | None]:
        header, place = self.layout.tokens, self.layout.token_place
        if header is None:
            return repeat(None)
        return (read_token(header, self.grid.value(row, place)) for row in numbers)

    # --- which rows -------------------------------------------------------------------------------------------------

    def _rows(self) -> list[int]:
        found: list[int] = []
        marked = {row for row, _ in self._marked}
        start, token = self.layout.bottom + 1, self.layout.token_place
        for row, line in enumerate(self.grid.values[start:], start):
            first = line[0] if line and line[0] != "" and token else self._first(line)
            if first == "":
                if row in marked and self._marked_inside(row):
                    found.append(row)
            elif isinstance(first, str):
                if len(first) > _LONGEST_SPECIAL or not self._is_special(row, words(first)):
                    found.append(row)
            elif not self._is_idle(row, first):
                found.append(row)
        return found

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
        """Whether a row that begins with 合计 says more than sums: then it is a row with an odd name."""
        texts = [one for one in self.columns if self.kind.column(one.key).type not in _COUNTED]
        return sum(1 for one in texts if self.grid.text(row, one.place)) > 1

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

    # --- cells ------------------------------------------------------------------------------------------------------

    def _column(
        self, column: LedgerColumn, taken: Taken, numbers: Sequence[int], lines: Sequence[Sequence[object]]
    ) -> Said:
        place = taken.place
        held = [line[place] if place < len(line) else "" for line in lines]
        reader = CellReader(column, taken.unit, from_1904=self.grid.from_1904)
        has_unit = column.type is not ColumnType.AMOUNT or bool(taken.unit)
        doubts: dict[object, CellProblem] = {}
        known: dict[object, str] = {}
        texts: list[str] = []
        for start in range(0, len(held), _AT_ONCE):
            some = held[start : start + _AT_ONCE]
            kinds = set(map(type, some))
            plain = _plain_texts(reader, some, kinds) if has_unit else None
            if plain is not None:
                texts += plain
                continue
            if bool in kinds:
                # True equals 1 and 1.0, so a tick must not be answered with what a number said.
                some = [_Tick(one) if isinstance(one, bool) else one for one in some]
                held[start : start + _AT_ONCE] = some
            for one in set(some) - known.keys():
                text = reader.plain(one) if has_unit else None
                known[one] = self._said(reader, one, doubts, has_unit=has_unit) if text is None else text
            texts += map(known.__getitem__, some)
        problems = {row: doubts[one] for row, one in zip(numbers, held, strict=True) if one in doubts} if doubts else {}
        special = self._special_cells(column, place)
        for at, row in enumerate(numbers) if special else ():
            if row in special:
                problems.pop(row, None)
                texts[at] = self._special(column, reader, row, place, problems)
        return texts, problems

    def _said(self, reader: CellReader, held: object, doubts: dict[object, CellProblem], *, has_unit: bool) -> str:
        value = held.ticked if isinstance(held, _Tick) else held
        if not has_unit and not is_blank_amount(words(value)) and not carries_unit(words(value)):
            doubts[held] = CellProblem("没有金额单位；请在导入时选定这一栏的单位，或在表头写明（万元）", blocks=True)
            return plain_text(words(value))
        try:
            reading = reader.read(value)
        except ValueProblem as problem:
            doubts[held] = CellProblem(str(problem), blocks=True)
            return plain_text(value if isinstance(value, str) else words(value))
        if reading.doubt:
            doubts[held] = CellProblem(reading.doubt, blocks=False)
        return reading.text

    def _special_cells(self, column: LedgerColumn, place: int) -> frozenset[int]:
        """The rows whose cell in this column is a formula, an error value or part of a merged region."""
        rows = {row for row, at in self._marked if at == place}
        if self.grid.merged:
            rows |= {row for (row, at), owner in self.grid.merged.items() if at == place and owner != (row, at)}
        return frozenset(rows)

    def _special(
        self, column: LedgerColumn, reader: CellReader, row: int, place: int, problems: dict[int, CellProblem]
    ) -> str:
        where = (row, place)
        if where in self.grid.errors:
            problems[row] = CellProblem(
                f"这个单元格是错误值（{self.grid.errors[where]}），请改成正确的内容", blocks=True
            )
            return self.grid.text(row, place)
        if where in self.grid.formulas:
            problems[row] = CellProblem("这个单元格是公式，台账只收填写的内容；请复制后“选择性粘贴为数值”", blocks=True)
            return self.grid.text(row, place)
        owner = self.grid.owner(row, place)
        held = self.grid.value(*owner)
        if owner[1] != place or held == "":
            return ""
        if column.type in _COUNTED:
            problems[row] = CellProblem("这个数合并了几行，分不清各行是多少；请取消合并，逐行填写", blocks=True)
            return ""
        doubts: dict[object, CellProblem] = {}
        text = self._said(reader, held, doubts, has_unit=True)
        if held in doubts:
            problems[row] = doubts[held]
        return text

    def _say(self, row: int, column: int, message: str) -> None:
        self.problems.append(LedgerProblem(self.grid.name, cell_name((row, column)), "warning", message))


_SERIALS = frozenset({"序号", "序", "序 号", "No.", "NO.", "no", "顺序号"})
