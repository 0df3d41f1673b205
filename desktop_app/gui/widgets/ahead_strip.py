"""A calm strip that tells of records dated after today, and leads to the step where they can be reversed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.strip import Strip

if TYPE_CHECKING:
    # Only named here: what the first page shows is read by the lane, after the window is on the screen.
    from desktop_app.application.records_ahead import RecordAhead


class AheadStrip(Strip):
    """Takes no room while there are none; `asked` with the project, case and matter of the earliest record."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("amber", button("去看", tip="打开这个环节；记错的在办理记录里冲销"), parent)
        self._found: tuple[RecordAhead, ...] = ()
        self.look.clicked.connect(self._ask)

    def show_records(self, found: tuple[RecordAhead, ...]) -> None:
        """Show other records, as they were read with the board."""
        from desktop_app.application.records_ahead import ahead_words

        self._found = found
        self.tell(f"◆ {ahead_words(found)}" if found else "")

    def _ask(self) -> None:
        if self._found:
            event = self._found[0].event
            self.asked.emit((event.project_id, event.case_id, event.matter))
