"""对账: an export of an official system beside our cases; each difference taken over or kept, stored together."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from desktop_app.application.reconciliations import JournalLine, ReconcileReport, Settled, Wish
from desktop_app.gui.dialogs.dialog import Dialog
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.reconcile import (
    DIFFERENCE_COLUMNS,
    JOURNAL_COLUMNS,
    KEEP,
    OTHER_COLUMNS,
    TAKE,
    DifferenceLine,
    OtherLine,
    other_lines,
)
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.file_choice import FileRow
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing

_FILES = "官方系统导出 (*.xlsx *.xls *.xlsm *.ods *.csv);;所有文件 (*)"
_FIRST = (
    "选一个从在线平台或工程建设审批系统导出的办件表（要有项目代码或项目名称、事项名称、办件状态）。"
    "程序逐项比对收件、受理、办结；点“按选择处理”之前什么都不写入。"
)


class ReconcileDialog(Dialog):
    """Compare, decide line by line, store all decisions together."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "与官方系统对账", "按选择处理", parent)
        self.file: Path | None = None
        self.names: dict[str, str] = {}
        self.file_row = FileRow("导出的文件", "选择官方系统导出的文件", _FILES)
        self.file_row.chosen.connect(self.compare)
        self.body.addWidget(self.file_row)
        self.summary = Hint(_FIRST)
        self.body.addWidget(self.summary)
        self.lines: ListModel[DifferenceLine] = ListModel(DIFFERENCE_COLUMNS, self)
        self.others: ListModel[OtherLine] = ListModel(OTHER_COLUMNS, self)
        self.journal: ListModel[JournalLine] = ListModel(JOURNAL_COLUMNS, self)
        self.table = listing("差异", self.lines)
        self.other_table = listing("没有对上的", self.others)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._differences(), "差异")
        self.tabs.addTab(self._other(), "没有对上的")
        self.tabs.addTab(listing("处理记录", self.journal), "处理记录")
        self.body.addWidget(self.tabs, 1)
        self.by = QLineEdit(session.officer)
        self.by.setAccessibleName("登记人")
        self.by.setPlaceholderText("必填")
        self.by.setMaximumWidth(130)
        named = QLabel("登记人")
        named.setBuddy(self.by)
        self.foot.insertWidget(0, named)
        self.foot.insertWidget(1, self.by)
        self.agree.setEnabled(False)
        self.cancel.setText("关闭")
        self.fit(1440, 760)
        self._offer_choices()
        self.file_row.choose.setFocus()
        self._read_journal()

    def compare(self, path: Path) -> None:
        """Compare a file; nothing is stored."""
        self.file = path
        self.file_row.show_file(path)
        names = dict(self.names)
        self.summary.say("正在比对……")
        self.send(lambda desk: desk.reconciliations.compare(path, names), self._show)
        self.agree.setEnabled(False)

    def decide(self, choice: str) -> None:
        """Set what is done about the chosen lines; one that cannot be taken over stays as it is, and says why."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        held = ""
        lines = []
        for number in range(self.lines.rowCount()):
            line = self.lines.row_at(number)
            assert line is not None
            if number in rows:
                if choice == TAKE and line.of.obstacle:
                    held = line.of.obstacle
                else:
                    line = replace(line, choice=choice)
            lines.append(line)
        self.refused.say(f"没有选上，不能按官方更正：{held}" if held else "")
        self._grow()
        self._keep_lines(lines)

    def take_all(self) -> None:
        """Take over whatever can be and was not decided."""
        self._keep_lines(
            [one if one.choice or one.of.obstacle or one.of.kept else replace(one, choice=TAKE) for one in self._all()]
        )

    def unsaved(self) -> bool:
        """Decisions that were not stored."""
        return any(one.choice for one in self._all())

    def submit(self) -> None:
        """Store every decision made here, all or none."""
        path, names, reason = self.file, dict(self.names), self.reason.text()
        wishes = [
            Wish(one.of.key, accept=one.choice == TAKE, reason=reason if one.choice == KEEP else "")
            for one in self._all()
            if one.choice
        ]
        if path is None or not wishes:
            self.refused.say("请先选中差异，按“按官方更正”或“保留本系统”")
            return
        by = self.by.text()
        self.send(lambda desk: desk.reconciliations.settle(path, wishes, by, names), self._settled)

    def fail(self, error: Exception) -> None:
        """A file that could not be compared leaves nothing to decide."""
        super().fail(error)
        self.agree.setEnabled(any(one.choice for one in self._all()))
        self.summary.say(_FIRST)

    def _differences(self) -> QWidget:
        page = QWidget()
        down = QVBoxLayout(page)
        down.setContentsMargins(0, 8, 0, 0)
        down.addWidget(self.table, 1)
        # Always as high as two lines, so that nothing moves while somebody goes through the rows.
        self.why = words("", "amber", wrap=True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.why.setMinimumHeight(2 * self.why.fontMetrics().lineSpacing() + 6)
        down.addWidget(self.why)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._explain())
        row = QHBoxLayout()
        self.take = button("按官方更正 (A)", tip="所选差异按官方系统的日期和状态登记；改动的记录先撤销再登记，都留痕")
        self.keep = button("保留本系统 (K)", tip="所选差异保留本系统的记录，要写原因")
        self.undecided = button("清除选择")
        self.everything = button("能更正的全部更正")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("保留的原因")
        self.reason.setPlaceholderText("保留的原因，如：官方系统录入有误，已请部门更正")
        self.take.clicked.connect(lambda: self.decide(TAKE))
        self.keep.clicked.connect(lambda: self.decide(KEEP))
        self.undecided.clicked.connect(lambda: self.decide(""))
        self.everything.clicked.connect(self.take_all)
        for one in (self.take, self.keep, self.undecided, self.everything):
            row.addWidget(one)
        # On the table only: its own search for a row by its first letter would swallow the keys otherwise.
        for key, choice in ((Qt.Key.Key_A, TAKE), (Qt.Key.Key_K, KEEP)):
            shortcut = QShortcut(QKeySequence(key), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.decide, choice))
        row.addWidget(self.reason, 1)
        down.addLayout(row)
        return page

    def _explain(self) -> None:
        """Say of the row the keyboard is on why it cannot be taken over, or why it was kept."""
        line = self.lines.row_at(self.table.currentIndex().row())
        told = "" if line is None else line.explained
        self.why.setText(told)
        self.why.setAccessibleName(told)

    def _offer_choices(self) -> None:
        """The buttons work on what there is to decide."""
        lines = self._all()
        for one in (self.take, self.keep, self.reason):
            one.setEnabled(bool(lines))
        self.undecided.setEnabled(any(one.choice for one in lines))
        self.everything.setEnabled(any(not (one.choice or one.of.obstacle or one.of.kept) for one in lines))

    def _other(self) -> QWidget:
        page = QWidget()
        down = QVBoxLayout(page)
        down.setContentsMargins(0, 8, 0, 0)
        down.addWidget(self.other_table, 1)
        row = QHBoxLayout()
        self.step = QComboBox()
        self.step.setAccessibleName("对应的环节")
        self.step.setMinimumWidth(360)
        self.map = button("就是这个环节", tip="记住这个名称对应的环节，重新比对")
        self.map.clicked.connect(self._map)
        row.addWidget(self.step)
        row.addWidget(self.map)
        row.addStretch()
        down.addLayout(row)
        self.other_table.selectionModel().currentRowChanged.connect(lambda *_rows: self._offer())
        self._offer()
        return page

    def _offer(self) -> None:
        line = self.others.row_at(self.other_table.currentIndex().row())
        self.step.clear()
        if line is not None and line.of is not None:
            for code, title in (*line.of.suggestions, *line.of.others):
                self.step.addItem(f"{code} {title}", code)
        self.step.setEnabled(self.step.count() > 0)
        self.map.setEnabled(self.step.count() > 0)

    def _map(self) -> None:
        line = self.others.row_at(self.other_table.currentIndex().row())
        if line is not None and line.of is not None and self.file is not None:
            self.names[line.of.matter] = str(self.step.currentData())
            self.compare(self.file)

    def _all(self) -> list[DifferenceLine]:
        found = (self.lines.row_at(number) for number in range(self.lines.rowCount()))
        return [one for one in found if one is not None]

    def _keep_lines(self, lines: list[DifferenceLine]) -> None:
        chosen = self.table.selectionModel()
        rows, current = [index.row() for index in chosen.selectedRows()], self.table.currentIndex().row()
        self.lines.show_rows(lines)
        for row in rows:
            chosen.select(self.lines.index(row, 0), chosen.SelectionFlag.Select | chosen.SelectionFlag.Rows)
        # Showing rows anew forgets where the keyboard was.
        chosen.setCurrentIndex(self.lines.index(current, 0), chosen.SelectionFlag.NoUpdate)
        # A refusal that has just appeared takes room from the table.
        self._outer.activate()
        self.table.scrollTo(self.table.currentIndex())
        self._explain()
        decided = sum(bool(one.choice) for one in lines)
        self.agree.setEnabled(decided > 0)
        self.agree.setText(f"按选择处理 {decided} 条" if decided else "按选择处理")
        self._offer_choices()

    def _show(self, report: ReconcileReport) -> None:
        self._keep_lines([DifferenceLine(one) for one in report.lines])
        others = other_lines(report.unmatched, report.absent, report.problems)
        self.others.show_rows(others)
        self._offer()
        self.tabs.setTabText(0, f"差异 {len(report.lines)}")
        self.tabs.setTabText(1, f"没有对上的 {len(others)}")
        blocking = [one.message for one in report.problems if one.blocks]
        if blocking:
            self.summary.say(blocking[0], warning=True)
        elif not report.steps:
            self.summary.say("文件里没有一行能对上本系统的项目和环节；请看“没有对上的”。", warning=True)
        else:
            open_ones = sum(not one.kept for one in report.lines)
            self.summary.say(
                f"比对 {report.steps} 个环节：一致 {report.agreed} 个；"
                + (
                    f"要决定的差异 {open_ones} 条。选中一行或多行，按 A 更正、按 K 保留。"
                    if open_ones
                    else "没有要决定的差异。"
                )
            )
        self.tabs.setCurrentIndex(0 if report.lines or not others else 1)
        self.file_row.give_way()
        if report.lines:
            self.table.selectRow(0)
            self.table.setFocus()

    def _settled(self, done: Settled) -> None:
        self.session.announce(done.changes)
        self._read_journal()
        if self.file is not None:
            self.compare(self.file)

    def _read_journal(self) -> None:
        def show(found: object) -> None:
            assert isinstance(found, tuple)
            self.journal.show_rows(found)
            self.tabs.setTabText(2, f"处理记录 {len(found)}")

        self.session.ask(lambda desk: desk.reconciliations.journal(), show, owner=self)
