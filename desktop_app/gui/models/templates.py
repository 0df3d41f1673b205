"""Tables of templates: those there are, their versions, their steps, what differs, and what a migration changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.application.flows import choice_words, group_words
from desktop_app.application.template_book import Origin, StoredDraft
from desktop_app.application.templates import TemplateVersion
from desktop_app.domain.limit import Limit
from desktop_app.domain.template import ApprovalTemplate, StepTemplate
from desktop_app.domain.template_diff import Change, Difference
from desktop_app.domain.template_draft import DraftProblem, TemplateDraft
from desktop_app.domain.template_migration import CaseMigration
from desktop_app.domain.terms import CLOCK_WORDS, STATE_WORDS
from desktop_app.gui.models.paged import Column

ORIGIN_WORDS = {Origin.BUNDLED: "随程序提供", Origin.PUBLISHED: "本工作区发布", Origin.IMPORTED: "从模板包导入"}


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template in the list: its version in force (none while it is only a draft), and its draft if there is one."""

    key: str
    name: str
    shown: TemplateVersion | None
    versions: tuple[TemplateVersion, ...]
    draft: StoredDraft | None

    @property
    def running(self) -> int:
        """Running cases of every version."""
        return sum(one.running for one in self.versions)


def template_lines(versions: tuple[TemplateVersion, ...], drafts: tuple[StoredDraft, ...]) -> list[TemplateLine]:
    """One line per template, in order of key; a template that nobody has published yet has only its draft."""
    by_key: dict[str, list[TemplateVersion]] = {}
    for one in versions:
        by_key.setdefault(one.key, []).append(one)
    draft_of = {one.draft.key: one for one in drafts}
    found: list[TemplateLine] = []
    for key in sorted(by_key.keys() | draft_of.keys()):
        mine, draft = tuple(by_key.get(key, ())), draft_of.get(key)
        shown = next((one for one in mine if one.in_force), None)
        name = shown.name if shown else draft.draft.name if draft else mine[0].name
        found.append(TemplateLine(key, name, shown, mine, draft))
    return found


def _checked(line: TemplateLine) -> str:
    if line.shown is None:
        return "未发布"
    return "待核" if line.shown.unverified else "已核"


def _draft_words(line: TemplateLine) -> str:
    return f"{line.draft.saved_by} 编辑中" if line.draft else ""


TEMPLATE_COLUMNS: tuple[Column[TemplateLine], ...] = (
    Column("name", "流程模板", 260, lambda line: line.name, stretch=True),
    Column("key", "编号", 96, lambda line: line.key, tone=lambda _line: "soft"),
    Column("version", "现行版本", 128, lambda line: line.shown.version if line.shown else "—"),
    Column("steps", "环节", 56, lambda line: str(line.shown.steps) if line.shown else "—", right=True),
    Column("running", "在办", 56, lambda line: str(line.running or "—"), right=True),
    Column("checked", "核实", 72, _checked, tone=lambda line: "green" if _checked(line) == "已核" else "amber"),
    Column("draft", "草稿", 104, _draft_words, tone=lambda _line: "accent"),
)


def version_state(one: TemplateVersion) -> str:
    """Whether new cases take a version: 现行, or why not."""
    return "现行" if one.in_force else "未采用"


