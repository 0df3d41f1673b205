"""The panel beside a list: what is in hand explained, and what can be done with it always in view below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.gui.widgets.labels import clear, scrolled, words


class ActionPanel(QWidget):
    """A column that scrolls, and below it the actions, which stay in view also on a low screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QWidget] = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(12)
        foot = QWidget()
        foot.setObjectName("actions")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot = QGridLayout(foot)
        self._foot.setContentsMargins(20, 12, 20, 14)
        self._foot.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(inside), 1)
        outer.addWidget(foot)

    def _empty(self) -> None:
        """Take explanation and actions out."""
        self.buttons.clear()
        clear(self._column)
        clear(self._foot)

    def _say(self, text: str) -> None:
        """Only say what the panel is for."""
        self._empty()
        self._foot.parentWidget().hide()
        self._column.addWidget(words(text, "faint", wrap=True))
        self._column.addStretch()
