"""The fonts on paper: which face serves which role, and which face prints a character its own face lacks.

No bundled font has every character (FandolFang covers GB2312 only, the Noto fonts lack 𠮷), and ReportLab draws a
missing character as nothing at all. So every character is looked up on its own, along the chain of its role. A font of
this PC that somebody chose for a role (`set_in`) stands before the bundled chain, which goes on helping it out.
"""

from __future__ import annotations

import struct
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from desktop_app.application.paper_fonts import FontFile, PaperRole
from desktop_app.documents import signs, tounicode
from desktop_app.domain.refusals import Damaged, Refusal
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
_ORDINARY = "国务院项目代办服务"
_registering = threading.Lock()
_own: dict[str, FontFile] = {}
_chains: ContextVar[Mapping[Role, tuple[str, ...]]] = ContextVar("chains", default=CHAINS)


class Glyph(NamedTuple):
    """One character ready to be set: `face` is empty for a sign that is drawn as a vector; `width` is in points."""

    char: str
    face: str
    size: float
    width: float


@contextmanager
def set_in(chosen: Mapping[PaperRole, FontFile]) -> Iterator[None]:
    """While it lasts, these roles are set in installed fonts; a character they lack still comes from the bundled ones.

    Raises Refusal when one of them cannot be used.
    """
    token = _chains.set(
        CHAINS | {Role[role.name]: (_face_of(one), *CHAINS[Role[role.name]]) for role, one in chosen.items()}
    )
    try:
        yield
    finally:
        _chains.reset(token)


def _face_of(file: FontFile) -> str:
    """The name under which an installed font is loaded; a replaced file gets another. Raises Refusal."""
    try:
        state = Path(file.path).stat()
    except OSError as error:
        raise Refusal.say(f"找不到字体文件 {file.path}") from error
    told = f"{file.path}\0{file.index}\0{state.st_mtime_ns}\0{state.st_size}"
    face = f"Own-{sha256(told.encode()).hexdigest()[:12]}"
    _own[face] = file
    _file(face)
    return face


@cache
def _file(face: str) -> Any:
    """The loaded font, registered with ReportLab by its face name.

    Raises Damaged when a bundled file is unusable, Refusal when an installed one is.
    """
    with _registering:
        tounicode.repair()
        font = _own_font(face, _own[face]) if face in _own else _bundled_font(face)
        pdfmetrics.registerFont(font)
        return font


def _bundled_font(face: str) -> Any:
    path = resources() / "fonts" / FACES[face] / f"{face}.ttf"
    try:
        return TTFont(face, str(path), asciiReadable=0)
    except (OSError, TTFError) as broken:
        raise Damaged(f"字库文件缺失或损坏：{path.name}。请重新安装程序。") from broken


def _own_font(face: str, file: FontFile) -> Any:
    try:
        font = TTFont(face, file.path, asciiReadable=0, subfontIndex=file.index)
    except (OSError, TTFError, ValueError, LookupError, ArithmeticError, AssertionError, struct.error) as broken:
        # ReportLab trusts the tables of a font; a strange one ends in whatever reading it runs into.
        raise Refusal.say(f"字体“{file.family}”读不出来，不能用在文书上") from broken
    if any(ord(char) not in font.face.charToGlyph for char in _ORDINARY):
        raise Refusal.say(f"字体“{file.family}”里没有常用汉字，不能用在文书上")
    return font


def load(face: str) -> str:
    """Make sure a face can be used, and give its name back; raises Damaged when its file is gone or broken."""
    _file(face)
    return face


def first_face(role: Role) -> str:
    """The loaded face that sets a role before any other; raises Damaged when its file is gone or broken."""
    return load(_chains.get()[role][0])


def _has(face: str, char: str) -> bool:
    font = _file(face).face
    number = font.charToGlyph.get(ord(char))
    if number is None or face not in _own:
        return number is not None
    # Unlike the bundled fonts, an installed one may map a character to an empty shape.
    return char in _BLANKS or (number > 0 and font.glyphPos[number] != font.glyphPos[number + 1])


def face_for(char: str, role: Role) -> str | None:
    """The face that prints a character in a role: "" for a drawn sign, None when no font has it."""
    return _face_in(char, _chains.get()[role])


@lru_cache(maxsize=65536)
def _face_in(char: str, chain: tuple[str, ...]) -> str | None:
    for face in chain:
        if _has(face, char):
            return face
    return "" if char in signs.DRAWN else None


def glyph(char: str, role: Role, size: float) -> Glyph:
    """The character as it will be set at `size` points; REPLACEMENT when it cannot be printed."""
    return _glyph_in(char, _chains.get()[role], size)


@lru_cache(maxsize=65536)
def _glyph_in(char: str, chain: tuple[str, ...], size: float) -> Glyph:
    face = _face_in(char, chain)
    if face is None:
        return _glyph_in(REPLACEMENT, chain, size)
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
    """The characters of a text that no font in use has and that will be printed as REPLACEMENT."""
    shown = {char for char in cleaned(text) if char != "\n" and char not in _BLANKS}
    return {char for char in shown if face_for(char, Role.BODY) is None}
