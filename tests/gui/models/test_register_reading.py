"""One reading of a ledger: counts of views, rows of one project, the order by clicks, sums in words."""

import pytest

from desktop_app.domain.ledger_query import LedgerQuery, Order
from desktop_app.gui.models.register_reading import PaneQuery, read_ledger, sorted_by, sums_words
from desktop_app.gui.widgets.register_bar import ALL
from tests.desks import entered, new_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = new_desk(tmp_path_factory.mktemp("reading"))
    parks = [entered(made, name, investment_yuan=yuan) for name, yuan in (("甲园", 12_500_000), ("乙园", 470_300_000))]
    for day, park, problem in (("2026-11-02", 0, ""), ("2026-11-09", 1, "缺电"), ("2026-11-16", 1, "")):
        row = {"visited_on": day, "enterprise": "示例", "form": "上门", "subject": "走访", "project": parks[park].id}
        made.entries.add("visits", row | ({"problems": problem} if problem else {}), "甲")
    yield made
    made.close()


def test_every_view_is_counted(desk):
    read = read_ledger(desk, "visits", removed=False)
    assert read.counts[ALL] == 3 and read.counts["=还没跟进的问题"] == 1
    assert [one.name for one in read.projects] == ["甲园", "乙园"]


def test_the_rows_of_one_project_and_a_search_by_its_name(desk):
    read = read_ledger(desk, "visits", removed=False)
    park = read.projects[1]
    assert len(PaneQuery(project_id=park.id).of(read.kind, read.lines)) == 2
    assert len(PaneQuery(LedgerQuery("乙园 缺电")).of(read.kind, read.lines)) == 1
    by_name = PaneQuery(LedgerQuery(order=(Order("project", descending=True),))).of(read.kind, read.lines)
    assert [row.words["project"] for row in by_name] == ["甲园", "乙园", "乙园"]


def test_rows_taken_out_are_a_reading_of_their_own(desk):
    gone = desk.entries.rows("visits")[0]
    desk.entries.remove(gone.id, "甲", "重复")
    removed = read_ledger(desk, "visits", removed=True)
    assert [row.id for row, _cells in removed.lines] == [gone.id] and removed.counts == {}
    assert len(read_ledger(desk, "visits", removed=False).lines) == 2
    desk.entries.restore(gone.id, "甲")


def test_clicks_sort_turn_round_and_end():
    first = sorted_by(LedgerQuery(), "a", more=False)
    turned = sorted_by(first, "a", more=False)
    assert (first.order, turned.order) == ((Order("a"),), (Order("a", descending=True),))
    assert sorted_by(turned, "a", more=False).order == ()
    assert sorted_by(first, "b", more=False).order == (Order("b"),)


def test_with_shift_the_columns_before_it_stay():
    both = sorted_by(sorted_by(LedgerQuery(), "a", more=False), "b", more=True)
    assert both.order == (Order("a"), Order("b"))
    turned = sorted_by(both, "a", more=True)
    assert turned.order == (Order("a", descending=True), Order("b"))
    assert sorted_by(turned, "a", more=True).order == (Order("b"),)


def test_sums_are_said_in_large_units(desk):
    kind = desk.entries.kinds.get("three-batches")
    assert sums_words(kind, desk.entries.rows("three-batches")) == "总投资 4.828 亿元"
    assert sums_words(desk.entries.kinds.get("visits"), desk.entries.rows("visits")) == ""
