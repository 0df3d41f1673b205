"""The notice: one calm line above the page that says what is new; it covers nothing and waits for nobody."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_app.gui.widgets.bars import SIDE, link
from desktop_app.gui.widgets.labels import Elided


class Notice(QFrame):
    """A line with 查看 and 知道了; it goes away when either is pressed."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 6, SIDE, 6)
        row.setSpacing(14)
        self._words = Elided()
        self.look, self.away = link("查看"), link("知道了")
        self.look.clicked.connect(self._look)
        self.away.clicked.connect(self.hide)
        row.addWidget(self._words, 1)
        row.addWidget(self.look)
        row.addWidget(self.away)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text, or hide the line when it is empty."""
        self._words.say(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says now."""
        return self._words.full

    def _look(self) -> None:
        self.hide()
        self.asked.emit()
