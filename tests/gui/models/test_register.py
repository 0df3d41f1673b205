"""The table of a ledger: words by type, lamps, marks in the header, what may be edited, fifty thousand rows."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerFlow, LedgerKind, Source
from desktop_app.domain.ledger_query import Condition, LedgerQuery, Order, Test
from desktop_app.gui.models.paged import RIGHT
from desktop_app.gui.models.register import RegisterModel, row_key
from desktop_app.gui.widgets.lamp import LAMP_ROLE

KIND = LedgerKind(
    "trial",
    "试用",
    "试用台账",
    "",
    (
        LedgerColumn("name", "名称"),
        LedgerColumn("amount", "金额", ColumnType.AMOUNT, unit="万元", total=True),
        LedgerColumn("lamp", "提示", source=Source.DERIVED, field="expiry_lamp until"),
        LedgerColumn("state", "状态", inline=False),
    ),
    identity=("name",),
    flow=LedgerFlow("state", ("办理中",), (), ()),
)


def row(number, name="甲", amount="125000", lamp="有效"):
    cells = {"name": name, "amount": amount, "lamp": lamp}
    return LedgerRowNow(str(number), cells, words={"name": name, "amount": "12.5", "lamp": lamp})


@pytest.fixture
def model():
    made = RegisterModel()
    made.show_columns(KIND, KIND.columns)
    made.show_rows([row(1), row(2, "=1+1"), row(3, lamp="已过期")], LedgerQuery())
    return made


def test_it_keeps_the_rules_of_a_table_model(model, qtmodeltester):
    qtmodeltester.check(model)


def test_words_alignment_and_lamps_by_type(model):
    assert [model.index(0, column).data() for column in range(4)] == ["甲", "12.5", "有效", ""]
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT
    assert model.index(2, 2).data(LAMP_ROLE) == "overdue"
    assert model.index(0, 0).data(LAMP_ROLE) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "金额（万元）"


def test_the_header_says_what_sorts_and_filters(model):
    query = LedgerQuery(
        conditions=(Condition("name", Test.CONTAINS, ("甲",)),), order=(Order("amount", descending=True), Order("name"))
    )
    model.show_rows(model.rows, query)
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
    assert heads == ["名称 ↑2 ▼", "金额（万元） ↓1", "提示"]
    assert "名称 包含 甲" in model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    model.show_rows(model.rows, LedgerQuery(order=(Order("name"),)))
    assert model.headerData(0, Qt.Orientation.Horizontal) == "名称 ↑"


def test_only_what_people_write_may_be_edited(model):
    def editable(column):
        return bool(model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable)

    assert [editable(column) for column in range(4)] == [True, True, False, False]
    model.writable = False
    assert not editable(0)


def test_copied_cells_never_become_formulas(model):
    assert model.text_of([model.row_at(1)]) == "名称\t金额（万元）\t提示\t状态\n =1+1\t12.5\t有效\t\n"


def test_other_columns_keep_the_rows_and_another_ledger_does_not(model):
    model.show_columns(KIND, KIND.columns[1:2])
    assert (model.rowCount(), model.columnCount(), model.index(0, 0).data()) == (3, 1, "12.5")
    other = LedgerKind("other", "别的", "别的台账", "", KIND.columns)
    model.show_columns(other, other.columns)
    assert model.rowCount() == 0 and model.row_at(0) is None


def test_a_row_is_known_before_and_after_something_was_entered_for_it():
    before, after = LedgerRowNow("", anchor="project-1"), LedgerRowNow("e-1", anchor="project-1")
    assert row_key(before) == row_key(after) == "project-1"
    assert row_key(LedgerRowNow("e-2")) == "e-2"


def test_fifty_thousand_rows_answer_only_for_the_cells_in_view(model):
    asked = []

    class Words(dict):
        def get(self, key, default=""):
            asked.append(key)
            return "甲"

    rows = [LedgerRowNow(str(number), {}, words=Words()) for number in range(50_000)]
    model.show_rows(rows, LedgerQuery())
    assert model.rowCount() == 50_000 and model.position("49999") == 49_999
    assert asked == []
    assert model.index(49_999, 0).data() == "甲" and len(asked) == 1
