"""Row table: rows typed, pasted and taken away by keyboard; what comes from the records stays as it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.application.forms.asks import Ask, Kind
from desktop_app.gui.widgets.row_table import RowField, RowsDialog

# The test platform has no window system that could raise or grab.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MATERIALS = Ask("rows", "材料", Kind.ROWS, columns=("名称", "份数"))
LINES = Ask("lines", "调度项目", Kind.ROWS, columns=("项目", "卡点"), fixed=("项目",), hint="平时在“调度”页填写")


@pytest.fixture
def field(qtbot):
    made = RowField(MATERIALS, [("总图", "2"), ("执照", "1")])
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_empty_row_waits_to_be_written_in_and_is_no_answer(field, qtbot):
    assert field.table.rowCount() == 3 and field.rows() == [["总图", "2"], ["执照", "1"]]
    with qtbot.waitSignal(field.edited):
        field.table.item(2, 0).setText("章程")
    assert field.rows()[-1] == ["章程", ""] and field.table.rowCount() == 4


def test_delete_takes_the_chosen_rows_away(field, qtbot):
    field.table.setCurrentCell(0, 1)
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field.table, Qt.Key.Key_Delete)
    assert field.rows() == [["执照", "1"]]


def test_rows_of_a_workbook_are_pasted_from_the_current_cell_on(field, qtbot):
    QGuiApplication.clipboard().setText("合同\t3\n章程\t4\t多余\n")
    field.table.setCurrentCell(1, 0)
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.rows() == [["总图", "2"], ["合同", "3"], ["章程", "4"]]


def test_what_comes_from_the_records_is_not_typed_over_and_gets_no_new_rows(qtbot):
    field = RowField(LINES, [("甲厂", ""), ("乙厂", "缺图")])
    qtbot.addWidget(field)
    table = field.table
    assert table.rowCount() == 2
    assert not table.item(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    assert table.item(0, 1).flags() & Qt.ItemFlag.ItemIsEditable
    QGuiApplication.clipboard().setText("丙厂\t补图\n丁厂\t等章\n戊厂\t无\n")
    table.setCurrentCell(0, 0)
    table.paste()
    assert field.rows() == [["甲厂", "补图"], ["乙厂", "等章"]]


def test_the_large_window_gives_its_rows_back_only_when_agreed_to(field, qtbot):
    heard = []
    field.edited.connect(lambda: heard.append(True))
    for pressed, wanted in (("cancel", [["总图", "2"], ["执照", "1"]]), ("agree", [["总图", "5"], ["执照", "1"]])):
        field.enlarge()
        (dialog,) = [one for one in field.window().findChildren(RowsDialog) if one.isVisible()]
        dialog.table.item(0, 1).setText("5")
        with qtbot.waitSignal(dialog.finished):
            getattr(dialog, pressed).click()
        assert field.rows() == wanted
    assert heard == [True]
