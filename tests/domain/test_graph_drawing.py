"""Drawings of graphs: nothing overlaps, everything leads to the right, and no line runs through a step."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.graph_drawing import Box, Drawing, Frame, Node, Sizes, draw

STAGES = ("甲段", "乙段", "丙段")


def chain(*codes: str) -> list[Node]:
    return [Node(code, "甲段", codes[max(0, place - 1) : place]) for place, code in enumerate(codes)]


@st.composite
def graphs(draw_from, *, circles: bool = False) -> tuple[list[Node], list[Frame]]:
    """Steps with edges (towards earlier ones unless circles are wanted), bands and frames, also overlapping ones."""
    count = draw_from(st.integers(1, 14))
    codes = [f"S{number:02d}" for number in range(count)]
    nodes = []
    for place, code in enumerate(codes):
        others = [one for one in codes if one != code] if circles else codes[:place]
        after = draw_from(st.lists(st.sampled_from(others), max_size=4, unique=True)) if others else []
        nodes.append(Node(code, draw_from(st.sampled_from(STAGES)), tuple(after)))
    groups = draw_from(st.lists(st.lists(st.sampled_from(codes), min_size=1, unique=True), max_size=3))
    return nodes, [Frame(f"组{number}", tuple(members)) for number, members in enumerate(groups)]


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def holds(outer: Box, inner: Box) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and inner.right <= outer.right and inner.bottom <= outer.bottom


def through(box: Box, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a level or upright line passes through the inside of a box."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return left < box.right and box.x < right and top < box.bottom and box.y < bottom


def check(drawing: Drawing) -> None:
    boxes = {node.code: node.box for node in drawing.nodes}
    layers = {node.code: node.layer for node in drawing.nodes}
    for one, other in combinations(drawing.nodes, 2):
        assert not overlap(one.box, other.box), (one, other)
    for edge in drawing.edges:
        assert layers[edge.before] < layers[edge.code]
        begin, end = boxes[edge.before], boxes[edge.code]
        assert edge.points[0] == (begin.right, begin.middle)
        assert edge.points[-1][0] == end.x
        assert end.y < edge.points[-1][1] < end.bottom
        for here, there in zip(edge.points, edge.points[1:], strict=False):
            assert here[0] == there[0] or here[1] == there[1], "lines are level or upright"
            for code, box in boxes.items():
                assert not through(box, here, there), (edge, code)
    whole = Box(0, 0, drawing.width, drawing.height)
    for area in (*drawing.bands, *drawing.frames):
        assert holds(whole, area.box), area
    for upper, lower in combinations(drawing.bands, 2):
        assert not overlap(upper.box, lower.box)
    assert all(holds(whole, Box(x, y, 0, 0)) for edge in drawing.edges for x, y in edge.points)


@given(graphs())
def test_a_drawing_is_legible(graph):
    nodes, frames = graph
    drawing = draw(nodes, frames)
    check(drawing)
    assert not drawing.broken
    assert {node.code for node in drawing.nodes} == {node.code for node in nodes}
    assert {(edge.before, edge.code) for edge in drawing.edges} == {(b, n.code) for n in nodes for b in n.after}


@given(graphs())
def test_bands_and_frames_hold_their_steps_and_no_others(graph):
    nodes, frames = graph
    drawing = draw(nodes, frames)
    boxes = {node.code: node.box for node in drawing.nodes}
    bands = {area.key: area.box for area in drawing.bands}
    assert len(bands) == len(drawing.bands)
    assert all(holds(bands[node.band], boxes[node.code]) for node in nodes)
    # A step of two frames stands in the first.
    owner = {code: frame.key for frame in reversed(frames) for code in frame.members}
    for code, box in boxes.items():
        inside = {area.key for area in drawing.frames if overlap(area.box, box)}
        assert inside == ({owner[code]} if code in owner else set()), code
    for one, other in combinations(drawing.frames, 2):
        assert not overlap(one.box, other.box), (one, other)


@given(graphs(circles=True))
def test_a_graph_with_circles_is_drawn_as_far_as_it_makes_sense(graph):
    nodes, frames = graph
    drawing = draw(nodes, frames)
    check(drawing)
    drawn = {(edge.before, edge.code) for edge in drawing.edges}
    assert drawn | set(drawing.broken) == {(before, node.code) for node in nodes for before in node.after}
    assert not drawn & set(drawing.broken)


@given(graphs())
def test_the_same_graph_is_always_drawn_alike(graph):
    assert draw(*graph) == draw(*graph)


def test_a_chain_is_one_straight_line():
    drawing = draw(chain("A", "B", "C", "D"))
    assert {node.box.y for node in drawing.nodes} == {drawing.nodes[0].box.y}
    assert all(len(edge.points) == 2 for edge in drawing.edges)


def test_a_step_stands_behind_its_longest_way():
    nodes = [*chain("A", "B", "C"), Node("D", "甲段", ("A", "C"))]
    assert {node.code: node.layer for node in draw(nodes).nodes} == {"A": 0, "B": 1, "C": 2, "D": 3}


def test_bands_stand_in_the_wanted_order():
    nodes = [Node("A", "乙段"), Node("B", "甲段", ("A",)), Node("C", "丁段", ("B",)), Node("D", "丙段", ("C",))]
    assert [area.key for area in draw(nodes, band_order=("甲段", "乙段")).bands] == ["甲段", "乙段", "丁段", "丙段"]


def test_what_contradicts_itself_is_left_out():
    nodes = [Node("A", "甲段", ("A", "没有")), Node("A", "乙段"), Node("B", "甲段", ("A", "A"))]
    drawing = draw(nodes)
    assert [node.code for node in drawing.nodes] == ["A", "B"]
    assert [(edge.before, edge.code) for edge in drawing.edges] == [("A", "B")]
    assert drawing.broken == (("A", "A"),)


def test_the_last_edge_of_a_circle_is_left_out():
    nodes = chain("A", "B", "C")
    nodes[0] = replace(nodes[0], after=("C",))
    drawing = draw(nodes)
    assert drawing.broken == (("C", "A"),)
    assert [(edge.before, edge.code) for edge in drawing.edges] == [("A", "B"), ("B", "C")]


def test_nothing_is_drawn_of_nothing():
    drawing = draw([])
    assert drawing.nodes == drawing.bands == ()
    assert drawing.width > 0 < drawing.height


@pytest.mark.parametrize("factor", [0.5, 3])
def test_other_sizes_move_everything_alike(factor):
    nodes = [*chain("A", "B", "C", "D"), Node("E", "乙段", ("A",)), Node("F", "乙段", ("A", "E"))]
    plain = Sizes()
    scaled = Sizes(**{name: getattr(plain, name) * factor for name in Sizes.__slots__})
    small, large = draw(nodes, sizes=plain), draw(nodes, sizes=scaled)
    assert large.width == pytest.approx(small.width * factor)
    for one, other in zip(small.nodes, large.nodes, strict=True):
        assert (other.box.x, other.box.y) == pytest.approx((one.box.x * factor, one.box.y * factor))
