"""Texts in sheets: what a spreadsheet might take for a formula, and how it is kept from doing so."""

from __future__ import annotations

import re

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDE = str.maketrans("\uff1d\uff0b\uff0d\uff20", "=+-@")
_BEFORE = re.compile(r"['\s\x00-\x1f\u200b\ufeff]*")
"""What a spreadsheet may drop from the beginning of a text before it looks for a formula."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NUMBER_LIKE = re.compile(r"[-+]?[\d\s.,()（）/:%\-]*")
_COMMAND = re.compile(
    r"=+\s*[^=\s].*"
    r"|[-+@](?:.*[A-Za-z_.][\w.]*\s*\(|.*[!|]|[\d\s.,()+*/^%\-]*\$?[A-Za-z]{1,3}\$?\d{1,7}\s*(?:[-+*/^:&,<>=)]|$)).*"
    r"|.*\b(?:cmd|msexcel|rundll32|powershell)\b\s*\|.*",
    re.DOTALL | re.IGNORECASE,
)


def may_execute(text: str) -> bool:
    """Whether a text begins with a sign by which spreadsheets tell formulas, full-width ones included."""
    return text.translate(_WIDE).startswith(_TRIGGERS)


def shielded(text: str) -> str:
    """A text for a csv file: an apostrophe goes before what may be executed, also where such an apostrophe stood."""
    return f"'{text}" if may_execute(text) or may_execute(_BEFORE.sub("", text, count=1)) else text


def unshielded(text: str) -> str:
    """A text of a file without the apostrophe that `shielded` or a spreadsheet put before it."""
    bare = text[1:]
    return bare if text.startswith("'") and shielded(bare) == text else text


def cell_text(text: str) -> str:
    """A text as a cell can hold it: line breaks as such, without the signs no sheet can carry (NUL and its like)."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_command(text: str) -> bool:
    """Whether a text read from a file is written as a formula or a call of another program.

    Negative numbers, dashes for nothing, telephone numbers beginning with +86 and plain words after a dash are none.
    """
    plain = text.strip().translate(_WIDE)
    if not may_execute(plain) and "|" not in plain:
        return False
    return _NUMBER_LIKE.fullmatch(plain) is None and _COMMAND.fullmatch(plain) is not None
