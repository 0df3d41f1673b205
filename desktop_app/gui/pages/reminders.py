"""提醒: which dates somebody has to be told of, the ladder of the chosen one, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.entries import ISSUES
from desktop_app.application.forms.registry import FORM_SPECS, form_spec
from desktop_app.application.forms.spec import Subject
from desktop_app.application.reminder_book import LadderVersion
from desktop_app.application.reminder_issues import IssueLine, issue_lines
from desktop_app.application.reminder_rows import ReminderBoard, ReminderRow
from desktop_app.gui.dialogs.ladder import LadderDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.reminder_done import ReminderDoneDialog
from desktop_app.gui.models.paged import copy_chosen
from desktop_app.gui.models.register import RegisterWish
from desktop_app.gui.models.reminders import (
    COLUMNS,
    FIRED,
    FOR,
    SAID,
    ReminderModel,
    ended_group,
    groups_of,
    issue_group,
)
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, button
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.due_reports import DueReports
from desktop_app.gui.widgets.lamp import LampCell
from desktop_app.gui.widgets.officer_choice import OfficerChoice
from desktop_app.gui.widgets.reminder_panel import ReminderPanelView

_HEADING_PIXELS = 44
_WEEK = "一二三四五六日"
_PANEL_WIDTH, _PANEL_NARROW = 380, 320
_NARROW, _NARROWER, _NARROWEST = 980, 880, 560
_CHIPS = (("open", "待处理"), ("snoozed", "稍后提醒"), ("ended", "已处理"))
_NOTHING = {
    "open": (
        "没有待处理的提醒",
        "期限临近、逾期、容缺没补齐、结果没送达、方案里应办未办、证照快到期时，这里会按催办阶梯提醒您。"
        "提醒只在上班时间发出；关机期间错过的，开机后补发。",
    ),
    "snoozed": ("没有放到稍后的提醒", "在“待处理”里选一条，点“稍后提醒”，到时间会回到“待处理”。"),
    "ended": ("近 30 天没有处理过提醒", "标为已处理的提醒，以及环节办结后自动消除的提醒，会列在这里。"),
}


@dataclass(frozen=True, slots=True)
class _Read:
    board: ReminderBoard
    officers: tuple[str, ...]
    opening: datetime | None
    to_come: int
    issues: tuple[IssueLine, ...]


def opening_words(opening: datetime, to_come: int) -> str:
    """When reminders come again while the office is closed, and how many are known to come then."""
    moment = f"{opening.month}月{opening.day}日（周{_WEEK[opening.weekday()]}）{opening.hour}:{opening.minute:02}"
    count = f"届时有 {to_come} 条" if to_come else "目前没有到时要发的"
    return f"现在不是上班时间，不发提醒。下一次在 {moment}，{count}。"


class RemindersPage(Page):
    """The reminders of the workspace; its number in the side bar is how many nobody has read."""

    key = "reminders"
    name = "提醒"

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._board: ReminderBoard | None = None
        self._issues: tuple[IssueLine, ...] = ()
        self._coming = ""
        self._chosen: tuple[str, str, str] | None = None
        self.officer = OfficerChoice("所有人")
        self.officer.activated.connect(lambda _index: self.refresh())
        self.ladder = button("催办阶梯", tip="哪一天提醒谁，可以改")
        self.ladder.clicked.connect(self.edit_ladder)
        self.topbar.add(self.officer)
        self.topbar.add(self.ladder)
        self.find_projects()
        self.chips = Chips(_CHIPS)
        self.chips.chosen.connect(lambda _key: self._show_list())
        self.model = ReminderModel(self)
        self.table = self._make_table()
        self.panel = self._make_panel()
        session.officer_changed.connect(lambda _name: self.refresh())
        self._lay_out()

    def enter(self, argument: object) -> None:
        """The list has the keyboard, or the chips above it while it is empty."""
        super().enter(argument)
        (self.table if self._stack.currentIndex() == 0 else self.chips).setFocus()

    def refresh(self) -> None:
        """Read the reminders again; the chosen one stays chosen while it is listed."""
        self.stale = False
        officer = self.officer.chosen

        def read(desk: Desk) -> _Read:
            board, opening = desk.reminders.board(officer), desk.reminders.next_opening()
            to_come = len(desk.reminders.pending(opening.date())) if opening else 0
            issues = issue_lines(desk.entries.watched(ISSUES), desk.calendar, desk.now().date(), officer)
            return _Read(board, tuple(desk.overview.officers()), opening, to_come, issues)

        self.session.ask(read, self._show, owner=self)

    def watches(self, changes: Changes) -> bool:
        """Acts are told once more when the reminders they close are closed; a leave says who stands in."""
        return super().watches(changes) or changes.reminders or changes.officers or ISSUES in changes.ledgers

    def back(self) -> None:
        """Take the choice away."""
        self.table.clearSelection()
        self._chosen = None
        self.panel.show_nothing()

    def edit_ladder(self) -> None:
        """Open the ladder in force."""

        def show(version: LadderVersion) -> None:
            LadderDialog(self.session, version, self).open()

        self.session.ask(lambda desk: desk.reminders.ladder(), show, owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the day of firing and the words make room; lamp and date always stay."""
        super().resizeEvent(event)
        self.panel.setFixedWidth(_PANEL_NARROW if self.width() < 1300 else _PANEL_WIDTH)
        self._make_room()

    def _make_room(self) -> None:
        """What waits tells whom it was told to, what ended tells how; on the narrowest page the panel tells both."""
        room = self.width() - self.panel.width() - 44
        self.table.setColumnHidden(FIRED, room < _NARROW)
        waiting = self.chips.current == "open"
        self.table.setColumnHidden(SAID if waiting else FOR, room < _NARROWER)
        self.table.setColumnHidden(FOR if waiting else SAID, room < _NARROWEST)

    def _make_table(self) -> Table:
        table = Table("提醒")
        table.setObjectName("board")
        table.setModel(self.model)
        table.setItemDelegateForColumn(0, LampCell(table))
        head = table.horizontalHeader()
        for number, column in enumerate(COLUMNS):
            head.setSectionResizeMode(
                number, QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            )
            table.setColumnWidth(number, column.width)
        head.setSectionsMovable(False)
        table.selectionModel().currentRowChanged.connect(self._choose)
        table.opened.connect(self._open)
        # The first row is chosen by the page itself; it counts as read when a person points at it.
        table.clicked.connect(self._mark_read)
        table.previewed.connect(self._mark_read)
        table.copy_asked.connect(lambda: copy_chosen(table, self.model))
        return table

    def _make_panel(self) -> ReminderPanelView:
        panel = ReminderPanelView({key: spec.title for key, spec in FORM_SPECS.items()})
        panel.setObjectName("panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        panel.go_asked.connect(self._go)
        panel.paper_asked.connect(self._paper)
        panel.snooze_asked.connect(self._snooze)
        panel.handled_asked.connect(lambda row: ReminderDoneDialog(self.session, row, self).open())
        panel.reopen_asked.connect(self._reopen)
        return panel

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(22, 16, 22, 12)
        column.setSpacing(12)
        column.addWidget(self.chips)
        self.empty = Empty(*_NOTHING["open"])
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column.addWidget(self._stack, 1)
        self.reports = DueReports(self.session)
        self.reports.asked.connect(lambda period: self.go.emit("rhythm", period))
        self.column.addWidget(self.reports)
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addWidget(left, 1)
        sides.addWidget(self.panel)
        self.column.addLayout(sides, 1)

    def _show(self, read: _Read) -> None:
        self._board, self._issues = read.board, read.issues
        self.reports.look_again()
        self._coming = opening_words(read.opening, read.to_come) if read.opening else ""
        self.officer.offer(read.officers, self.session.officer)
        board = read.board
        self.chips.show_counts(
            {"open": len(board.open) + len(read.issues), "snoozed": len(board.snoozed), "ended": len(board.ended)}
        )
        self.topbar.subtitle.say(f"{board.fresh} 条未读" if board.fresh else "")
        self._show_list()

    def _show_list(self) -> None:
        if self._board is None:
            return
        chip = self.chips.current
        rows = {"open": self._board.open, "snoozed": self._board.snoozed, "ended": self._board.ended}[chip]
        issues = issue_group(self._issues) if chip == "open" else ()
        groups = ended_group(rows) if chip == "ended" else (*groups_of(rows), *issues)
        self.model.show_groups(groups)
        self.table.show_headings(self.model.headings(), _HEADING_PIXELS)
        title, said = _NOTHING[chip]
        self.empty.say(title, f"{self._coming}\n{said}" if chip == "open" and self._coming else said)
        self._make_room()
        if not groups and self.table.hasFocus():
            # A hidden table would pass the keyboard on to the search box, and what is typed next would land there.
            self.chips.setFocus()
        self._stack.setCurrentIndex(0 if groups else 1)
        row = self.model.find(self._chosen) if self._chosen else -1
        if row < 0 and groups:
            row = 1
        if row < 0:
            self._chosen = None
            self.panel.show_nothing()
            return
        with QSignalBlocker(self.table.selectionModel()):
            self.table.setCurrentIndex(self.model.index(row, 0))
        self.table.viewport().update()
        self._explain(row)

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row_at(index.row()) if index.isValid() else None
        if row is not None and row.reminder.place == self._chosen:
            return
        self._explain(index.row())
        self._mark_read(index)

    def _mark_read(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row()) if index.isValid() else None
        if row is not None and row.fresh and row.reminder.closed_at is None:
            self._read(row)

    def _explain(self, number: int) -> None:
        row = self.model.row_at(number)
        if self.model.issue_at(number) is not None:
            self._chosen = None
            self.panel.show_nothing()
        if row is not None:
            self._chosen = row.reminder.place
            self.panel.show_row(row, self.session.today)

    def _read(self, row: ReminderRow) -> None:
        """Looking at a reminder is reading it."""
        wanted, by = row.reminder.id, self.session.officer
        self.session.ask(lambda desk: desk.reminders.seen(wanted, by), self.session.announce, owner=self)

    def _open(self, index: QModelIndex) -> None:
        row, issue = self.model.row_at(index.row()), self.model.issue_at(index.row())
        if issue is not None:
            self.go.emit("issues", RegisterWish(kind=ISSUES, row=issue.id))
        if row is not None:
            self._mark_read(index)
            self._go(row)

    def _go(self, row: ReminderRow) -> None:
        if row.entry is not None:
            one = row.reminder
            self.go.emit("project", (one.project_id, one.case_id, one.matter))

    def _paper(self, row: ReminderRow, form: str) -> None:
        """Open the paper a rung calls for; the number it is issued under is noted with the reminder."""
        one = row.reminder
        of_step = form_spec(form).subject is Subject.STEP
        dialog = PreviewDialog(self.session, form, About(one.case_id, one.matter if of_step else ""), self)

        def note() -> None:
            if dialog.issued is not None:
                number = dialog.issued.paper.number
                self.session.ask(lambda desk: desk.reminders.issued(one.id, number), self.session.announce, owner=self)

        dialog.finished.connect(note)
        dialog.open()

    def _snooze(self, row: ReminderRow, days: int) -> None:
        wanted, by = row.reminder.id, self.session.officer

        def work(desk: Desk) -> Changes:
            return desk.reminders.snooze(wanted, desk.reminders.next_moment(days), by)

        self.session.ask(work, self.session.announce, owner=self)

    def _reopen(self, row: ReminderRow) -> None:
        wanted = row.reminder.id
        self.session.ask(lambda desk: desk.reminders.reopen(wanted), self.session.announce, owner=self)
