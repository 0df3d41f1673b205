"""What a dry run found: problems by sheet and cell, and what each row of the file would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.gui.models.paged import Column, ColumnModel, Row

if TYPE_CHECKING:
    # Only named here: what the first page shows is read by the lane, after the window is on the screen.
    from desktop_app.application.ledgers import ProjectChange
    from desktop_app.domain.ledger import LedgerProblem

_INVALID = QModelIndex()
_KINDS = {"created": "新增", "updated": "更新", "unchanged": "不变"}

PROBLEM_COLUMNS: tuple[Column[LedgerProblem], ...] = (
    Column(
        "level",
        "程度",
        72,
        lambda problem: "错误" if problem.blocks else "提醒",
        tone=lambda problem: "red" if problem.blocks else "amber",
    ),
    Column("sheet", "工作表", 110, lambda problem: problem.sheet),
    Column("cell", "单元格", 76, lambda problem: problem.cell),
    Column("message", "说明", 400, lambda problem: problem.message, stretch=True),
)


def _told(change: ProjectChange) -> str:
    if change.kind == "updated":
        return "；".join(f"{one.label}：{one.old or '空'} → {one.new or '空'}" for one in change.fields)
    if change.kind == "created":
        return "；".join(f"{one.label} {one.new}" for one in change.fields if one.field != "name")
    return "与台账一致"


CHANGE_COLUMNS: tuple[Column[ProjectChange], ...] = (
    Column(
        "kind",
        "结果",
        72,
        lambda change: _KINDS[change.kind],
        tone=lambda change: "faint" if change.kind == "unchanged" else "green",
    ),
    Column("cell", "单元格", 76, lambda change: change.cell),
    Column("name", "项目", 220, lambda change: change.name, stretch=True),
    Column("told", "内容", 300, _told, stretch=True, tip=_told),
)


class ListModel(ColumnModel[Row]):
    """A short list handed over whole."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, row: int) -> Row | None:
        """The row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _INVALID) -> int:
        """One per row; rows have no children."""
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: Row, column: Column[Row], role: int) -> Any:
        """A column that says nothing more shows the whole text of a cut cell as its tooltip."""
        if role == Qt.ItemDataRole.ToolTipRole and column.stretch:
            return column.tip(row) or column.show(row)
        return super().cell(row, column, role)
