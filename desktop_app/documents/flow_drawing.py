"""The flow drawing 流程图 on paper: the boxes and ways of one stage as vectors, each box with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar, Self

from desktop_app.documents.blocks import Block
from desktop_app.documents.fonts import Role
from desktop_app.documents.lines import Line, break_lines
from desktop_app.documents.paper import ROOM, WIDTH
from desktop_app.documents.pen import Pen
from desktop_app.domain.graph_drawing import Drawing, DrawnNode, Node, Sizes, draw

_SIZES = Sizes(
    width=100,
    height=33,
    track=4,
    leave=7,
    enter=10,
    gap=7,
    frame=0,
    frame_title=0,
    band_title=0,
    band_foot=0,
    band_side=0,
    margin=1,
)
_WIDEST, _NARROWEST = 112.0, 34.0
_STAGE = "stage"


@dataclass(frozen=True, slots=True)
class FlowBox:
    """A box to draw: its number, its words, and the numbers it follows."""

    number: str
    words: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowDrawing:
    """The drawing of one stage; it is never cut."""

    drawing: Drawing
    words: tuple[tuple[str, str], ...]
    space_above: float = 2.0
    keeps_next: bool = False

    SIZE: ClassVar[float] = 7.5
    LEADING: ClassVar[float] = 9.0
    LINES: ClassVar[int] = 3
    ARROW: ClassVar[float] = 4.0

    @classmethod
    def of(cls, boxes: Sequence[FlowBox]) -> Self | None:
        """Set the drawing to the width of the text; None where it would not be legible or not fit on a page."""
        nodes = [Node(one.number, _STAGE, one.after) for one in boxes]
        first = draw(nodes, sizes=_SIZES)
        columns = max((node.layer for node in first.nodes), default=0) + 1
        beside = first.width - columns * _SIZES.width
        width = min((WIDTH - beside) / columns, _WIDEST)
        made = draw(nodes, sizes=replace(_SIZES, width=width))
        if not boxes or width < _NARROWEST or made.height > ROOM / 2:
            return None
        return cls(made, tuple((one.number, one.words) for one in boxes))

    def height(self) -> float:
        return self.drawing.height

    def least(self) -> float:
        return self.height()

    def cut(self, room: float) -> tuple[Block, Block] | None:
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for edge in self.drawing.edges:
            corners = [(x + left, top + down) for left, down in edge.points]
            for (from_x, from_y), (to_x, to_y) in pairwise(corners):
                pen.rule(from_x, from_y, to_x, to_y, weight=0.6)
            end_x, end_y = corners[-1]
            back, half = end_x - self.ARROW, self.ARROW / 2
            pen.shape([(end_x, end_y), (back, end_y - half), (back, end_y + half)])
        words = dict(self.words)
        for node in self.drawing.nodes:
            self._box(pen, node, f"{node.code} {words[node.code]}", x, top)

    def _box(self, pen: Pen, node: DrawnNode, text: str, x: float, top: float) -> None:
        box = node.box
        pen.blank(x + box.x, top + box.y, box.width, box.height)
        pen.box(x + box.x, top + box.y, box.width, box.height, weight=0.7)
        lines = self._lines(text, box.width - 5)
        below = top + box.y + (box.height - len(lines) * self.LEADING) / 2
        for line in lines:
            pen.line_of_text(line.glyphs, x + box.x + 2.5, below, self.LEADING)
            below += self.LEADING

    def _lines(self, text: str, width: float) -> list[Line]:
        """At most three lines; a longer text ends with an ellipsis, for the table has it whole."""
        lines = break_lines([(text, Role.BODY, self.SIZE)], width)
        while len(lines) > self.LINES:
            text = text.removesuffix("…")[:-1] + "…"
            lines = break_lines([(text, Role.BODY, self.SIZE)], width)
        return lines
