"""The order of steps and what a left-out step leaves behind, against networkx."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import graph


@dataclass(frozen=True)
class Node:
    code: str
    after: tuple[str, ...]


@dataclass(frozen=True)
class Nodes:
    steps: tuple[Node, ...]

    @property
    def links(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((node.code, node.after) for node in self.steps)


@st.composite
def dags(draw: st.DrawFn) -> Nodes:
    """Random acyclic graphs, their steps in any order."""
    size = draw(st.integers(1, 9))
    nodes = []
    for index in range(size):
        before = draw(st.sets(st.integers(0, index - 1))) if index else set()
        nodes.append(Node(f"S{index}", tuple(f"S{other}" for other in sorted(before))))
    return Nodes(tuple(draw(st.permutations(nodes))))


def as_network(nodes: Nodes) -> nx.DiGraph:
    network = nx.DiGraph()
    network.add_nodes_from(node.code for node in nodes.steps)
    network.add_edges_from((before, node.code) for node in nodes.steps for before in node.after)
    return network


@given(dags())
def test_order_puts_every_step_behind_those_it_follows(nodes: Nodes) -> None:
    order = graph.topological_order({node.code: node.after for node in nodes.steps})
    assert sorted(order) == sorted(node.code for node in nodes.steps)
    for node in nodes.steps:
        assert all(order.index(before) < order.index(node.code) for before in node.after)


def test_order_keeps_the_order_of_the_file_where_it_can() -> None:
    assert graph.topological_order({"C": (), "A": (), "B": ("A",), "D": ()}) == ("C", "A", "B", "D")
    assert graph.topological_order({"B": ("A",), "C": (), "A": ()}) == ("C", "A", "B")


def test_order_of_a_cycle_is_an_error() -> None:
    with pytest.raises(CycleError):
        graph.topological_order({"A": ("B",), "B": ("A",)})


@given(dags(), st.data())
def test_left_out_steps_pass_their_predecessors_on(nodes: Nodes, data: st.DataObject) -> None:
    codes = [node.code for node in nodes.steps]
    left_out = frozenset(data.draw(st.sets(st.sampled_from(codes))))
    network = as_network(nodes)
    kept = [code for code in codes if code not in left_out]
    expected = {
        code: frozenset(
            other
            for other in kept
            if other != code and nx.has_path(network.subgraph({other, code, *left_out}), other, code)
        )
        for code in kept
    }
    assert graph.effective_predecessors(nodes, left_out) == expected


def test_two_left_out_steps_in_a_row_pass_on_together() -> None:
    nodes = Nodes((Node("A", ()), Node("B", ("A",)), Node("C", ("B",)), Node("D", ("C",))))
    assert graph.effective_predecessors(nodes, frozenset({"B", "C"})) == {"A": frozenset(), "D": frozenset({"A"})}


@given(dags())
def test_no_cycles_in_what_has_none(nodes: Nodes) -> None:
    assert list(graph.cycles({node.code: node.after for node in nodes.steps})) == []


@given(dags(), st.data())
def test_every_cycle_found_is_one(nodes: Nodes, data: st.DataObject) -> None:
    codes = [node.code for node in nodes.steps]
    extra = data.draw(st.lists(st.tuples(st.sampled_from(codes), st.sampled_from(codes)), min_size=1, max_size=4))
    network = as_network(nodes)
    network.add_edges_from(extra)
    after = {code: tuple(network.predecessors(code)) for code in codes}
    found = list(graph.cycles(after))
    assert bool(found) == (not nx.is_directed_acyclic_graph(network))
    for path in found:
        assert all(network.has_edge(first, second) for first, second in pairwise((*path, path[0])))
    network.remove_nodes_from(code for path in found for code in path)
    assert nx.is_directed_acyclic_graph(network)


def test_cycle_starts_with_its_first_step_in_the_file() -> None:
    after = {"A": ("C",), "B": ("A",), "C": ("B",), "X": ("X",)}
    assert sorted(graph.cycles(after)) == [("A", "B", "C"), ("X",)]


def test_steps_behind_a_cycle() -> None:
    after = {"A": ("B",), "B": ("A",), "C": ("B",), "D": ("C",), "E": ()}
    assert graph.behind(after, {"A", "B"}) == ("C", "D")
