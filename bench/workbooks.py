"""Workbooks: reading and checking a large ledger beside python-calamine loading its bare values, planning, writing."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import create_engine

from bench.figures import Figure, best_of_both, once
from desktop_app.application.desk import Desk
from desktop_app.application.entry_files import FileReading
from desktop_app.application.entry_plan import ImportChoice
from desktop_app.bootstrap import DATABASE_FILE, open_desk
from desktop_app.ledgers.reader import FileLedgerReader
from desktop_app.storage import entry_tables
from desktop_app.storage.tables import metadata

KIND = "three-batches"
TIMES = 3
VISITS = "visits"
_FILLED = frozenset(
    {"project", "project_now", "event", entry_tables.ledger_entry.name, entry_tables.ledger_change.name}
)
"""The tables an import fills."""

_FLOOR = "python-calamine, values only"
_HEADER = (
    *("序号", "项目名称", "项目代码", "项目单位", "所在开发区", "总投资（万元）", "已完成（万元）", "类别", "批次"),
    *("签约时间", "开工时间", "产业链", "统计代码", "包联领导", "卡点"),
)


def figures(desk: Desk, place: Path, rows: int) -> Iterator[Figure]:
    """How long a file of fifteen columns takes until every cell is understood, and until every row is decided."""
    path = made(place / "large.xlsx", rows)

    def plan() -> None:
        file = desk.entry_imports.open(path)
        look = desk.entry_imports.look(KIND, file)
        desk.entry_imports.try_out(KIND, file, look.table, ImportChoice(look.columns))

    for name, ours in (
        ("any ledger: read and checked", lambda: read(desk, path)),
        ("any ledger: and every row decided", plan),
        ("project ledger with sections: read and checked", lambda: FileLedgerReader().read(path, {})),
        ("project ledger with sections: and decided", lambda: desk.ledgers.dry_run(path)),
    ):
        times = best_of_both(ours, lambda: bare(path), TIMES, time.process_time)
        yield Figure(f"{rows:,} rows, {name}", *times, _FLOOR)
    yield from storing(place, VISITS, visited(place / "visits.xlsx", rows), rows)
    yield from storing(place, KIND, path, rows)


def bare(path: Path) -> None:
    """The values of a workbook and nothing else."""
    CalamineWorkbook.from_object(io.BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()


def storing(place: Path, kind: str, path: Path, rows: int) -> Iterator[Figure]:
    """How long a file takes until it is stored in a new workspace, beside writing the very rows it leaves there."""
    workspace = place / f"stored-{kind}"
    desk = open_desk(workspace, create=True)
    file = desk.entry_imports.open(path)
    look = desk.entry_imports.look(kind, file)
    choice = ImportChoice(look.columns)
    ours = once(lambda: desk.entry_imports.commit(kind, file, look.table, choice, "甲"), time.process_time)
    desk.close()
    floor = _written_again(workspace / DATABASE_FILE, place / f"bare-{kind}.db")
    yield Figure(f"{rows:,} rows, {kind}: decided and stored", ours, floor, "executemany of the same rows")


def _written_again(stored: Path, bare_file: Path) -> float:
    tables = [table for table in metadata.sorted_tables if table.name in _FILLED]
    with create_engine(f"sqlite:///{stored}").connect() as connection:
        held = [(table, [dict(row) for row in connection.execute(table.select()).mappings()]) for table in tables]
    empty = create_engine(f"sqlite:///{bare_file}")
    metadata.create_all(empty)
    with empty.begin() as connection:
        return once(
            lambda: [connection.execute(table.insert(), found) for table, found in held if found], time.process_time
        )


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


def visited(path: Path, rows: int) -> Path:
    """A register of many visits: rows that stand on their own."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("走访")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ("企业", "走访日期", "方式", "事项", "代办员"))
        for row in range(1, rows + 1):
            sheet.write_string(row, 0, f"山西{row}号有限公司")
            sheet.write_datetime(row, 1, date(2023, 1, 1) + timedelta(row % 1000), day)
            sheet.write_row(row, 2, ("上门", f"第{row}件事，核对材料", f"代办员{row % 9}"))
    return path
