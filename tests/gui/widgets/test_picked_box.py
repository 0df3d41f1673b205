"""A box that takes effect at once is walked in its list."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.gui.widgets.picked_box import PickedBox

# The test platform has no window system that could raise or grab.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_arrows_and_letters_open_the_list_and_choose_nothing(qtbot):
    box = PickedBox()
    box.addItems(["a", "b", "c"])
    told = []
    box.activated.connect(told.append)
    qtbot.addWidget(box)
    box.show()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_C):
        qtbot.keyClick(box, key)
        assert box.view().isVisible() and told == [] and box.currentText() == "a"
        box.hidePopup()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert box.currentText() == "b" and told == [1]
