"""今日: what is late, what is due, what waits and what can start, with the chosen step explained on the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.ports import DEFAULT_CENTRE, UnfiledStep, Workspace
from desktop_app.domain.calendar import DayKind, WorkingCalendar
from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_WORDS
from desktop_app.gui.dialogs.start import import_ledger, new_project
from desktop_app.gui.models.board import (
    BoardModel,
    enterprise_words,
    groups_of,
)
from desktop_app.gui.models.paged import copy_chosen
from desktop_app.gui.models.race import RACE
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.ahead_strip import AheadStrip
from desktop_app.gui.widgets.bars import Empty, button
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.column_menu import ColumnMenu
from desktop_app.gui.widgets.counters import Counter
from desktop_app.gui.widgets.due_reports import DueReports
from desktop_app.gui.widgets.handover_strip import HandoverStrip
from desktop_app.gui.widgets.issue_strip import IssueStrip
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.lamp import LampCell
from desktop_app.gui.widgets.listing import make_room_for_substitutes, set_columns
from desktop_app.gui.widgets.officer_choice import OfficerChoice
from desktop_app.gui.widgets.record_strip import RecordStrip
from desktop_app.gui.widgets.step_panel import StepPanelView

if TYPE_CHECKING:
    # Only named here. This page is what the window opens with: dialogs and papers are loaded when they are asked for.
    from desktop_app.application.changes import Changes
    from desktop_app.application.desk import Desk
    from desktop_app.application.overview import StepPanel, TodayBoard
    from desktop_app.domain.events import Verb

_COUNTERS = (
    ("overdue", Lamp.OVERDUE, "逾期"),
    ("due_today", Lamp.WARNING, "今日到期"),
    ("soon", Lamp.WARNING, "三日内"),
    ("unfiled", Lamp.OVERDUE, "应办未办"),
    ("suspended", Lamp.SUSPENDED, "暂停计时"),
    ("ready", Lamp.READY, "可以开办"),
    ("undecided", Lamp.NOT_STARTED, "待定环节"),
)
_FIRST = "先把手头的项目台账（Excel）导入，或者新建一个项目；开办代办件以后，这里每天告诉您先办什么。"
_NAMELESS = f"文书上现在印的单位是“{DEFAULT_CENTRE}”。请到左下角的“设置”写上本单位的名称，并给这台电脑定一个台席字母。"
_WEEK = "一二三四五六日"
_HEADING_PIXELS = 44
_ROOM = (("officer", 620), ("note", 880), ("authority", 980), (RACE, 1240), ("statutory", 1420))
"""From how many pixels of the list on a column has room."""
_ALWAYS = ("lamp", "project", "matter", "due", "left")
_PANEL_WIDTH, _PANEL_NARROW = 380, 320
_OVER_BOTH = 1150
"""Pixels of the page below which the counters take the whole width."""


@dataclass(frozen=True, slots=True)
class _Morning:
    """Everything the page needs, read in one go."""

    board: TodayBoard
    calendar: WorkingCalendar
    officers: tuple[str, ...]
    projects: int
    workspace: Workspace
    unfiled: tuple[UnfiledStep, ...]


def day_words(today: date, calendar: WorkingCalendar) -> str:
    """The date as the page's subtitle: weekday, whether people work, and the how manieth working day of the week."""
    fact = calendar.fact(today)
    text = f"{today.year}年{today.month}月{today.day}日 星期{_WEEK[today.weekday()]}"
    if not fact.works:
        return f"{text} · {fact.label}，下一工作日 {calendar.next_working(today):%m-%d}"
    before_week = today - timedelta(days=today.weekday() + 1)
    number = calendar.count_working(before_week, today)
    made_up = f"（{fact.label}）" if fact.kind is not DayKind.WORKDAY else ""
    return f"{text} · 工作日{made_up} · 本周第 {number} 个工作日"


