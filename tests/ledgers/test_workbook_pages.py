"""Where a table is parted for print: legible, whole, and as even as its columns allow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ledgers.workbook_pages import A3, A4, pages


def test_what_fits_on_a_sheet_of_a4_stays_whole_and_as_large_as_it_is() -> None:
    made = pages([15.0] * 6, 1, landscape=True, empty=[2])
    assert (made.paper, made.landscape, made.scale, made.breaks, made.folded) == (A4, True, 100, (), frozenset())


def test_a_table_upright_is_turned_when_it_would_become_too_small() -> None:
    assert not pages([15.0] * 4, 1, landscape=False).landscape
    assert pages([15.0] * 8, 1, landscape=False).landscape


def test_empty_columns_are_folded_before_larger_paper_is_taken() -> None:
    made = pages([15.0] * 16, 1, landscape=True, empty=range(8, 16))
    assert (made.paper, made.folded, made.across) == (A4, frozenset(range(8, 16)), 1)
    assert pages([15.0] * 16, 1, landscape=True).paper == A3


def test_a_table_without_any_value_keeps_its_columns() -> None:
    assert not pages([15.0] * 40, 1, landscape=True, empty=range(40)).folded


@given(
    st.lists(st.floats(8, 60), min_size=1, max_size=60),
    st.integers(0, 3),
    st.sets(st.integers(0, 59), max_size=20),
)
def test_every_page_is_legible_and_none_could_be_saved(widths: list[float], fixed: int, empty: set[int]) -> None:
    fixed = min(fixed, len(widths) - 1)
    made = pages(widths, fixed, landscape=True, empty=sorted(one for one in empty if one < len(widths)))
    assert 75 <= made.scale <= 100
    assert list(made.breaks) == sorted(set(made.breaks)) and all(fixed < one < len(widths) for one in made.breaks)
    starts, ends = (fixed, *made.breaks), (*made.breaks, len(widths))
    shown = [
        [at for at in (*range(fixed), *range(first, end)) if at not in made.folded]
        for first, end in zip(starts, ends, strict=True)
    ]
    room = (420 if made.paper == A3 else 297) - 2 * 12.7
    for page in shown:
        assert sum(widths[at] * 7.42 + 5.3 for at in page) / 96 * 25.4 * made.scale / 100 <= room


def test_several_pages_are_about_as_full_as_each_other() -> None:
    made = pages([20.0] * 21, 1, landscape=True)
    assert made.breaks == (11,)
