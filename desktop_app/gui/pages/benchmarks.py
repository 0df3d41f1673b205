"""对标: what we measure ourselves against, where running cases stand, what was reached, and the record board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop_app.application.benchmark_rows import BenchmarkView, DefinitionRow, MatterChoice
from desktop_app.application.changes import Changes
from desktop_app.application.counting import basis_words
from desktop_app.application.desk import Desk
from desktop_app.domain.benchmark_definition import BenchmarkDefinition, DefinitionDraft
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.gui.dialogs.benchmark import BenchmarkDialog
from desktop_app.gui.dialogs.retire import retire_benchmark
from desktop_app.gui.dialogs.versions import VersionsDialog
from desktop_app.gui.models.benchmarks import (
    BOARD_COLUMNS,
    DEFINITION_COLUMNS,
    RESULT_COLUMNS,
    RUNNING_COLUMNS,
    VERSION_COLUMN,
    BoardLine,
    DefinitionLine,
    ResultLine,
    RunningLine,
    board_lines,
    definitions_about,
    matching,
    result_lines,
    running_lines,
)
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.basis_bar import BasisBar
from desktop_app.gui.widgets.benchmark_panel import BenchmarkPanel, mark_facts
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.filled_list import FilledList
from desktop_app.gui.widgets.listing import listing

_KINDS = (("", "全部"), ("benchmark", "对标"), ("template", "整件"), ("matter", "事项"))
_LEFT_WIDE, _LEFT_NARROW, _LEFT_NARROWEST = 560, 410, 330
_NARROW, _NARROWEST = 1500, 1000
_MARK, _RUNNING, _MET = 1, 2, 3
"""The benchmark's name among the running cases; of the definitions, the columns a narrow page does without."""
_NARROW_HIDES = {"running": ("officer", "started"), "results": ("kind",), "board": ("kind", "ended", "second")}
"""The columns of the figures that a narrow page does without; their tooltips tell the same."""
_NARROWEST_HIDES = {"running": ("words",), "results": ("officer", "ended"), "board": ("count",)}
"""What goes besides on the narrowest page; the 口径 stands over the lists too."""
_NO_RUNNING = ("没有在办的代办件用这条对标", "适用流程的代办件开办以后，这里逐件显示第几天、还余几天。")
_NO_RESULT = ("还没有成绩", "代办件办到对标的终点、整件办完或事项办结以后，成绩自动列在这里，不用录入。")
_NO_RECORD = ("纪录榜还是空的", "有了成绩就有纪录：每个对标、每个流程、每个事项最快的一次。")


@dataclass(frozen=True, slots=True)
class _Read:
    view: BenchmarkView
    matters: tuple[MatterChoice, ...]
    templates: tuple[ApprovalTemplate, ...]


