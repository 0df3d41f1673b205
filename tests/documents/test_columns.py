"""Columns of wide tables: nothing torn, parts about equal, the width filled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.columns import Column, column_of, in_parts, shared_out
from desktop_app.documents.fonts import Role
from desktop_app.documents.form import body, label
from desktop_app.documents.lines import Run, natural_width

MANY = [Column(40.0, 60.0, 90.0)] * 24


def set_in(text: str) -> Run:
    return body(text, 8.5)


def test_a_date_and_an_amount_get_the_width_they_need() -> None:
    one = column_of(label("签约时间", 8.5), ["2023年10月20日", ""], 20.0, set_in)
    assert one.least > natural_width([set_in("2023年10月20日")])
    assert one.least <= one.usual <= one.most


def test_a_word_without_end_does_not_push_the_others_off_the_sheet() -> None:
    assert column_of(label("网址", 8.5), ["x" * 400], 60.0, set_in).least < 130


def test_a_title_may_stand_on_two_lines_and_its_unit_below() -> None:
    one = column_of(("年产值（万元）", Role.LABEL, 8.5), ["5"], 20.0, set_in)
    assert natural_width([("年产值", Role.LABEL, 8.5)]) < one.least < natural_width([set_in("年产值（万元）")])


def test_parts_hold_every_column_once_besides_the_repeated_one() -> None:
    parts = in_parts(MANY, 1, 300.0)
    places = [place for part in parts for place in part]
    assert set(places) == set(range(24))
    assert all(part[0] == 1 for part in parts[1:])
    assert sorted(place for place in places if place != 1) == [n for n in range(24) if n != 1]
    assert max(map(len, parts)) - min(map(len, parts)) <= 2


def test_columns_that_fit_when_set_close_are_one_part() -> None:
    assert in_parts(MANY[:7], 0, 280.0) == (tuple(range(7)),)
    assert len(in_parts(MANY[:7], 0, 279.0)) == 2


@given(
    st.lists(st.tuples(*[st.floats(5, 80)] * 3), min_size=1, max_size=12),
    st.floats(50, 1200),
)
def test_the_width_is_always_filled(found: list[tuple[float, float, float]], width: float) -> None:
    columns = [Column(*sorted(one)) for one in found]
    widths = shared_out(columns, width)
    assert abs(sum(widths) - width) < 1e-6
    if width >= sum(one.least for one in columns):
        assert all(got >= one.least - 1e-6 for got, one in zip(widths, columns, strict=True))
