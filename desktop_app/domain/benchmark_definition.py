"""Benchmark definitions 对标定义: what a workspace measures itself against, in versions that never change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.domain import graph
from desktop_app.domain.benchmark import POINT_EVENTS, Benchmark
from desktop_app.domain.limit import MOST, Unit
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class BenchmarkDefinition:
    """One version of a definition: the benchmark, the keys of the templates it applies to, and who stated it and why.

    Without `templates` it applies to every template that has the matters of both ends (one matter may be both ends).
    Versions count from 1, the highest is in force; a `retired` one measures nothing any more.
    """

    id: str
    version: int
    mark: Benchmark
    templates: tuple[str, ...]
    at: datetime
    by: str
    reason: str = ""
    retired: bool = False

    def applies_to(self, template: ApprovalTemplate) -> bool:
        """Whether cases of a template are measured by it."""
        codes = template.codes
        named = not self.templates or template.key in self.templates
        return named and self.mark.start.matter in codes and self.mark.end.matter in codes


@dataclass(frozen=True, slots=True)
class DefinitionDraft:
    """What a person states of a definition before it becomes a version."""

    mark: Benchmark
    templates: tuple[str, ...] = ()

    def checked(self, templates: Sequence[ApprovalTemplate], taken: Collection[str] = ()) -> DefinitionDraft:
        """The draft with trimmed texts; raises Refusal saying what is missing or cannot be measured by it.

        `templates` are those of the workspace, `taken` the names other definitions have.
        """
        mark = replace(
            self.mark,
            name=" ".join(self.mark.name.split()),
            source=self.mark.source.strip(),
            note=self.mark.note.strip(),
            leaves_out=tuple(dict.fromkeys(code for code in self.mark.leaves_out if code)),
        )
        draft = DefinitionDraft(mark, tuple(dict.fromkeys(self.templates)))
        _check_words(mark, taken)
        _check_days(mark)
        _check_ends(draft, templates)
        return draft


def version_at(versions: Iterable[BenchmarkDefinition], at: datetime) -> BenchmarkDefinition | None:
    """The version that measured what was recorded at an instant: a result keeps it when the definition is edited.

    What was recorded before there was any version is measured by the first one. None when it was retired by then.
    """
    ordered = sorted(versions, key=lambda one: one.version)
    if not ordered:
        return None
    known = [one for one in ordered if one.at <= at]
    found = known[-1] if known else ordered[0]
    return None if found.retired else found


def matters_up_to(template: ApprovalTemplate, end: str) -> tuple[str, ...]:
    """The matter a benchmark ends with and every matter it waits for: only their suspensions bear on its figure."""
    behind = {step.code: step.after for step in template.steps}
    wanted, found = [end], {end}
    while wanted:
        for before in behind.get(wanted.pop(), ()):
            if before not in found:
                found.add(before)
                wanted.append(before)
    return tuple(code for code in graph.topological_order(behind) if code in found)


def _check_words(mark: Benchmark, taken: Collection[str]) -> None:
    if not mark.name:
        raise Refusal.say("请给对标起个名称，如“某项目 45 天（签约→开工）”")
    if len(mark.name) > _LONGEST_NAME:
        raise Refusal.say(f"对标名称最多 {_LONGEST_NAME} 个字，现在有 {len(mark.name)} 个，请写短一些")
    if mark.name in taken:
        raise Refusal.say(f"已经有名为“{mark.name}”的对标，请换个名称，或修改原来那一条")
    if not mark.source:
        raise Refusal.say("请写明来源：谁在哪里公布的，或本单位自定的依据")


def _check_days(mark: Benchmark) -> None:
    if not 0 < mark.days <= MOST:
        raise Refusal.say(f"天数要写 1 到 {MOST} 的整数，不能是 {mark.days}")
    if mark.unit not in (Unit.WORKING_DAYS, Unit.NATURAL_DAYS):
        raise Refusal.say("对标只能按工作日或自然日计")


def _check_ends(draft: DefinitionDraft, templates: Sequence[ApprovalTemplate]) -> None:
    mark = draft.mark
    for word, point in (("起点", mark.start), ("终点", mark.end)):
        if not point.matter:
            raise Refusal.say(f"请选定{word}的事项")
        if point.event not in POINT_EVENTS:
            raise Refusal.say(f"{word}的事件只能是收件、受理或办结（received、accepted、done），不能是“{point.event}”")
    if mark.start == mark.end:
        raise Refusal.say("起点和终点是同一件事，量不出天数；请另选一个终点")
    order = POINT_EVENTS.index(mark.start.event) > POINT_EVENTS.index(mark.end.event)
    if mark.start.matter == mark.end.matter and order:
        raise Refusal.say("同一事项里起点在终点之后，请把两头对调")
    _check_scope(draft, templates)


def _check_scope(draft: DefinitionDraft, templates: Sequence[ApprovalTemplate]) -> None:
    mark, known = draft.mark, {one.key: one for one in templates}
    for key in draft.templates:
        if key not in known:
            raise Refusal.say(f"没有流程模板 {key}，可选：{'、'.join(sorted(known))}")
        _check_template(mark, known[key])
    looked_at = [known[key] for key in draft.templates] or list(known.values())
    ends = {mark.start.matter, mark.end.matter}
    if not any(ends <= set(template.codes) for template in looked_at):
        raise Refusal.say(f"没有一个流程模板同时有事项 {mark.start.matter} 和 {mark.end.matter}，请核对事项")
    if not draft.templates:
        _check_some_order(mark, looked_at)
    every = {code for template in looked_at for code in template.codes}
    for code in mark.leaves_out:
        if code not in every:
            raise Refusal.say(f"不计入的事项 {code} 不在所选的流程模板里，请核对")


def _check_some_order(mark: Benchmark, templates: Sequence[ApprovalTemplate]) -> None:
    """A definition for every template needs one in which its end does not come before its start."""
    start, end = mark.start.matter, mark.end.matter
    both = [template for template in templates if {start, end} <= set(template.codes)]
    if start != end and all(end in matters_up_to(template, start) for template in both):
        raise Refusal.say(f"在每个流程里终点 {end} 都排在起点 {start} 之前，量不出天数，请把两头对调")


def _check_template(mark: Benchmark, template: ApprovalTemplate) -> None:
    for word, point in (("起点", mark.start), ("终点", mark.end)):
        if point.matter not in template.codes:
            raise Refusal.say(f"流程“{template.name}”里没有{word}事项 {point.matter}，请换事项，或不把这个流程列为适用")
    if mark.start.matter in matters_up_to(template, mark.end.matter):
        return
    if mark.end.matter in matters_up_to(template, mark.start.matter):
        raise Refusal.say(f"在流程“{template.name}”里终点 {mark.end.matter} 排在起点之前，请把两头对调")
