"""周调度表 (D22A): one line a running case: what was planned, what was done, where it hangs, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from desktop_app.application.cover import carried_by
from desktop_app.application.forms.asks import ON, Answers, Ask, Kind, Row, asked_day
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.supervision import CaseNow, beside_lamp, done_between, short
from desktop_app.application.ports import Paper
from desktop_app.application.rhythm_book import Report
from desktop_app.application.rhythm_draft import Typed, typed
from desktop_app.application.rhythm_early import early
from desktop_app.application.rhythm_figures import (
    FigureLine,
    Moment,
    before,
    before_words,
    blank_lines,
    changes,
    frozen,
    kept_lines,
    measure,
    moment,
    printed,
)
from desktop_app.domain.progress import Lamp
from desktop_app.domain.rhythm import Cadence
from desktop_app.domain.standing import Standing
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS, day_words

COLUMNS = ("项目", "本周计划", "本周完成", "进度灯", "卡点", "协调事项", "下周计划")
_NAMED = 4
_LONGEST = 196
"""A cell of an answer holds 200 characters; a longer proposal is cut, the person can open the case."""
_LAMPS = (Lamp.OVERDUE, Lamp.SUSPENDED, Lamp.WARNING, Lamp.NORMAL, Lamp.READY)
"""From the worst to the best: the first one that any open step shows is the lamp of the line."""
_HOW = (
    "本周计划接上周报的下周计划。"
    "进度灯取本件未办结环节里最急的一盏：▲ 逾期，‖ 暂停，◆ 预警（剩 2 个工作日以内），● 正常，▷ 可办，✓ 办结；"
    "计划取推进方案和承诺（法定）到期日，没有的看在办环节。"
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


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What is proposed of one case, or typed for it; `case_id` is not printed."""

    case_id: str
    project: str
    planned: str
    done: str
    lamp: str
    stuck: str
    asked: str
    coming: str

    @property
    def row(self) -> Row:
        """As the row of the ask."""
        return (self.project, self.planned, self.done, self.lamp, self.stuck, self.asked, self.coming)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyDispatch(FormData):
    """The table of one week; `counts` says how many steps run, were done, are late; `figures` tell the week before."""

    week: str = ""
    as_of: str = ""
    counts: str = ""
    figures: tuple[FigureLine, ...] = ()
    lines: tuple[DispatchLine, ...] = ()
    decisions: str = ""
    presided_by: str = ""
    recorded_by: str = ""


def case_lines(at: Moment) -> tuple[CaseLine, ...]:
    """A line for every case that has open steps or finished one this week, the most pressing lamp first.

    What was typed for the week stands; what was announced a week ago for this one is its plan.
    """
    book, first, last = at.facts.work.rhythm, at.period.first, at.period.last
    said = typed(book.draft(Cadence.WEEK, first))
    announced = _announced(at)
    found = [
        (_urgency(of), _line(of, at, announced.get(of.case.id, ""), said))
        for of in at.cases
        if of.open or any(done_between(one, first, last) for one in of.steps)
    ]
    return tuple(line for _place, line in sorted(found, key=lambda one: one[0]))


def _announced(at: Moment) -> Mapping[str, str]:
    """下周计划 of the week before by case: as issued, else as typed."""
    week, book = at.period.before, at.facts.work.rhythm
    for report in book.reports():
        if report.period == week and not report.void:
            return {line["case_id"]: line["coming"] for line in kept_lines(report) if line["case_id"]}
    return {key: cells.get("coming", "") for key, cells in typed(book.draft(week.cadence, week.first)).cells.items()}


def proposed_rows(facts: Facts) -> tuple[Row, ...]:
    """The lines as the rows of the ask."""
    return tuple(line.row for line in case_lines(_moment(facts)))


def _moment(facts: Facts) -> Moment:
    return moment(facts, Cadence.WEEK, facts.on or facts.today)


