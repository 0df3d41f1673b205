"""Parts of a page beside or above each other, with a border between them that a person can move."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QSplitter, QWidget


def split(direction: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    """Parts that share the room in a proportion, which a person can change."""
    made = QSplitter(direction)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(8)
    for place, (part, room) in enumerate(parts):
        # Without this the part with more to show would push the others aside.
        vertical = direction is Qt.Orientation.Vertical
        wish = QSizePolicy.Policy.Ignored
        part.setSizePolicy(
            *((QSizePolicy.Policy.Expanding, wish) if vertical else (wish, QSizePolicy.Policy.Expanding))
        )
        made.addWidget(part)
        made.setStretchFactor(place, room)
    made.setSizes([room * 1000 for _part, room in parts])
    return made
