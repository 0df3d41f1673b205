"""半月预警 (D22B): the red list (late), the yellow list (nearly late), and how far the benchmarks are missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.application.counting import measuring
from desktop_app.application.forms.asks import Answers, Ask, Kind, Row
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.forms.supervision import CaseNow, StepOf, beside_lamp, cases_on, with_lamp
from desktop_app.domain.measure import BenchmarkStanding, Reach
from desktop_app.domain.progress import Lamp
from desktop_app.domain.standing import WARNING_DAYS
from desktop_app.domain.terms import CLOCK_WORDS, day_words

GAP_COLUMNS = ("指标", "目标", "目前", "缺口", "责任单位")
_HOW = (
    f"红色清单：承诺时限（没有承诺的看法定时限）已过、没有办结的环节；黄色清单：剩 {WARNING_DAYS} 个工作日以内的环节。"
    "天数是工作日，由登记记录和工作日历推算。"
)
_HALF = 15


@dataclass(frozen=True, slots=True)
class ListedStep:
    """A step on the red or yellow list."""

    number: str
    project: str
    matter: str
    authority: str
    officer: str
    due: str
    left: str


@dataclass(frozen=True, slots=True)
class Gap:
    """指标缺口: an indicator, what it should be, what it is, what is missing, who answers for it."""

    name: str
    goal: str
    now: str
    missing: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FortnightWarning(FormData):
    """The warning of half a month; `answer_by` is when the units have to report what they did."""

    period: str = ""
    as_of: str = ""
    issued_to: str = ""
    red: tuple[ListedStep, ...] = ()
    yellow: tuple[ListedStep, ...] = ()
    gaps: tuple[Gap, ...] = ()
    demand: str = ""
    answer_by: str = ""
    signed: str = ""
    signed_on: str = ""


def half_month(day: date) -> str:
    """2026年11月上半月 or 下半月."""
    return f"{day.year}年{day.month}月{'上' if day.day <= _HALF else '下'}半月"


def _listed(found: Iterable[StepOf], facts: Facts) -> tuple[ListedStep, ...]:
    return tuple(_line(number, one, facts) for number, one in enumerate(found, 1))


def _line(number: int, one: StepOf, facts: Facts) -> ListedStep:
    clock = one.step.primary
    due = f"{clock.due:%Y-%m-%d}{CLOCK_WORDS[clock.name]}" if clock and clock.due else ""
    firm = clock is None or clock.derivation.firm
    return ListedStep(
        str(number),
        one.of.project.name,
        one.step.step.title,
        one.step.step.matter.authority,
        one.step.officer,
        due + ("" if firm else "（暂估）"),
        beside_lamp(one.step, facts),
    )


def proposed_gaps(facts: Facts) -> tuple[Row, ...]:
    """The benchmarks that running cases have missed, with how many and by how much at most."""
    how = measuring(facts.work)
    found: dict[str, list[BenchmarkStanding]] = {}
    for of in cases_on(facts):
        if of.open:
            for one in how.standings(of.case, of.case.situation(), facts.today, facts.calendar):
                found.setdefault(one.benchmark.name, []).append(one)
    return tuple(row for name, ones in found.items() if (row := _gap(name, ones)) is not None)


def _gap(name: str, ones: list[BenchmarkStanding]) -> Row | None:
    running, reached = (sum(one.reach is reach for one in ones) for reach in (Reach.RUNNING, Reach.REACHED))
    over = [-one.remaining for one in ones if one.met is False and one.remaining is not None]
    if not over:
        return None
    unit = ones[0].basis.unit_word
    goal = f"{ones[0].allowed} 个{unit}内" + ("" if ones[0].benchmark.verified else "（起止待核）")
    return (
        name,
        goal,
        f"在计 {running} 件，已有结果 {reached} 件",
        f"{len(over)} 件已超，最多超 {max(over)} 个{unit}",
        "",
    )


def fill(facts: Facts, answers: Answers) -> FortnightWarning:
    """The lists as they stand today."""
    cases: tuple[CaseNow, ...] = cases_on(facts)
    answer_by, signed_on = answers.day("answer_by"), answers.day("signed_on")
    return FortnightWarning(
        **facts.common(),
        notes=(_HOW,),
        period=half_month(facts.today),
        as_of=day_words(facts.today),
        issued_to=answers.text("issued_to"),
        red=_listed(with_lamp(cases, Lamp.OVERDUE), facts),
        yellow=_listed(with_lamp(cases, Lamp.WARNING), facts),
        gaps=tuple(Gap(*row) for row in answers.rows("gaps")),
        demand=answers.text("demand"),
        answer_by=day_words(answer_by) if answer_by else "",
        signed=answers.text("signed"),
        signed_on=day_words(signed_on) if signed_on else "",
    )


def blank(facts: Facts) -> FortnightWarning:
    """The form for hand-filling."""
    return FortnightWarning(**facts.common(), notes=(_HOW,), signed=_signed(facts))


def _signed(facts: Facts) -> str:
    return facts.text("zone.authority") or facts.workspace.centre


SPEC = FormSpec(
    key="fortnight-warning",
    code="D22B",
    title="项目帮办代办半月预警",
    subject=Subject.ZONE,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=1,
    asks=(
        Ask("issued_to", "发送单位", default=lambda _facts: "各责任单位"),
        Ask("gaps", "指标缺口", Kind.ROWS, default=proposed_gaps, columns=GAP_COLUMNS),
        Ask("demand", "要求", Kind.TEXT, default=lambda facts: facts.text("fortnight-warning.demand")),
        Ask("answer_by", "反馈期限", Kind.DATE),
        Ask("signed", "落款单位", default=_signed),
        Ask("signed_on", "日期", Kind.DATE, default=lambda facts: facts.today),
    ),
)
