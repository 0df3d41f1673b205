"""What a dry run found: problems by sheet and cell, and what each row of the file would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.gui.models.paged import Column

if TYPE_CHECKING:
    # Only named here: what the first page shows is read by the lane, after the window is on the screen.
    from desktop_app.application.ledgers import ProjectChange
    from desktop_app.domain.ledger import LedgerProblem

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
