"""Checklist 材料清单: what a step asks for beside what has come, counted from the log of materials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.custody import (
    Check,
    CustodyItem,
    MaterialAct,
    MaterialEntry,
    counts_words,
    custody_items,
    valid_entries,
)
from desktop_app.domain.matter import Material
from desktop_app.domain.template import StepTemplate


class LineKind(StrEnum):
    """Why a line is on the checklist: asked for, the certificate a step ends in, or brought besides."""

    ASKED = "asked"
    RESULT = "result"
    BESIDES = "besides"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many originals, paper copies and e-files."""

    originals: int = 0
    copies: int = 0
    efiles: int = 0

    def covers(self, other: Counts) -> bool:
        """Whether there is at least as much of everything."""
        return self.originals >= other.originals and self.copies >= other.copies and self.efiles >= other.efiles

    def words(self) -> str:
        """原件 1、复印件 2; 无 when there is nothing."""
        return counts_words(self.originals, self.copies, self.efiles)


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One material of a step: due and received, with its entries, originals and files that count."""

    matter: str
    name: str
    kind: LineKind
    due: Counts = Counts()
    received: Counts = Counts()
    seen: int = 0
    tolerable: bool = False
    source: str = ""
    note: str = ""
    entries: tuple[MaterialEntry, ...] = ()
    items: tuple[CustodyItem, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything due has come; a certificate counts once it is there."""
        if self.kind is LineKind.RESULT:
            return bool(self.received.originals or self.received.efiles or self.received.copies)
        return self.received.covers(self.due)

    @property
    def files(self) -> tuple[MaterialEntry, ...]:
        """The attached files, oldest first."""
        return tuple(one for one in self.entries if one.act is MaterialAct.ATTACH)

    @property
    def last(self) -> MaterialEntry | None:
        """The newest entry: who, and when."""
        return self.entries[-1] if self.entries else None

    @property
    def check_words(self) -> str:
        """What became of the originals when they came: 验, 收, or both."""
        kept = self.received.originals - self.seen
        told = [f"收 {kept}"] if kept else []
        return "、".join(told + ([f"验 {self.seen}"] if self.seen else []))


@dataclass(frozen=True, slots=True)
class StepMaterials:
    """The checklist of one step."""

    step: StepTemplate
    lines: tuple[MaterialLine, ...]

    @property
    def asked(self) -> tuple[MaterialLine, ...]:
        """The lines the step asks for."""
        return tuple(line for line in self.lines if line.kind is LineKind.ASKED)

    @property
    def complete(self) -> int:
        """How many of those are complete."""
        return sum(line.complete for line in self.asked)


def due_counts(material: Material) -> Counts:
    """What a material asks for: its form names originals (also 申请表), 复印件 or 电子件, in so many copies each."""
    copies, efiles = "复印" in material.form, "电子" in material.form
    originals = "原件" in material.form or not (copies or efiles)
    number = material.copies
    return Counts(number * originals, number * copies, number * efiles)


def step_materials(step: StepTemplate, entries: Sequence[MaterialEntry]) -> StepMaterials:
    """The checklist of a step from the entries of its project, in the order of the template; others come last."""
    items = [one for one in custody_items(entries) if one.received.matter == step.code]
    chained = {one.id for one in items}
    # A move belongs to the line of the original, whichever step it was taken to.
    own = [one for one in valid_entries(entries) if one.item in chained or (not one.item and one.matter == step.code)]
    lines = [
        _line(step, one.name, LineKind.ASKED, own, items, due=due_counts(one), material=one)
        for one in step.matter.materials
    ]
    result = step.matter.result
    told = {line.name for line in lines}
    if result is not None and result.name and result.name not in told:
        lines.append(_line(step, result.name, LineKind.RESULT, own, items))
        told.add(result.name)
    besides = dict.fromkeys(one.material for one in own if one.material not in told)
    lines += [_line(step, name, LineKind.BESIDES, own, items) for name in besides]
    return StepMaterials(step, tuple(lines))


def _line(
    step: StepTemplate,
    name: str,
    kind: LineKind,
    own: Sequence[MaterialEntry],
    items: Sequence[CustodyItem],
    *,
    due: Counts = Counts(),
    material: Material | None = None,
) -> MaterialLine:
    entries = tuple(one for one in own if one.material == name)
    receipts = [one for one in entries if one.act is MaterialAct.RECEIVE]
    attached = sum(one.act is MaterialAct.ATTACH for one in entries)
    source = step.matter.authority if kind is LineKind.RESULT else "企业"
    return MaterialLine(
        matter=step.code,
        name=name,
        kind=kind,
        due=due,
        received=Counts(
            sum(one.originals for one in receipts),
            sum(one.copies for one in receipts),
            sum(one.efiles for one in receipts) + attached,
        ),
        seen=sum(one.originals for one in receipts if one.check is Check.SEEN),
        tolerable=material.tolerable if material else False,
        source="部门共享" if material and material.internal_share else source,
        note=material.note if material else "",
        entries=entries,
        items=tuple(one for one in items if one.received.material == name),
    )
