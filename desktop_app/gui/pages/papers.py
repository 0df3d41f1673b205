"""文书: the register of everything that was issued: found, opened, declared void, issued again, verified."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.forms.spec import Subject
from desktop_app.application.paper_register import PaperCounts, PaperQuery, PaperRow
from desktop_app.application.papers import Copy, Draft
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.verify import VerifyDialog
from desktop_app.gui.dialogs.void_paper import VoidPaperDialog
from desktop_app.gui.dialogs.volume import VolumeDialog
from desktop_app.gui.models.paged import copy_chosen_pages
from desktop_app.gui.models.papers import PapersModel
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Empty, button
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.counters import Chips
from desktop_app.gui.widgets.labels import Elided, words
from desktop_app.gui.widgets.listing import set_columns
from desktop_app.gui.widgets.paper_menu import paper_menu

_CHIPS = (("all", "全部"), ("valid", "有效"), ("void", "已作废"))
_TYPING_PAUSE = 250
_WAYS_TO_NARROW = ((1330, "reprints"), (1230, "pages"))


@dataclass(frozen=True, slots=True)
class _Selection:
    """One answer: the numbers in order and what there is in all."""

    numbers: list[str]
    counts: PaperCounts


class PapersPage(Page):
    """The register of papers."""

    key = "papers"
    name = "文书"
    search_hint = "查编号、项目、企业、出具人、日期"

    def __init__(self, session: Session) -> None:
        super().__init__(session, "文书登记")
        self._edition = 0
        self.fresh = button("出具", tip="周调度表、半月预警、月通报等不针对某个项目的文书（Ctrl+E）")
        self.fresh.clicked.connect(self.offer_forms)
        self.topbar.add(self.fresh)
        self.verify = button("验真", primary=True, tip="扫码、输入短码，或选照片、PDF（Ctrl+J）")
        self.verify.clicked.connect(self.open_verify)
        self.open_file = button("打开卷宗…", tip="看一个卷宗文件的内容，验它是不是原样（Ctrl+O）")
        self.open_file.clicked.connect(self.open_volume)
        self.topbar.add(self.open_file)
        self.topbar.add(self.verify)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE)
        self._typing.timeout.connect(self.refresh)
        self.topbar.search.textChanged.connect(lambda _text: self._typing.start())
        self.topbar.search.returnPressed.connect(self._to_table)
        self.chips = Chips(_CHIPS)
        self.chips.chosen.connect(lambda _key: self.refresh())
        self.forms, self.years = QComboBox(), QComboBox()
        for box, name in ((self.forms, "文书种类"), (self.years, "年份")):
            box.setAccessibleName(name)
            box.activated.connect(lambda _index: self.refresh())
        self.forms.addItem("全部文书", "")
        self.years.addItem("全部年份", 0)
        self.forms.setMinimumWidth(170)
        self.look, self.again, self.void = button("打开"), button("重出…"), button("作废…")
        self.look.clicked.connect(self.open_chosen)
        self.again.clicked.connect(self.issue_again)
        self.void.clicked.connect(self.declare_void)
        self.model = PapersModel(session, self)
        self.table = self._make_table()
        self._lay_out()
        self._make_keys()

    def enter(self, argument: object) -> None:
        """Show the register; a number or text from another page is searched for."""
        if isinstance(argument, str):
            self.topbar.search.setText(argument)
            self.chips.choose("all")
        self.refresh()
        self.table.setFocus()

    def watches(self, changes: Changes) -> bool:
        """Papers, handovers that may overtake one, and projects whose names are shown."""
        return changes.papers or changes.officers or super().watches(changes)

    def query(self) -> PaperQuery:
        """What is asked for now."""
        return PaperQuery(
            text=self.topbar.search.text().strip(),
            form=str(self.forms.currentData() or ""),
            year=int(self.years.currentData() or 0),
            state=self.chips.current,
        )

    def refresh(self) -> None:
        """Ask for the selection again; only the newest question is answered."""
        self._typing.stop()
        self.stale = False
        self._edition += 1
        edition, query = self._edition, self.query()

        def read(desk: Desk) -> _Selection:
            return _Selection(desk.papers.find(query), desk.papers.counts())

        def show(found: _Selection) -> None:
            if edition == self._edition:
                self._show(found)

        self.session.ask(read, show, owner=self)

    def print_now(self) -> None:
        """Ctrl+P: open the chosen paper, from where it is printed."""
        self.open_chosen()

    def back(self) -> None:
        """Esc: take search and filters away."""
        self.topbar.search.clear()
        self.chips.choose("all")
        self.forms.setCurrentIndex(0)
        self.years.setCurrentIndex(0)
        self.refresh()

    def open_verify(self) -> None:
        """Verify a paper."""
        VerifyDialog(self.session, self).open()

    def open_volume(self) -> None:
        """Open the file of a volume, from this office or another one."""
        VolumeDialog(self.session, parent=self).open()

    def offer_forms(self) -> None:
        """Offer the papers that are about no single project: the weekly table, the bulletin, a consultation."""
        menu = paper_menu(self, (Subject.ZONE,), self.print_form)
        menu.popup(self.fresh.mapToGlobal(QPoint(0, self.fresh.height() + 4)))

    def print_form(self, form: str) -> None:
        """Preview a form of the zone."""
        PreviewDialog(self.session, form, About(), self).open()

    def open_chosen(self) -> None:
        """Open the chosen paper as it was archived, stamped when it is void."""
        row = self.chosen_row()
        if row is None:
            return

        def show(copy: Copy) -> None:
            PreviewDialog(self.session, row.form, row.case_id, self, archived=copy.issued.paper).open()

        self.session.ask(lambda desk: desk.papers.copy(row.number), show, owner=self)

    def issue_again(self) -> None:
        """Draft the chosen paper anew from the records as they are; issuing it retires the old one."""
        row = self.chosen_row()
        if row is None:
            return
        if row.replaced_by:
            self.said.say(f"{row.number} 已经由 {row.replaced_by} 替代，请在 {row.replaced_by} 上重出")
            return

        def show(draft: Draft) -> None:
            PreviewDialog(self.session, draft.form, draft.about, self, replacing=draft).open()

        self.session.ask(lambda desk: desk.papers.draft_of(row.number), show, owner=self)

    def declare_void(self) -> None:
        """Ask why the chosen paper is void."""
        row = self.chosen_row()
        if row is None:
            return
        if row.void_at is not None:
            self.said.say(f"{row.number} 已经作废：{row.void_reason}")
            return
        VoidPaperDialog(self.session, row, self).open()

    def chosen_row(self) -> PaperRow | None:
        """The paper the cursor is on."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page pages and reprints make room."""
        super().resizeEvent(event)
        keys = [column.key for column in self.model.columns]
        for room, key in _WAYS_TO_NARROW:
            self.table.setColumnHidden(keys.index(key), self.width() < room)

    def _make_table(self) -> Table:
        table = Table("文书登记")
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        set_columns(table, self.model.columns)
        table.opened.connect(lambda _index: self.open_chosen())
        table.previewed.connect(lambda _index: self.open_chosen())
        table.copy_asked.connect(lambda: copy_chosen_pages(table, self.model, self.said.say))
        table.selectionModel().currentRowChanged.connect(self._moved)
        return table

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(22, 12, 22, 10)
        column.setSpacing(10)
        tools = QHBoxLayout()
        tools.setSpacing(10)
        tools.addWidget(self.chips)
        for box in (self.forms, self.years):
            tools.addWidget(box)
        tools.addStretch(1)
        for act in (self.look, self.again, self.void):
            tools.addWidget(act)
        column.addLayout(tools)
        check = button("验真", primary=True)
        check.clicked.connect(self.open_verify)
        go = button("去项目台账")
        go.clicked.connect(lambda: self.go.emit("ledger", None))
        self.empty = Empty(
            "还没有出具文书",
            "打开一个项目，点右上角的“打印”，核对预览后点“编号出具”，文书就登记在这里。别处拿来的文书可以直接验真。",
            go,
            check,
        )
        clear = button("清除筛选")
        clear.clicked.connect(self.back)
        self.nothing = Empty(
            "没有符合条件的文书", "换个词，或者清除筛选。可按编号、项目、企业、出具人、日期查找。", clear
        )
        self._stack = QStackedWidget()
        for part in (self.table, self.empty, self.nothing):
            self._stack.addWidget(part)
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        self.said = Elided("", "soft")
        foot.addWidget(self.said, 1)
        foot.addWidget(
            words(
                "回车打开 · Ctrl+E 出具 · Ctrl+R 重出 · Delete 作废 · Ctrl+J 验真 · Ctrl+O 打开卷宗 · Ctrl+C 复制",
                "soft",
            )
        )
        column.addLayout(foot)
        self.column.addWidget(inner, 1)

    def _make_keys(self) -> None:
        acts = (
            (QKeySequence("Ctrl+R"), self.issue_again),
            (QKeySequence("Ctrl+J"), self.open_verify),
            (QKeySequence("Ctrl+E"), self.offer_forms),
            (QKeySequence("Ctrl+O"), self.open_volume),
        )
        for keys, act in (*acts, (QKeySequence(Qt.Key.Key_Delete), self.declare_void)):
            within = self.table if keys == QKeySequence(Qt.Key.Key_Delete) else self
            shortcut = QShortcut(keys, within)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show(self, found: _Selection) -> None:
        row = self.chosen_row()
        kept = row.number if row else ""
        self.model.show_ids(found.numbers)
        counts = found.counts
        self.chips.show_counts({"all": counts.all, "valid": counts.all - counts.void, "void": counts.void})
        _offer(self.forms, [("全部文书", ""), *((title, form) for form, title in counts.forms)])
        _offer(self.years, [("全部年份", 0), *((f"{year} 年", year) for year in counts.years)])
        self.topbar.subtitle.say(f"{counts.all} 份，作废 {counts.void} 份" if counts.all else "")
        self._stack.setCurrentIndex(0 if found.numbers else 2 if counts.all else 1)
        if found.numbers:
            self.table.setCurrentIndex(self.model.index(max(self.model.position(kept), 0), 0))
        self._offer_acts()

    def _moved(self, _new: QModelIndex, _old: QModelIndex) -> None:
        self.said.say("")
        self._offer_acts()

    def _offer_acts(self) -> None:
        there = self.model.rowCount() > 0
        for act in (self.look, self.again, self.void):
            act.setEnabled(there)

    def _to_table(self) -> None:
        self.refresh()
        self.table.setFocus()


def _offer(box: QComboBox, choices: list[tuple[str, object]]) -> None:
    """Offer other choices; what was chosen stays chosen while it is there."""
    if [(box.itemText(place), box.itemData(place)) for place in range(box.count())] == choices:
        return
    kept = box.currentData()
    box.clear()
    for text, data in choices:
        box.addItem(text, data)
    box.setCurrentIndex(max(box.findData(kept), 0))
