"""项目: the ledger of all projects with chips, search, sorting, totals and the subtotal of what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.forms.registry import form_spec
from desktop_app.application.forms.spec import Subject
from desktop_app.application.ports import LedgerTotals
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.money import amount_words
from desktop_app.gui.dialogs.batch_print import BatchPrintDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.start import import_ledger, new_project, reconcile
from desktop_app.gui.models.ledger import LedgerModel
from desktop_app.gui.models.paged import copy_chosen_pages
from desktop_app.gui.models.race import RACE
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, button
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.column_menu import ColumnMenu
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.labels import Elided, words
from desktop_app.gui.widgets.lamp import LampCell
from desktop_app.gui.widgets.listing import make_room_for_substitutes, set_columns
from desktop_app.gui.widgets.paper_menu import paper_menu

_CHIPS = (
    ("all", "全部"),
    ("signed", "签约"),
    ("started", "开工"),
    ("produced", "投产"),
    ("overdue", "有逾期"),
    ("warning", "有预警"),
    ("suspended", "有暂停"),
    ("ready", "可开办"),
)
_TYPING_PAUSE = 250
_CHOSEN_AT_MOST = 2000
_ROOM = ((1400, RACE), (1240, "batch"), (1160, "enterprise"), (1040, "zone"))
"""From how many pixels of the page on a column has room."""
_ALWAYS = ("lamp", "name", "next_due", "left")
_SHARES = (("matter", 150, 3), ("enterprise", 132, 5), ("next_due", 130, 9))
_FULL = 1190


@dataclass(frozen=True, slots=True)
class _Selection:
    """One answer of SQL: the ids in order, totals, and what due dates are told by."""

    ids: list[str]
    totals: LedgerTotals
    calendar: WorkingCalendar
    covers: Mapping[str, str]


class LedgerPage(Page):
    """The list of projects."""

    key = "ledger"
    name = "项目"

    def __init__(self, session: Session) -> None:
        super().__init__(session, "项目台账")
        self._sort, self._descending = "entered", False
        self._edition = 0
        self._totals: LedgerTotals | None = None
        self._paper = button("打印", tip="给所选的项目出具文书；选多个就批量出具")
        self._paper.clicked.connect(self._paper_menu)
        self.topbar.add(self._paper)
        check = button("对账", tip="把官方系统导出的办件与本系统逐项比对")
        check.clicked.connect(lambda: reconcile(self))
        self.topbar.add(check)
        bring, fresh = button("导入 Excel"), button("新建项目", primary=True)
        bring.clicked.connect(lambda: import_ledger(self))
        fresh.clicked.connect(lambda: new_project(self))
        self.topbar.add(bring)
        self.topbar.add(fresh)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE)
        self._typing.timeout.connect(self.refresh)
        self.topbar.search.textChanged.connect(lambda _text: self._typing.start())
        self.topbar.search.returnPressed.connect(self._to_table)
        self.chips = Chips(_CHIPS)
        self.chips.chosen.connect(lambda _key: self.refresh())
        self.model = LedgerModel(session, self)
        self.table = self._make_table()
        self.columns = ColumnMenu(self.table, self.model.columns, "ledger", _ALWAYS)
        self._lay_out()

    def enter(self, argument: object) -> None:
        """Show the ledger; a text from another page's search field becomes this one's."""
        if isinstance(argument, str):
            self.topbar.search.setText(argument)
            self.chips.choose("all")
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Ask SQL for the selection again; only the newest question is answered."""
        self._typing.stop()
        self.stale = False
        self._edition += 1
        edition = self._edition
        wishes = {
            "text": self.topbar.search.text().strip(),
            "chip": self.chips.current,
            "sort": self._sort,
            "descending": self._descending,
        }

        def read(desk: Desk) -> _Selection:
            query = desk.overview.query(**wishes)
            return _Selection(
                desk.overview.project_ids(query), desk.overview.totals(query), desk.calendar, desk.officers.covers()
            )

        def show(found: _Selection) -> None:
            if edition == self._edition:
                self._show(found)

        self.session.ask(read, show, owner=self)

    def watches(self, changes: Changes) -> bool:
        """Who stands in for whom and by what benchmarks are counted are shown too."""
        return super().watches(changes) or changes.officers or changes.benchmarks

    def print_now(self) -> None:
        """Preview the service sheet of the newest case of the chosen project."""
        index = self.table.currentIndex()
        if not index.isValid():
            return

        self._preview_newest("service-sheet", self.model.id_at(index.row()))

    def _preview_newest(self, form: str, project_id: str) -> None:
        def show(cases: list[str]) -> None:
            if cases:
                PreviewDialog(self.session, form, cases[-1], self).open()
            else:
                title = form_spec(form).title
                self.chosen.say(f"这个项目还没有代办件，没有“{title}”可打印；请先打开项目，开办代办件。")

        self.session.ask(lambda desk: desk.overview.case_ids(project_id), show, owner=self)

    def _chosen_ids(self) -> list[str]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.id_at(row) for row in rows]

    def _paper_menu(self) -> None:
        menu = paper_menu(self, (Subject.CASE, Subject.PROJECT, Subject.ZONE), self.print_form)
        menu.popup(self._paper.mapToGlobal(QPoint(0, self._paper.height() + 4)))

    def print_form(self, form: str) -> None:
        """Preview a form of the zone or of the one chosen project, or offer a batch for several."""
        spec, ids = form_spec(form), self._chosen_ids()
        if spec.subject is Subject.ZONE:
            PreviewDialog(self.session, form, About(), self).open()
        elif not ids:
            self.chosen.say("请先在台账里选定项目，可以按住 Ctrl 或 Shift 选多个。")
        elif len(ids) > 1:
            BatchPrintDialog(self.session, form, ids, self).open()
        elif spec.subject is Subject.PROJECT:
            PreviewDialog(self.session, form, About(project_id=ids[0]), self).open()
        else:
            self._preview_newest(form, ids[0])

    def back(self) -> None:
        """Take search and chip away."""
        self.topbar.search.clear()
        self.chips.choose("all")
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page some columns make room, on a wide one names get more; lamp and due date always stay."""
        super().resizeEvent(event)
        keys = [column.key for column in self.model.columns]
        self.columns.make_room([key for least, key in _ROOM if self.width() < least])
        full = _FULL + (self.table.columnWidth(keys.index(RACE)) if self.columns.shown(RACE) else 0)
        for key, least, share in _SHARES:
            self.table.setColumnWidth(keys.index(key), least + max(0, self.width() - full) // share)

    def _make_table(self) -> Table:
        table = Table("项目台账")
        table.setModel(self.model)
        table.setItemDelegateForColumn(0, LampCell(table))
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        head = table.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        set_columns(table, self.model.columns)
        head.sectionClicked.connect(self._sort_by)
        table.opened.connect(lambda index: self.go.emit("project", self.model.id_at(index.row())))
        table.copy_asked.connect(lambda: copy_chosen_pages(table, self.model, self.chosen.say))
        table.selectionModel().selectionChanged.connect(lambda _new, _old: self._subtotal())
        return table

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(22, 12, 22, 10)
        column.setSpacing(10)
        above = QHBoxLayout()
        above.addWidget(self.chips, 1)
        above.addWidget(self.columns.button)
        column.addLayout(above)
        bring, start = button("导入 Excel", primary=True), button("新建项目")
        bring.clicked.connect(lambda: import_ledger(self))
        start.clicked.connect(lambda: new_project(self))
        self.empty = Empty(
            "台账还是空的", "把办公室现用的 Excel 台账导入（会先试读，列出每处疑问），或者新建一个项目。", bring, start
        )
        clear = button("清除筛选")
        clear.clicked.connect(self.back)
        self.nothing = Empty("没有符合条件的项目", "换个词，或者清除筛选。可按项目名称、企业、项目代码查找。", clear)
        self._stack = QStackedWidget()
        for part in (self.table, self.empty, self.nothing):
            self._stack.addWidget(part)
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        self.chosen = Elided("", "soft")
        foot.addWidget(self.chosen, 1)
        foot.addWidget(words("双击或回车打开 · Ctrl+P 打印服务单 · Ctrl+C 复制到 Excel", "soft"))
        column.addLayout(foot)
        self.column.addWidget(inner, 1)

    def _show(self, found: _Selection) -> None:
        kept = self._current_id()
        self._totals = found.totals
        telling = self.model.telling
        telling.today, telling.calendar, telling.covers = self.session.today, found.calendar, found.covers
        self.model.show_ids(found.ids)
        make_room_for_substitutes(self.table, self.model.columns, found.covers)
        self.chips.show_counts(found.totals.chips)
        total = found.totals.investment_yuan
        self.topbar.subtitle.say(
            f"{found.totals.projects} 个项目 · 总投资 {amount_words(total)}" if found.totals.projects else ""
        )
        asked = self.topbar.search.text().strip() or self.chips.current != "all"
        self._stack.setCurrentIndex(0 if found.ids else 2 if asked else 1)
        row = max(self.model.position(kept), 0)
        if found.ids:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._subtotal()
        self.session.ask(lambda desk: desk.benchmarks.races().of_project, self.model.show_races, owner=self)

    def _current_id(self) -> str:
        index = self.table.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() and index.row() < self.model.rowCount() else ""

    def _sort_by(self, section: int) -> None:
        column = self.model.columns[section]
        if not column.sortable:
            return
        self._descending = not self._descending if self._sort == column.key else False
        self._sort = column.key
        head = self.table.horizontalHeader()
        head.setSortIndicatorShown(True)
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(section, order)
        self.refresh()

    def _to_table(self) -> None:
        self._typing.stop()
        self.refresh()
        self.table.setFocus()

    def _subtotal(self) -> None:
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        if not rows or len(rows) > _CHOSEN_AT_MOST:
            self.chosen.say(f"已选 {len(rows)} 个" if rows else "")
            return
        ids = [self.model.id_at(row) for row in rows]

        def show(totals: LedgerTotals) -> None:
            if len(self.table.selectionModel().selectedRows()) == len(ids):
                self.chosen.say(f"已选 {len(ids)} 个    小计 {amount_words(totals.investment_yuan)}")

        self.session.ask(lambda desk: desk.overview.totals(desk.overview.query(), ids), show, owner=self)
