"""A calm strip that tells of handovers nobody has accepted yet, and leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.application.changes import Changes
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.strip import Strip

if TYPE_CHECKING:
    # Only named here: what the first page shows is read by the lane, after the window is on the screen.
    from desktop_app.domain.handover import Handover


class HandoverStrip(Strip):
    """The oldest handover that waits for its taker; takes no room when there is none."""

    asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("amber", button("查看并接收"), parent)
        self.session = session
        self._waiting: tuple[Handover, ...] = ()
        self.look.clicked.connect(self._ask)
        session.changed.connect(self._changed)

    def look_again(self) -> None:
        """Look which handovers wait."""
        self.session.ask(lambda desk: desk.handovers.waiting(), self._show, owner=self)

    def _ask(self) -> None:
        if self._waiting:
            self.asked.emit(self._waiting[0].number)

    def _show(self, waiting: tuple[Handover, ...]) -> None:
        self._waiting = waiting
        more = f"（另有 {len(waiting) - 1} 份）" if len(waiting) > 1 else ""
        self.tell(waiting_words(waiting[0]) + more if waiting else "")

    def _changed(self, changes: Changes) -> None:
        if changes.officers:
            self.look_again()


def waiting_words(one: Handover) -> str:
    """A handover that waits, as a sentence."""
    handed, counts = one.handed, one.handed.counts
    return (
        f"◆ 待接收：{handed.giver} → {handed.taker}，{one.number}，"
        f"代办件 {counts.cases}、未结环节 {counts.steps}、原件 {counts.originals}；请{handed.taker}核对后接收"
    )
