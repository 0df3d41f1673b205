"""Attached files: kept once under their digest, read back unchanged, and a sentence when they are not."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.storage.attachments import FolderAttachments

CONTENT = b"%PDF-1.7 scan"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@settings(max_examples=25)
@given(content=st.binary(max_size=2000))
def test_what_is_kept_comes_back(content, tmp_path_factory):
    store = FolderAttachments(tmp_path_factory.mktemp("w") / "attachments")
    assert store.read(store.keep(content)) == content


def test_the_same_content_is_stored_once_under_its_digest(tmp_path):
    store = FolderAttachments(tmp_path / "attachments")
    digest = store.keep(CONTENT)
    assert store.keep(CONTENT) == digest == sha256(CONTENT).hexdigest()
    assert files(tmp_path) == [tmp_path / "attachments" / digest[:2] / digest[2:]]


@pytest.mark.parametrize("left", [b"", CONTENT + b" "], ids=["emptied", "altered"])
def test_an_altered_file_is_damage_until_the_same_content_is_kept_again(left, tmp_path):
    store = FolderAttachments(tmp_path)
    digest = store.keep(CONTENT)
    files(tmp_path)[0].write_bytes(left)
    with pytest.raises(Damaged, match=r"与存入时不同.*请从备份恢复"):
        store.read(digest)
    store.keep(CONTENT)
    assert store.read(digest) == CONTENT


def test_a_missing_file_is_damage(tmp_path):
    with pytest.raises(Damaged, match="不见了；请从备份恢复"):
        FolderAttachments(tmp_path).read("a" * 64)


def test_a_place_that_is_no_file_is_damage(tmp_path):
    (tmp_path / "aa" / ("a" * 62)).mkdir(parents=True)
    with pytest.raises(Damaged, match="读不出来"):
        FolderAttachments(tmp_path).read("a" * 64)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "/.."])
def test_a_digest_never_leads_out_of_the_folder(digest, tmp_path):
    with pytest.raises(Damaged, match=r"摘要.*无法识别"):
        FolderAttachments(tmp_path).read(digest)


def test_a_folder_that_cannot_be_written_is_refused_and_nothing_is_left(tmp_path):
    (tmp_path / "attachments").write_text("a file where the folder should be")
    with pytest.raises(Refusal, match=r"存不进.*请检查磁盘空间和权限"):
        FolderAttachments(tmp_path / "attachments").keep(CONTENT)
    assert [path.name for path in files(tmp_path)] == ["attachments"]


def test_a_full_disk_leaves_no_half_written_file(tmp_path, monkeypatch):
    def full(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop_app.storage.attachments.os.fsync", full)
    with pytest.raises(Refusal, match=r"存不进.*（磁盘已满）"):
        FolderAttachments(tmp_path).keep(CONTENT)
    assert files(tmp_path) == []
