"""倒排工期: a target and the building time give the latest dates; looked at, they are frozen as the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, QTimer
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.application.plans import ask_for_length
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.plan import BackSchedule, Plan
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import StepTemplate
from desktop_app.gui.dialogs.act import day_field, to_date
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.plan import PLANNED_COLUMNS, PlannedLine, planned_lines
from desktop_app.gui.models.trend import Trend
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing

_WAIT = 250
_MOST_DAYS = 3_650
_NAMED = 3
_UNITS = ((Unit.NATURAL_DAYS, "自然日"), (Unit.WORKING_DAYS, "工作日"))


@dataclass(frozen=True, slots=True)
class _Draft:
    """What was counted back, or why it could not be and the earliest day that can."""

    found: BackSchedule | None
    refused: str
    earliest: date | None


class LengthField(QWidget):
    """A building time with its unit; 0 is shown as not filled in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.amount, self.unit = QSpinBox(), QComboBox()
        self.amount.setRange(0, _MOST_DAYS)
        self.amount.setSpecialValueText("未填")
        self.amount.setAccelerated(True)
        self.amount.setMinimumWidth(110)
        for unit, name in _UNITS:
            self.unit.addItem(name, unit.value)
        self.unit.setAccessibleName("工期的单位")
        row.addWidget(self.amount)
        row.addWidget(self.unit)
        row.addStretch()
        self.setFocusProxy(self.amount)

    def limit(self) -> Limit | None:
        """The length, None while it is not filled in."""
        amount = self.amount.value()
        return Limit(amount, Unit(str(self.unit.currentData()))) if amount else None

    def take(self, limit: Limit) -> None:
        """Start from an earlier plan."""
        self.amount.setValue(limit.amount)
        self.unit.setCurrentIndex(max(0, self.unit.findData(limit.unit.value)))


