"""Comparing two versions of a template: every difference in words, with its sign and colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop_app.application.templates import TemplateVersion
from desktop_app.domain.template_diff import Change, Difference
from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.templates import DIFFERENCE_COLUMNS, version_state
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.labels import words
from desktop_app.gui.widgets.listing import listing


def count_words(found: Sequence[Difference]) -> str:
    """How many differences of each kind there are."""
    if not found:
        return "两个版本的内容完全一致。"
    named = ((Change.ADDED, "新增"), (Change.REMOVED, "删去"), (Change.CHANGED, "改动"))
    counted = [(word, sum(one.kind is kind for one in found)) for kind, word in named]
    return f"共 {len(found)} 处不同：" + "，".join(f"{word} {number}" for word, number in counted if number)


class CompareDialog(Dialog):
    """Choose two versions and read what differs; nothing here changes anything."""

    def __init__(
        self,
        session: Session,
        versions: Sequence[TemplateVersion],
        chosen: TemplateVersion | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, "比较版本", "关闭", parent)
        self._key = versions[0].key
        self.older, self.newer = QComboBox(), QComboBox()
        for box, name in ((self.older, "旧版本"), (self.newer, "新版本")):
            box.setAccessibleName(name)
            box.setMinimumWidth(240)
            for one in versions:
                box.addItem(f"{one.version}（{version_state(one)}）", one.version)
            box.activated.connect(lambda _index: self._read())
        new = next((place for place, one in enumerate(versions) if one is chosen), 0)
        if new == len(versions) - 1:
            new = 0
        self.newer.setCurrentIndex(new)
        self.older.setCurrentIndex(min(new + 1, len(versions) - 1))
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (words("从"), self.older, words("到"), self.newer):
            row.addWidget(part)
        row.addStretch()
        self.summary = words("", "strong")
        self.model: ListModel[Difference] = ListModel(DIFFERENCE_COLUMNS, self)
        self.table = listing("不同之处", self.model)
        self.body.addLayout(row)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.table, 1)
        close_only(self)
        self.fit(960, 620)
        self._read()
        self.table.setFocus()

    def submit(self) -> None:
        """Nothing to agree to: it only shows."""
        self.accept()

    def _read(self) -> None:
        key, old, new = self._key, str(self.older.currentData()), str(self.newer.currentData())

        def show(found: tuple[Difference, ...]) -> None:
            if (old, new) == (self.older.currentData(), self.newer.currentData()):
                self.refused.say("")
                self.model.show_rows(found)
                self.summary.setText(count_words(found))

        self.session.ask(lambda desk: desk.templates.diff(key, old, new), show, self.fail, owner=self)
