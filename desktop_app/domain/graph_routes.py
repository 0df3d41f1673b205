"""Ways of edges through a grid: trunks run where nobody stands, verticals in the channels between the columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.graph_rows import Edge, Grid

Level = tuple[int, int]
"""A height: (2 · row + 1, 0) is the middle of a row, (2 · gap, track) a track in the gap above that row."""

_ROUGH = 0.6
_CROWDED = 0.15
_THROUGH_A_FRAME = 2.0
_STRANGE = 1.0


@dataclass(frozen=True, slots=True)
class Net:
    """All edges that leave one step. They share a trunk when one of them goes further than the next column."""

    source: str
    column: int
    level: Level
    targets: Mapping[str, tuple[int, Level]]
    trunk: Level | None = None

    @property
    def last(self) -> int:
        """The column of the farthest target."""
        return max(at for at, _level in self.targets.values())

    def left(self, channel: int) -> Level:
        """Where the net enters a channel (the one behind column `channel`)."""
        return self.level if channel == self.column or self.trunk is None else self.trunk

    def right(self, channel: int) -> set[Level]:
        """Where the net leaves a channel."""
        found = {level for at, level in self.targets.values() if at == channel + 1}
        if self.trunk is not None and channel + 1 < self.last:
            found.add(self.trunk)
        return found


@dataclass(frozen=True, slots=True)
class Routes:
    """The nets, the track of each in each channel, how many tracks there are, and entries moved out of the middle."""

    nets: tuple[Net, ...]
    track: Mapping[tuple[str, int], int]
    channels: Mapping[int, int]
    gaps: Mapping[int, int]
    shifted: frozenset[Edge]


def row_level(row: int) -> Level:
    """The middle of a row."""
    return (2 * row + 1, 0)


def route(grid: Grid, edges: Sequence[Edge]) -> Routes:
    """Find a way for every edge; each must lead to a greater column."""
    trunks = _Trunks(grid)
    targets: dict[str, dict[str, tuple[int, Level]]] = {}
    for before, code in edges:
        targets.setdefault(before, {})[code] = (grid.column[code], row_level(grid.row[code]))
    bare = [Net(code, grid.column[code], row_level(grid.row[code]), found) for code, found in targets.items()]
    nets = [trunks.lay(net) for net in sorted(bare, key=lambda net: (net.last - net.column, net.column, net.level))]
    track: dict[tuple[str, int], int] = {}
    channels: dict[int, int] = {}
    shifted: set[Edge] = set()
    for channel in range(max(grid.column.values(), default=0)):
        crossing = [net for net in nets if net.column <= channel < net.last]
        given, moved = _tracks(crossing, channel)
        track |= {(source, channel): number for source, number in given.items()}
        channels[channel] = max(given.values(), default=-1) + 1
        shifted |= moved
    return Routes(tuple(nets), track, channels, trunks.gaps(), frozenset(shifted))


class _Trunks:
    """Which rows and tracks are taken, and where the next trunk costs least."""

    def __init__(self, grid: Grid) -> None:
        self._rows = max(grid.row.values(), default=-1) + 1
        self._blocked: set[tuple[int, int]] = set()
        self._framed: set[tuple[int, int]] = set()
        for block, first in grid.blocks:
            for at in range(block.first, block.last + 1):
                self._blocked |= {(at, first + inner) for inner in range(block.height)}
                self._framed |= {(at, first + inner) for inner in range(1, block.height)}
        self._taken: dict[Level, list[tuple[int, int]]] = {}

    def lay(self, net: Net) -> Net:
        """The net with its trunk, if it needs one."""
        if net.last == net.column + 1:
            return net
        begin, end = net.column, net.last - 1
        through = range(begin + 1, end + 1)
        found: list[tuple[float, Level]] = []
        for row in range(self._rows):
            level = row_level(row)
            if not any((at, row) in self._blocked for at in through) and self._free(level, begin, end):
                # A line that begins right behind a stranger would look as if it came from there.
                strange = level != net.level and (begin, row) in self._blocked
                bent = 0.0 if level == net.level else _ROUGH / 2
                found.append((_cost(net, level) + bent + (_STRANGE if strange else 0.0), level))
        for gap in range(self._rows + 1):
            number = next(one for one in range(len(self._taken) + 1) if self._free((2 * gap, one), begin, end))
            inside = any((at, gap) in self._framed for at in through)
            cost = _cost(net, (2 * gap, number)) + _ROUGH + _CROWDED * number + (_THROUGH_A_FRAME if inside else 0)
            found.append((cost, (2 * gap, number)))
        level = min(found)[1]
        self._taken.setdefault(level, []).append((begin, end))
        return Net(net.source, net.column, net.level, net.targets, level)

    def gaps(self) -> dict[int, int]:
        """How many tracks each gap holds."""
        found: dict[int, int] = {}
        for half, number in self._taken:
            if half % 2 == 0:
                found[half // 2] = max(found.get(half // 2, 0), number + 1)
        return found

    def _free(self, level: Level, begin: int, end: int) -> bool:
        return all(end < first or last < begin for first, last in self._taken.get(level, ()))


def _cost(net: Net, trunk: Level) -> float:
    height = trunk[0] / 2
    far = [level[0] / 2 for at, level in net.targets.values() if at > net.column + 1]
    return abs(height - net.level[0] / 2) + 0.7 * sum(abs(height - other) for other in far)


def _tracks(nets: Sequence[Net], channel: int) -> tuple[dict[str, int], set[Edge]]:
    """A track for every net that turns in a channel.

    Where one net leaves a step on the left and another enters one on the right at the same height, the first must
    turn first, or they would look like one line. When that runs in a circle, an entry moves out of the middle.
    """
    turning = {net.source: net for net in nets if net.right(channel) != {net.left(channel)}}
    leaving = {net.left(channel): net.source for net in turning.values()}
    first: dict[str, set[str]] = {source: set() for source in turning}
    for source, net in turning.items():
        for level in net.right(channel):
            other = leaving.get(level)
            if other is not None and other != source and level not in turning[other].right(channel):
                first[source].add(other)
    given: dict[str, int] = {}
    shifted: set[Edge] = set()
    spans: list[list[tuple[Level, Level]]] = []
    waiting = sorted(turning, key=lambda source: _turn(turning[source], channel))
    while waiting:
        ready = [source for source in waiting if first[source] <= given.keys()]
        source = ready[0] if ready else min(waiting, key=lambda one: len(first[one] - given.keys()))
        for other in first[source] - given.keys():
            shifted |= _moved(turning[source], turning[other].left(channel), channel)
        low = max((given[other] + 1 for other in first[source] & given.keys()), default=0)
        given[source] = _first_free(spans, _span(turning[source], channel), low)
        waiting.remove(source)
    return given, shifted


def _turn(net: Net, channel: int) -> tuple[bool, int, int]:
    """Lines that go down turn in the order from below, lines that go up from above: so they cross least."""
    half, number = net.left(channel)
    down = sum(level[0] for level in net.right(channel)) >= half * len(net.right(channel))
    return (down, -half if down else half, -number if down else number)


def _span(net: Net, channel: int) -> tuple[Level, Level]:
    levels = [net.left(channel), *net.right(channel)]
    return min(levels), max(levels)


def _first_free(spans: list[list[tuple[Level, Level]]], span: tuple[Level, Level], low: int) -> int:
    number = low
    while number < len(spans) and any(span[0] <= high and least <= span[1] for least, high in spans[number]):
        number += 1
    while number >= len(spans):
        spans.append([])
    spans[number].append(span)
    return number


def _moved(net: Net, level: Level, channel: int) -> set[Edge]:
    return {(net.source, code) for code, (at, entry) in net.targets.items() if at == channel + 1 and entry == level}