class BackScheduleDialog(Dialog):
    """Try targets, see the latest dates, and freeze them as the plan of the case."""

    def __init__(self, session: Session, trend: Trend, parent: QWidget | None = None) -> None:
        super().__init__(session, "倒排工期", "存为方案", parent)
        self._trend, self._edition, self._draft = trend, 0, _Draft(None, "", None)
        self.body.addWidget(words(trend.case.template.name, "heading", wrap=True))
        fields = form(self.body)
        self._own_target = trend.plan is not None
        self.target = day_field(max(trend.plan.target if trend.plan else session.today, session.today))
        field(fields, "目标日期", self.target, "全部办完的那一天")
        self.lengths = self._length_fields(fields)
        self.by = QLineEdit(session.officer or trend.case.officer)
        self.reason = QLineEdit()
        field(fields, "制定人", self.by)
        field(fields, "原因", self.reason, "可留空，如：企业要求 6 月底前投产")
        self._preview()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self.try_out)
        self.target.dateChanged.connect(lambda _day: self._target_changed())
        for length in self.lengths.values():
            length.amount.valueChanged.connect(lambda _days: self._timer.start())
            length.unit.currentIndexChanged.connect(lambda _index: self._timer.start())
        self.fit(820, 700)
        empty = (length for length in self.lengths.values() if length.limit() is None)
        next(empty, self.target).setFocus()
        self.try_out()

    def given(self) -> dict[str, Limit]:
        """The building times filled in so far, with those of steps that have ended since the plan in force."""
        kept = self._trend.plan.given_lengths() if self._trend.plan else {}
        for code, length in self.lengths.items():
            kept.pop(code, None)
            if (limit := length.limit()) is not None:
                kept[code] = limit
        return kept

    def try_out(self) -> None:
        """Count back from what is stated now; an older question is not answered.

        Without a building time nothing is counted: a date that takes building for nothing would mislead. Until a
        person states a target it is the earliest possible day.
        """
        self._edition += 1
        if missing := self._missing():
            self._wait_for(missing)
            return
        edition, case_id = self._edition, self._trend.case.id
        stated, lengths = to_date(self.target.date()) if self._own_target else None, self.given()

        def read(desk: Desk) -> _Draft:
            target = stated or desk.outlooks.outlook(case_id, lengths=lengths).finish or desk.now().date()
            try:
                return _Draft(desk.plans.draft(case_id, target, lengths=lengths), "", None)
            except Refusal as refusal:
                return _Draft(None, str(refusal), desk.outlooks.outlook(case_id, lengths=lengths).finish)

        def show(draft: _Draft) -> None:
            if edition == self._edition:
                self._show(draft)

        self.session.ask(read, show, owner=self)

    def take_earliest(self) -> None:
        """Take the earliest possible day as the target."""
        day = self._draft.earliest
        if day is not None:
            self.target.setDate(QDate(day.year, day.month, day.day))
            self._timer.stop()
            self.try_out()
            self.target.setFocus()

    def submit(self) -> None:
        """Freeze the plan; a refusal stays in the dialog."""
        if missing := self._missing():
            self.fail(Refusal.say(missing))
            return
        case_id, target, lengths = self._trend.case.id, to_date(self.target.date()), self.given()
        by, reason = self.by.text(), self.reason.text()
        self.send(lambda desk: desk.plans.freeze(case_id, target, by, reason, lengths=lengths), self._frozen)

    def _length_fields(self, fields: QFormLayout) -> dict[str, LengthField]:
        made: dict[str, LengthField] = {}
        ended = {step.code for step in self._trend.outlook.steps if step.ended}
        kept = {step.code for step in self._trend.outlook.steps} - ended
        given = self._trend.plan.given_lengths() if self._trend.plan else {}
        for step in self._trend.case.template.steps:
            if not step.matter.ask_days or step.code not in kept:
                continue
            made[step.code] = length = LengthField()
            if step.code in given:
                length.take(given[step.code])
            field(fields, f"{step.title}工期", length)
            length.amount.setAccessibleName(f"{step.title}工期，几天")
            fields.addRow("", words(_asked_words(self._trend, step), "small", wrap=True))
        return made

    def _preview(self) -> None:
        self.hint = Hint("正在排……")
        self.earliest = button("改为最早的那一天", primary=True)
        self.earliest.clicked.connect(self.take_earliest)
        self.earliest.hide()
        self.model: ListModel[PlannedLine] = ListModel(PLANNED_COLUMNS, self)
        self.table = listing("倒排的结果", self.model)
        self.table.setMinimumHeight(180)
        below = QVBoxLayout()
        below.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.hint, 1)
        row.addWidget(self.earliest)
        below.addLayout(row)
        below.addWidget(self.table, 1)
        self.body.addLayout(below, 1)

    def _show(self, draft: _Draft) -> None:
        self._draft = draft
        found = draft.found
        if found is not None and not self._own_target:
            with QSignalBlocker(self.target):
                self._plain_target()
                self.target.setDate(QDate(found.target.year, found.target.month, found.target.day))
        self.refused.say(draft.refused)
        self.earliest.setVisible(bool(draft.refused) and draft.earliest is not None)
        if draft.earliest is not None:
            self.earliest.setText(f"改为 {draft.earliest}")
        self.agree.setEnabled(found is not None)
        self.table.setEnabled(found is not None)
        self.model.show_rows(planned_lines(found, self.session.today, only_open=True) if found else [])
        if found is None:
            self.hint.say(
                "还没有排出来：目标比承诺早。换一个目标日期，或取最早的那一天。" if draft.earliest else draft.refused
            )
        else:
            self.hint.say(_told(found, self._trend))
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._grow()

    def _target_changed(self) -> None:
        """A target that was stated stays, whatever the building time."""
        self._own_target = True
        self._plain_target()
        self._timer.start()

    def _plain_target(self) -> None:
        self.target.setSpecialValueText("")
        self.target.clearMinimumDate()

    def _wait_for(self, missing: str) -> None:
        """Say at once what is missing; no date is shown that does not count it."""
        self._draft = _Draft(None, "", None)
        self.refused.say("")
        self.earliest.hide()
        self.agree.setEnabled(False)
        self.model.show_rows([])
        self.table.setEnabled(False)
        self.hint.say(f"▲ {missing}填好后给出每个环节的最迟日期。", warning=True)
        if not self._own_target:
            today = self.session.today
            with QSignalBlocker(self.target):
                self.target.setSpecialValueText("填好工期后给出最早的一天")
                self.target.setMinimumDate(QDate(today.year, today.month, today.day))
                self.target.setDate(self.target.minimumDate())

    def _missing(self) -> str:
        for code, length in self.lengths.items():
            if length.limit() is None:
                return ask_for_length(self._trend.case.template.step(code).title)
        return ""

    def _frozen(self, answer: tuple[Plan, BackSchedule]) -> None:
        case = self._trend.case
        changes = Changes(projects=frozenset({case.project_id}), cases=frozenset({case.id}), plans=True)
        self.session.announce(changes)
        self.accept()


def _told(found: BackSchedule, trend: Trend) -> str:
    years = sorted({year for step in found.steps for year in step.missing_years})
    doubt = f"{'、'.join(str(year) for year in years)} 年放假安排未公布，日期为暂估。" if years else ""
    names = [trend.case.template.step(code).title for code in found.undecided]
    more = f"等 {len(names)} 项" if len(names) > _NAMED else ""
    undecided = f"待定而没有排入：{'、'.join(names[:_NAMED])}{more}。" if names else ""
    early = f"比目标早 {found.spare} 个工作日" if found.spare else "正好是目标日期"
    return f"最早 {found.earliest} 可以全部办完，{early}。{undecided}{doubt}"


def _asked_words(trend: Trend, step: StepTemplate) -> str:
    """That the building time is this project's own, and which benchmarks do not count it."""
    names = [mark.name for mark in trend.case.template.benchmarks if step.code in mark.leaves_out]
    left_out = f"；对标“{'”“'.join(names)}”不计这段时间" if names else ""
    return f"按施工合同填，每个项目不同{left_out}。"
