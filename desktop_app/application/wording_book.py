"""Wording 文书文字: texts of the forms that a zone adapts, as bundled and as this workspace words them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WordingText:
    """A text that comes with the program: paragraphs one a line, or a single line; `version` tells releases apart.

    `form` is the key of the form it stands on, or `zone` for a name or number of the office itself; `basis` is the law
    it follows and must still follow when somebody rewords it.
    """

    key: str
    form: str
    title: str
    text: str
    version: str
    single_line: bool = False
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """A text as this workspace words it; versions of a key count from 1, the highest is in force.

    An empty `text` takes the workspace's own words back: the bundled ones count again. `bundled` is the version of the
    bundled text it was made from.
    """

    key: str
    version: int
    text: str
    bundled: str
    recorded_at: datetime
    recorded_by: str


class WordingBook(Protocol):
    """What this workspace words differently; versions are added and never changed."""

    def versions(self) -> list[WordingVersion]:
        """Every version of every key, by key and then oldest first."""

    def add(self, version: WordingVersion) -> None:
        """Keep a version; raises ValueError when its number is not the next one of its key."""
