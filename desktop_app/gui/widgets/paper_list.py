"""The issued papers of a project: newest first, opened as they were archived, and what to do while there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.application.ports import Paper
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.paged import Column, copy_chosen
from desktop_app.gui.widgets.bars import Empty
from desktop_app.gui.widgets.cells import Table
from desktop_app.gui.widgets.listing import set_columns

_DIGEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper in the list; `void` says when, by whom and why it was declared void, empty for a valid one."""

    paper: Paper
    void: str = ""


PAPER_COLUMNS: tuple[Column[ListedPaper], ...] = (
    Column("number", "编号", 210, lambda one: one.paper.number, tone=lambda _one: "strong"),
    Column(
        "state",
        "状态",
        92,
        lambda one: "✕ 已作废" if one.void else "✓ 有效",
        tone=lambda one: "red" if one.void else "green",
        tip=lambda one: one.void,
    ),
    Column("title", "文书", 220, lambda one: one.paper.title, stretch=True),
    Column("issued_on", "出具日期", 110, lambda one: one.paper.issued_on.isoformat()),
    Column("issued_by", "出具人", 110, lambda one: one.paper.issued_by or "未填"),
    Column("pages", "页数", 64, lambda one: str(one.paper.pages), right=True),
    Column(
        "sha256",
        "SHA-256",
        140,
        lambda one: one.paper.sha256[:_DIGEST_SHOWN],
        tone=lambda _one: "faint",
        tip=lambda one: one.paper.sha256,
        copied=lambda one: one.paper.sha256,
    ),
)


class PaperList(QStackedWidget):
    """A table of issued papers; `opened` hands over the paper that Enter or a double click asks for."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ListModel[ListedPaper](PAPER_COLUMNS, self)
        self.table = Table("出具的文书")
        self.table.setModel(self.model)
        set_columns(self.table, PAPER_COLUMNS)
        self.table.opened.connect(self._open)
        self.table.previewed.connect(self._open)
        self.table.copy_asked.connect(lambda: copy_chosen(self.table, self.model))
        around = QWidget()
        column_of = QVBoxLayout(around)
        column_of.setContentsMargins(22, 12, 22, 14)
        column_of.addWidget(self.table)
        self.empty = Empty(
            "还没有出具文书",
            "先点上面的代办件，再点右上角的“打印”（Ctrl+P），核对预览以后点“编号出具”。"
            "编了号的文书都列在这里，随时可以原样再看、再印、另存。",
        )
        self.addWidget(around)
        self.addWidget(self.empty)

    def show_papers(self, papers: Iterable[Paper], void: Mapping[str, str]) -> None:
        """Show other papers, `void` ones by number; the chosen one stays chosen while it is there."""
        before = self.model.row_at(self.table.currentIndex().row())
        newest = sorted(papers, key=lambda paper: (paper.issued_at, paper.number), reverse=True)
        rows = [ListedPaper(paper, void.get(paper.number, "")) for paper in newest]
        kept = next((row for row in rows if before is not None and row.paper == before.paper), None)
        self.model.show_rows(rows)
        self.setCurrentIndex(0 if rows else 1)
        if rows:
            self.table.setCurrentIndex(self.model.index(rows.index(kept) if kept is not None else 0, 0))

    def open_chosen(self) -> None:
        """Open the chosen paper."""
        self._open(self.table.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.opened.emit(row.paper)
