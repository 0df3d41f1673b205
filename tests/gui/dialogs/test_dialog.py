"""Every dialog gives the keyboard back to where it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

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
