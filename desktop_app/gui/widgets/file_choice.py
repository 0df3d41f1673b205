"""Asking for a file or a place with the system's dialog, which never holds up the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from desktop_app.gui.widgets.bars import button


def choose_place(parent: QWidget, title: str, name: str, kinds: str, chosen: Callable[[Path], object]) -> None:
    """Ask where to save a file of this name; what is typed without an ending gets the one of the name."""
    dialog = QFileDialog(parent, title, name, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    _open(dialog, chosen)


def choose_file(parent: QWidget, title: str, kinds: str, chosen: Callable[[Path], object], *, start: str = "") -> None:
    """Ask for a file that is there; `start` is the folder to begin in."""
    dialog = QFileDialog(parent, title, start, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, chosen)


def choose_files(parent: QWidget, title: str, kinds: str, chosen: Callable[[list[str]], object]) -> None:
    """Ask for one file or several that are there."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(chosen)
    dialog.open()


def choose_folder(parent: QWidget, title: str, chosen: Callable[[Path], object]) -> None:
    """Ask for a folder, beginning at home."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    _open(dialog, chosen)


class FileRow(QWidget):
    """The file a dialog is about, and the button to choose one; `chosen` carries its path."""

    chosen = Signal(object)

    def __init__(self, name: str, title: str, kinds: str, *, nothing: str = "还没有选文件", leads: bool = True) -> None:
        super().__init__()
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.path.setAccessibleName(name)
        self.path.setPlaceholderText(nothing)
        self.choose = button("选择文件…", primary=leads)
        self.choose.clicked.connect(lambda: choose_file(self, title, kinds, self.chosen.emit, start=str(Path.home())))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose)

    def show_file(self, path: Path | None) -> None:
        """Show which file was chosen, or that none is."""
        self.path.setText("" if path is None else str(path))

    def give_way(self) -> None:
        """Let another act of the dialog lead from now on."""
        self.choose.setProperty("primary", False)
        self.choose.style().polish(self.choose)


def _open(dialog: QFileDialog, chosen: Callable[[Path], object]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
