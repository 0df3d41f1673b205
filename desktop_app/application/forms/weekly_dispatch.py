"""周调度表 (D22A): one line a running case: what was planned, what was done, where it hangs, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.application.forms.asks import Answers, Ask, Kind, Row
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.supervision import (
    CaseNow,
    beside_lamp,
    cases_on,
    done_between,
    finished_between,
    short,
    week_of,
    with_lamp,
)
from desktop_app.domain.progress import Lamp
from desktop_app.domain.standing import Standing
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS, day_words

COLUMNS = ("项目", "本周计划", "本周完成", "进度灯", "卡点", "协调事项", "下周计划")
_NAMED = 4
_LONGEST = 196
"""A cell of an answer holds 200 characters; a longer proposal is cut, the person can open the case."""
_LAMPS = (Lamp.OVERDUE, Lamp.SUSPENDED, Lamp.WARNING, Lamp.NORMAL, Lamp.READY)
"""From the worst to the best: the first one that any open step shows is the lamp of the line."""
_HOW = (
    "进度灯取本件未办结环节里最急的一盏：▲ 逾期，‖ 暂停，◆ 预警（剩 2 个工作日以内），● 正常，▷ 可办，✓ 办结；"
    "本周计划、下周计划取推进方案和承诺（法定）到期日，没有的看在办环节。"
)


@dataclass(frozen=True, slots=True)
class DispatchLine:
    """One case in the week."""

    number: str
    project: str
    planned: str
    done: str
    lamp: str
    stuck: str
    coordination: str
    coming: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyDispatch(FormData):
    """The table of one week; `counts` says how many steps run, were done, are late."""

    week: str = ""
    as_of: str = ""
    counts: str = ""
    lines: tuple[DispatchLine, ...] = ()
    decisions: str = ""
    presided_by: str = ""
    recorded_by: str = ""


def proposed_rows(facts: Facts) -> tuple[Row, ...]:
    """A line for every case that has open steps or finished one this week, the most pressing lamp first."""
    first, last = week_of(facts.today)
    rows = [
        (_urgency(of), _row(of, facts, first, last))
        for of in cases_on(facts)
        if of.open or any(done_between(one, first, last) for one in of.steps)
    ]
    return tuple(row for _place, row in sorted(rows, key=lambda one: one[0]))


def _urgency(of: CaseNow) -> int:
    shown = [_LAMPS.index(one.lamp) for one in of.open if one.lamp in _LAMPS]
    return min(shown, default=len(_LAMPS))


def _row(of: CaseNow, facts: Facts, first: date, last: date) -> Row:
    planned = _planned(of, facts, first, last) or [one.step.title for one in of.open if one.lamp is Lamp.NORMAL]
    done = [one.step.title for one in of.steps if done_between(one, first, last)]
    week = timedelta(days=7)
    coming = _planned(of, facts, first + week, last + week) or [
        one.step.title for one in of.open if one.lamp is Lamp.READY
    ]
    overdue = [one for one in of.open if one.lamp is Lamp.OVERDUE]
    held = [one for one in of.open if one.lamp in (Lamp.OVERDUE, Lamp.SUSPENDED)]
    stuck = [f"{one.step.title}（{beside_lamp(one, facts)}）" for one in held]
    asked = [f"请{one.step.matter.authority}办结“{one.step.title}”" for one in overdue]
    cells = (
        f"{of.project.name}（{of.case.officer}）" if of.case.officer else of.project.name,
        short(planned, _NAMED),
        short(done, _NAMED),
        _lamp(of),
        short(stuck, _NAMED),
        short(asked, 2),
        short(coming, _NAMED),
    )
    return tuple(_cut(cell) for cell in cells)


def _planned(of: CaseNow, facts: Facts, first: date, last: date) -> list[str]:
    """What should end or begin in a span by the plan in force, and what falls due in it."""
    plan = facts.work.plans.in_force(of.case.id)
    by_plan = {
        one.code
        for one in (plan.steps if plan else ())
        if any(day is not None and first <= day <= last for day in (one.start, one.finish))
    }
    return [one.step.title for one in of.open if one.step.code in by_plan or _due_between(one, first, last)]


def _due_between(one: Standing, first: date, last: date) -> bool:
    due = one.primary.due if one.primary else None
    return due is not None and first <= due <= last


def _lamp(of: CaseNow) -> str:
    for lamp in _LAMPS:
        count = sum(one.lamp is lamp for one in of.open)
        if count:
            return f"{LAMP_SIGNS[lamp]} {LAMP_WORDS[lamp]} {count}"
    return f"{LAMP_SIGNS[Lamp.DONE]} 办结" if not of.open else f"{LAMP_SIGNS[Lamp.NOT_STARTED]} 未到"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _counts(facts: Facts) -> str:
    cases = cases_on(facts)
    first, last = week_of(facts.today)
    running = sum(bool(of.open) for of in cases)
    lamps = "，".join(
        f"{LAMP_WORDS[lamp]} {len(with_lamp(cases, lamp))} 项" for lamp in (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED)
    )
    return f"在办代办件 {running} 个；本周办结 {len(finished_between(cases, first, last))} 项；{lamps}"


def fill(facts: Facts, answers: Answers) -> WeeklyDispatch:
    """The table of the present week."""
    first, last = week_of(facts.today)
    rows = enumerate(answers.rows("lines"), 1)
    return WeeklyDispatch(
        **facts.common(),
        notes=(_HOW,),
        week=f"{day_words(first)}至{day_words(last)}",
        as_of=day_words(facts.today),
        counts=_counts(facts),
        lines=tuple(DispatchLine(str(number), *row) for number, row in rows),
        decisions=answers.text("decisions"),
        presided_by=answers.text("presided_by"),
        recorded_by=answers.text("recorded_by"),
    )


def blank(facts: Facts) -> WeeklyDispatch:
    """The form for hand-filling."""
    return WeeklyDispatch(**facts.common(), notes=(_HOW,))


SPEC = FormSpec(
    key="weekly-dispatch",
    code="D22A",
    title="项目帮办代办周调度表",
    subject=Subject.ZONE,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=1,
    bound=False,
    asks=(
        Ask("lines", "调度项目", Kind.ROWS, default=proposed_rows, columns=COLUMNS),
        Ask("decisions", "议定事项", Kind.TEXT, hint="会上定下的：谁、做什么、哪天以前"),
        Ask("presided_by", "主持人"),
        Ask("recorded_by", "记录人"),
    ),
)
