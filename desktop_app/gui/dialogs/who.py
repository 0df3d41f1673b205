"""Who: the name that acts are recorded under on this PC."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint


class WhoDialog(Dialog):
    """Choose a 代办员 known to the workspace, or type a name."""

    def __init__(self, session: Session, officers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(session, "登记人", "确定", parent)
        self.body.addWidget(Hint("登记进展、编辑流程模板时，会把这个名字记为登记人；只在这台电脑上记住。"))
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.addItems(list(officers))
        self.name.setCurrentText(session.officer)
        field(form(self.body), "姓名", self.name)
        self.fit(420, 200)
        self.name.setFocus()
        if line := self.name.lineEdit():
            line.selectAll()

    def submit(self) -> None:
        """Remember the name."""
        name = self.name.currentText().strip()
        if not name:
            self.refused.say("请写姓名")
            return
        self.session.sit_down(name)
        self.accept()


def with_name(session: Session, parent: QWidget, act: Callable[[str], None]) -> None:
    """Do an act under the name of who sits here; without a name it is asked for first, and the act goes on."""
    if session.officer:
        act(session.officer)
        return

    def ask(officers: list[str]) -> None:
        dialog = WhoDialog(session, officers, parent)
        dialog.accepted.connect(lambda: act(session.officer))
        dialog.open()

    session.ask(lambda desk: desk.overview.officers(), ask, owner=parent)
