"""Drafts of templates: an immutable value, functions that change one thing of it, and what is still wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Self, TypeVar

from desktop_app.domain.benchmark import Benchmark
from desktop_app.domain.limit import Limit
from desktop_app.domain.matter import Material, Matter, ResultPaper
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import (
    ApprovalTemplate,
    ChoiceGroup,
    ParallelGroup,
    StepPart,
    StepTemplate,
    Threshold,
    Where,
    template_problems,
)

_Named = TypeVar("_Named", ChoiceGroup, ParallelGroup, Benchmark, Threshold)


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """A template being edited: it may contradict itself until it is published; `base` is the version it began from."""

    key: str
    name: str
    base: str = ""
    region: str = ""
    applies_to: str = ""
    notes: tuple[str, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    choices: tuple[ChoiceGroup, ...] = ()
    groups: tuple[ParallelGroup, ...] = ()
    steps: tuple[StepTemplate, ...] = ()
    thresholds: tuple[Threshold, ...] = ()

    @classmethod
    def of(cls, template: ApprovalTemplate) -> Self:
        """A draft that says what a version says."""
        same = {name: getattr(template, name) for name in _CONTENT}
        return cls(key=template.key, base=template.version, **same)

    @property
    def codes(self) -> tuple[str, ...]:
        """The matter codes of the steps in their order."""
        return tuple(step.code for step in self.steps)

    def step(self, code: str) -> StepTemplate:
        """The step of a matter; raises Refusal when the draft has none."""
        for step in self.steps:
            if step.code == code:
                return step
        raise Refusal.say(f"草稿 {self.key} 里没有环节 {code}，请核对事项编号。")

    def template(self, version: str, effective_from: date | None) -> ApprovalTemplate:
        """The draft as a version; raises TemplateProblem while its parts contradict each other."""
        same = {name: getattr(self, name) for name in _CONTENT}
        return ApprovalTemplate(key=self.key, version=version, effective_from=effective_from, **same)


_CONTENT = tuple(one.name for one in fields(TemplateDraft) if one.name not in ("key", "base"))


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """One reason why a draft cannot be published, the place in it, and the step to look at (empty: none)."""

    message: str
    where: Where
    step: str = ""


def set_head(
    draft: TemplateDraft, *, name: str | None = None, region: str | None = None, applies_to: str | None = None
) -> TemplateDraft:
    """Change what stands above the steps; None leaves a field as it is."""
    return replace(
        draft,
        name=draft.name if name is None else name.strip(),
        region=draft.region if region is None else region.strip(),
        applies_to=draft.applies_to if applies_to is None else applies_to.strip(),
    )


def set_notes(draft: TemplateDraft, notes: tuple[str, ...]) -> TemplateDraft:
    """Replace the remarks; empty ones are left out."""
    return replace(draft, notes=tuple(note.strip() for note in notes if note.strip()))


def add_step(
    draft: TemplateDraft, matter: Matter, after: tuple[str, ...] = (), position: int | None = None
) -> TemplateDraft:
    """Put a matter into the draft, at the end or before the step at `position`; raises Refusal when it is there."""
    if matter.code in draft.codes:
        raise Refusal.say(f"环节 {matter.code} 已经在草稿里，同一事项在一个模板里只能有一次。")
    place = len(draft.steps) if position is None else max(0, position)
    step = StepTemplate(matter, after=tuple(dict.fromkeys(after)))
    return replace(draft, steps=(*draft.steps[:place], step, *draft.steps[place:]))


def remove_step(draft: TemplateDraft, code: str) -> TemplateDraft:
    """Take a step out: its successors wait for what it waited for, and it leaves every group.

    A benchmark that begins or ends with it stays, so that somebody decides what becomes of it.
    """
    gone = draft.step(code)
    steps = tuple(
        replace(step, after=_without(step.after, code, gone.after)) for step in draft.steps if step.code != code
    )
    choices = [replace(one, members=_without(one.members, code)) for one in draft.choices]
    groups = [replace(one, members=_without(one.members, code)) for one in draft.groups]
    return replace(
        draft,
        steps=steps,
        choices=tuple(one for one in choices if one.members),
        groups=tuple(one for one in groups if one.members),
        benchmarks=tuple(replace(one, leaves_out=_without(one.leaves_out, code)) for one in draft.benchmarks),
    )


def _without(codes: tuple[str, ...], code: str, instead: tuple[str, ...] = ()) -> tuple[str, ...]:
    if code not in codes:
        return codes
    place = codes.index(code)
    return tuple(dict.fromkeys(one for one in (*codes[:place], *instead, *codes[place + 1 :]) if one != code))


def move_step(draft: TemplateDraft, code: str, position: int) -> TemplateDraft:
    """Put a step at another place of the list, which is also its place on paper."""
    moved = draft.step(code)
    others = [step for step in draft.steps if step.code != code]
    place = min(max(0, position), len(others))
    return replace(draft, steps=(*others[:place], moved, *others[place:]))


def _on_step(draft: TemplateDraft, code: str, **changes: object) -> TemplateDraft:
    draft.step(code)
    steps = (replace(step, **changes) if step.code == code else step for step in draft.steps)  # type: ignore[arg-type]
    return replace(draft, steps=tuple(steps))


def _on_matter(draft: TemplateDraft, code: str, **changes: object) -> TemplateDraft:
    return _on_step(draft, code, matter=replace(draft.step(code).matter, **changes))  # type: ignore[arg-type]


def rename_step(draft: TemplateDraft, code: str, name: str) -> TemplateDraft:
    """Call a step something else in this template; the matter's own name, or nothing, takes that back."""
    name = name.strip()
    return _on_step(draft, code, name="" if name == draft.step(code).matter.name else name)


