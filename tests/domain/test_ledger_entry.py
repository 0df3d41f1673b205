"""Rows from their changes: nothing is lost, nothing is invented, and any instant can be looked back at."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ledger_entry import EntryAct, EntryChange, ValueChange, applied, differences, folded
from desktop_app.domain.refusals import Damaged
from tests.command_line import CHINA

START = datetime(2026, 11, 20, 9, tzinfo=CHINA)


def change(number: int, act: EntryAct, *changes: ValueChange, entry: str = "e") -> EntryChange:
    at = START + timedelta(hours=number)
    return EntryChange(f"c{number}", entry, "things", act, at.date(), at, "甲", changes)


def test_a_row_is_added_changed_taken_out_and_put_back() -> None:
    made = [
        change(0, EntryAct.ADD, ValueChange("name", "", "一"), ValueChange("n", "", "1")),
        change(1, EntryAct.EDIT, ValueChange("name", "一", "二"), ValueChange("n", "1", "")),
        change(2, EntryAct.REMOVE),
        change(3, EntryAct.RESTORE),
    ]
    rows = [folded(made, START + timedelta(hours=number))["e"] for number in range(4)]
    assert [dict(row.values) for row in rows] == [{"name": "一", "n": "1"}, *[{"name": "二"}] * 3]
    assert [row.removed for row in rows] == [False, False, True, False]
    assert [row.version for row in rows] == [1, 2, 3, 4]
    assert folded(made, START - timedelta(hours=1)) == {}


def test_a_change_that_does_not_fit_is_damage() -> None:
    with pytest.raises(Damaged, match="第一条记录不是新增"):
        applied(None, change(0, EntryAct.EDIT))
    row = applied(None, change(0, EntryAct.ADD, ValueChange("name", "", "一")))
    with pytest.raises(Damaged, match="前后不符"):
        applied(row, change(1, EntryAct.EDIT, ValueChange("name", "二", "三")))


values = st.dictionaries(st.sampled_from("abcd"), st.text("甲乙", min_size=1, max_size=2))


@given(st.lists(values, min_size=1, max_size=8))
def test_folding_the_differences_gives_the_last_values(states: list[dict[str, str]]) -> None:
    before: dict[str, str] = {}
    made = []
    for number, after in enumerate(states):
        act = EntryAct.EDIT if number else EntryAct.ADD
        made.append(change(number, act, *differences(before, after)))
        before = after
    for number, after in enumerate(states):
        row = folded(made, START + timedelta(hours=number))["e"]
        assert dict(row.values) == after and row.version == number + 1
