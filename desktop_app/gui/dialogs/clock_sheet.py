"""期限计算书 in the window: what a clock starts from, what moved it, and every day, to be read, copied and printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.application.clock_sheets import ClockSheet, Credit
from desktop_app.application.documents import About
from desktop_app.application.forms.clock_sheet import choice_words
from desktop_app.application.overview import StepPanel
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.models.clock_days import GROUPINGS, ClockDaysModel
from desktop_app.gui.models.paged import copy_chosen
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import button
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.labels import Facts, Tall, scrolled, words

_HEADING_PIXELS = 38


class ClockSheetDialog(Dialog):
    """Look at one clock of a step, or at another of its clocks; nothing here changes anything."""

    def __init__(
        self,
        session: Session,
        about: About,
        parent: QWidget | None = None,
        clock: str = "",
        place: int = 1,
    ) -> None:
        super().__init__(session, "期限计算书", "打印…", parent)
        self.about, self._wanted = about, (clock, place)
        self.sheets: tuple[ClockSheet, ...] = ()
        self.clock = QComboBox()
        self.clock.setAccessibleName("哪一个期限")
        self.clock.activated.connect(lambda _index: self._show())
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
        self.session.ask(
            lambda desk: desk.outlooks.clock_sheets(about.case_id, about.matter), self._read, self.fail, owner=self
        )

    def submit(self) -> None:
        """Print the clock that is shown."""
        sheet = self.sheet()
        if sheet is not None:
            answers = {"clock": choice_words(sheet)}
            PreviewDialog(self.session, "clock-sheet", self.about, self, answers=answers).open()

    def sheet(self) -> ClockSheet | None:
        """The clock that is shown."""
        number = self.clock.currentIndex()
        return self.sheets[number] if 0 <= number < len(self.sheets) else None

    def copy_all(self) -> None:
        """Put the whole sheet on the clipboard as text."""
        sheet = self.sheet()
        if sheet is not None:
            QGuiApplication.clipboard().setText(sheet_text(sheet))
            self.copy.setText("已复制")

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        head = self.table.horizontalHeader()
        for number, column in enumerate(self.model.columns):
            head.setSectionResizeMode(
                number, head.ResizeMode.Stretch if column.stretch else head.ResizeMode.Interactive
            )
            self.table.setColumnWidth(number, column.width)
        self.table.copy_asked.connect(lambda: copy_chosen(self.table, self.model))
        self.body.addWidget(self.title)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.clock)
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

    def _read(self, sheets: tuple[ClockSheet, ...]) -> None:
        self.sheets = sheets
        self.clock.clear()
        for sheet in sheets:
            self.clock.addItem(choice_words(sheet))
        if not sheets:
            self.title.setText("这个环节还没有开始计算的期限")
            self.due.setText("登记收件或受理以后再看。")
            return
        wanted = [number for number, one in enumerate(sheets) if (one.clock.name, one.place) == self._wanted]
        self.clock.setCurrentIndex(wanted[0] if wanted else 0)
        self.agree.setEnabled(True)
        self._show()
        self.table.setFocus()

    def _show(self) -> None:
        sheet = self.sheet()
        if sheet is None:
            return
        self.copy.setText("复制全文")
        self.title.setText(sheet.standing.step.title)
        self.due.setText(f"{sheet.name}到期：{sheet.due_words}")
        self.facts.show_facts(sheet_facts(sheet))
        self._show_days()

    def _show_days(self) -> None:
        sheet = self.sheet()
        if sheet is not None:
            self.model.show_days(sheet.clock.derivation.days, str(self.grouping.currentData()))
            self.table.show_headings(self.model.headings(), _HEADING_PIXELS)


def sheet_dialog(session: Session, parent: QWidget, panel: StepPanel, clock: str, place: int) -> ClockSheetDialog:
    """The dialog for a clock of the step shown in a panel."""
    return ClockSheetDialog(session, About(panel.case.id, panel.standing.step.code), parent, clock, place)


def sheet_facts(sheet: ClockSheet) -> list[tuple[str, str]]:
    """What the days rest on, as pairs of name and value."""
    clock = sheet.clock
    facts = [("时限", clock.limit.words()), ("起算", sheet.start_words), ("规则", sheet.rule)]
    facts.append(("口径", sheet.counting))
    if sheet.extension is not None and clock.original is not None:
        longer = sheet.extension
        facts.append(("延期", f"延长 {longer.amount} 日：{longer.approver}批准，{longer.notice}；{longer.reason}"))
        facts.append(("延期前", f"{clock.original.due} {sheet.name}到期"))
    facts += [("暂停", _credit_words(one)) for one in sheet.credits]
    if not clock.derivation.firm:
        facts.append(("暂估", clock.derivation.doubt))
    facts += [("依据", law) for law in sheet.laws]
    facts += [("放假安排", f"{one.year} 年：{one.citation}") for one in sheet.documents]
    facts += [
        ("本地调整", f"{one.day} {'临时补班' if one.works else '本地停办'}（{one.reason}）") for one in sheet.overrides
    ]
    return [*facts, ("日历版本", clock.derivation.calendar_version)]


def sheet_text(sheet: ClockSheet) -> str:
    """The whole sheet as lines of text, the days tab-separated for Excel."""
    case = sheet.standing.step
    lines = [f"期限计算书　{case.code} {case.title}", f"{sheet.name}到期：{sheet.due_words}"]
    lines += [f"{name}：{value}" for name, value in sheet_facts(sheet)]
    days: Sequence[str] = [
        f"{day.date}\t{'计' if day.counts else '不计'}\t{day.n or ''}\t{day.why}" for day in sheet.clock.derivation.days
    ]
    return "\n".join([*lines, "日期\t计否\t第几日\t理由", *days])


def _credit_words(one: Credit) -> str:
    held = one.suspension
    until = f"{one.pause.last}" if one.pause else "未恢复"
    ground = "；".join(part for part in (held.reason, held.basis) if part)
    credited = f"扣除 {one.days} 日" if one.stops else "不停本时限"
    return f"{held.kind.word} {held.first} 至 {until}（{ground}），{credited}"
