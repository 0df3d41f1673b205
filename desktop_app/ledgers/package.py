"""Opens an xlsx package with care and finds what a value reader does not tell: formulas, error cells, real extents.

Everything is unpacked once under a limit before any other reader sees the file, so that a zip bomb, a damaged archive
or a sheet that claims a billion cells is refused with a sentence.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from desktop_app.domain.refusals import Refusal
from desktop_app.ledgers.grid import Place

LARGEST_UNPACKED = 256 * 2**20
LARGEST_ENTRIES = 2_000
LARGEST_AREA = 4_000_000
LARGEST_MERGED_AREA = 200_000

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_RANGE = re.compile(r"([A-Z]{1,3}[1-9]\d{0,6})(?::([A-Z]{1,3}[1-9]\d{0,6}))?")
_DATA_START, _DATA_END = b"<sheetData>", b"</sheetData>"
_UNUSUAL = ((b"f", b"<f"), (b"e", b'"e"'), (b":", b":c"))
"""What may be a formula, an error value or a cell under another name, each after the rarest of its signs.

One sign is found six times as fast as two, and mostly it is not there at all.
"""
_USUAL_START = re.compile(rb"<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'][Uu][Tt][Ff]-8[\"'])?[^>]*\?>")
_LAST_ROW = re.compile(rb'<row r="(\d{1,7})"')
_OTHER_CELL = re.compile(rb'<c(?! r="[A-Z]\d{1,5}")(?: r="([A-Za-z]{1,9}\d{1,9})")?')
"""A cell that does not stand in the first 26 columns and 99,999 rows, or that does not tell where it stands."""
_LAST_USUAL_COLUMN = 25
_DAMAGED = "文件已损坏或不是真正的 .xlsx 工作簿，没有读入任何内容；请在 Excel 或 WPS 里打开后另存为 .xlsx 再导入"

Attributes = dict[str, str]
Started = Callable[[str, Attributes], None]


@dataclass(slots=True)
class SheetFacts:
    """What the XML of one sheet tells: formulas, error values, merged regions and the last row and column (from 0)."""

    formulas: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    last_row: int = -1
    last_column: int = -1


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """The facts of all sheets by name, and whether dates count from 1904."""

    sheets: dict[str, SheetFacts]
    from_1904: bool
    may_name_errors: bool = True
    """Whether some text of the sheets may be an error value such as #REF!; when not, nobody needs to look."""


def damaged() -> Refusal:
    """The refusal of a workbook that cannot be read."""
    return Refusal.say(_DAMAGED)


def examine(content: bytes) -> PackageFacts:
    """Unpack and check an xlsx package; raises Refusal for a damaged, oversized or booby-trapped file."""
    parts = unpack(content)
    root = _main_part(parts)
    names: list[tuple[str, str]] = []
    from_1904 = False

    def workbook_element(name: str, attributes: Attributes) -> None:
        nonlocal from_1904
        if name == "sheet":
            names.append((attributes.get("name", ""), attributes.get("id", "")))
        elif name == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in ("1", "true")

    follow(parts[root], workbook_element)
    if len({name for name, _ in names}) != len(names) or not names:
        raise damaged()
    targets = _relations(parts, root)
    sheets = {name: _sheet_facts(parts[targets[key]]) for name, key in names if targets.get(key, "") in parts}
    return PackageFacts(sheets, from_1904, any(b"#" in part for name, part in parts.items() if _may_hold_texts(name)))


def _may_hold_texts(part: str) -> bool:
    return part.endswith(".xml") and "theme" not in part and "styles" not in part


