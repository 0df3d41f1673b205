"""Importing a ledger: choose a file, see in a dry run everything it would do, answer what is unsure, then import."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.ledgers import LedgerImport, ProjectChange
from desktop_app.domain.ledger import LedgerProblem, LedgerQuestion
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.problems import CHANGE_COLUMNS, PROBLEM_COLUMNS
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.file_choice import FileRow
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing

_FILES = "台账 (*.xlsx *.xlsm *.xls *.ods *.csv);;所有文件 (*)"
_UNANSWERED = "请选择"


class ImportDialog(Dialog):
    """Dry run first, import second; `imported` when projects were stored."""

    imported = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "导入台账", "导入", parent)
        self.file: Path | None = None
        self.outcome: LedgerImport | None = None
        self._questions: dict[str, QComboBox] = {}
        self.file_row = FileRow("台账文件", "选择台账", _FILES)
        self.file_row.chosen.connect(self.try_file)
        self.body.addWidget(self.file_row)
        self.summary = Hint(
            "先选一个台账。程序会先试读，列出会新增、更新哪些项目和每处疑问；点“导入”之前，什么都不写入。"
        )
        self.body.addWidget(self.summary)
        self.read_as = words("", "soft", wrap=True)
        self.read_as.hide()
        self.body.addWidget(self.read_as)
        self._asked = QWidget()
        self.body.addWidget(self._asked)
        self.problems: ListModel[LedgerProblem] = ListModel(PROBLEM_COLUMNS, self)
        self.changes: ListModel[ProjectChange] = ListModel(CHANGE_COLUMNS, self)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(listing("逐个项目", self.changes), "会做什么")
        self.tabs.addTab(listing("疑问和错误", self.problems), "疑问和错误")
        self.tabs.hide()
        self.body.addWidget(self.tabs, 1)
        self.body.addStretch(0)
        self.agree.setEnabled(False)
        self.fit(860, 620)
        self.file_row.choose.setFocus()

    def try_file(self, path: Path) -> None:
        """Read a file without storing anything."""
        self.file = path
        self.file_row.show_file(path)
        self._questions.clear()
        self._dry_run()

    def answers(self) -> dict[str, str]:
        """What the person answered so far."""
        return {key: box.currentText() for key, box in self._questions.items() if box.currentText() != _UNANSWERED}

    def submit(self) -> None:
        """Import the file as the dry run showed it."""
        path, by, answers = self.file, self.session.officer, self.answers()
        if path is None:
            self.refused.say("请先选一个台账文件")
            return
        self.send(lambda desk: desk.ledgers.commit(path, by, answers), self._stored)

    def fail(self, error: Exception) -> None:
        """A file that cannot be read leaves nothing to import."""
        super().fail(error)
        if self.outcome is None:
            self.agree.setEnabled(False)

    def _dry_run(self) -> None:
        path, answers = self.file, self.answers()
        if path is None:
            return
        self.outcome = None
        self.summary.say("正在试读……")
        self.send(lambda desk: desk.ledgers.dry_run(path, answers), self._show)

    def _show(self, outcome: LedgerImport) -> None:
        self.outcome = outcome
        errors = sum(problem.blocks for problem in outcome.problems)
        doubts = len(outcome.problems) - errors
        counts = f"新增 {outcome.created} 个，更新 {outcome.updated} 个，不变 {outcome.unchanged} 个"
        open_questions = [one for one in outcome.questions if one.key not in self.answers()]
        if open_questions:
            said = f"有 {len(open_questions)} 处拿不准，请在下面选定；选定以后会自动重新试读。"
        elif outcome.blocked:
            said = f"有 {errors} 处错误，整份文件都不能导入；请在 Excel 里改正后重新选择。没有错误时会{counts}。"
        elif not outcome.created and not outcome.updated:
            said = f"与现有台账一致，没有要导入的内容（不变 {outcome.unchanged} 个）。"
        else:
            said = f"试读完成：会{counts}。" + (f"有 {doubts} 处提醒，不影响导入。" if doubts else "")
        self.summary.say(said)
        self.read_as.setText("\n".join(one.words() for one in outcome.layouts))
        self.read_as.setVisible(bool(outcome.layouts))
        self.problems.show_rows(outcome.problems)
        self.changes.show_rows(outcome.changes)
        self.tabs.setTabText(0, f"会做什么 {len(outcome.changes)}")
        self.tabs.setTabText(1, f"疑问和错误 {len(outcome.problems)}")
        self.tabs.setCurrentIndex(1 if outcome.blocked else 0)
        self.tabs.show()
        self._ask(outcome.questions)
        nothing = not outcome.created and not outcome.updated and not outcome.questions
        self.agree.setEnabled(not outcome.blocked and not nothing)
        self.file_row.give_way()
        if self.agree.isEnabled():
            self.agree.setFocus()
        self.agree.setText(f"导入 {outcome.created + outcome.updated} 个项目" if not nothing else "导入")

    def _ask(self, questions: tuple[LedgerQuestion, ...]) -> None:
        """Show the questions with the answers given so far; an answer reads the file again."""
        given = self.answers()
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 0, 0)
        fields = form(column)
        self._questions = {}
        for question in questions:
            box = QComboBox()
            box.addItems([_UNANSWERED, *question.options])
            box.setCurrentText(given.get(question.key, _UNANSWERED))
            box.setToolTip(f"多半是：{question.default}" if question.default else "")
            box.activated.connect(lambda _index: self._dry_run())
            self._questions[question.key] = box
            fields.addRow(words(question.text, wrap=True))
            field(fields, "请选定", box)
        self.body.replaceWidget(self._asked, asked)
        self._asked.deleteLater()
        self._asked = asked
        asked.setVisible(bool(questions))

    def _stored(self, outcome: LedgerImport) -> None:
        if outcome.blocked:
            self._show(outcome)
            return
        self.session.announce(outcome.told)
        self.imported.emit()
        self.accept()