def _urgency(of: CaseNow) -> int:
    shown = [_LAMPS.index(one.lamp) for one in of.open if one.lamp in _LAMPS]
    return min(shown, default=len(_LAMPS))


def _line(of: CaseNow, at: Moment, announced: str, said: Typed) -> CaseLine:
    first, last, facts = at.period.first, at.period.last, at.facts
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
    key = of.case.id
    carried = carried_by(facts.work, of.case.officer, at.as_of).replace("（", "，").removesuffix("）")
    return CaseLine(
        key,
        _cut(f"{of.project.name}（{carried}）" if carried else of.project.name),
        _cut(announced or short(planned, _NAMED)),
        _cut(short(done, _NAMED)),
        _lamp(of),
        _cut(said.cell(key, "stuck", short(stuck, _NAMED))),
        _cut(said.cell(key, "asked", short(asked, 2))),
        _cut(said.cell(key, "coming", short(coming, _NAMED))),
    )


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
            return f"{LAMP_SIGNS[lamp]} {LAMP_WORDS[lamp]} {count} 项"
    return f"{LAMP_SIGNS[Lamp.DONE]} 办结" if not of.open else f"{LAMP_SIGNS[Lamp.NOT_STARTED]} 未到"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def fill(facts: Facts, answers: Answers) -> WeeklyDispatch:
    """The table of the week; raises Refusal for a week that has not begun."""
    at = _moment(facts)
    figures = measure(at)
    numbers, source = before(at)
    rows = enumerate(answers.rows("lines"), 1)
    lamps = "，".join(
        f"{LAMP_WORDS[lamp]} {figures.number(lamp.value)} 项" for lamp in (Lamp.OVERDUE, Lamp.WARNING, Lamp.SUSPENDED)
    )
    return WeeklyDispatch(
        **facts.common(),
        notes=(_HOW, before_words(Cadence.WEEK, numbers, source)),
        week=f"{day_words(at.period.first)}至{day_words(at.period.last)}",
        as_of=day_words(at.as_of),
        counts=f"在办代办件 {figures.number('running')} 个；本周办结 {figures.number('finished')} 项；{lamps}",
        figures=printed(changes(figures, numbers)),
        lines=tuple(DispatchLine(str(number), *row) for number, row in rows),
        decisions=answers.text("decisions"),
        presided_by=answers.text("presided_by"),
        recorded_by=answers.text("recorded_by"),
    )


def keep(facts: Facts, answers: Answers, paper: Paper) -> None:
    """Freeze the figures and the lines of an issued table with it."""
    at = _moment(facts)
    # Two cases of one project with one officer are called alike; they keep their order.
    cases: dict[str, list[str]] = {}
    for line in case_lines(at):
        cases.setdefault(line.project, []).append(line.case_id)
    lines = [asdict(CaseLine(cases[row[0]].pop(0) if cases.get(row[0]) else "", *row)) for row in answers.rows("lines")]
    numbers, source = before(at)
    figures = frozen(measure(at), numbers, source, lines)
    facts.work.rhythm.add_report(Report(paper.number, at.period, at.as_of, figures, paper.issued_at, paper.issued_by))


def blank(facts: Facts) -> WeeklyDispatch:
    """The form for hand-filling."""
    return WeeklyDispatch(**facts.common(), notes=(_HOW,), figures=blank_lines(Cadence.WEEK))


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
    dated=asked_day,
    caution=early(Cadence.WEEK),
    keep=keep,
    asks=(
        ON,
        Ask(
            "lines",
            "调度项目",
            Kind.ROWS,
            default=proposed_rows,
            columns=COLUMNS,
            fixed=("项目", "进度灯"),
            hint="平时在“调度”页逐件填写；这里改的只印在这一份上",
        ),
        Ask("decisions", "议定事项", Kind.TEXT, hint="会上定下的：谁、做什么、哪天以前"),
        Ask("presided_by", "主持人"),
        Ask("recorded_by", "记录人"),
    ),
)
