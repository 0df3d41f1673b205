"""Workbooks: reading and checking a large ledger beside python-calamine loading its bare values, planning, writing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from bench.figures import Figure, best_of_both
from desktop_app.application.desk import Desk
from desktop_app.application.entry_files import FileReading
from desktop_app.application.entry_plan import ImportChoice
from desktop_app.ledgers.reader import FileLedgerReader

KIND = "three-batches"
TIMES = 3
_FLOOR = "python-calamine, values only"
_HEADER = (
    *("序号", "项目名称", "项目代码", "项目单位", "所在开发区", "总投资（万元）", "已完成（万元）", "类别", "批次"),
    *("签约时间", "开工时间", "产业链", "统计代码", "包联领导", "卡点"),
)


def figures(desk: Desk, place: Path, rows: int) -> Iterator[Figure]:
    """How long a file of fifteen columns takes until every cell is understood, and until every row is decided."""
    path = made(place / "large.xlsx", rows)

    def floor() -> None:
        content = io.BytesIO(path.read_bytes())
        CalamineWorkbook.from_object(content).get_sheet_by_index(0).to_python()

    def plan() -> None:
        file = desk.entry_imports.open(path)
        look = desk.entry_imports.look(KIND, file)
        desk.entry_imports.try_out(KIND, file, look.table, ImportChoice(look.columns))

    for name, ours in (
        ("any ledger: read and checked", lambda: read(desk, path)),
        ("any ledger: and every row decided", plan),
        ("project ledger with sections: read and checked", lambda: FileLedgerReader().read(path, {})),
    ):
        yield Figure(f"{rows:,} rows, {name}", *best_of_both(ours, floor, TIMES), _FLOOR)


def read(desk: Desk, path: Path) -> FileReading:
    """Every cell of a file understood."""
    file = desk.entry_imports.open(path)
    look = desk.entry_imports.look(KIND, file)
    return file.rows(desk.entries.kinds.get(KIND), look.table, [one for one in look.columns if one.key])


def made(path: Path, rows: int) -> Path:
    """A ledger of many projects as an office might keep it."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("台账")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, _HEADER)
        for row in range(1, rows + 1):
            names = (f"第{row}号新材料生产线项目", f"2023-141000-44-01-{row % 10**6:06d}", f"山西{row % 9000}有限公司")
            batch = (("签约", "开工", "投产")[row % 3], f"2023年第{row % 4 + 1}次")
            sheet.write_row(
                row, 0, (row, *names, f"第{row % 20}经济开发区", 1000 + row / 100, 500 + row / 1000, *batch)
            )
            sheet.write_datetime(row, 9, date(2022, 1, 1) + timedelta(row % 700), day)
            sheet.write_datetime(row, 10, date(2022, 6, 1) + timedelta(row % 700), day)
            sheet.write_row(row, 11, (f"链{row % 12}", f"T{row}", f"领导{row % 60}", f"第{row}条，正在推进"))
    return path
