"""停用: what is measured or computed by a definition no more, with the reason; its versions stay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.application.changes import Changes
from desktop_app.application.desk import Desk
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words

Retire = Callable[[Desk, str, str], tuple[object, Changes]]
"""Retires at a desk what a dialog was opened for; given who says so and why."""


class RetireDialog(Dialog):
    """Says what follows, and asks who says so and why."""

    def __init__(
        self, session: Session, what: str, name: str, hint: str, example: str, act: Retire, parent: QWidget
    ) -> None:
        super().__init__(session, f"停用{what}", "停用", parent)
        self._act = act
        self.body.addWidget(words(name, "heading", wrap=True))
        self.body.addWidget(Hint(hint))
        fields = form(self.body)
        self.reason, self.by = QLineEdit(), QLineEdit(session.officer)
        field(fields, "原因", self.reason, f"必填，如：{example}")
        field(fields, "登记人", self.by, "必填")
        self.body.addStretch()
        self.fit(520, 300)
        self.reason.setFocus()

    def submit(self) -> None:
        """Retire it; a refusal stays in the dialog."""
        by, reason, act = self.by.text(), self.reason.text(), self._act
        self.send(lambda desk: act(desk, by, reason), self._done)

    def _done(self, answer: tuple[object, Changes]) -> None:
        self.session.announce(answer[1])
        self.accept()


def retire_benchmark(session: Session, own_id: str, name: str, parent: QWidget) -> RetireDialog:
    """The dialog that stops measuring by one's own benchmark."""
    return RetireDialog(
        session,
        "对标",
        name,
        "停用以后不再量新的代办件；已经量出的成绩和历次版本都保留。需要时可以再建一条。",
        "口径作废、目标调整",
        lambda desk, by, reason: desk.benchmarks.retire(own_id, by, reason),
        parent,
    )


def retire_indicator(session: Session, own_id: str, name: str, parent: QWidget) -> RetireDialog:
    """The dialog that stops computing an indicator."""
    return RetireDialog(
        session,
        "指标",
        name,
        "停用以后不再计算；历次版本和已经发布的数字都保留。",
        "考核办法已改",
        lambda desk, by, reason: desk.indicators.retire(own_id, by, reason),
        parent,
    )
