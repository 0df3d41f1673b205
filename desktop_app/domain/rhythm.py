"""Rhythm 调度节奏: the periods a zone reports on, when the report of one is due, and which were missed.

一周一调度、半月一预警、一月一通报: weeks run from Monday to Sunday, half months from the 1st to the 15th and from the
16th to the end, months as the calendar has them. On which day a report is due is a decision of the workspace.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.progress import Lamp

_HALF = 15
_DAY = timedelta(days=1)
_MOST_PERIODS = 400
"""Periods looked back on at most: somebody who set a start years ago is not shown a list without end."""


class Cadence(StrEnum):
    """How often: every week, half month or month; the value is the word of the command line."""

    WEEK = "weekly"
    FORTNIGHT = "fortnight"
    MONTH = "monthly"


CADENCE_WORDS: Mapping[Cadence, str] = {
    Cadence.WEEK: "周调度",
    Cadence.FORTNIGHT: "半月预警",
    Cadence.MONTH: "月通报",
}


class DueRule(StrEnum):
    """On which day a report is due: the last working day of its period, or the first working day after it."""

    LAST = "last"
    NEXT = "next"


RULE_WORDS: Mapping[DueRule, str] = {DueRule.LAST: "本期最后一个工作日", DueRule.NEXT: "期满后第一个工作日"}


@dataclass(frozen=True, slots=True)
class Period:
    """A week, half month or month as a closed interval of civil dates."""

    cadence: Cadence
    first: date
    last: date

    @property
    def words(self) -> str:
        """2026年11月16日至22日, 2026年11月上半月, 2026年11月."""
        month = f"{self.first.year}年{self.first.month}月"
        if self.cadence is Cadence.MONTH:
            return month
        if self.cadence is Cadence.FORTNIGHT:
            return f"{month}{'上' if self.first.day <= _HALF else '下'}半月"
        end = f"{self.last.day}日"
        if self.last.month != self.first.month:
            end = f"{self.last.month}月{end}"
        if self.last.year != self.first.year:
            end = f"{self.last.year}年{end}"
        return f"{month}{self.first.day}日至{end}"

    @property
    def title(self) -> str:
        """What is due: 周调度（2026年11月16日至22日）."""
        return f"{CADENCE_WORDS[self.cadence]}（{self.words}）"

    @property
    def key(self) -> tuple[Cadence, date]:
        """What tells periods apart."""
        return (self.cadence, self.first)

    @property
    def before(self) -> Period:
        """The period that ended the day before this one began."""
        return period_of(self.cadence, self.first - _DAY)

    @property
    def after(self) -> Period:
        """The period that begins the day after this one ends."""
        return period_of(self.cadence, self.last + _DAY)


def period_of(cadence: Cadence, day: date) -> Period:
    """The period a day belongs to."""
    if cadence is Cadence.WEEK:
        first = day - timedelta(days=day.weekday())
        return Period(cadence, first, first + timedelta(days=6))
    month_end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY
    if cadence is Cadence.MONTH:
        return Period(cadence, day.replace(day=1), month_end)
    if day.day <= _HALF:
        return Period(cadence, day.replace(day=1), day.replace(day=_HALF))
    return Period(cadence, day.replace(day=_HALF + 1), month_end)


@dataclass(frozen=True, slots=True)
class CadenceRule:
    """Whether a cadence is kept, and when its report is due."""

    on: bool = True
    rule: DueRule = DueRule.LAST


@dataclass(frozen=True, slots=True)
class RhythmSettings:
    """The rhythm of a workspace; no source gives the days, they are proposals (可调，待核).

    `rates` is the set of indicator definitions (2023, 2021, own) by which the bulletin gives 三率.
    """

    rules: Mapping[Cadence, CadenceRule] = field(
        default_factory=lambda: {
            Cadence.WEEK: CadenceRule(),
            Cadence.FORTNIGHT: CadenceRule(),
            Cadence.MONTH: CadenceRule(rule=DueRule.NEXT),
        }
    )
    rates: str = "2023"


def due_day(period: Period, rule: DueRule, calendar: WorkingCalendar) -> date:
    """The day a report is due; of a period without a working day (国庆) the first working day after it."""
    if rule is DueRule.LAST:
        day = period.last
        while day >= period.first:
            if calendar.is_working(day):
                return day
            day -= _DAY
    return calendar.next_working(period.last + _DAY)


@dataclass(frozen=True, slots=True)
class DuePeriod:
    """A period whose report is still to be issued; `left` are working days to the due day, negative when over.

    `over`: the day has passed; on the weekend after a Friday with no working day gone by since, `left` is 0 (刚逾期).
    Not `firm`: the due day lies in a year whose holidays nobody has announced.
    """

    period: Period
    due: date
    firm: bool
    left: int
    over: bool

    @property
    def lamp(self) -> Lamp:
        """▲ once the day has passed, ◆ on it and on the working day before, ● earlier."""
        if self.over:
            return Lamp.OVERDUE
        return Lamp.WARNING if self.left <= 1 else Lamp.NORMAL

    @property
    def words(self) -> str:
        """How it stands, to be read behind its title: 今天该出, 刚逾期未出, 逾 4 个工作日未出, 还有 2 个工作日."""
        if self.over:
            return f"逾 {-self.left} 个工作日未出" if self.left else "刚逾期未出"
        return f"还有 {self.left} 个工作日" if self.left else "今天该出"


def due_periods(
    settings: RhythmSettings,
    since: date,
    ended: Collection[tuple[Cadence, date]],
    calendar: WorkingCalendar,
    today: date,
) -> tuple[DuePeriod, ...]:
    """Every period from `since` to the present one whose report is missing, the longest overdue first.

    What was due before `since` is not asked for: nobody kept records then. `ended` are the periods issued or skipped.
    Each missed period is there once, however long nobody looked.
    """
    found = [
        one
        for cadence, rule in settings.rules.items()
        if rule.on
        for one in _missing(cadence, rule.rule, since, ended, calendar, today)
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.period.first, one.period.cadence.value)))


def _missing(
    cadence: Cadence,
    rule: DueRule,
    since: date,
    ended: Collection[tuple[Cadence, date]],
    calendar: WorkingCalendar,
    today: date,
) -> list[DuePeriod]:
    found: list[DuePeriod] = []
    period, first = period_of(cadence, today), period_of(cadence, min(since, today)).first
    for _turn in range(_MOST_PERIODS):
        if period.first < first:
            break
        one = _due(period, rule, calendar, today)
        if period.key not in ended and one.due >= min(since, today):
            found.append(one)
        period = period.before
    return found


def _due(period: Period, rule: DueRule, calendar: WorkingCalendar, today: date) -> DuePeriod:
    due = due_day(period, rule, calendar)
    over = due < today
    left = -calendar.count_working(due, today) if over else calendar.count_working(today, due)
    return DuePeriod(period, due, calendar.known(due.year), left, over)
