"""A calm strip that tells how many issues of enterprises are past their date or near it, and leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.application.changes import Changes
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.strip import Strip

if TYPE_CHECKING:
    # Only named here: the ledgers behind it are loaded with the first question, after the window is on the screen.
    from desktop_app.application.entries import Watched

_ISSUES = "issues"
"""The ledger of what enterprises brought up (`application.entries.ISSUES`)."""


class IssueStrip(Strip):
    """Takes no room while every issue is in time; `asked` when somebody wants to see them."""

    asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("red", button("去问题台账", tip="办理、延期或催办责任单位"), parent)
        self.session = session
        self._edition = 0
        self.look.clicked.connect(self.asked)
        session.changed.connect(self._changed)

    def look_again(self) -> None:
        """Ask which issues are late; only the newest question is answered."""
        self._edition += 1
        edition = self._edition

        def show(found: Watched) -> None:
            if edition == self._edition:
                self.tell(watched_words(found) if found.overdue or found.warning else "")

        self.session.ask(lambda desk: desk.entries.watched(_ISSUES), show, owner=self)

    def _changed(self, changes: Changes) -> None:
        if _ISSUES in changes.ledgers or changes.calendar:
            self.look_again()


def watched_words(found: Watched) -> str:
    """▲ 企业问题逾期 2 件；◆ 快到期 1 件；最久的是 WT-2026-002，逾期 9 个工作日（经济发展局）."""
    said = [f"▲ 企业问题逾期 {len(found.overdue)} 件"] if found.overdue else []
    if found.warning:
        said.append(f"◆ {'' if said else '企业问题'}快到期 {len(found.warning)} 件")
    if found.overdue:
        first = found.overdue[0].cells
        duty = f"（{first['duty_unit']}）" if first.get("duty_unit") else ""
        said.append(f"最久的是 {first.get('number', '')}，{first[found.lamp]}{duty}")
    return "；".join(said)
