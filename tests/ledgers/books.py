"""Workbooks for the tests, written the way different offices write them."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from desktop_app.domain.ledger import LedgerReading
from desktop_app.ledgers.reader import FileLedgerReader
from desktop_app.locations import resources

Rows = Sequence[Sequence[object]]

HEADER = ("序号", "项目名称", "项目单位", "所在开发区", "总投资（亿元）", "类别", "签约时间")


def sample() -> Path:
    """The sample ledger that travels with the program."""
    return resources() / "samples" / "三个一批项目台账-临汾样例.xlsx"


def write(
    path: Path,
    rows: Rows,
    *,
    merges: Sequence[tuple[str, str]] = (),
    sheet: str = "台账",
    options: dict[str, object] | None = None,
) -> Path:
    """A workbook of one sheet: dates become date cells, texts that begin with = become formulas."""
    book = xlsxwriter.Workbook(path, options or {})
    page = book.add_worksheet(sheet)
    as_date = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, date):
                page.write_datetime(row, column, value, as_date)
            elif value is not None and value != "":
                page.write(row, column, value)
    for region, text in merges:
        page.merge_range(region, text)
    book.close()
    return path


def read(path: Path, **answers: str) -> LedgerReading:
    """Read a file as the program does."""
    return FileLedgerReader().read(path, answers)


def errors(reading: LedgerReading) -> list[tuple[str, str]]:
    """Cells and messages of the errors."""
    return [(one.cell, one.message) for one in reading.problems if one.blocks]


def warnings(reading: LedgerReading) -> list[tuple[str, str]]:
    """Cells and messages of the warnings."""
    return [(one.cell, one.message) for one in reading.problems if not one.blocks]


def with_part(source: Path, target: Path, part: str, change: Callable[[str], str]) -> Path:
    """A copy of a workbook with one of its XML parts changed."""
    shutil.copy(source, target)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content.decode()).encode() if entry.filename == part else content)
    return target
