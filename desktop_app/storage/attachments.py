"""Attachments: files kept in the workspace folder under the SHA-256 of their content, each content once."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from desktop_app.domain.refusals import Damaged, Refusal, cause

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class FolderAttachments:
    """The folder `attachments` of a workspace: `ab/cdef…` for a content whose digest begins with abcdef."""

    folder: Path

    def keep(self, content: bytes) -> str:
        """Store the bytes unless they are there and give their SHA-256; raises Refusal when they cannot be written."""
        digest = sha256(content).hexdigest()
        place = self._place(digest)
        try:
            if place.is_file() and sha256(place.read_bytes()).hexdigest() == digest:
                return digest
            place.parent.mkdir(parents=True, exist_ok=True)
            _write(place, content)
        except OSError as error:
            raise Refusal.say(f"电子件存不进 {self.folder}，请检查磁盘空间和权限后再附（{cause(error)}）") from error
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes; raises Damaged when the file is missing or no longer what was stored."""
        place = self._place(digest)
        try:
            content = place.read_bytes()
        except FileNotFoundError as error:
            raise Damaged(f"电子件 {place} 不见了；请从备份恢复 attachments 文件夹") from error
        except OSError as error:
            raise Damaged(f"电子件 {place} 读不出来，请检查磁盘和权限（{cause(error)}）") from error
        if sha256(content).hexdigest() != digest:
            raise Damaged(f"电子件 {place} 的内容与存入时不同，可能被改动或损坏；请从备份恢复")
        return content

    def _place(self, digest: str) -> Path:
        # The digest comes from the database: a damaged one must not lead out of the folder.
        if not _DIGEST.fullmatch(digest):
            raise Damaged(f"数据库里的电子件摘要“{digest}”无法识别，可能已损坏；请从备份恢复")
        return self.folder / digest[:2] / digest[2:]


def _write(place: Path, content: bytes) -> None:
    """Write beside the place and move it there when it is whole and on the disk: no half-written file is ever seen."""
    with NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            file.close()
            beside.unlink(missing_ok=True)
            raise
    beside.replace(place)
