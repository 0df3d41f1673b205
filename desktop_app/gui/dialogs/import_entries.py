"""Importing into a ledger: a file, what its columns mean, what every row would do, then all of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QWidget,
)

from desktop_app.application.desk import Desk
from desktop_app.application.entry_files import EntryFile, Taken
from desktop_app.application.entry_imports import EntryImport, FileLook
from desktop_app.application.entry_plan import (
    Effect,
    EntryPlan,
    ImportChoice,
    OnConflict,
    OnDuplicate,
)
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.domain.ledger_twins import Likeness
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.dialog import Dialog
from desktop_app.gui.models.entry_import import ColumnLine, RowLine
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.problems import PROBLEM_COLUMNS
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.file_choice import FileRow
from desktop_app.gui.widgets.import_panes import MappingPane, RowsPane
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing

_FILES = "表格 (*.xlsx *.xlsm *.xls *.ods *.csv);;所有文件 (*)"
_FIRST = (
    "选一个 Excel 或 csv 文件。程序先试读：各列对应哪一栏、每一行会新增还是更新、哪里有问题；"
    "点“导入”之前什么都不写入，有一处错误就整份不导入。"
)
_EFFECTS = {Effect.CREATED: "新增", Effect.UPDATED: "更新", Effect.UNCHANGED: "不变", Effect.SKIPPED: "跳过"}
_MAPPING, _ROWS, _PROBLEMS = range(3)


@dataclass(frozen=True, slots=True)
class Tried:
    """A file as it was read for the ledger; `said` is why no table was found."""

    file: EntryFile
    look: FileLook | None
    plan: EntryPlan | None
    said: str = ""


class ImportEntriesDialog(Dialog):
    """Try first, import second; `imported` carries how many rows were stored."""

    imported = Signal(int)

    def __init__(
        self, session: Session, kind: LedgerKind, names: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, f"导入“{kind.name}”台账", "导入", parent)
        self.kind = kind
        self.names = names
        self.tried: Tried | None = None
        self.columns: tuple[Taken, ...] = ()
        self.decided: dict[int, OnDuplicate] = {}
        self.settled: dict[tuple[int, str], OnConflict] = {}
        self._by_hand: set[int] = set()
        self._make_file_row()
        self.summary = Hint(_FIRST)
        self.body.addWidget(self.summary)
        self.mapping, self.rows = MappingPane(kind), RowsPane()
        self.problems: ListModel[LedgerProblem] = ListModel(PROBLEM_COLUMNS, self)
        self.mapping.mapped.connect(self.map_column)
        self.rows.changed.connect(self._try_again)
        self.rows.decided.connect(self.decide)
        self.rows.settled.connect(self.settle)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.mapping, "各栏对应")
        self.tabs.addTab(self.rows, "逐行结果")
        self.tabs.addTab(listing("疑问和错误", self.problems), "疑问和错误")
        self.tabs.hide()
        self.body.addWidget(self.tabs, 1)
        self.body.addStretch(0)
        self.by = QLineEdit(session.officer)
        self.by.setAccessibleName("登记人")
        self.by.setPlaceholderText("登记人")
        self.by.setMaximumWidth(130)
        named = words("登记人", "soft")
        named.setBuddy(self.by)
        self.foot.insertWidget(0, named)
        self.foot.insertWidget(1, self.by)
        self.agree.setEnabled(False)
        self.fit(1120, 680)

    # --- what happens -----------------------------------------------------------------------------------------------

    def try_file(self, path: Path) -> None:
        """Read a file and try it; nothing is stored."""
        self.file_row.show_file(path)
        self._forget()
        kind = self.kind.key

        def work(desk: Desk) -> Tried:
            return _look(desk, kind, desk.entry_imports.open(path), "", 0)

        self.summary.say("正在试读……")
        self.send(work, self._show)
        self.agree.setEnabled(False)

    def look_again(self) -> None:
        """Read another sheet, or begin at another header row."""
        if self.tried is None:
            return
        file, kind = self.tried.file, self.kind.key
        sheet, header = self.sheet.currentText(), self.header.value()
        self._forget()
        self.send(lambda desk: _look(desk, kind, file, sheet, header), self._show)
        self.agree.setEnabled(False)

    def map_column(self, place: int, key: str, unit: str) -> None:
        """Take a column of the file for another one of the ledger (empty: not at all) and try again."""
        others = (replace(one, key="") if key and one.key == key else one for one in self.columns)
        self.columns = tuple(Taken(place, key, unit) if one.place == place else one for one in others)
        self._by_hand.add(place)
        self._try_again()

    def decide(self, choice: OnDuplicate) -> None:
        """Say what happens to the chosen rows that the ledger has already, or likely has."""
        for line in self.rows.chosen():
            if line.of.likeness is not Likeness.NONE or line.of.row.number in self.decided:
                self.decided[line.of.row.number] = choice
        self._try_again()

    def settle(self, choice: OnConflict) -> None:
        """Say whose word counts in the conflicts of the chosen rows, of all when none is chosen."""
        for line in self.rows.chosen() or self.rows.every():
            for one in line.of.conflicts:
                self.settled[(line.of.row.number, one.column)] = choice
        self._try_again()

    def choice(self) -> ImportChoice:
        """Everything decided so far."""
        return ImportChoice(
            self.columns,
            OnDuplicate(self.rows.same.currentData()),
            OnDuplicate(self.rows.similar.currentData()),
            rows=dict(self.decided),
            cells=dict(self.settled),
        )

    def submit(self) -> None:
        """Store everything as it was tried."""
        tried, by, kind, choice = self.tried, self.by.text().strip(), self.kind.key, self.choice()
        if tried is None or tried.look is None:
            self.refused.say("请先选一个文件")
            return
        if not by:
            self.refused.say("请写登记人")
            self.by.setFocus()
            return
        file, table = tried.file, tried.look.table
        self.send(lambda desk: desk.entry_imports.commit(kind, file, table, choice, by), self._stored)

    def fail(self, error: Exception) -> None:
        """A file that cannot be read leaves nothing to import."""
        super().fail(error)
        self.agree.setEnabled(False)
        if self.tried is None:
            self.summary.say(_FIRST)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self.decided.clear()
        self.settled.clear()
        self._by_hand.clear()

    def _try_again(self) -> None:
        tried, kind, choice = self.tried, self.kind.key, self.choice()
        if tried is None or tried.look is None:
            return
        table = tried.look.table

        def work(desk: Desk) -> Tried:
            return replace(tried, plan=desk.entry_imports.try_out(kind, tried.file, table, choice))

        self.send(work, lambda again: self._show_plan(again))
        self.agree.setEnabled(False)

    def _show(self, tried: Tried) -> None:
        self.tried = tried
        self._offer_sheets(tried)
        if tried.look is None or tried.plan is None:
            self.tabs.hide()
            self.summary.say(_FIRST)
            self.refused.say(tried.said)
            self.agree.setEnabled(False)
            return
        self.columns = tried.look.columns
        self._show_plan(tried)
        unsure = tried.look.table.exported or all(one.of.sure or not one.taken.key for one in self._lines())
        self.tabs.setCurrentIndex(_PROBLEMS if tried.plan.blocked else _ROWS if unsure else _MAPPING)

    def _offer_sheets(self, tried: Tried) -> None:
        for box in (self.sheet, self.header):
            box.blockSignals(True)
        self.sheet.clear()
        self.sheet.addItems(list(tried.file.sheets))
        if tried.look is not None:
            self.sheet.setCurrentText(tried.look.table.sheet)
            self.header.setValue(tried.look.table.last_row)
        for box in (self.sheet, self.header):
            box.blockSignals(False)
            box.setEnabled(True)

    def _lines(self) -> list[ColumnLine]:
        if self.tried is None or self.tried.look is None:
            return []
        taken = {one.place: one for one in self.columns}
        return [
            ColumnLine(one, taken[one.place], self.kind, one.place in self._by_hand)
            for one in self.tried.look.table.columns
        ]

    def _show_plan(self, tried: Tried) -> None:
        plan, look = tried.plan, tried.look
        if plan is None or look is None:
            return
        self.tried = tried
        self.mapping.show_lines(self._lines())
        self.rows.show_lines([RowLine(one, self.kind, self.names) for one in plan.rows])
        self.problems.show_rows(plan.problems)
        for number, (name, count) in enumerate(
            (("各栏对应", 0), ("逐行结果", len(plan.rows)), ("疑问和错误", len(plan.problems)))
        ):
            self.tabs.setTabText(number, f"{name} {count}" if count else name)
        self.tabs.show()
        self.summary.say(_said(tried, plan, look))
        count = plan.count(Effect.CREATED) + plan.count(Effect.UPDATED)
        self.agree.setText(f"导入 {count} 行" if count else "导入")
        self.agree.setEnabled(bool(count) and not plan.blocked)
        self.file_row.give_way()

    def _stored(self, outcome: EntryImport) -> None:
        if not outcome.stored:
            assert self.tried is not None
            self._show_plan(replace(self.tried, plan=outcome.plan))
            self.tabs.setCurrentIndex(_PROBLEMS)
            return
        if not self.session.officer:
            self.session.sit_down(self.by.text())
        self.session.announce(outcome.told)
        self.imported.emit(outcome.plan.count(Effect.CREATED) + outcome.plan.count(Effect.UPDATED))
        self.accept()

    # --- how it is laid out -----------------------------------------------------------------------------------------

    def _make_file_row(self) -> None:
        row = QHBoxLayout()
        self.file_row = FileRow("文件", f"选择“{self.kind.name}”台账的文件", _FILES)
        self.file_row.chosen.connect(self.try_file)
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("工作表")
        self.sheet.setMinimumWidth(130)
        self.sheet.activated.connect(lambda _index: self._other_sheet())
        self.header = QSpinBox()
        self.header.setAccessibleName("表头在第几行")
        self.header.setRange(1, 9999)
        self.header.setKeyboardTracking(False)
        self.header.valueChanged.connect(lambda _row: self.look_again())
        for box in (self.sheet, self.header):
            box.setEnabled(False)
        row.addWidget(self.file_row, 1)
        row.addSpacing(8)
        for name, box in (("工作表", self.sheet), ("表头在第几行", self.header)):
            row.addWidget(words(name, "soft"))
            row.addWidget(box)
        self.body.addLayout(row)

    def _other_sheet(self) -> None:
        """Another sheet is searched for its header; a row named by hand belonged to the one before."""
        if self.tried is None:
            return
        file, kind, sheet = self.tried.file, self.kind.key, self.sheet.currentText()
        self._forget()
        self.send(lambda desk: _look(desk, kind, file, sheet, 0), self._show)
        self.agree.setEnabled(False)


def _look(desk: Desk, kind: str, file: EntryFile, sheet: str, header_row: int) -> Tried:
    """Look at a sheet and try it as proposed; where no header is found a person can still say where it is."""
    try:
        look = desk.entry_imports.look(kind, file, sheet, header_row)
    except Refusal as refusal:
        return Tried(file, None, None, str(refusal))
    return Tried(file, look, desk.entry_imports.try_out(kind, file, look.table, ImportChoice(look.columns)))


def _said(tried: Tried, plan: EntryPlan, look: FileLook) -> str:
    """What the trial came to, in a sentence or two."""
    errors = sum(one.blocks for one in plan.problems)
    words_of = (
        ("新增", Effect.CREATED),
        ("更新", Effect.UPDATED),
        ("不变", Effect.UNCHANGED),
        ("跳过", Effect.SKIPPED),
    )
    counts = "，".join(f"{word} {plan.count(effect)} 行" for word, effect in words_of if plan.count(effect))
    if plan.open_conflicts:
        said = f"有 {plan.open_conflicts} 格在导出以后别人也改过；请在“逐行结果”里选“保留台账”或“采用文件”。"
    elif errors:
        said = f"有 {errors} 处错误，整份都不能导入；请改各栏的对应，或在 Excel 里改正后重新选择。"
    elif not plan.count(Effect.CREATED) and not plan.count(Effect.UPDATED):
        said = f"与现有台账一致，没有要导入的内容（{counts or '表头下面没有行'}）。"
    else:
        said = f"试读完成：会{counts}。"
    if look.remembered:
        said += "各栏按上次的选择对应。"
    if plan.gone:
        said += f"文件里少了导出时的 {len(plan.gone)} 行，台账里不会删除。"
    if tried.file.hidden:
        said += f"隐藏的工作表（{'、'.join(tried.file.hidden)}）没有读。"
    return said
