"""The key pair of a workspace: made once, for the owner only, and told when it cannot be used."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from desktop_app.domain.paper_code import encode
from desktop_app.domain.refusals import Damaged, Refusal
from desktop_app.keys.ring import KEY_FILE, FileKeyRing, KeyTexts, own_key_file


def test_the_pair_is_made_once_and_stays(tmp_path: Path) -> None:
    public = FileKeyRing(tmp_path).public()
    assert FileKeyRing(tmp_path).public() == public
    assert [one.name for one in tmp_path.iterdir()] == [KEY_FILE]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    FileKeyRing(tmp_path).public()
    # Windows knows no owner bits; there the person's own folder keeps others out.
    assert os.name == "nt" or stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_a_signature_is_of_one_message_and_one_key(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    ring, other, texts = FileKeyRing(tmp_path), FileKeyRing(tmp_path / "other"), KeyTexts()
    signature = ring.sign(b"message")
    assert texts.verifies(ring.public(), b"message", signature)
    assert not texts.verifies(ring.public(), b"messagE", signature)
    assert not texts.verifies(other.public(), b"message", signature)
    assert not texts.verifies(ring.public(), b"message", signature[:-1])
    assert not texts.verifies(b"short", b"message", signature)


def test_another_login_on_the_same_folder_gets_a_pair_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = FileKeyRing(tmp_path).public()
    really = Path.open

    def refused(path: Path, *args: Any, **kwargs: Any) -> Any:
        # Rights cannot be taken from the tests' login: it may be root.
        if path.name == KEY_FILE:
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refused)
    second = FileKeyRing(tmp_path).public()
    assert second != first
    assert FileKeyRing(tmp_path).public() == second
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([KEY_FILE, own_key_file()])
    monkeypatch.undo()
    assert FileKeyRing(tmp_path).public() == first


@pytest.mark.parametrize(
    "content", [b"", b"nothing", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_damaged_file_is_never_replaced_in_silence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / KEY_FILE
    file.write_bytes(content)
    with pytest.raises(Damaged, match=KEY_FILE):
        FileKeyRing(tmp_path).sign(b"message")
    assert file.read_bytes() == content


def test_a_key_of_another_kind_is_not_used(tmp_path: Path) -> None:
    other = generate_private_key(65537, 2048)
    (tmp_path / KEY_FILE).write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(Damaged):
        FileKeyRing(tmp_path).public()
    pem = other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    with pytest.raises(Refusal, match="没有验真公钥"):
        KeyTexts().read(pem)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="存不了签名密钥"):
        FileKeyRing(tmp_path / "gone").public()


def test_a_public_key_is_read_back_from_file_and_characters(tmp_path: Path) -> None:
    public, texts = FileKeyRing(tmp_path).public(), KeyTexts()
    written = texts.written(public, "某某中心（A 台席）")
    assert "某某中心（A 台席）" in written
    assert texts.read(written) == public
    assert texts.read(f" {encode(public).lower()}\n") == public


@pytest.mark.parametrize("text", ["", "hello", "0" * 51, "-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----"])
def test_what_holds_no_key_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="没有验真公钥"):
        KeyTexts().read(text)
