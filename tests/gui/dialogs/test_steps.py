"""A dialog in steps: Esc throws away nothing that was typed unless it is said twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui.dialogs.dialog import GiveUpDialog
from desktop_app.gui.dialogs.new_project import NewProjectDialog


@pytest.fixture
def opened(empty, screen_of):
    screen = screen_of(empty)
    dialog = NewProjectDialog(screen.session, screen.window)
    dialog.open()
    screen.rest()
    return screen, dialog


def is_open() -> bool:
    return any(isinstance(one, NewProjectDialog) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_an_untouched_dialog_closes_at_once(opened, qtbot):
    _screen, dialog = opened
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not is_open()


def test_typed_input_is_kept_until_it_is_given_up(opened, qtbot):
    screen, dialog = opened
    dialog.facts.name.insert("某某新材料项目")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    ask = screen.dialog(GiveUpDialog)
    qtbot.keyClick(ask, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.facts.name.text() == "某某新材料项目"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.keyClick(screen.dialog(GiveUpDialog), Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter goes on as well"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.mouseClick(screen.dialog(GiveUpDialog).agree, Qt.MouseButton.LeftButton)
    assert not is_open()
    assert screen.desk.projects.all() == []


def test_a_decision_is_not_thrown_away_either(opened, qtbot):
    screen, dialog = opened
    dialog.case.template.box.setCurrentIndex(dialog.case.template.box.findData("SX-BZD"))
    box, _on = next(iter(dialog.case.earlier.rows.values()))
    box.setCurrentText("已办 · 日期不详")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.mouseClick(screen.dialog(GiveUpDialog).agree, Qt.MouseButton.LeftButton)
    assert not is_open()


def test_what_was_sent_is_not_asked_about(opened):
    screen, dialog = opened
    dialog.facts.name.insert("某某新材料项目")
    dialog.only.click()
    screen.rest()
    assert not is_open()
    assert len(screen.desk.projects.all()) == 1
