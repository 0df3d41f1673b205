"""Columns of a list: which of them are shown, by the room there is or as a person ticked them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from desktop_app.gui.models.paged import Column
from desktop_app.gui.session import settings
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.cells import Table


class ColumnMenu(QObject):
    """Hides columns where room is short, unless somebody ticked them; what was ticked is kept for the next start.

    The menu opens by its button and by a right click on the headings; `always` are columns that stay.
    """

    def __init__(self, table: Table, columns: Sequence[Column[Any]], name: str, always: Collection[str]) -> None:
        super().__init__(table)
        self._table, self._columns, self._always = table, tuple(columns), always
        self._place = f"columns/{name}"
        self._short: Collection[str] = ()
        self._ticked = self._kept()
        self.button: QPushButton = button("栏", tip="显示哪些栏；在表头上点右键也可以")
        self.button.clicked.connect(lambda: self._pop(self.button.mapToGlobal(QPoint(0, self.button.height() + 4))))
        head = table.horizontalHeader()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda where: self._pop(head.mapToGlobal(where)))

    def make_room(self, short: Collection[str]) -> None:
        """Hide these columns, for there is no room for them, but not those that were ticked by hand."""
        self._short = short
        for place, column in enumerate(self._columns):
            self._table.setColumnHidden(place, not self.shown(column.key))

    def shown(self, key: str) -> bool:
        """Whether a column is to be seen now."""
        return key in self._always or self._ticked.get(key, key not in self._short)

    def tick(self, key: str, *, shown: bool) -> None:
        """Show or hide a column from now on, whatever room there is."""
        self._ticked[key] = shown
        self._keep()

    def by_room(self) -> None:
        """Forget what was ticked: the room decides again."""
        self._ticked = {}
        self._keep()

    def menu(self) -> QMenu:
        """The columns to tick, and the way back to what the room allows."""
        made = QMenu(self._table)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self._columns:
            action = made.addAction(column.name)
            action.setCheckable(True)
            action.setChecked(self.shown(column.key))
            action.setEnabled(column.key not in self._always)
            action.triggered.connect(lambda on, key=column.key: self.tick(key, shown=on))
        made.addSeparator()
        back = made.addAction("按窗口宽窄自动显示")
        back.setEnabled(bool(self._ticked))
        back.triggered.connect(self.by_room)
        return made

    def _pop(self, where: QPoint) -> None:
        self.menu().popup(where)

    def _keep(self) -> None:
        settings().setValue(self._place, json.dumps(self._ticked))
        self.make_room(self._short)

    def _kept(self) -> dict[str, bool]:
        try:
            kept = json.loads(str(settings().value(self._place, "{}")))
        except ValueError:
            kept = {}
        known = {column.key for column in self._columns}
        return {key: bool(shown) for key, shown in kept.items() if key in known} if isinstance(kept, dict) else {}
