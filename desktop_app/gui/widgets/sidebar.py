"""The side bar: the pages there are, how much is late, and who sits here."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.widgets.labels import Elided

WIDTH, NARROW = 176, 124
"""Pixels: with room, and beside a page that needs every pixel; the longest name with its number still fits."""
_HEIGHTS = (38, 34, 30)
"""Of a name: roomy, close, closest; on a window lower still the names scroll."""
_GAP = 2
_GAP_BEFORE_FOOT = 12
_NUMBERED = 10


_FAR = 1000
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}
"""How many names a key walks on."""


def key_of(place: int) -> str:
    """The keys that open the page at a place of the side bar (0 is the first): Alt+1 to Alt+9, Alt+0 the tenth."""
    return f"Alt+{(place + 1) % _NUMBERED}" if place < _NUMBERED else ""


class NavButton(QPushButton):
    """The name of a page with an optional number; Enter opens it, the arrows walk without opening."""

    walked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(_HEIGHTS[0])
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt opens the next page of such a group on an arrow; here a person looks first, then presses Enter."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.walked.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

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
        column.setContentsMargins(0, 14, 0, 10)
        column.setSpacing(_GAP)
        self._brand: list[QLabel] = []
        for name, text in (("brand", "帮办台"), ("brandNote", "项目帮办代办")):
            label = QLabel(text)
            label.setObjectName(name)
            label.setContentsMargins(20, 0, 0, 0)
            self._brand.append(label)
            column.addWidget(label)
        column.addSpacing(8)
        self._buttons: dict[str, NavButton] = {}
        self.names = QScrollArea()
        self.names.setObjectName("names")
        self.names.setWidgetResizable(True)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.names.setWidget(self._make_names(pages, foot))
        column.addWidget(self.names, 1)
        column.addLayout(self._make_foot())

    def _make_names(self, pages: Iterable[tuple[str, str]], foot: Collection[str]) -> QWidget:
        inside = QWidget()
        inside.setObjectName("plain")
        self._column = column = QVBoxLayout(inside)
        lower = QVBoxLayout()
        column.setContentsMargins(10, 0, 10, 0)
        for layout in (column, lower):
            layout.setSpacing(_GAP)
        for place, (key, title) in enumerate(pages):
            nav = NavButton(title)
            nav.setToolTip(key_of(place))
            nav.clicked.connect(lambda _on, key=key: self.chosen.emit(key))
            nav.walked.connect(lambda step, key=key: self._walk(key, step))
            self._buttons[key] = nav
            (lower if key in foot else column).addWidget(nav)
        column.addStretch()
        column.addLayout(lower)
        return inside

    def _make_foot(self) -> QVBoxLayout:
        self._foot = column = QVBoxLayout()
        column.setContentsMargins(10, 0, 10, 0)
        column.setSpacing(_GAP)
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        column.addSpacing(6)
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
        return column

    def fold(self, *, narrow: bool) -> None:
        """On a narrow window the names keep their words and give away the room around them."""
        self.setFixedWidth(NARROW if narrow else WIDTH)
        for label in self._brand:
            label.setContentsMargins(14 if narrow else 20, 0, 0, 0)
        side = 4 if narrow else 10
        self._column.setContentsMargins(side, 0, side, 0)
        self._foot.setContentsMargins(side, 0, side, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low window the names stand closer, so that as many as possible are in view."""
        super().resizeEvent(event)
        if (layout := self.layout()) is not None:
            layout.activate()
        room = self.names.height() - _GAP_BEFORE_FOOT
        many = len(self._buttons)
        height = next((one for one in _HEIGHTS if many * (one + _GAP) <= room), _HEIGHTS[-1])
        for nav in self._buttons.values():
            nav.setFixedHeight(height)
        self._show_focus()

    def take_keyboard(self) -> None:
        """Put the keyboard on the name of the page in view."""
        marked = next((one for one in self._buttons.values() if one.isChecked()), None)
        if marked is not None:
            self._focus(marked)

    def holds_keyboard(self) -> bool:
        """Whether one of the names has the keyboard."""
        return any(one.hasFocus() for one in self._buttons.values())

    def mark(self, key: str) -> None:
        """Show which page is in view."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self.names.ensureWidgetVisible(self._buttons[key], 0, _GAP)

    def _walk(self, key: str, step: int) -> None:
        """Move the keyboard to another name; it stays at the ends."""
        every = list(self._buttons)
        place = max(0, min(len(every) - 1, every.index(key) + step))
        self._focus(self._buttons[every[place]])

    def _focus(self, nav: NavButton) -> None:
        nav.setFocus(Qt.FocusReason.TabFocusReason)
        self._show_focus()

    def _show_focus(self) -> None:
        """Keep in view the name that has the keyboard, else that of the page."""
        every = self._buttons.values()
        wanted = next((one for one in every if one.hasFocus()), next((one for one in every if one.isChecked()), None))
        if wanted is not None:
            self.names.ensureWidgetVisible(wanted, 0, _GAP)

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
