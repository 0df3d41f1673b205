"""设置: saved from the keyboard, refused inline with nothing lost, told to the window and to the next paper."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app import __version__
from desktop_app.application.ports import DEFAULT_CENTRE


@pytest.fixture
def page(full, screen_of):
    """The settings of the demonstration workspace."""
    return settings_page(screen_of(full))


def settings_page(screen):
    screen.window.go("settings")
    screen.rest()
    made = screen.window.page
    made.screen = screen
    return made


def retype(qtbot, edit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    edit.insert(text)
    edit.textEdited.emit(text)


def test_it_shows_what_is_saved_and_where_the_data_lies(page, full, qtbot):
    assert QApplication.focusWidget() is page.centre
    kept = full.workspace.get()
    assert (page.centre.text(), page.letter.currentText(), page.title.text()) == (kept.centre, kept.desk, kept.name)
    assert page.version.text() == f"帮办台 {__version__}"
    assert page.folder.text() == str(full.folder) and page.folder.isReadOnly()
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == str(full.folder)
    assert not page.save.isEnabled() and not page.undo.isEnabled()


def test_names_typed_are_saved_with_enter_and_shown_in_the_side_bar(page, full, qtbot):
    retype(qtbot, page.centre, " 侯马经济开发区帮办代办服务中心 ")
    retype(qtbot, page.title, "侯马一号台")
    retype(qtbot, page.phone, "0357-0000000")
    assert page.topbar.subtitle.full == "有修改没有保存"
    qtbot.keyClick(page.phone, Qt.Key.Key_Return)
    page.screen.rest()
    kept = full.workspace.get()
    assert (kept.centre, kept.name, kept.phone) == ("侯马经济开发区帮办代办服务中心", "侯马一号台", "0357-0000000")
    assert kept.demo
    assert page.said.text() == "已保存" and page.topbar.subtitle.full == ""
    assert page.screen.window.sidebar._place.full == "侯马一号台 · 台席 A"


def test_a_new_letter_is_explained_and_starts_a_series_of_its_own(page, full, qtbot):
    _project, case_id = full.overview.every_case_id()[0]
    full.documents.issue("service-sheet", case_id, {}, "甲")
    assert not page.change.isVisible()
    page.letter.setFocus()
    qtbot.keyClick(page.letter, Qt.Key.Key_C)
    assert page.letter.currentText() == "C"
    assert page.change.isVisible() and "BB-2026-C-" in page.change.text()
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    page.screen.rest()
    assert not page.change.isVisible()
    assert full.documents.issue("service-sheet", case_id, {}, "甲").paper.number == "BB-2026-C-D11-0001"
    assert full.documents.again("BB-2026-A-D11-0001").paper.pages


def test_a_refusal_is_shown_here_and_nothing_is_lost(page, full, qtbot):
    before = full.workspace.get()
    retype(qtbot, page.title, "新名")
    retype(qtbot, page.centre, "  ")
    qtbot.keyClick(page.centre, Qt.Key.Key_Return)
    page.screen.rest()
    assert page.refused.isVisible() and "服务中心名称" in page.refused.text()
    assert full.workspace.get() == before
    assert page.title.text() == "新名" and page.save.isEnabled()
    retype(qtbot, page.centre, "某开发区帮办代办服务中心")
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    page.screen.rest()
    assert not page.refused.isVisible()
    assert full.workspace.get().name == "新名"


def test_what_was_typed_survives_a_look_at_another_page_and_can_be_taken_back(page, full, qtbot):
    retype(qtbot, page.centre, "写到一半")
    page.screen.window.go("today")
    page.screen.rest()
    settings_page(page.screen)
    assert page.centre.text() == "写到一半" and page.save.isEnabled()
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert page.centre.text() == full.workspace.get().centre
    assert not page.save.isEnabled()


def test_the_empty_first_page_leads_here_until_the_centre_has_a_name(empty, screen_of, qtbot):
    screen = screen_of(empty)
    today = screen.window.pages["today"]
    assert today.name_centre.isVisible() and DEFAULT_CENTRE in today.empty.text()
    qtbot.mouseClick(today.name_centre, Qt.MouseButton.LeftButton)
    screen.rest()
    page = screen.window.page
    assert page.key == "settings"
    retype(qtbot, page.centre, "侯马经济开发区帮办代办服务中心")
    qtbot.keyClick(page.centre, Qt.Key.Key_Return)
    screen.rest()
    screen.window.go("today")
    screen.rest()
    assert today.empty.isVisible() and not today.name_centre.isVisible()
    assert "设置" not in today.empty.text()
