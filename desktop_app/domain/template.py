"""Approval templates 流程模板: graphs of matters with choices, parallel groups and benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop_app.domain import graph
from desktop_app.domain.benchmark import Benchmark
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.refusals import Refusal

Where = tuple[str | int, ...]
"""A place inside a template as a path of field names and positions, e.g. `("steps", 3, "after", 0)`."""

EVENTS = frozenset({"received", "accepted", "done"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint about a template or matter file: the file, its 1-based line and a Chinese sentence."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file} 第 {self.line} 行：{self.message}"


class TemplateProblem(ValueError):
    """A template that contradicts itself; `message` is a Chinese sentence and `where` the path to the place."""

    def __init__(self, message: str, where: Where) -> None:
        super().__init__(message)
        self.message = message
        self.where = where


class ChoiceRule(StrEnum):
    """How many members of a choice group a case may include."""

    EXACTLY_ONE = "exactly_one"
    AT_MOST_ONE = "at_most_one"


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Matters of which a case takes exactly one or at most one, such as the four ways of environmental approval."""

    name: str
    rule: ChoiceRule
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParallelGroup:
    """Steps handled together; the joint `limit` runs from the first start to the last finish of its members."""

    name: str
    members: tuple[str, ...]
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """A rule of the milestone template: a project that stays longer than `days` of `unit` counts as `name` (三未)."""

    name: str
    definition: str
    days: int
    unit: Unit
    source: str = ""


@dataclass(frozen=True, slots=True)
class StepPart:
    """A part 分项 of a step with its own mark of being done, such as the stages of a permit or of 联合验收."""

    name: str
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """One step of a template: a matter, the codes it follows, and what this template says differently.

    A step with `parts` may be finished in stages; each part is marked done on its own day.
    """

    matter: Matter
    after: tuple[str, ...] = ()
    name: str = ""
    optional: bool = False
    condition: str = ""
    parallel_group: str = ""
    promised: Limit | None = None
    parts: tuple[StepPart, ...] = ()

    @property
    def code(self) -> str:
        """The code of the matter, which names the step inside its template."""
        return self.matter.code

    @property
    def title(self) -> str:
        """The step's own name before the matter's."""
        return self.name or self.matter.name

    @property
    def promised_limit(self) -> Limit | None:
        """The promised limit 承诺时限: the step's own before the matter's."""
        return self.promised or self.matter.promised

    @property
    def statutory_limit(self) -> Limit | None:
        """The statutory limit 法定时限 of the matter."""
        return self.matter.statutory


