"""What is learned from few examples, and what is believed without any."""

import random

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.pace import GRID, Belief, Observation, Pace, draw_after

BELIEF = Belief(ratio=1.0, spread=0.33, doubt=0.5, between_groups=0.3, between_kinds=0.45, between_wholes=0.25)


def seen(days: int, *, number: int = 0, kind: str = "K", usual: float | None = 10.0, over: bool = True) -> Observation:
    return Observation(kind, "G", f"case {number}", usual, days, over)


def middle(pace: Pace, kind: str = "K", usual: float | None = 10.0) -> float:
    return pace.table(kind, "G", usual, random.Random(1))[GRID // 2]


def test_without_examples_the_promise_is_the_middle():
    assert 9 < middle(Pace([], BELIEF)) < 12
    assert middle(Pace([], BELIEF), usual=20.0) > 1.8 * middle(Pace([], BELIEF))


def test_many_examples_outweigh_the_promise_and_few_do_not():
    many = Pace([seen(40, number=number) for number in range(40)], BELIEF)
    few = Pace([seen(40)], BELIEF)
    assert 34 < middle(many) < 46
    assert middle(Pace([], BELIEF)) < middle(few) < middle(many)
    assert (many.seen("K"), few.seen("K"), few.seen("other")) == (40, 1, 0)


def test_a_kind_never_seen_learns_from_the_others():
    slow = Pace([seen(40, number=number, kind=f"K{number % 5}") for number in range(40)], BELIEF)
    assert middle(slow, "new") > 1.5 * middle(Pace([], BELIEF))


def test_what_still_lasts_counts_as_longer_than_it_lasted():
    ended = [seen(10, number=number) for number in range(10)]
    lasting = [seen(60, number=number, over=False) for number in range(10, 16)]
    assert middle(Pace([*ended, *lasting], BELIEF)) > middle(Pace(ended, BELIEF))


def test_a_kind_without_a_promise_is_known_once_it_was_seen():
    pace = Pace([seen(100, number=number, usual=None) for number in range(8)], BELIEF)
    assert not Pace([], BELIEF).knows("K", None) and pace.knows("K", None)
    assert 80 < middle(pace, usual=None) < 120


def test_one_that_takes_for_ever_hardly_moves_the_others():
    plain = [seen(10, number=number) for number in range(20)]
    assert middle(Pace([*plain, seen(4000, number=99)], BELIEF)) < 1.25 * middle(Pace(plain, BELIEF))


def test_a_case_that_was_slow_so_far_stays_slow():
    usual = [seen(10, number=number, kind=f"K{kind}") for number in range(9) for kind in range(8)]
    slow = [seen(25, number=9, kind=f"K{kind}") for kind in range(8)]
    pace = Pace([*usual, *slow], BELIEF)

    def average(whole: str) -> float:
        factors: list[float] = pace.whole_factors(whole, random.Random(1), 500)
        return sum(factors) / 500

    assert average("case 9") > 1.3 * average("case 3")


@given(st.integers(0, 400), st.floats(0.2, 5), st.integers(0, 1000), st.floats(1, 200))
def test_what_lasts_ends_later_than_now(past, factor, seed, usual):
    table = Pace([], BELIEF).table("K", "G", usual, random.Random(2))
    assert table == sorted(table) and len(table) == GRID
    assert draw_after(table, factor, past, random.Random(seed)) > past
