"""Figures of a ledger: shares rounded half up, and what was done this year against what is asked for, by person."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ledger_figure import CountedFigure, counted_figures
from desktop_app.domain.ledger_kind import ColumnType, FigureRule, LedgerColumn, LedgerFigure, LedgerKind
from desktop_app.domain.ledger_query import Condition, Test

TODAY = date(2026, 11, 20)
FILLED = (Condition("decided", Test.FILLED),)
INSIDE = (Condition("decided", Test.IS, ("区内",)),)
SHARE = LedgerFigure("share", "区内办结率", FigureRule.SHARE, FILLED, "项", part=INSIDE)
BY_CASES = LedgerFigure("cases", "按办件", FigureRule.SHARE, FILLED, "件", part=INSIDE, weight="count")
TRIPS = LedgerFigure(
    "trips",
    "县主要领导",
    FigureRule.TARGET,
    (Condition("rank", Test.IS, ("县",)),),
    "次",
    day="on",
    target=3,
    each="leader",
)


def kind(*figures: LedgerFigure) -> LedgerKind:
    columns = (
        LedgerColumn("decided", "谁决定"),
        LedgerColumn("count", "办件", ColumnType.COUNT),
        LedgerColumn("rank", "层级"),
        LedgerColumn("on", "日期", ColumnType.DAY),
        LedgerColumn("leader", "领导"),
    )
    return LedgerKind("things", "物", "物品台账", "试", columns, figures=figures)


def trip(on: str, leader: str = "甲", rank: str = "县") -> dict[str, str]:
    return {"on": on, "leader": leader, "rank": rank}


def words(figure: LedgerFigure, rows: list[dict[str, str]]) -> list[str]:
    return [one.words for one in counted_figures(kind(figure), rows, TODAY)]


def test_a_share_tells_both_numbers_and_leaves_out_what_is_not_decided() -> None:
    rows = [{"decided": "区内", "count": "7"}, {"decided": "区内"}, {"decided": "区外", "count": "3"}, {"count": "99"}]
    assert words(SHARE, rows) == ["区内办结率 66.7%（2 ÷ 3 项）"]
    assert words(BY_CASES, rows) == ["按办件 70.0%（7 ÷ 10 件）"]


def test_a_share_of_nothing_is_no_number() -> None:
    assert words(SHARE, [{"count": "1"}]) == ["区内办结率 —（0 ÷ 0 项）"]


@given(st.integers(1, 5000), st.data())
def test_a_share_is_rounded_half_up(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    told = Fraction(CountedFigure(SHARE, part, whole).percent)
    assert -Fraction(1, 20) < told - Fraction(part * 100, whole) <= Fraction(1, 20)


def test_every_leader_is_counted_apart_the_fewest_first() -> None:
    rows = [trip("2026-01-05"), trip("2026-05-01", "张 三、甲"), trip("2026-11-20"), trip("2026-06-01", rank="开发区")]
    assert words(TRIPS, rows) == ["县主要领导 张三 2026 年 1/3 次 ▲ 差 2 次", "县主要领导 甲 2026 年 3/3 次 ✓ 已够"]


@pytest.mark.parametrize("on", ["2025-12-31", "2026-11-21", "2027-01-01", ""])
def test_other_years_and_days_to_come_do_not_count(on: str) -> None:
    assert words(TRIPS, [trip(on)]) == ["县主要领导 2026 年 0/3 次 ▲ 差 3 次"]


def test_a_name_that_is_the_level_is_said_once() -> None:
    assert words(TRIPS, [trip("2026-03-01", "县主要领导")]) == ["县主要领导 2026 年 1/3 次 ▲ 差 2 次"]


def test_a_target_for_all_together_has_one_line() -> None:
    together = LedgerFigure("all", "外出", FigureRule.TARGET, (), "次", day="on", target=1)
    assert words(together, [trip("2026-01-05"), trip("2026-02-05", "乙")]) == ["外出 2026 年 2/1 次 ✓ 已够"]
    (counted,) = counted_figures(kind(together), [], TODAY)
    assert (counted.missing, counted.percent, counted.year, counted.person) == (1, "", 2026, "")


def test_a_ledger_without_figures_tells_none() -> None:
    assert counted_figures(kind(), [{"decided": "区内"}], TODAY) == []
