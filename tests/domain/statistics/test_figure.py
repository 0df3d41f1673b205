"""What figures are counted with: shares, medians, deciles, filters, and what two figures say differently."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.statistics.figure import (
    Figure,
    Kind,
    Line,
    Row,
    Scope,
    Span,
    counted,
    differences,
    median_halves,
    ninth_decile,
    once,
    rows_behind,
    share,
    value_words,
)
from desktop_app.domain.statistics.load import ZONES
from tests.builders import on

SPAN = Span(on("2026-11-01"), on("2026-11-20"), on("2026-11-20"))
MANY = st.lists(st.integers(0, 400), min_size=1, max_size=40)


def row(**more):
    values = {"group": "g", "series": 0, "project_id": "p1", "project": "项目", "zone": "甲区"}
    return Row(**values | more)


@given(MANY)
def test_the_median_is_that_of_the_standard_library(values):
    assert median_halves(values) == median(values) * 2


@given(MANY)
def test_nine_in_ten_do_not_exceed_the_ninth_decile(values):
    found = ninth_decile(values)
    assert found in values
    assert sum(one <= found for one in values) * 10 >= len(values) * 9
    assert sum(one < found for one in values) * 10 < len(values) * 9


def test_of_nothing_there_is_no_figure():
    assert (median_halves([]), ninth_decile([]), share(0, 0)) == (None, None, None)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_rounded_half_up_to_tenths(part, whole):
    exact = part * 1000 / whole
    assert abs(share(part, whole) - exact) <= 0.5
    assert share(1, 16) == 63  # 6.25 % is half way and goes up


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Kind.SHARE, 917, "91.7%"),
        (Kind.SHARE, 1000, "100.0%"),
        (Kind.SHARE, None, "—"),
        (Kind.HALVES, 15, "7.5"),
        (Kind.HALVES, 14, "7"),
        (Kind.YUAN, 4_703_000_000, "47.03 亿元"),
        (Kind.COUNT, 0, "0"),
        (Kind.TEXT, "", "—"),
        (Kind.TEXT, "甲", "甲"),
    ],
)
def test_a_cell_is_read_by_its_kind(kind, value, said):
    assert value_words(kind, value) == said


def test_a_scope_keeps_what_fits_every_wish():
    one = row(officer="甲", matter="A01", authority="局", template="T")
    assert Scope().has(one)
    assert Scope("甲区", "甲", "T", "A01", "局").has(one)
    for wish in ({"zone": "乙区"}, {"officer": "乙"}, {"template": "U"}, {"matter": "A02"}, {"authority": "厅"}):
        assert not Scope(**wish).has(one)


def test_a_matter_of_a_project_is_counted_once():
    first, again = row(matter="A01", case_id="c1"), row(matter="A01", case_id="c2")
    other = row(matter="A01", project_id="p2")
    assert once([first, again, other]) == [first, other]


def test_differences_name_cells_and_lines_of_the_other():
    shown = Figure(ZONES, SPAN, Scope(), (Line("甲区", (1, 2), ()), Line("乙区", (3, 4, 0, 0, 0, 917), ())))
    other = Figure(ZONES, SPAN, Scope(), (Line("甲区", (1, 5), ()), Line("丙区", (6, 7), ()), Line("丁区", (0,), ())))
    found = differences(shown, other)
    assert found.cells == {("甲区", 1): 5, ("乙区", 0): 0, ("乙区", 1): 0, ("乙区", 5): None}
    assert [line.label for line in found.gone] == ["丙区"]
    assert found.count == 5
    assert differences(shown, shown).count == 0


@pytest.mark.parametrize(("one", "other"), [(0, None), (None, 0)])
def test_none_and_zero_are_no_difference_but_a_share_of_nothing_is_not_0(one, other):
    cells = [(each, 0, 0, 0, 0, 0) for each in (one, other)], [(0, 0, 0, 0, 0, each) for each in (one, other)]
    counts, shares = ([Figure(ZONES, SPAN, Scope(), (Line("甲区", each, ()),)) for each in pair] for pair in cells)
    assert differences(*counts).count == 0
    assert differences(*shares).count == 1


def test_rows_behind_several_bars_are_listed_once():
    one = row()
    assert rows_behind([Line("甲", (), ((one,), (one,))), Line("乙", (), ((one,),))]) == (one,)


def test_without_rows_a_figure_is_empty(calendar):
    found = counted(ZONES, [row(zone="乙区")], SPAN, Scope(zone="甲区"), calendar)
    assert found.empty
