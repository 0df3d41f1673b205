"""A list of lines under a tab, or what to do first when there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStackedWidget

from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.theme import BASE_PIXELS, text_font
from desktop_app.gui.widgets.bars import Empty
from desktop_app.gui.widgets.cells import PADDING, Table
from desktop_app.gui.widgets.listing import listing

_BESIDE = 16
"""What frame and scroll bar take of the width of a table, in pixels."""


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

    def fitted(self, least: int, most: int) -> int:
        """Widen the columns on show to what is written in them; the pixels the list then needs, within bounds."""
        metrics, header = QFontMetrics(text_font(BASE_PIXELS, bold=True)), self.table.horizontalHeader()
        needed = _BESIDE
        for place, column in enumerate(self.model.columns):
            if self.table.isColumnHidden(place):
                continue
            cells = (self.model.index(row, place) for row in range(self.model.rowCount()))
            texts = (str(one.data(Qt.ItemDataRole.DisplayRole) or "") for one in cells)
            wide = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 2 * PADDING
            wide = max(wide, column.width)
            if header.sectionResizeMode(place) != QHeaderView.ResizeMode.Stretch:
                self.table.setColumnWidth(place, wide)
            needed += wide
        return max(least, min(needed, most))
