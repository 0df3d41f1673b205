"""Asking for a file or a place with the system's dialog, which never holds up the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


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


def _open(dialog: QFileDialog, chosen: Callable[[Path], object]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
