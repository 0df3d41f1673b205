"""期限计算书 (D26): why a clock of a step is due on its day, with every single day and everything it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.clock_sheets import ClockSheet, Credit, clock_sheet, clock_sheets
from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.calendar import weekday_word
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.standing import bound_party
from desktop_app.domain.step_clocks import RunningClock
from desktop_app.domain.terms import CLOCK_WORDS, VERB_WORDS, clock_words, day_words

_COUNTS, _DOES_NOT = "计", "不计"


@dataclass(frozen=True, slots=True)
class SheetDay:
    """One day: 2026-11-16, 周一, 计 or 不计, as which counting day, and why."""

    date: str
    weekday: str
    counts: str
    n: str
    why: str


@dataclass(frozen=True, slots=True)
class SheetCredit:
    """A suspension: its kind, its days, why and on which ground, and what it gave back to this clock."""

    kind: str
    span: str
    reason: str
    basis: str
    credited: str


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """What the sheet was derived from, so that it can be derived again years later; kept, not printed.

    `events` are the ids of the acts known, `clock` and `place` say which clock, `limit` is amount, unit, start, kind.
    """

    case: str = ""
    matter: str = ""
    clock: str = ""
    place: int = 1
    limit: tuple[str, ...] = ()
    day_policy: str = ""
    events: tuple[str, ...] = ()
    start: str = ""
    due: str = ""
    original: str = ""
    held: bool = False
    missing_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSheetPaper(FormData):
    """期限计算书: what the clock is, where it starts, what moved it, every day, and what all of that rests on."""

    project: str = ""
    enterprise: str = ""
    matter: str = ""
    authority: str = ""
    officer: str = ""
    clock: str = ""
    limit: str = ""
    counting: str = ""
    started: str = ""
    rule: str = ""
    due: str = ""
    doubt: str = ""
    original: str = ""
    extension: str = ""
    tally: str = ""
    credits: tuple[SheetCredit, ...] = ()
    days: tuple[SheetDay, ...] = ()
    laws: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    calendar: str = ""
    as_of: str = ""
    record: SheetRecord = SheetRecord()


def _choices(facts: Facts) -> tuple[str, ...]:
    if facts.of_case is None:
        return tuple(word for name, word in CLOCK_WORDS.items() if name != "benchmark")
    found = clock_sheets(facts.case, facts.matter, facts.today, facts.calendar)
    if not found:
        title = facts.case.template.step(facts.matter).title
        raise Refusal.say(f"“{title}”还没有开始计算的期限，收件或受理以后才有期限计算书")
    return tuple(choice_words(one) for one in found)


def _leading(facts: Facts) -> str:
    return choice_words(clock_sheet(facts.case, facts.matter, facts.today, facts.calendar))


def choice_words(sheet: ClockSheet) -> str:
    """How a clock is chosen: by its name, and the start where a step has several of that name.

    An enterprise's own limits have one name between them; they are told apart by what they are to a department.
    """
    step, clocks = sheet.standing.step, sheet.standing.clocks
    if sum(one.name == sheet.clock.name for one in clocks) > 1:
        return f"{sheet.name}（{sheet.clock.start} 起）"
    alike = sum(clock_words(one.name, bound_party(step, one)) == sheet.name for one in clocks)
    return f"{sheet.name}（{CLOCK_WORDS[sheet.clock.name]}）" if alike > 1 else sheet.name


def _fill(facts: Facts, answers: Answers) -> ClockSheetPaper:
    wanted = answers.text("clock")
    found = clock_sheets(facts.case, facts.matter, facts.today, facts.calendar)
    sheet = next((one for one in found if choice_words(one) == wanted), None)
    sheet = sheet or clock_sheet(facts.case, facts.matter, facts.today, facts.calendar)
    return paper_of_sheet(sheet, facts)


def paper_of_sheet(sheet: ClockSheet, facts: Facts) -> ClockSheetPaper:
    """The frozen data of a sheet, in printed words and with the record it can be derived from again."""
    step, clock, derivation = sheet.standing.step, sheet.clock, sheet.clock.derivation
    counted = sum(day.counts for day in derivation.days)
    longer = sheet.extension
    return ClockSheetPaper(
        **facts.common(),
        notes=_notes(sheet),
        project=facts.project.name,
        enterprise=facts.project.enterprise,
        matter=f"{step.code} {step.title}",
        authority=step.matter.authority,
        officer=sheet.standing.officer,
        clock=f"{sheet.name.removesuffix('时限')}时限",
        limit=sheet.limit_words,
        counting=sheet.counting,
        started=sheet.start_words,
        rule=sheet.rule,
        due=_due(clock),
        doubt=derivation.doubt,
        original=day_words(clock.original.due) if clock.original else "",
        extension=(
            f"延长 {longer.amount} 日：{longer.approver}批准，{longer.notice}；{longer.reason}" if longer else ""
        ),
        tally=_tally(clock, counted),
        credits=tuple(
            SheetCredit(
                kind=one.suspension.kind.word,
                span=f"{one.suspension.first} 至 {one.pause.last if one.pause else '未恢复'}",
                reason=one.suspension.reason,
                basis=one.suspension.basis,
                credited=_credited(one),
            )
            for one in sheet.credits
        ),
        days=tuple(
            SheetDay(
                date=day.date.isoformat(),
                weekday=weekday_word(day.date),
                counts=_COUNTS if day.counts else _DOES_NOT,
                n=str(day.n or ""),
                why=day.why,
            )
            for day in derivation.days
        ),
        laws=sheet.laws,
        documents=(
            *(f"{one.year} 年：{one.citation}{'' if one.known else '（暂估）'}" for one in sheet.documents),
            *(f"{one.day} {'临时补班' if one.works else '本地停办'}：{one.reason}" for one in sheet.overrides),
        ),
        acts=tuple(
            f"{one.date_words}{VERB_WORDS[one.verb]}，{one.by} 登记于 {one.at:%Y-%m-%d %H:%M}"
            for one in sheet.used_events
        ),
        calendar=derivation.calendar_version,
        as_of=day_words(facts.today),
        record=_record(sheet),
    )


def _credited(one: Credit) -> str:
    if not one.stops:
        return "不停本时限"
    return f"扣除 {one.days} 日" if one.pause is not None or one.suspension.resumed is not None else "恢复后扣除"


def _due(clock: RunningClock) -> str:
    if clock.held_by is not None:
        return f"{day_words(clock.held_by.first)}起{clock.held_by.kind.word}暂停，恢复后重算"
    derivation = clock.derivation
    word = "" if clock.counts_as_late else "（最早）"
    return f"{day_words(derivation.due)} {weekday_word(derivation.due)}{word}{'' if derivation.firm else '（暂估）'}"


def _tally(clock: RunningClock, counted: int) -> str:
    derivation = clock.derivation
    days = len(derivation.days)
    begun = f"如不暂停，{day_words(derivation.due)}到期：" if clock.held_by is not None else ""
    parts = [f"{begun}共 {days} 天，计入 {counted} 天，不计 {days - counted} 天"]
    parts += [f"其中扣除暂停 {derivation.credited} 天"] if derivation.credited else []
    parts += [f"末日顺延 {derivation.rolled} 天"] if derivation.rolled else []
    return "，".join(parts)


def _notes(sheet: ClockSheet) -> tuple[str, ...]:
    notes = ["本表逐日由登记记录和工作日历推算，没有一个日期是手工填写的；出具后随文书存档，日后可按编号核对。"]
    if sheet.clock.held_by is not None:
        notes.append("时限正在暂停，下表按未暂停推算，恢复后重算。")
    if sheet.standing.step.matter.verified != "law":
        notes.append("本事项的时限尚未与现行有效的规定逐条核对（待核）。")
    return tuple(notes)


def _record(sheet: ClockSheet) -> SheetRecord:
    clock = sheet.clock
    return SheetRecord(
        case=sheet.case.id,
        matter=sheet.standing.step.code,
        clock=clock.name,
        place=sheet.place,
        limit=(str(clock.limit.amount), clock.limit.unit.value, clock.limit.start, clock.limit.kind.value),
        day_policy=sheet.day_policy.value,
        events=tuple(one.id for one in sheet.used_events),
        start=clock.start.isoformat(),
        due=clock.derivation.due.isoformat(),
        original=clock.original.due.isoformat() if clock.original else "",
        held=clock.held_by is not None,
        missing_years=clock.derivation.missing_years,
    )


def _blank(facts: Facts) -> ClockSheetPaper:
    return ClockSheetPaper(**facts.common())


SPEC = FormSpec(
    key="clock-sheet",
    code="D26",
    title="期限计算书",
    subject=Subject.STEP,
    occasion=Occasion.HANDLING,
    fill=_fill,
    blank=_blank,
    asks=(Ask("clock", "哪一个期限", Kind.CHOICE, required=True, default=_leading, offer=_choices),),
    copies=1,
)
