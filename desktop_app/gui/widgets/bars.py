"""Bars: the top bar of a page, banners, the strip of a refusal, and what an empty page says."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.labels import Elided, words
from desktop_app.locations import resources

SIDE = 22
TOPBAR_HEIGHT = 56


def button(text: str, *, primary: bool = False, tip: str = "") -> QPushButton:
    """A push button; the primary one of a page carries the accent colour."""
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setProperty("primary", primary)
    made.setAutoDefault(False)
    made.setToolTip(tip)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def menu_button(text: str, *, tip: str = "") -> QPushButton:
    """A button that opens a menu or a choice, with a mark that says so."""
    made = button(text, tip=tip)
    made.setIcon(QIcon(str(resources() / "icons" / "chevron-down.svg")))
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return made


def link(text: str) -> QPushButton:
    """A quiet button that reads as a word of its line."""
    made = button(text)
    made.setObjectName("link")
    return made


class SearchField(QLineEdit):
    """The search field; Ctrl+K brings the cursor here, Esc empties it."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(hint)
        self.setAccessibleName("查找")
        self.setMinimumWidth(160)
        self.setMaximumWidth(320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._key = QLabel("Ctrl K", self)
        self._key.setObjectName("key")
        self._key.setFixedHeight(20)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch()
        inside.addWidget(self._key)
        self.setTextMargins(0, 0, 52, 0)
        self.textChanged.connect(lambda text: self._key.setVisible(not text and not self.hasFocus()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hide the key hint while typing."""
        super().focusInEvent(event)
        self._key.hide()
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the key hint again when empty."""
        super().focusOutEvent(event)
        self._key.setVisible(not self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field first."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class TopBar(QWidget):
    """Where I am, the search field and the actions of a page."""

    back = Signal()

    def __init__(self, title: str, hint: str, crumb: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(TOPBAR_HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SIDE, 0, SIDE, 0)
        self._row.setSpacing(12)
        if crumb:
            up = button(f"{crumb}  ／")
            up.setObjectName("crumb")
            up.setAccessibleName(f"返回{crumb}")
            up.clicked.connect(self.back)
            self._row.addWidget(up)
        self.title = Elided(title)
        self.title.setObjectName("title")
        self.subtitle = Elided()
        self.subtitle.setObjectName("subtitle")
        self.search = SearchField(hint)
        self._row.addWidget(self.title)
        self._row.addWidget(self.subtitle, 1)
        self._row.addWidget(self.search, 1)

    def add(self, action: QWidget) -> None:
        """Put an action behind the search field."""
        self._row.addWidget(action)


class Banner(QFrame):
    """One line across the page that must not be overlooked: 演示数据, 暂估."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 6, SIDE, 6)
        self._words = words(text, wrap=True)
        row.addWidget(self._words)
        if not text:
            self.hide()

    def say(self, text: str) -> None:
        """Show a text, or hide the banner when it is empty."""
        self._words.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says now."""
        return self._words.text()


class Refused(QFrame):
    """The sentence of a refusal, shown where the act was tried; nothing that was typed is lost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("refused")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        self._words = words("", wrap=True)
        row.addWidget(self._words)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or hide when it is empty."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        """The sentence shown now."""
        return self._words.text()


class Hint(QFrame):
    """A quiet explanation inside a dialog."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        self._words = words(text, wrap=True)
        row.addWidget(self._words)

    def say(self, text: str, *, warning: bool = False) -> None:
        """Show another text; a warning says that something must be done first."""
        self._words.setText(text)
        tone, ground = colour("amber").name(), colour("amber_soft").name()
        self.setStyleSheet(f"#hint {{ background: {ground}; }} #hint QLabel {{ color: {tone}; }}" if warning else "")

    def text(self) -> str:
        """What it says now."""
        return self._words.text()


class Empty(QWidget):
    """What an empty page says: what this place is for and what to do first."""

    def __init__(self, title: str, advice: str, *actions: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.addStretch(2)
        self._title = words(title, "heading")
        self._advice = words(advice, "soft", wrap=True)
        for label in (self._title, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.addStretch()
        for action in actions:
            row.addWidget(action)
        row.addStretch()
        column.addSpacing(6)
        column.addLayout(row)
        column.addStretch(3)

    def say(self, title: str, advice: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._advice.setText(advice)

    def text(self) -> str:
        """The advice it gives now."""
        return self._advice.text()
