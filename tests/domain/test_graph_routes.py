"""Ways of edges: trunks where nobody stands, and no two lines that would read as one."""

from itertools import pairwise

from hypothesis import given

from desktop_app.domain.graph_drawing import draw
from desktop_app.domain.graph_routes import route, row_level
from desktop_app.domain.graph_rows import place
from tests.domain.test_graph_drawing import graphs


def routes_of(bands, edges):
    grid = place(bands, edges, [])
    return grid, route(grid, edges)


def test_a_long_edge_runs_straight_where_nobody_stands():
    grid, routes = routes_of(dict.fromkeys("ABC", "段"), [("A", "B"), ("B", "C"), ("A", "C")])
    net = next(net for net in routes.nets if net.source == "A")
    assert grid.row == {"A": 0, "B": 0, "C": 0}
    assert net.trunk is not None
    assert net.trunk[0] % 2 == 0, "B stands in the row, so the trunk takes a gap"
    assert routes.gaps == {net.trunk[0] // 2: 1}


def test_edges_of_one_step_share_their_trunk():
    bands = dict.fromkeys("ABCDE", "段")
    _grid, routes = routes_of(bands, [("A", "B"), ("B", "C"), ("C", "D"), ("A", "D"), ("A", "C"), ("D", "E")])
    assert sum(routes.gaps.values()) == 1


def test_the_middle_of_a_row_lies_between_its_gaps():
    assert (2 * 3, 5) < row_level(3) < (2 * 4, 0)


@given(graphs())
def test_upright_lines_of_two_steps_never_lie_on_each_other(graph):
    drawing = draw(*graph)
    upright: dict[float, list[tuple[float, float, str]]] = {}
    for edge in drawing.edges:
        for here, there in pairwise(edge.points):
            if here[0] == there[0]:
                low, high = sorted((here[1], there[1]))
                upright.setdefault(here[0], []).append((low, high, edge.before))
    for lines in upright.values():
        for low, high, source in lines:
            assert not any(low < top and least < high for least, top, other in lines if other != source)
