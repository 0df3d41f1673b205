"""Importing a yearly 放假安排: from a file or typed text, understood and compared first, stored second."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.application.calendar_moves import DayChange, MovedDate
from desktop_app.application.calendars import NoticePreview, Recalculated
from desktop_app.application.desk import Desk
from desktop_app.domain.notice_text import NoticeReading, Stated, UnderstoodRun
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.models.calendar import DAY_COLUMNS, MOVED_COLUMNS, RUN_COLUMNS, SAID_COLUMNS, Said
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.file_choice import FileRow
from desktop_app.gui.widgets.listing import listing

_FILES = "放假安排 (*.yaml *.yml *.txt);;所有文件 (*)"
_ADVICE = (
    "选一个文件，或把国务院办公厅通知的正文粘贴到下面，再点“试读”。"
    "看清楚程序看懂了什么以后再导入；导入之前什么都不写入。"
)
_SAMPLE = "元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n春节：……"


@dataclass(frozen=True, slots=True)
class _Tried:
    reading: NoticeReading
    preview: NoticePreview | None


class ImportNoticeDialog(Dialog):
    """Read first, import second; typed text and a chosen file take turns."""

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(session, "导入放假安排", "导入", parent)
        self.file: Path | None = None
        self.tried: _Tried | None = None
        self.summary = Hint(_ADVICE)
        self.body.addWidget(self.summary)
        self._make_source(year)
        self.runs: ListModel[UnderstoodRun] = ListModel(RUN_COLUMNS, self)
        self.days: ListModel[DayChange] = ListModel(DAY_COLUMNS, self)
        self.moved: ListModel[MovedDate] = ListModel(MOVED_COLUMNS, self)
        self.said: ListModel[Said] = ListModel(SAID_COLUMNS, self)
        self._models: dict[str, ListModel[Any]] = {
            "看懂的日子": self.runs,
            "会变的日子": self.days,
            "会变动的在办期限": self.moved,
            "不对和注意": self.said,
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for name, model in self._models.items():
            self.tabs.addTab(listing(name, model), name)
        self.tabs.hide()
        self.body.addWidget(self.tabs, 1)
        self.agree.setEnabled(False)
        self.fit(960, 660)
        self.text.setFocus()

    @property
    def year_read(self) -> int:
        """The year of the notice that was read last, 0 when none was."""
        return self.tried.reading.year if self.tried else 0

    def try_file(self, path: Path) -> None:
        """Read a file without storing anything."""
        self.text.clear()
        self.file = path
        self.file_row.show_file(path)
        self.try_it()

    def try_it(self) -> None:
        """Read the file or the text without storing anything."""
        path, text = self.file, self.text.toPlainText()
        stated = Stated(self.year.value(), self.document.text(), self.verified.isChecked())

        def read(desk: Desk) -> _Tried:
            reading = desk.calendars.read_file(path, stated) if path else desk.calendars.read_text(text, stated)
            return _Tried(reading, desk.calendars.preview_notice(reading.notice) if reading.notice else None)

        self._forget()
        self.send(read, self._show)
        self.agree.setEnabled(False)

    def submit(self) -> None:
        """Import the notice as it was shown."""
        if self.tried is None or self.tried.reading.notice is None:
            self.refused.say("请先试读，看清楚以后再导入")
            return
        notice, by = self.tried.reading.notice, self.by.text()
        source = self.file.name if self.file else "键入的文字"
        self.send(lambda desk: desk.calendars.import_notice(notice, by, source), self._stored)

    def fail(self, error: Exception) -> None:
        """What cannot be read leaves nothing to import."""
        super().fail(error)
        self.agree.setEnabled(self.tried is not None and self.tried.preview is not None)

    def _make_source(self, year: int) -> None:
        self.file_row = FileRow("放假安排文件", "选择放假安排", _FILES, nothing="没有选文件，用下面的文字", leads=False)
        self.file_row.chosen.connect(self.try_file)
        self.read = button("试读", primary=True)
        self.read.clicked.connect(self.try_it)
        self.body.addWidget(self.file_row)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("通知正文")
        self.text.setPlaceholderText(_SAMPLE)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(110)
        self.text.textChanged.connect(self._typed)
        # Before anything is read the text has the room that the tables will need.
        self.body.addWidget(self.text, 1)
        facts = QHBoxLayout()
        facts.setSpacing(20)
        left, right = form(_column(facts)), form(_column(facts))
        self.year = QSpinBox()
        self.year.setRange(1990, 2190)
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.year.setValue(year)
        field(left, "年份", self.year, "正文没有写年份时用")
        self.document = QLineEdit()
        field(left, "文号", self.document, "不填则用正文里的")
        self.by = QLineEdit(self.session.officer)
        field(right, "登记人", self.by, "必填")
        self.verified = QCheckBox("文号已与原文核对（不勾则标为待核）")
        right.addRow("", self.verified)
        for changed in (self.year.valueChanged, self.document.textChanged, self.verified.toggled):
            changed.connect(lambda _value: self._forget())
        self.body.addLayout(facts)
        self.foot.insertWidget(0, self.read)

    def _typed(self) -> None:
        if self.text.toPlainText():
            self.file = None
            self.file_row.show_file(None)
        self._forget()

    def _forget(self) -> None:
        """What is shown no longer belongs to what is stated: it must be read again before it is imported."""
        self.tried = None
        self.agree.setEnabled(False)
        self.refused.say("")

    def _show(self, tried: _Tried) -> None:
        self.tried = tried
        reading, preview = tried.reading, tried.preview
        remarks = list(dict.fromkeys([*reading.remarks, *(preview.remarks if preview else ())]))
        self.runs.show_rows(reading.runs)
        self.days.show_rows(preview.days if preview else ())
        self.moved.show_rows(preview.moved if preview else ())
        self.said.show_rows([*(Said(True, one) for one in reading.problems), *(Said(False, one) for one in remarks)])
        for number, (name, model) in enumerate(self._models.items()):
            self.tabs.setTabText(number, f"{name} {model.rowCount()}")
        self.tabs.setCurrentIndex(0 if preview else len(self._models) - 1)
        self.text.setMaximumHeight(170)
        self.tabs.show()
        self.summary.say(_told(tried))
        self.agree.setEnabled(preview is not None)
        self.agree.setText(f"导入 {reading.year} 年" if preview else "导入")

    def _stored(self, outcome: Recalculated) -> None:
        if not self.session.officer:
            # Whoever has just given a name is not asked for it again.
            self.session.sit_down(self.by.text())
        self.session.announce(outcome.told)
        self.accept()


def _told(tried: _Tried) -> str:
    reading, preview = tried.reading, tried.preview
    if preview is None:
        return f"有 {len(reading.problems)} 处对不上，不能导入；请改正文字或文件后再试读。"
    notice = preview.notice
    off, work = len(notice.off), len(notice.work)
    kind = f"将取代“{preview.before.notice.citation}”" if preview.before else f"{notice.year} 年从此不再是暂估"
    return (
        f"{notice.year} 年，{notice.citation}：放假 {off} 天，补班 {work} 天；{kind}。"
        f"{len(preview.moved)} 个在办期限会变动或转为确定。请逐行核对后导入。"
    )


def _column(row: QHBoxLayout) -> QVBoxLayout:
    made = QVBoxLayout()
    row.addLayout(made, 1)
    return made
