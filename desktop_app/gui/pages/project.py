"""项目详情: facts, benchmarks, the steps of each case by stage, the chosen step explained, and the whole history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.forms.spec import Subject
from desktop_app.application.overview import CasePage, ProjectPage, StepPanel
from desktop_app.application.ports import Paper
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.officer import in_words
from desktop_app.gui.dialogs.act import ActDialog
from desktop_app.gui.dialogs.benchmark_sheet import BenchmarkSheetDialog
from desktop_app.gui.dialogs.clock_sheet import sheet_dialog
from desktop_app.gui.dialogs.edit_project import EditProjectDialog
from desktop_app.gui.dialogs.make_volume import MakeVolumeDialog
from desktop_app.gui.dialogs.people import PeopleDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.start import open_case
from desktop_app.gui.models.history import HISTORY_COLUMNS, HistoryLine, history_of
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.steps import COLUMNS, StepsModel
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, button, link
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.lamp import LampCell
from desktop_app.gui.widgets.listing import listing, make_room_for_substitutes
from desktop_app.gui.widgets.material_pane import MaterialPane
from desktop_app.gui.widgets.paper_list import PaperList
from desktop_app.gui.widgets.paper_menu import paper_menu
from desktop_app.gui.widgets.project_head import BenchmarkRow, ProjectHead
from desktop_app.gui.widgets.project_ledgers import ProjectLedgers
from desktop_app.gui.widgets.project_tabs import HISTORY, LEDGERS, MATERIALS, PAPERS, TREND, ProjectTabs
from desktop_app.gui.widgets.record_strip import RecordStrip
from desktop_app.gui.widgets.step_panel import ACT_WORDS, StepPanelView, rare_acts, usual_acts
from desktop_app.gui.widgets.trend_view import TrendPane
from desktop_app.locations import resources

_MIDDLE = Table.ScrollHint.PositionAtCenter
_HEADING_PIXELS = 40
_NARROW = (("statutory", 1500), ("authority", 1400), ("limit", 1300), ("accepted", 1010))
_PANEL_WIDTH, _PANEL_NARROW = 380, 320


@dataclass(frozen=True, slots=True)
class _Read:
    page: ProjectPage
    calendar: WorkingCalendar
    covers: Mapping[str, str]


class ProjectDetailPage(Page):
    """One project."""

    key = "project"
    name = "项目详情"

    def __init__(self, session: Session) -> None:
        super().__init__(session, "", "项目")
        self.project_id = ""
        self._read: _Read | None = None
        self._case_id = ""
        self._last_case = ""
        self._matter = ""
        self.panel_data: StepPanel | None = None
        self._open, self._paper = button("开办代办件"), button("打印", tip="Ctrl+P 打印服务单")
        self._act = button("登记进展", primary=True)
        self._paper.setIcon(QIcon(str(resources() / "icons" / "chevron-down.svg")))
        self._paper.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._open.clicked.connect(self._open_case)
        self._paper.clicked.connect(self._paper_menu)
        self._act.clicked.connect(self._act_menu)
        for action in (self._open, self._paper, self._act):
            self.topbar.add(action)
        self.topbar.back.connect(self.back)
        self.find_projects()
        self.head, self.benchmarks = ProjectHead(), BenchmarkRow()
        self.record = RecordStrip(session)
        self.benchmarks.more_asked.connect(
            lambda: self.go.emit("benchmarks", self._read and self._read.page.project.name)
        )
        self.benchmarks.sheet_asked.connect(
            lambda name: BenchmarkSheetDialog(session, self._case_id, self, name).open()
        )
        self.tabs = ProjectTabs()
        self.tabs.turned.connect(self._show_tab)
        self.people, self._assign = Elided("", "soft"), link("调整人员")
        self.people.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._assign.clicked.connect(self._assign_people)
        self.head.edit_asked.connect(self._edit)
        self.model, self.history = StepsModel(self), ListModel[HistoryLine](HISTORY_COLUMNS, self)
        self.table = self._make_table()
        self.events = listing("变更记录", self.history)
        self.papers = PaperList()
        self.papers.opened.connect(self._show_paper)
        self.trend, self.materials = self._make_trend(), MaterialPane(session)
        self.panel = StepPanelView(with_open=False)
        self.panel.setObjectName("panel")
        self.panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.panel.act_asked.connect(self._state)
        self.panel.sheet_asked.connect(lambda *asked: sheet_dialog(session, self, *asked).open())
        self.panel.print_asked.connect(lambda case_id: self._preview("service-sheet", case_id))
        self._lay_out()

    def enter(self, argument: object) -> None:
        """Show the project whose id is handed over, or a step as (project, case, matter)."""
        self._last_case = ""
        if isinstance(argument, tuple):
            self.project_id, self._case_id, self._matter = argument
        elif isinstance(argument, str) and argument != self.project_id:
            self.project_id, self._case_id, self._matter = argument, "", ""
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the project again."""
        self.stale = False
        wanted = self.project_id
        if not wanted:
            return

        def read(desk: Desk) -> _Read:
            return _Read(desk.overview.project_page(wanted), desk.calendar, desk.officers.covers())

        def show(found: _Read) -> None:
            if wanted == self.project_id:
                self._show(found)

        self.session.ask(read, show, owner=self)

    def watches(self, changes: Changes) -> bool:
        """Only changes of this project concern it, and by what its benchmarks are counted."""
        of_ledgers = bool(changes.ledgers) and self._case_id == LEDGERS
        return self.project_id in changes.projects or changes.benchmarks or changes.officers or of_ledgers

    def print_now(self) -> None:
        """Preview the service sheet of the case in view, its plan on 走势, the 移交清单 on 材料与原件,
        or the chosen one of the issued papers."""
        if self._case_id == PAPERS:
            self.papers.open_chosen()
        elif self._case_id == TREND:
            self.trend.view.print_now()
        elif self._case_id == MATERIALS and self.materials.case_id:
            self._preview("handover")
        elif self._case() is not None:
            self._preview("service-sheet", self._case_id)

    def back(self) -> None:
        """Back to the ledger."""
        self.go.emit("ledger", None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page some columns make room; lamp, name and due date always stay."""
        super().resizeEvent(event)
        self.panel.setFixedWidth(_PANEL_NARROW if self.width() < 1300 else _PANEL_WIDTH)
        self.trend.view.fit(self.width())
        self.materials.fit(self.width(), self.panel.width())
        keys = [column.key for column in COLUMNS]
        for key, room in _NARROW:
            self.table.setColumnHidden(keys.index(key), self.width() < room)

    def _make_table(self) -> Table:
        table = listing("事项进度", self.model)
        table.setItemDelegateForColumn(0, LampCell(table))
        table.selectionModel().currentRowChanged.connect(lambda index, _before: self._choose(index))
        table.previewed.connect(self._choose)
        table.opened.connect(lambda _index: self._act_menu())
        return table

    def _make_trend(self) -> TrendPane:
        trend = TrendPane(
            self.session, Empty("还没有代办件", "开办代办件以后，这里说明走到哪里、哪天能办完、先办什么。")
        )
        trend.view.act_asked.connect(self._act_on)
        trend.view.urge_asked.connect(self._urge)
        trend.view.step_opened.connect(lambda case_id, matter: self.enter((self.project_id, case_id, matter)))
        return trend

    def _lay_out(self) -> None:
        steps = QWidget()
        sides = QHBoxLayout(steps)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(22, 12, 16, 14)
        left.addWidget(self.table)
        sides.addLayout(left, 1)
        sides.addWidget(self.panel)
        past = QWidget()
        around = QVBoxLayout(past)
        around.setContentsMargins(22, 12, 22, 14)
        around.addWidget(self.events)
        start = button("开办代办件", primary=True)
        start.clicked.connect(self._open_case)
        self.empty = Empty(
            "还没有代办件", "选一个流程模板开办代办件，程序会列出全部环节和时限；以前办完的环节可以一并补录。", start
        )
        self.ledgers = ProjectLedgers(self.session)
        self.ledgers.asked.connect(lambda wish: self.go.emit("registers", wish))
        self._stack = QStackedWidget()
        for part in (steps, past, self.empty, self.papers, self.trend, self.materials, self.ledgers):
            self._stack.addWidget(part)
        strip = QWidget()
        strip.setObjectName("band")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(22, 0, 22, 1)
        row.addWidget(self.tabs, 3)
        row.addWidget(self.people, 1)
        row.addWidget(self._assign)
        for part in (self.head, self.record, self.benchmarks, strip):
            self.column.addWidget(part)
        self.column.addWidget(self._stack, 1)

    def _show(self, found: _Read) -> None:
        self._read = found
        page = found.page
        self.topbar.title.say(page.project.name)
        self.head.show_page(page)
        self.record.show_of(page.project.id)
        self.history.show_rows(history_of(page))
        self.papers.show_papers(page.papers, page.void)
        self.tabs.show_page(page, self._case_id)
        self._show_tab()

    def _case(self) -> CasePage | None:
        cases = self._read.page.cases if self._read else ()
        return next((one for one in cases if one.case.id == self._case_id), None)

    def _show_tab(self) -> None:
        if self._read is None:
            return
        self._case_id = self.tabs.current
        case = self._case()
        self._stack.setCurrentIndex(
            {HISTORY: 1, PAPERS: 3, TREND: 4, MATERIALS: 5, LEDGERS: 6}.get(self._case_id, 0 if case else 2)
        )
        if self._case_id in (TREND, MATERIALS):
            self._show_of_case(self._read.page.cases)
        if self._case_id == LEDGERS:
            self.ledgers.show_of(self.project_id, self._read.page.project.name)
        self.benchmarks.show_benchmarks(case.benchmarks if case else ())
        self._paper.setEnabled(case is not None or (self._case_id == MATERIALS and bool(self._read.page.cases)))
        self._act.setEnabled(case is not None)
        self._assign.setVisible(case is not None)
        covers = self._read.covers
        self.people.say(_people_words(case.case, covers) if case else "")
        self.people.setVisible(case is not None)
        if case is None:
            return
        self._last_case = case.case.id
        self.model.show_case(case, self.session.today, self._read.calendar, covers)
        make_room_for_substitutes(self.table, self.model.columns, covers)
        self.table.show_headings(self.model.headings(), _HEADING_PIXELS)
        row = self.model.find(self._matter) if self._matter else self.model.first_of_interest()
        if row < 0:
            row = self.model.first_of_interest()
        index = self.model.index(row, 0)
        self.table.setCurrentIndex(index)
        # The table may only now come into view; scrolling needs its size.
        QTimer.singleShot(0, self.table, lambda: self.table.scrollTo(self.table.currentIndex(), _MIDDLE))

    def _show_of_case(self, cases: tuple[CasePage, ...]) -> None:
        """走势 or 材料 of the case looked at last, else of the newest that runs; after a change of the one in view."""
        pane = self.trend if self._case_id == TREND else self.materials
        before = self.trend.view.case_id if self._case_id == TREND else self.materials.case_id
        ids = [one.case.id for one in cases]
        running = [one.case.id for one in cases if not one.ended]
        kept = (self._last_case, before, *reversed(running), *ids)
        self._last_case = ""
        shown = next((one for one in kept if one in ids), "")
        pane.show_cases([(one.case.id, one.case.template.name) for one in cases], shown)

    def _act_on(self, case_id: str, verb: Verb, matter: str) -> None:
        """Open the dialog of an act on a step that is not in view."""
        self.session.ask(
            lambda desk: desk.overview.step_panel(case_id, matter),
            lambda panel: self._state(verb, panel),
            owner=self,
        )

    def _choose(self, index: QModelIndex) -> None:
        line = self.model.row_at(index.row()) if index.isValid() else None
        if line is None or not self._case_id:
            return
        wanted = (self._case_id, line.one.step.code)
        self._matter = wanted[1]

        def show(answer: tuple[StepPanel, WorkingCalendar]) -> None:
            if wanted == (self._case_id, self._matter):
                self.panel_data = answer[0]
                covers = self._read.covers if self._read else {}
                self.panel.show_panel(answer[0], self.session.today, answer[1], covers)

        self.session.ask(lambda desk: (desk.overview.step_panel(*wanted), desk.calendar), show, owner=self)

    def _act_menu(self) -> None:
        """Offer the acts that are possible now on the chosen step."""
        data = self.panel_data
        if data is None or data.case.id != self._case_id:
            return
        menu = self._menu()
        menu.addAction(data.standing.step.title).setEnabled(False)
        menu.addSeparator()
        usual, rare = usual_acts(data), rare_acts(data)
        for verb in (*usual, *rare):
            if verb in rare[:1]:
                menu.addSeparator()
            menu.addAction(ACT_WORDS[verb], lambda verb=verb: self._state(verb, data))
        menu.popup(self._act.mapToGlobal(QPoint(0, self._act.height() + 4)))

    def _paper_menu(self) -> None:
        menu = paper_menu(self, (Subject.CASE, Subject.STEP, Subject.PROJECT), self._preview, self._make_volume)
        menu.popup(self._paper.mapToGlobal(QPoint(0, self._paper.height() + 4)))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _state(self, verb: Verb, panel: StepPanel) -> None:
        ActDialog(self.session, panel, verb, self.session.today, self).open()

    def _preview(self, form: str, case_id: str = "") -> None:
        about = About(case_id or self._case_id, self._matter, self.project_id)
        if not case_id and self._case_id == MATERIALS:
            about = About(self.materials.case_id, self.materials.matter, self.project_id)
        PreviewDialog(self.session, form, about, self).open()

    def _urge(self, case_id: str, matter: str) -> None:
        PreviewDialog(self.session, "urge", About(case_id, matter, self.project_id), self).open()

    def _make_volume(self) -> None:
        MakeVolumeDialog(self.session, self._case_id, self).open()

    def _show_paper(self, paper: Paper) -> None:
        PreviewDialog(self.session, paper.form, paper.case_id, self, archived=paper).open()

    def _open_case(self) -> None:
        if self._read is not None:
            dialog = open_case(self, self._read.page.project)
            dialog.made.connect(self._opened)

    def _assign_people(self) -> None:
        case = self._case()
        if case is not None:
            PeopleDialog(self.session, case.case, self).open()

    def _edit(self) -> None:
        if self._read is not None:
            EditProjectDialog(self.session, self._read.page.project, self).open()

    def _opened(self, case_id: str) -> None:
        self._case_id, self._matter = case_id, ""


def _people_words(case: Case, covers: Mapping[str, str]) -> str:
    """Who carries the case, and who stands in today; roles nobody has are left out."""
    roles = (
        ("代办员", in_words(case.officer, covers.get(case.officer, ""))),
        ("包联领导", case.lead_official),
        ("包联单位", case.lead_unit),
        ("项目专员", case.specialist),
    )
    return "  ".join(f"{role} {name}" for role, name in roles if name)
