"""Texts in sheets: what a spreadsheet might take for a formula, and how it is kept from doing so."""

from __future__ import annotations

import re

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
_WIDE = str.maketrans("\uff1d\uff0b\uff0d\uff20", "=+-@")
_NUMBER_LIKE = re.compile(r"[-+]?[\d\s.,()（）/:%\-]*")
_COMMAND = re.compile(
    r"=+\s*[^=\s].*"
    r"|[-+@](?:.*[A-Za-z_.][\w.]*\s*\(|.*[!|]|\$?[A-Za-z]{1,3}\$?\d{1,7}\s*(?:[-+*/^:&,<>=]|$)).*"
    r"|.*\b(?:cmd|msexcel|rundll32|powershell)\b\s*\|.*",
    re.DOTALL | re.IGNORECASE,
)


def may_execute(text: str) -> bool:
    """Whether a text begins with a sign by which spreadsheets tell formulas, full-width ones included."""
    return text.translate(_WIDE).startswith(_TRIGGERS)


def shielded(text: str) -> str:
    """A text for a csv file: an apostrophe goes before what may be executed, also where such an apostrophe stood."""
    return f"'{text}" if may_execute(text.lstrip("' ")) or may_execute(text) else text


def unshielded(text: str) -> str:
    """A text of a file without the apostrophe that `shielded` or a spreadsheet put before it."""
    bare = text[1:]
    return bare if text.startswith("'") and (may_execute(bare) or may_execute(bare.lstrip("' "))) else text


def is_command(text: str) -> bool:
    """Whether a text read from a file is written as a formula or a call of another program.

    Negative numbers, dashes for nothing, telephone numbers beginning with +86 and plain words after a dash are none.
    """
    plain = text.strip().translate(_WIDE)
    if not may_execute(plain) and "|" not in plain:
        return False
    return _NUMBER_LIKE.fullmatch(plain) is None and _COMMAND.fullmatch(plain) is not None
