"""Whose dates a page shows: everybody's, mine, or those of one person."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QWidget


class OfficerChoice(QComboBox):
    """The choice above a list; its data is the name, empty for everybody."""

    def __init__(self, everybody: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._everybody = everybody
        self.setAccessibleName("看谁的")
        self.setMinimumWidth(132)

    @property
    def chosen(self) -> str:
        """The chosen name, empty for everybody."""
        return str(self.currentData() or "")

    def offer(self, names: Iterable[str], mine: str) -> None:
        """Offer everybody, me and the others; what was chosen stays chosen while it is there."""
        kept = self.currentData()
        self.clear()
        self.addItem(self._everybody, "")
        if mine:
            self.addItem(f"只看我的（{mine}）", mine)
        for name in names:
            if name != mine:
                self.addItem(f"只看 {name}", name)
        self.setCurrentIndex(max(0, self.findData(kept)))
