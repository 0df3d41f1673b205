"""Turns a file into grids: workbooks through calamine after they were examined, text through the standard library."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.application.mass import collecting_later
from desktop_app.application.sheets_out import HIDDEN_SHEETS
from desktop_app.domain.refusals import Refusal, cause
from desktop_app.domain.sheet_text import unshielded
from desktop_app.ledgers.grid import Grid
from desktop_app.ledgers.old_workbook import MAGIC, damaged_old, examine_old, locked
from desktop_app.ledgers.open_document import damaged_document, examine_document, is_document
from desktop_app.ledgers.package import LARGEST_AREA, PackageFacts, damaged, examine, merged_places

LARGEST_FILE = 64 * 2**20
ACCEPTED = "请导入 .xlsx、.xls、.ods 工作簿或 .csv 文件"
EMPTY = "文件是空的，里面什么也没有；请核对是不是选错了文件，或重新导出、另存一份再导入"

_ZIP = b"PK\x03\x04"
_TEXTS = (".csv", ".tsv", ".txt")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_BLANKS = b" \t\r\n\xef\xbb\xbf"
_DELIMITERS = (",", "\t", ";", "|")
_LOOKED_AT = 64 * 1024
_ERROR_VALUES = frozenset(
    {"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """The visible sheets of a file, the names of hidden ones left out, and those the program keeps for itself."""

    grids: tuple[Grid, ...]
    hidden: tuple[str, ...] = ()
    own: tuple[Grid, ...] = ()


def open_file(path: Path) -> OpenedFile:
    """Read a ledger file; raises Refusal when it is missing, too large, of another kind, locked or damaged."""
    ending = path.suffix.lower()
    if path.is_file() and ending not in (*_TEXTS, *_WORKBOOKS):
        raise Refusal.say(f"不能导入“{path.name}”这种文件；{ACCEPTED}")
    content = _content(path)
    if not content.strip(_BLANKS):
        raise Refusal.say(EMPTY)
    if ending in _TEXTS:
        return OpenedFile((_delimited(content, path.stem),))
    return _workbook(path, content)


def _workbook(path: Path, content: bytes) -> OpenedFile:
    """A workbook by what it is, whatever its name says."""
    if is_document(content):
        return _read(content, examine_document(content), damaged_document)
    if content.startswith(_ZIP):
        return _read(content, examine(content), damaged)
    if content.startswith(MAGIC):
        # A locked .xlsx is wrapped in the same kind of file as an .xls.
        return _read(content, examine_old(content), damaged_old)
    if content.lstrip()[:1] == b"<":
        raise Refusal.say(f"“{path.name}”其实是网页，不是工作簿；请在 Excel 或 WPS 里打开后另存为 .xlsx 再导入")
    raise damaged_document() if path.suffix.lower() == ".ods" else damaged()


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
    except OSError as problem:
        raise Refusal.say(f"读不出“{path.name}”（{cause(problem)}），请把它复制到本机再导入") from problem
    except ValueError as problem:
        raise Refusal.say("文件的路径里有不能用的字符，请改名或复制到别处再导入") from problem


def _read(content: bytes, facts: PackageFacts, broken: Callable[[], Refusal]) -> OpenedFile:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    grids: list[Grid] = []
    own: list[Grid] = []
    hidden: list[str] = []
    try:
        workbook = CalamineWorkbook.from_object(io.BytesIO(content))
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            is_own = sheet.name.startswith(HIDDEN_SHEETS)
            if sheet.visible is not SheetVisibleEnum.Visible and not is_own:
                hidden.append(sheet.name)
                continue
            with collecting_later():
                values = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            (own if is_own else grids).append(_grid(sheet.name, values, facts, broken))
    except PasswordError:
        raise locked() from None
    except (KeyboardInterrupt, SystemExit, MemoryError, Refusal):
        raise
    except BaseException as problem:
        # A panic inside the Rust reader is no Exception.
        raise broken() from problem
    return OpenedFile(tuple(grids), tuple(hidden), tuple(own))


def _grid(name: str, values: Sequence[Sequence[object]], facts: PackageFacts, broken: Callable[[], Refusal]) -> Grid:
    sheet = facts.sheets.get(name)
    if sheet is None:
        # Without its formulas a sheet cannot be judged, so nothing of the file is taken.
        raise broken()
    errors = dict(sheet.errors)
    for row, cells in enumerate(values if facts.may_name_errors else ()):
        for column, value in enumerate(cells):
            if isinstance(value, str) and "#" in value and value.strip().upper() in _ERROR_VALUES:
                errors[(row, column)] = value.strip()
    return Grid(name, values, merged_places(sheet), frozenset(sheet.formulas), errors, facts.from_1904)


def _delimited(content: bytes, name: str) -> Grid:
    text = _decoded(content)
    if "\x00" in text:
        raise Refusal.say("这个文件不是文本，不能按 .csv 导入；请另存为 .xlsx 再导入")
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        values = [[unshielded(cell) if cell[:1] == "'" else cell for cell in line] for line in lines]
    except csv.Error:
        raise Refusal.say("这个 .csv 文件的分隔或引号有误，读不出表格；请另存为 .xlsx 再导入") from None
    if sum(len(row) for row in values) > LARGEST_AREA:
        raise Refusal.say("这个 .csv 文件太大，没有读入；请分成几个文件再导入")
    errors = {
        (row, column): value.strip()
        for row, cells in enumerate(values)
        for column, value in enumerate(cells)
        if "#" in value and value.strip().upper() in _ERROR_VALUES
    }
    return Grid(name, values, errors=errors)


def _decoded(content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Any pair of bytes passes for UTF-16; only assigned signs make a text of it.
        if not wide or all(unicodedata.category(sign) != "Cn" for sign in text):
            return text
    raise Refusal.say("读不出这个 .csv 文件的文字编码；请另存为 .xlsx 或 UTF-8 编码的 .csv 再导入")


def _delimiter(text: str) -> str:
    """The sign that parts the most lines of the beginning into the same number of cells; a comma when none does."""
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()]

    def parted(sign: str) -> int:
        counts = Counter(line.count(sign) for line in lines if sign in line)
        return max((count * number for number, count in counts.items()), default=0)

    return max(_DELIMITERS, key=parted)
