"""The act dialog: what a person states about a step, with only the fields its verb needs."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.application.approvals import Decided, Statement
from desktop_app.application.desk import Desk
from desktop_app.application.overview import StepPanel
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.suspension import SUSPENSION_KINDS, SuspensionKind
from desktop_app.domain.terms import VERB_WORDS
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.dialogs.rarer_fields import RarerFields
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.step_panel import ACT_WORDS, history_day

_REASON_NEEDED = frozenset(
    {Verb.SUSPEND, Verb.SKIP, Verb.RETURN, Verb.WITHDRAW, Verb.REVERSE, Verb.RESTART, Verb.EXTEND}
)
_STARTS = frozenset({Verb.RECEIVE, Verb.ACCEPT, Verb.RECORD})
_EXACT, _MONTH, _UNKNOWN = range(3)
_STOPS = {
    "always": "停承诺和法定两个时限",
    "notice": "停承诺时限；填了书面通知文号，法定时限也停",
    "basis": "只停承诺时限；填了法律依据或文号，法定时限也停",
}


def to_date(day: QDate) -> date:
    """A Qt date as a civil date."""
    return date(day.year(), day.month(), day.day())


def day_field(today: date, latest: date | None = None) -> QDateEdit:
    """A date field that opens a calendar; `latest` is told in the tooltip and checked by `day_of` when it is read.

    The field itself takes any day: one with a maximum would swallow the last digit typed and keep another date.
    """
    made = QDateEdit(QDate(today.year, today.month, today.day))
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    if latest is not None:
        made.setToolTip(f"不能晚于 {latest:%Y-%m-%d}")
    return made


def too_late(day: date, latest: date) -> str:
    """Why a date cannot be recorded, empty when it can: what is recorded has happened."""
    if day <= latest:
        return ""
    return f"日期 {day:%Y-%m-%d} 晚于今天（{latest:%Y-%m-%d}），还没有发生的事不能登记，请核对日期"


def day_of(field: QDateEdit, latest: date) -> date:
    """The date in a field; raises Refusal when it lies after `latest`."""
    day = to_date(field.date())
    if wrong := too_late(day, latest):
        raise Refusal.say(wrong)
    return day


def what_stops(kind: SuspensionKind) -> str:
    """What a kind of suspension stops, in words."""
    law = f"（{kind.law}）" if kind.law else ""
    return f"{kind.word}{law}：{_STOPS[kind.stops_statutory]}；对标不停。恢复当日重新计入。"


class ActDialog(Dialog):
    """Record one act on a step; `decided` carries the outcome when it was recorded."""

    decided = Signal(object)

    def __init__(
        self, session: Session, panel: StepPanel, verb: Verb, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, ACT_WORDS[verb], ACT_WORDS[verb], parent)
        self.panel, self.verb, self._today = panel, verb, today
        step = panel.standing.step
        self.body.addWidget(words(step.title, "heading", wrap=True))
        self.body.addWidget(words(f"{panel.project.name} · {panel.case.template.name}", "faint", wrap=True))
        self._form = form(self.body)
        self._first_fields()
        self._kind_fields()
        self.rarer = RarerFields(self._form, panel, verb)
        self._last_fields()
        self.body.addStretch()
        self.fit(520, 400)
        first = self.rarer.first or (self.reason if verb in _REASON_NEEDED else self.on)
        first.setFocus()

    def _first_fields(self) -> None:
        self.entry = QComboBox()
        if self.verb is Verb.REVERSE:
            for event in _standing_entries(self.panel):
                self.entry.addItem(f"{history_day(event)} {VERB_WORDS[event.verb]}（{event.by} 登记）", event.id)
            field(self._form, "冲销哪一条", self.entry)
        self.precision = QComboBox()
        self.precision.addItems(["知道哪一天", "只知道年月", "日期不详"])
        self.on = day_field(self._today, self._today)
        if self.verb is Verb.RECORD:
            field(self._form, "日期精度", self.precision)
            self.precision.currentIndexChanged.connect(self._show_precision)
        field(self._form, "日期", self.on, "不能晚于今天")
        self.same_day = QCheckBox("即办事项：同一天办结")
        promised = self.panel.standing.step.promised_limit
        if self.verb is Verb.ACCEPT and promised is not None and promised.amount == 0:
            self._form.addRow("", self.same_day)
        self.by = QLineEdit(self.session.officer or self.panel.standing.officer)
        field(self._form, "登记人", self.by)

    def _kind_fields(self) -> None:
        self.kind, self.basis, self._hint = QComboBox(), QLineEdit(), Hint()
        if self.verb is Verb.SUSPEND:
            for kind in SUSPENSION_KINDS:
                self.kind.addItem(kind.word, kind.key)
            self.kind.currentIndexChanged.connect(self._show_kind)
            field(self._form, "暂停类型", self.kind)
            field(self._form, "依据或文号", self.basis, "如：补正告知书文号、法律条款")
            self._form.addRow("", self._hint)
            self._show_kind()
        attempt = self.panel.standing.progress.attempt
        still_open = attempt.open_suspensions if attempt else ()
        if self.verb is Verb.RESUME:
            for one in still_open:
                self.kind.addItem(f"{one.kind.word}（{one.first:%m-%d} 起）", one.kind.key)
            if len(still_open) > 1:
                field(self._form, "恢复哪一项", self.kind)
        self.officer = QComboBox()
        self.officer.setEditable(True)
        if self.verb is Verb.ASSIGN:
            field(self._form, "交给", self.officer)
            self.officer.setCurrentText("")
            self.session.ask(lambda desk: desk.overview.officers(), self._offer, owner=self)

    def _last_fields(self) -> None:
        self.reason = QLineEdit()
        self._reason_name = field(self._form, "原因", self.reason, "必填")
        if self.verb not in _REASON_NEEDED:
            finishing = self.verb is Verb.FINISH
            why = "还有分项没有登记，一并办结要写原因" if finishing else "前面的环节还没有办结，提前或补录要写原因"
            self.reason.setPlaceholderText(why)
            early = self.verb in _STARTS and bool(self.panel.standing.blocked_by)
            self._show_reason(early or (finishing and bool(self.panel.standing.open_parts)))
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(64)
        self.note.setTabChangesFocus(True)
        if self.verb is not Verb.TOLERATE:
            field(self._form, "备注", self.note)

    def _show_reason(self, wanted: bool) -> None:
        self.reason.setVisible(wanted)
        self._reason_name.setVisible(wanted)

    def _show_precision(self, precision: int) -> None:
        self.on.setDisplayFormat("yyyy-MM" if precision == _MONTH else "yyyy-MM-dd")
        self.on.setEnabled(precision != _UNKNOWN)

    def _show_kind(self) -> None:
        kind = next(one for one in SUSPENSION_KINDS if one.key == self.kind.currentData())
        self._hint.say(what_stops(kind))
        self._grow()

    def _offer(self, officers: list[str]) -> None:
        typed = self.officer.currentText()
        self.officer.addItems([name for name in officers if name != self.panel.standing.officer])
        self.officer.setCurrentText(typed)

    def statement(self) -> Statement:
        """What the person has stated so far; raises Refusal for a time of day that is none."""
        precision = self.precision.currentIndex()
        day = self._today if precision == _UNKNOWN else day_of(self.on, self._today)
        plain = Statement(
            on=day if precision == _EXACT else None,
            month=f"{day:%Y-%m}" if precision == _MONTH else "",
            by=self.by.text(),
            note=self.note.toPlainText(),
            reason=self.reason.text(),
            kind=str(self.kind.currentData() or ""),
            basis=self.basis.text(),
            officer=self.officer.currentText() if self.verb is Verb.ASSIGN else "",
            event=str(self.entry.currentData() or ""),
        )
        return self.rarer.complete(plain)

    def submit(self) -> None:
        """Record the act; a refusal stays in the dialog."""
        case_id, matter = self.panel.case.id, self.panel.standing.step.code
        try:
            said = self.statement()
        except Refusal as refusal:
            self.fail(refusal)
            return
        acts: tuple[tuple[Verb, str, Statement], ...] = ((self.verb, matter, said),)
        if self.same_day.isChecked():
            acts = (*acts, (Verb.FINISH, matter, said))

        def record(desk: Desk) -> Decided:
            return desk.approvals.decide_all(case_id, acts)

        self.send(record, self._recorded)

    def fail(self, error: Exception) -> None:
        """Show the refusal, and the reason field when that is what is missing."""
        if isinstance(error, Refusal) and error.code in ("predecessors_open", "reason_missing", "parts_open"):
            self._show_reason(True)
            self.reason.setFocus()
        super().fail(error)

    def _recorded(self, decided: Decided) -> None:
        self.decided.emit(decided)
        self.session.announce(decided.changes)
        self.accept()


def _standing_entries(panel: StepPanel) -> list[Event]:
    """Entries that can still be taken back, newest first."""
    return [event for event in panel.history if event.verb is not Verb.REVERSE and event.id not in panel.reversed_ids]
