"""Ledger rows wherever they are kept: the stored row is what its changes say, views and layouts are remembered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desktop_app.application.entry_book import KnownLayout
from desktop_app.application.ports import OpenUnitOfWork
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry, ValueChange, differences, folded
from desktop_app.domain.ledger_query import Condition, LedgerQuery, LedgerView, Order, Test
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.database import Database
from desktop_app.storage.unit_of_work import unit_of_work
from tests.command_line import CHINA

START = datetime(2026, 11, 20, 9, tzinfo=CHINA)
_numbers = count(1)


def change(entry: str, act: EntryAct, *changes: ValueChange, hours: int = 0, **more: str) -> EntryChange:
    at = START + timedelta(hours=hours)
    return EntryChange(f"c{next(_numbers)}", entry, "visits", act, at.date(), at, "甲", changes, **more)


def told(open_work: OpenUnitOfWork, *changes: EntryChange, demo: bool = False) -> list[LedgerEntry]:
    with open_work() as work:
        given = work.entries.append(changes, demo=demo)
        work.commit()
    return list(given)


def test_a_row_is_stored_with_its_changes(open_work: OpenUnitOfWork) -> None:
    with open_work() as work:
        work.projects.add(Project(id="p", name="项目"))
        work.commit()
    added = change("e", EntryAct.ADD, ValueChange("subject", "", "一"), project_id="p", note="新")
    edited = change("e", EntryAct.EDIT, ValueChange("subject", "一", "二"), hours=1, source="表.xlsx A1 B2")
    (first,) = told(open_work, added, demo=True)
    (second,) = told(open_work, edited)
    assert (first.version, second.version, second.demo, second.project_id) == (1, 2, True, "p")
    with open_work(writes=False) as work:
        assert work.entries.get("e") == second
        assert work.entries.of_kind("visits") == [second] and work.entries.of_kind("issues") == []
        assert work.entries.history("e") == [added, edited] == work.entries.changes_of("visits")
        assert work.entries.changes_of("visits", START) == [added]
        assert work.entries.last_changes("visits") == {"e": START.date()}
        assert work.entries.demo_rows("visits") == {"e"} and not work.entries.demo_rows("issues")


def test_rows_taken_out_are_kept_aside(open_work: OpenUnitOfWork) -> None:
    told(open_work, change("e", EntryAct.ADD), change("f", EntryAct.ADD))
    told(open_work, change("e", EntryAct.REMOVE, hours=1))
    with open_work(writes=False) as work:
        assert [one.id for one in work.entries.of_kind("visits")] == ["f"]
        assert [one.id for one in work.entries.of_kind("visits", removed=True)] == ["e", "f"]


def test_rows_are_counted_without_those_taken_out_and_on_demand_those_that_follow(open_work: OpenUnitOfWork) -> None:
    told(open_work, change("e", EntryAct.ADD), change("f", EntryAct.ADD, anchor="case-1"), change("g", EntryAct.ADD))
    told(open_work, change("e", EntryAct.REMOVE, hours=1))
    with open_work(writes=False) as work:
        assert work.entries.count("visits") == 2
        assert work.entries.count("visits", following=False) == 1
        assert work.entries.count("issues") == 0


def test_an_anchor_finds_its_row(open_work: OpenUnitOfWork) -> None:
    told(open_work, change("e", EntryAct.ADD, anchor="case-1"), change("f", EntryAct.ADD))
    with open_work(writes=False) as work:
        found = work.entries.anchored("visits", "case-1")
        assert found is not None and found.id == "e"
        assert work.entries.anchored("visits", "case-2") is None
        assert work.entries.anchored("issues", "case-1") is None


def test_a_change_decided_on_another_state_is_refused_and_nothing_is_kept(open_work: OpenUnitOfWork) -> None:
    told(open_work, change("e", EntryAct.ADD, ValueChange("subject", "", "一")))
    stale = change("e", EntryAct.EDIT, ValueChange("subject", "零", "二"))
    with pytest.raises(Refusal, match="刚被其他人改动"), open_work() as work:
        work.entries.append([change("g", EntryAct.ADD), stale])
    with open_work(writes=False) as work:
        assert [one.id for one in work.entries.of_kind("visits")] == ["e"]
        assert len(work.entries.changes_of("visits")) == 1
        with pytest.raises(Refusal, match="没有编号为“g”的台账条目"):
            work.entries.get("g")


def test_many_rows_in_one_go(open_work: OpenUnitOfWork) -> None:
    many = [change(f"e{number}", EntryAct.ADD, ValueChange("subject", "", str(number))) for number in range(1200)]
    told(open_work, *many)
    told(open_work, *(change(one.entry_id, EntryAct.EDIT, ValueChange("people", "", "乙"), hours=1) for one in many))
    with open_work(writes=False) as work:
        rows = work.entries.of_kind("visits")
    assert [one.values["subject"] for one in rows] == [str(number) for number in range(1200)]
    assert {one.values["people"] for one in rows} == {"乙"}


values = st.dictionaries(st.sampled_from(["subject", "people", "policies"]), st.sampled_from(["甲", "乙", "𠮷"]))
Steps = list[tuple[str, dict[str, str]]]
edits = st.lists(st.tuples(st.sampled_from(["e1", "e2"]), values), max_size=8)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(edits)
def test_the_stored_rows_are_what_the_changes_say(
    open_work: OpenUnitOfWork, steps: list[tuple[str, dict[str, str]]]
) -> None:
    mark = f"{next(_numbers)}-"
    now: dict[str, dict[str, str]] = {}
    for name, after in steps:
        entry = mark + name
        act = EntryAct.EDIT if entry in now else EntryAct.ADD
        told(open_work, change(entry, act, *differences(now.get(entry, {}), after)))
        now[entry] = after
    with open_work(writes=False) as work:
        rows = {one.id: one for one in work.entries.of_kind("visits") if one.id.startswith(mark)}
        every = [one for one in work.entries.changes_of("visits") if one.entry_id.startswith(mark)]
    assert rows == folded(every)
    assert {key: dict(one.values) for key, one in rows.items()} == now


def test_views_are_kept_under_their_names(open_work: OpenUnitOfWork) -> None:
    query = LedgerQuery("词", (Condition("subject", Test.ONE_OF, ("一", "二")),), (Order("subject", True),))
    view = LedgerView("我的", query, ("subject", "people"), "v1")
    with open_work() as work:
        work.views.save("visits", LedgerView("旧名", id="v1"))
        work.views.save("visits", view)
        with pytest.raises(Refusal, match="已经有叫“我的”的视图"):
            work.views.save("visits", LedgerView("我的", id="v2"))
        work.views.save("issues", LedgerView("我的", id="v3"))
        work.commit()
    with open_work() as work:
        assert work.views.of_kind("visits") == [view]
        work.views.remove("v1")
        work.commit()
    with open_work(writes=False) as work:
        assert work.views.of_kind("visits") == [] and [one.id for one in work.views.of_kind("issues")] == ["v3"]


def test_a_layout_is_remembered_and_replaced(open_work: OpenUnitOfWork) -> None:
    layout = KnownLayout("f", "visits", (("日期", "visited_on", ""), ("金额", "amount", "万元")))
    with open_work() as work:
        work.layouts.remember(KnownLayout("f", "visits", ()))
        work.layouts.remember(layout)
        work.commit()
    with open_work(writes=False) as work:
        assert work.layouts.of("visits", "f") == layout
        assert work.layouts.of("issues", "f") is None


@pytest.fixture
def written(database: Database) -> Iterator[Database]:
    """A database with one row of one change."""
    told(unit_of_work(database), change("e", EntryAct.ADD, ValueChange("subject", "", "一")))
    yield database


@pytest.mark.parametrize("act", ["UPDATE ledger_change SET note = 'x'", "DELETE FROM ledger_change"])
def test_the_database_itself_keeps_every_change(written: Database, act: str) -> None:
    with pytest.raises(Exception, match="never changed"), written.writing() as connection:
        connection.execute(text(act))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE ledger_entry SET body = '[1'", "台账条目 e 无法识别"),
        ("UPDATE ledger_entry SET body = '[1]'", "台账条目 e 无法识别"),
    ],
)
def test_damage_is_named(written: Database, harm: str, said: str) -> None:
    with written.writing() as connection:
        connection.execute(text(harm))
        connection.commit()
    with pytest.raises(Damaged, match=said), unit_of_work(written)(writes=False) as work:
        work.entries.of_kind("visits")
