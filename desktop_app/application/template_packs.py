"""Template packs 模板包: versions handed to another centre in a file, and taken in as versions of this workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from desktop_app.application.ports import Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.template_book import Origin, Publication
from desktop_app.application.templates import named_version
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.domain.template_diff import Difference, diff
from desktop_app.domain.template_draft import TemplateDraft, problems


@dataclass(frozen=True, slots=True)
class Pack:
    """What a file holds: versions in order of key, and the SHA-256 they are sealed with."""

    sha256: str
    templates: tuple[ApprovalTemplate, ...]


class Arrival(StrEnum):
    """What a template of a pack is to this workspace: a new key, another version of a known one, or known."""

    NEW = "new"
    VERSION = "version"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PackEntry:
    """One template of a pack: under which version name it is kept, and what it changes against the one in force."""

    key: str
    name: str
    version: str
    stored_as: str
    state: Arrival
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class PackReport:
    """What taking a pack in does, or did; what is there already is not stored again."""

    sha256: str
    entries: tuple[PackEntry, ...]

    @property
    def added(self) -> int:
        """How many versions are new to the workspace."""
        return sum(one.state is not Arrival.SAME for one in self.entries)


@dataclass(frozen=True, slots=True)
class PackWritten:
    """A pack that was written: where, its seal, and how many versions it holds."""

    path: Path
    sha256: str
    templates: int


WritePack = Callable[[Sequence[ApprovalTemplate], Path], str]
"""Writes a pack and answers its seal; raises Refusal when the file cannot be written."""

ReadPack = Callable[[Path], Pack]
"""Reads a pack; raises Refusal for a file that is damaged, foreign, or holds what cannot be a template."""


@dataclass(frozen=True, slots=True)
class PackService:
    """Use cases on template packs."""

    open_work: OpenUnitOfWork
    write_pack: WritePack
    read_pack: ReadPack
    now: Now

    def export(self, wanted: tuple[tuple[str, str], ...], path: Path) -> PackWritten:
        """Write versions, each named by key and version (empty: the one in force), into one file.

        Raises Refusal when one is unknown or named twice, when none is named, or when the file cannot be written.
        """
        if not wanted:
            raise Refusal.say("请选定要导出的流程模板")
        today = self.now().date()
        with self.open_work(writes=False) as work:
            templates = [named_version(work, key, version, today) for key, version in wanted]
        named = [(one.key, one.version) for one in templates]
        if len(set(named)) < len(named):
            raise Refusal.say("同一个模板版本选了两次，请只留一次")
        return PackWritten(path, self.write_pack(templates, path), len(templates))

    def preview(self, path: Path) -> PackReport:
        """What taking a pack in would do, nothing written; raises Refusal when it cannot be taken in at all."""
        pack = self._read(path)
        with self.open_work(writes=False) as work:
            return PackReport(pack.sha256, tuple(self._entry(work, one) for one in pack.templates))

    def take(self, path: Path, by: str, why: str = "") -> PackReport:
        """Take every version of a pack in that is not there yet; new cases follow them, running ones stay. All or none.

        A version name that is taken by other content gets a suffix. Raises Refusal when the pack cannot be used.
        """
        by = by.strip()
        if not by:
            raise Refusal.say("请写明登记人：由谁导入模板包")
        pack, entries = self._read(path), []
        with self.open_work() as work:
            for template in pack.templates:
                entry = self._entry(work, template)
                entries.append(entry)
                if entry.state is not Arrival.SAME:
                    self._keep(work, replace(template, version=entry.stored_as), path, by, why.strip())
            work.commit()
        return PackReport(pack.sha256, tuple(entries))

    def _read(self, path: Path) -> Pack:
        pack = self.read_pack(path)
        for template in pack.templates:
            found = problems(TemplateDraft.of(template))
            if found:
                raise Refusal.say(f"模板包里的流程模板 {template.key} 有问题：{found[0].message}")
        return pack

    def _entry(self, work: UnitOfWork, template: ApprovalTemplate) -> PackEntry:
        names = [line.version for line in work.template_book.lines(template.key)]
        for name in names:
            known = work.templates.version(template.key, name)
            if replace(known, version=template.version) == template:
                return PackEntry(template.key, template.name, template.version, name, Arrival.SAME)
        stored_as, suffix = template.version, 2
        while stored_as in names:
            stored_as, suffix = f"{template.version}.{suffix}", suffix + 1
        if not names:
            return PackEntry(template.key, template.name, template.version, stored_as, Arrival.NEW)
        changed = diff(work.templates.latest(template.key, self.now().date()), template)
        return PackEntry(template.key, template.name, template.version, stored_as, Arrival.VERSION, changed)

    def _keep(self, work: UnitOfWork, template: ApprovalTemplate, path: Path, by: str, why: str) -> None:
        publication = Publication(
            key=template.key,
            version=template.version,
            origin=Origin.IMPORTED,
            effective_from=template.effective_from,
            why=why or f"导入模板包 {path.name}",
            recorded_at=self.now(),
            recorded_by=by,
            source=path.name,
        )
        work.template_book.publish(template, publication)
