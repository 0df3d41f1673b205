"""Selecting rows: searches, conditions, orders and sums that hold whatever the rows are."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind
from desktop_app.domain.ledger_query import Condition, LedgerQuery, Order, Test
from desktop_app.domain.ledger_select import selected, totals

KIND = LedgerKind(
    "things",
    "物",
    "物品台账",
    "试",
    (
        LedgerColumn("name", "名称"),
        LedgerColumn("amount", "金额", ColumnType.AMOUNT, unit="万元", total=True),
        LedgerColumn("share", "比例", ColumnType.PERCENT),
        LedgerColumn("on", "日期", ColumnType.DAY),
        LedgerColumn("project", "项目", ColumnType.PROJECT),
    ),
)
ROWS: list[dict[str, str]] = [
    {"name": "甲公司", "amount": "30000", "on": "2026-03-01", "project": "p2"},
    {"name": "乙（公司）", "amount": "10000", "share": "9.5", "on": "2026-01-31", "project": "p1"},
    {"name": "丙", "share": "10.25"},
]
NAMES = {"p1": "北厂", "p2": "南厂"}


def found(query: LedgerQuery) -> list[str]:
    return [row["name"] for row in selected(KIND, ROWS, query, lambda row: row, words)]


def words(row: Mapping[str, str]) -> Mapping[str, str]:
    return {**row, "project": NAMES.get(row.get("project", ""), "")}


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        (Condition("name", Test.CONTAINS, ("( 公司",)), ["乙（公司）"]),
        (Condition("name", Test.IS, ("丙",)), ["丙"]),
        (Condition("name", Test.ONE_OF, ("丙", "甲公司")), ["甲公司", "丙"]),
        (Condition("amount", Test.EMPTY), ["丙"]),
        (Condition("amount", Test.FILLED), ["甲公司", "乙（公司）"]),
        (Condition("amount", Test.AT_LEAST, ("10001",)), ["甲公司"]),
        (Condition("share", Test.AT_MOST, ("10",)), ["乙（公司）"]),
        (Condition("on", Test.BETWEEN, ("2026-02-01", "2026-03-01")), ["甲公司"]),
        (Condition("on", Test.AT_MOST, ("2026-02-01",)), ["乙（公司）"]),
        (Condition("project", Test.CONTAINS, ("北",)), ["乙（公司）"]),
        (Condition("没有的栏", Test.EMPTY), ["甲公司", "乙（公司）", "丙"]),
    ],
)
def test_a_condition_holds_back_what_does_not_fit(condition: Condition, names: list[str]) -> None:
    assert found(LedgerQuery(conditions=(condition,))) == names


def test_a_search_looks_into_every_column_for_every_word() -> None:
    assert found(LedgerQuery("公司 北厂")) == ["乙（公司）"]
    assert found(LedgerQuery("公司 丙")) == []


def test_a_search_does_not_run_from_one_cell_into_the_next() -> None:
    assert selected(KIND, [{"name": "甲", "amount": "10000"}], LedgerQuery("甲1"), lambda row: row) == []


def test_rows_sort_by_several_columns_unknown_last_both_ways() -> None:
    assert found(LedgerQuery(order=(Order("share"), Order("name")))) == ["乙（公司）", "丙", "甲公司"]
    assert found(LedgerQuery(order=(Order("share", True),))) == ["丙", "乙（公司）", "甲公司"]
    assert found(LedgerQuery(order=(Order("project"),))) == ["乙（公司）", "甲公司", "丙"]


def test_sums_are_exact_and_only_where_they_make_sense() -> None:
    assert totals(KIND, ROWS) == {"amount": "40000"}
    assert totals(KIND, [ROWS[2]]) == {}


cells = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text("甲乙丙ab", max_size=3),
        "amount": st.integers(0, 10**12).map(str),
        "share": st.decimals(0, 100, places=2).map(lambda one: f"{one.normalize():f}"),
        "on": st.dates().filter(lambda day: 1980 <= day.year <= 2099).map(lambda day: day.isoformat()),
    },
)
queries = st.builds(
    LedgerQuery,
    text=st.sampled_from(["", "甲", "a 1"]),
    conditions=st.lists(
        st.builds(Condition, st.sampled_from(["name", "amount"]), st.sampled_from([Test.EMPTY, Test.FILLED])),
        max_size=2,
    ).map(tuple),
    order=st.lists(st.builds(Order, st.sampled_from(["name", "amount", "share", "on"]), st.booleans()), max_size=2).map(
        tuple
    ),
)


@given(st.lists(cells, max_size=12), queries)
def test_selecting_twice_is_selecting_once_and_invents_nothing(rows: list[dict[str, str]], query: LedgerQuery) -> None:
    once = selected(KIND, rows, query, lambda row: row)
    assert selected(KIND, once, query, lambda row: row) == once
    assert all(any(row is one for one in rows) for row in once)
    plain = selected(KIND, rows, LedgerQuery(query.text, query.conditions), lambda row: row)
    assert sorted(map(id, plain)) == sorted(map(id, once))


@given(st.lists(cells, max_size=12))
def test_a_sum_is_the_sum_in_any_order(rows: list[dict[str, str]]) -> None:
    told = [Decimal(row["amount"]) for row in rows if row.get("amount")]
    expected = {"amount": f"{sum(told):f}"} if told else {}
    assert totals(KIND, rows) == totals(KIND, list(reversed(rows))) == expected
