"""Flows 流程图: a template as it is drawn, with the words of every box and the way that decides the whole length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.graph_drawing import Drawing, Frame, Node, Sizes, draw
from desktop_app.domain.limit import Limit
from desktop_app.domain.schedule import ScheduledStep, schedule
from desktop_app.domain.template import ApprovalTemplate, ChoiceGroup, ChoiceRule, ParallelGroup, StepTemplate
from desktop_app.domain.template_draft import TemplateDraft

Drawn = ApprovalTemplate | TemplateDraft
STAGES = (
    "项目前期/签约",
    "企业登记",
    "立项用地规划许可",
    "工程建设许可",
    "施工许可",
    "施工",
    "竣工验收",
    "投产运营/入统",
)
"""The stages from top to bottom; a stage of a centre's own stands behind them."""

NO_STAGE = "其他"


@dataclass(frozen=True, slots=True)
class FlowStep:
    """The words of one box."""

    code: str
    title: str
    authority: str
    limit: str
    optional: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """The steps and edges that decide the length of the required steps, and that length in working days."""

    codes: frozenset[str] = frozenset()
    edges: frozenset[tuple[str, str]] = frozenset()
    days: int = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """A drawing with its words; `frames` tells the title of each frame by its key."""

    title: str
    drawing: Drawing
    steps: Mapping[str, FlowStep]
    frames: Mapping[str, str]
    critical: CriticalPath
    before: Mapping[str, tuple[str, ...]]
    following: Mapping[str, tuple[str, ...]]


def flow_of(template: Drawn, critical: CriticalPath | None = None, sizes: Sizes | None = None) -> Flow:
    """Draw a version or a draft; a draft that contradicts itself is drawn as far as it makes sense."""
    members = [Frame(f"choice {one.name}", one.members) for one in template.choices]
    members += [Frame(f"group {one.name}", one.members) for one in template.groups]
    titles = [*map(choice_words, template.choices), *map(group_words, template.groups)]
    frames = _titled(members, titles)
    nodes = [Node(step.code, step.matter.stage or NO_STAGE, step.after) for step in template.steps]
    drawing = draw(nodes, members, sizes, STAGES)
    before: dict[str, tuple[str, ...]] = {node.code: () for node in drawing.nodes}
    following: dict[str, tuple[str, ...]] = dict(before)
    for edge in drawing.edges:
        before[edge.code] += (edge.before,)
        following[edge.before] += (edge.code,)
    steps = {step.code: _words(step) for step in reversed(template.steps)}
    title = template.name or template.key
    return Flow(title, drawing, steps, frames, critical or CriticalPath(), before, following)


def critical_path(template: ApprovalTemplate, start: date, calendar: WorkingCalendar) -> CriticalPath:
    """The steps without slack when only required steps are done, each in its promised time, from `start` on.

    Raises Refusal when the dates leave the calendar.
    """
    planned = {one.code: one for one in schedule(template, start, calendar)}
    tight = {code for code, one in planned.items() if one.critical}
    edges = {
        (before, step.code)
        for step in template.steps
        if step.code in tight
        for before in step.after
        if before in tight and planned[before].finish == planned[step.code].start
    }
    return CriticalPath(frozenset(tight), frozenset(edges), calendar.count_working(start, _end(planned, start)))


def _end(planned: Mapping[str, ScheduledStep], start: date) -> date:
    return max((one.finish for one in planned.values()), default=start)


def _titled(frames: list[Frame], titles: list[str]) -> dict[str, str]:
    """The title of each frame, with its members that stand in an earlier frame because they belong to both."""
    found: dict[str, str] = {}
    placed: set[str] = set()
    for frame, title in zip(frames, titles, strict=True):
        elsewhere = [code for code in frame.members if code in placed]
        placed.update(frame.members)
        found.setdefault(frame.key, title + (f"（另含 {'、'.join(elsewhere)}）" if elsewhere else ""))
    return found


def choice_words(one: ChoiceGroup) -> str:
    """The title of a choice group's frame."""
    return f"{'任选一项' if one.rule is ChoiceRule.EXACTLY_ONE else '至多一项'} · {one.name}"


def group_words(one: ParallelGroup) -> str:
    """The title of a parallel group's frame, with its joint limit."""
    return f"并联 · {one.name}" + (f" · 合计 {one.limit.words()}" if one.limit else "")


def limit_words(promised: Limit | None, statutory: Limit | None) -> str:
    """The limit a box shows: the promised one, else the statutory one, each with its name."""
    if promised is not None:
        return f"承诺 {promised.words()}"
    return f"法定 {statutory.words()}" if statutory is not None else "不计时限"


def _words(step: StepTemplate) -> FlowStep:
    return FlowStep(
        step.code,
        step.title,
        step.matter.authority or "承办单位待定",
        limit_words(step.promised_limit, step.statutory_limit),
        step.optional,
        step.matter.verified == "law",
    )
