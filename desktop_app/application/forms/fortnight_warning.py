"""半月预警 (D22B): the red list (late), the yellow list (nearly late), and how far the benchmarks are missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.application.counting import measuring
from desktop_app.application.cover import directory
from desktop_app.application.forms.asks import ON, Answers, Ask, Kind, Row, asked_day
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.ports import Paper
from desktop_app.application.rhythm_book import Report
from desktop_app.application.rhythm_draft import typed
from desktop_app.application.rhythm_due import due_parts
from desktop_app.application.rhythm_early import early
from desktop_app.application.rhythm_figures import (
    FigureLine,
    Moment,
    before,
    before_words,
    blank_lines,
    changes,
    frozen,
    measure,
    moment,
    printed,
)
from desktop_app.application.rhythm_figures import ListedStep as Step
from desktop_app.application.rhythm_rates import target_gaps
from desktop_app.domain.measure import BenchmarkStanding, Reach
from desktop_app.domain.officer import in_words
from desktop_app.domain.rhythm import Cadence, period_of
from desktop_app.domain.standing import WARNING_DAYS
from desktop_app.domain.terms import day_words

HELD_COLUMNS = ("项目", "事项", "卡点", "协调事项")
GAP_COLUMNS = ("指标", "目标", "目前", "缺口", "责任单位")
_HOW = (
    f"红色清单：承诺时限（没有承诺的看法定时限）已过、没有办结的环节；黄色清单：剩 {WARNING_DAYS} 个工作日以内的环节。"
    "天数是工作日，由登记记录和工作日历推算。"
)


@dataclass(frozen=True, slots=True)
class ListedStep:
    """A step on the red or yellow list; `clock` says which limit ends on the day `due`."""

    number: str
    project: str
    matter: str
    authority: str
    officer: str
    due: str
    left: str
    stuck: str = ""
    asked: str = ""
    clock: str = ""


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
    figures: tuple[FigureLine, ...] = ()
    red: tuple[ListedStep, ...] = ()
    yellow: tuple[ListedStep, ...] = ()
    gaps: tuple[Gap, ...] = ()
    demand: str = ""
    answer_by: str = ""
    signed: str = ""
    signed_on: str = ""


def _moment(facts: Facts) -> Moment:
    return moment(facts, Cadence.FORTNIGHT, facts.on or facts.today)


def proposed_holds(facts: Facts) -> tuple[Row, ...]:
    """卡点 and 协调事项 of the listed steps: as typed for this half month, else as in the 周调度 of the week."""
    at = _moment(facts)
    figures = measure(at)
    found = held_words(at, (*figures.red, *figures.yellow))
    return tuple((one.project, one.matter, *found[one.id]) for one in (*figures.red, *figures.yellow))


def held_words(at: Moment, steps: Iterable[Step]) -> Mapping[str, tuple[str, str]]:
    """卡点 and 协调事项 by step id; what a 周调度 says of a case stands once, at its most pressing step.

    A step of the enterprise's own takes it only where the case has no other on the lists.
    """
    book = at.facts.work.rhythm
    own = typed(book.draft(at.period.cadence, at.period.first))
    weekly = typed(book.draft(Cadence.WEEK, period_of(Cadence.WEEK, at.as_of).first))
    listed = sorted(steps, key=lambda one: one.of_enterprise)
    said: dict[str, tuple[str, str]] = {}
    for of in at.cases:
        words = (weekly.cell(of.case.id, "stuck", ""), weekly.cell(of.case.id, "asked", ""))
        codes = {f"{of.project.id} {one.step.code}" for one in of.steps}
        first = next((one.id for one in listed if one.id in codes), "") if any(words) else ""
        if first:
            said.setdefault(first, words)
    return {
        one.id: (
            own.cell(one.id, "stuck", said.get(one.id, ("", ""))[0]),
            own.cell(one.id, "asked", said.get(one.id, ("", ""))[1]),
        )
        for one in listed
    }


def _listed(found: Iterable[Step], held: Mapping[tuple[str, str], Row], at: Moment) -> tuple[ListedStep, ...]:
    covers = directory(at.facts.work).covers(at.as_of)
    return tuple(
        _line(number, one, held.get((one.project, one.matter), ("", "", "", "")), covers)
        for number, one in enumerate(found, 1)
    )


def _line(number: int, one: Step, said: Row, covers: Mapping[str, str]) -> ListedStep:
    due, clock = due_parts(one.due)
    return ListedStep(
        number=str(number),
        project=one.project,
        matter=one.matter,
        authority=one.authority,
        officer=in_words(one.officer, covers.get(one.officer, "")),
        due=due,
        left=one.left,
        stuck=said[2],
        asked=said[3],
        clock=clock,
    )


def proposed_gaps(facts: Facts) -> tuple[Row, ...]:
    """The benchmarks that running cases have missed, with how many and by how much; targets behind their time."""
    at = _moment(facts)
    how = measuring(facts.work)
    found: dict[str, list[BenchmarkStanding]] = {}
    for of in at.cases:
        if of.open:
            for one in how.standings(of.case, of.case.situation(), at.as_of, facts.calendar):
                found.setdefault(one.benchmark.name, []).append(one)
    missed = tuple(row for name, ones in found.items() if (row := _gap(name, ones)) is not None)
    return (*missed, *target_gaps(facts, at.as_of))


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
    """The lists at the end of the half month, or as they stand today while it lasts."""
    at = _moment(facts)
    figures = measure(at)
    numbers, source = before(at)
    held = {(row[0], row[1]): row for row in answers.rows("held")}
    answer_by, signed_on = answers.day("answer_by"), answers.day("signed_on")
    return FortnightWarning(
        **facts.common(),
        notes=(_HOW, before_words(Cadence.FORTNIGHT, numbers, source)),
        period=at.period.words,
        as_of=day_words(at.as_of),
        issued_to=answers.text("issued_to"),
        figures=printed(changes(figures, numbers)),
        red=_listed(figures.red, held, at),
        yellow=_listed(figures.yellow, held, at),
        gaps=tuple(Gap(*row) for row in answers.rows("gaps")),
        demand=answers.text("demand"),
        answer_by=day_words(answer_by) if answer_by else "",
        signed=answers.text("signed"),
        signed_on=day_words(signed_on) if signed_on else "",
    )


def keep(facts: Facts, answers: Answers, paper: Paper) -> None:
    """Freeze the figures of an issued warning with it, and what hangs where."""
    at = _moment(facts)
    counted = measure(at)
    numbers, source = before(at)
    held = {(row[0], row[1]): row for row in answers.rows("held")}
    steps = ((one.id, held.get((one.project, one.matter))) for one in (*counted.red, *counted.yellow))
    lines = [{"id": key, "stuck": row[2], "asked": row[3]} for key, row in steps if row is not None]
    figures = frozen(counted, numbers, source, lines)
    facts.work.rhythm.add_report(Report(paper.number, at.period, at.as_of, figures, paper.issued_at, paper.issued_by))


def blank(facts: Facts) -> FortnightWarning:
    """The form for hand-filling."""
    return FortnightWarning(
        **facts.common(), notes=(_HOW,), figures=blank_lines(Cadence.FORTNIGHT), signed=facts.authority
    )


SPEC = FormSpec(
    key="fortnight-warning",
    code="D22B",
    title="项目帮办代办半月预警",
    subject=Subject.ZONE,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=1,
    dated=asked_day,
    caution=early(Cadence.FORTNIGHT),
    keep=keep,
    asks=(
        ON,
        Ask("issued_to", "发送单位", default=lambda _facts: "各责任单位"),
        Ask(
            "held",
            "卡点和协调事项",
            Kind.ROWS,
            default=proposed_holds,
            columns=HELD_COLUMNS,
            fixed=("项目", "事项"),
            hint="平时在“调度”页逐条填写；这里改的只印在这一份上",
        ),
        Ask("gaps", "指标缺口", Kind.ROWS, default=proposed_gaps, columns=GAP_COLUMNS),
        Ask("demand", "要求", Kind.TEXT, default=lambda facts: facts.text("fortnight-warning.demand")),
        Ask("answer_by", "反馈期限", Kind.DATE),
        Ask("signed", "落款单位", default=lambda facts: facts.authority),
        Ask("signed_on", "日期", Kind.DATE, default=lambda facts: facts.today),
    ),
)
