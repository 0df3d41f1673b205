"""Old .xls workbooks: read with their formulas known, refused with a sentence when locked, damaged or boundless."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from desktop_app.domain.refusals import Refusal
from desktop_app.ledgers.files import open_file
from desktop_app.ledgers.old_workbook import examine_old

SAMPLE = Path(__file__).parent.parent / "data" / "workbooks" / "走访台账-旧版.xls"
"""Three rows under a merged title, the last with a formula, and a hidden sheet; saved by LibreOffice as Excel 97."""


def test_an_old_workbook_is_read_with_merges_formulas_and_hidden_sheets() -> None:
    opened = open_file(SAMPLE)
    (grid,) = opened.grids
    assert opened.hidden == ("隐藏",)
    assert grid.text(2, 2) == "企业0" and grid.text(2, 1) == "2026年11月1日"
    assert grid.owner(0, 5) == (0, 0)
    assert grid.formulas == {(4, 5)}


def refused(content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        examine_old(content)
    return str(caught.value)


def test_a_locked_workbook_is_said_to_be_locked() -> None:
    wrapped = SAMPLE.read_bytes() + "EncryptedPackage".encode("utf-16-le")
    assert "打开密码" in refused(wrapped)
    content = bytearray(SAMPLE.read_bytes())
    # The record after the first BOF becomes FILEPASS, as a workbook locked by Excel 97 has it.
    at = content.index(struct.pack("<HHHH", 0x0809, 16, 0x0600, 0x0005))
    content[at + 20 : at + 22] = struct.pack("<H", 0x002F)
    assert "打开密码" in refused(bytes(content))


def test_cells_far_outside_are_refused_before_they_are_read() -> None:
    content = bytearray(SAMPLE.read_bytes())
    at = content.index(struct.pack("<HH", 0x00FD, 10))
    content[at + 4 : at + 8] = struct.pack("<HH", 65535, 65535)
    assert "范围太大" in refused(bytes(content))


@pytest.mark.parametrize("cut", [9, 400, 600, 2000, 5000])
def test_a_cut_workbook_is_damaged_or_read(cut: int) -> None:
    assert "损坏" in refused(SAMPLE.read_bytes()[:cut])


def test_a_chain_of_sectors_that_runs_in_circles_ends() -> None:
    content = bytearray(SAMPLE.read_bytes())
    (first,) = struct.unpack_from("<I", content, 76)
    table = (first + 1) * 512
    for number in range(128):
        struct.pack_into("<I", content, table + number * 4, 0)
    assert "损坏" in refused(bytes(content))


@pytest.mark.parametrize(
    ("record", "claim"), [(b"\x00\x02\x0e\x00", 0xFFFFFFFC), (b"\xfc\x00[\x00-\xff]\x00", 0x7FFFFFFF)]
)
def test_a_claim_of_boundless_room_is_refused_before_room_is_made(record: bytes, claim: int) -> None:
    content = bytearray(SAMPLE.read_bytes())
    places = [found.start() for found in re.finditer(record, content, re.DOTALL)]
    assert places
    for place in places:
        struct.pack_into("<I", content, place + 8, claim)
    assert "损坏" in refused(bytes(content))


def test_a_header_that_claims_more_sectors_than_the_file_has_is_refused() -> None:
    content = bytearray(SAMPLE.read_bytes())
    struct.pack_into("<I", content, 44, 0xFFFFFF)
    assert "损坏" in refused(bytes(content))
