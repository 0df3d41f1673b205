"""Places in a drawn graph: columns, rows, blocks of framed steps, and edges that would close a circle."""

from desktop_app.domain.graph_rows import BandPlace, columns, forward_edges, place


def test_the_column_is_the_longest_way():
    edges = [("A", "B"), ("B", "C"), ("A", "C"), ("D", "C")]
    assert columns(["A", "B", "C", "D"], edges) == {"A": 0, "B": 1, "C": 2, "D": 0}


def test_unknown_and_repeated_steps_make_no_edge():
    assert forward_edges({"A": ("没有",), "B": ("A", "A")}) == ((("A", "B"),), ())


def test_every_circle_loses_the_edge_added_too_much():
    edges, broken = forward_edges({"A": ("C", "A"), "B": ("A",), "C": ("B",), "D": ("E",), "E": ("D",)})
    assert set(broken) == {("A", "A"), ("C", "A"), ("E", "D")}
    assert set(edges) == {("A", "B"), ("B", "C"), ("D", "E")}


def test_framed_steps_of_a_band_make_one_block():
    bands = {"A": "上", "B": "上", "C": "上", "D": "下"}
    grid = place(bands, [("A", "B"), ("A", "C"), ("A", "D")], [("组", ("B", "C", "D"))])
    framed = [(set(block.members), block.height) for block, _row in grid.blocks if block.frame]
    assert framed == [({"B", "C"}, 2), ({"D"}, 1)]
    assert abs(grid.row["B"] - grid.row["C"]) == 1
    assert grid.bands == (BandPlace("上", 0, 1, 0, 1), BandPlace("下", 2, 2, 1, 1))
    assert grid.row["D"] == 2


def test_a_late_band_stands_beside_an_early_one():
    bands = {"A": "早", "B": "早", "C": "晚", "D": "晚"}
    grid = place(bands, [("A", "B"), ("B", "C"), ("C", "D")], [])
    assert grid.bands == (BandPlace("早", 0, 0, 0, 1), BandPlace("晚", 0, 0, 2, 3))
