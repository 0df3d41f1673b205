"""Templates 流程模板: the bundled ones brought into the workspace, and every version it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.template_book import Followers, Origin, VersionLine, in_force
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate, Problem
from desktop_app.domain.template_diff import Difference, diff

BUNDLE_FACT = "template-bundle"
"""The remembered fact that tells which bundle of template files was brought in last."""

_TO_VERIFY = "待核"
"""The word by which a template, a matter or a benchmark says that somebody must still check it."""


@dataclass(frozen=True, slots=True)
class BundledTemplates:
    """The templates that come with the program; loading them is left to the catalog and done at most when asked."""

    load: Callable[[], tuple[ApprovalTemplate, ...]]
    check: Callable[[Path], tuple[Problem, ...]]
    digest: Callable[[], str]
    sources: Callable[[], Mapping[str, str]] = dict

    def all(self) -> tuple[ApprovalTemplate, ...]:
        """All bundled templates in order of key."""
        return tuple(sorted(self.load(), key=lambda one: one.key))

    def get(self, key: str) -> ApprovalTemplate:
        """One bundled template; raises Refusal naming the keys there are."""
        every = self.all()
        for one in every:
            if one.key == key:
                return one
        raise Refusal.say(f"没有流程模板 {key}，可选：{'、'.join(one.key for one in every)}")


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """One version as a list shows it: where it came from, whether new cases take it, how many follow it.

    `running` counts the cases that have not ended; `unverified` when the version itself says 待核. `why`,
    `recorded_at`, `recorded_by`, `base` (edited from) and `source` (imported from) are empty for a bundled version.
    """

    key: str
    version: str
    ordinal: int
    name: str
    steps: int
    effective_from: date | None
    origin: Origin
    in_force: bool
    unverified: bool
    cases: int
    running: int
    recorded_at: datetime | None = None
    recorded_by: str = ""
    why: str = ""
    base: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class TemplateService:
    """Use cases on the template versions of a workspace."""

    open_work: OpenUnitOfWork
    bundled: BundledTemplates
    now: Now

    def all(self) -> tuple[ApprovalTemplate, ...]:
        """The version of every template in force today."""
        with self.open_work(writes=False) as work:
            return tuple(work.templates.all_latest(self.now().date()))

    def get(self, key: str) -> ApprovalTemplate:
        """The version of one template in force today; raises Refusal when unknown."""
        with self.open_work(writes=False) as work:
            return work.templates.latest(key, self.now().date())

    def versions(self, key: str = "") -> tuple[TemplateVersion, ...]:
        """Every version of a template, or of all, by key and then newest first; raises Refusal for an unknown key."""
        today = self.now().date()
        with self.open_work(writes=False) as work:
            lines = work.template_book.lines(key)
            if key and not lines:
                work.templates.latest(key, today)  # says which keys there are
            followers = work.template_book.followers()
            found = []
            for line in lines:
                best = in_force([one for one in lines if one.key == line.key], today)
                place = (line.key, line.version)
                follow = followers.get(place, Followers())
                found.append(_version(line, work.templates.version(*place), line == best, follow))
        return tuple(sorted(found, key=lambda one: (one.key, -one.ordinal)))

    def version(self, key: str, version: str) -> ApprovalTemplate:
        """One version; raises Refusal naming the versions there are."""
        with self.open_work(writes=False) as work:
            return named_version(work, key, version, self.now().date())

    def diff(self, key: str, old: str, new: str) -> tuple[Difference, ...]:
        """What differs between two versions of a template; raises Refusal when one is unknown."""
        return diff(self.version(key, old), self.version(key, new))

    def sources(self) -> Mapping[str, str]:
        """The words of every source that matters name by its key, such as a law with its articles."""
        return self.bundled.sources()

    def check(self, path: Path) -> tuple[Problem, ...]:
        """Every problem of a template file, with file and line."""
        return self.bundled.check(path)

    def catch_up(self) -> int:
        """Bring bundled templates in when the bundle changed since last time; answers how many versions were added."""
        digest = self.bundled.digest()
        with self.open_work(writes=False) as work:
            if work.recall(BUNDLE_FACT) == digest:
                return 0
        with self.open_work() as work:
            added = sum(work.templates.add_version(one) for one in self.bundled.all())
            work.remember(BUNDLE_FACT, digest)
            work.commit()
        return added


def named_version(work: UnitOfWork, key: str, version: str, today: date) -> ApprovalTemplate:
    """A version by name, the one in force for an empty name; raises Refusal naming the versions there are."""
    if not version:
        return work.templates.latest(key, today)
    names = [line.version for line in work.template_book.lines(key)]
    if not names:
        return work.templates.latest(key, today)  # says which keys there are
    if version not in names:
        raise Refusal.say(f"流程模板 {key} 没有版本 {version}，现有：{'、'.join(names)}")
    return work.templates.version(key, version)


def _version(line: VersionLine, template: ApprovalTemplate, best: bool, follow: Followers) -> TemplateVersion:
    told = line.publication
    return TemplateVersion(
        key=line.key,
        version=line.version,
        ordinal=line.ordinal,
        name=line.name,
        steps=len(template.steps),
        effective_from=template.effective_from,
        origin=line.origin,
        in_force=best,
        unverified=unverified(template),
        cases=follow.cases,
        running=follow.running,
        recorded_at=told.recorded_at if told else None,
        recorded_by=told.recorded_by if told else "",
        why=told.why if told else "",
        base=told.base if told else "",
        source=told.source if told else "",
    )


def unverified(template: ApprovalTemplate) -> bool:
    """Whether a version says of itself that something must still be checked."""
    told = (template.name, template.applies_to, *template.notes, *(mark.source for mark in template.benchmarks))
    return any(_TO_VERIFY in text for text in told) or any(
        step.matter.verified == "general" or _TO_VERIFY in step.condition for step in template.steps
    )
