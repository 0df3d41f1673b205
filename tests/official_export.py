"""Workbooks as systems for approvals export them, for the tests of reconciliation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

HEADERS = ("项目代码", "项目名称", "审批事项", "办件状态", "收件时间", "受理时间", "办结时间")


def export(path: Path, *rows: Sequence[object], headers: Sequence[str] = HEADERS, sheet: str = "办件") -> Path:
    """Write an export with a title row above its headers."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(sheet)
        page.merge_range(0, 0, 0, len(headers) - 1, "工程建设项目审批管理系统办件导出")
        page.write_row(1, 0, headers)
        for number, row in enumerate(rows):
            page.write_row(2 + number, 0, row)
    return path
