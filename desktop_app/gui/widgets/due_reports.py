"""A calm strip that tells which reports are due today or overdue, each missed period once, and leads to them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.application.changes import Changes
from desktop_app.domain.rhythm import CADENCE_WORDS, DuePeriod
from desktop_app.domain.terms import LAMP_SIGNS
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.strip import Strip

_NAMED = 3


class DueReports(Strip):
    """Takes no room when nothing is due; `asked` names the period to be prepared."""

    asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("red", button("去调度", tip="核对数字，预览出具；不出的写明原因"), parent)
        self.session = session
        self._waiting: tuple[DuePeriod, ...] = ()
        self._edition = 0
        self.look.clicked.connect(self._go)
        session.changed.connect(self._changed)

    def _go(self) -> None:
        if self._waiting:
            self.asked.emit(self._waiting[0].period)

    def look_again(self) -> None:
        """Ask what is due; only the newest question is answered."""
        self._edition += 1
        edition = self._edition

        def show(waiting: tuple[DuePeriod, ...]) -> None:
            if edition == self._edition:
                self._waiting = waiting
                self.tell(due_words(waiting))

        self.session.ask(lambda desk: desk.rhythm.waiting(), show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if changes.reminders or changes.papers or changes.reports or changes.calendar:
            self.look_again()


def due_words(waiting: tuple[DuePeriod, ...]) -> str:
    """▲ 周调度（2026年11月16日至22日）逾 1 日未出；◆ 半月预警（…）今天该出."""
    said = [_one(one) for one in waiting[:_NAMED]]
    more = f"；另有 {len(waiting) - _NAMED} 期" if len(waiting) > _NAMED else ""
    return "；".join(said) + more


def _one(one: DuePeriod) -> str:
    title = f"{CADENCE_WORDS[one.period.cadence]}（{one.period.words}）"
    firm = "" if one.firm else "（暂估）"
    return f"{LAMP_SIGNS[one.lamp]} {title}{one.words}{firm}"
