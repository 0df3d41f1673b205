"""口径 of 日 in 设置: the consequence is shown first, then it is changed, journaled, and shown as changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.limit import Unit
from desktop_app.gui.dialogs.day_policy import DayPolicyDialog, other


@pytest.fixture
def page(full, screen_of):
    """The settings of the demonstration workspace."""
    screen = screen_of(full)
    screen.window.go("settings")
    screen.rest()
    made = screen.window.page
    made.screen = screen
    return made


def test_the_other_policy_is_the_only_other_one():
    assert other(Unit.WORKING_DAYS) is Unit.NATURAL_DAYS and other(Unit.NATURAL_DAYS) is Unit.WORKING_DAYS


def test_it_is_shown_tried_and_changed_from_the_keyboard(page, full, qtbot):
    card = page.day_policy
    assert "按工作日计" in card.now.text() and "缺省" in card.decided.text()
    card.change.setFocus()
    qtbot.keyClick(card.change, Qt.Key.Key_Space)
    page.screen.rest()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, DayPolicyDialog)]
    expected = full.calendars.preview_day_policy(Unit.NATURAL_DAYS)
    assert dialog.moved.model.rowCount() == len(expected) > 0
    dialog.by.setText("")
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    page.screen.rest()
    assert dialog.refused.isVisible() and full.calendar.day_policy is Unit.WORKING_DAYS
    dialog.by.setText("甲")
    qtbot.keyClick(dialog.by, Qt.Key.Key_Return)
    page.screen.rest()
    assert "依据" in dialog.refused.text() and full.calendar.day_policy is Unit.WORKING_DAYS
    dialog.reason.setText("纪要三号")
    qtbot.keyClick(dialog.by, Qt.Key.Key_Return)
    page.screen.rest()
    assert full.calendar.day_policy is Unit.NATURAL_DAYS
    assert "按自然日计" in card.now.text()
    assert "甲" in card.decided.text() and "纪要三号" in card.decided.text()
