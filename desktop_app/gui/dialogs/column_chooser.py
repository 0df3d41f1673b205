"""显示的栏: which columns of a ledger are shown, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.ledger_words import label_of
from desktop_app.domain.ledger_kind import LedgerKind, Source
from desktop_app.gui.dialogs.dialog import Dialog
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button

_KEY = Qt.ItemDataRole.UserRole
_WHERE = {Source.DERIVED: "　（程序算出）", Source.PROJECT: "　（项目资料）"}


class ColumnChooser(Dialog):
    """Tick the columns to show and move them; `chosen` hears their keys in order."""

    def __init__(
        self,
        session: Session,
        kind: LedgerKind,
        shown: Sequence[str],
        chosen: Callable[[list[str]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, f"显示的栏 · {kind.name}", "确定", parent)
        self._kind, self._chosen = kind, chosen
        self.body.addWidget(Hint("勾上的栏显示出来；拖动，或选中后按 Alt+↑、Alt+↓ 调整先后。不显示的栏照样保存。"))
        self.search = QLineEdit()
        self.search.setPlaceholderText("查栏目名称")
        self.search.setAccessibleName("查栏目名称")
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName("栏目")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.installEventFilter(self)
        self.up, self.down = button("上移"), button("下移")
        self.every, self.usual = button("全部显示"), button("恢复原样")
        self.up.clicked.connect(lambda: self.move_current(-1))
        self.down.clicked.connect(lambda: self.move_current(1))
        self.every.clicked.connect(self._tick_all)
        self.usual.clicked.connect(lambda: self._fill([one.key for one in kind.columns]))
        beside = QVBoxLayout()
        for part in (self.up, self.down, self.every, self.usual):
            beside.addWidget(part)
        beside.addStretch()
        both = QHBoxLayout()
        both.addWidget(self.list, 1)
        both.addLayout(beside)
        self.body.addWidget(self.search)
        self.body.addLayout(both, 1)
        self._fill(shown)
        self.fit(560, 620)
        self.list.setFocus()

    def unsaved(self) -> bool:
        """Nothing is typed here that would be kept."""
        return False

    def submit(self) -> None:
        """Show them."""
        keys = self.keys()
        if not keys:
            self.refused.say("至少要显示一栏")
            return
        self._chosen(keys)
        self.accept()

    def keys(self) -> list[str]:
        """The keys of the ticked columns in order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [str(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def move_current(self, step: int) -> None:
        """Move the chosen column up or down."""
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count() and row >= 0:
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+↑ and Alt+↓ move the chosen column."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_current(step)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.clear()
        hidden = [one.key for one in self._kind.columns if one.key not in shown]
        for key in (*(one for one in shown if self._kind.has(one)), *hidden):
            column = self._kind.column(key)
            item = QListWidgetItem(label_of(column) + _WHERE.get(column.source, ""))
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _tick_all(self) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(Qt.CheckState.Checked)

    def _narrow(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.strip().casefold() not in item.text().casefold())
