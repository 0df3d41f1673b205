"""对标计算书 (D29): how a benchmark was counted, with every single day and everything it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.benchmark_sheets import BenchmarkSheet, benchmark_sheet, benchmark_sheets
from desktop_app.application.counting import measuring
from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.clock_sheet import SheetDay
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.calendar import weekday_word
from desktop_app.domain.measure import Reach
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import VERB_WORDS, day_words


@dataclass(frozen=True, slots=True)
class SheetTakenOut:
    """Days the 口径 leaves uncounted: why, from when to when, and how many."""

    why: str
    span: str
    days: str


@dataclass(frozen=True, slots=True)
class BenchmarkRecord:
    """What the sheet was derived from, so that it can be derived again years later; kept, not printed.

    `start` and `end` are matter and event, `basis` the code of the definition's 口径, `asked` that of the workspace
    where it overrides it. `events` are the ids of the acts known, `as_of` the day it was counted through at most.
    """

    case: str = ""
    name: str = ""
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    days: int = 0
    basis: str = ""
    asked: str = ""
    leaves_out: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    as_of: str = ""
    target: str = ""
    elapsed: int = 0
    missing_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkSheetPaper(FormData):
    """对标计算书: what is measured, where it stands, what the 口径 took out, every day, and what all of it rests on."""

    project: str = ""
    enterprise: str = ""
    officer: str = ""
    benchmark: str = ""
    started: str = ""
    ended: str = ""
    allowed: str = ""
    counting: str = ""
    rule: str = ""
    left_out: str = ""
    target: str = ""
    outcome: str = ""
    doubt: str = ""
    tally: str = ""
    taken: tuple[SheetTakenOut, ...] = ()
    days: tuple[SheetDay, ...] = ()
    sources: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    calendar: str = ""
    as_of: str = ""
    record: BenchmarkRecord = BenchmarkRecord()


def _choices(facts: Facts) -> tuple[str, ...]:
    if facts.of_case is None:
        return ()
    found = benchmark_sheets(facts.case, measuring(facts.work), facts.today, facts.calendar)
    if not found:
        raise Refusal.say("这个代办件的对标还没有起算，或起止只知道月份；登记起点事项的确切日期后才有对标计算书")
    return tuple(dict.fromkeys(one.name for one in found))


def _leading(facts: Facts) -> str:
    return benchmark_sheet(facts.case, measuring(facts.work), facts.today, facts.calendar).name


def _fill(facts: Facts, answers: Answers) -> BenchmarkSheetPaper:
    wanted = answers.text("benchmark")
    return _paper(benchmark_sheet(facts.case, measuring(facts.work), facts.today, facts.calendar, wanted), facts)


def _paper(sheet: BenchmarkSheet, facts: Facts) -> BenchmarkSheetPaper:
    mark, standing = sheet.mark, sheet.standing
    converted = f"（按口径折合 {standing.converted} 个{standing.basis.unit_word}）" if standing.converted else ""
    return BenchmarkSheetPaper(
        **facts.common(),
        notes=_notes(sheet),
        project=facts.project.name,
        enterprise=facts.project.enterprise,
        officer=facts.case.officer,
        benchmark=sheet.name,
        started=sheet.start_words,
        ended=sheet.end_words,
        allowed=f"{mark.days} 个{mark.basis.unit_word}{converted}",
        counting=standing.basis.words().removeprefix("口径："),
        rule=sheet.rule,
        left_out="、".join(sheet.left_out),
        target=f"{day_words(sheet.target)} {weekday_word(sheet.target)}{'' if sheet.firm else '（暂估）'}",
        outcome=_outcome(sheet),
        doubt=sheet.doubt,
        tally=sheet.tally,
        taken=tuple(
            SheetTakenOut(one.why, f"{one.first} 至 {min(one.last, sheet.stretch.through)}", f"扣除 {days} 天")
            for one, days in sheet.credits
        ),
        days=tuple(
            SheetDay(
                date=day.date.isoformat(),
                weekday=weekday_word(day.date),
                counts="计" if day.counts else "不计",
                n=str(day.n or ""),
                why=day.why,
            )
            for day in sheet.days
        ),
        sources=tuple(
            part for part in (mark.source, f"不同说法：{mark.note}" if mark.note else "", _checked(sheet)) if part
        ),
        documents=(
            *(f"{one.year} 年：{one.citation}{'' if one.known else '（暂估）'}" for one in sheet.documents),
            *(f"{one.day} {'临时补班' if one.works else '本地停办'}：{one.reason}" for one in sheet.overrides),
        ),
        acts=tuple(
            f"{one.date_words}{VERB_WORDS[one.verb]} {one.matter}，{one.by} 登记于 {one.at:%Y-%m-%d %H:%M}"
            for one in sheet.used_events
        ),
        calendar=sheet.calendar.version,
        as_of=day_words(facts.today),
        record=_record(sheet),
    )


def _outcome(sheet: BenchmarkSheet) -> str:
    standing = sheet.standing
    elapsed, remaining = standing.elapsed or 0, standing.remaining or 0
    unit = f"个{standing.basis.unit_word}"
    if standing.reach is Reach.REACHED:
        return f"用时 {elapsed} {unit}，{'达标' if standing.met else f'超出 {-remaining} 天'}"
    return f"第 {elapsed} {unit}，{f'余 {remaining} 天' if remaining >= 0 else f'已超 {-remaining} 天'}"


def _checked(sheet: BenchmarkSheet) -> str:
    return "" if sheet.mark.verified else "待核：起止点、天数或单位还没有核对，对外引用前请先核实"


def _notes(sheet: BenchmarkSheet) -> tuple[str, ...]:
    notes = ["本表逐日由登记记录和工作日历推算，没有一个日期是手工填写的；出具后随文书存档，日后可按编号核对。"]
    notes.append("对标不是法定时限，只作比较；引用时请连同口径和来源一并写明。")
    if sheet.standing.reach is not Reach.REACHED:
        notes.append(f"{sheet.stretch.through} 以后的日子尚未到，按今后没有应扣除的暂停推算。")
    return tuple(notes)


def _record(sheet: BenchmarkSheet) -> BenchmarkRecord:
    mark, standing = sheet.mark, sheet.standing
    return BenchmarkRecord(
        case=sheet.case.id,
        name=mark.name,
        start=(mark.start.matter, mark.start.event),
        end=(mark.end.matter, mark.end.event),
        days=mark.days,
        basis=mark.basis.code,
        asked=standing.asked.code if standing.asked else "",
        leaves_out=mark.leaves_out,
        matters=sheet.matters,
        events=tuple(one.id for one in sheet.used_events),
        as_of=sheet.as_of.isoformat(),
        target=sheet.target.isoformat(),
        elapsed=standing.elapsed or 0,
        missing_years=sheet.missing_years,
    )


def _blank(facts: Facts) -> BenchmarkSheetPaper:
    return BenchmarkSheetPaper(**facts.common())


SPEC = FormSpec(
    key="benchmark-sheet",
    code="D29",
    title="对标计算书",
    subject=Subject.CASE,
    occasion=Occasion.HANDLING,
    fill=_fill,
    blank=_blank,
    asks=(Ask("benchmark", "哪一条对标", Kind.CHOICE, required=True, default=_leading, offer=_choices),),
    copies=1,
)
