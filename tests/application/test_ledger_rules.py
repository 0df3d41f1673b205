"""Rules of derived columns: each by its definition, unknown where something is unknown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.application.ledger_rules import COLUMN_ARGUMENTS, RULES, Means, RowFacts, days_over, is_over, rule_of
from desktop_app.bootstrap import bundled
from desktop_app.domain.ledger_kind import ColumnType, FlowAct, LedgerColumn, LedgerFlow, LedgerKind, Source

TODAY = date(2026, 11, 20)
COLUMNS = (
    LedgerColumn("on", "日期", ColumnType.DAY),
    LedgerColumn("until", "到", ColumnType.DAY),
    LedgerColumn("ended", "止", ColumnType.DAY),
    LedgerColumn("n", "数", ColumnType.COUNT),
    LedgerColumn("more", "加", ColumnType.COUNT),
    LedgerColumn("late", "晚", ColumnType.COUNT),
    LedgerColumn("money", "钱", ColumnType.AMOUNT, unit="万元"),
    LedgerColumn("paid", "付", ColumnType.AMOUNT, unit="万元"),
    LedgerColumn("area", "面积", ColumnType.NUMBER),
    LedgerColumn("one", "评价一"),
    LedgerColumn("two", "评价二"),
    LedgerColumn("state", "状态"),
)
FLOW = LedgerFlow("state", ("开", "关"), ("关",), (FlowAct("close", "关", ("开",), "关"),))


def worked_out(field: str, cells: dict[str, str], flow: LedgerFlow | None = None, means: Means | None = None) -> str:
    column = LedgerColumn("out", "得数", source=Source.DERIVED, field=field)
    kind = LedgerKind("things", "物", "物品", "试", (*COLUMNS, column), flow=flow)
    facts = RowFacts(
        kind,
        {one.key: one for one in kind.columns},
        {"out": rule_of(column)},
        means or Means(bundled().calendar, TODAY),
        dict(cells),
        told={"officer": "甲"},
        changed=date(2026, 11, 3),
    )
    return facts.text("out")


@pytest.mark.parametrize(
    ("field", "cells", "said"),
    [
        # 2026-11-13 is a Friday.
        ("workday_after on n", {"on": "2026-11-13", "n": "1"}, "2026-11-16"),
        ("workday_after on n more", {"on": "2026-11-13", "n": "1", "more": "4"}, "2026-11-20"),
        ("workday_after on n more", {"on": "2026-09-30", "n": "1"}, "2026-10-08"),
        ("workday_after on n", {"on": "2026-11-13"}, ""),
        ("clock_lamp until ended", {"until": "2026-11-25"}, "正常"),
        ("clock_lamp until ended late", {"until": "2026-11-25", "late": "0"}, "正常"),
        ("clock_lamp until ended late", {"until": "2026-11-25", "late": "1"}, "正常·期满后延期"),
        ("clock_lamp until ended late", {"until": "2026-11-19", "late": "2"}, "逾期 1 个工作日·期满后延期"),
        (
            "clock_lamp until ended late",
            {"until": "2026-11-19", "ended": "2026-11-18", "late": "1"},
            "按期办结·期满后延期",
        ),
        ("clock_lamp until ended late", {"late": "1"}, ""),
        ("clock_lamp until ended", {"until": "2026-11-24"}, "预警"),
        ("clock_lamp until ended", {"until": "2026-11-20"}, "预警"),
        ("clock_lamp until ended", {"until": "2026-11-19"}, "逾期 1 个工作日"),
        ("clock_lamp until ended", {"until": "2026-11-13"}, "逾期 5 个工作日"),
        ("clock_lamp until ended", {"until": "2026-11-13", "ended": "2026-11-13"}, "按期办结"),
        ("clock_lamp until ended", {"until": "2026-11-13", "ended": "2026-11-14"}, "逾期办结"),
        ("clock_lamp until ended", {"ended": "2026-11-14"}, ""),
        ("expiry_lamp until", {"until": "2026-12-21"}, "有效"),
        ("expiry_lamp until", {"until": "2026-12-20"}, "30 天后到期"),
        ("expiry_lamp until 60", {"until": "2026-12-21"}, "31 天后到期"),
        ("expiry_lamp until", {"until": "2026-11-20"}, "今天到期"),
        ("expiry_lamp until", {"until": "2026-11-19"}, "已过期"),
        ("expiry_lamp until", {}, ""),
        ("days on until", {"on": "2026-02-27", "until": "2026-03-01"}, "2"),
        ("days on until", {"on": "2026-02-27"}, ""),
        ("days_since on", {"on": "2026-11-01"}, "19"),
        ("year_share until", {"until": "2026-10-31"}, "83.29"),
        ("year_share until", {"until": "2024-12-31"}, "100"),
        ("quotient area n", {"area": "10", "n": "4"}, "2.5"),
        ("quotient area n", {"area": "10", "n": "0"}, ""),
        ("wan_per money area", {"money": "28920000", "area": "120.5"}, "24"),
        ("share paid money", {"paid": "1", "money": "3"}, "33.33"),
        ("share paid money", {"paid": "66.5", "money": "100"}, "66.5"),
        ("share paid money", {"paid": "5"}, ""),
        ("difference money paid", {"money": "30", "paid": "40"}, "-10"),
        ("difference money paid", {"money": "30"}, "30"),
        ("difference money paid", {"paid": "30"}, ""),
        ("sum n more", {"n": "3"}, "3"),
        ("sum n more", {}, ""),
        ("size_mark money", {"money": "99999999"}, ""),
        ("size_mark money", {"money": "100000000"}, "亿元以上"),
        ("size_mark money", {"money": "1000000000"}, "10亿元以上"),
        ("evaluations_done one two", {"one": "已完成"}, "1/2"),
        ("evaluations_done one two", {"one": "已完成", "two": "不需要"}, "1/1"),
        ("evaluations_done one two", {}, ""),
        ("last_change", {}, "2026-11-03"),
        ("case officer", {}, "甲"),
        ("result number", {}, ""),
    ],
)
def test_a_rule_says_what_it_is_defined_to_say(field: str, cells: dict[str, str], said: str) -> None:
    assert worked_out(field, cells) == said


def test_no_clock_runs_for_what_was_ended_without_an_answer() -> None:
    late = {"until": "2026-11-13"}
    assert worked_out("clock_lamp until ended", late | {"state": "关"}, FLOW) == ""
    assert worked_out("clock_lamp until ended", late | {"state": "开"}, FLOW) == "逾期 5 个工作日"


_SAID = st.fixed_dictionaries(
    {
        "field": st.sampled_from(
            ["workday_after until money", "workday_after until money area", "clock_lamp until ended"]
        ),
        "until": st.sampled_from(["", "2026-11-13", "2026-11-24", "2026年11月"]),
        "ended": st.sampled_from(["", "2026-11-13", "2026-11-14"]),
        "money": st.sampled_from(["", "3", "5"]),
        "area": st.sampled_from(["", "2"]),
        "state": st.sampled_from(["开", "关"]),
    }
)


@given(st.lists(_SAID, max_size=6))
def test_a_rule_that_remembers_says_what_it_says_afresh(rows: list[dict[str, str]]) -> None:
    shared = Means(bundled().calendar, TODAY)
    for row in rows:
        cells = {key: text for key, text in row.items() if text and key != "field"}
        afresh = Means(shared.calendar, TODAY)
        assert worked_out(row["field"], cells, FLOW, shared) == worked_out(row["field"], cells, FLOW, afresh)


def test_a_rule_that_asks_for_itself_finds_nothing() -> None:
    assert worked_out("days_since out", {}) == ""


@pytest.mark.parametrize(
    ("lamp", "over", "days"),
    [
        ("逾期 12 个工作日", True, 12),
        ("刚逾期", True, 0),
        ("逾期办结", False, 0),
        ("预警", False, 0),
        ("", False, 0),
    ],
)
def test_a_lamp_says_whether_and_how_long_a_date_is_over(lamp: str, over: bool, days: int) -> None:
    assert (is_over(lamp), days_over(lamp)) == (over, days)


def test_rules_with_columns_are_rules() -> None:
    assert set(RULES) > COLUMN_ARGUMENTS


def test_a_late_extension_changes_no_lamp_but_its_words() -> None:
    for text, late, days in (
        ("逾期 3 个工作日·期满后延期", True, 3),
        ("刚逾期·期满后延期", True, 0),
        ("正常·期满后延期", False, 0),
    ):
        assert (is_over(text), days_over(text)) == (late, days)


def test_a_column_stays_behind_another_by_so_much() -> None:
    assert worked_out("shortfall n more", {"n": "5", "more": "12"}) == "7"
    assert worked_out("shortfall n more", {"n": "12", "more": "12"}) == ""
    assert worked_out("shortfall n more", {"n": "5"}) == ""
