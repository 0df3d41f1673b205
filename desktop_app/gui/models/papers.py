"""The register of papers 文书: its columns, told as data."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_app.application.paper_register import PaperRow, void_words
from desktop_app.gui.models.paged import Column, PagedModel
from desktop_app.gui.session import Session


def state_words(row: PaperRow) -> str:
    """The state with its sign: void, overtaken by what happened since, or in force."""
    if row.void_at is not None:
        return "✕ 已作废"
    return f"◆ {row.overtaken.split('，')[0]}" if row.overtaken else "✓ 有效"


def _state_tone(row: PaperRow) -> str:
    return "red" if row.void_at else "amber" if row.overtaken else "green"


def _state_tip(row: PaperRow) -> str:
    if row.overtaken and row.void_at is None:
        return f"{row.overtaken}：这一份是在那以前出具的，可以重出，或者作废"
    return void_words(row)


def _related(row: PaperRow) -> str:
    """Which paper this one replaces, or was replaced by."""
    if row.replaced_by:
        return f"由 {row.replaced_by} 替代"
    return f"替代 {row.replaces}" if row.replaces else ""


def _mark(row: PaperRow) -> str:
    return "有验真码" if row.verifiable else "出具时还没有验真码"


PAPER_COLUMNS: tuple[Column[PaperRow], ...] = (
    Column("number", "编号", 196, lambda row: row.number, tone=lambda _row: "strong", tip=_mark, sortable=False),
    Column(
        "state",
        "状态",
        116,
        state_words,
        tone=_state_tone,
        tip=_state_tip,
        sortable=False,
    ),
    Column("title", "文书", 170, lambda row: row.title, sortable=False),
    Column("project", "项目", 200, lambda row: row.project or "—", stretch=True, sortable=False),
    Column("issued_on", "出具日期", 104, lambda row: row.issued_on.isoformat(), sortable=False),
    Column("issued_by", "出具人", 84, lambda row: row.issued_by or "未填", sortable=False),
    Column("pages", "页数", 56, lambda row: str(row.pages), right=True, sortable=False),
    Column(
        "reprints",
        "重印",
        56,
        lambda row: f"{row.reprints} 次" if row.reprints else "",
        right=True,
        tone=lambda _row: "faint",
        sortable=False,
    ),
    Column("related", "替代关系", 222, _related, tone=lambda _row: "faint", sortable=False),
)


class PapersModel(PagedModel[PaperRow]):
    """The register as a paged table; the id of a row is the number of the paper."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, PAPER_COLUMNS, session.desk.papers.rows, parent)
