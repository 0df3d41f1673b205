"""Acts of a flow: from which state, on which day, with what, and what a way back takes away."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry
from desktop_app.domain.ledger_flow import act_wanted, state_of
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
        ),
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
