"""A box whose choice takes effect at once: arrows open its list, so that nothing is chosen on the way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

WALKING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
"""The keys that walk through a list."""


class PickedBox(QComboBox):
    """Tells by `activated` only what was taken from its open list; Esc there leaves it as it was."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and letters open the list."""
        if event.key() in WALKING or (event.text().isprintable() and event.text().strip()):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls what lies below."""
        event.ignore()
