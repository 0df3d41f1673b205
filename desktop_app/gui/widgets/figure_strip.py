"""The figures of a period as small cards in a row: the name, the number, and how it changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.application.rhythm_figures import PERIOD_WORDS, Change
from desktop_app.gui.widgets.labels import Elided, clear, words

_ACROSS = 9
_ALARMING = frozenset({"overdue"})


class FigureStrip(QWidget):
    """One card a number; more late than before is red, less is green."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_changes(self, found: Sequence[Change], before: str) -> None:
        """Show other numbers; `before` is the word for the period before."""
        clear(self._grid)
        for place, one in enumerate(found):
            self._grid.addWidget(_card(one, before), place // _ACROSS, place % _ACROSS)
            self._grid.setColumnStretch(place % _ACROSS, 1)


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
