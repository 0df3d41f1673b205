"""The main window: it navigates between pages and passes keys to the one in view; it holds no rule and no data."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.workspaces import read_only_words
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.trouble import TroubleDialog, show_trouble
from desktop_app.gui.dialogs.who import WhoDialog
from desktop_app.gui.pages import INNER_PAGES, PAGES, PageEntry
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session, settings
from desktop_app.gui.widgets.bars import Banner
from desktop_app.gui.widgets.notice import Notice
from desktop_app.gui.widgets.sidebar import SideBar, key_of

if TYPE_CHECKING:
    # Only named here: the use cases behind them are loaded by the lane, after the window is on the screen.
    from desktop_app.application.desk import Desk
    from desktop_app.application.ports import Workspace
    from desktop_app.application.reminders import Fired
    from desktop_app.application.rhythm import Told

_GEOMETRY = "window/geometry"
_ENTRIES = {page.key: page for page in (*PAGES, *INNER_PAGES)}
_COUNTED = tuple((page, page.number) for page in PAGES if page.number is not None)
_REMINDERS = "reminders"
_MINUTE = 60_000
_NARROW = 1200
"""Pixels of the window below which the side bar folds."""

_DEMO = "演示数据：这是演示工作区，项目取自样例台账，办理记录为演示而生成，请勿当作真实情况。"

_log = logging.getLogger(__name__)


class _Pages(dict[str, Page]):
    """The pages made so far by key; asking for another one makes it."""

    def __init__(self, make: Callable[[PageEntry], Page]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> Page:
        page = self[key] = self._make(_ENTRIES[key])
        return page


class MainWindow(QMainWindow):
    """Side bar on the left, one page on the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._day = session.today
        self.setWindowTitle("帮办台")
        self.setMinimumSize(1024, 560)
        self.pages: dict[str, Page] = _Pages(self._make_page)
        self.sidebar = SideBar([(page.key, page.name) for page in PAGES], {page.key for page in PAGES if page.foot})
        self.banner = Banner()
        self.notice = Notice()
        self._reminding = self._remind_again = False
        self._left: QWidget | None = None
        self._stack = QStackedWidget()
        self._lay_out()
        self._listen()
        self._read_workspace()
        self.go(PAGES[0].key, None)
        self.remind()

    @property
    def page(self) -> Page:
        """The page in view."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def go(self, key: str, argument: object = None) -> None:
        """Bring a page into view."""
        page = self.pages[key]
        if key == _REMINDERS:
            self.notice.hide()
        self._stack.setCurrentWidget(page)
        self.sidebar.mark(_ENTRIES[key].parent_key or key)
        page.enter(argument)

    def change_side(self) -> None:
        """F6: the keyboard goes to the side bar, and from there back to where it was on the page."""
        if not self.sidebar.holds_keyboard():
            self._left = QApplication.focusWidget()
            self.sidebar.take_keyboard()
            return
        back = self._left
        if back is not None and shiboken6.isValid(back) and self.page.isAncestorOf(back):
            back.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.page.focus_search()

    def show_remembered(self) -> None:
        """Show the window where it was last time, within the screens there are now."""
        kept = settings().value(_GEOMETRY)
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1440, room.width() - 40), min(900, room.height() - 60))
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window belongs to the page."""
        super().resizeEvent(event)
        self.sidebar.fold(narrow=self.width() < _NARROW)
        # At once: a page that lays itself out anew meanwhile would be laid out for two widths, one inside the other.
        self._row.activate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was."""
        settings().setValue(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)

    def notice_new_day(self) -> None:
        """A window left open over night shows the new day's lamps."""
        if self.session.today != self._day:
            self._day = self.session.today
            for page in self.pages.values():
                if page.counts or page is self.page:
                    page.refresh()

    def remind(self) -> None:
        """Fire the reminders whose time has come; one question at a time, and nothing pops up.

        Where nothing can be written none fires: the desk that may write fires them.
        """
        if self.session.desk.read_only:
            self._count()
            return
        self._remind_again = self._reminding
        if not self._reminding:
            self._reminding = True
            self.session.ask(
                lambda desk: (desk.reminders.fire(), desk.rhythm.remind()),
                self._reminded,
                self._not_reminded,
                owner=self,
            )

    def _reminded(self, answer: tuple[Fired, Told]) -> None:
        fired, told = answer
        self._reminding = False
        if fired.changes.reminders or told.changes.reminders:
            self.session.announce(Changes(reminders=True))
        else:
            self._count()
        if fired.reminders or told.periods:
            self.notice.say(new_words(fired, told))
        if self._remind_again:  # something was recorded while the last question was under way
            self.remind()

    def _not_reminded(self, error: Exception) -> None:
        self._reminding = False
        self._put_off(error)

    def _count(self) -> None:
        """Read the numbers beside the names of the pages, which must be right whether or not a page exists."""

        def show(numbers: Sequence[int]) -> None:
            for (entry, _number), found in zip(_COUNTED, numbers, strict=True):
                self.sidebar.show_number(entry.key, found, entry.number_words)

        self.session.ask(lambda desk: [number(desk) for _entry, number in _COUNTED], show, self._put_off, owner=self)

    def _put_off(self, error: Exception) -> None:
        """A database that is busy for a moment is asked again in a minute; anything else is told."""
        _log.warning("reminders not read", exc_info=error)
        if not isinstance(error, Refusal):
            self.session.lane.trouble.emit(error)

    def _make_page(self, entry: PageEntry) -> Page:
        """A page is made when somebody first goes there, so that the window opens with the first one alone."""
        page = entry.load()(self.session)
        self._stack.addWidget(page)
        page.go.connect(self.go)
        page.counted.connect(lambda number: self.sidebar.show_number(entry.key, number, entry.number_words))
        return page

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self.notice)
        right.addWidget(self._stack, 1)
        middle = QWidget()
        self._row = row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)

    def _listen(self) -> None:
        keys = {
            "Ctrl+K": lambda: self.page.focus_search(),
            "Ctrl+P": lambda: self.page.print_now(),
            "F5": lambda: self.page.refresh(),
            "Escape": lambda: self.page.back(),
            "F6": self.change_side,
        }
        for sequence, act in keys.items():
            QShortcut(QKeySequence(sequence), self).activated.connect(act)
        for place, page in enumerate(PAGES):
            if sequence := key_of(place):
                QShortcut(QKeySequence(sequence), self).activated.connect(lambda key=page.key: self.go(key))
        self.sidebar.chosen.connect(self.go)
        self.notice.asked.connect(lambda: self.go(_REMINDERS))
        self.sidebar.who_asked.connect(self._ask_who)
        self.sidebar.say_who(self.session.officer)
        self.session.officer_changed.connect(self.sidebar.say_who)
        self.session.changed.connect(self._changed)
        self.session.lane.trouble.connect(self._tell_trouble)
        timer = QTimer(self)
        timer.timeout.connect(self.notice_new_day)
        timer.timeout.connect(self.remind)
        timer.start(_MINUTE)

    def _changed(self, changes: Changes) -> None:
        if changes.workspace:
            self._read_workspace()
        if changes.events or changes.calendar or changes.plans:
            self.remind()
        else:
            self._count()

    def _read_workspace(self) -> None:
        def read(desk: Desk) -> tuple[Workspace, bool]:
            return desk.workspace.get(), bool(desk.read_only) and desk.calendars.behind()

        self.session.ask(read, self._opened, owner=self)

    def _opened(self, answer: tuple[Workspace, bool]) -> None:
        workspace, behind = answer
        why = self.session.desk.read_only
        self.sidebar.say_place(f"{workspace.name or workspace.centre} · 台席 {workspace.desk}")
        said = [f"{read_only_words(why)}。"] if why else []
        said += ["期限还是按较早的工作日历算的，能写入时打开一次才会重算。"] if behind else []
        said += [_DEMO] if workspace.demo else []
        self.banner.say("\n".join(said))

    def _tell_trouble(self, error: Exception) -> None:
        """One dialog at a time: what fails a hundred times in a row is told once and logged every time."""
        show_trouble(error, self, quietly=self.findChild(TroubleDialog) is not None)

    def _ask_who(self) -> None:
        def show(officers: list[str]) -> None:
            WhoDialog(self.session, officers, self).open()

        self.session.ask(lambda desk: desk.overview.officers(), show, owner=self)


def new_words(fired: Fired, told: Told) -> str:
    """What is new, in one line."""
    said = []
    if fired.reminders:
        late = sum(one.late for one in fired.reminders)
        more = f"，其中 {late} 条是此前错过、现在补发的" if late else ""
        said.append(f"有 {len(fired.reminders)} 条新提醒{more}")
    if told.periods:
        more = f"等 {len(told.periods)} 期" if len(told.periods) > 1 else ""
        said.append(f"{told.periods[0].period.title}{more}该出了")
    return "；".join(said)
