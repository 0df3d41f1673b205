"""Publishing a draft of a template as a new version for good, and throwing a draft away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.application.template_book import StoredDraft
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.domain.template_diff import Difference
from desktop_app.gui.dialogs.act import day_field, to_date
from desktop_app.gui.dialogs.dialog import Dialog, field, form
from desktop_app.gui.dialogs.template_compare import count_words
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.templates import DIFFERENCE_COLUMNS
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.bars import Hint
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing


class PublishDialog(Dialog):
    """Name the version, say from when and why, with everything that differs from the version it began from."""

    published = Signal(str, str)

    def __init__(
        self,
        session: Session,
        stored: StoredDraft,
        differences: Sequence[Difference],
        version: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, "发布新版本", "发布", parent)
        self._id = stored.id
        self.body.addWidget(
            Hint("发布以后这个版本不能再改。从生效日起新开办的代办件走新版本；在办件仍走原版本，要换请用“迁移在办件”。")
        )
        fields = form(self.body)
        self.version = QLineEdit(version)
        field(fields, "版本号", self.version)
        self.on = day_field(session.today)
        field(fields, "生效日期", self.on)
        self.why = QLineEdit()
        field(fields, "为什么", self.why, "如：按 2026 年办事指南调整承诺时限")
        self.by = QLineEdit(session.officer)
        field(fields, "登记人", self.by)
        told = count_words(differences) if stored.draft.base else "这是一个新模板，没有旧版本可比。"
        self.summary = words(told, "strong", wrap=True)
        self.body.addWidget(self.summary)
        self.model: ListModel[Difference] = ListModel(DIFFERENCE_COLUMNS, self)
        self.model.show_rows(differences)
        table = listing("不同之处", self.model)
        table.setVisible(bool(differences))
        self.body.addWidget(table, 1)
        self.fit(900, 600 if differences else 360)
        self.why.setFocus()

    def submit(self) -> None:
        """Publish it."""
        draft_id, version, on = self._id, self.version.text(), to_date(self.on.date())
        why, by = self.why.text(), self.by.text()
        self.send(lambda desk: desk.drafts.publish(draft_id, version, on, by, why), self._done)

    def _done(self, template: ApprovalTemplate) -> None:
        self.published.emit(template.key, template.version)
        self.accept()


class DiscardDialog(Dialog):
    """Ask before a draft is thrown away."""

    def __init__(self, session: Session, stored: StoredDraft, changes: int, parent: QWidget | None = None) -> None:
        super().__init__(session, "放弃草稿", "放弃草稿", parent)
        self._id = stored.id
        draft = stored.draft
        self.question = words(
            f"“{draft.name}”的草稿由 {stored.begun_by} 在 {stored.begun_at:%Y-%m-%d %H:%M} 开始编辑，"
            f"与原版本有 {changes} 处不同。放弃以后不能找回；已经发布的版本不受影响。",
            wrap=True,
        )
        self.body.addWidget(self.question)
        self.body.addStretch()
        self.cancel.setText("继续编辑")
        self.fit(520, 200)
        self.cancel.setFocus()

    def submit(self) -> None:
        """Throw it away."""
        draft_id = self._id
        self.send(lambda desk: desk.drafts.discard(draft_id), lambda _gone: self.accept())
