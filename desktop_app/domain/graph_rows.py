"""Places in a drawn graph: the column of each step by its longest way, and a row near the steps it is joined to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import median_low

from desktop_app.domain import graph

Edge = tuple[str, str]
_SWEEPS = 16
_BEND = 1.5
_ROW = 3.0


@dataclass(frozen=True, slots=True)
class Block:
    """Steps that are placed together: one step, or those of a group in one band. `rows` counts from its first row."""

    members: Mapping[str, int]
    first: int
    last: int
    height: int
    frame: str = ""


@dataclass(frozen=True, slots=True)
class BandPlace:
    """The rows and columns a band takes up, first and last of each."""

    name: str
    top: int
    bottom: int
    left: int
    right: int

    def meets(self, other: BandPlace) -> bool:
        """Whether two bands share a cell."""
        apart = self.right < other.left or other.right < self.left
        return not (apart or self.bottom < other.top or other.bottom < self.top)


@dataclass(frozen=True, slots=True)
class Grid:
    """Every step's column and row, the place of each band in its order, and the blocks with their first row."""

    column: Mapping[str, int]
    row: Mapping[str, int]
    bands: tuple[BandPlace, ...]
    blocks: tuple[tuple[Block, int], ...]


def forward_edges(after: graph.After) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """The edges (before, after) that can point to the right, and those left out because they would close a circle."""
    left = {code: [before for before in dict.fromkeys(befores) if before in after] for code, befores in after.items()}
    broken: list[Edge] = []
    for code, befores in left.items():
        if code in befores:
            befores.remove(code)
            broken.append((code, code))
    while circle := next(graph.cycles(left), None):
        # The step that stands last in the list is the one that was added too much.
        closing = max(circle, key=list(left).index)
        following = circle[(circle.index(closing) + 1) % len(circle)]
        left[following].remove(closing)
        broken.append((closing, following))
    edges = tuple((before, code) for code, befores in left.items() for before in befores)
    return edges, tuple(broken)


