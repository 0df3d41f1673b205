"""Attachments 电子件: which files may be kept, and under which name; nothing that could be run is ever taken."""

from __future__ import annotations

import re
import unicodedata

from desktop_app.domain.refusals import Refusal

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes; a scan of a thick volume fits, a film does not."""

LONGEST_NAME = 120
"""Characters of a file name, its ending included; every file system takes that many Chinese characters in UTF-8 ÷ 2."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".ofd": (_ZIP,),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".bmp": (b"BM",),
    ".tif": (b"II*\x00", b"MM\x00*"),
    ".tiff": (b"II*\x00", b"MM\x00*"),
    ".docx": (_ZIP,),
    ".xlsx": (_ZIP,),
    ".doc": (_OLE,),
    ".xls": (_OLE,),
    ".wps": (_OLE, _ZIP),
    ".et": (_OLE, _ZIP),
}
"""Endings that may be kept, with the bytes such a file begins with."""

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff"})
"""Endings of pictures, which the window can show beside PDF."""

_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def ending(name: str) -> str:
    """The ending of a name in small letters with its dot, empty when it has none."""
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if dot and stem else ""


def safe_name(raw: str) -> str:
    """The name a file is kept and saved under: no folders, no signs that hide the true ending, nothing a system
    reads otherwise; raises Refusal when nothing is left of it."""
    last = raw.replace("\\", "/").rpartition("/")[2]
    # Marks that turn the direction of writing can make fdp.exe look like exe.pdf.
    plain = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    plain = _FORBIDDEN.sub("_", plain).strip(" .")
    if _DEVICES.fullmatch(plain.partition(".")[0].strip()):
        plain = f"_{plain}"
    if not plain:
        raise Refusal.say(f"文件名“{raw}”无法使用，请改名后再附")
    end = ending(plain)
    stem = plain[: len(plain) - len(end)].rstrip(" .")
    return stem[: LONGEST_NAME - len(end)] + end


def check_file(name: str, content: bytes) -> str:
    """The safe name of a file that may be kept; raises Refusal when it is empty, too large, of a kind that is not
    kept, or not what its name says."""
    safe = safe_name(name)
    end = ending(safe)
    kinds = "、".join(one[1:] for one in BEGINNINGS)
    if end not in BEGINNINGS:
        raise Refusal.say(f"“{safe}”这种文件不能附，只收 {kinds}；程序和压缩包请不要放进材料")
    if not content:
        raise Refusal.say(f"“{safe}”是空文件，请检查原文件")
    if len(content) > LARGEST_FILE:
        size = len(content) / 1024 / 1024
        raise Refusal.say(f"“{safe}”有 {size:.0f} MB，超过 {LARGEST_FILE // 1024 // 1024} MB，请压缩或拆开后再附")
    if not content.startswith(BEGINNINGS[end]):
        raise Refusal.say(f"“{safe}”的内容不是 {end[1:]} 文件，可能改过扩展名或已损坏，请检查原文件")
    return safe
