"""The time axis: every day has its place, in order, inside the axis, whatever its length."""

from datetime import date, timedelta
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.paper import Frame, open_canvas
from desktop_app.documents.pen import Pen
from desktop_app.documents.time_axis import TimeAxis

DAY = timedelta(days=1)
LEFT, WIDTH = 250.0, 500.0
spans = st.tuples(st.dates(date(2018, 1, 1), date(2028, 1, 1)), st.integers(0, 5000))


def axis(first: date, days: int) -> TimeAxis:
    return TimeAxis(first, first + days * DAY, LEFT, WIDTH, first, frozenset(), frozenset())


@settings(deadline=None)
@given(spans, st.integers(0, 5000))
def test_a_day_lies_inside_and_after_the_day_before(span: tuple[date, int], offset: int) -> None:
    first, days = span
    found = axis(first, days)
    day = first + min(offset, days) * DAY
    left, right = found.ends(day, day)
    assert LEFT - 1e-6 <= left < right <= LEFT + WIDTH + 1e-6
    assert abs(right - left - found.step) < 1e-6
    assert abs(found.place(day + DAY) - right) < 1e-6


@settings(deadline=None)
@given(spans, st.integers(0, 400), st.integers(0, 400))
def test_an_interval_is_cut_at_the_ends(span: tuple[date, int], before: int, after: int) -> None:
    first, days = span
    found = axis(first, days)
    left, right = found.ends(first - before * DAY, found.last + after * DAY)
    assert abs(left - LEFT) < 1e-6 and abs(right - LEFT - WIDTH) < 1e-6


@settings(deadline=None)
@given(spans)
def test_any_length_can_be_drawn(span: tuple[date, int]) -> None:
    first, days = span
    rest = frozenset(first + number * DAY for number in range(min(days, 60)) if number % 7 > 4)
    found = TimeAxis(first, first + days * DAY, LEFT, WIDTH, first + days // 2 * DAY, rest, frozenset({first}))
    pen = Pen(open_canvas(BytesIO(), Frame("图", "", "中心", "")), 842)
    found.draw_head(pen, 100)
    found.draw_ground(pen, 130, 400)
    found.draw_today(pen, 130, 400)
