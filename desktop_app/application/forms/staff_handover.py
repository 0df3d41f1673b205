"""工作交接单 (D31): what one 代办员 hands to another, counted by both and signed by three."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.cover import directory
from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.handed import PROBLEMS
from desktop_app.application.ledger_rows import RowsFrom, rows_of
from desktop_app.domain.handover import (
    COUNT_WORDS,
    HANDOVER_WORDS,
    HandedCase,
    HandedNotice,
    HandedOriginal,
    HandedStep,
    Handover,
    HandoverList,
    HandoverState,
    handovers_of,
)
from desktop_app.domain.officer import Directory
from desktop_app.domain.progress import RUNNING_STATES, StepState
from desktop_app.domain.standing import bound_party
from desktop_app.domain.terms import CLOCK_WORDS, STATE_WORDS, clock_words, day_words

_NOTES = (
    "各项数量由程序在办理交接的同一时刻清点；移交人、接收人各自清点后填写，相符后签字，不符的写入“差异”。",
    "交接以后，件、环节、原件保管、提醒都转到接收人名下；以前由移交人办结的环节，记录不变。",
)
_TITLE = "工作交接单"
_NOTHING = "还没有选定交接，或本区还没有办理过交接。"


@dataclass(frozen=True, slots=True)
class CountLine:
    """One count as the program announced it; both sides write theirs beside it."""

    name: str
    counted: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case: how much of it goes, and its most pressing date."""

    number: str
    project: str
    enterprise: str
    template: str
    scope: str
    steps: str
    running: str
    overdue: str
    next_due: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in hand, or with a date to keep."""

    number: str
    project: str
    title: str
    authority: str
    state: str
    due: str


@dataclass(frozen=True, slots=True)
class OriginalLine:
    """One original that changes hands."""

    number: str
    project: str
    material: str
    count: str
    since: str


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A reminder that waits, a result to be served, or a problem that has not ended."""

    number: str
    kind: str
    project: str
    title: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffHandover(FormData):
    """One handover as it was committed."""

    handover: str = ""
    state: str = ""
    giver: str = ""
    giver_unit: str = ""
    taker: str = ""
    taker_unit: str = ""
    witness: str = ""
    handed_on: str = ""
    reason: str = ""
    counts: tuple[CountLine, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    steps: tuple[StepLine, ...] = ()
    originals: tuple[OriginalLine, ...] = ()
    notices: tuple[NoticeLine, ...] = ()
    difference: str = ""


def fill(facts: Facts, answers: Answers) -> StaffHandover:
    """The handover that was chosen; what it says was frozen when it was committed."""
    one = _chosen(facts, answers.text("handover"))
    if one is None:
        return StaffHandover(**facts.common(), notes=(*_NOTES, _NOTHING))
    handed, known = one.handed, directory(facts.work)
    giver, taker = known.officer(handed.giver), known.officer(handed.taker)
    projects = {case.case_id: case.project for case in handed.cases}
    return StaffHandover(
        **facts.common(),
        notes=(*_NOTES, *_away(known, handed)),
        handover=one.number,
        state=HANDOVER_WORDS[one.state],
        giver=handed.giver,
        giver_unit=giver.unit if giver else "",
        taker=handed.taker,
        taker_unit=taker.unit if taker else "",
        witness=answers.text("witness"),
        handed_on=day_words(handed.on),
        reason=one.reason,
        counts=tuple(CountLine(word, str(getattr(handed.counts, key))) for key, word in COUNT_WORDS.items()),
        cases=tuple(_case(number, line) for number, line in enumerate(handed.cases, 1)),
        steps=tuple(_step(number, line, projects, facts) for number, line in enumerate(_pressing(handed), 1)),
        originals=tuple(_original(number, line) for number, line in enumerate(handed.originals, 1)),
        notices=_notices(handed, facts),
        difference=one.entries[-1].note if one.state is HandoverState.DISPUTED else "",
    )


def blank(facts: Facts) -> StaffHandover:
    """The form for hand-filling."""
    return StaffHandover(**facts.common(), notes=_NOTES)


def _every(facts: Facts) -> tuple[Handover, ...]:
    return tuple(reversed(handovers_of(facts.work.handovers.entries())))


def _chosen(facts: Facts, number: str) -> Handover | None:
    return next((one for one in _every(facts) if one.number == number), None)


def _offered(facts: Facts) -> tuple[str, ...]:
    return tuple(one.number for one in _every(facts))


def _newest(facts: Facts) -> str:
    return next((one.number for one in _every(facts)), "")


def _pressing(handed: HandoverList) -> list[HandedStep]:
    """The steps that are in hand or have a date; the others are counted with their case."""
    return [one for one in handed.steps if one.state in RUNNING_STATES or one.due is not None]


def _case(number: int, one: HandedCase) -> CaseLine:
    return CaseLine(
        number=str(number),
        project=one.project,
        enterprise=one.enterprise,
        template=one.template,
        scope="整件" if one.whole else "仅环节",
        steps=str(one.steps),
        running=str(one.running),
        overdue=str(one.overdue),
        next_due=one.next_due.isoformat() if one.next_due else "",
    )


def _step(number: int, one: HandedStep, projects: dict[str, str], facts: Facts) -> StepLine:
    firm = "" if one.firm else "（暂估）"
    due = f"{_clock(one, facts)} {one.due.isoformat()}{firm}".strip() if one.due else ""
    if one.due is None and one.state is StepState.SUSPENDED:
        due = "恢复后重算"
    return StepLine(str(number), projects[one.case_id], one.title, one.authority, STATE_WORDS[one.state], due)


def _clock(one: HandedStep, facts: Facts) -> str:
    """承诺, 法定, or 企业时限 where the limit binds the enterprise and not a department."""
    case = facts.work.cases.get(one.case_id)
    if one.matter not in case.template.codes:
        return CLOCK_WORDS.get(one.clock, "")
    step = case.template.step(one.matter)
    law = step.statutory_limit if one.clock == "statutory" else None
    return clock_words(one.clock, law.bound_party if law else bound_party(step, None))


def _original(number: int, one: HandedOriginal) -> OriginalLine:
    return OriginalLine(str(number), one.project, one.material, str(one.count), one.since.isoformat())


def _away(known: Directory, handed: HandoverList) -> tuple[str, ...]:
    """Who of both sides is on leave on the day of the handover, and who stands in."""
    covers = (known.cover(name, handed.on) for name in (handed.giver, handed.taker))
    return tuple(f"{one.words}。" for one in covers if one is not None)


def _problem_dates(facts: Facts, handed: HandoverList) -> dict[str, str]:
    """应办结日 of the problems on the list by their id, with how late they are; a problem keeps it in its ledger."""
    if not handed.problems:
        return {}
    rows = rows_of(facts.kinds.get(PROBLEMS), facts.work, RowsFrom(facts.calendar, facts.today))
    return {
        row.id: f"{row.words.get('due_on', '')} {row.words.get('lamp', '')}".strip()
        for row in rows
        if any(row.id == one.id for one in handed.problems)
    }


def _notices(handed: HandoverList, facts: Facts) -> tuple[NoticeLine, ...]:
    dates = _problem_dates(facts, handed)
    kinds: tuple[tuple[str, tuple[HandedNotice, ...]], ...] = (
        ("提醒", handed.reminders),
        ("待送达结果", handed.deliveries),
        ("未销号问题", handed.problems),
    )
    lines = [(kind, one) for kind, notices in kinds for one in notices]
    return tuple(
        NoticeLine(str(number), kind, one.project, one.title, one.due.isoformat() if one.due else dates.get(one.id, ""))
        for number, (kind, one) in enumerate(lines, 1)
    )


def _named_by_handover(data: object) -> str:
    """工作交接单 JJ-2026-001: the same sheet may be printed twice, and two handovers of a day have one title."""
    number = data.handover if isinstance(data, StaffHandover) else ""
    return f"{_TITLE} {number}".rstrip()


SPEC = FormSpec(
    key="staff-handover",
    code="D31",
    title=_TITLE,
    titled=_named_by_handover,
    subject=Subject.ZONE,
    occasion=Occasion.DELIVERY,
    fill=fill,
    blank=blank,
    copies=3,
    asks=(
        Ask("handover", "交接编号", Kind.CHOICE, required=True, default=_newest, offer=_offered),
        Ask("witness", "监交人"),
    ),
)
