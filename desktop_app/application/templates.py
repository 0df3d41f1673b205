"""Templates 流程模板: the bundled ones brought into the workspace as immutable versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.application.ports import OpenUnitOfWork
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate, Problem

BUNDLE_FACT = "template-bundle"
"""The remembered fact that tells which bundle of template files was brought in last."""


@dataclass(frozen=True, slots=True)
class BundledTemplates:
    """The templates that come with the program; loading them is left to the catalog and done at most when asked."""

    load: Callable[[], tuple[ApprovalTemplate, ...]]
    check: Callable[[Path], tuple[Problem, ...]]
    digest: Callable[[], str]

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
class TemplateService:
    """Use cases on the template versions of a workspace."""

    open_work: OpenUnitOfWork
    bundled: BundledTemplates

    def all(self) -> tuple[ApprovalTemplate, ...]:
        """The newest version of every template in the workspace."""
        with self.open_work(writes=False) as work:
            return tuple(work.templates.all_latest())

    def get(self, key: str) -> ApprovalTemplate:
        """The newest version of one template; raises Refusal when unknown."""
        with self.open_work(writes=False) as work:
            return work.templates.latest(key)

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
