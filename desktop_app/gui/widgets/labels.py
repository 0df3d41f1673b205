"""Labels: words in the roles of the style sheet, long names that elide, and pairs of name and value."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

_UNBROKEN = re.compile(r"[!-~]{18,}")
_RUN = 12


def breakable(text: str) -> str:
    """A text in which long runs of letters and figures may go on in the next line; only to be shown, never kept."""
    return _UNBROKEN.sub(lambda run: "\u200b".join(run[0][at : at + _RUN] for at in range(0, len(run[0]), _RUN)), text)


def words(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label in a role: faint, soft, small, strong, heading, group, red, amber or green."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    label.setWordWrap(wrap)
    return label


class Elided(QLabel):
    """A label that ends in … when there is no room, with the whole text as tooltip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)
        self.full = ""
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self.full = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole text would like to be."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.full) + 4, hint.height())

    def minimumSizeHint(self) -> QSize:
        """It may shrink to a few characters."""
        return QSize(48, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self.full, Qt.TextElideMode.ElideRight, max(self.contentsRect().width(), 38)
        )
        self.setText(shown)
        self.setToolTip(self.full if shown != self.full else "")


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Facts(QWidget):
    """Pairs of name and value below each other; values wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, pairs: Iterable[tuple[str, str | QWidget]]) -> None:
        """Replace all pairs."""
        clear(self._grid)
        for row, (name, value) in enumerate(pairs):
            label = words(name, "faint")
            label.setMinimumWidth(64)
            shown = words(value, wrap=True) if isinstance(value, str) else value
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label, row, 0, top)
            side = Qt.AlignmentFlag.AlignLeft if not isinstance(value, str) else Qt.AlignmentFlag(0)
            self._grid.addWidget(shown, row, 1, top | side)


class Card(QFrame):
    """A white card with a thin edge; `inside` is its layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(16, 12, 16, 12)
        self.inside.setSpacing(6)


class Derivation(Card):
    """为什么是这一天: the lines of a due date's derivation, the last one strong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("为什么是这一天")

    def show_lines(self, title: str, lines: Iterable[tuple[str, str]], strong: Iterable[str] = ()) -> None:
        """Replace the lines; those whose name is in `strong` are set bold."""
        clear(self.inside)
        self.inside.addWidget(words(title, "strong", wrap=True))
        bold = set(strong)
        for name, value in lines:
            row = QHBoxLayout()
            row.setSpacing(12)
            role = "strong" if name in bold else ""
            left, right = words(name, role, wrap=True), words(value, role, wrap=len(value) > 14)
            right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            row.addWidget(left, 3)
            row.addWidget(right, 2 if len(value) > 14 else 0)
            self.inside.addLayout(row)


class Tall(QWidget):
    """The inside of something scrolled, never lower than its wrapped words need at its width.

    A scroll area only asks for the least height, in which wrapped words may be cut off.
    """

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that this width needs."""
        super().resizeEvent(event)
        self._ask()

    def event(self, event: QEvent) -> bool:
        """Ask again when something inside has changed."""
        heard = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._ask()
        return heard

    def _ask(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))


def scrolled(inside: QWidget) -> QScrollArea:
    """Something tall inside a frame that scrolls up and down only."""
    inside.setObjectName("plain")
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
