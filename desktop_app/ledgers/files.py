"""Turns a file into grids: xlsx through calamine after the package was examined, csv through the standard library."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.refusals import Refusal
from desktop_app.ledgers.grid import Grid
from desktop_app.ledgers.package import LARGEST_AREA, PackageFacts, damaged, examine, merged_places

LARGEST_FILE = 64 * 2**20
ACCEPTED = "请导入 .xlsx 工作簿或 .csv 文件"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ERROR_VALUES = frozenset(
    {"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """The visible sheets of a file, and the names of hidden ones that were left out."""

    grids: tuple[Grid, ...]
    hidden: tuple[str, ...] = ()


def open_file(path: Path) -> OpenedFile:
    """Read a ledger file; raises Refusal when it is missing, too large, of another kind, locked or damaged."""
    content = _content(path)
    if path.suffix.lower() == ".csv":
        return OpenedFile((_delimited(content, path.stem),))
    if content.startswith(_OLE):
        raise Refusal.say(f"“{path.name}”是旧版 .xls 或加了密码的工作簿，不能导入；请去掉密码并另存为 .xlsx 再导入")
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise Refusal.say(f"不能导入“{path.name}”这种文件；{ACCEPTED}")
    if not content.startswith(_ZIP):
        raise damaged()
    return _workbook(content)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refusal.say(f"“{path}”是文件夹；{ACCEPTED}")
        if size > LARGEST_FILE:
            raise Refusal.say(f"“{path.name}”有 {size // 2**20} MB，超过 64 MB 的上限；请只保留台账所在的工作表再导入")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refusal.say(f"没有找到文件“{path}”，请核对路径") from None
    except PermissionError:
        raise Refusal.say(f"没有权限读取“{path.name}”；如果正在其他程序里打开，请先关闭") from None
    except (OSError, ValueError) as problem:
        raise Refusal.say(f"读不出“{path.name}”（{problem}），请把它复制到本机再导入") from problem


def _workbook(content: bytes) -> OpenedFile:
    facts = examine(content)
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    grids: list[Grid] = []
    hidden: list[str] = []
    try:
        workbook = CalamineWorkbook.from_object(io.BytesIO(content))
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible is not SheetVisibleEnum.Visible:
                hidden.append(sheet.name)
                continue
            values = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            grids.append(_grid(sheet.name, values, facts))
    except (KeyboardInterrupt, SystemExit, MemoryError, Refusal):
        raise
    except BaseException as problem:
        # A panic inside the Rust reader is no Exception.
        raise damaged() from problem
    return OpenedFile(tuple(grids), tuple(hidden))


def _grid(name: str, values: Sequence[Sequence[object]], facts: PackageFacts) -> Grid:
    sheet = facts.sheets.get(name)
    if sheet is None:
        # Without its formulas a sheet cannot be judged, so nothing of the file is taken.
        raise damaged()
    errors = dict(sheet.errors)
    for row, cells in enumerate(values):
        for column, value in enumerate(cells):
            if isinstance(value, str) and value.strip().upper() in _ERROR_VALUES:
                errors[(row, column)] = value.strip()
    return Grid(name, values, merged_places(sheet), frozenset(sheet.formulas), errors, facts.from_1904)


def _delimited(content: bytes, name: str) -> Grid:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise Refusal.say("读不出这个 .csv 文件的文字编码；请另存为 .xlsx 或 UTF-8 编码的 .csv 再导入") from None
    if "\x00" in text:
        raise Refusal.say("这个文件不是文本，不能按 .csv 导入；请另存为 .xlsx 再导入")
    try:
        values = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        raise Refusal.say("这个 .csv 文件的分隔或引号有误，读不出表格；请另存为 .xlsx 再导入") from None
    if sum(len(row) for row in values) > LARGEST_AREA:
        raise Refusal.say("这个 .csv 文件太大，没有读入；请分成几个文件再导入")
    errors = {
        (row, column): value.strip()
        for row, cells in enumerate(values)
        for column, value in enumerate(cells)
        if value.strip().upper() in _ERROR_VALUES
    }
    return Grid(name, values, errors=errors)
