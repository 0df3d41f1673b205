"""The ledgers there are, on the left of page 台账: each with how many rows it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.application.desk import Desk
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.listing import listing

WIDTH = 206


@dataclass(frozen=True, slots=True)
class KindLine:
    """A ledger and its rows; None while they are not counted yet."""

    kind: LedgerKind
    rows: int | None


_COLUMNS: tuple[Column[KindLine], ...] = (
    Column("name", "台账", 140, lambda line: line.kind.name, stretch=True, tip=lambda line: line.kind.purpose),
    Column(
        "rows",
        "行",
        62,
        lambda line: "" if line.rows is None else str(line.rows),
        right=True,
        tone=lambda line: "soft" if line.rows else "faint",
    ),
)


class RegisterKinds(QWidget):
    """A list of ledgers; `chosen` carries the key of the one to show, Enter and → go on into its rows by `entered`."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kinds: Sequence[LedgerKind] = ()
        self._counts: dict[str, int] = {}
        self._waiting: list[str] = []
        self._counting = False
        self.model: ListModel[KindLine] = ListModel(_COLUMNS, self)
        self.table = listing("台账种类", self.model)
        self.table.horizontalHeader().hide()
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.opened.connect(lambda _index: self.entered.emit())
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_kinds(self, kinds: Sequence[LedgerKind], current: str) -> None:
        """Show the ledgers there are, the current one marked."""
        if kinds != self._kinds:
            self._kinds = kinds
            self._show()
        self.mark(current)

    def mark(self, key: str) -> None:
        """Mark a ledger without telling anybody."""
        row = next((place for place, one in enumerate(self._kinds) if one.key == key), -1)
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.selectionModel().blockSignals(True)
            self.table.setCurrentIndex(self.model.index(row, 0))
            self.table.selectionModel().blockSignals(False)
            self.table.viewport().update()

    def count(self, keys: Sequence[str] = ()) -> None:
        """Count the rows of some ledgers, or of all; one after the other, so that other questions get their turn."""
        wanted = list(keys) or [one.key for one in self._kinds]
        self._waiting = list(dict.fromkeys([*self._waiting, *wanted]))
        self._count_next()

    def _count_next(self) -> None:
        if self._counting or not self._waiting:
            return
        key, self._counting = self._waiting.pop(0), True

        def count(desk: Desk) -> int:
            return desk.entries.count(key)

        def counted(number: int) -> None:
            self._counting = False
            if self._counts.get(key) != number:
                self._counts[key] = number
                self._show()
            self._count_next()

        def failed(error: Exception) -> None:
            self._counting = False
            self._waiting.clear()
            self._session.lane.trouble.emit(error)

        self._session.ask(count, counted, failed, owner=self)

    def _show(self) -> None:
        row = self.table.currentIndex().row()
        self.table.selectionModel().blockSignals(True)
        self.model.show_rows([KindLine(one, self._counts.get(one.key)) for one in self._kinds])
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self.table.selectionModel().blockSignals(False)
        self.table.viewport().update()

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = self.model.row_at(index.row())
        if line is not None:
            self.chosen.emit(line.kind.key)