VERSION_COLUMNS: tuple[Column[TemplateVersion], ...] = (
    Column("version", "版本", 120, lambda one: one.version, stretch=True),
    Column("state", "状态", 72, version_state, tone=lambda one: "green" if one.in_force else "faint"),
    Column("running", "在办", 60, lambda one: str(one.running or "—"), right=True),
)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in the table of a template, with the names of its groups and its problems."""

    step: StepTemplate
    groups: str
    wrong: bool = False


def step_lines(template: ApprovalTemplate | TemplateDraft, wrong: frozenset[str] = frozenset()) -> list[StepLine]:
    """The steps in their order."""
    named: dict[str, list[str]] = {}
    for choice in template.choices:
        for code in choice.members:
            named.setdefault(code, []).append(choice_words(choice))
    for group in template.groups:
        for code in group.members:
            named.setdefault(code, []).append(group_words(group))
    return [StepLine(step, "；".join(named.get(step.code, ())), step.code in wrong) for step in template.steps]


def _limit(limit: Limit | None) -> str:
    return limit.words() if limit is not None else "—"


def _materials(line: StepLine) -> str:
    return f"{len(line.step.matter.materials)} 份" if line.step.matter.materials else "—"


STEP_COLUMNS: tuple[Column[StepLine], ...] = (
    Column("code", "编号", 64, lambda line: line.step.code, tone=lambda line: "red" if line.wrong else "soft"),
    Column(
        "title",
        "环节",
        210,
        lambda line: line.step.title + ("（可选）" if line.step.optional else ""),
        stretch=True,
        tip=lambda line: line.step.condition,
    ),
    Column("stage", "阶段", 126, lambda line: line.step.matter.stage, tone=lambda _line: "soft"),
    Column("authority", "审批机关", 150, lambda line: line.step.matter.authority, stretch=True),
    Column("statutory", "法定", 96, lambda line: _limit(line.step.statutory_limit)),
    Column("promised", "承诺", 96, lambda line: _limit(line.step.promised_limit)),
    Column("after", "前置", 120, lambda line: "、".join(line.step.after) or "—", tone=lambda _line: "soft"),
    Column("materials", "材料", 56, _materials, right=True),
    Column("groups", "分组", 120, lambda line: line.groups or "—", tone=lambda _line: "soft"),
)

PROBLEM_COLUMNS: tuple[Column[DraftProblem], ...] = (
    Column("step", "环节", 72, lambda one: one.step or "整个模板", tone=lambda _one: "red"),
    Column("message", "问题", 400, lambda one: one.message, stretch=True),
)

_CHANGE_SIGNS = {Change.ADDED: "＋ 新增", Change.REMOVED: "－ 删去", Change.CHANGED: "△ 改动"}
_CHANGE_TONES = {Change.ADDED: "green", Change.REMOVED: "red", Change.CHANGED: "amber"}

DIFFERENCE_COLUMNS: tuple[Column[Difference], ...] = (
    Column("kind", "变化", 84, lambda one: _CHANGE_SIGNS[one.kind], tone=lambda one: _CHANGE_TONES[one.kind]),
    Column("step", "环节", 72, lambda one: one.step or "—", tone=lambda _one: "soft"),
    Column("words", "内容", 520, lambda one: one.words, stretch=True),
)


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One thing a migration changes in one case; `kind` says what sort."""

    project: str
    kind: str
    tone: str
    step: str
    words: str


def move_lines(one: CaseMigration, project: str) -> Iterator[MoveLine]:
    """Everything a migration changes in a case, what forbids it first."""
    for said in one.obstacles:
        yield MoveLine(project, "▲ 不能换", "red", "", said)
    for note in one.added:
        words = "；".join(part for part in (note.fate, STATE_WORDS[note.state]) if part)
        yield MoveLine(project, "＋ 新增", "green", note.code, f"{note.title}：{words}")
    for note in one.removed:
        yield MoveLine(project, "－ 删去", "red", note.code, f"{note.title}：{note.fate}")
    for limit in one.limits:
        named = CLOCK_WORDS.get(limit.clock, limit.clock)
        words = f"{limit.title}：{named}时限 {limit.before or '无'} → {limit.after or '无'}"
        yield MoveLine(project, "△ 时限", "amber", limit.code, words)
    for due in one.dates:
        named = CLOCK_WORDS.get(due.clock, due.clock)
        tentative = "" if due.firm else "（暂估）"
        words = f"{due.title}：{named}到期 {due.before or '无'} → {due.after or '无'}{tentative}"
        yield MoveLine(project, "△ 到期", "amber", due.code, words)
    for state in one.states:
        words = f"{state.title}：{STATE_WORDS[state.before]} → {STATE_WORDS[state.after]}"
        yield MoveLine(project, "△ 状态", "amber", state.code, words)
    for said in one.remarks:
        yield MoveLine(project, "○ 说明", "soft", "", said)


MOVE_COLUMNS: tuple[Column[MoveLine], ...] = (
    Column("project", "项目", 190, lambda line: line.project, tip=lambda line: line.project),
    Column("kind", "变化", 84, lambda line: line.kind, tone=lambda line: line.tone),
    Column("step", "环节", 64, lambda line: line.step or "—", tone=lambda _line: "soft"),
    Column("words", "内容", 420, lambda line: line.words, stretch=True),
)