@dataclass(frozen=True, slots=True)
class ApprovalTemplate:
    """A validated approval template; raises TemplateProblem when its parts contradict each other."""

    key: str
    name: str
    region: str = ""
    version: str = ""
    effective_from: date | None = None
    applies_to: str = ""
    notes: tuple[str, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    choices: tuple[ChoiceGroup, ...] = ()
    groups: tuple[ParallelGroup, ...] = ()
    steps: tuple[StepTemplate, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    codes: tuple[str, ...] = field(init=False, repr=False, compare=False, default=())
    """The matter codes of the steps in the order of the file."""
    links: tuple[tuple[str, tuple[str, ...]], ...] = field(init=False, repr=False, compare=False, default=())
    """Every code with those it follows; asked for at every look at a case and so worked out once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", tuple(step.code for step in self.steps))
        object.__setattr__(self, "links", tuple((step.code, step.after) for step in self.steps))
        for problem in template_problems(self.steps, self.choices, self.groups, self.benchmarks):
            raise problem

    @property
    def order(self) -> tuple[str, ...]:
        """The codes with every step behind its predecessors, otherwise in the order of the file."""
        return graph.topological_order({step.code: step.after for step in self.steps})

    def step(self, code: str) -> StepTemplate:
        """The step of a matter; raises Refusal when the template has none."""
        for step in self.steps:
            if step.code == code:
                return step
        raise Refusal.say(f"流程模板 {self.key} 里没有事项 {code}，请核对事项编号。")


def template_problems(
    steps: tuple[StepTemplate, ...],
    choices: tuple[ChoiceGroup, ...],
    groups: tuple[ParallelGroup, ...],
    benchmarks: tuple[Benchmark, ...],
) -> Iterator[TemplateProblem]:
    """Everything that is wrong between the parts of a template, in the order of the file."""
    yield from _step_problems(steps)
    yield from _graph_problems(steps)
    yield from _choice_problems(steps, choices)
    yield from _group_problems(steps, groups)
    yield from _benchmark_problems(steps, benchmarks)


def _step_problems(steps: tuple[StepTemplate, ...]) -> Iterator[TemplateProblem]:
    codes = {step.code for step in steps}
    seen: set[str] = set()
    if not steps:
        yield TemplateProblem("模板没有任何环节，至少要有一个", ("steps",))
    for index, step in enumerate(steps):
        if step.code in seen:
            yield TemplateProblem(
                f"环节 {step.code} 重复出现，同一事项在一个模板里只能有一次", ("steps", index, "matter")
            )
        seen.add(step.code)
        for position, code in enumerate(step.after):
            where: Where = ("steps", index, "after", position)
            if code not in codes:
                yield TemplateProblem(f"环节 {step.code} 的前置 {code} 不在本模板的环节里", where)
            elif code in step.after[:position]:
                yield TemplateProblem(f"环节 {step.code} 的前置 {code} 写了两次", where)


def _graph_problems(steps: tuple[StepTemplate, ...]) -> Iterator[TemplateProblem]:
    after = {step.code: step.after for step in steps}
    lines = {step.code: index for index, step in enumerate(steps)}
    if steps and all(step.after for step in steps):
        yield TemplateProblem("没有起始环节：每个环节都有前置，流程无从开始", ("steps",))
    looped: set[str] = set()
    for cycle in graph.cycles(after):
        looped.update(cycle)
        path = " → ".join((*cycle, cycle[0]))
        yield TemplateProblem(f"环节前后成环：{path}", ("steps", lines[cycle[0]], "after"))
    for code in graph.behind(after, looped):
        yield TemplateProblem(f"环节 {code} 排在成环的环节之后，永远轮不到", ("steps", lines[code], "after"))


def _choice_problems(steps: tuple[StepTemplate, ...], choices: tuple[ChoiceGroup, ...]) -> Iterator[TemplateProblem]:
    by_code = {step.code: step for step in steps}
    owner: dict[str, str] = {}
    for index, choice in enumerate(choices):
        if not choice.members:
            yield TemplateProblem(f"择一组“{choice.name}”没有成员", ("choices", index))
        for position, code in enumerate(choice.members):
            where: Where = ("choices", index, "members", position)
            if code not in by_code:
                yield TemplateProblem(f"择一组“{choice.name}”的成员 {code} 不在本模板的环节里", where)
            elif not by_code[code].optional:
                yield TemplateProblem(
                    f"择一组“{choice.name}”的成员 {code} 不是可选环节，请把它设为可选（文件里写 optional: true）", where
                )
            if code in owner:
                yield TemplateProblem(f"成员 {code} 已在择一组“{owner[code]}”里，不能再进“{choice.name}”", where)
            owner.setdefault(code, choice.name)


def _group_problems(steps: tuple[StepTemplate, ...], groups: tuple[ParallelGroup, ...]) -> Iterator[TemplateProblem]:
    named = {step.code: step.parallel_group for step in steps}
    members: dict[str, tuple[str, ...]] = {}
    for index, group in enumerate(groups):
        if group.name in members:
            yield TemplateProblem(f"并联组“{group.name}”重复出现", ("groups", index))
        members[group.name] = group.members
        for position, code in enumerate(group.members):
            where: Where = ("groups", index, "members", position)
            if code not in named:
                yield TemplateProblem(f"并联组“{group.name}”的成员 {code} 不在本模板的环节里", where)
            elif named[code] != group.name:
                yield TemplateProblem(f"环节 {code} 没有写 parallel_group: {group.name}，与并联组的成员不一致", where)
    for index, step in enumerate(steps):
        if not step.parallel_group:
            continue
        if step.parallel_group not in members:
            message = f"环节 {step.code} 的并联组“{step.parallel_group}”没有定义"
            yield TemplateProblem(message, ("steps", index, "parallel_group"))
        elif step.code not in members[step.parallel_group]:
            message = f"并联组“{step.parallel_group}”的成员里没有环节 {step.code}"
            yield TemplateProblem(message, ("steps", index, "parallel_group"))


def _benchmark_problems(
    steps: tuple[StepTemplate, ...], benchmarks: tuple[Benchmark, ...]
) -> Iterator[TemplateProblem]:
    codes = {step.code for step in steps}
    for index, benchmark in enumerate(benchmarks):
        for end, point in (("start", benchmark.start), ("end", benchmark.end)):
            if point.matter not in codes:
                message = f"对标“{benchmark.name}”指向的事项 {point.matter} 不在本模板的环节里"
                yield TemplateProblem(message, ("benchmarks", index, end, "matter"))
            if point.event not in EVENTS:
                message = f"对标“{benchmark.name}”的事件 {point.event} 看不懂，只能写 received、accepted 或 done"
                yield TemplateProblem(message, ("benchmarks", index, end, "event"))
        for position, code in enumerate(benchmark.leaves_out):
            if code not in codes:
                message = f"对标“{benchmark.name}”不计入的事项 {code} 不在本模板的环节里"
                yield TemplateProblem(message, ("benchmarks", index, "leaves_out", position))