def set_optional(draft: TemplateDraft, code: str, optional: bool, condition: str = "") -> TemplateDraft:
    """Make a step optional with the condition under which it is done, or required."""
    return _on_step(draft, code, optional=optional, condition=condition.strip() if optional else "")


def set_after(draft: TemplateDraft, code: str, after: tuple[str, ...]) -> TemplateDraft:
    """Say which steps a step waits for; a code that is not in the draft is a problem, not a refusal."""
    return _on_step(draft, code, after=tuple(dict.fromkeys(one.strip() for one in after if one.strip())))


def add_edge(draft: TemplateDraft, before: str, code: str) -> TemplateDraft:
    """Let a step wait for another one; raises Refusal when that would run in a circle."""
    draft.step(before)
    if before == code or code in _all_before(draft, before):
        raise Refusal.say(f"{before} 已经排在 {code} 之后，再让 {code} 等它就成环了。")
    return set_after(draft, code, (*draft.step(code).after, before))


def remove_edge(draft: TemplateDraft, before: str, code: str) -> TemplateDraft:
    """Let a step no longer wait for another one."""
    return set_after(draft, code, tuple(one for one in draft.step(code).after if one != before))


def _all_before(draft: TemplateDraft, code: str) -> frozenset[str]:
    after = {step.code: step.after for step in draft.steps}
    reached: set[str] = set()
    ahead = list(after.get(code, ()))
    while ahead:
        one = ahead.pop()
        if one not in reached:
            reached.add(one)
            ahead.extend(after.get(one, ()))
    return frozenset(reached)


def set_promised(draft: TemplateDraft, code: str, limit: Limit | None) -> TemplateDraft:
    """Set the step's own promised limit 承诺时限; None leaves the matter's."""
    return _on_step(draft, code, promised=limit)


def set_statutory(draft: TemplateDraft, code: str, limit: Limit | None) -> TemplateDraft:
    """Set the statutory limit 法定时限 of the step's matter in this template."""
    return _on_matter(draft, code, statutory=limit)


def set_materials(draft: TemplateDraft, code: str, materials: tuple[Material, ...]) -> TemplateDraft:
    """Set the papers the step asks for."""
    return _on_matter(draft, code, materials=materials)


def set_result(draft: TemplateDraft, code: str, result: ResultPaper | None) -> TemplateDraft:
    """Set what the step ends in."""
    return _on_matter(draft, code, result=result)


def set_parts(draft: TemplateDraft, code: str, parts: tuple[StepPart, ...]) -> TemplateDraft:
    """Set the parts 分项 a step may be finished in."""
    return _on_step(draft, code, parts=parts)


def set_matter(draft: TemplateDraft, code: str, matter: Matter) -> TemplateDraft:
    """Replace any fact of a step's matter; its code stays, because cases of a project share the record by it."""
    return _on_step(draft, code, matter=replace(matter, code=code))


def set_choice(draft: TemplateDraft, choice: ChoiceGroup, was: str = "") -> TemplateDraft:
    """Add a choice group, or replace the one of that name (or the one called `was` before)."""
    return replace(draft, choices=_put(draft.choices, choice, was))


def remove_choice(draft: TemplateDraft, name: str) -> TemplateDraft:
    """Take a choice group away; its steps stay optional."""
    return replace(draft, choices=_drop(draft.choices, name, "择一组"))


def set_group(draft: TemplateDraft, group: ParallelGroup, was: str = "") -> TemplateDraft:
    """Add a parallel group, or replace the one of that name (or the one called `was` before), and tell its steps."""
    return _told(replace(draft, groups=_put(draft.groups, group, was)))


def remove_group(draft: TemplateDraft, name: str) -> TemplateDraft:
    """Take a parallel group away and tell its steps."""
    return _told(replace(draft, groups=_drop(draft.groups, name, "并联组")))


def _told(draft: TemplateDraft) -> TemplateDraft:
    """Each step names the first group that counts it as a member."""
    named: dict[str, str] = {}
    for group in draft.groups:
        for code in group.members:
            named.setdefault(code, group.name)
    steps = tuple(replace(step, parallel_group=named.get(step.code, "")) for step in draft.steps)
    return replace(draft, steps=steps)


def set_benchmark(draft: TemplateDraft, benchmark: Benchmark, was: str = "") -> TemplateDraft:
    """Add a benchmark, or replace the one of that name (or the one called `was` before)."""
    return replace(draft, benchmarks=_put(draft.benchmarks, benchmark, was))


