"""人员: entering an officer or changing one, a leave with who covers it, and taking a leave back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.domain.officer import Directory, Leave, Officer
from desktop_app.domain.terms import day_words
from desktop_app.gui.dialogs.act import day_field, to_date
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.dialogs.material import MaybeDate
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words


def names_box(names: Sequence[str], chosen: str = "", *, blank: str | None = None) -> QComboBox:
    """A choice of people; `blank` is what an empty choice is called."""
    made = QComboBox()
    if blank is not None:
        made.addItem(blank, "")
    for name in dict.fromkeys(names):
        made.addItem(name, name)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


class OfficerDialog(Dialog):
    """Enter somebody, or change what is known of them; a changed name is kept as a former one."""

    def __init__(
        self,
        session: Session,
        known: Directory,
        officer: Officer | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, "修改人员" if officer else "登记人员", "保存", parent)
        self.officer = officer or Officer("", name)
        shown = self.officer
        self.body.addWidget(words(shown.name or "登记人员", "heading"))
        fields = form(self.body)
        self.name, self.unit, self.post = QLineEdit(shown.name), QLineEdit(shown.unit), QLineEdit(shown.post)
        self.zone, self.note = QLineEdit(shown.zone), QLineEdit(shown.note)
        field(fields, "姓名", self.name, "必填；同名的加单位区分")
        self.carry = QCheckBox("改名时，未办完的代办件也改用新名（逐件留记录）")
        self.carry.setChecked(True)
        if officer is not None:
            fields.addRow("", self.carry)
        field(fields, "单位", self.unit, "可留空，如：行政审批服务局")
        field(fields, "岗位", self.post, "可留空，如：代办员")
        field(fields, "园区", self.zone, "可留空")
        others = [one.name for one in known.officers if one.id != shown.id]
        self.deputy = names_box(others, shown.deputy, blank="（没有）")
        field(fields, "常任代管人", self.deputy, "请假没有另写代管人时，由谁代管")
        self.begins = MaybeDate("到岗日期", shown.active_from or session.today, there=shown.active_from is not None)
        self.ends = MaybeDate("离岗日期", shown.active_to or session.today, there=shown.active_to is not None)
        field(fields, "到岗日期", self.begins)
        field(fields, "离岗日期", self.ends, "最后一天在岗；手上的件另办交接")
        field(fields, "备注", self.note, "可留空")
        self.by = QLineEdit(session.officer)
        field(fields, "登记人", self.by, "必填")
        if shown.former:
            self.body.addWidget(Hint(f"旧名：{'、'.join(shown.former)}。以前的记录里用旧名的，仍算这个人的。"))
        self.body.addStretch()
        self.fit(560, 570)
        self.name.setFocus()

    def submit(self) -> None:
        """Save; a refusal stays in the dialog."""
        wanted = replace(
            self.officer,
            name=self.name.text(),
            unit=self.unit.text().strip(),
            post=self.post.text().strip(),
            zone=self.zone.text().strip(),
            deputy=str(self.deputy.currentData() or ""),
            active_from=self.begins.value(),
            active_to=self.ends.value(),
            note=self.note.text().strip(),
        )
        by = self.by.text()
        # Only a changed name has anything to carry into the cases.
        carry = self.carry.isChecked() and bool(self.officer.id) and self.officer.name != self.name.text().strip()
        self.send(lambda desk: desk.officers.save(wanted, by, carry=carry), lambda done: self._saved(done[2]))

    def _saved(self, changes: Changes) -> None:
        self.session.announce(changes)
        self.accept()


class LeaveDialog(Dialog):
    """Enter a leave; who would cover it is said before it is entered."""

    def __init__(self, session: Session, known: Directory, officer: str = "", parent: QWidget | None = None) -> None:
        super().__init__(session, "登记请假", "登记", parent)
        self.body.addWidget(words("请假和代管", "heading"))
        self.body.addWidget(
            Hint("请假期间，环节显示“某某（某某代）”，并列入代管人的今日和提醒；谁是代办员不改变，期满自动恢复。")
        )
        fields = form(self.body)
        names = [one.name for one in known.officers]
        self.officer = names_box(names, officer)
        self.substitute = names_box(names, blank="（按常任代管人）")
        self.first, self.last = day_field(session.today), day_field(session.today)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "请假人", self.officer)
        field(fields, "第一天", self.first)
        field(fields, "最后一天", self.last)
        field(fields, "代管人", self.substitute)
        field(fields, "事由", self.reason, "可留空，如：年假、培训")
        field(fields, "登记人", self.by, "必填")
        self.said = words("", "soft", wrap=True)
        self.body.addWidget(self.said)
        self.body.addStretch()
        self.fit(560, 420)
        for box in (self.officer, self.substitute):
            box.activated.connect(lambda _index: self._weigh())
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _day: self._weigh())
        self.officer.setFocus()
        self._weigh()

    @property
    def leave(self) -> Leave:
        """What was stated so far."""
        return Leave(
            "",
            str(self.officer.currentData() or ""),
            to_date(self.first.date()),
            to_date(self.last.date()),
            self.reason.text(),
            str(self.substitute.currentData() or ""),
        )

    def submit(self) -> None:
        """Enter it; a refusal stays in the dialog."""
        leave, by = self.leave, self.by.text()
        self.send(lambda desk: desk.officers.save_leave(leave, by), lambda done: self._saved(done[2]))

    def _weigh(self) -> None:
        """Say who would cover it, or why it cannot be; nothing is written."""
        leave = self.leave

        def told(said: str) -> None:
            if leave == self.leave:
                self.said.setText(said)
                self._grow()

        self.session.ask(lambda desk: desk.officers.weigh_leave(leave), told, self.session.refusing(told), owner=self)

    def _saved(self, changes: Changes) -> None:
        self.session.announce(changes)
        self.accept()


class CancelLeaveDialog(Dialog):
    """Take a leave back, with the reason; it stays in the history."""

    def __init__(self, session: Session, leave: Leave, parent: QWidget | None = None) -> None:
        super().__init__(session, "撤销请假", "撤销", parent)
        self.leave = leave
        self.body.addWidget(
            words(f"{leave.officer}　{day_words(leave.first)} 至 {day_words(leave.last)}", "heading", wrap=True)
        )
        self.body.addWidget(
            Hint("撤销以后不再代管；请假登记和撤销都留在记录里。提前回来的，撤销后按实际日期重新登记。")
        )
        fields = form(self.body)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "撤销原因", self.reason, "必填，如：提前返岗")
        field(fields, "登记人", self.by, "必填")
        self.body.addStretch()
        self.fit(520, 260)
        self.reason.setFocus()

    def submit(self) -> None:
        """Take it back; a refusal stays in the dialog."""
        leave_id, by, reason = self.leave.id, self.by.text(), self.reason.text()
        self.send(lambda desk: desk.officers.cancel_leave(leave_id, by, reason), lambda done: self._saved(done[1]))

    def _saved(self, changes: Changes) -> None:
        self.session.announce(changes)
        self.accept()
