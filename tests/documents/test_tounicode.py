"""Text copied out of a printed page is the text that was printed, also above U+FFFF."""

from __future__ import annotations

import re

import reportlab
from reportlab.pdfbase import ttfonts

from desktop_app.documents import FormPrinter, tounicode
from tests.documents.reading import font_objects, page_texts, referred, stream
from tests.documents.samples import LONG, ODD

RARE = "䶮㐂𠮷𫖮𬱖𬭎喆堃垚㛃镕"


def test_rare_characters_are_copied_as_themselves() -> None:
    text = "".join(page_texts(FormPrinter().render("service-sheet", ODD).content))
    assert [char for char in RARE if char not in text] == []
    assert "Ⲵ" not in text


def test_code_points_above_ffff_are_written_as_surrogate_pairs() -> None:
    assert "<01> <D872DF4E>" in tounicode.to_unicode_table("F", [0x20, 0x2CB4E])


def test_no_block_of_entries_is_longer_than_the_standard_allows() -> None:
    content = FormPrinter().render("service-sheet", LONG).content
    tables = [stream(referred(content, font, rb"/ToUnicode")).decode("ascii") for font in font_objects(content)]
    counts = [int(count) for table in tables for count in re.findall(r"(\d+) beginbfchar", table)]
    assert sum(counts) > 150
    assert max(counts) == 100
    for table in tables:
        entries = re.findall(r"^<..> <(?!FF>)", table, re.MULTILINE)
        assert len(entries) == sum(map(int, re.findall(r"(\d+) beginbfchar", table)))


def test_the_repair_belongs_to_this_version_of_reportlab() -> None:
    assert reportlab.__version__ == "5.1.0", (
        "read the reason in documents/tounicode.py before moving to another version"
    )
    tounicode.repair()
    assert ttfonts.makeToUnicodeCMap is tounicode.to_unicode_table
