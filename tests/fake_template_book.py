"""An in-memory stand-in for the record of template versions and drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.application.template_book import Followers, Publication, StoredDraft, VersionLine
from desktop_app.domain.progress import ENDED_STATES
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate

if TYPE_CHECKING:
    from tests.fakes import Content


def version_lines(content: Content, key: str = "") -> list[VersionLine]:
    """Every version of a template, or of all, by key and then oldest first."""
    counted: Counter[str] = Counter()
    found = []
    for template in content.templates:
        counted[template.key] += 1
        told = content.publications.get((template.key, template.version))
        found.append(VersionLine(template.key, template.version, counted[template.key], template.name, told))
    wanted = [line for line in found if not key or line.key == key]
    return sorted(wanted, key=lambda line: (line.key, line.ordinal))


class FakeTemplateBook:
    """Publications by key and version, drafts by id."""

    def __init__(self, content: Content, changing: Callable[[], Content]) -> None:
        self._content, self._changing = content, changing

    def lines(self, key: str = "") -> list[VersionLine]:
        return version_lines(self._content, key)

    def followers(self) -> dict[tuple[str, str], Followers]:
        unended = {
            step.case_id for rows in self._content.steps.values() for step in rows if step.state not in ENDED_STATES
        }
        found: dict[tuple[str, str], Followers] = {}
        for case in self._content.cases.values():
            place = (case.template.key, case.template.version)
            before = found.get(place, Followers())
            found[place] = Followers(before.cases + 1, before.running + (case.id in unended))
        return found

    def publish(self, template: ApprovalTemplate, publication: Publication) -> None:
        place = (template.key, template.version)
        if (publication.key, publication.version) != place or publication.recorded_at.utcoffset() is None:
            raise ValueError(f"{publication} does not tell of {place}")
        if any((one.key, one.version) == place for one in self._content.templates):
            raise ValueError(f"{place} is there already")
        content = self._changing()
        content.templates.append(template)
        content.declared.append(template)
        content.publications[place] = publication

    def drafts(self) -> list[StoredDraft]:
        return sorted(self._content.drafts.values(), key=lambda one: one.draft.key)

    def draft(self, draft_id: str) -> StoredDraft:
        if draft_id not in self._content.drafts:
            raise Refusal.say("这份模板草稿已经发布或放弃，请重新打开流程模板")
        return self._content.drafts[draft_id]

    def keep_draft(self, stored: StoredDraft) -> None:
        content = self._changing()
        known = content.drafts.get(stored.id)
        if stored.revision != (known.revision if known else 0) + 1:
            raise Refusal("stale", name=stored.draft.name)
        content.drafts[stored.id] = stored

    def drop_draft(self, draft_id: str) -> None:
        self._changing().drafts.pop(draft_id, None)
