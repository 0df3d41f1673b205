"""Strip 提示条: one calm line over a page that tells of something waiting and leads to it with one button."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.widgets.labels import Elided


class Strip(QWidget):
    """A sentence in a tone with the button `look` behind it; takes no room until something is said."""

    def __init__(self, tone: str, look: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Elided("", tone)
        self.look = look
        frame = QFrame()
        frame.setObjectName("hint")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.said, 1)
        row.addWidget(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 8, 22, 0)
        column.addWidget(frame)
        self.hide()

    def tell(self, words: str) -> None:
        """Show a sentence; an empty one takes the strip away."""
        self.said.say(words)
        self.setVisible(bool(words))
