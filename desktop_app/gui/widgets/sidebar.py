"""The side bar: the pages there are, how much is late, and who sits here."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.widgets.labels import Elided

WIDTH = 176


class NavButton(QPushButton):
    """The name of a page with an optional number."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(38)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._badge = QLabel(self)
        self._badge.setObjectName("badge")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._badge.hide()

    def show_number(self, number: int, counted: str) -> None:
        """Show a red number of what is counted (件逾期, 条未读), or nothing for 0."""
        self._badge.setText(str(number) if number < 1000 else "999+")
        self._badge.setVisible(number > 0)
        self.setAccessibleName(f"{self.text()}，{number} {counted}" if number else self.text())
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the number at the right edge."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self._badge.sizeHint().expandedTo(QSize(22, 20))
        self._badge.setGeometry(self.width() - size.width() - 10, (self.height() - 20) // 2, size.width(), 20)


class SideBar(QWidget):
    """Names of pages on the left; only pages that work are there."""

    chosen = Signal(str)
    who_asked = Signal()

    def __init__(
        self, pages: Iterable[tuple[str, str]], foot: Collection[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 16, 10, 12)
        column.setSpacing(2)
        for name, text in (("brand", "帮办台"), ("brandNote", "项目帮办代办")):
            label = QLabel(text)
            label.setObjectName(name)
            label.setContentsMargins(10, 0, 0, 0)
            column.addWidget(label)
        column.addSpacing(12)
        self._buttons: dict[str, NavButton] = {}
        lower = QVBoxLayout()
        for key, title in pages:
            nav = NavButton(title)
            nav.clicked.connect(lambda _on, key=key: self.chosen.emit(key))
            self._buttons[key] = nav
            (lower if key in foot else column).addWidget(nav)
        column.addStretch()
        column.addLayout(lower)
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        column.addSpacing(8)
        self.who = QPushButton()
        self.who.setObjectName("who")
        self.who.setCursor(Qt.CursorShape.PointingHandCursor)
        self.who.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.who.setToolTip("更改登记人")
        self.who.clicked.connect(self.who_asked)
        column.addWidget(self.who)
        self._place = Elided("", "small")
        self._place.setContentsMargins(10, 0, 0, 0)
        column.addWidget(self._place)

    def mark(self, key: str) -> None:
        """Show which page is in view."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def show_number(self, key: str, number: int, counted: str) -> None:
        """Put a number beside the name of a page."""
        self._buttons[key].show_number(number, counted)

    def say_who(self, officer: str) -> None:
        """Show whose desk it is."""
        text = f"登记人 · {officer}" if officer else "登记人 · 未设置"
        self.who.setText(text)
        self.who.setAccessibleName(text)

    def say_place(self, text: str) -> None:
        """Show which workspace is open."""
        self._place.say(text)
