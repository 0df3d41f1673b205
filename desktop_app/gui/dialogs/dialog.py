"""The dialog every other one is built on: a title, a form, the strip for refusals, and buttons at the bottom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.desk import Desk
from desktop_app.domain.refusals import Refusal, WrongUsage
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Refused, button
from desktop_app.gui.widgets.labels import words

T = TypeVar("T")


class Dialog(QDialog):
    """A window-modal dialog that keeps what was typed when it is refused; deleted when closed."""

    def __init__(self, session: Session, title: str, agree: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.session = session
        self._came_from: QWidget | None = None
        self._outer = outer = QVBoxLayout(self)
        # The size is set in `fit`, with the room that wrapped words need; the layout must not fight over it.
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(360, 160)
        outer.setContentsMargins(24, 20, 24, 18)
        outer.setSpacing(12)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)
        self.refused = Refused()
        outer.addWidget(self.refused)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(10)
        self.foot.addStretch()
        self.cancel = button("取消")
        self.agree = button(agree, primary=True)
        self.agree.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.agree.clicked.connect(self.submit)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.agree)
        outer.addLayout(self.foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Remember where the keyboard was."""
        before = QApplication.focusWidget()
        if before is not None and not self.isAncestorOf(before):
            self._came_from = before
        super().showEvent(event)

    def done(self, result: int) -> None:
        """Close, and give the keyboard back to where it was."""
        super().done(result)
        before = self._came_from
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.window().activateWindow()
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def unsaved(self) -> bool:
        """Whether closing would throw away what a person typed; dialogs that decide more or keep nothing say so."""
        return not self.agree.isHidden() and typed(self)

    def reject(self) -> None:
        """Close; what was typed is not thrown away by a single key."""
        if not self.unsaved():
            super().reject()
        elif not any(one.isVisible() for one in self.findChildren(GiveUpDialog)):
            ask = GiveUpDialog(self.session, self)
            ask.accepted.connect(self.give_up)
            ask.open()

    def give_up(self) -> None:
        """Close without asking."""
        super().reject()

    def submit(self) -> None:
        """What the agreeing button does; each dialog says its own."""
        raise NotImplementedError

    def send(self, work: Callable[[Desk], T], done: Callable[[T], None]) -> None:
        """Do the act through the lane; a refusal is shown here and the dialog stays open."""
        self.refused.say("")
        self.agree.setEnabled(False)

        def succeeded(result: T) -> None:
            self.agree.setEnabled(True)
            done(result)

        self.session.ask(work, succeeded, self.fail, owner=self)

    def fail(self, error: Exception) -> None:
        """Show the sentence of a refusal; anything else goes to the dialog for trouble."""
        self.agree.setEnabled(True)
        if isinstance(error, Refusal | WrongUsage):
            self.refused.say(str(error))
            self._grow()
        else:
            self.session.lane.trouble.emit(error)

    def _grow(self) -> None:
        """Make room for what has just appeared."""
        needed = self._outer.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), min(needed, self.screen().availableGeometry().height() - 60))

    def fit(self, width: int, height: int) -> None:
        """Take this size, but never more than the screen has."""
        room: QRect = self.screen().availableGeometry()
        wide = min(width, room.width() - 40)
        needed = self._outer.totalHeightForWidth(wide)
        self.resize(wide, min(max(height, needed), room.height() - 60))
        centre(self)


class GiveUpDialog(Dialog):
    """Asks before typed input is thrown away; to go on is what Enter and Esc do."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent.windowTitle(), "放弃填写", parent)
        self.body.addWidget(words("填写的内容还没有保存，放弃吗？", "heading", wrap=True))
        self.body.addWidget(words("放弃以后要从头再填。", "soft", wrap=True))
        self.body.addStretch()
        self.cancel.setText("继续填写")
        self.cancel.setAccessibleName("继续填写")
        self.cancel.setProperty("primary", True)
        self.agree.setProperty("primary", False)
        self.cancel.setDefault(True)
        self.fit(420, 160)
        self.cancel.setFocus()

    def submit(self) -> None:
        """Give up."""
        self.accept()


def typed(dialog: QWidget) -> bool:
    """Whether a person has typed into any field; what the program filled in and what was looked for do not count."""
    lines = any(
        line.isModified()
        and line.text().strip()
        and not line.isReadOnly()
        and not line.accessibleName().startswith("查")
        for line in dialog.findChildren(QLineEdit)
    )
    return lines or any(
        text.document().isModified() and not text.isReadOnly() for text in dialog.findChildren(QPlainTextEdit)
    )


def centre(dialog: QDialog) -> None:
    """Put a dialog over the middle of the window it belongs to."""
    parent = dialog.parentWidget()
    if parent is not None:
        middle = parent.window().geometry().center()
        dialog.move(middle - QPoint(dialog.width() // 2, dialog.height() // 2))


def form(parent_layout: QVBoxLayout) -> QFormLayout:
    """A form of labelled fields; labels are the buddies of their fields, so readers name them."""
    made = QFormLayout()
    made.setHorizontalSpacing(14)
    made.setVerticalSpacing(10)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    parent_layout.addLayout(made)
    return made


def field(to: QFormLayout, name: str, widget: QWidget, hint: str = "") -> QLabel:
    """Add a field with its name; the hint shows inside an empty field or as tooltip."""
    label = QLabel(name)
    label.setMinimumWidth(84)
    label.setBuddy(widget)
    widget.setAccessibleName(name)
    if hint and hasattr(widget, "setPlaceholderText"):
        widget.setPlaceholderText(hint)
    elif hint:
        widget.setToolTip(hint)
    to.addRow(label, widget)
    return label


def close_only(dialog: Dialog) -> QPushButton:
    """Turn the dialog into one that only shows: a single 关闭 button."""
    dialog.agree.hide()
    dialog.cancel.setText("关闭")
    return dialog.cancel
