"""Rows under headings: what is a heading, what can be chosen, and which row is found."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.progress import Lamp
from desktop_app.gui.models.headed import HeadedModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.widgets.cells import SECTION_ROLE
from desktop_app.gui.widgets.lamp import LAMP_ROLE

COLUMNS: tuple[Column[tuple[str, Lamp]], ...] = (
    Column("lamp", "灯号", 80, lambda row: row[0], lamp=lambda row: row[1]),
    Column("name", "名称", 80, lambda row: row[0]),
)
LATE, DONE, NEAR = ("逾期", Lamp.OVERDUE), ("办结", Lamp.DONE), ("临近", Lamp.WARNING)


class Grouped(HeadedModel[str, tuple[str, Lamp]]):
    def section_words(self, heading):
        return heading, "先办这些"


@pytest.fixture
def model(qapp):
    made = Grouped(COLUMNS)
    made.show_sections([("前期", [DONE, NEAR]), ("空的", []), ("建设", [LATE])])
    return made


def test_it_behaves_as_qt_expects(model, qtmodeltester):
    qtmodeltester.check(model)
    model.show_sections([])
    qtmodeltester.check(model)
    assert model.rowCount() == 0 and model.headings() == {}


def test_headings_stand_above_their_rows_also_where_there_are_none(model):
    assert model.headings() == {0: "前期", 3: "空的", 4: "建设"}
    assert [model.row_at(row) for row in range(-1, 7)] == [None, None, DONE, NEAR, None, None, LATE, None]


def test_a_heading_is_read_in_the_first_column_and_cannot_be_chosen(model):
    first, second = model.index(0, 0), model.index(0, 1)
    assert first.data(SECTION_ROLE) == second.data(SECTION_ROLE) == ("前期", "先办这些")
    assert (first.data(), second.data(), first.data(LAMP_ROLE)) == ("前期 先办这些", None, None)
    assert model.flags(first) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_the_lamp_of_a_row_is_answered_where_the_column_has_one(model):
    assert model.index(5, 0).data(LAMP_ROLE) == Lamp.OVERDUE
    assert model.index(5, 1).data(LAMP_ROLE) is None


def test_rows_are_found_and_the_loudest_comes_first(model):
    assert model.find_row(lambda row: row[0] == "临近") == 2
    assert model.find_row(lambda row: row[0] == "没有") == -1
    assert model.first_of((Lamp.OVERDUE, Lamp.WARNING), lambda row: row[1]) == 5
    assert model.first_of((Lamp.SUSPENDED,), lambda row: row[1]) == 1
    model.show_sections([])
    assert model.first_of((Lamp.OVERDUE,), lambda row: row[1]) == -1
