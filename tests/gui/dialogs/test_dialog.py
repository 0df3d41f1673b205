"""Every dialog gives the keyboard back to where it was; nothing typed is thrown away unless it is said twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desktop_app.gui.dialogs.dialog import Dialog, GiveUpDialog
from desktop_app.gui.dialogs.people import PeopleDialog


def test_the_keyboard_returns_when_a_dialog_closes(full, screen_of, qtbot):
    screen = screen_of(full)
    page = screen.window.pages["today"]
    counter = page.counters["ready"]
    counter.setFocus()
    case_id = full.overview.today().ready[0].step.case_id
    dialog = PeopleDialog(screen.session, full.cases.get(case_id), screen.window)
    dialog.open()
    screen.rest()
    assert not counter.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    screen.rest()
    assert counter.hasFocus()


def test_a_button_made_anew_meanwhile_has_the_keyboard_again(full, screen_of, qtbot):
    screen = screen_of(full)
    panel = screen.window.pages["today"].panel
    panel.buttons["print"].setFocus()
    screen.window.page.refresh()
    screen.rest()
    assert QApplication.focusWidget() is panel.buttons["print"]
    qtbot.keyClick(panel.buttons["print"], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not panel.buttons["print"]


def test_a_place_that_is_gone_is_not_looked_for(full, screen_of):
    screen = screen_of(full)
    page = screen.window.pages["today"]
    page.counters["ready"].setFocus()
    case_id = full.overview.today().ready[0].step.case_id
    dialog = PeopleDialog(screen.session, full.cases.get(case_id), screen.window)
    dialog.open()
    screen.window.go("ledger", None)
    screen.rest()
    dialog.reject()
    screen.rest()
    assert not page.counters["ready"].hasFocus()
    assert screen.window.page.key == "ledger"


class Written(Dialog):
    """A dialog with a line, a longer text and a search."""

    def __init__(self, session, parent):
        super().__init__(session, "登记", "确定", parent)
        self.line, self.text, self.search = QLineEdit("原来的"), QPlainTextEdit(), QLineEdit()
        self.search.setAccessibleName("查姓名")
        for part in (self.line, self.text, self.search):
            self.body.addWidget(part)


@pytest.fixture
def written(empty, screen_of):
    screen = screen_of(empty)
    dialog = Written(screen.session, screen.window)
    dialog.open()
    screen.rest()
    return screen, dialog


def shown():
    return any(isinstance(one, Written) and one.isVisible() for one in QApplication.topLevelWidgets())


@pytest.mark.parametrize(
    "touch", [lambda _one: None, lambda one: one.search.insert("甲"), lambda one: one.line.clear()]
)
def test_what_the_program_filled_in_and_what_was_looked_for_is_left_by_one_key(written, qtbot, touch):
    _screen, dialog = written
    touch(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not shown()


@pytest.mark.parametrize("touch", [lambda one: one.line.insert("改"), lambda one: one.text.insertPlainText("写")])
def test_typed_words_are_thrown_away_only_when_it_is_said(written, qtbot, touch):
    screen, dialog = written
    touch(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.keyClick(screen.dialog(GiveUpDialog), Qt.Key.Key_Escape)
    assert shown()
    dialog.cancel.click()
    screen.dialog(GiveUpDialog).agree.click()
    assert not shown()


def test_closing_the_frame_asks_as_well(written):
    screen, dialog = written
    dialog.line.insert("改")
    dialog.close()
    assert shown()
    screen.dialog(GiveUpDialog).cancel.click()
    dialog.give_up()
    assert not shown()
