"""The card that says how 日 is counted, and the dialog that shows what moves before that changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.application.calendars import Recalculated
from desktop_app.application.day_policy import DAY_POLICY_WORDS, DEFAULT_DAY_POLICY, PolicyChange
from desktop_app.domain.limit import Unit
from desktop_app.gui.dialogs.calendar_day import MovedTable
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint, button
from desktop_app.gui.widgets.labels import Card, words

_RULE = (
    "有的法条只写“日”，没有写明工作日还是自然日，如施工许可 7 日、环评 30 日或 60 日、排污许可 20 日或 30 日。"
    "行政许可法第八十二条规定行政许可期限以工作日计算，所以缺省按工作日；从严掌握的地方可以改按自然日。"
    "写明“工作日”或“自然日”的时限不受影响。"
)


class DayPolicyCard(Card):
    """How 日 is counted, who decided so, and the button that asks for the other way."""

    change_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.policy = DEFAULT_DAY_POLICY
        self.inside.addWidget(words("只写“日”的时限怎么计", "group"))
        self.now = words("", "strong")
        self.change = button("")
        self.change.clicked.connect(lambda: self.change_asked.emit(other(self.policy)))
        row = QHBoxLayout()
        row.addWidget(self.now, 1)
        row.addWidget(self.change)
        self.inside.addLayout(row)
        self.inside.addWidget(words(_RULE, "soft", wrap=True))
        self.decided = words("", "faint", wrap=True)
        self.inside.addWidget(self.decided)
        self.show_policy(DEFAULT_DAY_POLICY, ())

    def show_policy(self, policy: Unit, changes: Sequence[PolicyChange]) -> None:
        """Show the policy in force and the last decision on it."""
        self.policy = policy
        self.now.setText(f"现在按{DAY_POLICY_WORDS[policy]}计")
        self.change.setText(f"改为按{DAY_POLICY_WORDS[other(policy)]}计…")
        if not changes:
            self.decided.setText("还没有人改过，用的是缺省口径。")
            return
        last = changes[-1]
        why = f"，依据：{last.reason}" if last.reason else ""
        self.decided.setText(f"{last.by} 于 {last.at:%Y-%m-%d %H:%M} 改定{why}。")


def other(policy: Unit) -> Unit:
    """The policy there is besides this one."""
    return next(one for one in DAY_POLICY_WORDS if one is not policy)


class DayPolicyDialog(Dialog):
    """Count 日 the other way: which running dates move is shown first, then it is done and journaled."""

    def __init__(self, session: Session, policy: Unit, parent: QWidget | None = None) -> None:
        word = DAY_POLICY_WORDS[policy]
        super().__init__(session, "时限口径", f"改为按{word}计", parent)
        self.policy = policy
        self.body.addWidget(words(f"只写“日”的时限改为按{word}计", "heading"))
        self.body.addWidget(
            Hint("在办期限随即重算，变动记入有关项目的变更记录；已出具的期限计算书不变，可用“重算核对”看出差别。")
        )
        fields = form(self.body)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "依据", self.reason, "必填，如：专题会议纪要文号")
        field(fields, "登记人", self.by, "必填")
        self.moved = MovedTable()
        self.body.addWidget(self.moved, 1)
        self.fit(920, 440)
        self.send(lambda desk: desk.calendars.preview_day_policy(policy), self.moved.show_moved)
        (self.reason if session.officer else self.by).setFocus()

    def submit(self) -> None:
        """Change it."""
        policy, by, reason = self.policy, self.by.text(), self.reason.text()
        self.send(lambda desk: desk.calendars.set_day_policy(policy, by, reason), self._stored)

    def _stored(self, outcome: Recalculated) -> None:
        self.session.announce(outcome.told)
        self.accept()
