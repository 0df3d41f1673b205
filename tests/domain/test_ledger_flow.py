"""Acts of a flow: from which state, on which day, with what, and what a way back takes away."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry
from desktop_app.domain.ledger_flow import act_wanted, check_days, checked_days, days_in_order, state_of
from desktop_app.domain.ledger_kind import ColumnType, FlowAct, LedgerColumn, LedgerFlow, LedgerKind
from desktop_app.domain.refusals import Refusal
from tests.command_line import CHINA

STATES = ("待办", "在办", "办完", "结束")
KIND = LedgerKind(
    "things",
    "物",
    "物品台账",
    "试",
    (
        LedgerColumn("state", "状态", ColumnType.CHOICE, options=STATES),
        LedgerColumn("unit", "单位"),
        LedgerColumn("limit", "时限", ColumnType.COUNT),
        *(LedgerColumn(key, key, ColumnType.DAY) for key in ("begun_on", "done_on", "ended_on")),
        LedgerColumn("again", "退回次数", ColumnType.COUNT),
        LedgerColumn("came_on", "提出日", ColumnType.DAY),
        LedgerColumn("seen_on", "查看日", ColumnType.DAY, past=True),
        LedgerColumn("more", "延期", ColumnType.COUNT),
        LedgerColumn("why", "原因", ColumnType.LONG),
    ),
    flow=LedgerFlow(
        "state",
        STATES,
        ("结束",),
        (
            FlowAct("begin", "交办", ("待办",), "在办", "begun_on", ("unit", "limit"), ("unit", "limit")),
            FlowAct("finish", "办完", ("在办",), "办完", "done_on"),
            FlowAct("back", "退回", ("办完",), "在办", counts="again"),
            FlowAct("end", "结束", ("办完",), "结束", "ended_on"),
            FlowAct("extend", "延期", ("在办",), "在办", needs=("more", "why"), adds=("more", "why")),
        ),
        "came_on",
    ),
)
TODAY = date(2026, 11, 20)


def row(**values: str) -> LedgerEntry:
    return LedgerEntry("e", "things", values)


def done(on: str) -> EntryChange:
    return EntryChange(
        "c", "e", "things", EntryAct.ACT, date.fromisoformat(on), datetime(2026, 11, 20, tzinfo=CHINA), "甲"
    )


def test_an_act_writes_its_day_and_the_new_state() -> None:
    wanted = act_wanted(KIND, row(), "交办", [], date(2026, 11, 19), TODAY)
    assert wanted.values == {"state": "在办", "begun_on": "2026-11-19"}
    assert state_of(KIND, {}) == "待办" and state_of(KIND, {"state": "在办"}) == "在办"


def test_what_an_act_needs_must_be_told() -> None:
    wanted = act_wanted(KIND, row(), "begin", [], TODAY, TODAY)
    with pytest.raises(Refusal, match="“交办”要写明：单位、时限"):
        wanted.refuse_missing({})
    with pytest.raises(Refusal, match="“交办”的时限要填大于 0 的整数"):
        wanted.refuse_missing({"unit": "规建局", "limit": "0"})
    wanted.refuse_missing({"unit": "规建局", "limit": "1"})


@pytest.mark.parametrize(
    ("entry", "key", "on", "said"),
    [
        (row(), "end", TODAY, "这一行现在是“待办”，不能“结束”；可以办的：交办"),
        (row(state="结束"), "begin", TODAY, "可以办的：没有"),
        (row(), "飞", TODAY, "没有“飞”这个动作；可用的有：begin（交办）"),
        (row(), "begin", date(2026, 11, 21), "在今天之后"),
        (row(state="在办"), "finish", date(2026, 11, 9), "早于上一步的日期 2026-11-10"),
        (LedgerEntry("e", "things", removed=True), "begin", TODAY, "已经移出台账"),
    ],
)
def test_what_may_not_be_done_is_refused(entry: LedgerEntry, key: str, on: date, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        act_wanted(KIND, entry, key, [done("2026-11-10")], on, TODAY)


def test_a_way_back_takes_the_days_away_that_no_longer_hold_and_is_counted() -> None:
    before = row(state="办完", begun_on="2026-11-02", done_on="2026-11-09", again="1")
    wanted = act_wanted(KIND, before, "back", [done("2026-11-09")], date(2026, 11, 10), TODAY)
    assert wanted.values == {"state": "在办", "done_on": "", "ended_on": "", "again": "2"}


def test_what_adds_up_comes_on_top_and_must_be_told_anew() -> None:
    before = row(state="在办", more="3", why="雨天")
    wanted = act_wanted(KIND, before, "延期", [], TODAY, TODAY)
    told = wanted.completed(before.values, {"more": "2", "why": "等批复"})
    assert told == {"state": "在办", "more": "5", "why": "雨天；等批复"}
    first = row(state="在办")
    assert wanted.completed(first.values, {"more": "2", "why": "等"}) == {"state": "在办", "more": "2", "why": "等"}
    with pytest.raises(Refusal, match="“延期”要写明：延期、原因"):
        wanted.completed(before.values, {})
    with pytest.raises(Refusal, match="“延期”的延期要填大于 0 的整数"):
        wanted.completed(before.values, {"more": "-1", "why": "等"})
    with pytest.raises(Refusal, match="“原因”连同以前写的超过 2000 字"):
        wanted.completed(before.values, {"more": "2", "why": "等" * 1999})


def test_no_act_lies_before_the_day_the_matter_came_up() -> None:
    entry = row(came_on="2026-11-12")
    with pytest.raises(Refusal, match="“交办”的日期 2026-11-11 早于“提出日”2026-11-12"):
        act_wanted(KIND, entry, "begin", [], date(2026, 11, 11), TODAY)
    assert act_wanted(KIND, entry, "begin", [], date(2026, 11, 12), TODAY).values["begun_on"] == "2026-11-12"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"came_on": "2026-11-21"}, "“提出日”2026-11-21 在今天之后"),
        ({"seen_on": "2026-11-21"}, "“查看日”2026-11-21 在今天之后"),
        ({"came_on": "2026-11-12", "begun_on": "2026-11-11"}, "“begun_on”2026-11-11 早于“提出日”2026-11-12"),
        ({"came_on": "2026-11-12", "ended_on": "2026-11-11"}, "“ended_on”2026-11-11 早于“提出日”2026-11-12"),
    ],
)
def test_days_that_do_not_follow_each_other_are_refused(values: dict[str, str], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        check_days(KIND, values, TODAY)


def test_days_that_follow_each_other_are_taken() -> None:
    assert days_in_order(KIND)[:3] == ("came_on", "begun_on", "done_on")
    assert checked_days(KIND) == {"came_on", "begun_on", "done_on", "ended_on", "seen_on"}
    check_days(KIND, {"came_on": "2026-11-20", "begun_on": "2026-11-20", "ended_on": "2026-11-20"}, TODAY)
