"""调度: the report of every week, half month and month prepared and issued, what was published, what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.documents import About, Issued
from desktop_app.application.forms.supervision_sheet import EVERY_KIND
from desktop_app.application.rhythm import FORM_OF, Assembled
from desktop_app.application.rhythm_book import Report, RhythmAct
from desktop_app.application.supervision_register import MEETINGS, SupervisionAct, SupervisionRegister
from desktop_app.application.whole_file import write_whole
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import Cadence, DuePeriod, Period, RhythmSettings, period_of
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.rhythm_settings import RhythmSettingsDialog, SkipReportDialog
from desktop_app.gui.dialogs.who import with_name
from desktop_app.gui.models.register import RegisterWish
from desktop_app.gui.models.rhythm import PeriodLine, PeriodModel, period_lines
from desktop_app.gui.pages.page import Page
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.file_choice import choose_place
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.lamp import LampCell
from desktop_app.gui.widgets.listing import listing
from desktop_app.gui.widgets.report_history import ReportHistory
from desktop_app.gui.widgets.report_pane import ReportPane
from desktop_app.gui.widgets.supervision_pane import SupervisionPane, span

_LIST_WIDE, _LIST_NARROW, _NARROW = 372, 276, 1400
_DUE = 2
_PREPARE, _HISTORY, _REGISTER = 0, 1, 2
_ISSUE_TIP = "核对以后编号存档，数字从此冻结（Ctrl+P）"
_PRINT_TIP = "按选定的时间和种类印出，核对以后编号存档（Ctrl+P）"
_SKIP_TIP = "写明原因，不再提醒这一期；已登记的可以恢复"


@dataclass(frozen=True, slots=True)
class _Read:
    due: tuple[DuePeriod, ...]
    skipped: tuple[RhythmAct, ...]
    reports: tuple[Report, ...]
    settings: RhythmSettings
    acts: SupervisionRegister


class RhythmPage(Page):
    """Tabs 本期, 已出, 督办统计; its number in the side bar is how many reports are due today or overdue."""

    key = "rhythm"
    name = "调度"
    search_hint = "到文书登记里查编号"

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.name)
        self._read: _Read | None = None
        self._chosen: tuple[Cadence, object] | None = None
        self._edition = 0
        self.pane = ReportPane()
        self.rhythm = button("调度节奏…", tip="哪些要出、哪天到期")
        self.skip = button("本期不出…", tip=_SKIP_TIP)
        self.excel = button("导出 Excel…")
        self.issue = button("预览出具", primary=True, tip=_ISSUE_TIP)
        self.rhythm.clicked.connect(self.edit_rhythm)
        self.skip.clicked.connect(self.skip_or_bring_back)
        self.excel.clicked.connect(self.ask_where)
        self.issue.clicked.connect(self.print_now)
        for one in (self.rhythm, self.skip, self.excel, self.issue):
            self.topbar.add(one)
        self.topbar.search.returnPressed.connect(lambda: self.go.emit("papers", self.topbar.search.text()))
        self.periods = PeriodModel(self)
        self.list = listing("哪一期", self.periods)
        self.list.setItemDelegateForColumn(0, LampCell(self.list))
        self.list.selectionModel().currentRowChanged.connect(self._choose)
        self.list.opened.connect(lambda _index: self.pane.focus())
        self.pane.cell_typed.connect(self._keep_cell)
        self.pane.text_typed.connect(self._keep_text)
        self.pane.open_asked.connect(lambda project_id: self.go.emit("project", project_id))
        self.history = ReportHistory()
        self.history.asked.connect(self._read_report)
        self.history.opened.connect(self._open_paper)
        self.register = SupervisionPane()
        self.register.asked.connect(self.refresh)
        self.register.opened.connect(self._open_act)
        self.register.meetings_asked.connect(lambda: self.go.emit("registers", RegisterWish(kind=MEETINGS)))
        self._lay_out()
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.ask_where)

    def enter(self, argument: object) -> None:
        """The list has the keyboard; an argument is the period to show, or `acts` for 督办统计."""
        if isinstance(argument, Period):
            self._chosen = argument.key
            self.tabs.setCurrentIndex(_PREPARE)
        elif argument == "acts":
            self.tabs.setCurrentIndex(_REGISTER)
        super().enter(argument)
        if self.tabs.currentIndex() == _PREPARE:
            self.list.setFocus()

    def refresh(self) -> None:
        """Read everything again; what was typed last is kept first."""
        self.stale = False
        self._edition += 1
        self.pane.flush()
        edition, today = self._edition, self.session.today
        first, last = span(self.register.spans.current, today)

        def read(desk: Desk) -> _Read:
            rhythm = desk.rhythm
            acts = desk.supervision.register(first, last)
            return _Read(rhythm.due(), rhythm.skipped(), rhythm.reports(), rhythm.settings(), acts)

        def show(found: _Read) -> None:
            if edition == self._edition:
                self._show(found)

        self.session.ask(read, show, owner=self)

    def watches(self, changes: Changes) -> bool:
        """Acts, days, papers, meetings and what is due bear on the figures."""
        ledgers = "meetings" in changes.ledgers
        return super().watches(changes) or changes.papers or changes.reports or changes.reminders or ledgers

    def back(self) -> None:
        """Esc: from the text back to the list."""
        if self.tabs.currentIndex() == _PREPARE:
            self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the list and some columns make room."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.list.setFixedWidth(_LIST_NARROW if narrow else _LIST_WIDE)
        self.list.setColumnHidden(_DUE, narrow)
        self.pane.make_room()

    def print_now(self) -> None:
        """Look at the paper of the chosen period and issue it; one that is out already is shown as archived.

        On 督办统计 it is the register as it is shown.
        """
        if self.tabs.currentIndex() == _HISTORY:
            self._open_paper(self.history.chosen())
            return
        if self.tabs.currentIndex() == _REGISTER:
            self._print_acts()
            return
        found = self.pane.found
        if self.tabs.currentIndex() != _PREPARE or found is None:
            return
        self.pane.flush()
        if found.issued:
            self._open_paper(found.issued)
            return
        cadence, first = found.period.key

        def open_preview(answers: dict[str, str]) -> None:
            dialog = PreviewDialog(self.session, FORM_OF[cadence], About(), self, answers=answers)
            dialog.finished.connect(lambda _result: self.refresh())
            dialog.open()

        self.session.ask(lambda desk: desk.rhythm.answers(cadence, first), open_preview, owner=self)

    def _print_acts(self) -> None:
        """Look at the register of supervision as it is shown, and issue it."""
        first, last = span(self.register.spans.current, self.session.today)
        answers = {
            "first": first.isoformat() if first else "",
            "last": last.isoformat() if last else "",
            "kind": self.register.kind_words or EVERY_KIND,
        }
        PreviewDialog(self.session, "supervision-sheet", About(), self, answers=answers).open()

    def edit_rhythm(self) -> None:
        """Open the rhythm in force."""
        if self._read is not None:
            RhythmSettingsDialog(self.session, self._read.settings, self).open()

    def skip_or_bring_back(self) -> None:
        """Leave the chosen period without its report, or make it due again."""
        line = self._line()
        if line is None:
            return
        if not line.skipped:
            SkipReportDialog(self.session, line.period, self).open()
            return
        period = line.period

        def bring_back(by: str) -> None:
            self.session.ask(lambda desk: desk.rhythm.bring_back(period, by), self.session.announce, owner=self)

        with_name(self.session, self, bring_back)

    def ask_where(self) -> None:
        """Ask for a place, then write the workbook of the chosen period or report there."""
        number = self.history.chosen() if self.tabs.currentIndex() == _HISTORY else ""
        found = self.pane.found
        name = number or (found.period.title if found else "")
        if self.tabs.currentIndex() == _REGISTER:
            name = f"督办统计（{self.register.span_words}）"
        if not name:
            return
        choose_place(self, "导出 Excel", f"{name}.xlsx", "Excel 工作簿 (*.xlsx)", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the workbook of the chosen report, or of the chosen period as it stands."""
        number = self.history.chosen() if self.tabs.currentIndex() == _HISTORY else ""
        found = self.pane.found
        acts = span(self.register.spans.current, self.session.today) if self.tabs.currentIndex() == _REGISTER else None
        self.pane.flush()

        def work(desk: Desk) -> None:
            if acts is not None:
                content = desk.supervision.workbook(*acts)
            elif number:
                content = desk.rhythm.workbook_of(number)
            else:
                assert found is not None
                content = desk.rhythm.workbook(*found.period.key)
            write_whole(path, content)

        self.session.ask(work, lambda _nothing: self.said.say(f"已导出：{path}"), self._refuse, owner=self)

    def _lay_out(self) -> None:
        prepare = QWidget()
        sides = QHBoxLayout(prepare)
        sides.setContentsMargins(0, 8, 0, 0)
        sides.setSpacing(16)
        sides.addWidget(self.list)
        sides.addWidget(self.pane, 1)
        history = QStackedWidget()
        history.setContentsMargins(0, 8, 0, 0)
        history.addWidget(self.history)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part, name in ((prepare, "本期"), (history, "已出"), (self.register, "督办统计")):
            self.tabs.addTab(part, name)
        self.tabs.currentChanged.connect(lambda _index: self._turned())
        self.said = Elided("", "soft")
        inside = QVBoxLayout()
        inside.setContentsMargins(22, 8, 22, 10)
        inside.setSpacing(6)
        inside.addWidget(self.tabs, 1)
        inside.addWidget(self.said)
        self.column.addLayout(inside, 1)

    def _turned(self) -> None:
        self.said.say("")
        self._offer()

    def _show(self, found: _Read) -> None:
        self._read = found
        waiting = sum(one.left <= 0 for one in found.due)
        self.topbar.subtitle.say(f"{waiting} 期该出" if waiting else "没有到期未出的")
        present = [period_of(cadence, self.session.today) for cadence, rule in found.settings.rules.items() if rule.on]
        lines = period_lines(found.due, present, found.skipped, found.reports)
        row = next((place for place, line in enumerate(lines) if line.period.key == self._chosen), 0)
        with QSignalBlocker(self.list.selectionModel()):
            self.periods.show_rows(lines)
            self.list.setCurrentIndex(self.periods.index(row, 0))
        self.list.viewport().update()
        self._choose(self.list.currentIndex(), QModelIndex())
        self.history.show_reports(found.reports)
        self.tabs.setTabText(_HISTORY, f"已出 {len(found.reports)}" if found.reports else "已出")
        self.register.show_register(found.acts)
        self._offer()

    def _line(self) -> PeriodLine | None:
        return self.periods.row_at(self.list.currentIndex().row())

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = self.periods.row_at(index.row())
        if line is None:
            return
        if self._chosen != line.period.key:
            # What was said belongs to the period that was chosen before.
            self.said.say("")
        self._chosen = wanted = line.period.key
        self._offer()
        if self.tabs.currentIndex() == _PREPARE and (why := self._why_not_skipped(line)):
            self.said.say(why)

        def show(found: Assembled) -> None:
            if self._chosen == wanted:
                self.pane.show_period(found)
                self.pane.make_room()
                self._offer()
                self._look_at_signs()

        self.session.ask(lambda desk: desk.rhythm.assemble(*wanted), show, owner=self)

    def _offer(self) -> None:
        """The buttons of what is shown."""
        tab, line, found = self.tabs.currentIndex(), self._line(), self.pane.found
        issued = tab == _HISTORY or (found is not None and bool(found.issued))
        self.issue.setText("打印" if tab == _REGISTER else "打开存档" if issued else "预览出具")
        self.issue.setToolTip(_PRINT_TIP if tab == _REGISTER else "" if issued else _ISSUE_TIP)
        skipped = line is not None and bool(line.skipped)
        self.skip.setText("恢复本期" if skipped else "本期不出…")
        why = self._why_not_skipped(line)
        self.skip.setEnabled(not why)
        self.skip.setToolTip(why or _SKIP_TIP)

    def _why_not_skipped(self, line: PeriodLine | None) -> str:
        """Why the chosen period cannot be left without its report, empty when it can; it stands below the list too."""
        if self.tabs.currentIndex() != _PREPARE or line is None:
            return "先在“本期”里选一期"
        if line.skipped or line.due is not None:
            return ""
        return "这一期已经出具，不用登记不出" if line.issued else f"这一期{line.why}；不出不用登记"

    def _keep_cell(self, key: str, cell: str, text: str) -> None:
        self._keep(lambda desk, period, by: desk.rhythm.type_cell(period, key, cell, text or None, by), again=not text)

    def _keep_text(self, name: str, text: str | None) -> None:
        self._keep(lambda desk, period, by: desk.rhythm.type_text(period, name, text, by), again=text is None)

    def _keep(self, act: Callable[[Desk, Period, str], Changes], *, again: bool) -> None:
        """Keep what was typed; what was taken back is read again, so that the proposal is seen."""
        if self.pane.found is None:
            return
        period, by = self.pane.found.period, self.session.officer

        def kept(_changes: Changes) -> None:
            self.pane.refused.say("")
            self.said.say("已存草稿")
            self._look_at_signs()
            if again:
                self._choose(self.list.currentIndex(), QModelIndex())

        self.session.ask(lambda desk: act(desk, period, by), kept, self._refuse, owner=self)

    def _look_at_signs(self) -> None:
        """Say which of what was typed no font prints, before it is on paper."""
        text = self.pane.typed_text()
        self.pane.remark.look(self.session, lambda desk: [said] if (said := desk.remarks.on_paper(text)) else [])

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, Refusal | OSError):
            self.pane.refused.say(str(error))
            # What was typed stays on the screen, to be made shorter; it must not look as if it were kept.
            self.said.say("没有保存")
        else:
            self.session.lane.trouble.emit(error)

    def _read_report(self, number: str) -> None:
        self.session.ask(lambda desk: desk.rhythm.view(number), self.history.show_view, owner=self)

    def _open_paper(self, number: str) -> None:
        if not number:
            return

        def show(issued: Issued) -> None:
            PreviewDialog(self.session, issued.paper.form, About(), self, archived=issued.paper).open()

        self.session.ask(lambda desk: desk.documents.again(number), show, owner=self)

    def _open_act(self, act: SupervisionAct) -> None:
        if act.is_paper:
            self.go.emit("papers", act.number)
        else:
            # The number of the meeting finds its decisions; one without a number is looked for by its day.
            self.go.emit("registers", RegisterWish(kind=MEETINGS, text=act.number or act.on.isoformat()))
