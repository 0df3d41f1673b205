"""The ledger table: its sort keys are those of SQL, money is exact in the tooltip, lamps come with words."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.progress import Lamp
from desktop_app.gui.models.ledger import LedgerColumns, LedgerModel, hundred_millions
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.lamp import LAMP_ROLE

SORTED = [column.key for column in LedgerColumns().every() if column.sortable]


@pytest.fixture
def session(full):
    made = Session(full)
    yield made
    made.close()


@pytest.fixture
def model(session, full, qtbot):
    made = LedgerModel(session)
    made.telling.today, made.telling.calendar = session.today, full.calendar
    made.show_ids(full.overview.project_ids(full.overview.query()))
    made.row_at(0)
    qtbot.waitUntil(lambda: session.lane.idle)
    yield made
    made.deleteLater()


def column(model, key):
    return [one.key for one in model.columns].index(key)


def test_it_behaves_as_qt_expects(model, qtmodeltester):
    qtmodeltester.check(model)


@pytest.mark.parametrize("key", SORTED)
@pytest.mark.parametrize("descending", [False, True])
def test_sql_sorts_by_every_column_that_can_be_clicked(full, key, descending):
    query = full.overview.query(sort=key, descending=descending)
    assert sorted(full.overview.project_ids(query)) == sorted(full.overview.project_ids(full.overview.query()))


def test_each_row_has_a_lamp_with_words(model):
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        assert Lamp(index.data(LAMP_ROLE)) in Lamp
        assert index.data(Qt.ItemDataRole.DisplayRole)


def test_a_project_without_a_case_says_so(model):
    words = [model.index(row, 0).data() for row in range(model.rowCount()) if not model.row_at(row).cases]
    assert words and set(words) == {"未开办"}


def test_investment_is_shown_rounded_and_told_exactly(model):
    at = column(model, "investment")
    row = next(row for row in range(model.rowCount()) if model.row_at(row).investment_yuan == 4_703_000_000)
    assert model.index(row, at).data() == "47.03"
    assert model.index(row, at).data(Qt.ItemDataRole.ToolTipRole) == "4,703,000,000 元"
    assert hundred_millions(None) == "—"


def test_overdue_rows_say_by_how_much(model):
    at = column(model, "left")
    late = [row for row in range(model.rowCount()) if model.index(row, 0).data(LAMP_ROLE) == Lamp.OVERDUE]
    assert late
    assert all(model.index(row, at).data().startswith(("逾 ", "刚逾期")) for row in late)
