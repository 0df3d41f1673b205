"""The search field of every page answers while somebody types: projects by name, all of them on Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.gui.widgets.project_finder import ProjectFinder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PAGES = ("today", "reminders", "calendar", "settings", "gantt", "statistics")


@pytest.fixture
def screen(full, screen_of):
    return screen_of(full)


def typed(screen, qtbot, text):
    """Put words into the field as an input method does, and wait until they are answered."""
    page = screen.window.page
    page.focus_search()
    page.topbar.search.setText(text)
    page.topbar.search.textEdited.emit(text)
    qtbot.wait(250)
    screen.rest()
    return page.finder


@pytest.mark.parametrize("key", PAGES)
def test_every_page_answers_while_somebody_types(screen, qtbot, key):
    screen.window.go(key)
    screen.rest()
    finder = typed(screen, qtbot, "项目")
    shown = finder._model.stringList()
    assert finder.list.popup().isVisible() and len(shown) == 5 and all("项目" in name for name in shown)
    finder.list.popup().hide()


def test_a_name_is_chosen_by_key_and_opens(screen, qtbot):
    screen.window.go("calendar")
    screen.rest()
    finder = typed(screen, qtbot, "园中园")
    popup = finder.list.popup()
    first = finder._model.stringList()[0]
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    screen.rest()
    assert screen.window.page.key == "project"
    assert screen.desk.projects.get(screen.window.page.project_id).name == first


def test_enter_without_a_choice_and_the_last_line_show_all(screen, qtbot, monkeypatch):
    monkeypatch.setattr("desktop_app.gui.widgets.project_finder._MOST", 2)
    screen.window.go("calendar")
    screen.rest()
    finder = typed(screen, qtbot, "项目")
    qtbot.keyClick(finder.list.popup(), Qt.Key.Key_Return)
    screen.rest()
    assert screen.window.page.key == "ledger" and screen.window.page.topbar.search.text() == "项目"
    assert not finder.list.popup().isVisible()
    screen.window.go("calendar")
    finder = typed(screen, qtbot, "项")
    popup = finder.list.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Up)
    assert popup.currentIndex().data().startswith("查看全部")
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    screen.rest()
    assert screen.window.page.key == "ledger" and screen.window.page.topbar.search.text() == "项"


def test_what_nobody_has_says_so_and_emptying_takes_the_list_away(screen, qtbot):
    screen.window.go("settings")
    screen.rest()
    finder = typed(screen, qtbot, "qqqqzzzz")
    assert finder._model.stringList() == ["没有查到“qqqqzzzz”，请换个词"]
    finder.search.clear()
    finder.look()
    assert not finder.list.popup().isVisible()


def test_an_answer_that_comes_late_is_not_shown(screen, qtbot):
    page = screen.window.page
    finder = page.finder
    assert isinstance(finder, ProjectFinder)
    page.focus_search()
    finder.search.setText("项目")
    finder.look()
    page.setFocus()
    QApplication.processEvents()
    screen.rest()
    assert not finder.list.popup().isVisible()
