"""Columns of a list: hidden where room is short, unless ticked; kept for the next start."""

import pytest

from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.session import settings
from desktop_app.gui.widgets.column_menu import ColumnMenu
from desktop_app.gui.widgets.listing import listing

COLUMNS = tuple(Column(key, key.upper(), 80, str) for key in ("a", "b", "c"))


@pytest.fixture
def table(qtbot):
    made = listing("测试", ListModel(COLUMNS))
    qtbot.addWidget(made)
    return made


def hidden(table):
    return [column.key for place, column in enumerate(COLUMNS) if table.isColumnHidden(place)]


def actions(columns):
    return {action.text(): action for action in columns.menu().actions()}


def test_room_decides_until_somebody_ticks(table):
    columns = ColumnMenu(table, COLUMNS, "test", ("a",))
    columns.make_room(["a", "b"])
    assert hidden(table) == ["b"]
    actions(columns)["B"].trigger()
    assert hidden(table) == []
    actions(columns)["C"].trigger()
    columns.make_room(["b", "c"])
    assert hidden(table) == ["c"]
    assert not actions(columns)["A"].isEnabled()


def test_what_was_ticked_is_there_at_the_next_start_and_can_be_forgotten(table):
    columns = ColumnMenu(table, COLUMNS, "test", ("a",))
    columns.tick("b", shown=True)
    again = ColumnMenu(table, COLUMNS, "test", ("a",))
    again.make_room(["b", "c"])
    assert hidden(table) == ["c"]
    actions(again)["按窗口宽窄自动显示"].trigger()
    assert hidden(table) == ["b", "c"]
    assert not actions(ColumnMenu(table, COLUMNS, "test", ("a",)))["按窗口宽窄自动显示"].isEnabled()


@pytest.mark.parametrize("kept", ["nonsense", "[]", '{"x": true}'])
def test_what_something_else_wrote_is_left_alone(table, kept):
    settings().setValue("columns/test", kept)
    columns = ColumnMenu(table, COLUMNS, "test", ("a",))
    columns.make_room(["c"])
    assert hidden(table) == ["c"]
