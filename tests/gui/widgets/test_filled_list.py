"""A list under a tab: its lines or what to do first, and the room its columns need."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.widgets.filled_list import FilledList

COLUMNS: tuple[Column[str], ...] = (
    Column("name", "指标", 60, str, stretch=True),
    Column("sides", "分子 ÷ 分母", 60, lambda line: f"{line} ÷ {line}"),
    Column("hidden", "另一读法", 4000, str),
)
NOTHING = ("还没有", "请新建")
LONG = "183.05 亿元（不含未填投资的项目）"


def made(qtbot: QtBot, *lines: str) -> FilledList:
    found = FilledList("表", ListModel(COLUMNS), NOTHING)
    qtbot.addWidget(found)
    found.table.setColumnHidden(2, True)
    found.show_lines(lines, "")
    return found


def test_columns_get_the_room_of_their_longest_cell_within_bounds(qtbot: QtBot) -> None:
    short, long = made(qtbot, "1"), made(qtbot, "1", LONG)
    assert short.fitted(300, 5000) == 300
    needed = long.fitted(300, 5000)
    sides = long.table.columnWidth(1)
    assert sides > short.table.columnWidth(1) == 60
    assert long.table.fontMetrics().horizontalAdvance(f"{LONG} ÷ {LONG}") <= sides < needed < 4000
    assert long.fitted(300, 400) == 400


def test_without_lines_it_says_what_to_do_first(qtbot: QtBot) -> None:
    found = made(qtbot)
    assert found.currentWidget() is found.empty
    assert found.fitted(300, 5000) == 300
