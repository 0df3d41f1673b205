"""A 计算书 in the window: what it starts from, what moved it, and every day, to be read, copied and printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.application.documents import About
from desktop_app.domain.clock import DerivedDay
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.models.clock_days import GROUPINGS, ClockDaysModel
from desktop_app.gui.models.paged import copy_chosen
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.labels import Facts, Tall, scrolled, words
from desktop_app.gui.widgets.listing import set_columns

Sheet = TypeVar("Sheet")

_HEADING_PIXELS = 38


class SheetDialog(Dialog, Generic[Sheet]):
    """Look at one sheet of several; nothing here changes anything. A kind of sheet says how it is read and worded."""

    form = ""
    chooses = ""
    nothing = ("", "")
    long_names = False

    def __init__(self, session: Session, title: str, about: About, parent: QWidget | None = None) -> None:
        super().__init__(session, title, "打印…", parent)
        self.about = about
        self.sheets: tuple[Sheet, ...] = ()
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.chooses)
        self.choice.activated.connect(lambda _index: self._show())
        self.grouping = QComboBox()
        self.grouping.setAccessibleName("逐日怎么分组")
        for key, said in GROUPINGS:
            self.grouping.addItem(said, key)
        self.grouping.activated.connect(lambda _index: self._show_days())
        self.title = words("正在计算…", "heading", wrap=True)
        self.due = words("", "strong", wrap=True)
        self.facts = Facts()
        self.model = ClockDaysModel(self)
        self.table = Table("逐日计算")
        self.copy = button("复制全文", tip="把起算、逐日和依据复制成文字")
        self.copy.clicked.connect(self.copy_all)
        self._lay_out()
        close_only(self)
        self.agree.show()
        self.agree.setEnabled(False)
        self.fit(1120, 700)

    def submit(self) -> None:
        """Print the sheet that is shown."""
        sheet = self.sheet()
        if sheet is not None:
            PreviewDialog(self.session, self.form, self.about, self, answers=self.answers(sheet)).open()

    def sheet(self) -> Sheet | None:
        """The sheet that is shown."""
        number = self.choice.currentIndex()
        return self.sheets[number] if 0 <= number < len(self.sheets) else None

    def copy_all(self) -> None:
        """Put the whole sheet on the clipboard as text."""
        sheet = self.sheet()
        if sheet is not None:
            QGuiApplication.clipboard().setText(self.text_of(sheet))
            self.copy.setText("已复制")

    def show_sheets(self, sheets: tuple[Sheet, ...], wanted: int = 0) -> None:
        """Show what was read, the wanted one first."""
        self.sheets = sheets
        self.choice.clear()
        for sheet in sheets:
            self.choice.addItem(self.name_of(sheet))
        self.choice.setVisible(bool(sheets))
        if not sheets:
            self.title.setText(self.nothing[0])
            self.due.setText(self.nothing[1])
            return
        self.choice.setCurrentIndex(wanted)
        self.agree.setEnabled(True)
        self.title.setVisible(not self.long_names)
        self._show()
        self.table.setFocus()

    def name_of(self, sheet: Sheet) -> str:
        """How a sheet is chosen."""
        raise NotImplementedError

    def head_of(self, sheet: Sheet) -> tuple[str, str]:
        """What a sheet is about, and its date in one line."""
        raise NotImplementedError

    def facts_of(self, sheet: Sheet) -> list[tuple[str, str]]:
        """What its days rest on."""
        raise NotImplementedError

    def days_of(self, sheet: Sheet) -> tuple[DerivedDay, ...]:
        """Its days."""
        raise NotImplementedError

    def answers(self, sheet: Sheet) -> dict[str, object]:
        """What printing it answers the form."""
        raise NotImplementedError

    def text_of(self, sheet: Sheet) -> str:
        """The whole sheet as lines of text, the days tab-separated for Excel."""
        lines = [f"{self.windowTitle()}　{self.head_of(sheet)[0]}", self.head_of(sheet)[1]]
        lines += [f"{name}：{value}" for name, value in self.facts_of(sheet)]
        return "\n".join([*lines, *day_text(self.days_of(sheet))])

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        set_columns(self.table, self.model.columns)
        self.table.copy_asked.connect(lambda: copy_chosen(self.table, self.model))
        self.body.addWidget(self.title)
        row = QHBoxLayout()
        row.setSpacing(10)
        if self.long_names:
            # A long name is the heading and the choice in one.
            self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.body.addWidget(self.choice)
        else:
            row.addWidget(self.choice)
        row.addWidget(self.due, 1)
        row.addWidget(self.grouping)
        self.body.addLayout(row)
        inside = Tall()
        down = QVBoxLayout(inside)
        down.setContentsMargins(0, 0, 12, 0)
        down.addWidget(self.facts)
        down.addStretch()
        beside = scrolled(inside)
        beside.setMinimumWidth(220)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(beside, 2)
        both.addWidget(self.table, 3)
        self.body.addLayout(both, 1)
        self.foot.insertWidget(0, self.copy)

    def _show(self) -> None:
        sheet = self.sheet()
        if sheet is None:
            return
        self.copy.setText("复制全文")
        title, due = self.head_of(sheet)
        self.title.setText(title)
        self.due.setText(due)
        self.facts.show_facts(self.facts_of(sheet))
        self._show_days()

    def _show_days(self) -> None:
        sheet = self.sheet()
        if sheet is not None:
            self.model.show_days(self.days_of(sheet), str(self.grouping.currentData()))
            self.table.show_headings(self.model.headings(), _HEADING_PIXELS)


def day_text(days: Sequence[DerivedDay]) -> list[str]:
    """The days as lines, tab-separated, under a heading."""
    return [
        "日期\t计否\t第几日\t理由",
        *(f"{day.date}\t{'计' if day.counts else '不计'}\t{day.n or ''}\t{day.why}" for day in days),
    ]