def remove_benchmark(draft: TemplateDraft, name: str) -> TemplateDraft:
    """Take a benchmark away."""
    return replace(draft, benchmarks=_drop(draft.benchmarks, name, "对标"))


def set_threshold(draft: TemplateDraft, threshold: Threshold, was: str = "") -> TemplateDraft:
    """Add a 三未 threshold, or replace the one of that name (or the one called `was` before)."""
    return replace(draft, thresholds=_put(draft.thresholds, threshold, was))


def remove_threshold(draft: TemplateDraft, name: str) -> TemplateDraft:
    """Take a 三未 threshold away."""
    return replace(draft, thresholds=_drop(draft.thresholds, name, "三未标准"))


def _put(many: tuple[_Named, ...], one: _Named, was: str) -> tuple[_Named, ...]:
    names = [other.name for other in many]
    old = was or one.name
    if one.name != old and one.name in names:
        raise Refusal.say(f"“{one.name}”已经有了，请换一个名称。")
    kept = [one if other.name == old else other for other in many]
    if old not in names:
        kept.append(one)
    return tuple(kept)


def _drop(many: tuple[_Named, ...], name: str, kind: str) -> tuple[_Named, ...]:
    kept = tuple(one for one in many if one.name != name)
    if len(kept) == len(many):
        raise Refusal.say(f"草稿里没有{kind}“{name}”，请核对名称。")
    return kept


def problems(draft: TemplateDraft) -> tuple[DraftProblem, ...]:
    """Everything that keeps a draft from being published: what contradicts itself, then what is missing."""
    found = [
        DraftProblem(one.message, one.where, _step_at(draft, one.where))
        for one in template_problems(draft.steps, draft.choices, draft.groups, draft.benchmarks)
    ]
    return (*found, *_missing(draft))


def _step_at(draft: TemplateDraft, where: Where) -> str:
    match where:
        case ("steps", int(index), *_) if index < len(draft.steps):
            return draft.steps[index].code
        case ("choices", int(index), "members", int(place)):
            return _known(draft, draft.choices[index].members[place])
        case ("groups", int(index), "members", int(place)):
            return _known(draft, draft.groups[index].members[place])
    return ""


def _known(draft: TemplateDraft, code: str) -> str:
    return code if code in draft.codes else ""


def _missing(draft: TemplateDraft) -> Iterator[DraftProblem]:
    if not draft.name:
        yield DraftProblem("模板没有名称，请写明", ("name",))
    for index, step in enumerate(draft.steps):
        for field, message in _step_gaps(draft, step):
            yield DraftProblem(message, ("steps", index, field), step.code)
    for part, kind in (("choices", "择一组"), ("groups", "并联组"), ("benchmarks", "对标"), ("thresholds", "三未标准")):
        names = [one.name for one in getattr(draft, part)]
        for index, name in enumerate(names):
            if not name.strip():
                yield DraftProblem(f"第 {index + 1} 个{kind}没有名称，请写明", (part, index, "name"))
            elif name in names[:index] and part != "groups":
                yield DraftProblem(f"{kind}“{name}”重复出现，请换一个名称", (part, index, "name"))
    for index, benchmark in enumerate(draft.benchmarks):
        if benchmark.days <= 0:
            yield DraftProblem(f"对标“{benchmark.name}”的天数要大于 0", ("benchmarks", index, "days"))


def _step_gaps(draft: TemplateDraft, step: StepTemplate) -> Iterator[tuple[str, str]]:
    matter = step.matter
    for field, word in (("code", "编号"), ("name", "名称"), ("stage", "阶段"), ("authority", "审批机关")):
        if not getattr(matter, field).strip():
            yield field, f"环节 {step.code or step.title} 没有{word}，请写明"
    if matter.statutory is not None and not matter.statutory.basis.strip():
        yield "statutory", f"环节 {step.code} 的法定时限缺少法律依据，请写明"
    for word, limit in (("法定", matter.statutory), ("承诺", step.promised)):
        before = limit.start.removeprefix("done:") if limit is not None and limit.start.startswith("done:") else ""
        if before and before not in draft.codes:
            yield "promised", f"环节 {step.code} 的{word}时限从 {before} 办结起算，而 {before} 不在本模板的环节里"
    yield from _paper_gaps(step)


def _paper_gaps(step: StepTemplate) -> Iterator[tuple[str, str]]:
    matter = step.matter
    names = [material.name.strip() for material in matter.materials]
    for place, name in enumerate(names):
        if not name:
            yield "materials", f"环节 {step.code} 的第 {place + 1} 份材料没有名称，请写明或删去"
        elif name in names[:place]:
            yield "materials", f"环节 {step.code} 的材料“{name}”写了两次"
    if matter.result is not None and not matter.result.name.strip():
        yield "result", f"环节 {step.code} 的办理结果没有名称，请写明或删去"
    parts = [part.name.strip() for part in step.parts]
    if any(not name for name in parts) or len(set(parts)) < len(parts):
        yield "parts", f"环节 {step.code} 的分项要各有名称，且不能重名"
