"""What supervision papers say of a step: whom it binds, since when it runs, how much of each limit is used or over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.application.clock_sheets import ClockSheet
from desktop_app.application.form_filling import limit_words
from desktop_app.application.forms.facts import Facts
from desktop_app.application.forms.limit_moves import main_sheets, short_moves
from desktop_app.application.paper_register import PaperAct
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.clock import derive
from desktop_app.domain.limit import BoundParty, Limit, Unit
from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.standing import Standing
from desktop_app.domain.step_clocks import RunningClock
from desktop_app.domain.terms import STATE_WORDS, clock_words, day_words

LIMIT_COLUMNS = ("期　限", "时限和依据", "到期日", "已　用", "超期（剩余）")


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One clock of the step: 承诺 8 工作日, its basis, its day, what is used of it, and how far it is over."""

    clock: str
    limit: str
    due: str
    used: str
    over: str


def unended(facts: Facts, paper: str = "催办、提醒、约谈文书") -> Standing:
    """Where the step stands; raises Refusal when it has ended, for then there is no reason for the paper."""
    one = facts.standing()
    if one.state in ENDED_STATES:
        raise Refusal.say(f"“{one.step.title}”{STATE_WORDS[one.state]}，不能再出{paper}，请核对环节")
    return one


def running(facts: Facts) -> None:
    """Refuse to issue a paper that presses for a step nobody has handed in yet: there is nothing to press for."""
    handed_in(unended(facts), "还没有可以催办、提醒、约谈的")


def handed_in(one: Standing, why: str) -> None:
    """Raise Refusal for a step nobody has handed in; `why` says what a paper about it lacks."""
    if one.state not in RUNNING_STATES:
        state = "待定" if one.undecided else STATE_WORDS[one.state]
        raise Refusal.say(f"“{one.step.title}”尚未收件（{state}），{why}；请先登记收件，或者打印空表手工填写")


def bound_unit(facts: Facts) -> str:
    """Who has to act: the authority of the step, or the enterprise where the running clock binds the enterprise."""
    one = facts.standing()
    return facts.project.enterprise if one.bound_party is BoundParty.ENTERPRISE else one.step.matter.authority


def started_words(one: Standing) -> str:
    """2026年11月5日受理, or 收件 while it is not accepted; empty before that."""
    attempt = one.progress.attempt
    if attempt is None or attempt.filed is None:
        return ""
    return f"{day_words(attempt.accepted)}受理" if attempt.accepted else f"{day_words(attempt.filed)}收件"


def limit_lines(facts: Facts) -> tuple[LimitLine, ...]:
    """承诺 and 法定 of the step as they stand today."""
    return tuple(_line(one, facts.today, facts.calendar) for one in main_sheets(facts))


def _line(sheet: ClockSheet, today: date, calendar: WorkingCalendar) -> LimitLine:
    clock = sheet.clock
    # A promise rests on the list of the office that gave it, not on a law to be cited.
    basis = f"，{clock.limit.basis}" if clock.limit.basis and clock.name == "statutory" else ""
    return LimitLine(
        clock=sheet.name,
        limit=limit_words(clock.limit) + short_moves(sheet) + basis,
        due=due_words(clock),
        used=used_words(clock, today, calendar),
        over=over_words(clock, today, calendar),
    )


def due_words(clock: RunningClock) -> str:
    """The due date in words, 暂估 where it is not firm, and what holds it where the clock stands still."""
    if clock.due is None:
        return f"{clock.held_by.kind.word}暂停，恢复后重算" if clock.held_by else ""
    return day_words(clock.due) + ("" if clock.derivation.firm else "（暂估）")


def used_words(clock: RunningClock, today: date, calendar: WorkingCalendar) -> str:
    """How much of the limit is used, in its own unit, suspended days left out; the days after the due date count on."""
    through = min(today, clock.held_by.first - timedelta(days=1)) if clock.held_by else today
    used = sum(day.counts for day in clock.derivation.days if day.date <= through)
    return f"{used + _beyond(clock, through, calendar)} {_unit(clock, calendar)}"


def over_words(clock: RunningClock, today: date, calendar: WorkingCalendar) -> str:
    """逾期 3 个工作日, 余 2 个工作日, 今日到期, or 暂停中 while nobody knows."""
    due = clock.due
    if due is None:
        return "暂停中"
    if due < today:
        # Past its date with no working day gone by since: the weekend after a Friday.
        over = calendar.count_working(due, today)
        return f"逾期 {over} 个工作日" if over else "刚逾期"
    left = calendar.count_working(today, due)
    return f"余 {left} 个工作日" if left else "今日到期"


def _beyond(clock: RunningClock, through: date, calendar: WorkingCalendar) -> int:
    due = clock.derivation.due
    if through <= due:
        return 0
    natural = calendar.counted_as(clock.limit.unit) is Unit.NATURAL_DAYS
    return (through - due).days if natural else calendar.count_working(due, through)


def _unit(clock: RunningClock, calendar: WorkingCalendar) -> str:
    return "个自然日" if calendar.counted_as(clock.limit.unit) is Unit.NATURAL_DAYS else "个工作日"


def standing_sentence(facts: Facts) -> str:
    """The clock the lamp follows, as a sentence: its limit, its day, what is used and by how much it is over."""
    one = facts.standing()
    clock = one.primary
    if clock is None:
        return f"截至{day_words(facts.today)}，该事项{STATE_WORDS[one.state]}，期限尚未起算。"
    state = over_words(clock, facts.today, facts.calendar)
    word = clock_words(clock.name, one.bound_party).removesuffix("时限")
    due = f"应于{due_words(clock)}办结" if clock.due else due_words(clock)
    started = started_words(one)
    used = used_words(clock, facts.today, facts.calendar)
    moved = next((short_moves(sheet) for sheet in main_sheets(facts) if sheet.clock.name == clock.name), "")
    return (
        f"该事项{f'{started}，' if started else ''}{word}时限{_close(clock.limit.words())}{moved}，{due}。"
        f"截至{day_words(facts.today)}已用{_close(used)}，{_close(state)}，仍未办结。"
    )


def _close(words: str) -> str:
    """A number and its unit without the space of a table cell, as a sentence has it."""
    return words.replace(" ", "")


def in_working_days(facts: Facts, days: int) -> date:
    """The day so many working days after today, as a proposal for an answer or for mending."""
    return derive(facts.calendar, facts.today, Limit(days, Unit.WORKING_DAYS)).due


def earlier_papers(facts: Facts, *forms: str) -> tuple[str, ...]:
    """The papers of these forms issued before for the step and not void: 2026年11月20日《催办（督办）单》编号."""
    return tuple(
        f"{day_words(one.issued_on)}《{one.title}》{one.number}"
        for one in facts.work.papers.of_case(facts.case.id)
        if one.form in forms and one.matter == facts.matter and not _is_void(facts, one.number)
    )


def _is_void(facts: Facts, number: str) -> bool:
    return any(entry.act is PaperAct.VOID for entry in facts.work.register.entries(number))
