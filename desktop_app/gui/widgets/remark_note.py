"""Beside what is being typed: an amber line that says what is doubtful about it, and nothing while nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.application.desk import Desk
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint


class RemarkNote(Hint):
    """Asks the desk while somebody types; only the newest question is answered. `shown` tells of every new sentence."""

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._asked = 0
        self.say("", warning=True)
        self.hide()

    def look(self, session: Session, ask: Callable[[Desk], Sequence[str]]) -> None:
        """Say what the desk finds doubtful, in sentences."""
        self._asked += 1
        asked = self._asked

        def show(sentences: Sequence[str]) -> None:
            if asked == self._asked:
                self.tell(sentences)

        session.ask(ask, show, owner=self)

    def tell(self, sentences: Sequence[str]) -> None:
        """Show sentences, or hide when there are none."""
        said = "提醒：" + "；".join(sentences) if sentences else ""
        self.say(said, warning=True)
        self.setAccessibleName(said)
        self.setVisible(bool(said))
        if said:
            self.shown.emit()

    def drop(self) -> None:
        """Hide, and no longer wait for an answer."""
        self._asked += 1
        self.tell(())