class TodayPage(Page):
    """The first page in the morning."""

    key = "today"
    name = "今日"
    counts = True

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._chosen: tuple[str, str] | None = None
        self._row = 1
        self._over_both: bool | None = None
        self._calendar: WorkingCalendar | None = None
        self._covers: Mapping[str, str] = {}
        self.officer = OfficerChoice("全部代办员")
        self.officer.activated.connect(lambda _index: self.refresh())
        fresh = button("新建项目", primary=True)
        fresh.clicked.connect(lambda: new_project(self))
        self.paper = button("打印", tip="Ctrl+P 打印选中这件的服务单")
        self.paper.clicked.connect(self._paper_menu)
        self.model = BoardModel(self)
        self.table = self._make_table()
        self.columns = ColumnMenu(self.table, self.model.columns, "today", _ALWAYS)
        self.topbar.add(self.columns.button)
        self.topbar.add(self.officer)
        self.topbar.add(self.paper)
        self.topbar.add(fresh)
        self.find_projects()
        self.counters = {key: Counter(lamp, name) for key, lamp, name in _COUNTERS}
        self.panel = StepPanelView()
        self.panel.setObjectName("panel")
        self.panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.panel.act_asked.connect(self._act)
        self.panel.print_asked.connect(self._print)
        self.panel.sheet_asked.connect(self._sheet)
        self.panel.open_asked.connect(lambda project_id: self.go.emit("project", project_id))
        session.officer_changed.connect(lambda _name: self.refresh() if self.isVisible() else None)
        self._lay_out()

    def enter(self, argument: object) -> None:
        """The table has the keyboard."""
        self.said.hide()
        super().enter(argument)
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the board again; the chosen step stays chosen while it is on the board."""
        self.stale = False
        officer = self.officer.chosen

        def read(desk: Desk) -> _Morning:
            totals = desk.overview.totals(desk.overview.query())
            return _Morning(
                desk.overview.today(officer),
                desk.calendar,
                tuple(desk.overview.officers()),
                totals.projects,
                desk.workspace.get(),
                tuple(desk.plans.unfiled(officer)),
            )

        self.session.ask(read, self._show, owner=self)

    def watches(self, changes: Changes) -> bool:
        """The centre's name concerns the empty page, an original the group of those that are out too long."""
        return (
            super().watches(changes) or changes.workspace or changes.materials or changes.officers or changes.benchmarks
        )

    def print_now(self) -> None:
        """Preview the service sheet of the case of the chosen step."""
        if self.panel.panel is not None:
            self._print(self.panel.panel.case.id)

    def print_form(self, form: str) -> None:
        """Preview a form of the chosen step, its case or project; one of the zone needs no choice."""
        from desktop_app.application.forms.registry import FORM_SPECS
        from desktop_app.application.forms.spec import Subject

        shown = self.panel.panel
        if FORM_SPECS[form].subject is Subject.ZONE or shown is None:
            self._preview(form)
        else:
            self._preview(form, shown.case.id, shown.standing.step.code, shown.project.id)

    def _paper_menu(self) -> None:
        """The papers of the zone (weekly table, bulletin), and those of the chosen step while there is one."""
        from desktop_app.application.forms.spec import Subject
        from desktop_app.gui.widgets.paper_menu import paper_menu

        chosen = (Subject.CASE, Subject.STEP, Subject.PROJECT) if self.panel.panel is not None else ()
        menu = paper_menu(self, (*chosen, Subject.ZONE), self.print_form)
        menu.popup(self.paper.mapToGlobal(QPoint(0, self.paper.height() + 4)))

    def back(self) -> None:
        """Take the choice away."""
        self.table.clearSelection()
        self._chosen = None
        self.panel.show_nothing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the authority and the note make room; lamp and due date always stay."""
        super().resizeEvent(event)
        self.panel.setFixedWidth(_PANEL_NARROW if self.width() < 1300 else _PANEL_WIDTH)
        self._share_width()
        room = self.width() - self.panel.width() - 44
        self.columns.make_room([key for key, least in _ROOM if room < least])

    def _share_width(self) -> None:
        """The counters stand over the list; on a narrow page over the panel too, where their names have room."""
        narrow = self.width() < _OVER_BOTH
        if narrow is self._over_both:
            return
        self._over_both = narrow
        self._counters_row.setSpacing(6 if narrow else 12)
        self._sides.addWidget(self._counted, 0, 0, 1, 2 if narrow else 1)
        self._sides.addWidget(self.panel, 1 if narrow else 0, 1, 1 if narrow else 2, 1)

    def _make_table(self) -> Table:
        table = Table("今日要办的环节")
        table.setObjectName("board")
        table.setModel(self.model)
        table.setItemDelegateForColumn(0, LampCell(table))
        head = table.horizontalHeader()
        set_columns(table, self.model.columns)
        head.setSectionsMovable(False)
        table.selectionModel().currentRowChanged.connect(self._choose)
        table.opened.connect(self._open)
        table.previewed.connect(lambda index: self._choose(index, index))
        table.copy_asked.connect(lambda: copy_chosen(table, self.model))
        return table

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(22, 0, 22, 12)
        column.setSpacing(12)
        self._counted = QWidget()
        row = self._counters_row = QHBoxLayout(self._counted)
        row.setContentsMargins(22, 16, 22, 12)
        for key, counter in self.counters.items():
            counter.chosen.connect(lambda key=key: self._jump(key))
            row.addWidget(counter, 1)
        column.addWidget(self.table, 1)
        self.said = Elided("", "soft")
        self.said.hide()
        column.addWidget(self.said)
        board = QWidget()
        self._sides = QGridLayout(board)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.setColumnStretch(0, 1)
        self._sides.setRowStretch(1, 1)
        self._sides.addWidget(left, 1, 0)
        self._share_width()
        bring, start = button("导入 Excel", primary=True), button("新建项目")
        bring.clicked.connect(lambda: import_ledger(self))
        start.clicked.connect(lambda: new_project(self))
        self.name_centre = button("填写服务中心名称")
        self.name_centre.clicked.connect(lambda: self.go.emit("settings", None))
        self.empty = Empty("还没有项目", _FIRST, bring, start, self.name_centre)
        self.quiet = Empty("没有要办的环节", "已有项目，还没有开办代办件。请到“项目”里打开一个项目，点“开办代办件”。")
        self._stack = QStackedWidget()
        for part in (board, self.empty, self.quiet):
            self._stack.addWidget(part)
        self.record, self.handed = RecordStrip(self.session), HandoverStrip(self.session)
        self.handed.asked.connect(lambda number: self.go.emit("officers", number))
        self.ahead = AheadStrip()
        self.ahead.asked.connect(lambda place: self.go.emit("project", place))
        self.column.addWidget(self.record)
        self.column.addWidget(self.handed)
        self.column.addWidget(self.ahead)
        self.column.addLayout(self._strips())
        self.column.addWidget(self._stack, 1)

    def _strips(self) -> QHBoxLayout:
        """What is due besides steps, side by side."""
        self.reports = DueReports(self.session)
        self.reports.asked.connect(lambda period: self.go.emit("rhythm", period))
        self.issues = IssueStrip(self.session)
        self.issues.asked.connect(lambda: self.go.emit("issues", None))
        told = QHBoxLayout()
        told.setContentsMargins(22, 0, 22, 0)
        told.setSpacing(12)
        for strip in (self.reports, self.issues):
            # Their own margins are for a page where each has a line of its own.
            strip.setContentsMargins(-22, 0, -22, 0)
            told.addWidget(strip, 1)
        return told

    def _show(self, morning: _Morning) -> None:
        board, self._calendar, self._covers = morning.board, morning.calendar, morning.board.covers
        self.record.show_of()
        self.ahead.show_records(board.ahead)
        self.handed.look_again()
        self.reports.look_again()
        self.issues.look_again()
        self.topbar.subtitle.say(day_words(board.today, morning.calendar))
        self.officer.offer(morning.officers, self.session.officer)
        self.counters["overdue"].setToolTip(enterprise_words(board))
        groups = {group.key: len(group.rows) for group in groups_of(board, morning.unfiled)}
        for key, counter in self.counters.items():
            counter.show_number(groups.get(key, 0))
        if not self.officer.chosen:
            self.counted.emit(len(board.overdue))
        self.model.show_board(board, morning.calendar, morning.unfiled)
        make_room_for_substitutes(self.table, self.model.columns, board.covers)
        self.table.show_headings(self.model.headings(), _HEADING_PIXELS)
        self._say_first(morning.workspace)
        self._stack.setCurrentIndex(self._which(morning))
        self._choose_again()
        self.session.ask(lambda desk: desk.benchmarks.races().of_case, self.model.show_races, owner=self)

    def _say_first(self, workspace: Workspace) -> None:
        nameless = workspace.centre == DEFAULT_CENTRE and not workspace.demo
        self.name_centre.setVisible(nameless)
        self.empty.say("还没有项目", f"{_FIRST}\n{_NAMELESS}" if nameless else _FIRST)

    def _which(self, morning: _Morning) -> int:
        if self.model.rowCount() or self.officer.chosen:
            return 0
        return 2 if morning.projects else 1

    def _choose_again(self) -> None:
        """Choose what was chosen before; when it left the board, that is said and its neighbour is explained."""
        gone = self._chosen
        row = self.model.find(*gone) if gone else -1
        if row < 0:
            row = self._nearest()
            if gone is not None:
                self._say_gone(gone)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, 0))
        else:
            self._chosen = None
            self.panel.show_nothing()

    def _nearest(self) -> int:
        """The step that stands now where the chosen one stood, or the last above it; -1 on an empty board."""
        rows = [row for row in range(self.model.rowCount()) if self.model.row_at(row) is not None]
        return next((row for row in rows if row >= self._row), rows[-1] if rows else -1)

    def _say_gone(self, gone: tuple[str, str]) -> None:
        """Below the list: which step is no longer in it, and how it stands."""

        def show(panel: StepPanel) -> None:
            one = panel.standing
            self.said.say(f"“{one.step.title}”（{panel.project.name}）已不在这张清单里：{LAMP_WORDS[one.lamp]}")
            self.said.show()

        self.session.ask(lambda desk: desk.overview.step_panel(*gone), show, owner=self)

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = self.model.row_at(index.row()) if index.isValid() else None
        if line is not None:
            self._row = index.row()
            self._explain((line.row.step.case_id, line.row.step.matter))

    def _explain(self, wanted: tuple[str, str]) -> None:
        self._chosen = wanted

        def show(answer: tuple[StepPanel, WorkingCalendar]) -> None:
            if self._chosen == wanted:
                self.panel.show_panel(answer[0], self.session.today, answer[1], self._covers)

        self.session.ask(lambda desk: (desk.overview.step_panel(*wanted), desk.calendar), show, owner=self)

    def _open(self, index: QModelIndex) -> None:
        line = self.model.row_at(index.row())
        if line is not None:
            step = line.row.step
            self.go.emit("project", (step.project_id, step.case_id, step.matter))

    def _jump(self, key: str) -> None:
        for number, group in self.model.headings().items():
            if group.key == key:
                first = self.model.index(number + 1, 0)
                self.table.scrollTo(self.model.index(number, 0), Table.ScrollHint.PositionAtTop)
                self.table.setCurrentIndex(first)
                self.table.setFocus()

    def _act(self, verb: Verb, panel: StepPanel) -> None:
        from desktop_app.gui.dialogs.act import ActDialog

        ActDialog(self.session, panel, verb, self.session.today, self).open()

    def _print(self, case_id: str) -> None:
        self._preview("service-sheet", case_id)

    def _sheet(self, panel: StepPanel, clock: str, place: int) -> None:
        from desktop_app.gui.dialogs.clock_sheet import sheet_dialog

        sheet_dialog(self.session, self, panel, clock, place).open()

    def _preview(self, form: str, case_id: str = "", matter: str = "", project_id: str = "") -> None:
        from desktop_app.application.documents import About
        from desktop_app.gui.dialogs.preview import PreviewDialog

        PreviewDialog(self.session, form, About(case_id, matter, project_id), self).open()