def unpack(content: bytes, broken: Callable[[], Refusal] = damaged) -> dict[str, bytes]:
    """Every part of a package by name; raises Refusal for a damaged archive and for one that unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > LARGEST_ENTRIES or len({entry.filename for entry in entries}) != len(entries):
                raise broken()
            if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise Refusal.say("文件解开后太大（超过 256 MB），没有读入；请只保留台账所在的工作表再导入")
            # Reading every entry to its end also checks its checksum and that the stated sizes are true.
            return {entry.filename: archive.read(entry) for entry in entries}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as problem:
        raise broken() from problem


def _relations(parts: dict[str, bytes], part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    relations = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if relations is None:
        raise damaged()
    targets: dict[str, str] = {}

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and "Id" in attributes:
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            targets[attributes["Id"]] = target.lstrip("/")

    follow(relations, relation)
    return targets


def _main_part(parts: dict[str, bytes]) -> str:
    if "xl/workbook.xml" in parts:
        return "xl/workbook.xml"
    found = [target for target in _relations(parts, "").values() if target.endswith("workbook.xml") and target in parts]
    if not found:
        raise damaged()
    return found[0]


def _place(name: str) -> Place:
    match = _CELL.fullmatch(name)
    if match is None:
        raise damaged()
    column = 0
    for sign in match[1]:
        column = column * 26 + ord(sign) - ord("A") + 1
    return int(match[2]) - 1, column - 1


class _SheetScan:
    """Follows the elements of one sheet and notes where cells, formulas and errors stand."""

    def __init__(self) -> None:
        self.facts = SheetFacts()
        self.place: Place = (-1, -1)
        self.is_error = False

    def element(self, name: str, attributes: Attributes) -> None:
        """Take note of one opening tag."""
        if name == "row":
            row = attributes.get("r")
            if row is not None and not (row.isascii() and row.isdigit()):
                raise damaged()
            self.place = (int(row) - 1 if row else self.place[0] + 1, -1)
        elif name == "c":
            self._cell(attributes)
        elif name == "f":
            self.facts.formulas.add(self.place)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _cell(self, attributes: Attributes) -> None:
        named = attributes.get("r")
        self.place = _place(named) if named else (self.place[0], self.place[1] + 1)
        self.facts.last_row = max(self.facts.last_row, self.place[0])
        self.facts.last_column = max(self.facts.last_column, self.place[1])
        if (self.facts.last_row + 1) * (self.facts.last_column + 1) > LARGEST_AREA:
            raise Refusal.say("工作表的范围太大（有单元格远在表格之外），没有读入；请删去表格以外的行和列再导入")
        if attributes.get("t") == "e":
            self.facts.errors[self.place] = "错误值"

    def _merge(self, reference: str) -> None:
        match = _RANGE.fullmatch(reference)
        if match is None:
            raise damaged()
        self.facts.merges.append((_place(match[1]), _place(match[2] or match[1])))


def _sheet_facts(content: bytes) -> SheetFacts:
    quick = _quick_facts(content)
    if quick is not None:
        return quick
    scan = _SheetScan()
    follow(content, scan.element)
    return scan.facts


def _quick_facts(content: bytes) -> SheetFacts | None:
    """The facts of a sheet as spreadsheets usually write it, without formulas and errors, found by searching bytes.

    Every doubt about the spelling gives None, and the sheet is followed element by element. Following a sheet of fifty
    thousand rows takes three times as long as reading its values, and most sheets hold nothing to be found.
    """
    start, end = content.find(_DATA_START), content.rfind(_DATA_END)
    if _USUAL_START.match(content) is None or start < 0 or end < start:
        return None
    data = content[start + len(_DATA_START) : end]
    if any(sign in data and spelled in data for sign, spelled in _UNUSUAL):
        return None
    others = _OTHER_CELL.findall(data)
    if b"" in others:
        return None
    scan = _SheetScan()
    last = _LAST_ROW.match(data, max(data.rfind(b"<row "), 0))
    # All cells but the others stand in the first 26 columns and 99,999 rows, which is within the limit.
    scan.facts.last_row, scan.facts.last_column = int(last[1]) - 1 if last else 0, _LAST_USUAL_COLUMN
    for reference in others:
        row, column = _place(reference.decode().upper())
        scan.facts.last_row, scan.facts.last_column = max(scan.facts.last_row, row), max(scan.facts.last_column, column)
    if (scan.facts.last_row + 1) * (scan.facts.last_column + 1) > LARGEST_AREA:
        return None
    # The rest, with the merged regions, is small; it also tells whether the sheet is well-formed around its rows.
    follow(content[: start + len(_DATA_START)] + content[end:], scan.element)
    return scan.facts


def follow(content: bytes, started: Started, broken: Callable[[], Refusal] = damaged) -> None:
    """Tell every opening tag of a part without its namespace; raises Refusal when it is not well-formed XML."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def element(name: str, attributes: Attributes) -> None:
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        started(name.rpartition(" ")[2], plain)

    def doctype(*_: object) -> None:
        # A workbook never declares a document type; entity bombs need one.
        raise broken()

    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as problem:
        # A document may name an encoding that nobody knows.
        raise broken() from problem


def merged_places(facts: SheetFacts) -> dict[Place, Place]:
    """Every place of every merged region inside the used area, with the first place of its region."""
    merged: dict[Place, Place] = {}
    for (top, left), (bottom, right) in facts.merges:
        rows = range(top, min(bottom, facts.last_row) + 1)
        columns = range(left, min(right, facts.last_column) + 1)
        if len(merged) + len(rows) * len(columns) > LARGEST_MERGED_AREA:
            raise Refusal.say("工作表里合并单元格太多，没有读入；请取消表格以外的合并单元格再导入")
        merged.update({(row, column): (top, left) for row in rows for column in columns})
    return merged
