"""历次版本: what each version of something stated said, who stated it, when and why; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from desktop_app.gui.dialogs.dialog import Dialog, close_only
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.labels import Facts, scrolled, words
from desktop_app.gui.widgets.listing import listing


class Stated(Protocol):
    """A version of a definition, as far as its list tells it."""

    @property
    def version(self) -> int: ...
    @property
    def retired(self) -> bool: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def reason(self) -> str: ...


Version = TypeVar("Version", bound=Stated)
FactLines = Sequence[tuple[str, str | QWidget]]


class VersionsDialog(Dialog, Generic[Version]):
    """The versions of one definition, oldest first as given and newest first as shown; `facts` tells one in full."""

    def __init__(
        self,
        session: Session,
        name: str,
        versions: Sequence[Version],
        said: Column[Version],
        facts: Callable[[Version], FactLines],
        parent: QWidget,
    ) -> None:
        super().__init__(session, "历次版本", "关闭", parent)
        self._told = facts
        self.body.addWidget(words(name, "heading", wrap=True))
        self.model: ListModel[Version] = ListModel(_columns(said), self)
        self.model.show_rows(list(reversed(versions)))
        self.table = listing("历次版本", self.model)
        self.facts = Facts()
        self.body.addWidget(self.table, 2)
        self.body.addWidget(scrolled(self.facts), 3)
        close_only(self)
        self.fit(860, 600)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def submit(self) -> None:
        """Nothing to agree to: it only shows."""
        self.accept()

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        one = self.model.row_at(index.row())
        if one is not None:
            self.facts.show_facts(self._told(one))


def _columns(said: Column[Version]) -> tuple[Column[Version], ...]:
    return (
        Column("version", "版本", 76, lambda one: f"第 {one.version} 版"),
        Column("what", "做了什么", 76, lambda one: "停用" if one.retired else "修改" if one.version > 1 else "新建"),
        said,
        Column("by", "登记人", 76, lambda one: one.by),
        Column(
            "at", "登记时间", 140, lambda one: f"{one.at:%Y-%m-%d %H:%M}" if one.at else "－", tone=lambda _one: "faint"
        ),
        Column("reason", "原因", 180, lambda one: one.reason or "－", stretch=True),
    )
