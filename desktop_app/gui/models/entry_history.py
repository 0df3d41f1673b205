"""The history of a row of a ledger as a table: who changed what, when, from what to what, and where it came from."""

from __future__ import annotations

from desktop_app.application.entry_changes import ChangeLine
from desktop_app.gui.models.paged import Column

CHANGE_COLUMNS: tuple[Column[ChangeLine], ...] = (
    Column("on", "日期", 100, lambda line: f"{line.change.on:%Y-%m-%d}"),
    Column("what", "做了什么", 96, lambda line: line.what, tone=lambda line: "red" if line.what == "移出" else ""),
    Column("label", "栏目", 120, lambda line: line.label),
    Column("old", "原来", 160, lambda line: line.old or "－", tone=lambda _line: "soft", stretch=True),
    Column("new", "改为", 160, lambda line: line.new or ("清空" if line.label else "－"), stretch=True),
    Column("by", "登记人", 80, lambda line: line.change.by or "－"),
    Column(
        "at",
        "登记时间",
        172,
        lambda line: f"{line.change.at:%Y-%m-%d %H:%M}" + (" 补录" if line.late else ""),
        tone=lambda line: "amber" if line.late else "faint",
    ),
    Column("why", "来源和说明", 160, lambda line: line.why, stretch=True),
)
