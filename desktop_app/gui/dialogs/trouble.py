"""Trouble: an unexpected error, told in three sentences with details that can be copied and passed on."""

from __future__ import annotations

import logging
import traceback

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.domain.refusals import Damaged, Refusal, WrongUsage
from desktop_app.gui.dialogs.dialog import centre
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import words

_log = logging.getLogger(__name__)


def what_happened(error: Exception) -> tuple[str, str]:
    """A title and an advice for an error, in Chinese."""
    if isinstance(error, Refusal | WrongUsage):
        return "这一步没有做", str(error)
    if isinstance(error, Damaged):
        return "数据可能已损坏", f"{error}。请不要继续录入，先备份工作区文件夹，再把下面的详情交给管理员。"
    if isinstance(error, OSError):
        where = f"（{error.filename}）" if error.filename else ""
        return "文件读写失败", f"没有读到或写成文件{where}。请检查磁盘空间、权限和文件是否被占用，然后再试一次。"
    return (
        "这一步出了意外",
        "刚才的操作没有完成；之前已经保存的内容都还在，这一步没有写入任何东西。"
        "请再试一次；如果仍然如此，请把下面的详情复制给管理员。",
    )


def _is_plain(error: Exception) -> bool:
    """Whether the sentence says all there is: a rule of the program, not something the system complained of."""
    return isinstance(error, WrongUsage) or (isinstance(error, Refusal) and not error.details)


class TroubleDialog(QDialog):
    """What happened, what was kept, what to do; the details can be copied."""

    def __init__(self, error: Exception, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        title, advice = what_happened(error)
        self.setWindowTitle(title)
        said = error.details if isinstance(error, Refusal | Damaged) else ""
        self.details = "".join([f"{said}\n\n" if said else "", *traceback.format_exception(error)])
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(words(title, "heading"))
        column.addWidget(words(advice, wrap=True))
        shown = QPlainTextEdit(self.details)
        shown.setReadOnly(True)
        shown.setAccessibleName("详情")
        shown.setTabChangesFocus(True)
        plain = _is_plain(error)
        column.addWidget(shown, 1)
        row = QHBoxLayout()
        copy, close = button("复制详情"), button("关闭", primary=True)
        copy.clicked.connect(self.copy_details)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row.addWidget(copy)
        row.addStretch()
        row.addWidget(close)
        column.addLayout(row)
        # Only now: a part made visible before it has a parent would flash up as a window of its own.
        for part in (shown, copy):
            part.setVisible(not plain)
        self.setMinimumSize(360, 160)
        self.resize(560, 180 if plain else 420)
        centre(self)

    def copy_details(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details)


def show_trouble(error: Exception, parent: QWidget, *, quietly: bool = False) -> None:
    """Log an error and tell it; `quietly` only logs it."""
    if not _is_plain(error):
        _log.error("unexpected error in the window", exc_info=error)
    if not quietly:
        TroubleDialog(error, parent).open()