def columns(codes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The column of each step: one more than the greatest of those it follows."""
    after: dict[str, list[str]] = {code: [] for code in codes}
    for before, code in edges:
        after[code].append(before)
    found: dict[str, int] = {}
    for code in graph.topological_order(after):
        found[code] = max((found[before] + 1 for before in after[code]), default=0)
    return found


def place(
    bands: Mapping[str, str],
    edges: Sequence[Edge],
    frames: Sequence[tuple[str, Collection[str]]],
    band_order: Sequence[str] = (),
) -> Grid:
    """A grid for the steps of `bands` (step → band), at least one.

    A step named by two frames stands in the first. Several sweeps try rows near the middle of a step's neighbours;
    the arrangement with the shortest edges is kept.
    """
    column = columns(list(bands), edges)
    framed = {code: key for key, members in reversed(frames) for code in members if code in bands}
    blocks = _blocks(bands, column, framed, edges)
    near = _neighbours(edges, bands)
    inside = {code: [other for other in others if bands[other] == bands[code]] for code, others in near.items()}
    order = _band_order(bands, column, band_order)
    best: Grid | None = None
    shortest = 0.0
    rows: dict[str, int] = {}
    for sweep in range(_SWEEPS):
        # Level with the own band first, then with everything: both can turn out shorter.
        joined = {code: inside[code] or near[code] for code in near} if sweep % 4 < 2 else near
        placed = _sweep(order, blocks, joined, rows, backward=sweep % 2 == 1)
        grid = _grid(column, order, placed)
        rows = dict(grid.row)
        long = _length(grid, edges)
        if best is None or long < shortest:
            best, shortest = grid, long
    assert best is not None
    return best


def _neighbours(edges: Sequence[Edge], codes: Collection[str]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {code: [] for code in codes}
    for before, code in edges:
        near[before].append(code)
        near[code].append(before)
    return near


def _band_order(bands: Mapping[str, str], column: Mapping[str, int], wanted: Sequence[str]) -> list[str]:
    """Bands from top to bottom: as wanted, then by how far to the right their steps stand on average."""
    columns_of: dict[str, list[int]] = {}
    for code, band in bands.items():
        columns_of.setdefault(band, []).append(column[code])
    first = {band: place for place, band in enumerate(wanted)}
    return sorted(
        columns_of,
        key=lambda band: (first.get(band, len(first)), sum(columns_of[band]) / len(columns_of[band])),
    )


def _blocks(
    bands: Mapping[str, str], column: Mapping[str, int], framed: Mapping[str, str], edges: Sequence[Edge]
) -> dict[str, list[Block]]:
    pieces: dict[tuple[str, str], list[str]] = {}
    for code, band in bands.items():
        pieces.setdefault((band, f"frame {framed[code]}" if code in framed else f"step {code}"), []).append(code)
    found: dict[str, list[Block]] = {band: [] for band in bands.values()}
    for (band, _piece), codes in pieces.items():
        found[band].append(_block(codes, column, edges, framed.get(codes[0], "")))
    return found


def _block(codes: list[str], column: Mapping[str, int], edges: Sequence[Edge], frame: str) -> Block:
    rows: dict[str, int] = {}
    taken: set[tuple[int, int]] = set()
    for code in sorted(codes, key=lambda one: column[one]):
        wanted = [rows[before] for before, follower in edges if follower == code and before in rows]
        row = next(number for number in count(min(wanted, default=0)) if (column[code], number) not in taken)
        rows[code] = row
        taken.add((column[code], row))
    at = [column[code] for code in codes]
    return Block(rows, min(at), max(at), max(rows.values()) + 1, frame)


def _sweep(
    order: Sequence[str],
    blocks: Mapping[str, list[Block]],
    near: Mapping[str, list[str]],
    rows: Mapping[str, int],
    *,
    backward: bool,
) -> dict[str, list[tuple[Block, int]]]:
    """Place every block anew, each near its neighbours where they stand now; `rows` is empty the first time."""
    known = dict(rows)
    placed: dict[str, list[tuple[Block, int]]] = {}
    for band in reversed(order) if backward else order:
        inside = {code for block in blocks[band] for code in block.members}
        reach = [rows[code] for code in inside if code in rows]
        top, bottom = (min(reach), max(reach)) if reach else (0, 0)
        taken: set[tuple[int, int]] = set()
        found: list[tuple[Block, int]] = []
        for block in _in_turn(blocks[band], near, known, backward=backward):
            row = _free(block, _wish(block, near, known), taken, (top, bottom) if reach else None)
            found.append((block, row))
            taken |= _cells(block, row)
            known |= {code: row + inner for code, inner in block.members.items()}
        placed[band] = found
    return placed


def _in_turn(
    blocks: Sequence[Block], near: Mapping[str, list[str]], known: Mapping[str, int], *, backward: bool
) -> list[Block]:
    """Tall blocks first, then from the left (or the right); in a column by the wish."""
    return sorted(
        blocks,
        key=lambda block: (
            not block.frame,
            -block.last if backward else block.first,
            _wish(block, near, known),
        ),
    )


def _wish(block: Block, near: Mapping[str, list[str]], known: Mapping[str, int]) -> float:
    """The first row that would bring a block level with what it is joined to."""
    found = [
        known[other] - inner
        for code, inner in block.members.items()
        for other in near[code]
        if other in known and other not in block.members
    ]
    return float(median_low(found)) if found else 0.0


def _free(block: Block, wish: float, taken: set[tuple[int, int]], reach: tuple[int, int] | None) -> int:
    """The free row nearest to the wish, within the rows the band had before as long as there is room."""
    if reach is not None:
        top, bottom = reach[0], max(reach[0], reach[1] - block.height + 1)
        for row in sorted(range(top, bottom + 1), key=lambda one: (abs(one - wish), one)):
            if not taken & _cells(block, row):
                return row
        wish = min(max(wish, top), bottom)
    middle = round(wish)
    for off in count():
        for row in (middle + off, middle - off):
            if not taken & _cells(block, row):
                return row
    raise AssertionError("rows do not end")


def _cells(block: Block, row: int) -> set[tuple[int, int]]:
    return {(at, row + inner) for at in range(block.first, block.last + 1) for inner in range(block.height)}


def _grid(column: Mapping[str, int], order: Sequence[str], placed: Mapping[str, list[tuple[Block, int]]]) -> Grid:
    """Put each band as high as the bands before it leave room, without the rows nobody of it stands in.

    A late band may stand beside an early one, which makes the drawing half as high.
    """
    bands: list[BandPlace] = []
    blocks: list[tuple[Block, int]] = []
    rows: dict[str, int] = {}
    for band in order:
        used = sorted({row + inner for block, row in placed[band] for inner in range(block.height)})
        left, right = min(block.first for block, _row in placed[band]), max(block.last for block, _row in placed[band])
        tries = (BandPlace(band, begin, begin + len(used) - 1, left, right) for begin in count())
        found = next(one for one in tries if not any(one.meets(other) for other in bands))
        number = {row: found.top + index for index, row in enumerate(used)}
        for block, row in placed[band]:
            blocks.append((block, number[row]))
            rows |= {code: number[row + inner] for code, inner in block.members.items()}
        bands.append(found)
    return Grid(column, rows, tuple(bands), tuple(blocks))


def _length(grid: Grid, edges: Sequence[Edge]) -> float:
    apart = [abs(grid.row[before] - grid.row[code]) for before, code in edges]
    return sum(apart) + _BEND * sum(one > 0 for one in apart) + _ROW * max(grid.row.values(), default=0)
