"""What is doubtful about cells of a ledger: said while it is typed, marked in the row, told with the row chosen."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from desktop_app.gui.dialogs.entry import EntryDialog
from desktop_app.gui.dialogs.entry_act import FlowActDialog
from desktop_app.gui.widgets.cells import REMARK_ROLE
from desktop_app.gui.widgets.register_fields import ChoiceValue, LineValue

# The test platform has no window system that could raise or grab.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SLIP = "91350100M000100Y41"
"""The example of GB 32100-2015 with another check character; 3 would be right."""


@pytest.fixture
def page_of(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("甲")

    def open_page(key, kind=""):
        screen.window.go(key)
        screen.rest()
        page = screen.window.page
        page.screen = screen
        if kind:
            page.kinds.chosen.emit(kind)
            screen.rest()
        return page

    return open_page


def place(page, key):
    keys = [column.key for column in page.pane.model.columns]
    return page.pane.model.index(0, keys.index(key))


def edit(page, qtbot, key):
    page.pane.table.setFocus()
    page.pane.table.setCurrentIndex(place(page, key))
    page.screen.rest()
    qtbot.keyClick(page.pane.table, Qt.Key.Key_F2)
    found = QApplication.focusWidget()
    while found is not None and not isinstance(found, LineValue):
        found = found.parentWidget()
    assert found is not None
    return found


def test_what_is_doubtful_is_said_at_the_cell_and_stays_marked(page_of, qtbot):
    page = page_of("registers", "three-batches")
    page.panel.show()
    note = page.pane.table.cell.remark
    line = edit(page, qtbot, "credit_code")
    line.setText("91140000ABC")
    page.screen.rest()
    assert not note.isVisible(), "a code that is none is refused, not remarked on"
    line.setText(SLIP)
    page.screen.rest()
    assert note.isVisible() and "校验码应是 3" in note.text()
    assert note.height() >= note.heightForWidth(note.width()), "all of it is seen"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    page.screen.rest()
    assert not note.isVisible()
    assert page.pane.current().cells["credit_code"] == SLIP
    assert "提醒：统一社会信用代码" in page.pane.said.full and "Ctrl+Z 撤销" in page.pane.said.full
    assert "校验码应是 3" in place(page, "credit_code").data(REMARK_ROLE)
    assert "校验码应是 3" in place(page, "credit_code").data(Qt.ItemDataRole.ToolTipRole)
    assert "校验码应是 3" in page.panel.remarks.text() and not page.panel.remarks.isHidden()
    assert "校验码应是 3" in place(page, "name").data(REMARK_ROLE), "what the row is called by stays in view"
    page.pane.show_columns(["zone", "town"])
    page.screen.rest()
    assert "校验码应是 3" in place(page, "zone").data(REMARK_ROLE), "without it the first column there is"
    assert place(page, "town").data(REMARK_ROLE) is None


def test_a_code_that_is_none_is_refused_at_the_cell(page_of, qtbot):
    page = page_of("registers", "three-batches")
    before = page.pane.current().cells.get("credit_code", "")
    line = edit(page, qtbot, "credit_code")
    line.setText("91140000ABC")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "有 11 位" in page.pane.table.cell.complaint.text() and line.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    page.screen.rest()
    assert page.pane.current().cells.get("credit_code", "") == before


def test_a_sign_no_font_has_is_marked_once_it_is_there(page_of, qtbot, full):
    page = page_of("visits")
    line = edit(page, qtbot, "officer")
    line.setText("甲😀")
    page.screen.rest()
    assert "😀 没有字体可印" in page.pane.table.cell.remark.text()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    page.screen.rest()
    assert "😀 没有字体可印" in place(page, "officer").data(REMARK_ROLE)
    assert place(page, "people").data(REMARK_ROLE) is None


def test_the_dialog_of_a_row_remarks_before_it_is_kept(page_of):
    page = page_of("registers", "meetings")
    page.enter_row()
    dialog = page.findChildren(EntryDialog)[-1]
    dialog.fields["held_on"].setText("2026-11-03")
    dialog.fields["due_on"].setText("2026-10-01")
    page.screen.rest()
    assert "完成期限 2026-10-01 早于会议日期 2026-11-03" in dialog.remarks.text()
    dialog.fields["due_on"].setText("2026-12-01")
    page.screen.rest()
    assert dialog.remarks.isHidden()
    dialog.reject()


def test_the_dialog_of_an_act_remarks_on_signs(page_of):
    page = page_of("issues")
    states = [row.cells["state"] for row in page.pane.model.rows]
    page.pane.table.setCurrentIndex(page.pane.model.index(states.index("办理中"), 0))
    page.screen.rest()
    page.act("extend")
    dialog = page.findChildren(FlowActDialog)[-1]
    before = dialog.height()
    dialog.fields["extension_reason"].setPlainText("等批复👍")
    page.screen.rest()
    assert dialog.height() > before, "nothing is squeezed"
    assert "👍 没有字体可印" in dialog.remarks.text()
    dialog.reject()


def test_looking_something_up_elsewhere_keeps_the_field_open(page_of, qtbot, full):
    page = page_of("visits")
    row = page.pane.current()
    line = edit(page, qtbot, "officer")
    line.setText("半句")
    QApplication.sendEvent(line, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    page.screen.rest()
    assert line.isVisible() and len(full.entries.history(row.id)) == row.version
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    page.screen.rest()
    assert page.pane.current().cells["officer"] == row.cells["officer"]


def test_a_choice_is_walked_in_its_list_and_taken_there(page_of, qtbot):
    page = page_of("visits")
    before = page.pane.current().cells["form"]
    page.pane.table.setCurrentIndex(place(page, "form"))
    page.pane.table.setFocus()
    qtbot.keyClick(page.pane.table, Qt.Key.Key_F2)
    box = QApplication.focusWidget()
    assert isinstance(box, ChoiceValue)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    page.screen.rest()
    assert box.view().isVisible() and page.pane.current().cells["form"] == before
    box.hidePopup()
    qtbot.keyClick(box, Qt.Key.Key_Escape)


def test_after_an_import_undo_says_what_it_can_do(page_of, qtbot):
    page = page_of("visits")
    line = edit(page, qtbot, "officer")
    line.setText("丁")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    page.screen.rest()
    page.files.imported.emit(page.pane.kind, 3)
    page.writer.undo()
    assert "导入 3 行" in page.pane.refusal.text() and "Delete 移出" in page.pane.refusal.text()
    page.writer.undo()
    page.screen.rest()
    assert "已撤销" in page.pane.said.full
