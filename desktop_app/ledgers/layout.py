"""Finds the table of a sheet: the rows of its header, the field of every column, the unit of its amounts."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from desktop_app.domain.ledger import FIELD_LABELS, LedgerLayout, LedgerProblem, LedgerQuestion, ReadColumn
from desktop_app.domain.money import carries_unit, is_blank_amount, unit_in
from desktop_app.ledgers.columns import BY_FIELD, Kind, Recognised, recognise
from desktop_app.ledgers.grid import Grid, cell_name, letter

SEARCHED_ROWS = 40
HEADER_DEPTH = 4
UNITS = ("亿元", "万元", "元")

_LONGEST_HEADER = 30
_ENOUGH_WITHOUT_NAME = 3
_ENOUGH_WITH_NAME = 2
_UNIT_LINE = re.compile(
    r"单位[:：](?:人民币)?(亿元?|百万元|万元?|千元|元)(?![\u4e00-\u9fff])|[（(](?:单位[:：]?)?(?:人民币)?(亿元|百万元|万元|千元|元)[)）]"
)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the table: its place, header text, and what it is read as (`field` empty: not read)."""

    column: int
    header: str
    field: str = ""
    kind: Kind = Kind.TEXT
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its understood header; rows count from 0."""

    grid: Grid
    top: int
    bottom: int
    columns: tuple[TableColumn, ...]

    def place_of(self, field: str) -> int | None:
        """The column a field stands in, if any."""
        return next((column.column for column in self.columns if column.field == field), None)

    def layout(self) -> LedgerLayout:
        """The same for showing to a person."""
        read = tuple(
            ReadColumn(letter(one.column), one.header, one.field, one.unit) for one in self.columns if one.field
        )
        return LedgerLayout(self.grid.name, self.top + 1, self.bottom + 1, read)


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of looking for a table: the table if there is one, problems and questions on the way."""

    table: Table | None
    problems: tuple[LedgerProblem, ...] = ()
    questions: tuple[LedgerQuestion, ...] = ()


def find_table(grid: Grid, answers: Mapping[str, str]) -> Finding:
    """Look for the project table of a sheet; a sheet without any recognisable header gives nothing at all."""
    row = _name_row(grid)
    if row is None:
        return Finding(None, tuple(_missing_name(grid)))
    top, bottom = _header_block(grid, row)
    asking = _Asking(grid.name, answers)
    columns = _assign(grid, top, bottom, asking)
    columns = _with_units(grid, top, bottom, columns, asking)
    return Finding(
        Table(grid, top, bottom, columns), (*asking.problems, *_unread(grid, bottom, columns)), tuple(asking.questions)
    )


