"""A dialog in steps: one part after another, each with its own title, forward and back without losing anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.gui.dialogs.dialog import Dialog, typed
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

    def unsaved(self) -> bool:
        """What was decided counts as well as what was typed; the button to agree stands on the last part only."""
        return self.decided() or typed(self)

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
