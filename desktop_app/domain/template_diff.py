"""Differences between two versions of a template: steps, limits, materials, edges and groups, each in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from desktop_app.domain.benchmark import POINT_WORDS, Benchmark
from desktop_app.domain.limit import BoundParty, Limit, LimitKind
from desktop_app.domain.matter import Material, Matter, ResultPaper
from desktop_app.domain.template import ChoiceGroup, ChoiceRule, ParallelGroup, StepTemplate, Threshold


class Change(StrEnum):
    """What happened to a thing between the older and the newer version."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what kind of thing, at which step (empty: none), what it was and what it is, and the sentence."""

    kind: Change
    subject: str
    words: str
    step: str = ""
    before: str = ""
    after: str = ""


class Content(Protocol):
    """What can be compared: a version or a draft."""

    @property
    def name(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def applies_to(self) -> str: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def steps(self) -> tuple[StepTemplate, ...]: ...
    @property
    def choices(self) -> tuple[ChoiceGroup, ...]: ...
    @property
    def groups(self) -> tuple[ParallelGroup, ...]: ...
    @property
    def benchmarks(self) -> tuple[Benchmark, ...]: ...
    @property
    def thresholds(self) -> tuple[Threshold, ...]: ...


def diff(old: Content, new: Content) -> tuple[Difference, ...]:
    """Everything that differs, in the order it is read: head, steps in their order, then groups and marks."""
    return tuple(_differences(old, new))


def _differences(old: Content, new: Content) -> Iterator[Difference]:
    for field, word in (("name", "名称"), ("region", "地区"), ("applies_to", "适用范围")):
        yield from _changed("head", "", f"模板{word}", getattr(old, field), getattr(new, field))
    yield from _changed("head", "", "模板说明", "；".join(old.notes), "；".join(new.notes))
    yield from _step_lists(old, new)
    yield from _named("choice", "择一组", old.choices, new.choices, _choice_words)
    yield from _named("group", "并联组", old.groups, new.groups, _group_words)
    yield from _named("benchmark", "对标", old.benchmarks, new.benchmarks, _benchmark_words)
    yield from _named("threshold", "三未标准", old.thresholds, new.thresholds, _threshold_words)


def _step_lists(old: Content, new: Content) -> Iterator[Difference]:
    before = {step.code: step for step in old.steps}
    after = {step.code: step for step in new.steps}
    for code, step in before.items():
        if code not in after:
            yield Difference(Change.REMOVED, "step", f"删去环节 {_named_step(step)}", code, before=step.title)
    for code, step in after.items():
        if code not in before:
            told = f"，前置 {'、'.join(step.after)}" if step.after else "，没有前置"
            yield Difference(Change.ADDED, "step", f"新增环节 {_named_step(step)}{told}", code, after=step.title)
        elif step != before[code]:
            found = tuple(_step(before[code], step))
            # Two papers of one name, say: what no sentence speaks of must not look unchanged.
            yield from found or (Difference(Change.CHANGED, "step", f"环节 {_named_step(step)}的其他内容有变", code),)
    kept = [code for code in before if code in after]
    order = [code for code in after if code in before]
    if kept != order:
        yield Difference(Change.CHANGED, "order", "环节的排列次序有变", before=" ".join(kept), after=" ".join(order))


def _named_step(step: StepTemplate) -> str:
    return f"{step.code}“{step.title}”"


def _step(old: StepTemplate, new: StepTemplate) -> Iterator[Difference]:
    code, name = new.code, _named_step(new)
    yield from _changed("step", code, f"环节 {code} 的名称", old.title, new.title)
    for one in new.after:
        if one not in old.after:
            yield Difference(Change.ADDED, "edge", f"环节 {name}新增前置 {one}", code, after=one)
    for one in old.after:
        if one not in new.after:
            yield Difference(Change.REMOVED, "edge", f"环节 {name}不再等 {one}", code, before=one)
    yield from _changed("step", code, f"环节 {name}", _option_words(old), _option_words(new))
    yield from _changed("group", code, f"环节 {name}的并联组", old.parallel_group, new.parallel_group)
    for word, was, now in (
        ("承诺时限", old.promised_limit, new.promised_limit),
        ("法定时限", old.statutory_limit, new.statutory_limit),
        ("补正告知时限", old.matter.correction_notice, new.matter.correction_notice),
    ):
        yield from _changed("limit", code, f"环节 {name}的{word}", limit_words(was), limit_words(now))
    if old.promised != new.promised and old.promised_limit == new.promised_limit:
        whose = _whose(old), _whose(new)
        yield from _changed("limit", code, f"环节 {name}的承诺时限出处", *whose)
    yield from _changed("part", code, f"环节 {name}的分项", _part_words(old), _part_words(new))
    yield from _matter(name, old.matter, new.matter)


def _whose(step: StepTemplate) -> str:
    return "取自事项" if step.promised is None else "本模板写明"


def _matter(name: str, old: Matter, new: Matter) -> Iterator[Difference]:
    code = new.code
    for field, word in _FACTS.items():
        yield from _changed("matter", code, f"环节 {name}的{word}", _text(old, field), _text(new, field))
    yield from _changed("result", code, f"环节 {name}的办理结果", result_words(old.result), result_words(new.result))
    was = {material.name: material for material in old.materials}
    now = {material.name: material for material in new.materials}
    for title, material in now.items():
        if title not in was:
            told = f"环节 {name}新增材料：{material_words(material)}"
            yield Difference(Change.ADDED, "material", told, code, after=material_words(material))
        else:
            words = material_words(was[title]), material_words(material)
            yield from _changed("material", code, f"环节 {name}的材料“{title}”", *words)
    for title, material in was.items():
        if title not in now:
            told = f"环节 {name}不再要材料：{material_words(material)}"
            yield Difference(Change.REMOVED, "material", told, code, before=material_words(material))
    if old.materials != new.materials and sorted(was) == sorted(now) and list(was) != list(now):
        told = f"环节 {name}的材料次序有变"
        yield Difference(Change.CHANGED, "material", told, code, "、".join(was), "、".join(now))


_FACTS: Mapping[str, str] = {
    "name": "事项名称",
    "stage": "阶段",
    "authority": "审批机关",
    "approval_kind": "事项类型",
    "service_mode": "服务方式",
    "verified": "核实情况",
    "sources": "依据",
    "exclusions": "不计时环节",
    "choice_group": "择一标记",
    "milestone": "里程碑",
    "ask_days": "工期",
    "note": "备注",
}


def _text(matter: Matter, field: str) -> str:
    value = getattr(matter, field)
    if field == "exclusions":
        return "、".join(
            f"{one.kind}{'' if one.max_days is None else f'≤{Limit(one.max_days, one.unit).words()}'}（{one.basis}）"
            for one in matter.exclusions
        )
    if field == "ask_days":
        return "立件后询问" if value else "不询问"
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _changed(subject: str, step: str, what: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        told = f"{what}：{before or '（无）'} → {after or '（无）'}"
        yield Difference(Change.CHANGED, subject, told, step, before, after)


_Thing = TypeVar("_Thing", ChoiceGroup, ParallelGroup, Benchmark, Threshold)


def _named(
    subject: str, kind: str, old: Sequence[_Thing], new: Sequence[_Thing], words: Callable[[_Thing], str]
) -> Iterator[Difference]:
    before, after = {one.name: one for one in old}, {one.name: one for one in new}
    for name, thing in before.items():
        if name not in after:
            yield Difference(Change.REMOVED, subject, f"删去{kind}“{name}”：{words(thing)}", before=words(thing))
    for name, thing in after.items():
        if name not in before:
            yield Difference(Change.ADDED, subject, f"新增{kind}“{name}”：{words(thing)}", after=words(thing))
        else:
            yield from _changed(subject, "", f"{kind}“{name}”", words(before[name]), words(thing))
    if sorted(before) == sorted(after) and list(before) != list(after):
        yield Difference(Change.CHANGED, "order", f"{kind}的排列次序有变", "", "、".join(before), "、".join(after))


_STARTS = {"received": "收件", "accepted": "受理"}


def limit_words(limit: Limit | None) -> str:
    """A limit with everything that tells it from another one; empty for none."""
    if limit is None:
        return ""
    start = _STARTS.get(limit.start) or f"{limit.start.removeprefix('done:')} 办结"
    told = [f"{limit.words()}，自{start}起"]
    told += ["最短期限"] if limit.kind is LimitKind.MINIMUM else []
    told += ["约束企业"] if limit.bound_party is BoundParty.ENTERPRISE else []
    told += [one for one in (limit.basis, limit.text) if one]
    return "，".join(told)


def material_words(material: Material) -> str:
    """A material in one line: what, in which form, how many, and whether it may follow later."""
    told = [f"{material.name}（{material.form or '形式不限'} {material.copies} 份"]
    told += ["可容缺"] if material.tolerable else []
    told += ["部门共享"] if material.internal_share else []
    told += [material.note] if material.note else []
    return "，".join(told) + "）"


def result_words(result: ResultPaper | None) -> str:
    """What a step ends in, with its validity; empty for nothing."""
    if result is None:
        return ""
    lasts = result.lasts
    told = [result.name]
    told += [f"有效期 {result.validity}"] if result.validity else []
    if lasts is not None:
        start = _STARTS.get(lasts.from_event, "办结")
        told.append(f"自{start}起 {lasts.words()}")
        told += [lasts.basis] if lasts.basis else []
        told += [f"用于 {'、'.join(lasts.used_by)}"] if lasts.used_by else []
        told += [f"届满 {lasts.renew_before.words()}前申请延续"] if lasts.renew_before else []
    return "，".join(told)


def _option_words(step: StepTemplate) -> str:
    if not step.optional:
        return "必经" + (f"（{step.condition}）" if step.condition else "")
    return "可选" + (f"（{step.condition}）" if step.condition else "")


def _part_words(step: StepTemplate) -> str:
    return "、".join(part.name + (f" {limit_words(part.limit)}" if part.limit else "") for part in step.parts)


def _choice_words(choice: ChoiceGroup) -> str:
    rule = "必选一项" if choice.rule is ChoiceRule.EXACTLY_ONE else "至多选一项"
    return f"{'、'.join(choice.members)}（{rule}）"


def _group_words(group: ParallelGroup) -> str:
    joint = f"合计 {limit_words(group.limit)}" if group.limit else "没有合计时限"
    return f"{'、'.join(group.members)}（{joint}）"


def _benchmark_words(mark: Benchmark) -> str:
    start = f"{mark.start.matter} {POINT_WORDS.get(mark.start.event, mark.start.event)}"
    end = f"{mark.end.matter} {POINT_WORDS.get(mark.end.event, mark.end.event)}"
    left_out = f"，不计 {'、'.join(mark.leaves_out)}" if mark.leaves_out else ""
    told = [f"{start} 至 {end} {Limit(max(mark.days, 0), mark.unit).words()}{left_out}"]
    told += ["不含补正"] if not mark.corrections else []
    told += ["不含特别程序"] if not mark.special else []
    told += ["待核"] if not mark.verified else []
    return "，".join((*told, *(one for one in (mark.note, mark.source) if one)))


def _threshold_words(one: Threshold) -> str:
    return f"{one.definition}，{Limit(max(one.days, 0), one.unit).words()}" + (f"，{one.source}" if one.source else "")
