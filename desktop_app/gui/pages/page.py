"""The page every other one is built on: it reads again when a change concerns it and it can be seen."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import TopBar
from desktop_app.gui.widgets.project_finder import ProjectFinder


class Page(QWidget):
    """One page of the window, made at the first visit. `go` asks for another page.

    `counted` puts a number beside its name in the side bar: only the page that is always there counts itself, what the
    others write there is read by the window (`PageEntry.number`).
    """

    key: ClassVar[str]
    name: ClassVar[str]
    search_hint: ClassVar[str] = "查项目、企业、项目代码"

    counts: ClassVar[bool] = False
    """Whether it counts itself, so that it reads again while another page is in view."""

    go = Signal(str, object)
    counted = Signal(int)

    def __init__(self, session: Session, title: str, crumb: str = "") -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.stale = True
        self.topbar = TopBar(title, self.search_hint, crumb)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.topbar)
        session.changed.connect(self._changed)

    def enter(self, argument: object) -> None:
        """The page comes into view; `argument` is what the asking page handed over."""
        self.refresh()

    def refresh(self) -> None:
        """Read everything shown again."""
        raise NotImplementedError

    def watches(self, changes: Changes) -> bool:
        """Whether a change concerns what is shown."""
        return bool(changes.events) or changes.calendar or changes.plans

    def print_now(self) -> None:
        """Ctrl+P: print what is selected; a page without paper does nothing."""

    def back(self) -> None:
        """Esc: leave what is open; a first page has nowhere to go."""

    def focus_search(self) -> None:
        """Ctrl+K: bring the cursor into the search field."""
        self.topbar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_projects(self) -> None:
        """Let the search field find projects while somebody types, and show them all on Enter."""
        self.finder = ProjectFinder(self.session, self.topbar.search)
        self.finder.found.connect(lambda project_id: self.go.emit("project", project_id))
        self.finder.asked.connect(lambda text: self.go.emit("ledger", text))

    def _changed(self, changes: Changes) -> None:
        if not self.watches(changes):
            return
        if self.isVisible() or self.counts:
            self.refresh()
        else:
            self.stale = True
