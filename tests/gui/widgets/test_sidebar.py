"""The side bar: keys of the pages, walking by arrows, and every name within reach on a low window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QWidget

from desktop_app.gui.widgets.sidebar import NARROW, WIDTH, NavButton, SideBar, key_of

PAGES = [(f"page-{number}", f"第 {number} 页") for number in range(15)]


@pytest.fixture
def bar(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = SideBar(PAGES, {"page-13", "page-14"})
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    row.addWidget(made)
    made.mark("page-0")
    window.resize(400, 760)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made


def names(bar):
    return bar.findChildren(NavButton)


def focused():
    one = QApplication.focusWidget()
    return one.text() if isinstance(one, NavButton) else None


def test_ten_pages_have_a_key():
    keys = [key_of(place) for place in range(len(PAGES))]
    assert keys[:10] == [*(f"Alt+{number}" for number in range(1, 10)), "Alt+0"]
    assert set(keys[10:]) == {""}


def test_arrows_walk_and_enter_opens(bar, qtbot):
    chosen = []
    bar.chosen.connect(chosen.append)
    bar.take_keyboard()
    assert focused() == "第 0 页"
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert focused() == "第 2 页"
    assert not chosen, "walking opens nothing"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert chosen == ["page-2"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert focused() == "第 14 页"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert focused() == "第 14 页", "it stays at the end"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    assert focused() == "第 0 页"


@pytest.mark.parametrize("height", [768, 640, 420, 300])
def test_every_name_can_be_reached_on_a_low_window(bar, qtbot, height):
    bar.window().resize(400, height)
    QApplication.processEvents()
    bar.take_keyboard()
    view = bar.names.viewport()
    for _ in PAGES:
        one = QApplication.focusWidget()
        top = one.mapTo(view, one.rect().topLeft()).y()
        assert top >= 0 and top + one.height() <= view.height(), one.text()
        qtbot.keyClick(one, Qt.Key.Key_Down)
    assert bar.names.verticalScrollBar().maximum() == 0 or height < 600


def test_the_number_stays_at_the_right_edge(bar):
    bar.show_number("page-1", 12, "条未读")
    bar.window().resize(400, 300)
    QApplication.processEvents()
    name = names(bar)[1]
    badge = name.findChild(QLabel, "badge")
    assert badge.isVisible() and badge.geometry().right() < name.width()
    assert name.accessibleName() == "第 1 页，12 条未读"


def test_a_folded_bar_keeps_names_and_numbers_whole(bar):
    long, numbered = names(bar)[:2]
    long.setText("流程模板")
    numbered.setText("提醒")
    numbered.show_number(1000, "条未读")
    bar.fold(narrow=True)
    QApplication.processEvents()
    assert bar.width() == NARROW
    assert long.width() >= 20 + long.fontMetrics().horizontalAdvance("流程模板")
    badge = numbered.findChild(QLabel)
    assert badge.x() > 10 + numbered.fontMetrics().horizontalAdvance("提醒")
    assert badge.geometry().right() < numbered.width()
    bar.fold(narrow=False)
    assert bar.width() == WIDTH
