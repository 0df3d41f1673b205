"""视图: keep how a ledger is shown now under a name, or give a kept one another name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.ledger_query import LONGEST_VIEW_NAME
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words


class ViewDialog(Dialog):
    """Ask for the name of a view; `taken` are the names there are, `keep` does it."""

    def __init__(
        self,
        session: Session,
        title: str,
        contents: str,
        taken: Sequence[str],
        keep: Callable[[str], None],
        parent: QWidget | None = None,
        name: str = "",
    ) -> None:
        super().__init__(session, title, "保存", parent)
        self._taken, self._keep = frozenset(taken) - {name}, keep
        self.body.addWidget(Hint("视图记住筛选、排序和显示的栏，本工作区的人都能用；行还是同一批行，不会另存一份。"))
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_VIEW_NAME)
        field(form(self.body), "视图名称", self.name, "如：还没销号的用地问题")
        if contents:
            self.body.addWidget(words(contents, "soft", wrap=True))
        self.body.addStretch()
        self.fit(480, 240)
        self.name.setFocus()
        self.name.selectAll()

    def submit(self) -> None:
        """Keep it under the name."""
        name = self.name.text().strip()
        if not name:
            self.fail(Refusal.say("请写视图名称"))
        elif name in self._taken:
            self.fail(Refusal.say(f"已经有叫“{name}”的视图，请换个名称；要改它，打开它以后用“替换”"))
        else:
            self._keep(name)
            self.accept()


class RemoveViewDialog(Dialog):
    """Ask once more before a view is taken away."""

    def __init__(self, session: Session, name: str, remove: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(session, "删除视图", "删除", parent)
        self._remove = remove
        self.body.addWidget(words(f"删除视图“{name}”？", "heading", wrap=True))
        self.body.addWidget(Hint("只删这个视图，台账里的行不受影响。本工作区的人都不再看到它。"))
        self.body.addStretch()
        self.fit(440, 200)
        self.agree.setFocus()

    def submit(self) -> None:
        """Take it away."""
        self._remove()
        self.accept()
