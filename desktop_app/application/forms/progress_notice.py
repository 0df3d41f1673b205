"""进度告知单 (D12): where every step stands, what holds it up, what the enterprise can do, and whose the days were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.plan import PartyDays
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.step_limits import over_words, used_words
from desktop_app.application.forms.steps_of_case import ended_words, included, late_mark_notes
from desktop_app.application.outlooks import planned_lengths
from desktop_app.domain.attribution import Party, attribution
from desktop_app.domain.checklist import step_materials
from desktop_app.domain.limit import BoundParty
from desktop_app.domain.outlook import StepOutlook, outlook
from desktop_app.domain.progress import ENDED_STATES, Lamp, StepState
from desktop_app.domain.standing import Standing, late
from desktop_app.domain.step_clocks import RunningClock
from desktop_app.domain.terms import LAMP_WORDS, clock_words, day_words

SCOPES = ("全部环节", "只列在办和可办的")
_ASKED_OF_ENTERPRISE = frozenset({"correction", "enterprise"})
_MOST_NAMED = 4
"""Materials named for one step; a longer list belongs on the 一次性告知书."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: its lamp and the word for it, its clock's day, how much is used and what is left."""

    number: str
    title: str
    authority: str
    lamp: Lamp
    state: str
    due: str
    used: str
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressNotice(FormData):
    """The report of the agent to the one who entrusted it (民法典924)."""

    enterprise: str = ""
    project: str = ""
    project_code: str = ""
    template: str = ""
    officer: str = ""
    lead_official: str = ""
    period: str = ""
    as_of: str = ""
    summary: str = ""
    steps: tuple[StepLine, ...] = ()
    blocks: str = ""
    cooperation: str = ""
    next_week: str = ""
    plans: str = ""
    parties: tuple[PartyDays, ...] = ()
    shared: str = ""
    law: tuple[str, ...] = ()
    contact: str = ""


def _line(number: int, one: Standing, facts: Facts) -> StepLine:
    clock = one.primary if one.state not in ENDED_STATES else None
    ended = ended_words(one)
    due = _due(one, clock) if clock else f"{ended} {LAMP_WORDS[one.lamp][-2:]}" if ended else ""
    return StepLine(
        number=str(number),
        title=one.step.title,
        authority=one.step.matter.authority,
        lamp=one.lamp,
        state=LAMP_WORDS[one.lamp],
        due=due,
        used=_narrow(used_words(clock, facts.today, facts.calendar)) if clock else "",
        left=_narrow(over_words(clock, facts.today, facts.calendar)) if clock else "",
    )


def _due(one: Standing, clock: RunningClock) -> str:
    """承诺 2026-11-17, or what holds the clock; short enough for a narrow cell."""
    if clock.due is None:
        return f"{clock.held_by.kind.word}暂停" if clock.held_by else ""
    return f"{clock_words(clock.name, one.bound_party)} {clock.due}{'' if clock.derivation.firm else ' 暂估'}"


def _narrow(words: str) -> str:
    return words.replace("个", "")


def _summary(steps: list[Standing]) -> str:
    counted = [(word, sum(one.lamp is lamp for one in steps)) for lamp, word in LAMP_WORDS.items()]
    return f"共 {len(steps)} 项：" + "、".join(f"{word} {number}" for word, number in counted if number)


def _blocks(facts: Facts) -> str:
    """What is late, what stands still and what nobody has decided."""
    told = []
    for one in facts.standings():
        clock, held = one.primary, one.suspension
        if late(one, facts.today) and clock is not None:
            told.append(f"{one.step.title}：{over_words(clock, facts.today, facts.calendar)}，由{_unit(one)}办理。")
        if held is not None:
            told.append(f"{one.step.title}：{day_words(held.first)}起{held.kind.word}暂停，{held.reason}。")
    undecided = [one.step.title for one in facts.standings() if one.undecided and not one.blocked_by]
    told += [f"是否办理待定：{'、'.join(undecided)}。"] if undecided else []
    return "\n".join(told) or "目前没有卡点。"


def _unit(one: Standing) -> str:
    """Whom the clock binds; the enterprise's own limit is never a department's delay."""
    return "企业" if one.bound_party is BoundParty.ENTERPRISE else one.step.matter.authority or "责任单位"


def _cooperation(facts: Facts) -> str:
    """What waits for the enterprise: corrections, tolerated papers, and the papers of steps that can begin."""
    entries = facts.work.custody.of_project(facts.case.project_id)
    told = []
    for one in included(facts):
        attempt = one.progress.attempt
        for held in attempt.open_suspensions if attempt else ():
            if held.kind.key in _ASKED_OF_ENTERPRISE:
                told.append(f"{one.step.title}：{held.kind.word}，{held.reason}。")
        open_one = attempt.open_tolerance if attempt else None
        due = next((clock.due for clock in one.clocks if clock.name == "tolerance" and not clock.ended), None)
        if open_one is not None and due is not None:
            told.append(f"{one.step.title}：请于{day_words(due)}前补齐容缺材料（{open_one.missing}）。")
        if late(one, facts.today) and one.bound_party is BoundParty.ENTERPRISE and one.primary is not None:
            told.append(f"{one.step.title}：企业应于{day_words(one.primary.derivation.due)}前办理，请尽快办理。")
        if one.state is StepState.READY:
            asked = step_materials(one.step, entries).asked
            names = [line.name for line in asked if not line.complete and line.source != "部门共享"]
            more = f"等 {len(names)} 件" if len(names) > _MOST_NAMED else ""
            told += [f"{one.step.title}可以申报，请准备{'、'.join(names[:_MOST_NAMED])}{more}。"] if names else []
    return "\n".join(told) or "目前没有需要企业配合的事项。"


