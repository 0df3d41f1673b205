"""Finds the table of any ledger in a sheet: the rows of its header, what every column is taken for, units, samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.application.entry_files import FileColumn
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, Source
from desktop_app.domain.money import unit_in
from desktop_app.domain.row_token import TokenHeader, read_header
from desktop_app.ledgers.entry_columns import Headers
from desktop_app.ledgers.grid import Grid, letter
from desktop_app.ledgers.layout import numbers_columns, stack_of, units_named
from desktop_app.ledgers.sections import told_columns

SEARCHED_ROWS = 40
DEEPEST_HEADER = 4
WIDEST_TABLE = 200

_LONGEST_HEADER = 40
_ENOUGH, _ENOUGH_ALIKE = 2, 3
_SAMPLES, _SAMPLED_ROWS, _LONGEST_SAMPLE = 3, 200, 30


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the header of a table stands (rows from 0), its columns, and the tokens an export carries."""

    top: int
    bottom: int
    columns: tuple[FileColumn, ...]
    token_place: int = -1
    tokens: TokenHeader | None = None


def find_layout(grid: Grid, kind: LedgerKind, header_row: int = 0) -> Layout | None:
    """The table of a ledger in a sheet, None when there is none; a header row (from 1) a person named is believed."""
    headers = Headers(kind)
    if header_row:
        if header_row > grid.height:
            return None
        return _layout(grid, kind, headers, header_row - 1)
    rows = range(min(SEARCHED_ROWS, grid.height))
    found = [len(_named_in(grid, headers, row)) for row in rows]
    best = max(found, default=0)
    if best >= _ENOUGH:
        return _layout(grid, kind, headers, found.index(best))
    # One header by its name and others like theirs make a header too; a person looks at what is only alike.
    for row, named in zip(rows, found, strict=True):
        if named and sum(_is_alike(grid, headers, row, column) for column in range(_width(grid))) >= _ENOUGH_ALIKE:
            return _layout(grid, kind, headers, row)
    return None


def _width(grid: Grid) -> int:
    return min(grid.width, WIDEST_TABLE)


def _is_alike(grid: Grid, headers: Headers, row: int, column: int) -> bool:
    text = grid.text(row, column)
    if not text or len(text) > _LONGEST_HEADER:
        return False
    return headers.named((text,)) is not None or headers.like((text,), frozenset()) is not None


def _named_in(grid: Grid, headers: Headers, row: int) -> set[str]:
    texts = (grid.text(row, column) for column in range(_width(grid)))
    found = (headers.named((text,)) for text in texts if text and len(text) <= _LONGEST_HEADER)
    return {one.key for one in found if one is not None}


def _layout(grid: Grid, kind: LedgerKind, headers: Headers, row: int) -> Layout:
    width = _width(grid)
    top = min((grid.owner(row, column)[0] for column in range(width)), default=row)
    bottom = row
    while bottom + 1 < grid.height and bottom + 1 - top < DEEPEST_HEADER:
        if not _reaches_down(grid, top, bottom, width) and not _is_second_row(grid, headers, top, bottom):
            break
        bottom += 1
    last_words = bottom
    if bottom + 1 < grid.height and numbers_columns(grid, bottom + 1):
        bottom += 1
    place, tokens = _tokens(grid, top, last_words, width)
    stacks = {column: stack_of(grid, top, last_words, column) for column in range(width) if column != place}
    columns = _assigned(stacks, headers)
    columns = [replace(one, samples=_samples(grid, bottom, one.place)) for one in columns]
    columns = [one for one in columns if one.header or one.samples]
    columns = _with_units(grid, kind, top, stacks, columns)
    if tokens is None:
        columns += told_columns(grid, kind, top, bottom, columns)
    if tokens is not None and tokens.kind != kind.key:
        place, tokens = -1, None
    return Layout(top, bottom, tuple(columns), place, tokens)


def _reaches_down(grid: Grid, top: int, bottom: int, width: int) -> bool:
    return bool(grid.merged) and any(top <= grid.owner(bottom + 1, column)[0] <= bottom for column in range(width))


def _is_second_row(grid: Grid, headers: Headers, top: int, bottom: int) -> bool:
    """Whether the next row names columns below group headers: words, and only where the header above is a group's."""
    row = bottom + 1
    filled = [column for column in range(_width(grid)) if grid.value(row, column) != ""]
    if not filled or not all(isinstance(grid.value(row, column), str) for column in filled):
        return False
    if not all(_is_grouped(grid, bottom, column) for column in filled):
        return False
    return any(headers.named(stack_of(grid, top, row, column)) is not None for column in filled)


def _is_grouped(grid: Grid, row: int, column: int) -> bool:
    owner = grid.owner(row, column)
    spans = owner[1] != column or grid.owner(row, column + 1) == owner
    return spans or not grid.text(row, column) or (not grid.merged and not grid.text(row, column + 1))


def _tokens(grid: Grid, top: int, bottom: int, width: int) -> tuple[int, TokenHeader | None]:
    for row in range(top, bottom + 1):
        for column in range(width):
            found = read_header(grid.value(row, column))
            if found is not None:
                return column, found
    return -1, None


def _assigned(stacks: dict[int, tuple[str, ...]], headers: Headers) -> list[FileColumn]:
    """Every column with what it is taken for: named ones first, then the likest of what is left."""
    chosen: dict[int, tuple[LedgerColumn, bool]] = {}
    taken: set[str] = set()
    for place, stack in stacks.items():
        named = headers.named(stack)
        if named is not None and named.key not in taken:
            chosen[place] = (named, True)
            taken.add(named.key)
    for place, stack in stacks.items():
        if place not in chosen and headers.named(stack) is None:
            alike = headers.like(stack, frozenset(taken))
            if alike is not None:
                chosen[place] = (alike, False)
                taken.add(alike.key)
    return [_column(place, " ".join(stack), chosen.get(place)) for place, stack in stacks.items()]


def _column(place: int, header: str, meaning: tuple[LedgerColumn, bool] | None) -> FileColumn:
    if meaning is None:
        return FileColumn(place, letter(place), header)
    column, sure = meaning
    if column.source is Source.DERIVED:
        # It may still tell rows apart (a case by its number); nothing of it is written.
        return FileColumn(place, letter(place), header, column.key, sure, derived=True)
    return FileColumn(place, letter(place), header, column.key, sure)


def _samples(grid: Grid, bottom: int, place: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in range(bottom + 1, min(bottom + 1 + _SAMPLED_ROWS, grid.height)):
        text = grid.text(row, place)
        if text:
            found[text if len(text) <= _LONGEST_SAMPLE else text[: _LONGEST_SAMPLE - 1] + "…"] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def _with_units(
    grid: Grid, kind: LedgerKind, top: int, stacks: dict[int, tuple[str, ...]], columns: Sequence[FileColumn]
) -> list[FileColumn]:
    titled = {unit for row in range(top) for text in grid.row_texts(row) for unit in units_named(text)}
    common = next(iter(titled)) if len(titled) == 1 else ""
    return [
        replace(one, unit=next((unit for text in reversed(stacks[one.place]) if (unit := unit_in(text))), "") or common)
        if one.key and kind.column(one.key).type is ColumnType.AMOUNT
        else one
        for one in columns
    ]
