"""Repair of ReportLab's ToUnicode tables, without which rare characters are copied wrongly out of a PDF.

ReportLab 5.1.0 writes the code point itself (`<02> <2CB4E>`) where the PDF standard asks for UTF-16 (ISO 32000-1,
9.10.3): 𬭎 draws right but is found and copied as Ⲵ. It also puts up to 256 entries into one `bfchar` block where the
standard allows 100. The version is pinned in pyproject.toml; the test that copies 𬭎 out of a printed page says whether
a newer one still needs this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.pdfbase import ttfonts

_BLOCK = 100


def _entries(subset: Sequence[int]) -> Iterator[str]:
    for start in range(0, len(subset), _BLOCK):
        block = subset[start : start + _BLOCK]
        yield f"{len(block)} beginbfchar"
        for code, point in enumerate(block, start):
            yield f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"


def to_unicode_table(font_name: str, subset: Sequence[int]) -> str:
    """The CMap that says which character each code of a font subset stands for, in UTF-16."""
    head = (
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    )
    tail = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")
    return "\n".join((*head, *_entries(subset), *tail))


def repair() -> None:
    """Make ReportLab write these tables from now on; doing it twice changes nothing."""
    ttfonts.makeToUnicodeCMap = to_unicode_table