class _Asking:
    """Collects the questions of a sheet and gives their answers; an open question is an error."""

    def __init__(self, sheet: str, answers: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.answers = answers
        self.questions: list[LedgerQuestion] = []
        self.problems: list[LedgerProblem] = []

    def ask(self, question: LedgerQuestion, cell: str) -> str:
        """The chosen option, or an empty text and an error that says what to choose."""
        self.questions.append(question)
        given = self.answers.get(question.key, "").strip()
        for option in question.options:
            if given and given in (option, option.split(" ")[0]):
                return option
        choices = "、".join(question.options)
        wrong = f"回答“{given}”不在可选范围内；" if given else ""
        message = f"{question.text}{wrong}请选定（{choices}）"
        self.problems.append(LedgerProblem(self.sheet, cell, "error", message))
        return ""


def _row_fields(grid: Grid, row: int) -> list[Recognised]:
    found = (recognise((text,)) for text in grid.row_texts(row) if text and len(text) <= _LONGEST_HEADER)
    return [one for one in found if one is not None]


def _name_row(grid: Grid) -> int | None:
    for row in range(min(SEARCHED_ROWS, grid.height)):
        found = _row_fields(grid, row)
        names = [one for one in found if one.field == "name"]
        below = _row_fields(grid, row + 1) if row + 1 < grid.height else []
        count = len({one.field for one in found + below})
        enough = _ENOUGH_WITH_NAME if any(one.usual for one in names) else _ENOUGH_WITHOUT_NAME
        if names and count >= enough:
            return row
    return None


def _missing_name(grid: Grid) -> Iterator[LedgerProblem]:
    for row in range(min(SEARCHED_ROWS, grid.height)):
        if len({one.field for one in _row_fields(grid, row) if one.usual}) >= _ENOUGH_WITHOUT_NAME:
            message = "表头里没有“项目名称”列，无法知道每行是哪个项目；请把项目名称那一列的表头写成“项目名称”"
            yield LedgerProblem(grid.name, cell_name((row, 0)), "error", message)
            return


def _header_block(grid: Grid, row: int) -> tuple[int, int]:
    width = grid.width
    top = min((grid.owner(row, column)[0] for column in range(width)), default=row)
    name_column = next(
        column
        for column in range(width)
        if (found := recognise((grid.text(row, column),))) is not None and found.field == "name"
    )
    bottom = row
    while bottom + 1 < grid.height and bottom + 1 - top < HEADER_DEPTH:
        reaches_down = any(top <= grid.owner(bottom + 1, column)[0] <= bottom for column in range(width))
        if not reaches_down and not _is_second_row(grid, top, bottom, name_column):
            break
        bottom += 1
    if bottom + 1 < grid.height and numbers_columns(grid, bottom + 1):
        bottom += 1
    return top, bottom


def _is_second_row(grid: Grid, top: int, bottom: int, name_column: int) -> bool:
    """Whether the next row still belongs to the header although no merged cell says so."""
    row = bottom + 1
    values = [value for value in grid.values[row] if value != ""]
    if not values or grid.text(row, name_column) or not all(isinstance(value, str) for value in values):
        return False
    stacks = (stack_of(grid, top, row, column) for column in range(grid.width) if grid.text(row, column))
    return any(recognise(stack) is not None for stack in stacks)


def numbers_columns(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3, …"""
    texts = [text for text in grid.row_texts(row) if text]
    return len(texts) >= _ENOUGH_WITHOUT_NAME and texts == [str(number) for number in range(1, len(texts) + 1)]


def stack_of(grid: Grid, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The header texts above a column from the top down; a group text also covers the columns it spans."""
    texts: list[str] = []
    owners = set()
    for row in range(top, bottom + 1):
        owner = grid.owner(row, column)
        text = grid.text(*owner)
        if not text and not grid.merged and row < bottom and grid.text(bottom, column):
            text = next((grid.text(row, left) for left in range(column, -1, -1) if grid.text(row, left)), "")
        if text and owner not in owners:
            texts.append(text)
        owners.add(owner)
    return tuple(texts)


def _assign(grid: Grid, top: int, bottom: int, asking: _Asking) -> tuple[TableColumn, ...]:
    last_words = bottom - 1 if bottom > top and numbers_columns(grid, bottom) else bottom
    stacks = {column: stack_of(grid, top, last_words, column) for column in range(grid.width)}
    meanings = {column: recognise(stack) for column, stack in stacks.items()}
    by_field: dict[str, list[int]] = defaultdict(list)
    for column, meaning in meanings.items():
        if meaning is not None:
            by_field[meaning.field].append(column)
    chosen: dict[int, str] = {}
    for field, candidates in by_field.items():
        usual = [column for column in candidates if (one := meanings[column]) is not None and one.usual]
        choice = _choose(field, usual or candidates, stacks, asking, cell_row=top)
        if choice is not None:
            chosen[choice] = field
    columns: list[TableColumn] = []
    for column, stack in stacks.items():
        field = chosen.get(column, "")
        kind = BY_FIELD[field].kind if field else Kind.TEXT
        columns.append(TableColumn(column, " ".join(stack), field, kind))
    return tuple(columns)


def _choose(
    field: str, candidates: list[int], stacks: Mapping[int, tuple[str, ...]], asking: _Asking, *, cell_row: int
) -> int | None:
    if len(candidates) == 1 or field == "serial":
        return candidates[0]
    label = FIELD_LABELS[field]
    options = tuple(f"{letter(column)} {' '.join(stacks[column])}" for column in candidates)
    question = LedgerQuestion(
        f"column:{asking.sheet}:{label}", f"工作表“{asking.sheet}”有 {len(candidates)} 列都像“{label}”。", options
    )
    answer = asking.ask(question, cell_name((cell_row, candidates[0])))
    return candidates[options.index(answer)] if answer else None


def _with_units(
    grid: Grid, top: int, bottom: int, columns: tuple[TableColumn, ...], asking: _Asking
) -> tuple[TableColumn, ...]:
    title_units = {unit for row in range(top) for text in grid.row_texts(row) for unit in units_named(text)}
    common = next(iter(title_units)) if len(title_units) == 1 else ""
    found: list[TableColumn] = []
    asked = ""
    for one in columns:
        if one.kind is not Kind.AMOUNT:
            found.append(one)
            continue
        stack = stack_of(grid, top, bottom, one.column)
        unit = next((unit for text in reversed(stack) if (unit := unit_in(text))), "") or common or asked
        if not unit and not asked and _has_bare_amounts(grid, bottom, one.column):
            asked = _ask_unit(grid, top, one, asking)
            unit = asked
        found.append(replace(one, unit=unit))
    return tuple(found)


def units_named(text: str) -> Iterator[str]:
    """The units of money a title or a line above the header states (单位：万元), each as the unit with 元."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for match in _UNIT_LINE.finditer(plain):
        unit = match[1] or match[2]
        yield unit if unit.endswith("元") else unit + "元"


def _has_bare_amounts(grid: Grid, bottom: int, column: int) -> bool:
    texts = (grid.text(row, column) for row in range(bottom + 1, grid.height))
    return any(not is_blank_amount(text) and not carries_unit(text) for text in texts)


def _ask_unit(grid: Grid, top: int, column: TableColumn, asking: _Asking) -> str:
    key = f"unit:{grid.name}"
    if any(question.key == key for question in asking.questions):
        return ""
    text = f"工作表“{grid.name}”的“{column.header}”没有写金额单位。"
    return asking.ask(LedgerQuestion(key, text, UNITS), cell_name((top, column.column)))


def _unread(grid: Grid, bottom: int, columns: tuple[TableColumn, ...]) -> Iterator[LedgerProblem]:
    for one in columns:
        if one.field:
            continue
        filled = next((row for row in range(bottom + 1, grid.height) if grid.text(row, one.column)), None)
        if one.header:
            message = f"“{one.header}”列不是本系统的台账项目，这一列没有读入"
            yield LedgerProblem(grid.name, cell_name((bottom, one.column)), "warning", message)
        elif filled is not None and not _is_title_like(grid, filled, one.column):
            message = f"{letter(one.column)} 列没有表头，这一列没有读入；如需读入请补上表头"
            yield LedgerProblem(grid.name, cell_name((filled, one.column)), "warning", message)


def _is_title_like(grid: Grid, row: int, column: int) -> bool:
    """Whether the only text of a row stands here, as footnotes and sections do."""
    return [text for text in grid.row_texts(row) if text] == [grid.text(row, column)]
