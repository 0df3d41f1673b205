"""Excel of a ledger page: bringing a file in, writing what is shown into one, and an empty one to fill in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.application.desk import Desk
from desktop_app.application.entry_exports import LedgerFile
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.ledger_kind import RowsOf
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.import_entries import ImportEntriesDialog
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import menu_button
from desktop_app.gui.widgets.file_choice import choose_place
from desktop_app.gui.widgets.register_pane import RegisterPane


class RegisterFiles(QWidget):
    """The button Excel with its menu, for the ledger a pane shows.

    `said` carries what became of it, `imported` the ledger and how many of its rows a file changed.
    """

    said = Signal(str)
    imported = Signal(object, int)

    def __init__(self, session: Session, pane: RegisterPane, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._session = session
        self._pane = pane
        self._page = parent
        self.button: QPushButton = menu_button("Excel", tip="从 Excel 导入，导出为 Excel 或 csv，空表（Ctrl+E）")
        self.button.clicked.connect(self.open_menu)
        QShortcut(QKeySequence("Ctrl+E"), parent, self.open_menu)
        QShortcut(QKeySequence("Ctrl+I"), parent, self.bring)

    def file(self, desk: Desk, ending: str) -> LedgerFile:
        """What is shown as a file: the conditions, the project that was asked for, the order and the columns."""
        kind, view = self._pane.kind, self._pane.view_now("")
        assert kind is not None
        return desk.entry_exports.export(kind.key, view, ending, self._pane.asked.project_id)

    def menu(self) -> QMenu:
        """What can be done with files of the ledger in view."""
        made = QMenu(self._page)
        kind = self._pane.kind
        made.addAction("从 Excel 或 csv 导入…\tCtrl+I", self.bring)
        made.addSeparator()
        made.addAction("把显示的行导出为 Excel…", lambda: self.write(".xlsx"))
        made.addAction("把显示的行导出为 csv…", lambda: self.write(".csv"))
        blank = made.addAction("空表…", self.blank)
        blank.setEnabled(kind is not None and kind.rows is not RowsOf.CASES)
        return made

    def open_menu(self) -> None:
        """Ctrl+E: the menu below the button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def bring(self) -> ImportEntriesDialog | None:
        """Ctrl+I: the dialog that imports."""
        kind = self._pane.kind
        if kind is None:
            return None
        dialog = ImportEntriesDialog(self._session, kind, self._pane.project_names(), self._page)
        dialog.imported.connect(lambda count: self.said.emit(f"已导入 {count} 行。"))
        dialog.imported.connect(lambda count: self.imported.emit(kind, count))
        dialog.open()
        return dialog

    def write(self, ending: str) -> None:
        """Write the rows and columns as they are shown."""
        if self._pane.kind is not None:
            self._session.ask(lambda desk: self.file(desk, ending), self._ask, owner=self)

    def blank(self) -> None:
        """Write an empty workbook to fill in."""
        kind = self._pane.kind
        if kind is not None:
            self._session.ask(lambda desk: desk.entry_exports.blank(kind.key), self._ask, owner=self)

    def save(self, file: LedgerFile, path: Path) -> None:
        """Put a file where it was asked for."""
        rows = f"（{file.rows} 行，改好后可用“导入”收回）" if file.rows else ""

        self._session.ask(
            lambda _desk: write_whole(path, file.content),
            lambda _none: self.said.emit(f"已保存：{path}{rows}"),
            self._failed,
            owner=self,
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.said.emit(f"没有保存：{error}")
        else:
            self._session.lane.trouble.emit(error)

    def _ask(self, file: LedgerFile) -> None:
        ending = Path(file.name).suffix
        name = str(Path.home() / file.name)
        choose_place(self._page, "保存台账", name, f"表格 (*{ending})", lambda path: self.save(file, path))
