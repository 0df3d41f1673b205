"""Above a ledger: its views with how many rows each has, and the conditions in force as chips to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop_app.domain.ledger_query import ALL_ROWS, REMOVED_ROWS, LedgerView
from desktop_app.gui.widgets.bars import button, menu_button
from desktop_app.gui.widgets.labels import clear

ALL, REMOVED = "", "removed"
_LONGEST_CHIP = 300


def view_key(view: LedgerView) -> str:
    """What a view is remembered by: its id, or the name of a ready-made one."""
    return view.id or f"={view.name}"


def _chip(text: str, *, checkable: bool = False) -> QPushButton:
    chip = QPushButton(text)
    chip.setObjectName("chip")
    chip.setCheckable(checkable)
    chip.setAutoDefault(False)
    chip.setCursor(Qt.CursorShape.PointingHandCursor)
    chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    chip.setAccessibleName(text)
    return chip


class ViewBar(QWidget):
    """全部 and the views as chips; those without room are in the menu 视图, which also keeps, renames and takes away.

    `chosen` carries the key of a view, `save_asked`, `replace_asked`, `rename_asked` and `remove_asked` what is to be
    done with the one that is open.
    """

    chosen = Signal(str)
    save_asked = Signal()
    replace_asked = Signal()
    rename_asked = Signal()
    remove_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = ALL
        self._views: dict[str, LedgerView] = {}
        self._chips: dict[str, QPushButton] = {}
        self._names: dict[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._place = QHBoxLayout()
        self._place.setSpacing(8)
        self.more = menu_button("视图", tip="另存、改名、删除视图，看已移出的行（Ctrl+Shift+V）")
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.more.clicked.connect(self.open_menu)
        self._row.addLayout(self._place)
        self._row.addStretch()
        self._row.addWidget(self.more)

    def minimumSizeHint(self) -> QSize:
        """Chips without room go into the menu, so only 全部 and the menu need it."""
        return QSize(200, super().minimumSizeHint().height())

    def show_views(self, views: Sequence[LedgerView], counts: Mapping[str, int], current: str) -> None:
        """Show the views of a ledger with their counts."""
        self._views = {view_key(one): one for one in views}
        self.current = current if current in (ALL, REMOVED, *self._views) else ALL
        self._names = {ALL: ALL_ROWS, **{key: one.name for key, one in self._views.items()}}
        clear(self._place)
        self._chips = {}
        for key, name in self._names.items():
            number = counts.get(key)
            chip = _chip(name if number is None else f"{name} {number}", checkable=True)
            chip.setChecked(key == self.current)
            chip.clicked.connect(lambda _on, key=key: self.choose(key))
            self._chips[key] = chip
            self._place.addWidget(chip)
        self._fit()

    def choose(self, key: str) -> None:
        """Open a view as if it had been clicked."""
        self.current = key
        for one, chip in self._chips.items():
            chip.setChecked(one == key)
        self._fit()
        self.chosen.emit(key)

    def view(self) -> LedgerView | None:
        """The view that is open; None for 全部 and for the rows taken out."""
        return self._views.get(self.current)

    def menu(self) -> QMenu:
        """The menu of views."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("视图")
        for key, name in self._names.items():
            own = " · 自建" if key in self._views and self._views[key].id else ""
            mark = "✓ " if key == self.current else "　 "
            entry = menu.addAction(f"{mark}{name}{own}", lambda key=key: self.choose(key))
            entry.setEnabled(key != self.current)
        menu.addSeparator()
        menu.addAction("把现在的样子另存为视图…", self.save_asked.emit)
        view = self.view()
        if view is not None and view.id:
            menu.addAction(f"用现在的样子替换“{view.name}”", self.replace_asked.emit)
            menu.addAction("改名…", self.rename_asked.emit)
            menu.addAction("删除这个视图…", self.remove_asked.emit)
        menu.addSeparator()
        out = menu.addAction(REMOVED_ROWS, lambda: self.choose(REMOVED))
        out.setEnabled(self.current != REMOVED)
        return menu

    def open_menu(self) -> None:
        """Show the menu below its button."""
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many chips as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.more.sizeHint().width() - 24
        for key, chip in self._chips.items():
            room -= chip.sizeHint().width() + 8
            chip.setVisible(room >= 0 or key in (ALL, self.current))


class FilterBar(QWidget):
    """The conditions in force, each a chip that a click takes away; hidden while there is none."""

    dropped = Signal(int)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.chips: list[QPushButton] = []
        self.hide()

    def show_conditions(self, said: Sequence[str]) -> None:
        """Show other conditions in words."""
        clear(self._row)
        self.chips = []
        for place, text in enumerate(said):
            chip = _chip("")
            chip.setMaximumWidth(_LONGEST_CHIP)
            metrics = chip.fontMetrics()
            chip.setText(f"{metrics.elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST_CHIP - 50)} ×")
            chip.setToolTip(f"{text}\n点一下去掉这个条件")
            chip.setAccessibleName(f"去掉条件：{text}")
            chip.clicked.connect(lambda _on, place=place: self.dropped.emit(place))
            self.chips.append(chip)
            self._row.addWidget(chip)
        if said:
            every = button("清除条件")
            every.setObjectName("link")
            every.clicked.connect(self.cleared)
            self._row.addWidget(every)
        self._row.addStretch()
        self.setVisible(bool(said))
