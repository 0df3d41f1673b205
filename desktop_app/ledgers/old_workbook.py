"""Looks into an .xls workbook before its values are read: locked or not, formulas, error values, real extents.

An .xls is a compound file (MS-CFB) with one stream of records (MS-XLS). Only what is asked here is understood; values
are read by the library. A damaged chain of sectors ends in a refusal, never in a loop.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.domain.refusals import Refusal
from desktop_app.ledgers.package import LARGEST_AREA, PackageFacts, SheetFacts

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LOCKED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"
_END_OF_CHAIN = 0xFFFFFFFA
_DIRECTORY_ENTRY = 128
_COUNTS = (40, 44, 64, 72)
"""Where the header says how many sectors the directory, the allocation and its two tables take."""
_NAMES = ("Workbook", "Book")
_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _DATEMODE = 0x0809, 0x000A, 0x0085, 0x002F, 0x0022
_FORMULA, _BOOLERR, _MERGES, _DIMENSIONS, _SHARED_TEXTS = 0x0006, 0x0205, 0x00E5, 0x0200, 0x00FC
_LARGEST_SHEET = 65_536 * 256
_CELLS = frozenset({_FORMULA, _BOOLERR, 0x0201, 0x0203, 0x0204, 0x00FD, 0x027E, 0x00D6})
_SEVERAL_CELLS = frozenset({0x00BD, 0x00BE})
_ERROR_VALUES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def damaged_old() -> Refusal:
    """The refusal of an .xls that cannot be read."""
    return Refusal.say(
        "文件已损坏或不是真正的 .xls 工作簿，没有读入任何内容；请在 Excel 或 WPS 里打开后另存为 .xlsx 再导入"
    )


def examine_old(content: bytes) -> PackageFacts:
    """The facts of all sheets by name; raises Refusal for a locked, damaged or oversized file."""
    if _LOCKED.encode("latin-1") in content:
        raise locked()
    try:
        stream = _Compound(content).stream(_NAMES)
        return _Scan(stream).facts()
    except (struct.error, IndexError, UnicodeDecodeError, MemoryError) as problem:
        raise damaged_old() from problem


def locked() -> Refusal:
    """The refusal of a workbook with a password."""
    return Refusal.say("这个工作簿加了打开密码，不能导入；请在 Excel 或 WPS 里去掉密码，另存为 .xlsx 再导入")


class _Compound:
    """The streams of a compound file, read by following their chains of sectors."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = 1 << struct.unpack_from("<H", content, 30)[0]
        self._small_size = 1 << struct.unpack_from("<H", content, 32)[0]
        if self._size not in (512, 4096) or self._small_size != 64:
            raise damaged_old()
        # The library makes room for as many as a header claims before it looks whether they are there.
        if any(struct.unpack_from("<I", content, at)[0] > len(content) // self._size for at in _COUNTS):
            raise damaged_old()
        self._next = self._allocation()
        directory, self._small_limit = struct.unpack_from("<I", content, 48)[0], 4096
        self._directory = self._chain(directory)
        small = struct.unpack_from("<I", content, 60)[0]
        self._small_next = _numbers(self._chain(small)) if small < _END_OF_CHAIN else ()

    def stream(self, names: tuple[str, ...]) -> bytes:
        """The content of the first stream with one of these names."""
        found = {name: (first, size) for name, first, size in self._entries()}
        if any(size > len(self._content) for _, size in found.values()):
            raise damaged_old()
        for name in names:
            if name in found:
                first, size = found[name]
                root = next((one for one in self._entries() if one[0] == "Root Entry"), ("", 0, 0))
                content = self._chain(first) if size >= self._small_limit else self._small_chain(first, root[1])
                return content[:size]
        raise damaged_old()

    def _entries(self) -> Iterator[tuple[str, int, int]]:
        for at in range(0, len(self._directory) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY):
            length = struct.unpack_from("<H", self._directory, at + 64)[0]
            if 2 <= length <= 64:
                name = self._directory[at : at + length - 2].decode("utf-16-le")
                yield name, *struct.unpack_from("<II", self._directory, at + 116)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise damaged_old()
        return self._content[start : start + self._size]

    def _allocation(self) -> tuple[int, ...]:
        places = list(struct.unpack_from("<109I", self._content, 76))
        more, seen = struct.unpack_from("<I", self._content, 68)[0], 0
        while more < _END_OF_CHAIN:
            *listed, more = _numbers(self._sector(more))
            places += listed
            seen += 1
            if seen * self._size > len(self._content):
                raise damaged_old()
        return tuple(one for place in places if place < _END_OF_CHAIN for one in _numbers(self._sector(place)))

    def _chain(self, first: int) -> bytes:
        parts: list[bytes] = []
        while first < _END_OF_CHAIN:
            parts.append(self._sector(first))
            first = self._next[first]
            if len(parts) * self._size > len(self._content):
                raise damaged_old()
        return b"".join(parts)

    def _small_chain(self, first: int, root: int) -> bytes:
        whole = self._chain(root)
        parts: list[bytes] = []
        while first < _END_OF_CHAIN:
            parts.append(whole[first * self._small_size : (first + 1) * self._small_size])
            first = self._small_next[first]
            if len(parts) * self._small_size > len(whole):
                raise damaged_old()
        return b"".join(parts)


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


@dataclass(slots=True)
class _Scan:
    """Follows the records of a workbook and notes what concerns its sheets."""

    stream: bytes
    sheets: dict[int, SheetFacts] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    from_1904: bool = False

    def facts(self) -> PackageFacts:
        """Formulas, errors and extents of every sheet."""
        depth, sheet = 0, SheetFacts()
        for at, kind, body in self._records():
            if kind == _BOF:
                depth += 1
                if depth == 1:
                    sheet = self.sheets.setdefault(at, SheetFacts())
            elif kind == _EOF:
                depth = max(depth - 1, 0)
            elif depth == 1:
                self._note(sheet, kind, body)
        named = {name: self.sheets[at] for at, name in self.names.items() if at in self.sheets}
        if not named:
            raise damaged_old()
        return PackageFacts(named, self.from_1904)

    def _records(self) -> Iterator[tuple[int, int, bytes]]:
        at = 0
        while at + 4 <= len(self.stream):
            kind, length = struct.unpack_from("<HH", self.stream, at)
            if kind == 0 and length == 0:
                return
            yield at, kind, self.stream[at + 4 : at + 4 + length]
            at += 4 + length

    def _note(self, sheet: SheetFacts, kind: int, body: bytes) -> None:
        if kind in _CELLS or kind in _SEVERAL_CELLS:
            self._cell(sheet, kind, body)
        elif kind == _DIMENSIONS:
            _refuse_boundless(body)
        elif kind == _SHARED_TEXTS:
            if struct.unpack_from("<I", body, 4)[0] > len(self.stream):
                raise damaged_old()
        elif kind == _BOUNDSHEET:
            self._name(body)
        elif kind == _FILEPASS:
            raise locked()
        elif kind == _DATEMODE:
            self.from_1904 = struct.unpack_from("<H", body)[0] == 1
        elif kind == _MERGES:
            for number in range(struct.unpack_from("<H", body)[0]):
                top, bottom, left, right = struct.unpack_from("<4H", body, 2 + number * 8)
                sheet.merges.append(((top, left), (bottom, right)))

    def _cell(self, sheet: SheetFacts, kind: int, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in _SEVERAL_CELLS else column
        sheet.last_row, sheet.last_column = max(sheet.last_row, row), max(sheet.last_column, column, last)
        if (sheet.last_row + 1) * (sheet.last_column + 1) > LARGEST_AREA:
            raise Refusal.say("工作表的范围太大（有单元格远在表格之外），没有读入；请删去表格以外的行和列再导入")
        if kind == _FORMULA:
            sheet.formulas.add((row, column))
        elif kind == _BOOLERR and body[7]:
            sheet.errors[(row, column)] = _ERROR_VALUES.get(body[6], "错误值")

    def _name(self, body: bytes) -> None:
        at, length = struct.unpack_from("<I", body)[0], body[6]
        if len(body) == 7 + length:
            # Before Excel 97 a name had no mark of its encoding; Chinese programs wrote GBK.
            self.names[at] = body[7:].decode("gb18030")
        elif body[7] & 1:
            self.names[at] = body[8 : 8 + 2 * length].decode("utf-16-le")
        else:
            self.names[at] = body[8 : 8 + length].decode("latin-1")


def _refuse_boundless(body: bytes) -> None:
    """Refuse a sheet that claims more than an .xls can hold: room for it would be made unseen."""
    wide = len(body) >= 14
    top, bottom, left, right = struct.unpack_from("<IIHH" if wide else "<4H", body)
    if bottom < top or right < left or (bottom - top + 1) * (right - left + 1) > 2 * _LARGEST_SHEET:
        raise damaged_old()
