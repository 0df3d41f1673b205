"""The key pair of a workspace on this PC: one file beside the database, made on first use, for the owner only.

Not in the database: a copy of that is handed to others, for help or as a backup, and must not let them sign. Losing the
file loses nothing that was signed, because the public key is in the database; the next paper makes a new pair.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from getpass import getuser
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from desktop_app.domain.paper_code import decode
from desktop_app.domain.refusals import Damaged, Refusal, cause

KEY_FILE = "signing-key.pem"
_BEGIN, _END = "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----"
_RAW_BYTES = 32


@dataclass(frozen=True, slots=True)
class FileKeyRing:
    """The KeyRing port: the pair in `folder`.

    A PC may be shared by several logins on one folder: who may not read the pair of the first gets one of their own.
    """

    folder: Path

    def public(self) -> bytes:
        """The public key; the pair is made when there is none. Raises Damaged for a file that holds no such key."""
        return self._private().public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of a message."""
        return self._private().sign(message)

    def _private(self) -> Ed25519PrivateKey:
        first = self.folder / KEY_FILE
        file = self.folder / own_key_file() if _kept_from_this_login(first) else first
        try:
            written = file.read_bytes()
        except FileNotFoundError:
            return self._make(file)
        except OSError as error:
            raise Refusal.say(
                f"读不了签名密钥 {file}，文书没有出具；请用当初建工作区的登录名打开（{cause(error)}）"
            ) from error
        try:
            found = load_pem_private_key(written, password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise Damaged(_unusable(file)) from error
        if not isinstance(found, Ed25519PrivateKey):
            raise Damaged(_unusable(file))
        return found

    def _make(self, file: Path) -> Ed25519PrivateKey:
        made = Ed25519PrivateKey.generate()
        content = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            # Written whole before it gets its name: a pair cut off by a power failure must not be found later.
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(file)
        except OSError as error:
            raise Refusal.say(
                f"存不了签名密钥 {file}，文书没有出具；请检查文件夹权限和磁盘空间（{cause(error)}）"
            ) from error
        return made


def own_key_file() -> str:
    """The name of the pair of this login; a digest, because a login name may hold what a file name may not."""
    return f"signing-key-{sha256(getuser().encode()).hexdigest()[:12]}.pem"


def _kept_from_this_login(file: Path) -> bool:
    try:
        file.open("rb").close()
    except PermissionError:
        return True
    except OSError:
        # Missing, or broken in another way: told where it is read.
        return False
    return False


def _unusable(file: Path) -> str:
    return (
        f"签名密钥 {file} 已损坏，文书没有出具；请从备份恢复这个文件，或者把它移走再试（会换一把新密钥，"
        "以前的文书照样能验）"
    )


class KeyTexts:
    """The KeyReading port."""

    def read(self, text: str) -> bytes:
        """The public key in a text: PEM with anything around it, or the 52 characters; raises Refusal."""
        begin, end = text.find(_BEGIN), text.find(_END)
        try:
            pem = text[begin : end + len(_END)] if 0 <= begin < end else ""
            raw = self._pem(pem) if pem else decode("".join(text.split()).upper())
        except (ValueError, UnsupportedAlgorithm) as error:
            raise Refusal.say(_NO_KEY) from error
        if len(raw) != _RAW_BYTES:
            raise Refusal.say(_NO_KEY)
        return raw

    def _pem(self, text: str) -> bytes:
        found = load_pem_public_key(text.encode())
        if not isinstance(found, Ed25519PublicKey):
            raise ValueError("another kind of key")
        return found.public_bytes_raw()

    def written(self, public: bytes, owner: str) -> str:
        """A public key as PEM with two lines for people above it."""
        key = Ed25519PublicKey.from_public_bytes(public)
        pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        return f"帮办台文书验真公钥\n单位：{owner}\n{pem}"

    def verifies(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the signature of a message was made with the private half of this key."""
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


_NO_KEY = "这里面没有验真公钥；请选对方在“设置 → 公钥”里另存的文件，或粘贴那 52 个字符"
