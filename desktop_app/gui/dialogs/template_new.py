"""Beginning a template of one's own: its key, its name, and which one it is like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.application.template_book import StoredDraft
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint


class NewTemplateDialog(Dialog):
    """Begin a draft; `begun` carries it."""

    begun = Signal(object)

    def __init__(self, session: Session, like: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(session, "新建流程模板", "开始编辑", parent)
        self.body.addWidget(Hint("先得到一份草稿，改好了再发布；发布以前，开办代办件时看不到它。"))
        fields = form(self.body)
        self.name = QLineEdit()
        field(fields, "名称", self.name, "如：技术改造项目（备案类）")
        self.code = QLineEdit()
        field(fields, "编号", self.code, "大写字母、数字和短横，如 LF-JG-01")
        self.like = QComboBox()
        self.like.addItem("空白模板", "")
        for key, name in like:
            self.like.addItem(f"照抄 {name}（{key}）", key)
        field(fields, "内容", self.like)
        self.by = QLineEdit(session.officer)
        field(fields, "登记人", self.by)
        self.fit(560, 320)
        self.name.setFocus()

    def submit(self) -> None:
        """Begin the draft."""
        key, name, by, like = self.code.text(), self.name.text(), self.by.text(), str(self.like.currentData() or "")
        self.send(lambda desk: desk.drafts.begin_new(key, name, by, like), self._begun)

    def _begun(self, stored: StoredDraft) -> None:
        if not self.session.officer:
            # Every later save of the draft needs a name; it was just given.
            self.session.sit_down(stored.begun_by)
        self.begun.emit(stored)
        self.accept()
