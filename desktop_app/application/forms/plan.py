"""项目推进方案（倒排工期表） (D25): the plan in force with who does what by when, and whose the days were so far."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.attribution import Party, attribution
from desktop_app.domain.limit import Limit
from desktop_app.domain.outlook import outlook
from desktop_app.domain.plan import Plan, PlannedStep
from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES, StepState
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.standing import Standing
from desktop_app.domain.terms import STATE_WORDS, day_words

_UNSTAGED = "其他"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One step: 2026-12-03, 关键 when it may not slip at all, and where it stands on the day of the paper."""

    number: str
    stage: str
    title: str
    authority: str
    start: str
    finish: str
    officer: str
    state: str
    critical: str = ""


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A milestone with the last day it should be reached by."""

    name: str
    by: str


@dataclass(frozen=True, slots=True)
class NeededMaterials:
    """What a step that has not begun still asks for, and by when it is handed in."""

    title: str
    by: str
    materials: str


@dataclass(frozen=True, slots=True)
class PartyDays:
    """How many of the elapsed working days belong to a party."""

    party: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper(FormData):
    """项目推进方案: target, steps, key points, materials, and the sharing out of the days so far."""

    project: str = ""
    enterprise: str = ""
    project_code: str = ""
    template: str = ""
    target: str = ""
    made: str = ""
    reason: str = ""
    building: str = ""
    earliest: str = ""
    officer: str = ""
    lead_official: str = ""
    lead_unit: str = ""
    specialist: str = ""
    as_of: str = ""
    steps: tuple[PlanLine, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    materials: tuple[NeededMaterials, ...] = ()
    parties: tuple[PartyDays, ...] = ()
    shared: str = ""
    measures: str = ""


def _fill(facts: Facts, answers: Answers) -> PlanPaper:
    plan = facts.work.plans.in_force(facts.case.id)
    if plan is None:
        raise Refusal.say("这个代办件还没有推进方案，请先给出目标日期倒排并存为方案，再打印")
    case, given = facts.case, plan.given_lengths()
    seen = outlook(case, facts.today, facts.calendar, lengths=given)
    stands = {one.step.code: one for one in facts.standings()}
    critical = set(seen.critical)
    lines = [
        _line(number, step, stands[step.code], critical)
        for number, step in enumerate((one for one in plan.steps if one.code in stands), 1)
    ]
    shares = attribution(case, facts.today, facts.calendar, lengths=given)
    return PlanPaper(
        **facts.common(),
        notes=_notes(plan, facts, seen.firm),
        project=facts.project.name,
        enterprise=facts.project.enterprise,
        project_code=facts.project.project_code or "待赋码",
        template=f"{case.template.name}（{case.template.version}）",
        target=day_words(plan.target),
        made=f"{plan.made_at:%Y-%m-%d}，{plan.made_by}",
        reason=plan.reason,
        building=_building(given, facts),
        earliest=f"{day_words(seen.finish)}{'' if seen.firm else '（暂估）'}" if seen.finish else "",
        officer=case.officer,
        lead_official=case.lead_official,
        lead_unit=case.lead_unit,
        specialist=case.specialist,
        as_of=day_words(facts.today),
        steps=tuple(lines),
        key_points=_key_points(plan, facts),
        materials=_materials(plan, stands),
        parties=tuple(PartyDays(party.value, shares.sums[party]) for party in Party),
        shared=(
            f"{day_words(shares.start)}至{day_words(shares.through)}共 {len(shares.days)} 个工作日（开始当日不计），"
            f"每个工作日只归一方{'' if shares.firm else '；其中有年份的放假安排尚未发布，为暂估'}"
        ),
        measures=answers.text("measures"),
    )


def _line(number: int, step: PlannedStep, one: Standing, critical: set[str]) -> PlanLine:
    doubt = "" if step.firm else " 暂估"
    return PlanLine(
        number=str(number),
        stage=one.step.matter.stage or _UNSTAGED,
        title=one.step.title,
        authority=one.step.matter.authority,
        start=f"{step.start}{'' if step.began else doubt}" if step.start else "－",
        finish=f"{step.finish}{doubt}" if step.finish else _known_month(one) or "不详",
        officer=one.officer,
        state=STATE_WORDS[one.state],
        critical="关键" if step.code in critical and one.state not in ENDED_STATES else "",
    )


def _known_month(one: Standing) -> str:
    """The month of which a step is known to have ended, when the day is not."""
    attempt = one.progress.attempt
    return (attempt.ended_month or "") if attempt else ""


def _building(given: dict[str, Limit], facts: Facts) -> str:
    parts = [f"{facts.case.template.step(code).title} {limit.words()}" for code, limit in sorted(given.items())]
    return "；".join(parts) or "未计入（建设时间未填）"


def _key_points(plan: Plan, facts: Facts) -> tuple[KeyPoint, ...]:
    """The milestones of the matters and the ends of the benchmarks, in order of their day."""
    finish = {step.code: step.finish for step in plan.steps}
    named: dict[str, list[str]] = {}
    for step in facts.case.template.steps:
        if step.matter.milestone and finish.get(step.code):
            named.setdefault(step.code, []).append(step.matter.milestone)
    for mark in facts.case.template.benchmarks:
        if finish.get(mark.end.matter):
            named.setdefault(mark.end.matter, []).append(f"{mark.name}的终点")
    points = [
        (day, f"{facts.case.template.step(code).title}（{'、'.join(names)}）")
        for code, names in named.items()
        if (day := finish[code]) is not None
    ]
    return tuple(KeyPoint(name, day.isoformat()) for day, name in sorted(points))


def _materials(plan: Plan, stands: dict[str, Standing]) -> tuple[NeededMaterials, ...]:
    """Of steps that nobody has filed yet; what the authority fetches itself is not asked of the enterprise."""
    found = []
    for step in plan.steps:
        one = stands.get(step.code)
        if one is None or one.state in ENDED_STATES or one.state in RUNNING_STATES or one.state is StepState.SKIPPED:
            continue
        names = [
            f"{material.name}{'（可容缺）' if material.tolerable else ''}"
            for material in one.step.matter.materials
            if not material.internal_share
        ]
        if names:
            found.append(NeededMaterials(one.step.title, f"{step.start}" if step.start else "", "、".join(names)))
    return tuple(found)


def _notes(plan: Plan, facts: Facts, firm: bool) -> tuple[str, ...]:
    notes = [
        "计划开始、计划完成是保证目标日期的最迟日期；“关键”环节拖一天，全程就晚一天；承诺时限更早的，以承诺时限为准。"
    ]
    undecided = [one.step.title for one in facts.standings() if one.undecided]
    if undecided:
        notes.append(f"是否办理待定、未排入 {len(undecided)} 项：{'、'.join(undecided)}。")
    if not firm or any(not step.firm for step in plan.steps):
        years = sorted({year for step in plan.steps for year in step.missing_years})
        doubts = "；".join(facts.calendar.missing_reason(year) for year in years)
        notes.append(f"暂估日期：{doubts or '有年份的放假安排尚未发布'}。")
    notes.append(f"方案按日历版本 {plan.calendar_version} 倒排。")
    return tuple(notes)


def _blank(facts: Facts) -> PlanPaper:
    return PlanPaper(**facts.common(), parties=tuple(PartyDays(party.value, 0) for party in Party))


SPEC = FormSpec(
    key="plan",
    code="D25",
    title="项目推进方案（倒排工期表）",
    subject=Subject.CASE,
    occasion=Occasion.HANDLING,
    fill=_fill,
    blank=_blank,
    asks=(Ask("measures", "推进措施", Kind.TEXT, hint="要协调解决的事、责任人和时间；没有可不填"),),
)
