"""The bundled fonts on paper: which face serves which role, and which face prints a character its own face lacks.

No bundled font has every character (FandolFang covers GB2312 only, the Noto fonts lack 𠮷), and ReportLab draws a
missing character as nothing at all. So every character is looked up on its own, along the chain of its role.
"""

from __future__ import annotations

import threading
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from desktop_app.documents import signs, tounicode
from desktop_app.domain.refusals import Damaged
from desktop_app.locations import resources


class Role(StrEnum):
    """What a piece of text is on paper; the value is the Chinese name of its face."""

    TITLE = "标题"
    HEADING = "黑体"
    LABEL = "标签"
    BODY = "正文"
    KAI = "楷体"
    FANG = "仿宋"


FACES = {
    "NotoSerifSC-Regular": "noto-serif-sc",
    "NotoSerifSC-Bold": "noto-serif-sc",
    "NotoSansSC-Regular": "noto-sans-sc",
    "NotoSansSC-Bold": "noto-sans-sc",
    "LXGWWenKai-Regular": "lxgw-wenkai",
    "FandolFang-Regular": "fandol",
}
"""Every face used on paper and its folder in resources/fonts; the file is `<face>.ttf`."""

CHAINS: dict[Role, tuple[str, ...]] = {
    Role.TITLE: ("NotoSerifSC-Bold", "NotoSansSC-Bold", "LXGWWenKai-Regular"),
    Role.HEADING: ("NotoSansSC-Bold", "NotoSerifSC-Bold", "LXGWWenKai-Regular"),
    Role.LABEL: ("NotoSansSC-Regular", "NotoSerifSC-Regular", "LXGWWenKai-Regular"),
    Role.BODY: ("NotoSerifSC-Regular", "NotoSansSC-Regular", "LXGWWenKai-Regular"),
    Role.KAI: ("LXGWWenKai-Regular", "NotoSerifSC-Regular", "NotoSansSC-Regular"),
    Role.FANG: ("FandolFang-Regular", "NotoSerifSC-Regular", "NotoSansSC-Regular", "LXGWWenKai-Regular"),
}

REPLACEMENT = "〓"
"""Stands where no bundled font has the character (the 'geta' of Chinese and Japanese typesetting)."""

_BLANKS = frozenset(" \u00a0\u3000")
_registering = threading.Lock()


class Glyph(NamedTuple):
    """One character ready to be set: `face` is empty for a sign that is drawn as a vector; `width` is in points."""

    char: str
    face: str
    size: float
    width: float


@cache
def _file(face: str) -> Any:
    """The loaded font, registered with ReportLab by its face name; raises Damaged when its file is unusable."""
    with _registering:
        tounicode.repair()
        path = resources() / "fonts" / FACES[face] / f"{face}.ttf"
        try:
            font = TTFont(face, str(path), asciiReadable=0)
        except (OSError, TTFError) as broken:
            raise Damaged(f"字库文件缺失或损坏：{path.name}。请重新安装程序。") from broken
        pdfmetrics.registerFont(font)
        return font


def load(face: str) -> str:
    """Make sure a face can be used, and give its name back; raises Damaged when its file is gone or broken."""
    _file(face)
    return face


def _has(face: str, char: str) -> bool:
    return ord(char) in _file(face).face.charToGlyph


@lru_cache(maxsize=65536)
def face_for(char: str, role: Role) -> str | None:
    """The face that prints a character in a role: "" for a drawn sign, None when no bundled font has it."""
    for face in CHAINS[role]:
        if _has(face, char):
            return face
    return "" if char in signs.DRAWN else None


@lru_cache(maxsize=65536)
def glyph(char: str, role: Role, size: float) -> Glyph:
    """The character as it will be set at `size` points; REPLACEMENT when it cannot be printed."""
    face = face_for(char, role)
    if face is None:
        return glyph(REPLACEMENT, role, size)
    if not face:
        return Glyph(char, face, size, size)
    return Glyph(char, face, size, _file(face).face.getCharWidth(ord(char)) * size / 1000)


def _kept(char: str) -> bool:
    # Zero-width controls, byte order marks and variation selectors draw nothing; left in they would count as missing.
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return False
    return char == "\n" or unicodedata.category(char) not in ("Cc", "Cf")


def cleaned(text: str) -> str:
    """The text without characters that have no shape; tabs become spaces, every kind of line end becomes `\\n`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\t", " ")
    return "".join(char for char in text if _kept(char))


def missing(text: str) -> set[str]:
    """The characters of a text that no bundled font has and that will be printed as REPLACEMENT."""
    shown = {char for char in cleaned(text) if char != "\n" and char not in _BLANKS}
    return {char for char in shown if face_for(char, Role.BODY) is None}
