"""A box that narrows what is shown to one zone, person, matter and so on, or to none."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QWidget


class Narrowing(QComboBox):
    """`everything` comes first and leaves nothing out; the box takes the width of `length` characters."""

    def __init__(self, name: str, everything: str, length: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"只看哪个{name}")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(length)
        self.addItem(everything, "")

    @property
    def chosen(self) -> str:
        """The key of what is chosen, empty for everything."""
        return str(self.currentData() or "")

    def offer(self, entries: Iterable[tuple[str, str]]) -> None:
        """Offer other entries, each a key and its words; what is chosen stays while it is there."""
        kept = self.chosen
        while self.count() > 1:
            self.removeItem(1)
        for key, words in entries:
            self.addItem(words, key)
        self.setCurrentIndex(max(0, self.findData(kept)))
