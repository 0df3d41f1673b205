"""The figures of a period as small cards in a row: the name, the number, and how it changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.application.rhythm_figures import PERIOD_WORDS, Change
from desktop_app.gui.widgets.labels import Elided, clear, words

_ACROSS, _CARD = 9, 84
"""Cards in a row at most, and how many pixels the least of them needs for its name, number and change."""
_ALARMING = frozenset({"overdue"})


class FigureStrip(QWidget):
    """One card a number; more late than before is red, less is green."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._cards: list[QFrame] = []
        self._across = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_changes(self, found: Sequence[Change], before: str) -> None:
        """Show other numbers; `before` is the word for the period before."""
        clear(self._grid)
        self._cards = [_card(one, before) for one in found]
        self._across = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page they stand in more rows."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """The cards make room for themselves by standing in more rows."""
        return QSize(_CARD, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        fitting = max(1, min(_ACROSS, (self.width() + self._grid.spacing()) // (_CARD + self._grid.spacing())))
        rows = -(-len(self._cards) // fitting)
        across = -(-len(self._cards) // rows) if rows else 0
        if across == self._across:
            return
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // across, place % across)
        self._across = across


def _card(one: Change, before: str) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(9, 6, 8, 6)
    inside.setSpacing(0)
    name = one.name
    for said in PERIOD_WORDS.values():
        name = name.removeprefix(said)
    inside.addWidget(Elided(name, "small"))
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(words(str(one.now), "heading"))
    row.addStretch()
    row.addWidget(words(one.words, _tone(one)))
    inside.addLayout(row)
    change = "没有可比的数" if one.before is None else f"{before} {one.before}，增减 {one.words}"
    card.setToolTip(f"{one.name} {one.now}；{change}")
    card.setAccessibleName(f"{one.name} {one.now}，{change}")
    return card


def _tone(one: Change) -> str:
    if one.key not in _ALARMING or one.before is None or one.now == one.before:
        return "faint"
    return "red" if one.now > one.before else "green"
