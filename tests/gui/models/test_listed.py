"""Short lists: what Qt expects of a model, rows replaced as a whole, cut cells that say all in their tooltip."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column

COLUMNS: tuple[Column[tuple[str, str]], ...] = (
    Column("name", "名称", 100, lambda row: row[0], stretch=True),
    Column("count", "数", 60, lambda row: row[1]),
)


@pytest.fixture
def model(qtbot):
    made = ListModel(COLUMNS)
    yield made
    made.deleteLater()


def test_it_behaves_as_qt_expects(model, qtmodeltester):
    qtmodeltester.check(model)
    model.show_rows([("甲", "1"), ("乙", "2")])
    qtmodeltester.check(model)


def test_other_rows_take_the_place_of_all_before(model, qtbot):
    model.show_rows([("甲", "1"), ("乙", "2")])
    with qtbot.waitSignal(model.modelReset):
        model.show_rows([("丙", "3")])
    assert model.rowCount() == 1 and model.rowCount(model.index(0, 0)) == 0
    assert model.row_at(0) == ("丙", "3")
    assert model.row_at(1) is None and model.row_at(-1) is None


def test_only_a_cell_that_may_be_cut_repeats_itself_in_its_tooltip(model):
    model.show_rows([("甲" * 60, "1")])
    name, count = (model.index(0, column).data(Qt.ItemDataRole.ToolTipRole) for column in (0, 1))
    assert name == "甲" * 60
    assert not count
