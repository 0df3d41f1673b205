"""Reads the cells of one column of a ledger's table, some rows at a time.

Columns hold the same values again and again and most of them are plain: plain cells are understood many at a time,
others once per value. That is what makes a sheet of fifty thousand rows take hardly longer than loading its values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from desktop_app.application.entry_files import CellProblem, Taken
from desktop_app.domain.ledger_cell import CellReader, plain_text
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn
from desktop_app.domain.ledger_value import ValueProblem, ValueReading
from desktop_app.domain.money import carries_unit, is_blank_amount
from desktop_app.ledgers.cells import with_year
from desktop_app.ledgers.grid import Grid, words

COUNTED = frozenset({ColumnType.AMOUNT, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.PERCENT})
"""The columns whose cells are numbers."""

Said = tuple[Sequence[str], Mapping[int, CellProblem]]


@dataclass(frozen=True, slots=True)
class _Tick:
    """A cell that is true or false, told apart from the number 1."""

    ticked: bool


class ColumnCells:
    """One column of one table; it remembers what its cells said. `year` is what the titles name for its days, or 0."""

    def __init__(self, grid: Grid, column: LedgerColumn, taken: Taken, year: int = 0) -> None:
        self.column = column
        self.place = taken.place
        self._grid = grid
        self._year = year if column.type in (ColumnType.DAY, ColumnType.DATE) else 0
        self._reader = CellReader(column, taken.unit, from_1904=grid.from_1904)
        self._has_unit = column.type is not ColumnType.AMOUNT or bool(taken.unit)
        self._doubts: dict[object, CellProblem] = {}
        self._known: dict[object, str] = {}
        self._special = self._special_rows()

    def read(self, numbers: Sequence[int], held: Sequence[object]) -> Said:
        """What the cells of some rows say as canonical texts, and what is wrong or doubtful about them by row."""
        plain = self._plain(held) if self._has_unit else None
        if plain is not None and not self._special:
            return plain, {}
        if plain is None:
            plain, held = self._one_by_one(held)
        doubts = self._doubts
        problems = {row: doubts[one] for row, one in zip(numbers, held, strict=True) if one in doubts} if doubts else {}
        texts = list(plain)
        for at, row in enumerate(numbers) if self._special else ():
            if row in self._special:
                problems.pop(row, None)
                texts[at] = self._special_text(row, problems)
        return texts, problems

    def _plain(self, held: Sequence[object]) -> Sequence[str] | None:
        """What cells say when nothing about any of them needs care, else None."""
        if self._reader.all_plain(held):
            return cast("Sequence[str]", held)
        kinds = set(map(type, held))
        if kinds == {float}:
            return self._reader.amounts(cast("Sequence[float]", held))
        if not kinds <= {float, str}:
            return None
        numbers = [one for one in held if isinstance(one, float)]
        amounts = self._reader.amounts(numbers) if len(numbers) + held.count("") == len(held) else None
        if amounts is None:
            return None
        left = iter(amounts)
        return ["" if one == "" else next(left) for one in held]

    def _one_by_one(self, held: Sequence[object]) -> tuple[list[str], Sequence[object]]:
        """Every value understood once, and the values it is remembered by."""
        if bool in set(map(type, held)):
            # True equals 1 and 1.0, so a tick must not be answered with what a number said.
            held = [_Tick(one) if isinstance(one, bool) else one for one in held]
        known = self._known
        try:
            return list(map(known.__getitem__, held)), held
        except KeyError:
            for one in set(held) - known.keys():
                text = self._reader.plain(one) if self._has_unit else None
                known[one] = self._said(one) if text is None else text
        return list(map(known.__getitem__, held)), held

    def _said(self, held: object) -> str:
        value = held.ticked if isinstance(held, _Tick) else held
        if not self._has_unit and not is_blank_amount(words(value)) and not carries_unit(words(value)):
            message = "没有金额单位；请在导入时选定这一栏的单位，或在表头写明（万元）"
            self._doubts[held] = CellProblem(message, blocks=True)
            return plain_text(words(value))
        try:
            reading = self._dated(value) or self._reader.read(value)
        except ValueProblem as problem:
            self._doubts[held] = CellProblem(str(problem), blocks=True)
            return plain_text(value if isinstance(value, str) else words(value))
        if reading.doubt:
            self._doubts[held] = CellProblem(reading.doubt, blocks=False)
        return reading.text

    def _dated(self, value: object) -> ValueReading | None:
        """A day written without its year, in the one year the titles name, with a doubt; None for anything else."""
        text, doubt = with_year(value, self._year)
        return ValueReading(self._reader.read(text).text, doubt) if text else None

    # --- formulas, error values, merged regions ---------------------------------------------------------------------

    def _special_rows(self) -> frozenset[int]:
        """The rows whose cell in this column is a formula, an error value or part of a merged region."""
        grid, place = self._grid, self.place
        rows = {row for row, at in (*grid.formulas, *grid.errors) if at == place}
        rows |= {row for (row, at), owner in grid.merged.items() if at == place and owner != (row, at)}
        return frozenset(rows)

    def _special_text(self, row: int, problems: dict[int, CellProblem]) -> str:
        where = (row, self.place)
        if where in self._grid.errors:
            message = f"这个单元格是错误值（{self._grid.errors[where]}），请改成正确的内容"
            problems[row] = CellProblem(message, blocks=True)
            return self._grid.text(*where)
        if where in self._grid.formulas:
            problems[row] = CellProblem("这个单元格是公式，台账只收填写的内容；请复制后“选择性粘贴为数值”", blocks=True)
            return self._grid.text(*where)
        owner = self._grid.owner(*where)
        held = self._grid.value(*owner)
        if owner[1] != self.place or held == "":
            return ""
        if self.column.type in COUNTED:
            problems[row] = CellProblem("这个数合并了几行，分不清各行是多少；请取消合并，逐行填写", blocks=True)
            return ""
        held = _Tick(held) if isinstance(held, bool) else held
        text = self._said(held)
        if held in self._doubts:
            problems[row] = self._doubts[held]
        return text
