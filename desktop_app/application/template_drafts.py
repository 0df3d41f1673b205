"""Template drafts 模板草稿: begun from a version, saved as they grow, and published as a new version for good."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.template_book import Origin, Publication, StoredDraft
from desktop_app.application.templates import named_version
from desktop_app.domain.matter import Matter
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.domain.template_draft import TemplateDraft, problems

_KEY = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", re.ASCII)
_LONGEST_VERSION = 40
_SHOWN_PROBLEMS = 3


@dataclass(frozen=True, slots=True)
class DraftService:
    """Use cases on templates being edited; a draft belongs to the workspace, one of a template at a time."""

    open_work: OpenUnitOfWork
    ids: Ids
    now: Now

    def all(self) -> tuple[StoredDraft, ...]:
        """Every draft, by key of its template."""
        with self.open_work(writes=False) as work:
            return tuple(work.template_book.drafts())

    def get(self, draft_id: str) -> StoredDraft:
        """One draft; raises Refusal when it was published or discarded meanwhile."""
        with self.open_work(writes=False) as work:
            return work.template_book.draft(draft_id)

    def begin(self, key: str, by: str, version: str = "") -> StoredDraft:
        """Begin to edit a template from its version in force, or from the one named.

        Raises Refusal for an unknown version, and when somebody is editing the template already.
        """
        with self.open_work() as work:
            template = named_version(work, key, version, self.now().date())
            return self._begin(work, TemplateDraft.of(template), by)

    def begin_new(self, key: str, name: str, by: str, like: str = "") -> StoredDraft:
        """Begin a template of its own, empty or like another one; raises Refusal when the key is taken or unusable."""
        key, name = key.strip().upper(), name.strip()
        if not _KEY.fullmatch(key):
            raise Refusal.say(f"模板编号“{key}”不能用，请用大写字母开头的字母、数字和短横，如 LF-BA-01")
        if not name:
            raise Refusal.say("请写明新模板的名称")
        with self.open_work() as work:
            if work.template_book.lines(key):
                raise Refusal.say(f"模板编号 {key} 已经有了，请换一个编号，或直接编辑它")
            draft = TemplateDraft(key, name)
            if like:
                pattern = TemplateDraft.of(work.templates.latest(like, self.now().date()))
                draft = replace(pattern, key=key, name=name, base="")
            return self._begin(work, draft, by)

    def _begin(self, work: UnitOfWork, draft: TemplateDraft, by: str) -> StoredDraft:
        by = _named(by)
        for other in work.template_book.drafts():
            if other.draft.key == draft.key:
                raise Refusal.say(
                    f"流程模板 {draft.key} 已有一份草稿（{other.begun_by} 开始，{other.saved_by} 最后保存），"
                    "请接着改那一份，或先放弃它"
                )
        at = self.now()
        stored = StoredDraft(self.ids(), draft, 1, at, by, at, by)
        work.template_book.keep_draft(stored)
        work.commit()
        return stored

    def save(self, stored: StoredDraft, draft: TemplateDraft, by: str) -> StoredDraft:
        """Keep what was edited; raises Refusal `stale` when somebody saved the draft in between."""
        if draft.key != stored.draft.key:
            raise Refusal.say(f"草稿的编号不能从 {stored.draft.key} 改成 {draft.key}，请另建一个模板")
        later = replace(stored, draft=draft, revision=stored.revision + 1, saved_at=self.now(), saved_by=_named(by))
        with self.open_work() as work:
            work.template_book.draft(stored.id)
            work.template_book.keep_draft(later)
            work.commit()
        return later

    def discard(self, draft_id: str) -> StoredDraft:
        """Throw a draft away and answer what it was; raises Refusal when it is gone already."""
        with self.open_work() as work:
            gone = work.template_book.draft(draft_id)
            work.template_book.drop_draft(draft_id)
            work.commit()
        return gone

    def suggested_version(self, draft_id: str) -> str:
        """A name for the next version that is not taken: the year and month, and a number."""
        now = self.now()
        with self.open_work(writes=False) as work:
            key = work.template_book.draft(draft_id).draft.key
            taken = {line.version for line in work.template_book.lines(key)}
        stem, number = f"{now.year}.{now.month:02d}-本地", 1
        while f"{stem}{number}" in taken:
            number += 1
        return f"{stem}{number}"

    def publish(self, draft_id: str, version: str, effective_from: date, by: str, why: str) -> ApprovalTemplate:
        """Make a draft a version that never changes; cases opened from `effective_from` on follow it, others stay.

        Raises Refusal while the draft has problems, when the name of the version is taken, when nothing differs from
        the version in force, and without a reason.
        """
        version, why, by = version.strip(), why.strip(), _named(by)
        if not why:
            raise Refusal.say("请写明为什么发布这个版本，如“按 2026 年办事指南调整承诺时限”")
        if not version or len(version) > _LONGEST_VERSION or version.split() != [version]:
            raise Refusal.say(f"版本号“{version}”不能用，请写一个不含空格、不超过 {_LONGEST_VERSION} 个字的名称")
        with self.open_work() as work:
            stored = work.template_book.draft(draft_id)
            template = _checked(stored.draft).template(version, effective_from)
            lines = work.template_book.lines(template.key)
            if any(line.version == version for line in lines):
                raise Refusal.say(f"流程模板 {template.key} 已有版本 {version}，请换一个版本号")
            if lines and _same(template, work.templates.latest(template.key, self.now().date())):
                raise Refusal.say(f"草稿与现行版本没有差别，无需发布；要撤掉草稿请选“放弃草稿”（{template.key}）")
            publication = Publication(
                key=template.key,
                version=version,
                origin=Origin.PUBLISHED,
                effective_from=effective_from,
                why=why,
                recorded_at=self.now(),
                recorded_by=by,
                base=stored.draft.base,
            )
            work.template_book.publish(template, publication)
            work.template_book.drop_draft(draft_id)
            work.commit()
        return template

    def matters(self) -> tuple[Matter, ...]:
        """Every matter of the templates in force, by code: what a step can be added from."""
        with self.open_work(writes=False) as work:
            found = {
                step.code: step.matter
                for template in work.templates.all_latest(self.now().date())
                for step in template.steps
            }
        return tuple(found[code] for code in sorted(found))


def _named(by: str) -> str:
    by = by.strip()
    if not by:
        raise Refusal.say("请写明登记人：由谁编辑流程模板")
    return by


def _checked(draft: TemplateDraft) -> TemplateDraft:
    found = problems(draft)
    if found:
        shown = "；".join(one.message for one in found[:_SHOWN_PROBLEMS])
        raise Refusal.say(f"草稿还有 {len(found)} 处问题，不能发布：{shown}")
    return draft


def _same(one: ApprovalTemplate, other: ApprovalTemplate) -> bool:
    """Whether two versions say the same, whatever they are called and whenever they take effect."""
    return replace(one, version=other.version, effective_from=other.effective_from) == other
