"""The two panes of an import into a ledger: what the columns of the file mean, and what every row would do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.entry_plan import OnConflict, OnDuplicate
from desktop_app.domain.ledger_kind import ColumnType, LedgerKind
from desktop_app.domain.money import YUAN_PER_UNIT
from desktop_app.gui.models.entry_import import MAPPING_COLUMNS, ROW_COLUMNS, ColumnLine, RowLine
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing
from desktop_app.gui.widgets.picked_box import PickedBox

_NOT_READ = "不导入"
_DUPLICATES = (("合并", "M", OnDuplicate.MERGE), ("新增", "A", OnDuplicate.ADD), ("跳过", "S", OnDuplicate.SKIP))


class MappingPane(QWidget):
    """The columns of the file; the chosen one is given another meaning below. `mapped` carries place, key and unit."""

    mapped = Signal(int, str, str)

    def __init__(self, kind: LedgerKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.lines: ListModel[ColumnLine] = ListModel(MAPPING_COLUMNS, self)
        self.table = listing("各栏对应", self.lines)
        self.key, self.unit = PickedBox(), PickedBox()
        self.key.setMinimumWidth(260)
        self.key.addItem(_NOT_READ, "")
        for one in kind.columns:
            self.key.addItem(one.label, one.key)
        self.unit.addItem("", "")
        for unit in YUAN_PER_UNIT:
            self.unit.addItem(unit, unit)
        row = QHBoxLayout()
        for name, box in (("选中的列对应", self.key), ("金额单位", self.unit)):
            box.setAccessibleName(name)
            box.activated.connect(lambda _index: self._map())
            row.addWidget(words(name, "soft"))
            row.addWidget(box)
            row.addSpacing(12)
        row.addStretch()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 8, 0, 0)
        down.addWidget(self.table, 1)
        down.addLayout(row)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._offer())
        self._offer()

    def show_lines(self, lines: Sequence[ColumnLine]) -> None:
        """Show the columns and stay at the one that was chosen."""
        at = self.table.currentIndex().row()
        self.lines.show_rows(lines)
        self.table.selectRow(max(at, 0))
        self._offer()

    def _line(self) -> ColumnLine | None:
        return self.lines.row_at(self.table.currentIndex().row())

    def _offer(self) -> None:
        line = self._line()
        self.key.setEnabled(line is not None)
        self.unit.setEnabled(line is not None and bool(line.unit))
        if line is not None:
            self.key.setCurrentIndex(max(self.key.findData(line.taken.key), 0))
            self.unit.setCurrentIndex(max(self.unit.findData(line.taken.unit), 0))

    def _map(self) -> None:
        line = self._line()
        if line is None:
            return
        key = str(self.key.currentData())
        is_amount = bool(key) and self._kind.column(key).type is ColumnType.AMOUNT
        self.mapped.emit(line.of.place, key, str(self.unit.currentData()) if is_amount else "")


class RowsPane(QWidget):
    """The rows of the file with their effect, and what is done with twins and conflicts.

    `changed` when the rule for all twins did; `decided` carries an OnDuplicate and `settled` an OnConflict for the
    chosen rows.
    """

    changed = Signal()
    decided = Signal(object)
    settled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: ListModel[RowLine] = ListModel(ROW_COLUMNS, self)
        self.table = listing("逐行结果", self.lines)
        self.same, self.similar = QComboBox(), QComboBox()
        self.keep, self.take = button("保留台账 (K)"), button("采用文件 (T)")
        row = QHBoxLayout()
        self._offer_rules(row)
        row.addStretch()
        self._offer_acts(row)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 8, 0, 0)
        down.addWidget(self.table, 1)
        down.addLayout(row)

    def show_lines(self, lines: Sequence[RowLine]) -> None:
        """Show the rows; the acts on conflicts only where there are any."""
        self.lines.show_rows(lines)
        for one in (self.keep, self.take):
            one.setVisible(any(line.of.conflicts for line in lines))

    def chosen(self) -> list[RowLine]:
        """The chosen rows from the top down."""
        places = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [line for place in places if (line := self.lines.row_at(place)) is not None]

    def every(self) -> list[RowLine]:
        """All rows."""
        return [line for at in range(self.lines.rowCount()) if (line := self.lines.row_at(at)) is not None]

    def _offer_rules(self, row: QHBoxLayout) -> None:
        rules = (("台账里已有的行", self.same, OnDuplicate.MERGE), ("相近的行", self.similar, OnDuplicate.ADD))
        for name, box, default in rules:
            for word, _sign, value in _DUPLICATES:
                box.addItem(word, value.value)
            box.setCurrentIndex(box.findData(default.value))
            box.setAccessibleName(name)
            box.activated.connect(lambda _index: self.changed.emit())
            row.addWidget(words(name, "soft"))
            row.addWidget(box)
            row.addSpacing(8)

    def _offer_acts(self, row: QHBoxLayout) -> None:
        row.addWidget(words("选中的行", "soft"))
        for word, sign, value in _DUPLICATES:
            made = button(f"{word} ({sign})", tip=f"Alt+{sign}")
            made.clicked.connect(lambda _on=False, value=value: self.decided.emit(value))
            row.addWidget(made)
            QShortcut(QKeySequence(f"Alt+{sign}"), self, lambda value=value: self.decided.emit(value))
        for one, sign, ruling in ((self.keep, "K", OnConflict.KEEP), (self.take, "T", OnConflict.TAKE)):
            one.setToolTip(f"导出以后别人也改过的格（Alt+{sign}）；没有选中行时对全部冲突")
            one.clicked.connect(lambda _on=False, ruling=ruling: self.settled.emit(ruling))
            one.hide()
            row.addWidget(one)
            QShortcut(QKeySequence(f"Alt+{sign}"), self, lambda ruling=ruling: self.settled.emit(ruling))
