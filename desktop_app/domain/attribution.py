"""Attribution 时间归属: to whom each elapsed working day of a case belongs, and why; the sums always agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import inf

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.limit import BoundParty, Limit, LimitKind
from desktop_app.domain.outlook import as_known, outlook_from
from desktop_app.domain.progress import Attempt, StepState, without_reversed
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.suspension import Suspension
from desktop_app.domain.template import StepTemplate


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
) -> Attribution:
    """Give every elapsed working day of a case to one party by the rule of clock.md, as known at the end of `as_of`.

    The days run from the opening, or the first filing when that was earlier, through the end of the case or `as_of`.
    A step holds the days after its filing through its end; a suspension those from its first day to the day before
    resumption. Of several unfinished steps the one with the least slack that morning decides; when nothing runs the
    day is 代办's if a step was ready to start, else 企业's.
    """
    case = as_known(case, as_of)
    case = replace(case, events=without_reversed(case.events))
    return _Ledger(case, as_of, calendar, lengths).attribution()


@dataclass(frozen=True, slots=True)
class _Held:
    """A step that is unfinished on a day: whose it is then, and in which words."""

    step: StepTemplate
    party: Party
    reason: str


_LONGEST = 50
"""Years whose days are told one by one."""


class _Ledger:
    """The days of one case, looked at one by one with the events of the days before."""

    def __init__(
        self,
        case: Case,
        as_of: date,
        calendar: WorkingCalendar,
        lengths: Mapping[str, Limit] | None,
    ) -> None:
        self.case = case
        self.as_of = as_of
        self.calendar = calendar
        self.lengths = lengths
        self.final = case.situation()
        self.attempts = {
            step: self.final.progress[step.code].attempts
            for step in case.template.steps
            if step.code not in self.final.left_out
        }
        self._known: dict[int, tuple[Case, Situation]] = {}

    def attribution(self) -> Attribution:
        start, through = self._span()
        if through.year > start.year + _LONGEST:
            raise Refusal.say(
                f"{through} 离立项 {start} 超过 {_LONGEST} 年，逐日归属没有意义，请把截止日期写在 {_LONGEST} 年以内。"
            )
        days = []
        day = self.calendar.add_working(start, 1)
        while day <= through:
            days.append(self._attributed(day))
            day = self.calendar.add_working(day, 1)
        years = range(start.year, through.year + 1)
        missing = tuple(year for year in years if not self.calendar.known(year))
        return Attribution(start, through, tuple(days), missing, self.calendar.version)

    def _span(self) -> tuple[date, date]:
        attempts = [attempt for tries in self.attempts.values() for attempt in tries]
        filed = [attempt.filed for attempt in attempts if attempt.filed is not None]
        ended = [attempt.ended for attempt in attempts if attempt.ended is not None]
        start = min([self.case.opened_on, *filed])
        through = max(ended, default=start) if self.final.ended else self.as_of
        return start, max(start, through)

    def _attributed(self, day: date) -> AttributedDay:
        held = [
            found
            for step, attempts in self.attempts.items()
            for attempt in attempts
            if (found := self._held(step, attempt, day)) is not None
        ]
        firm = self.calendar.fact(day).firm
        if not held:
            return self._nothing_runs(day, firm)
        decisive = held[0] if len(held) == 1 else self._decisive(held, day)
        return AttributedDay(day, decisive.party, decisive.step.code, decisive.reason, firm)

    def _held(self, step: StepTemplate, attempt: Attempt, day: date) -> _Held | None:
        if attempt.filed is None or attempt.filed >= day or (attempt.ended is not None and attempt.ended < day):
            return None
        standing_still = [one for one in attempt.suspensions if _covers(one, day)]
        if standing_still:
            kind = min(standing_still, key=lambda one: one.first).kind
            return _Held(step, Party(kind.party), f"“{step.title}”{kind.word}暂停")
        if works_itself(step):
            return _Held(step, Party.ENTERPRISE, f"“{step.title}”由企业办理")
        words = "审批中" if attempt.accepted is not None and attempt.accepted < day else "已收件待受理"
        return _Held(step, Party.AUTHORITY, f"“{step.title}”{words}")

    def _decisive(self, held: list[_Held], day: date) -> _Held:
        """The unfinished step with the least slack that morning; of equals the party earliest in `Party`."""
        case, situation = self._morning(day)
        seen = outlook_from(case, situation, day, self.calendar, lengths=self.lengths)
        slack = {step.code: step.slack for step in seen.steps if step.slack is not None}
        order = {code: place for place, code in enumerate(self.case.template.order)}
        chosen = min(
            held,
            key=lambda one: (slack.get(one.step.code, inf), _RANK[one.party], order[one.step.code]),
        )
        others = "、".join(f"“{one.step.title}”" for one in held if one is not chosen)
        return replace(chosen, reason=f"{chosen.reason}，在办环节中机动时间最少（另有{others}）")

    def _nothing_runs(self, day: date, firm: bool) -> AttributedDay:
        _, situation = self._morning(day)
        for step in self.attempts:
            if situation.state[step.code] is StepState.READY:
                return AttributedDay(day, Party.AGENT, step.code, f"“{step.title}”可办而未报", firm)
        return AttributedDay(day, Party.ENTERPRISE, "", "没有在办的环节，也没有可以申报的环节", firm)

    def _morning(self, day: date) -> tuple[Case, Situation]:
        """The case as it stood before anything happened on a day."""
        case = as_known(self.case, day - timedelta(days=1))
        found = self._known.get(len(case.events))
        if found is None:
            found = self._known[len(case.events)] = (case, case.situation())
        return found


def works_itself(step: StepTemplate) -> bool:
    """Whether a step is the enterprise's own work, or bound by nothing but a limit of the enterprise."""
    limit = step.statutory_limit
    bound = limit is not None and limit.kind is LimitKind.MAXIMUM and limit.bound_party is BoundParty.ENTERPRISE
    return step.matter.approval_kind == "企业自办" or (step.promised_limit is None and bound)


def _covers(one: Suspension, day: date) -> bool:
    return one.first <= day and (one.resumed is None or day < one.resumed)
