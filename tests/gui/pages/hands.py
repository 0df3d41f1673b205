"""What tests of the template pages do with their hands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

KEY = "SX-ZS"


def click(qtbot, button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def settled(screen):
    """Everything typed was taken over and stored."""
    screen.window.page.editor.flush()
    screen.rest()
    return screen.desk.drafts.all()[0].draft


def pick(screen, box, value) -> None:
    place = box.findData(value)
    assert place >= 0, value
    box.setCurrentIndex(place)
    box.activated.emit(place)
    screen.rest()
