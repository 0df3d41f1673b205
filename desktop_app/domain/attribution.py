"""Attribution 天数归属: to whom each elapsed working day of a case belongs, and why; the sums always agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import inf

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.limit import BoundParty, Limit, LimitKind
from desktop_app.domain.outlook import as_known
from desktop_app.domain.progress import Attempt, StepState, without_reversed
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.slack import Slacks
from desktop_app.domain.suspension import Suspension
from desktop_app.domain.template import StepTemplate
from desktop_app.domain.unfolding import Unfolding


class Party(StrEnum):
    """Who a working day belongs to; the order decides between steps of equal slack, 审批部门 first."""

    AUTHORITY = "审批部门"
    ENTERPRISE = "企业"
    AGENT = "代办"
    SPECIAL = "特别程序"
    NOBODY = "不可归责"


_RANK = {party: rank for rank, party in enumerate(Party)}


@dataclass(frozen=True, slots=True)
class AttributedDay:
    """One working day: its party, the step that decided it (empty when nothing ran or was ready), and why in Chinese.

    `firm` is false when nobody has announced yet whether the day is a working day.
    """

    day: date
    party: Party
    matter: str
    reason: str
    firm: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """The working days of a case after `start` through `through`, each with one party; the start day is day 0."""

    start: date
    through: date
    days: tuple[AttributedDay, ...]
    missing_years: tuple[int, ...]
    calendar_version: str

    @property
    def sums(self) -> Mapping[Party, int]:
        """Working days per party, every party named; together they are the elapsed working days."""
        return {party: sum(day.party is party for day in self.days) for party in Party}

    @property
    def firm(self) -> bool:
        """Whether no day was counted provisionally, through a year without an official notice (`missing_years`)."""
        return not self.missing_years


def attribution(
    case: Case,
    as_of: date,
    calendar: WorkingCalendar,
    *,
    lengths: Mapping[str, Limit] | None = None,
    situation: Situation | None = None,
) -> Attribution:
    """Give every elapsed working day of a case to one party by the rule of clock.md, as known at the end of `as_of`.

    The days run from the opening, or the first filing when that was earlier, through the end of the case or `as_of`.
    A step holds the days after its filing through its end; a suspension those from its first day to the day before
    resumption. Of several unfinished steps the one with the least slack that morning decides; when nothing runs the
    day is 代办's if a step was ready to start, else 企业's. `situation` is that of the case on that day where it has
    been folded already.
    """
    case = as_known(case, as_of)
    case = replace(case, events=without_reversed(case.events))
    return _Ledger(case, as_of, calendar, lengths, situation or case.situation()).attribution()


@dataclass(frozen=True, slots=True)
class _Held:
    """Whose a day is because of a step (None when there is none to name), and in which words."""

    step: StepTemplate | None
    party: Party
    reason: str

    @property
    def code(self) -> str:
        """The code of the step."""
        return self.step.code if self.step else ""

    @property
    def title(self) -> str:
        """Its title."""
        return self.step.title if self.step else ""


_LONGEST = 50
"""Years whose days are told one by one."""

_DAY = timedelta(days=1)


class _Ledger:
    """The days of one case in spells: between two of its events only the slack changes from one day to the next."""

    def __init__(
        self,
        case: Case,
        as_of: date,
        calendar: WorkingCalendar,
        lengths: Mapping[str, Limit] | None,
        final: Situation,
    ) -> None:
        self.case = case
        self.as_of = as_of
        self.calendar = calendar
        self.final = final
        self.attempts = {
            step: self.final.progress[step.code].attempts
            for step in case.template.steps
            if step.code not in self.final.left_out
        }
        self._tries = [
            (attempt.filed, attempt.ended or date.max, step, attempt)
            for step, attempts in self.attempts.items()
            for attempt in attempts
            if attempt.filed is not None
        ]
        self._record = Unfolding(case)
        self._slacks = Slacks(case.template, calendar, self._span()[0], lengths)
        self._order = {code: place for place, code in enumerate(case.template.order)}

    def attribution(self) -> Attribution:
        start, through = self._span()
        if through.year > start.year + _LONGEST:
            raise Refusal.say(
                f"{through} 离立项 {start} 超过 {_LONGEST} 年，逐日归属没有意义，请把截止日期写在 {_LONGEST} 年以内。"
            )
        days = tuple(one for spell in self._spells(start, through) for one in self._attributed(spell))
        years = range(start.year, through.year + 1)
        missing = tuple(year for year in years if not self.calendar.known(year))
        return Attribution(start, through, days, missing, self.calendar.version)

    def _span(self) -> tuple[date, date]:
        attempts = [attempt for tries in self.attempts.values() for attempt in tries]
        filed = [attempt.filed for attempt in attempts if attempt.filed is not None]
        ended = [attempt.ended for attempt in attempts if attempt.ended is not None]
        start = min([self.case.opened_on, *filed])
        through = max(ended, default=start) if self.final.ended else self.as_of
        return start, max(start, through)

    def _spells(self, start: date, through: date) -> Iterator[list[date]]:
        """The working days after the start, parted wherever what is held or what has happened by the morning moves."""
        moves = set(self._moves())
        spell: list[date] = []
        day = start
        while day < through:
            day += _DAY
            if day in moves and spell:
                yield spell
                spell = []
            if self.calendar.is_working(day):
                spell.append(day)
        if spell:
            yield spell

    def _moves(self) -> Iterator[date]:
        for day in self._record.days:
            yield from (() if day == date.min else (day, day + _DAY))
        for tries in self.attempts.values():
            for attempt in tries:
                yield from (day + _DAY for day in (attempt.filed, attempt.accepted, attempt.ended) if day is not None)
                for one in attempt.suspensions:
                    yield from (day for day in (one.first, one.resumed) if day is not None)

    def _attributed(self, spell: list[date]) -> Iterator[AttributedDay]:
        first = spell[0]
        held = [
            self._held(step, attempt, first) for filed, ended, step, attempt in self._tries if filed < first <= ended
        ]
        if len(held) > 1:
            yield from self._decided(held, spell)
            return
        one = held[0] if held else self._nothing_runs(first)
        for day in spell:
            yield AttributedDay(day, one.party, one.code, one.reason, self.calendar.fact(day).firm)

    def _held(self, step: StepTemplate, attempt: Attempt, day: date) -> _Held:
        standing_still = [one for one in attempt.suspensions if _covers(one, day)]
        if standing_still:
            kind = min(standing_still, key=lambda one: one.first).kind
            return _Held(step, Party(kind.party), f"“{step.title}”{kind.word}暂停")
        if works_itself(step):
            return _Held(step, Party.ENTERPRISE, f"“{step.title}”由企业办理")
        words = "审批中" if attempt.accepted is not None and attempt.accepted < day else "已收件待受理"
        return _Held(step, Party.AUTHORITY, f"“{step.title}”{words}")

    def _decided(self, held: list[_Held], spell: list[date]) -> Iterator[AttributedDay]:
        """The unfinished step with the least slack each morning; of equals the party earliest in `Party`."""
        mornings = self._slacks.mornings(self._record.situation(spell[0] - _DAY))
        codes = [one.code for one in held]
        ranked = sorted(held, key=lambda one: (_RANK[one.party], self._order[one.code]))
        reasons: dict[str, str] = {}
        for day in spell:
            slack = mornings.slack(day, codes)
            chosen = min(ranked, key=lambda one: slack.get(one.code, inf))
            reason = reasons.get(chosen.code)
            if reason is None:
                others = "、".join(f"“{one.title}”" for one in held if one is not chosen)
                reason = reasons[chosen.code] = f"{chosen.reason}，在办环节中机动时间最少（另有{others}）"
            yield AttributedDay(day, chosen.party, chosen.code, reason, self.calendar.fact(day).firm)

    def _nothing_runs(self, day: date) -> _Held:
        situation = self._record.situation(day - _DAY)
        for step in self.attempts:
            if situation.state[step.code] is StepState.READY:
                return _Held(step, Party.AGENT, f"“{step.title}”可办而未报")
        return _Held(None, Party.ENTERPRISE, "没有在办的环节，也没有可以申报的环节")


def works_itself(step: StepTemplate) -> bool:
    """Whether a step is the enterprise's own work, or bound by nothing but a limit of the enterprise."""
    limit = step.statutory_limit
    bound = limit is not None and limit.kind is LimitKind.MAXIMUM and limit.bound_party is BoundParty.ENTERPRISE
    return step.matter.approval_kind == "企业自办" or (step.promised_limit is None and bound)


def _covers(one: Suspension, day: date) -> bool:
    return one.first <= day and (one.resumed is None or day < one.resumed)
