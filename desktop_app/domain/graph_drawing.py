"""Drawings of a graph 流程图: boxes in columns from left to right, bands, frames and edges, as plain geometry.

The window paints it in pixels and paper in points; neither decides where anything stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.graph_routes import Level, Routes, route, row_level
from desktop_app.domain.graph_rows import Edge, Grid, forward_edges, place

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The y of the middle."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Node:
    """A step to draw: its code, the band (stage) it stands in, and the codes it follows."""

    code: str
    band: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Steps to draw inside one frame, such as a choice group; `key` is given back with the frame."""

    key: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths of a drawing in any unit: pixels in the window, points on paper."""

    width: float = 142
    height: float = 74
    track: float = 7
    leave: float = 15
    enter: float = 22
    gap: float = 14
    frame: float = 8
    frame_title: float = 26
    band_title: float = 54
    band_foot: float = 8
    band_side: float = 12
    margin: float = 18


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """Where a step stands; `layer` counts columns from 0."""

    code: str
    layer: int
    box: Box


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """The way from one step to one that follows: corners of a line that never crosses a step."""

    before: str
    code: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """A band, or a frame (of which there is one in each band its members stand in)."""

    key: str
    box: Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything placed. `broken` are the edges that would close a circle; they have no way."""

    width: float
    height: float
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    bands: tuple[DrawnArea, ...]
    frames: tuple[DrawnArea, ...]
    broken: tuple[Edge, ...]


def draw(
    nodes: Sequence[Node],
    frames: Sequence[Frame] = (),
    sizes: Sizes | None = None,
    band_order: Sequence[str] = (),
) -> Drawing:
    """Place the steps so that every edge leads to the right.

    Bands named in `band_order` are placed in that order, others behind them by how far to the right their steps are. Of
    two steps with one code the first is drawn; unknown codes among the followed ones are left out.
    """
    sizes = sizes or Sizes()
    known = {node.code: node for node in reversed(nodes)}
    known = {code: known[code] for code in dict.fromkeys(node.code for node in nodes)}
    if not known:
        return Drawing(2 * sizes.margin, 2 * sizes.margin, (), (), (), (), ())
    edges, broken = forward_edges({code: node.after for code, node in known.items()})
    bands = {code: node.band for code, node in known.items()}
    grid = place(bands, edges, [(frame.key, frame.members) for frame in frames], band_order)
    return _Plotter(grid, route(grid, edges), sizes).drawing(edges, broken)


