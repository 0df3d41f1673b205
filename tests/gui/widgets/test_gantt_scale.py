"""The time axis: where days lie and which are named at which zoom."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.gui.widgets.gantt_scale import ZOOMS, TimeScale

FIRST, LAST = date(2026, 10, 20), date(2027, 3, 31)


@pytest.mark.parametrize("per_day", ZOOMS)
def test_a_day_is_found_where_it_lies(per_day):
    scale = TimeScale(FIRST, LAST, per_day)
    for day in (FIRST, date(2026, 12, 31), date(2027, 1, 1), LAST):
        assert scale.day_at(scale.left(day) + per_day / 2) == day
        assert scale.right(day) - scale.left(day) == pytest.approx(per_day)
    assert scale.day_at(-50) == FIRST and scale.day_at(scale.width + 50) == LAST
    assert scale.width == pytest.approx(per_day * 163)


def test_days_weeks_or_months_are_named_by_zoom():
    def words(per_day: float) -> list[str]:
        scale = TimeScale(FIRST, LAST, per_day)
        return [tick.words for tick in scale.fine(0, scale.width)]

    assert words(26)[:3] == ["20", "21", "22"]
    assert words(16)[:3] == ["10-19", "10-26", "11-02"]
    assert words(2.5) == ["10月", "11月", "12月", "1月", "2月", "3月"]


def test_the_upper_line_has_months_and_far_out_years():
    near, far = TimeScale(FIRST, LAST, 16), TimeScale(FIRST, LAST, 1.5)
    assert [tick.words for tick in near.coarse(0, near.width)][:2] == ["2026年10月", "2026年11月"]
    assert [tick.words for tick in far.coarse(0, far.width)] == ["2026年", "2027年"]


def test_only_what_shows_is_walked():
    scale = TimeScale(FIRST, LAST, 10)
    assert list(scale.days(0, 25)) == [date(2026, 10, day) for day in (20, 21, 22)]
