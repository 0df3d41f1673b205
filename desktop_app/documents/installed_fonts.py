"""Fonts installed on this PC: what a font file says of itself, and whether a paper may and can be set in it.

Read are the table directory, `name` and `OS/2` (OpenType 1.9), nothing else, so that a folder of many fonts is listed
at once. Whether it really prints is tried when a font is chosen.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop_app.application.paper_fonts import FontFile, InstalledFont
from desktop_app.domain.refusals import Refusal, cause

_ENDINGS = frozenset({".ttf", ".ttc", ".otf", ".otc"})
_CHINESE, _ENGLISH = 0x0804, 0x0409
_MOST_FONTS, _MOST_TABLES, _LONGEST_TABLE = 64, 256, 4_000_000
_RESTRICTED, _PREVIEW, _EDITABLE = 0x0002, 0x0004, 0x0008
_NO_SUBSETTING, _BITMAP_ONLY = 0x0100, 0x0200

NO_OUTLINES = "字形是 PostScript 轮廓（OTF），文书只能嵌入 TrueType 轮廓的字体"
VARIABLE = "是可变字体，没有固定的粗细，请改选固定粗细的字体"
SILENT = "字体没有写明能不能嵌入文书"


@dataclass(frozen=True, slots=True)
class _Tables:
    """The raw tables of one font of a file."""

    version: bytes
    names: frozenset[str]
    name: bytes
    os2: bytes


def font_folders() -> tuple[Path, ...]:
    """Where this PC keeps its fonts: those of the system, then those of the person."""
    if sys.platform == "win32":
        system = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        local = os.environ.get("LOCALAPPDATA", "")
        return (system, Path(local) / "Microsoft" / "Windows" / "Fonts") if local else (system,)
    home = Path.home()
    own = Path(os.environ.get("XDG_DATA_HOME", "") or home / ".local" / "share") / "fonts"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), own, home / ".fonts"


def installed_fonts() -> tuple[InstalledFont, ...]:
    """Every Chinese font in the font folders, by name; what cannot be read as a font is passed over."""
    found: dict[tuple[str, int], InstalledFont] = {}
    for folder in font_folders():
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in _ENDINGS:
                continue
            try:
                for font, chinese in _fonts_of(path):
                    if chinese:
                        found.setdefault((font.file.path, font.file.index), font)
            except (Refusal, OSError):
                # A folder of fonts also holds bitmap fonts and broken files; they are no choice, and no failure.
                continue
    return tuple(sorted(found.values(), key=lambda font: (font.name, font.file.path)))


def read_font(path: str, index: int) -> InstalledFont:
    """The font at a place of a file; raises Refusal when there is none or the file cannot be read."""
    place = Path(path).expanduser()
    if not place.is_file():
        raise Refusal.say(f"找不到字体文件 {path}")
    try:
        fonts = [font for font, _chinese in _fonts_of(place.resolve())]
    except OSError as error:
        raise Refusal.say(f"读不了字体文件 {path}（{cause(error)}）") from error
    if not 0 <= index < len(fonts):
        raise Refusal.say(f"{place.name} 里只有 {len(fonts)} 个字体，序号从 0 起，没有第 {index} 号")
    return fonts[index]


def embedding_refusal(fs_type: int | None) -> str:
    """Why a font with this OS/2 fsType must not be embedded, empty when it may.

    Of several usage bits the least restrictive counts (OpenType, OS/2 version 0 to 2). None: the font does not say.
    """
    if fs_type is None:
        return SILENT
    if fs_type & _BITMAP_ONLY:
        return "许可只准嵌入点阵，不准嵌入轮廓"
    if fs_type & _NO_SUBSETTING:
        return "许可不准只嵌入用到的字（不准取子集）"
    if fs_type & _EDITABLE:
        return ""
    if fs_type & _PREVIEW:
        return "许可只准为预览和打印嵌入，不准用于存档文书"
    if fs_type & _RESTRICTED:
        return "许可不准嵌入文书（受限）"
    return ""


def _fonts_of(path: Path) -> Iterator[tuple[InstalledFont, bool]]:
    """Every font of a file, and whether it says that it is Chinese; raises Refusal for a file that is no font."""
    with path.open("rb") as file:
        for index, start in enumerate(_starts(file, path.name)):
            tables = _tables(file, start, path.name)
            names = _names(tables.name)
            family = names.get(16) or names.get(1) or path.stem
            yield (
                InstalledFont(
                    file=FontFile(str(path), index, family),
                    style=names.get(17) or names.get(2, ""),
                    version=names.get(5, ""),
                    licence=_licence(names),
                    refused=_refused(tables),
                ),
                _chinese(tables.os2),
            )


def _licence(names: dict[int, str]) -> str:
    """The terms a font states (ids 13 and 14); failing them whose it is, which is no permission."""
    stated = " ".join(part for part in (names.get(13, ""), names.get(14, "")) if part)
    owner = names.get(0, "")
    return stated or (f"没有写；版权 {owner}" if owner else "")


def _refused(tables: _Tables) -> str:
    if tables.version == b"OTTO" or "glyf" not in tables.names:
        return NO_OUTLINES
    if "fvar" in tables.names:
        return VARIABLE
    return embedding_refusal(struct.unpack_from(">H", tables.os2, 8)[0] if len(tables.os2) >= 10 else None)


def _starts(file: BinaryIO, name: str) -> list[int]:
    head = file.read(12)
    if head[:4] != b"ttcf":
        return [0]
    count = struct.unpack(">I", head[8:12])[0] if len(head) == 12 else 0
    if not 0 < count <= _MOST_FONTS:
        raise _no_font(name)
    return list(struct.unpack(f">{count}I", _exactly(file, 4 * count, name)))


def _tables(file: BinaryIO, start: int, name: str) -> _Tables:
    file.seek(start)
    version, count = struct.unpack(">4sH", _exactly(file, 12, name)[:6])
    if version not in (b"\0\1\0\0", b"true", b"OTTO") or count > _MOST_TABLES:
        raise _no_font(name)
    places: dict[str, tuple[int, int]] = {}
    for _number in range(count):
        tag, _sum, offset, length = struct.unpack(">4sIII", _exactly(file, 16, name))
        places[tag.decode("latin-1")] = (offset, length)

    def table(tag: str) -> bytes:
        offset, length = places.get(tag, (0, 0))
        if not length or length > _LONGEST_TABLE:
            return b""
        file.seek(offset)
        return file.read(length)

    return _Tables(version, frozenset(places), table("name"), table("OS/2"))


def _names(table: bytes) -> dict[int, str]:
    """The strings of a name table by their id, Chinese before English before any other language."""
    found: dict[int, tuple[int, str]] = {}
    if len(table) < 6:
        return {}
    _format, count, strings = struct.unpack_from(">HHH", table)
    for number in range(min(count, (len(table) - 6) // 12)):
        platform, encoding, language, what, length, offset = struct.unpack_from(">6H", table, 6 + 12 * number)
        raw = table[strings + offset : strings + offset + length]
        text = " ".join(raw.decode(_encoding(platform, encoding), errors="replace").replace("\0", "").split())
        rank = {_CHINESE: 0, _ENGLISH: 1}.get(language, 2) if platform == 3 else 3
        if text and (what not in found or rank < found[what][0]):
            found[what] = (rank, text)
    return {what: text for what, (_rank, text) in found.items()}


def _encoding(platform: int, encoding: int) -> str:
    if platform == 1:
        return "gb18030" if encoding == 25 else "mac-roman"
    return "gb18030" if platform == 3 and encoding == 3 else "utf-16-be"


def _chinese(os2: bytes) -> bool:
    """Whether a font says it is for code page 936 (bit 18), or, naming no code page, covers CJK ideographs (bit 59).

    Choosing one looks for the characters themselves; a font that says neither can be chosen by its file.
    """
    pages = struct.unpack_from(">I", os2, 78)[0] if len(os2) >= 82 else 0
    if pages:
        return bool(pages & 1 << 18)
    return len(os2) >= 50 and bool(struct.unpack_from(">I", os2, 46)[0] & 1 << (59 - 32))


def _exactly(file: BinaryIO, length: int, name: str) -> bytes:
    read = file.read(length)
    if len(read) != length:
        raise _no_font(name)
    return read


def _no_font(name: str) -> Refusal:
    return Refusal.say(f"{name} 不是字体文件，或者已经损坏")
