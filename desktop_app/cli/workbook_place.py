"""Where a workbook may be written: under its own ending, in a folder that is there."""

from __future__ import annotations

from pathlib import Path

from desktop_app.cli.paper import check_place
from desktop_app.domain.refusals import Refusal


def check_workbook_place(out: Path) -> None:
    """Raise Refusal when a workbook cannot be written under a name, or would not be opened under it."""
    if out.is_dir():
        raise Refusal.say(f"{out} 是文件夹，请写明工作簿的文件名，如 {out / '统计.xlsx'}")
    if out.suffix.lower() != ".xlsx":
        raise Refusal.say(f"工作簿只能写成 .xlsx，请改 --excel 的文件名（现在是 {out.name}）")
    check_place(out)
