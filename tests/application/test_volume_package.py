"""The file of a volume: every damaged byte is found in the part it stands in, and nobody else can have signed it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.application.paper_register import PublicKey
from desktop_app.application.volume_package import (
    MANIFEST,
    PAGES,
    RECORD,
    SIGNATURE,
    STRUCTURE,
    ContentsLine,
    Manifest,
    OpenedVolume,
    PartState,
    VolumeVerdict,
    open_volume,
    part_of,
    seal,
    signed_message,
)
from desktop_app.domain.paper_code import encode, key_name
from desktop_app.domain.refusals import Refusal
from desktop_app.keys.ring import FileKeyRing, KeyTexts
from tests.command_line import CHINA

PARTS = {
    PAGES: b"%PDF-1.7 pages",
    RECORD: b'{"events": []}\n',
    "文书/BB-2026-A-D11-0001.pdf": b"%PDF-1.7 paper",
    "附件/001-营业执照.jpg": b"\xff\xd8\xff picture",
}
NOON = datetime(2026, 11, 20, 12, tzinfo=CHINA)


def key_of(ring: FileKeyRing, owner: str) -> PublicKey:
    return PublicKey(key_name(ring.public()), ring.public(), owner, own=True, added_at=NOON, added_by="甲")


def manifest_of(ring: FileKeyRing) -> Manifest:
    return Manifest(
        number="LF-2026-001",
        title="试验项目卷宗",
        project="试验项目",
        enterprise="试验公司",
        case_id="c1",
        centre="中心",
        made_on="2026-11-20",
        made_by="甲",
        issuer="中心（A 台席）",
        key=encode(ring.public()),
        page_count=3,
        contents=(ContentsLine("1", "BB-2026-A-D11-0001", "中心", "服务单", "2026-11-20", "1", ""),),
        parts=tuple(part_of(name, f"这是{name}", content) for name, content in PARTS.items()),
    )


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> FileKeyRing:
    return FileKeyRing(tmp_path_factory.mktemp("钥匙"))


@pytest.fixture(scope="module")
def whole(ring: FileKeyRing) -> bytes:
    manifest = manifest_of(ring)
    return seal(manifest, ring.sign(signed_message(manifest)), PARTS)


def opened(content: bytes, *keys: PublicKey) -> OpenedVolume:
    return open_volume(content, keys, KeyTexts())


def where(content: bytes, offset: int) -> str:
    """The name of the part a byte stands in, STRUCTURE between the parts."""
    with zipfile.ZipFile(BytesIO(content)) as box:
        for entry in box.infolist():
            first = entry.header_offset + 30 + len(entry.filename.encode())
            if first <= offset < first + entry.file_size:
                return entry.filename
    return STRUCTURE


def repacked(content: bytes, leave_out: str = "", add: str = "", compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same parts in another ZIP, as somebody packs them who had unpacked them."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as box, zipfile.ZipFile(buffer, "w", compress) as other:
        for name in box.namelist():
            if name != leave_out:
                other.writestr(name, box.read(name))
        if add:
            other.writestr(add, b"something else")
    return buffer.getvalue()


def test_an_untouched_volume_is_genuine_and_any_zip_reader_unpacks_it(whole: bytes, ring: FileKeyRing) -> None:
    found = opened(whole, key_of(ring, "中心"))
    assert (found.verdict, found.issuer, found.wrong) == (VolumeVerdict.GENUINE, "中心", ())
    assert found.parts == PARTS
    assert found.manifest == manifest_of(ring)
    assert found.record == {"events": []}
    assert "中心制作的" in found.sentence
    with zipfile.ZipFile(BytesIO(whole)) as box:
        assert box.testzip() is None
        assert box.namelist() == [MANIFEST, SIGNATURE, *PARTS]
        assert {name: box.read(name) for name in PARTS} == PARTS


def test_every_single_damaged_byte_is_found_where_it_is(whole: bytes, ring: FileKeyRing) -> None:
    key = key_of(ring, "中心")
    for offset in range(len(whole)):
        found = opened(whole[:offset] + bytes([whole[offset] ^ 0x01]) + whole[offset + 1 :], key)
        assert found.verdict is VolumeVerdict.ALTERED, offset
        assert where(whole, offset) in {one.name for one in found.wrong}, (offset, found.wrong)


@given(st.data())
def test_damage_is_never_taken_for_genuine(whole: bytes, ring: FileKeyRing, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    instead = data.draw(st.binary(max_size=12))
    damaged = whole[:start] + instead + whole[end:]
    if damaged == whole:
        return
    try:
        verdict = opened(damaged, key_of(ring, "中心")).verdict
    except Refusal:
        return
    assert verdict is VolumeVerdict.ALTERED


def test_another_key_does_not_know_the_issuer(whole: bytes, tmp_path: Path) -> None:
    other = key_of(FileKeyRing(tmp_path), "别的单位")
    for keys in ((), (other,)):
        found = opened(whole, *keys)
        assert (found.verdict, found.issuer, found.wrong) == (VolumeVerdict.UNKNOWN, "", ())
        assert "要公钥" in found.sentence


def test_a_list_signed_by_somebody_else_in_our_name_is_found(ring: FileKeyRing, tmp_path: Path) -> None:
    forged = manifest_of(ring)
    content = seal(forged, FileKeyRing(tmp_path).sign(signed_message(forged)), PARTS)
    found = opened(content, key_of(ring, "中心"))
    assert (found.verdict, [one.name for one in found.wrong]) == (VolumeVerdict.ALTERED, [SIGNATURE])


def test_a_part_exchanged_together_with_its_digest_is_found_in_the_list(whole: bytes, ring: FileKeyRing) -> None:
    manifest = manifest_of(ring)
    other = b"%PDF-1.7 forged"
    forged = replace(manifest, parts=(part_of(PAGES, "阅览件", other), *manifest.parts[1:]))
    content = seal(forged, ring.sign(signed_message(manifest)), PARTS | {PAGES: other})
    found = opened(content, key_of(ring, "中心"))
    assert (found.verdict, [one.name for one in found.wrong]) == (VolumeVerdict.ALTERED, [SIGNATURE])


def test_a_missing_and_an_added_attachment_are_named(whole: bytes, ring: FileKeyRing) -> None:
    gone = opened(repacked(whole, leave_out="附件/001-营业执照.jpg"), key_of(ring, "中心"))
    assert [(one.name, one.state) for one in gone.wrong] == [("附件/001-营业执照.jpg", PartState.MISSING)]
    assert "附件/001-营业执照.jpg" in gone.sentence
    more = opened(repacked(whole, add="附件/002-另一份.pdf"), key_of(ring, "中心"))
    assert [(one.name, one.state) for one in more.wrong] == [("附件/002-另一份.pdf", PartState.ADDED)]


@pytest.mark.parametrize("compress", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_packed_anew_it_says_so_while_every_part_is_still_right(whole: bytes, ring: FileKeyRing, compress: int) -> None:
    found = opened(repacked(whole, compress=compress), key_of(ring, "中心"))
    assert (found.verdict, [one.name for one in found.wrong]) == (VolumeVerdict.ALTERED, [STRUCTURE])
    assert "重新打包" in found.sentence
    assert found.parts == PARTS


def test_a_volume_cut_off_names_what_is_gone(whole: bytes, ring: FileKeyRing) -> None:
    place = whole.index(PARTS["文书/BB-2026-A-D11-0001.pdf"])
    found = opened(whole[: place + 3], key_of(ring, "中心"))
    assert {one.name for one in found.wrong} >= {"文书/BB-2026-A-D11-0001.pdf", "附件/001-营业执照.jpg"}
    assert RECORD not in {one.name for one in found.wrong}


def test_a_list_that_cannot_be_read_is_named(whole: bytes, ring: FileKeyRing) -> None:
    place = whole.index(b'"case_id"')
    found = opened(whole[:place] + b"}" + whole[place + 1 :], key_of(ring, "中心"))
    assert (found.verdict, found.manifest) == (VolumeVerdict.ALTERED, None)
    assert "清单.json" in found.sentence


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hello" * 50, repacked.__doc__.encode()])  # type: ignore[union-attr]
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="不是卷宗"):
        opened(content)


@pytest.mark.parametrize("told", [b"[]", b"{}", b"1", b'{"format": "BBJZ1"}', b'{"format": "BBJZ1", "contents": [3]}'])
def test_what_is_no_list_is_not_read(told: bytes) -> None:
    with pytest.raises(ValueError, match="list"):
        Manifest.read(told)


def test_the_list_reads_back(ring: FileKeyRing) -> None:
    assert Manifest.read(manifest_of(ring).written()) == manifest_of(ring)