def _next_week(today: date) -> tuple[date, date]:
    """Monday and Sunday of the next week."""
    monday = today + timedelta(days=7 - today.weekday())
    return monday, monday + timedelta(days=6)


def _plans(facts: Facts) -> str:
    """What is to begin and to end next week when nothing goes wrong."""
    monday, sunday = _next_week(facts.today)
    seen = outlook(facts.case, facts.today, facts.calendar, lengths=planned_lengths(facts.work, facts.case.id))

    def within(day: date | None) -> bool:
        return day is not None and monday <= day <= sunday

    told = [text for one in seen.steps for text in _planned(one, within(one.start), within(one.finish))]
    return "\n".join(told) or "下周没有预计开始或办结的环节。"


def _planned(one: StepOutlook, starts: bool, ends: bool) -> list[str]:
    doubt = "" if one.firm else "（暂估）"
    told = [f"{one.start} 申报 {one.title}"] if starts and not one.began else []
    return told + ([f"{one.finish}{doubt} 预计办结 {one.title}"] if ends and not one.ended else [])


def fill(facts: Facts, answers: Answers) -> ProgressNotice:
    """The report of one case as it stands today."""
    project, case, steps = facts.project, facts.case, included(facts)
    shares = attribution(case, facts.today, facts.calendar, lengths=planned_lengths(facts.work, case.id))
    monday, sunday = _next_week(facts.today)
    listed = [one for one in steps if answers.text("scope") != SCOPES[1] or _current(one)]
    return ProgressNotice(
        **facts.common(),
        notes=_notes(steps, shares.firm),
        enterprise=project.enterprise,
        project=project.name,
        project_code=project.project_code or "待赋码",
        template=f"{case.template.name}（{case.template.version}）",
        officer=facts.carried(case.officer),
        lead_official=case.lead_official,
        period=answers.text("period"),
        as_of=day_words(facts.today),
        summary=_summary(steps),
        steps=tuple(_line(number, one, facts) for number, one in enumerate(listed, 1)),
        blocks=answers.text("blocks"),
        cooperation=answers.text("cooperation"),
        next_week=f"{day_words(monday)}至{day_words(sunday)}",
        plans=answers.text("plans"),
        parties=tuple(PartyDays(party.value, shares.sums[party]) for party in Party),
        shared=(
            f"{day_words(shares.start)}至{day_words(shares.through)}共 {len(shares.days)} 个工作日（开始当日不计），"
            "每个工作日只归一方"
        ),
        law=facts.paragraphs("progress-notice.law"),
        contact=answers.text("contact"),
    )


def _current(one: Standing) -> bool:
    return one.state in (StepState.IN_PROGRESS, StepState.SUSPENDED, StepState.READY)


def _notes(steps: list[Standing], firm: bool) -> tuple[str, ...]:
    notes = ["已用、剩余按灯所依据的时限计，暂停的天数不计在内；下周计划按各环节承诺时限推算。"]
    doubts = [clock.derivation.doubt for one in steps for clock in one.clocks if not clock.derivation.firm]
    notes += [f"暂估日期：{doubt}。" for doubt in dict.fromkeys(doubts) if doubt]
    notes += [] if firm else ["天数归属中有年份的放假安排尚未发布，为暂估。"]
    if any(one.step.matter.verified != "law" for one in steps if one.primary):
        notes.append("部分事项的时限尚未经本地办事指南核定（待核），以窗口告知为准。")
    return (*notes, *late_mark_notes(steps))


def _period(facts: Facts) -> str:
    monday = facts.today - timedelta(days=facts.today.weekday())
    return f"{day_words(monday)}至{day_words(facts.today)}"


def blank(facts: Facts) -> ProgressNotice:
    """The report for hand-filling."""
    parties = tuple(PartyDays(party.value, 0) for party in Party)
    return ProgressNotice(**facts.common(), parties=parties, law=facts.paragraphs("progress-notice.law"))


SPEC = FormSpec(
    key="progress-notice",
    code="D12",
    title="项目办理进度告知单",
    subject=Subject.CASE,
    occasion=Occasion.HANDLING,
    fill=fill,
    blank=blank,
    copies=2,
    asks=(
        Ask("period", "报告期间", default=_period, hint="按本周预填，可以改"),
        Ask("scope", "列哪些环节", Kind.CHOICE, options=SCOPES, default=lambda _facts: SCOPES[0]),
        Ask("blocks", "卡点", Kind.TEXT, default=_blocks),
        Ask("cooperation", "需企业配合", Kind.TEXT, default=_cooperation),
        Ask("plans", "下周计划", Kind.TEXT, default=_plans),
        Ask("contact", "联系人和电话", default=lambda facts: facts.carried(facts.case.officer)),
    ),
)
