"""A dialog in steps: one part after another, each with its own title, forward and back without losing anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from desktop_app.gui.dialogs.dialog import Dialog
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.labels import words


@dataclass(frozen=True, slots=True)
class Part:
    """One step: its title, its widget, and what is missing in it (an empty text when nothing is)."""

    title: str
    widget: QWidget
    missing: Callable[[], str] = str


class StepsDialog(Dialog):
    """Shows its parts in order; the last one ends with the agreeing button."""

    def __init__(self, session: Session, title: str, agree: str, parent: QWidget | None = None) -> None:
        super().__init__(session, title, agree, parent)
        self._parts: Sequence[Part] = ()
        self._trail = words("", "small")
        self._title = words("", "heading")
        self._stack = QStackedWidget()
        for part in (self._trail, self._title):
            self.body.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.earlier, self.later = button("上一步"), button("下一步", primary=True)
        self.earlier.clicked.connect(lambda: self.step_to(self._stack.currentIndex() - 1))
        self.later.clicked.connect(self.step_on)
        self.foot.insertWidget(self.foot.count() - 1, self.earlier)
        self.foot.insertWidget(self.foot.count() - 1, self.later)

    def decided(self) -> bool:
        """Whether something was chosen that is not typed; each dialog knows its own fields."""
        return False

    def reject(self) -> None:
        """Close; what was typed is not thrown away by a single key."""
        if not (self.decided() or _typed(self)):
            super().reject()
        elif not any(one.isVisible() for one in self.findChildren(GiveUpDialog)):
            ask = GiveUpDialog(self.session, self)
            ask.accepted.connect(self._give_up)
            ask.open()

    def _give_up(self) -> None:
        super().reject()

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Give the dialog its parts and show the first."""
        self._parts = parts
        for part in parts:
            self._stack.addWidget(part.widget)
        self.step_to(0)

    def step_on(self) -> None:
        """Go on unless something is missing."""
        missing = self._parts[self._stack.currentIndex()].missing()
        self.refused.say(missing)
        if not missing:
            self.step_to(self._stack.currentIndex() + 1)

    def step_to(self, number: int) -> None:
        """Show a part."""
        self._stack.setCurrentIndex(number)
        last = number == len(self._parts) - 1
        self._trail.setText(f"第 {number + 1} 步，共 {len(self._parts)} 步")
        self._title.setText(self._parts[number].title)
        self.earlier.setVisible(number > 0)
        self.later.setVisible(not last)
        self.agree.setVisible(last)
        (self.agree if last else self.later).setDefault(True)
        self.refused.say("")
        shown = self._parts[number].widget
        shown.setFocus()
        if shown.focusProxy() is None:
            self.focusNextChild()


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


def _typed(dialog: QWidget) -> bool:
    """Whether a person has typed into any field; what the program filled in does not count."""
    lines = any(line.isModified() and line.text().strip() for line in dialog.findChildren(QLineEdit))
    return lines or any(text.document().isModified() for text in dialog.findChildren(QPlainTextEdit))
