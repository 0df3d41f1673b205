"""Counters and chips: how many there are of each kind, and the choice of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.progress import Lamp
from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.labels import Elided, words
from desktop_app.gui.widgets.lamp import LampChip, chip_width

_BESIDE, _HIGH, _PAD_NARROW = 150, 76, 10


class Counter(QFrame):
    """A card with a lamp and a number; a click or Enter goes to that group."""

    chosen = Signal()

    def __init__(self, lamp: Lamp, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name, self._lamp, self._hot = name, lamp, False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(LampChip(lamp, name))
        self._row.addStretch()
        self._number = QLabel("–")
        self._number.setObjectName("counter")
        self._row.addWidget(self._number)
        self._arrange(self.width())
        self.show_number(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where many counters share a row the number stands below its name."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the name."""
        return QSize(chip_width(self._name) + 2 * _PAD_NARROW, _HIGH)

    def _arrange(self, width: int) -> None:
        below = width < _BESIDE
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(0 if below else 6)
        side, over = (_PAD_NARROW, 8) if below else (14, 0)
        self._row.setContentsMargins(side, over, side, over)
        self.setFixedHeight(_HIGH if below else 60)

    def show_number(self, number: int | None) -> None:
        """Show a count; None while it is not known yet."""
        self.number = number
        self._number.setText("–" if number is None else str(number))
        loud = self._lamp is Lamp.OVERDUE and bool(number)
        self._number.setStyleSheet(f"color: {colour('red' if loud else 'ink' if number else 'faint').name()}")
        self.setAccessibleName(f"{self._name} {self._number.text()} 件")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the group."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose the group."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light the edge under the mouse."""
        self._hot = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Edge back to normal."""
        self._hot = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: object) -> None:
        """Paint the card, and an accent edge when it is hot or has the keyboard."""
        super().paintEvent(event)  # type: ignore[arg-type]
        if self._hot or self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
            painter.end()


class Chips(QWidget):
    """Filter chips with counts, one of them chosen."""

    chosen = Signal(str)

    def __init__(self, kinds: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = dict(kinds)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key, name in self._kinds.items():
            chip = QPushButton(name)
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            chip.clicked.connect(lambda _on, key=key: self.chosen.emit(key))
            self._group.addButton(chip)
            self._buttons[key] = chip
            row.addWidget(chip)
        row.addStretch()
        self.choose(next(iter(self._kinds)))

    @property
    def current(self) -> str:
        """The key of the chosen chip."""
        return next(key for key, chip in self._buttons.items() if chip.isChecked())

    def choose(self, key: str) -> None:
        """Choose a chip without telling anybody."""
        self._buttons[key].setChecked(True)
        # A QWidget takes no keyboard itself; who gives it to the chips gives it to the chosen one.
        self.setFocusProxy(self._buttons[key])

    def click(self, key: str) -> None:
        """Choose a chip as if it had been clicked."""
        self._buttons[key].click()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Put the counts behind the names."""
        for key, name in self._kinds.items():
            number = counts.get(key)
            text = name if number is None else f"{name} {number}"
            self._buttons[key].setText(text)
            self._buttons[key].setAccessibleName(f"筛选：{text}")


_BAR_CARD, _BAR_TOP = 78, 37
"""The height of a benchmark's card and where its bar begins."""


class BenchmarkBar(QFrame):
    """A benchmark: its name and 口径, how far it is, and a bar with a mark at the limit.

    One whose days can be shown may be clicked, or opened with Enter or Space.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFixedHeight(_BAR_CARD)
        self._share: float | None = None
        self._tone, self._opens = "accent", False
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 7, 14, 5)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(10)
        self._name, self._words, self._basis = Elided("", "strong"), words(""), Elided("", "small")
        row.addWidget(self._name, 1)
        row.addWidget(self._words)
        column.addLayout(row)
        column.addStretch()
        column.addWidget(self._basis)

    def show_bar(
        self, name: str, said: str, share: float | None, tone: str = "accent", tip: str = "", basis: str = ""
    ) -> None:
        """Show a bar filled to `share` of the limit (1.0 = the limit, may be more; None: not running)."""
        self._name.say(name)
        self._basis.say(basis)
        self._words.setText(said)
        self._words.setProperty("role", tone if tone in ("red", "amber", "green") else "soft")
        self._share, self._tone = share, tone
        self.setToolTip(tip)
        self.setAccessibleName(f"{name}：{said}；{basis}" if basis else f"{name}：{said}")
        self.update()

    def open_to(self, *, opens: bool) -> None:
        """Whether it leads to its days."""
        self._opens = opens
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opens else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the days."""
        if self._opens and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space ask for the days."""
        if self._opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: object) -> None:
        """Paint the bar; the limit stands at five sixths so that running over it is visible."""
        super().paintEvent(event)  # type: ignore[arg-type]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(14, _BAR_TOP, self.width() - 28, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line"))
        painter.drawRoundedRect(track, 4, 4)
        limit = track.left() + track.width() * 5 / 6
        if self._share:
            width = min(track.width(), max(8.0, track.width() * 5 / 6 * self._share))
            painter.setBrush(colour(self._tone))
            painter.drawRoundedRect(QRectF(track.left(), track.top(), width, 8), 4, 4)
        painter.setPen(QPen(colour("red"), 2))
        painter.drawLine(QPointF(limit, track.top() - 4), QPointF(limit, track.bottom() + 4))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
