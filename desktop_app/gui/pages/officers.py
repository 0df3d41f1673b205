"""专班: people with what they have in hand, teams, leaves and who covers, handovers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.officers import OfficerBoard, OfficerRow
from desktop_app.domain.handover import Handover, HandoverState
from desktop_app.gui.dialogs.handover import FORM, AcceptDialog, HandoverDialog, TakeBackDialog
from desktop_app.gui.dialogs.officer import CancelLeaveDialog, LeaveDialog, OfficerDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.team import TeamDialog
from desktop_app.gui.dialogs.who import with_name
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.officers import (
    COUNTED_BY,
    HANDOVER_COLUMNS,
    LEAVE_COLUMNS,
    PERSON_KEYS,
    TEAM_COLUMNS,
    LeaveLine,
    PeopleModel,
    TeamLine,
    ordered,
    team_lines,
)
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, button
from desktop_app.gui.widgets.list_pane import ListPane, current_row, matching_rows
from desktop_app.gui.widgets.listing import listing
from desktop_app.gui.widgets.person_work import PersonWork
from desktop_app.gui.widgets.share_cell import ShareCell

_NARROW = 1300
_NO_PEOPLE = ("还没有人员", "开办代办件以后，代办员自动列在这里；也可以先点“登记人员”。")
_NO_TEAM = ("还没有专班", "点“新建专班”，写明组长、成员和承担的产业链、项目。成员要先登记为人员。")
_NO_LEAVE = ("还没有请假登记", "点“登记请假”，写明起止和代管人；请假期间环节列入代管人的今日和提醒。")
_NO_HANDOVER = ("还没有交接", "有人离岗或调整分工时点“交接”：先清点数量，再一次全部转给接收人，并打印工作交接单。")


@dataclass(frozen=True, slots=True)
class _Read:
    board: OfficerBoard
    handovers: tuple[Handover, ...]
    projects: tuple[tuple[str, str], ...]


class OfficersPage(Page):
    """Four lists: 人员与工作量, 专班, 请假代管, 交接."""

    key = "officers"
    name = "专班"
    search_hint = "查姓名、单位、专班、交接编号"

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._read: _Read | None = None
        self._chosen = self._wanted = ""
        self.tabs = QTabWidget()
        self._sort = ("", False)
        self._edition = 0
        self.add, self.leave = button("登记人员"), button("登记请假")
        self.team, self.hand = button("新建专班"), button("交接", primary=True)
        for action, act in (
            (self.add, lambda: self._edit_person(None)),
            (self.team, lambda: self._edit_team(None)),
            (self.leave, self._enter_leave),
            (self.hand, self._hand_over),
        ):
            action.clicked.connect(act)
            self.topbar.add(action)
        self.topbar.search.textChanged.connect(lambda _text: self._show_lists())
        self._make_people()
        self._make_lists()
        self._lay_out()

    def enter(self, argument: object) -> None:
        """The people have the keyboard; an argument is the number of a handover to look at."""
        super().enter(argument)
        if isinstance(argument, str) and argument:
            self.tabs.setCurrentIndex(3)
            self._wanted = argument
            self.handed_table.setFocus()
        else:
            self.people.setFocus()

    def refresh(self) -> None:
        """Read everything again; only the newest question is answered."""
        self.stale = False
        self._edition += 1
        edition = self._edition

        def read(desk: Desk) -> _Read:
            projects = tuple((one.id, one.name) for one in desk.projects.all())
            return _Read(desk.officers.board(), desk.handovers.all(), projects)

        def show(found: _Read) -> None:
            if edition == self._edition:
                self._show(found)

        self.session.ask(read, show, owner=self)

    def watches(self, changes: Changes) -> bool:
        """Acts, originals, reminders, the directory and handovers all bear on it."""
        return super().watches(changes) or changes.officers or changes.materials or changes.reminders

    def print_now(self) -> None:
        """Ctrl+P: the paper of the chosen handover."""
        one = self._handover()
        if self.tabs.currentIndex() == 3 and one is not None:
            self._print(one)

    def back(self) -> None:
        """Esc: first the search, then the first list."""
        if self.topbar.search.text():
            self.topbar.search.clear()
        else:
            self.tabs.setCurrentIndex(0)
            self.people.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page unit and 代办件 make room; the counts that press always stay."""
        super().resizeEvent(event)
        for key in ("unit", "originals"):
            self.people.setColumnHidden(PERSON_KEYS[key], self.width() < _NARROW)

    def _turn_to_everything(self) -> None:
        self.work.turn_to(None)

    def _make_people(self) -> None:
        self.people_model = PeopleModel(self)
        self.people = listing("人员与工作量", self.people_model)
        self.people.setItemDelegateForColumn(PERSON_KEYS["share"], ShareCell(self.people))
        self.people.horizontalHeader().setSectionsClickable(True)
        self.people.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.people.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(now))
        self.people.clicked.connect(self._look_at_count)
        self.people.opened.connect(self._open_count)
        self.people.previewed.connect(self._turn_to_everything)
        self.register = button("登记全部未登记的姓名")
        self.register.clicked.connect(self._register_all)
        self.edit = button("修改登记…")
        self.edit.clicked.connect(self._edit_chosen)
        self.away = button("登记请假…")
        self.away.clicked.connect(self._enter_leave)
        self.give = button("把手上的件交接出去…")
        self.give.clicked.connect(self._hand_over)
        self.work = PersonWork(self.session, self.register, self.edit, self.away, self.give)
        self.work.asked.connect(self.go)

    def _make_lists(self) -> None:
        self.team_model: ListModel[TeamLine] = ListModel(TEAM_COLUMNS, self)
        self.leave_model: ListModel[LeaveLine] = ListModel(LEAVE_COLUMNS, self)
        self.handed_model: ListModel[Handover] = ListModel(HANDOVER_COLUMNS, self)
        self.team_table = listing("专班", self.team_model)
        self.team_table.opened.connect(lambda index: self._edit_team(self.team_model.row_at(index.row())))
        self.leave_table = listing("请假代管", self.leave_model)
        self.leave_table.opened.connect(lambda _index: self._cancel_leave())
        self.handed_table = listing("交接", self.handed_model)
        self.handed_table.opened.connect(lambda _index: self._answer())
        self.handed_table.previewed.connect(lambda _index: self.print_now())
        self.change_team, self.cancel_leave = button("修改专班…"), button("撤销这次请假…")
        self.accept, self.take_back = button("接收…"), button("撤回…")
        self.paper = button("打印交接单…")
        self.change_team.clicked.connect(lambda: self._edit_team(current_row(self.team_table, self.team_model)))
        self.cancel_leave.clicked.connect(self._cancel_leave)
        self.accept.clicked.connect(self._answer)
        self.take_back.clicked.connect(self._take_back)
        self.paper.clicked.connect(lambda: self._with_handover(self._print))
        self.handed_table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._say_possible())

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.people)
        both.addWidget(self.work)
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 1)
        self.first = QStackedWidget()
        self.first.addWidget(both)
        self.nobody = Empty(*_NO_PEOPLE)
        self.first.addWidget(self.nobody)
        self.teams = ListPane(self.team_table, _NO_TEAM, self.change_team)
        self.leaves = ListPane(self.leave_table, _NO_LEAVE, self.cancel_leave)
        self.handed = ListPane(self.handed_table, _NO_HANDOVER, self.accept, self.paper, self.take_back)
        self.tabs.setDocumentMode(True)
        for pane, name in (
            (self.first, "人员与工作量"),
            (self.teams, "专班"),
            (self.leaves, "请假代管"),
            (self.handed, "交接"),
        ):
            self.tabs.addTab(pane, name)
        inside = QVBoxLayout()
        inside.setContentsMargins(22, 12, 22, 14)
        inside.addWidget(self.tabs, 1)
        self.column.addLayout(inside, 1)

    def _show(self, found: _Read) -> None:
        self._read = found
        board = found.board
        away = sum(row.cover is not None for row in board.rows)
        waiting = sum(one.state is HandoverState.WAITING for one in found.handovers)
        said = [f"{len(board.rows)} 人"]
        said += [f"{away} 人请假"] if away else []
        said += [f"{len(board.strangers)} 人未登记"] if board.strangers else []
        said += [f"{waiting} 份交接待接收"] if waiting else []
        self.topbar.subtitle.say("，".join(said))
        self.register.setVisible(bool(board.strangers))
        self._show_lists()

    def _show_lists(self) -> None:
        if self._read is None:
            return
        found, text = self._read, self.topbar.search.text().strip()
        board = found.board
        people = ordered(board.rows, self._sort[0], descending=self._sort[1])
        self.people_model.show_rows(matching_rows(self.people_model, people, text))
        self.first.setCurrentIndex(0 if board.rows else 1)
        self._choose_again()
        teams = team_lines(board.directory.teams, dict(found.projects), board.today)
        self.team_model.show_rows(matching_rows(self.team_model, teams, text))
        self.teams.show_there(there=bool(teams))
        leaves = [
            LeaveLine(
                one, board.today, board.directory.cover(one.officer, board.today) if one.on(board.today) else None
            )
            for one in sorted(board.directory.leaves, key=lambda one: one.first, reverse=True)
        ]
        self.leave_model.show_rows(matching_rows(self.leave_model, leaves, text))
        self.leaves.show_there(there=bool(leaves))
        self.handed_model.show_rows(matching_rows(self.handed_model, found.handovers, text))
        self.handed.show_there(there=bool(found.handovers))
        self._choose_handover()

    def _choose_again(self) -> None:
        """Keep the chosen person, else the first."""
        names = [row.name for place in range(self.people_model.rowCount()) if (row := self.people_model.row_at(place))]
        place = names.index(self._chosen) if self._chosen in names else 0
        if names:
            self.people.setCurrentIndex(self.people_model.index(place, 0))
        else:
            self._chosen = ""
            self.work.show_nobody()

    def _choose_handover(self) -> None:
        """Choose the one that was asked for, or the newest."""
        places = range(self.handed_model.rowCount())
        numbers = [row.number for place in places if (row := self.handed_model.row_at(place))]
        if numbers:
            place = numbers.index(self._wanted) if self._wanted in numbers else 0
            self.handed_table.setCurrentIndex(self.handed_model.index(place, 0))
        self._say_possible()

    def _say_possible(self) -> None:
        one = self._handover()
        waiting = one is not None and one.state is HandoverState.WAITING
        self.accept.setEnabled(waiting)
        self.take_back.setEnabled(waiting)
        self.paper.setEnabled(one is not None)

    def _choose(self, index: QModelIndex) -> None:
        row = self.people_model.row_at(index.row()) if index.isValid() else None
        if row is None:
            return
        self._chosen = row.name
        self.edit.setText("登记这个人…" if row.officer is None else "修改登记…")
        self.away.setEnabled(row.officer is not None)
        self.give.setEnabled(bool(row.cases or row.in_hand))
        self.work.show_person(row)

    def _look_at_count(self, index: QModelIndex) -> None:
        key = self.people_model.columns[index.column()].key
        if key in COUNTED_BY:
            self.work.look_at(COUNTED_BY[key])

    def _open_count(self, index: QModelIndex) -> None:
        """A count opens the rows behind it; the rest of the row is what somebody is registered with."""
        key = self.people_model.columns[index.column()].key
        if key in COUNTED_BY:
            self.work.turn_to(COUNTED_BY[key])
        else:
            self._edit_chosen()

    def _sort_by(self, section: int) -> None:
        """A first click sorts the largest first, a second one turns it round, a third one takes it back."""
        key = self.people_model.columns[section].key
        self._sort = {(key, True): (key, False), (key, False): ("", False)}.get(self._sort, (key, True))
        self._show_lists()

    def _person(self) -> OfficerRow | None:
        rows = self._read.board.rows if self._read else ()
        return next((row for row in rows if row.name == self._chosen), None)

    def _handover(self) -> Handover | None:
        one: Handover | None = current_row(self.handed_table, self.handed_model)
        return one

    def _edit_chosen(self) -> None:
        self._edit_person(self._person())

    def _edit_person(self, row: OfficerRow | None) -> None:
        if self._read is not None:
            known, name = self._read.board.directory, row.name if row else ""
            OfficerDialog(self.session, known, row.officer if row else None, name, self).open()

    def _register_all(self) -> None:
        def register(by: str) -> None:
            self.session.ask(
                lambda desk: desk.officers.register_strangers(by),
                lambda done: self.session.announce(done[1]),
                owner=self,
            )

        with_name(self.session, self, register)

    def _edit_team(self, line: TeamLine | None) -> None:
        if self._read is not None:
            known, projects = self._read.board.directory, self._read.projects
            TeamDialog(self.session, known, projects, line.team if line else None, self).open()

    def _enter_leave(self) -> None:
        if self._read is not None:
            LeaveDialog(self.session, self._read.board.directory, self._chosen, self).open()

    def _cancel_leave(self) -> None:
        line = current_row(self.leave_table, self.leave_model)
        if line is not None and not line.leave.cancelled:
            CancelLeaveDialog(self.session, line.leave, self).open()

    def _hand_over(self) -> None:
        if self._read is None:
            return
        board = self._read.board
        givers = [row.name for row in board.rows if row.cases or row.in_hand]
        takers = [row.name for row in board.rows if row.active]
        HandoverDialog(self.session, givers, takers, self._chosen, self).open()

    def _with_handover(self, act: Any) -> None:
        one = self._handover()
        if one is not None:
            act(one)

    def _answer(self) -> None:
        one = self._handover()
        if one is not None and one.state is HandoverState.WAITING:
            AcceptDialog(self.session, one, self).open()
        elif one is not None:
            self._print(one)

    def _take_back(self) -> None:
        self._with_handover(lambda one: TakeBackDialog(self.session, one, self).open())

    def _print(self, one: Handover) -> None:
        PreviewDialog(self.session, FORM, About(), self, answers={"handover": one.number}).open()