class _Plotter:
    """Turns columns, rows and tracks into lengths."""

    def __init__(self, grid: Grid, routes: Routes, sizes: Sizes) -> None:
        self._grid, self._routes, self._sizes = grid, routes, sizes
        self._left, self._width = _lefts(grid, routes, sizes)
        self._levels: dict[Level, float] = {}
        self._tops: dict[int, float] = {}
        self._band_tops: dict[int, float] = {}
        self._band_bottoms: dict[int, float] = {}
        self._height = self._rows()

    def drawing(self, edges: Sequence[Edge], broken: tuple[Edge, ...]) -> Drawing:
        """Everything in its place."""
        boxes = {code: self._box(code) for code in self._grid.column}
        nets = {net.source: net for net in self._routes.nets}
        drawn: list[DrawnEdge] = []
        for before, code in edges:
            net, entry = nets[before], self._entry(before, code)
            points = [(boxes[before].right, boxes[before].middle)]
            last = self._grid.column[code] - 1
            if last == net.column or net.trunk is None:
                points += self._turn(before, last, points[-1][1], entry)
            else:
                along = self._levels[net.trunk]
                points += self._turn(before, net.column, points[-1][1], along)
                points += self._turn(before, last, along, entry)
            points.append((boxes[code].x, entry))
            drawn.append(DrawnEdge(before, code, _straight(points)))
        nodes = tuple(DrawnNode(code, self._grid.column[code], box) for code, box in boxes.items())
        return Drawing(self._width, self._height, nodes, tuple(drawn), self._areas(), self._frames(), broken)

    def _turn(self, source: str, channel: int, here: float, there: float) -> list[Point]:
        """The corners on the track of a net in a channel; none when it goes straight on."""
        if here == there:
            return []
        begin = self._left[channel] + self._sizes.width + self._sizes.leave
        x = begin + self._sizes.track * self._routes.track[source, channel]
        return [(x, here), (x, there)]

    def _entry(self, before: str, code: str) -> float:
        shift = self._sizes.height / 4 if (before, code) in self._routes.shifted else 0.0
        return self._levels[row_level(self._grid.row[code])] + shift

    def _box(self, code: str) -> Box:
        sizes = self._sizes
        return Box(self._left[self._grid.column[code]], self._tops[self._grid.row[code]], sizes.width, sizes.height)

    def _rows(self) -> float:
        """Give every row, every track and every title its height; answers the whole height."""
        sizes, grid = self._sizes, self._grid
        framed = [(row, row + block.height - 1) for block, row in grid.blocks if block.frame]
        begins, ends = {band.top for band in grid.bands}, {band.bottom for band in grid.bands}
        y = sizes.margin
        rows = max(grid.row.values()) + 1
        for row in range(rows + 1):
            if any(last == row - 1 for _first, last in framed):
                y += sizes.frame
            if row - 1 in ends:
                y += sizes.band_foot
                self._band_bottoms[row - 1] = y
            y = self._gap(row, y, 0 < row < rows)
            if row == rows:
                break
            if row in begins:
                self._band_tops[row] = y
                y += sizes.band_title
            if any(first == row for first, _last in framed):
                y += sizes.frame_title
            self._tops[row] = y
            self._levels[row_level(row)] = y + sizes.height / 2
            y += sizes.height
        return y + sizes.margin

    def _gap(self, gap: int, y: float, inside: bool) -> float:
        """Lay the tracks of a gap that begins at `y`; answers where it ends."""
        sizes, number = self._sizes, self._routes.gaps.get(gap, 0)
        for track in range(number):
            self._levels[2 * gap, track] = y + sizes.track * (track + 0.75)
        return y + max(sizes.gap if inside else 0.0, sizes.track * (number + 0.5) if number else 0.0)

    def _areas(self) -> tuple[DrawnArea, ...]:
        sizes = self._sizes
        found: list[DrawnArea] = []
        for band in self._grid.bands:
            left = self._left[band.left] - sizes.band_side
            right = self._left[band.right] + sizes.width + sizes.band_side
            top = self._band_tops[band.top]
            found.append(DrawnArea(band.name, Box(left, top, right - left, self._band_bottoms[band.bottom] - top)))
        return tuple(found)

    def _frames(self) -> tuple[DrawnArea, ...]:
        sizes = self._sizes
        found: list[DrawnArea] = []
        for block, row in self._grid.blocks:
            if not block.frame:
                continue
            left = self._left[block.first] - sizes.frame
            right = self._left[block.last] + sizes.width + sizes.frame
            top = self._tops[row] - sizes.frame_title
            bottom = self._tops[row + block.height - 1] + sizes.height + sizes.frame
            found.append(DrawnArea(block.frame, Box(left, top, right - left, bottom - top)))
        return tuple(found)


def _lefts(grid: Grid, routes: Routes, sizes: Sizes) -> tuple[dict[int, float], float]:
    """The left edge of every column, and the whole width."""
    x = sizes.margin + sizes.leave
    found: dict[int, float] = {}
    last = max(grid.column.values())
    for column in range(last + 1):
        found[column] = x
        tracks = max(1, routes.channels.get(column, 0))
        x += sizes.width + (sizes.leave + sizes.track * (tracks - 1) + sizes.enter if column < last else 0)
    return found, x + sizes.leave + sizes.margin


def _straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """The corners without those that lie on a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)
