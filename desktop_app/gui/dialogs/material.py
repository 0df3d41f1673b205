"""Materials: dialogs that record what came, where an original went, and that an entry was a mistake."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from desktop_app.application.materials import Handing, Kept
from desktop_app.domain.case import Case
from desktop_app.domain.checklist import LineKind, MaterialLine
from desktop_app.domain.custody import MOST_COPIES, Check, CustodyItem, MaterialAct, MaterialEntry
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.act import day_field, day_of, to_date
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words

_HANDED_IN_DAYS = 5
"""Natural days after which an authority is asked for the original when nothing else is agreed."""


class MaybeDate(QWidget):
    """A date that need not be there: a tick and the day behind it."""

    def __init__(self, name: str, day: date, *, there: bool = False) -> None:
        super().__init__()
        self.tick, self.day = QCheckBox("有"), day_field(day)
        self.tick.setAccessibleName(f"有{name}")
        self.day.setAccessibleName(name)
        self.tick.toggled.connect(self.day.setEnabled)
        self.tick.setChecked(there)
        self.day.setEnabled(there)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tick)
        row.addWidget(self.day, 1)
        self.setFocusProxy(self.tick)

    def value(self) -> date | None:
        """The day, None when there is none."""
        return to_date(self.day.date()) if self.tick.isChecked() else None


class _MaterialDialog(Dialog):
    """What all of them ask: the day and who records it."""

    def __init__(self, session: Session, case: Case, title: str, agree: str, parent: QWidget | None) -> None:
        super().__init__(session, title, agree, parent)
        self.case = case
        self.on: QDateEdit = day_field(session.today, session.today)
        self.by = QLineEdit(session.officer or case.officer)

    def _told(self, kept: Kept) -> None:
        self.session.announce(kept.changes)
        self.accept()


class ReceiveDialog(_MaterialDialog):
    """收件: how many of a material came, from whom, and whether originals are kept."""

    def __init__(
        self, session: Session, case: Case, matter: str, line: MaterialLine | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, case, "收件", "登记收件", parent)
        self.matter = matter
        self.body.addWidget(words(case.template.step(matter).title, "heading", wrap=True))
        self.body.addWidget(
            Hint("“收”的原件从此由中心保管，送交、收回、移交都要登记；“验”是核对后当场退还，不入保管。")
        )
        result = line is not None and line.kind is LineKind.RESULT
        self.name = QLineEdit(line.name if line else "")
        self.originals, self.copies, self.efiles = self._count("原件"), self._count("复印件"), self._count("电子件")
        if line is not None:
            missing = (line.due.originals, line.due.copies, line.due.efiles) if not result else (1, 0, 0)
            got = (line.received.originals, line.received.copies, line.received.efiles)
            for box, due, there in zip((self.originals, self.copies, self.efiles), missing, got, strict=True):
                box.setValue(max(0, due - there))
        self.check = QComboBox()
        self.check.addItem("收（中心保管）", Check.KEPT)
        self.check.addItem("验（核对后当场退还）", Check.SEEN)
        self.giver = QLineEdit(case.template.step(matter).matter.authority if result else "")
        self.taker = QLineEdit(session.officer or case.officer)
        self.number, self.until, self.note = QLineEdit(), MaybeDate("有效期", session.today), QLineEdit()
        fields = form(self.body)
        field(fields, "材料", self.name, "必填，照清单或自己写")
        field(fields, "份数", self._counts())
        field(fields, "原件", self.check)
        field(fields, "交来人", self.giver, "有原件时必填，如：企业张工")
        field(fields, "收件人", self.taker)
        field(fields, "文号", self.number, "证照批文的文号，可留空")
        field(fields, "有效期至", self.until)
        field(fields, "备注", self.note, "可留空")
        field(fields, "日期", self.on)
        field(fields, "登记人", self.by)
        self.fit(580, 520)
        (self.giver if line else self.name).setFocus()

    def _count(self, name: str) -> QSpinBox:
        made = QSpinBox()
        made.setRange(0, MOST_COPIES)
        made.setAccessibleName(f"{name}份数")
        return made

    def _counts(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        for name, box in (("原件", self.originals), ("复印件", self.copies), ("电子件", self.efiles)):
            row.addWidget(words(name, "soft"))
            row.addWidget(box, 1)
        made.setFocusProxy(self.originals)
        return made

    def said(self) -> Handing:
        """What was filled in; raises Refusal for a day to come."""
        return Handing(
            matter=self.matter,
            material=self.name.text(),
            on=day_of(self.on, self.session.today),
            by=self.by.text(),
            originals=self.originals.value(),
            copies=self.copies.value(),
            efiles=self.efiles.value(),
            check=Check(self.check.currentData()),
            giver=self.giver.text(),
            taker=self.taker.text(),
            valid_until=self.until.value(),
            document_number=self.number.text(),
            note=self.note.text(),
        )

    def submit(self) -> None:
        """Record it; a refusal stays in the dialog."""
        case_id = self.case.id
        try:
            said = self.said()
        except Refusal as refusal:
            self.fail(refusal)
            return
        self.send(lambda desk: desk.materials.receive(case_id, said), self._told)


_TITLES = {
    MaterialAct.GIVE: ("原件送交", "登记送交"),
    MaterialAct.RETURN: ("原件收回", "登记收回"),
    MaterialAct.HANDOVER: ("原件移交企业", "登记移交"),
}
_HINTS = {
    MaterialAct.GIVE: "原件交给审批部门。到约定日期还没有收回，“今日”会列出；在外期间这一件不能办结。",
    MaterialAct.RETURN: "审批部门把原件还给中心，请当面核对份数和页数。",
    MaterialAct.HANDOVER: "原件移交（退还）给企业，保管到此为止。整件的移交清单（D19）请用“打印”出具。",
}


class MoveDialog(_MaterialDialog):
    """原件流转: who gave an original to whom, on which day; `slip_asked` hands on the entry whose slip is wanted."""

    slip_asked = Signal(object)

    def __init__(
        self, session: Session, case: Case, item: CustodyItem, act: MaterialAct, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, case, *_TITLES[act], parent)
        self.item, self.act = item, act
        self.body.addWidget(words(f"{item.received.material}　原件 {item.received.originals} 份", "heading", wrap=True))
        self.body.addWidget(Hint(_HINTS[act]))
        self.giver, self.taker = QLineEdit(item.holder), QLineEdit(self._proposed())
        self.due_back = MaybeDate("归还日期", date.fromordinal(session.today.toordinal() + _HANDED_IN_DAYS), there=True)
        self.note = QLineEdit()
        self.slip = QCheckBox("登记后出具原件流转单（D32），双方签字")
        self.slip.setChecked(True)
        fields = form(self.body)
        field(fields, "交出人", self.giver)
        field(fields, "接收人", self.taker, "必填，写明单位和经手人")
        if act is MaterialAct.GIVE:
            field(fields, "约定归还", self.due_back)
        field(fields, "备注", self.note, "可留空")
        field(fields, "日期", self.on)
        field(fields, "登记人", self.by)
        fields.addRow("", self.slip)
        self.body.addStretch()
        self.fit(540, 430)
        self.taker.setFocus()

    def _proposed(self) -> str:
        if self.act is MaterialAct.RETURN:
            return self.session.officer or self.case.officer
        matter = self.item.received.matter
        known = self.act is MaterialAct.GIVE and matter in self.case.template.codes
        return self.case.template.step(matter).matter.authority if known else ""

    def said(self) -> Handing:
        """What was filled in; raises Refusal for a day to come."""
        return Handing(
            item=self.item.id,
            on=day_of(self.on, self.session.today),
            by=self.by.text(),
            giver=self.giver.text(),
            taker=self.taker.text(),
            due_back=self.due_back.value() if self.act is MaterialAct.GIVE else None,
            note=self.note.text(),
        )

    def submit(self) -> None:
        """Record it; a refusal stays in the dialog."""
        case_id, act = self.case.id, self.act
        try:
            said = self.said()
        except Refusal as refusal:
            self.fail(refusal)
            return
        self.send(lambda desk: desk.materials.move(case_id, act, said), self._moved)

    def _moved(self, kept: Kept) -> None:
        wanted = self.slip.isChecked()
        self._told(kept)
        if wanted:
            self.slip_asked.emit(kept.entry)


class ReverseMaterialDialog(_MaterialDialog):
    """冲销: take an entry back with its reason."""

    def __init__(self, session: Session, case: Case, entry: MaterialEntry, parent: QWidget | None = None) -> None:
        super().__init__(session, case, "冲销材料记录", "冲销", parent)
        self.entry = entry
        self.body.addWidget(words(entry.words(), "heading", wrap=True))
        self.body.addWidget(Hint("记录不会删除，会注明已冲销；附的电子件仍留在工作区里。"))
        self.reason = QLineEdit()
        fields = form(self.body)
        field(fields, "原因", self.reason, "必填，如：份数写错")
        field(fields, "登记人", self.by)
        self.body.addStretch()
        self.fit(540, 280)
        self.reason.setFocus()

    def submit(self) -> None:
        """Take it back; a refusal stays in the dialog."""
        entry_id, reason, by = self.entry.id, self.reason.text(), self.by.text()
        self.send(lambda desk: desk.materials.reverse(entry_id, reason, by), self._told)
