"""A list of lines under a tab, or what to do first when there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.widgets.bars import Empty
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.listing import listing


class FilledList(QStackedWidget):
    """A table of lines, or what to do first when there is none."""

    def __init__(self, name: str, model: ListModel[Any], nothing: tuple[str, str]) -> None:
        super().__init__()
        self.model = model
        self.table: Table = listing(name, model)
        self.nothing = nothing
        self.empty = Empty(*nothing)
        self.addWidget(self.table)
        self.addWidget(self.empty)

    def show_lines(self, lines: Sequence[Any], text: str) -> None:
        """Show the lines that were found for a text of the search, or say that there are none."""
        self.model.show_rows(lines)
        self.empty.say(*(("没有查到", "请换个词，或按 Esc 清空查找。") if text.strip() else self.nothing))
        self.setCurrentIndex(0 if lines else 1)
