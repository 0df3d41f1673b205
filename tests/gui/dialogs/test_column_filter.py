"""The condition of one column: by text, by choice, from–to, filled or not; what cannot be read stays in the dialog."""

import pytest

from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn
from desktop_app.domain.ledger_query import Condition, Test
from desktop_app.gui.dialogs.column_filter import ColumnFilter
from desktop_app.gui.session import Session

AMOUNT = LedgerColumn("amount", "金额", ColumnType.AMOUNT, unit="万元")
KIND = LedgerColumn("kind", "类别", ColumnType.CHOICE, options=("用地", "环评"))


@pytest.fixture
def ask(empty, qtbot):
    session = Session(empty)
    heard = []

    def opened(column, found=(), before=None):
        dialog = ColumnFilter(session, column, found, before, heard.append)
        qtbot.addWidget(dialog)
        return dialog, heard

    yield opened
    session.close()


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        ("1", "2", Condition("amount", Test.BETWEEN, ("10000", "20000"))),
        ("1.2亿元", "", Condition("amount", Test.AT_LEAST, ("120000000",))),
        ("", "5", Condition("amount", Test.AT_MOST, ("50000",))),
        ("", "", None),
    ],
)
def test_bounds_are_read_in_the_unit_of_the_column(ask, low, high, wanted):
    dialog, heard = ask(AMOUNT)
    dialog.low.setText(low)
    dialog.high.setText(high)
    dialog.submit()
    assert heard == [wanted]


def test_a_bound_that_is_no_amount_stays_in_the_dialog(ask):
    dialog, heard = ask(AMOUNT)
    dialog.low.setText("很多")
    dialog.submit()
    assert "不少于" in dialog.refused.text() and heard == []


def test_words_are_ticked_typed_or_missing(ask):
    dialog, _heard = ask(KIND, ["资金", ""])
    assert [dialog.list.list.item(row).text() for row in range(3)] == ["用地", "环评", "资金"]
    assert dialog.condition() is None
    dialog.text.setText("地")
    assert dialog.condition() == Condition("kind", Test.CONTAINS, ("地",))
    dialog.list.tick_all(True)
    assert dialog.condition() == Condition("kind", Test.ONE_OF, ("用地", "环评", "资金"))
    dialog.kept.setCurrentIndex(2)
    assert dialog.condition() == Condition("kind", Test.EMPTY)


def test_it_begins_with_the_condition_in_force_and_takes_it_away(ask):
    before = Condition("amount", Test.BETWEEN, ("10000", "20000"))
    dialog, heard = ask(AMOUNT, before=before)
    assert (dialog.low.text(), dialog.high.text(), dialog.condition()) == ("1", "2", before)
    dialog.none.setChecked(True)
    dialog.submit()
    assert heard == [None]
