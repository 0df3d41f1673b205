"""一次性告知书 (D06): what is still to be done: way, limits, papers, conditions, uncounted procedures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.application.flows import NO_STAGE, STAGES
from desktop_app.application.form_filling import limit_words
from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.checklist import Counts, MaterialLine, step_materials
from desktop_app.domain.graph import effective_predecessors
from desktop_app.domain.limit import Limit
from desktop_app.domain.progress import ENDED_STATES, StepState
from desktop_app.domain.standing import Standing
from desktop_app.domain.template import StepTemplate
from desktop_app.domain.terms import day_words

SCOPES = ("尚未办结的事项", "全部事项")
_NOTHING = "没有规定"


@dataclass(frozen=True, slots=True)
class NoticeStep:
    """One matter: its stage, who decides it, the numbers of those before it (1、3), its limits."""

    number: str
    title: str
    stage: str
    authority: str
    before: str
    statutory: str
    promised: str


@dataclass(frozen=True, slots=True)
class NoticeMaterial:
    """One paper of a matter (by its number): form, copies, 可容缺, where it comes from, whether it is there."""

    step: str
    name: str
    form: str
    copies: str
    tolerable: str
    source: str
    have: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A matter that is needed only under a condition, and whether it was decided."""

    title: str
    authority: str
    condition: str
    decided: str


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A procedure of a matter whose time is not counted, for how long at most, under which article."""

    title: str
    kind: str
    cap: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeNotice(FormData):
    """Everything the enterprise has to know before it begins, told once."""

    enterprise: str = ""
    project: str = ""
    project_code: str = ""
    template: str = ""
    officer: str = ""
    date: str = ""
    steps: tuple[NoticeStep, ...] = ()
    materials: tuple[NoticeMaterial, ...] = ()
    conditions: tuple[Condition, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    opening: tuple[str, ...] = ()
    more: str = ""
    told_by: str = ""
    received_by: str = ""


def _listed(facts: Facts, scope: str) -> list[Standing]:
    """The matters to be done, contracts and milestones among them; on demand those that have ended too."""
    return [
        one
        for one in facts.standings()
        if one.state is not StepState.SKIPPED
        and not one.undecided
        and (scope == SCOPES[1] or one.state not in ENDED_STATES)
    ]


def _in_stages(found: Sequence[Standing]) -> list[Standing]:
    """Stage after stage, within one as the template has them."""
    rank = {name: place for place, name in enumerate(STAGES)}
    return sorted(found, key=lambda one: rank.get(one.step.matter.stage, len(STAGES)))


def _steps(facts: Facts, found: Sequence[Standing]) -> tuple[NoticeStep, ...]:
    numbers = {one.step.code: number for number, one in enumerate(found, 1)}
    left_out = frozenset(facts.case.template.codes) - frozenset(numbers)
    before = effective_predecessors(facts.case.template, left_out)
    return tuple(_step(one.step, numbers, before[one.step.code]) for one in found)


def _step(step: StepTemplate, numbers: Mapping[str, int], before: frozenset[str]) -> NoticeStep:
    doubt = "" if step.matter.verified == "law" else "\n待核"
    return NoticeStep(
        number=str(numbers[step.code]),
        title=step.title,
        stage=step.matter.stage or NO_STAGE,
        authority=step.matter.authority,
        before="、".join(str(number) for number in sorted(numbers[code] for code in before)),
        statutory=_limit(step.statutory_limit, doubt),
        promised=_limit(step.promised_limit, doubt),
    )


def _limit(limit: Limit | None, doubt: str) -> str:
    return limit_words(limit) + doubt if limit else ""


def _materials(facts: Facts, found: Sequence[Standing]) -> tuple[NoticeMaterial, ...]:
    entries = facts.work.custody.of_project(facts.case.project_id)
    return tuple(
        _material(str(number), one, line)
        for number, one in enumerate(found, 1)
        for line in step_materials(one.step, entries).asked
    )


def _material(number: str, one: Standing, line: MaterialLine) -> NoticeMaterial:
    """已有 once everything due was recorded, 已交 once the matter was filed."""
    material = next(each for each in one.step.matter.materials if each.name == line.name)
    filed = one.progress.attempt is not None
    have = "已有" if line.complete else "部分" if line.received != Counts() else "已交" if filed else ""
    return NoticeMaterial(
        step=number,
        name=line.name + (f"（{line.note}）" if line.note else ""),
        form=material.form or "原件",
        copies=str(material.copies),
        tolerable="可容缺" if line.tolerable else "",
        source=line.source,
        have=have,
    )


def _conditions(facts: Facts) -> tuple[Condition, ...]:
    """Optional matters that are included or that nobody has decided yet, unless they have ended."""
    found = [one for one in facts.standings() if one.step.optional and one.state not in ENDED_STATES]
    return tuple(
        Condition(
            title=one.step.title,
            authority=one.step.matter.authority,
            condition=one.step.condition or "按项目情况确定",
            decided="是否办理待定" if one.undecided else "需要办理",
        )
        for one in found
    )


def _uncounted(found: Sequence[Standing]) -> tuple[Uncounted, ...]:
    return tuple(
        Uncounted(
            title=one.step.title,
            kind=each.kind,
            cap=Limit(each.max_days, each.unit).words() if each.max_days is not None else _NOTHING,
            basis=each.basis or _NOTHING,
        )
        for one in found
        for each in one.step.matter.exclusions
    )


def fill(facts: Facts, answers: Answers) -> OneTimeNotice:
    """The notice of one case, from its template and what is known of its papers."""
    project, case, on = facts.project, facts.case, answers.day("date")
    found = _in_stages(_listed(facts, answers.text("scope")))
    steps = _steps(facts, found)
    return OneTimeNotice(
        **facts.common(),
        notes=_notes(steps),
        enterprise=project.enterprise,
        project=project.name,
        project_code=project.project_code or "待赋码",
        template=f"{case.template.name}（{case.template.version}）",
        officer=facts.carried(case.officer),
        date=day_words(on) if on else "",
        steps=steps,
        materials=_materials(facts, found),
        conditions=_conditions(facts),
        uncounted=_uncounted(found),
        opening=facts.paragraphs("one-time-notice.opening"),
        more=answers.text("more"),
        told_by=answers.text("told_by"),
        received_by=answers.text("received_by"),
    )


def _notes(steps: Sequence[NoticeStep]) -> tuple[str, ...]:
    notes = ["材料来源为“部门共享”的由审批部门自行取得，企业不用提交；“可容缺”的材料可以先受理后补齐。"]
    if any("待核" in one.statutory + one.promised for one in steps):
        notes.append("标“待核”的时限未经本地办事指南核定，以窗口告知为准。")
    return tuple(notes)


def blank(facts: Facts) -> OneTimeNotice:
    """The notice for hand-filling."""
    return OneTimeNotice(**facts.common(), opening=facts.paragraphs("one-time-notice.opening"))


SPEC = FormSpec(
    key="one-time-notice",
    code="D06",
    title="一次性告知书",
    subject=Subject.CASE,
    occasion=Occasion.RECEPTION,
    fill=fill,
    blank=blank,
    copies=2,
    asks=(
        Ask("scope", "告知哪些事项", Kind.CHOICE, options=SCOPES, default=lambda _facts: SCOPES[0]),
        Ask("more", "其他告知事项", Kind.TEXT),
        Ask("told_by", "告知人", default=lambda facts: facts.carried(facts.case.officer)),
        Ask("received_by", "接收人"),
        Ask("date", "告知日期", Kind.DATE, default=lambda facts: facts.today),
    ),
)
