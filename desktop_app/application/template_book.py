"""Template book: the versions of the templates a workspace holds, where each came from, and drafts being edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.domain.template_draft import TemplateDraft


class Origin(StrEnum):
    """Where a version came from: with the program, published in this workspace, or imported from a pack."""

    BUNDLED = "bundled"
    PUBLISHED = "published"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Publication:
    """How a version that did not come with the program got into the workspace, when, by whom and why.

    `base` is the version it was edited from, `source` the pack it was imported from.
    """

    key: str
    version: str
    origin: Origin
    effective_from: date | None
    why: str
    recorded_at: datetime
    recorded_by: str
    base: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A stored version: its place among those of its key (1, 2, …), and its publication, None for a bundled one."""

    key: str
    version: str
    ordinal: int
    name: str
    publication: Publication | None = None

    @property
    def origin(self) -> Origin:
        """Where it came from."""
        return self.publication.origin if self.publication else Origin.BUNDLED


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it is kept; `revision` grows with every save, so that two people do not overwrite each other."""

    id: str
    draft: TemplateDraft
    revision: int
    begun_at: datetime
    begun_by: str
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class Followers:
    """How many cases follow a version, and how many of them have not ended."""

    cases: int = 0
    running: int = 0


class TemplateBook(Protocol):
    """The record of versions and drafts; versions stay for ever, drafts until they are published or discarded."""

    def lines(self, key: str = "") -> list[VersionLine]:
        """Every version of a template, or of all, by key and then oldest first."""

    def followers(self) -> dict[tuple[str, str], Followers]:
        """Who follows each version, by key and version, as the projection knows it; one without cases is absent."""

    def publish(self, template: ApprovalTemplate, publication: Publication) -> None:
        """Keep a version exactly as it is called; raises ValueError when the key has one of that name."""

    def drafts(self) -> list[StoredDraft]:
        """Every draft, by key."""

    def draft(self, draft_id: str) -> StoredDraft:
        """One draft; raises Refusal when it was published or discarded meanwhile."""

    def keep_draft(self, stored: StoredDraft) -> None:
        """Store a new draft (revision 1) or the next revision of one; raises Refusal `stale` when it is not."""

    def drop_draft(self, draft_id: str) -> None:
        """Take a draft away."""


def in_force(lines: Sequence[VersionLine], today: date) -> VersionLine | None:
    """The version new cases are opened with: the newest one made for this workspace that has taken effect.

    What an office edited or took over is not replaced by what a newer program brings along; without such a version the
    newest bundled one, or else the one that takes effect first.
    """
    own = [line for line in lines if line.publication is not None]
    effective = [line for line in own if _effective_from(line) <= today]
    bundled = [line for line in lines if line.publication is None]
    best = effective or bundled
    if best:
        return max(best, key=lambda line: line.ordinal)
    return min(own, key=_effective_from, default=None)


def _effective_from(line: VersionLine) -> date:
    told = line.publication
    return (told.effective_from if told else None) or date.min


def all_in_force(lines: Sequence[VersionLine], today: date) -> list[VersionLine]:
    """The version in force of every key, in order of key."""
    keys = sorted({line.key for line in lines})
    found = (in_force([line for line in lines if line.key == key], today) for key in keys)
    return [line for line in found if line is not None]


def line_in_force(lines: Sequence[VersionLine], key: str, today: date) -> VersionLine:
    """The version in force of a key; raises Refusal naming the keys there are."""
    found = in_force([line for line in lines if line.key == key], today)
    if found is None:
        keys = sorted({line.key for line in lines})
        raise Refusal.say(f"没有流程模板 {key}，可选：{'、'.join(keys)}")
    return found
