"""What one person has in hand: a list of the rows behind every count, of the steps first, a tab each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop_app.application.desk import Desk
from desktop_app.application.entries import ISSUES
from desktop_app.application.officer_hand import HAND_WORDS, VISITS, Hand, HandKind, HandLine
from desktop_app.application.officers import OfficerRow
from desktop_app.application.overview import TodayRow
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.officers import HAND_COLUMNS, WorkModel
from desktop_app.gui.models.register import RegisterWish
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.lamp import LampCell
from desktop_app.gui.widgets.listing import listing

_STEPS = "环节"
_NO_WORK = ("手上没有环节", "这个人现在没有在办、可办或有期限的环节。")
_NOTHING = {
    HandKind.CASES: (
        "手上没有代办件",
        "这个人现在不是任何在办代办件的代办员；到项目里“开办代办件”，或由别人交接过来。",
    ),
    HandKind.ORIGINALS: ("没有保管原件", "收到企业原件时，在项目的“材料与原件”里登记收下的人，就列在这里。"),
    HandKind.REMINDERS: ("没有待处理的提醒", "期限快到或者已过时，程序自动提醒代办员，处理以后从这里消失。"),
    HandKind.PROBLEMS: ("没有未销号的问题", "问题台账里责任人写这个人、还没有销号的，列在这里。"),
    HandKind.VISITS: ("没有走访记录", "到“走访”登记上门、预约、延时、陪同或线上服务，代办员写这个人。"),
}


@dataclass(frozen=True, slots=True)
class _Read:
    steps: tuple[TodayRow, ...]
    hand: Hand


class PersonWork(QWidget):
    """Lists of one person. `asked` carries the key of a page and what it is to show; Enter on a row asks."""

    asked = Signal(str, object)

    def __init__(self, session: Session, *actions: QWidget) -> None:
        super().__init__()
        self.session = session
        self.person = ""
        self.said = Elided("", "strong")
        self.steps_model = WorkModel(self)
        self.steps = listing("手上的环节", self.steps_model)
        self.steps.setItemDelegateForColumn(0, LampCell(self.steps))
        self.steps.opened.connect(self._open_step)
        self.models: dict[HandKind, ListModel[HandLine]] = {}
        self.tables: dict[HandKind, Table] = {}
        self._stacks: dict[HandKind | None, QStackedWidget] = {}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("手上的事")
        self._add_tab(None, self.steps, _NO_WORK)
        for kind in HandKind:
            self._add_list(kind)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        for action in actions:
            row.addWidget(action)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.tabs, 1)

    def show_person(self, row: OfficerRow) -> None:
        """Read what somebody has in hand; only the newest question is answered."""
        self.person = name = row.name

        def read(desk: Desk) -> _Read:
            return _Read(desk.officers.steps(name), desk.officers.hand(name))

        def show(found: _Read) -> None:
            if self.person == name:
                self._show(row, found)

        self.session.ask(read, show, owner=self)

    def show_nobody(self) -> None:
        """Nobody is chosen."""
        self.person = ""
        self.said.say("")
        self.steps_model.show_rows(())
        for model in self.models.values():
            model.show_rows(())

    def look_at(self, kind: HandKind | None) -> None:
        """Bring the rows of a count into view; None for the steps."""
        self.tabs.setCurrentWidget(self._stacks[kind])

    def turn_to(self, kind: HandKind | None) -> None:
        """Bring the rows of a count into view and give them the keyboard."""
        self.look_at(kind)
        table = self.steps if kind is None else self.tables[kind]
        if table.isVisible():
            table.setFocus()
            if not table.currentIndex().isValid():
                table.setCurrentIndex(table.model().index(0, 0))
        else:
            self.tabs.tabBar().setFocus()

    def _add_list(self, kind: HandKind) -> None:
        model: ListModel[HandLine] = ListModel(HAND_COLUMNS[kind], self)
        table = listing(f"手上的{HAND_WORDS[kind]}", model)
        table.setItemDelegateForColumn(0, LampCell(table))
        table.opened.connect(lambda index, kind=kind: self._open_line(kind, index))
        self.models[kind], self.tables[kind] = model, table
        self._add_tab(kind, table, _NOTHING[kind])

    def _add_tab(self, kind: HandKind | None, table: Table, nothing: tuple[str, str]) -> None:
        stack = QStackedWidget()
        stack.addWidget(table)
        stack.addWidget(Empty(*nothing))
        self._stacks[kind] = stack
        self.tabs.addTab(stack, _STEPS if kind is None else HAND_WORDS[kind])

    def _show(self, row: OfficerRow, found: _Read) -> None:
        cover = f"；{row.cover.words}" if row.cover else ""
        self.said.say(f"{row.name}手上的环节 {len(found.steps)} 个{cover}")
        self.steps_model.show_rows(found.steps)
        self._count(None, len(found.steps), there=bool(found.steps))
        for kind, lines in found.hand.items():
            self.models[kind].show_rows(lines)
            self._count(kind, sum(line.weight for line in lines), there=bool(lines))

    def _count(self, kind: HandKind | None, number: int, *, there: bool) -> None:
        stack = self._stacks[kind]
        stack.setCurrentIndex(0 if there else 1)
        name = _STEPS if kind is None else HAND_WORDS[kind]
        self.tabs.setTabText(self.tabs.indexOf(stack), f"{name} {number}" if number else name)

    def _open_step(self, index: QModelIndex) -> None:
        row = self.steps_model.row_at(index.row())
        if row is not None:
            self.asked.emit("project", (row.step.project_id, row.step.case_id, row.step.matter))

    def _open_line(self, kind: HandKind, index: QModelIndex) -> None:
        line = self.models[kind].row_at(index.row())
        if line is None:
            return
        if kind is HandKind.PROBLEMS:
            self.asked.emit("issues", RegisterWish(kind=ISSUES, row=line.id))
        elif kind is HandKind.VISITS:
            self.asked.emit("visits", RegisterWish(kind=VISITS, row=line.id))
        else:
            self.asked.emit("project", (line.project_id, line.case_id, line.matter))
