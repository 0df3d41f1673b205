"""Fonts to choose from, made from the bundled ones: small, with another name and other embedding rights."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from desktop_app.locations import resources

SOURCE = "noto-serif-sc/NotoSerifSC-Bold.ttf"
TEXT = "国务院项目代办服务经济开发区帮〔〕：一、受理结号0123456789 BbABCD-年月日第页共"


@cache
def _small(source: str, text: str) -> bytes:
    font = TTFont(resources() / "fonts" / source)
    options = Options()
    options.notdef_outline, options.name_IDs, options.layout_features = True, ["*"], []
    made = Subsetter(options)
    made.populate(text=text)
    made.subset(font)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def font_like(
    family: str,
    *,
    fs_type: int = 0,
    text: str = TEXT,
    hollow: str = "",
    licence: str = "仅供测试",
    source: str = SOURCE,
) -> TTFont:
    """A TrueType font with this family name and fsType; the characters of `hollow` are mapped to an empty shape."""
    font = TTFont(BytesIO(_small(source, text)))
    names = font["name"]
    for what in (1, 2, 4, 5, 6, 13, 14, 16, 17):
        names.removeNames(nameID=what)
    plain = f"Test{abs(fs_type)}-{len(family)}"
    for what, words in ((1, family), (2, "Regular"), (4, family), (5, "Version 1.0"), (13, licence)):
        names.setName(words, what, 3, 1, 0x804)
        names.setName(words if words.isascii() else plain, what, 3, 1, 0x409)
    names.setName(plain, 6, 3, 1, 0x409)
    font["OS/2"].fsType = fs_type
    # Subsetting takes away the code page a font of so few characters no longer covers.
    font["OS/2"].ulCodePageRange1 |= 1 << 18
    for char in hollow:
        font["glyf"][font.getBestCmap()[ord(char)]] = Glyph()
    return font


def laid(folder: Path, name: str, font: TTFont) -> Path:
    """The font as a file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    font.save(path)
    return path


def collection(folder: Path, name: str, *fonts: TTFont) -> Path:
    """Several fonts as one TrueType collection."""
    folder.mkdir(parents=True, exist_ok=True)
    made = TTCollection()
    made.fonts = list(fonts)
    path = folder / name
    made.save(path)
    return path