class BenchmarksPage(Page):
    """Definitions on the left, figures on the right, all counted by the 口径 on top."""

    key = "benchmarks"
    name = "对标"
    search_hint = "查对标、事项、项目、代办员"

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._read: _Read | None = None
        self._chosen: str = ""
        self._edition = 0
        self.new = button("新建对标", primary=True)
        self.new.clicked.connect(lambda: self.state())
        self.topbar.add(self.new)
        self.topbar.search.textChanged.connect(lambda _text: self._show_lists())
        self.basis = BasisBar()
        self.basis.changed.connect(self.refresh)
        self.basis.kept.connect(self._keep_basis)
        self._basis_known = False
        self.panel = BenchmarkPanel()
        self.panel.edit_asked.connect(lambda: self._with_own(self.state))
        self.panel.copy_asked.connect(self._copy)
        self.panel.retire_asked.connect(lambda: self._with_own(self._retire))
        self.panel.versions_asked.connect(lambda: self._with_own(self._show_versions))
        self._make_lists()
        self._lay_out()

    def enter(self, argument: object) -> None:
        """The definitions have the keyboard; an argument is a text to look for."""
        if isinstance(argument, str) and argument:
            self.topbar.search.setText(argument)
            self.definitions.clearSelection()
            self._choose("")
        super().enter(argument)
        self.definitions.setFocus()

    def refresh(self) -> None:
        """Read everything again by the 口径 shown; only the newest question is answered."""
        self.stale = False
        self._edition += 1
        edition, basis, known = self._edition, self.basis.fields.basis(), self._basis_known

        def read(desk: Desk) -> _Read:
            view = desk.benchmarks.view(basis, own_basis=basis is None) if known else desk.benchmarks.view()
            return _Read(view, desk.benchmarks.matters(), desk.benchmarks.templates())

        def show(found: _Read) -> None:
            if edition == self._edition:
                self._show(found)

        self.session.ask(read, show, owner=self)

    def watches(self, changes: Changes) -> bool:
        """Acts, days, definitions, records and the 口径 all bear on the figures."""
        return super().watches(changes) or changes.benchmarks

    def back(self) -> None:
        """Esc: first the search, then the choice, then the 口径 of the workspace."""
        if self.topbar.search.text():
            self.topbar.search.clear()
        elif self._chosen:
            self.definitions.clearSelection()
            self._choose("")
        elif self._read is not None and self.basis.fields.basis() != self._read.view.standing_basis:
            self.basis.fields.show_basis(self._read.view.standing_basis)
            self.refresh()

    def state(self, own: BenchmarkDefinition | None = None, like: DefinitionDraft | None = None) -> None:
        """Open the dialog for a new definition, or for the next version of one's own."""
        if self._read is not None:
            BenchmarkDialog(
                self.session, self._read.matters, self._read.templates, own=own, like=like, parent=self
            ).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the figures keep their room."""
        super().resizeEvent(event)
        narrow, narrowest = self.width() < _NARROW, self.width() < _NARROWEST
        self._left.setFixedWidth(_LEFT_NARROWEST if narrowest else _LEFT_NARROW if narrow else _LEFT_WIDE)
        self.definitions.setColumnHidden(_MET, narrow)
        self.definitions.setColumnHidden(_RUNNING, narrowest)
        for pane, name in ((self.running, "running"), (self.results, "results"), (self.board, "board")):
            for place, column in enumerate(pane.model.columns):
                if column.key in _NARROW_HIDES[name]:
                    pane.table.setColumnHidden(place, narrow)
                if column.key in _NARROWEST_HIDES[name]:
                    pane.table.setColumnHidden(place, narrowest)

    def _make_lists(self) -> None:
        self.definition_model: ListModel[DefinitionLine] = ListModel(DEFINITION_COLUMNS, self)
        self.definitions = listing("对标定义", self.definition_model)
        self.definitions.selectionModel().currentRowChanged.connect(self._chose)
        self.definitions.clicked.connect(self._chose)
        self.definitions.opened.connect(lambda _index: self._open_definition())
        running: ListModel[RunningLine] = ListModel(RUNNING_COLUMNS, self)
        results: ListModel[ResultLine] = ListModel(RESULT_COLUMNS, self)
        board: ListModel[BoardLine] = ListModel(BOARD_COLUMNS, self)
        self.running = FilledList("在办进度", running, _NO_RUNNING)
        self.results = FilledList("历史成绩", results, _NO_RESULT)
        self.board = FilledList("纪录榜", board, _NO_RECORD)
        self.running.table.opened.connect(self._open_running)
        self.results.table.opened.connect(self._open_result)
        self.board.table.opened.connect(self._open_record)
        self.result_kinds, self.board_kinds = Chips(_KINDS), Chips(_KINDS)
        for chips in (self.result_kinds, self.board_kinds):
            chips.chosen.connect(lambda _key: self._show_lists())

    def _lay_out(self) -> None:
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.definitions, 5)
        left.addWidget(self.panel, 4)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.running, "在办进度")
        for chips, pane, name in (
            (self.result_kinds, self.results, "历史成绩"),
            (self.board_kinds, self.board, "纪录榜"),
        ):
            place = QWidget()
            column = QVBoxLayout(place)
            column.setContentsMargins(0, 8, 0, 0)
            column.setSpacing(8)
            column.addWidget(chips)
            column.addWidget(pane, 1)
            self.tabs.addTab(place, name)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self._left)
        sides.addWidget(self.tabs, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(22, 12, 22, 14)
        inside.setSpacing(10)
        inside.addWidget(self.basis)
        inside.addLayout(sides, 1)
        self.column.addLayout(inside, 1)

    def _show(self, found: _Read) -> None:
        self._read = found
        view = found.view
        if not self._basis_known:
            self.basis.fields.show_basis(view.standing_basis)
            self._basis_known = True
        self.basis.show_standing(view.standing_basis)
        self.topbar.subtitle.say(basis_words(view.basis) + ("" if view.firm else "；有暂估"))
        self._show_lists()

    def _show_lists(self) -> None:
        if self._read is None:
            return
        view, text = self._read.view, self.topbar.search.text()
        lines = definitions_about(view, text)
        chosen = self._chosen
        self.definition_model.show_rows(lines)
        row = next((place for place, line in enumerate(lines) if _place(line.row) == chosen), -1)
        if row >= 0:
            self.definitions.selectRow(row)
        self._choose(chosen if row >= 0 else "")
        results = matching(result_lines(view, self.result_kinds.current), RESULT_COLUMNS, text)
        records = matching(board_lines(view, self.board_kinds.current), BOARD_COLUMNS, text)
        self.results.show_lines(results, text)
        self.board.show_lines(records, text)
        self.tabs.setTabText(1, f"历史成绩 {len(results)}")
        self.tabs.setTabText(2, f"纪录榜 {len(records)}")

    def _show_running(self) -> None:
        assert self._read is not None
        row, text = self._row(), self.topbar.search.text() if not self._chosen else ""
        lines = matching(running_lines(self._read.view, row), RUNNING_COLUMNS, text)
        self.running.show_lines(lines, text)
        # The chosen definition is named on the left; all of them together need a column.
        self.running.table.setColumnHidden(_MARK, row is not None)
        self.tabs.setTabText(0, f"在办进度 {len(lines)}")

    def _chose(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        line = self.definition_model.row_at(index.row())
        if line is not None:
            self._choose(_place(line.row))

    def _choose(self, place: str) -> None:
        self._chosen = place
        if self._read is not None:
            names = {one.code: one.name for one in self._read.matters}
            self.panel.show_row(self._row(), names)
            self._show_running()

    def _row(self) -> DefinitionRow | None:
        rows = self._read.view.definitions if self._read else ()
        return next((row for row in rows if _place(row) == self._chosen), None)

    def _with_own(self, act: Any) -> None:
        row = self._row()
        if row is not None and row.own is not None:
            act(row.own)

    def _open_definition(self) -> None:
        """Enter: change one's own, copy a bundled one."""
        row = self._row()
        if row is not None and row.own is not None:
            self.state(row.own)
        else:
            self._copy()

    def _copy(self) -> None:
        row = self._row()
        if row is not None:
            self.state(like=DefinitionDraft(row.mark, row.templates))

    def _retire(self, own: BenchmarkDefinition) -> None:
        retire_benchmark(self.session, own.id, own.mark.name, self).open()

    def _show_versions(self, own: BenchmarkDefinition) -> None:
        def show(versions: tuple[BenchmarkDefinition, ...]) -> None:
            VersionsDialog(self.session, own.mark.name, versions, VERSION_COLUMN, _told, self).open()

        self.session.ask(lambda desk: desk.benchmarks.versions(own.id), show, owner=self)

    def _keep_basis(self) -> None:
        basis, by = self.basis.fields.basis(), self.session.officer or "本台席"
        self.session.ask(lambda desk: desk.benchmarks.count_by(basis, by), self.session.announce, owner=self)

    def _open_running(self, index: QModelIndex) -> None:
        line: RunningLine | None = self.running.model.row_at(index.row())
        if line is not None:
            self.go.emit("project", line.mark.project_id)

    def _open_result(self, index: QModelIndex) -> None:
        line: ResultLine | None = self.results.model.row_at(index.row())
        if line is not None:
            self.go.emit("project", line.result.project_id)

    def _open_record(self, index: QModelIndex) -> None:
        line: BoardLine | None = self.board.model.row_at(index.row())
        if line is not None:
            self.go.emit("project", (line.line.holders or line.line.provisional)[0].project_id)


def _place(row: DefinitionRow) -> str:
    """What tells definitions apart: bundled ones of one name may have different ends."""
    return row.own.id if row.own else f"{row.key} {row.mark.rule}"


def _told(one: BenchmarkDefinition) -> list[tuple[str, str | QWidget]]:
    return mark_facts(one.mark, one.templates, {})
