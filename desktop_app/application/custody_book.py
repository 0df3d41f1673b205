"""Custody book: the log of materials as the use cases see it, and the store that keeps attached files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from desktop_app.domain.custody import MaterialEntry


class CustodyBook(Protocol):
    """What was recorded about materials and originals; entries are added and never changed."""

    def add(self, entry: MaterialEntry) -> None:
        """Append an entry behind those of its project."""

    def get(self, entry_id: str) -> MaterialEntry:
        """An entry; raises Refusal when there is none with this id."""

    def of_project(self, project_id: str) -> Sequence[MaterialEntry]:
        """Every entry of a project in the order of recording."""

    def of_projects(self, project_ids: Collection[str]) -> Mapping[str, Sequence[MaterialEntry]]:
        """Every entry of some projects in the order of recording, by project; those without any have an empty list."""

    def of_originals_given(self) -> Sequence[MaterialEntry]:
        """Every entry about originals that were given out at some time, in the whole workspace."""

    def of_originals(self) -> Sequence[MaterialEntry]:
        """Every entry about originals that were kept, in the whole workspace."""

    def attached(self) -> Sequence[MaterialEntry]:
        """Every attached file of the workspace, also those taken back."""


class AttachmentStore(Protocol):
    """Keeps the bytes of attached files under their SHA-256, each content once."""

    def keep(self, content: bytes) -> str:
        """Store the bytes unless they are there and give their SHA-256; raises Refusal when they cannot be written."""

    def read(self, sha256: str) -> bytes:
        """The bytes; raises Damaged when the file is missing or no longer what was stored."""
