"""A strip takes no room until something is said, and says it with the button behind it."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.strip import Strip


@pytest.fixture
def strip(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    yield Strip("red", button("去看看"), page)


def test_it_stands_there_only_while_something_is_said(strip):
    assert strip.isHidden()
    strip.tell("▲ 逾期 2 件")
    assert not strip.isHidden() and strip.said.text().startswith("▲")
    strip.tell("")
    assert strip.isHidden()


def test_the_button_is_in_it(strip):
    assert strip.isAncestorOf(strip.look)
