"""The clock 期限: from a start, a limit and its suspensions to a due date, and why it is that day.

One walk over the days both computes the date and explains it, so the explanation (期限计算书) can never disagree.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.domain.calendar import DayFact, WorkingCalendar, out_of_reach
from desktop_app.domain.limit import Limit, LimitKind, Unit
from desktop_app.domain.refusals import Refusal

_DAY = dt.timedelta(days=1)
_DAY_MINUTES = 24 * 60
_MIDNIGHT = dt.time(23, 59, 59)
_LONGEST_WALK = 200_000
_CIVIL = dt.timezone(dt.timedelta(hours=8))
_PAUSED = "暂停"
_ROLLED = "顺延"
_ADDED = ("补班日", "临时补班")
_EVENT_WORDS = {"received": "收件", "accepted": "受理"}


@dataclass(frozen=True, slots=True)
class Pause:
    """A closed interval of civil dates during which a clock stands still; `label` says why (补正暂停).

    Raises Refusal when the first day is after the last.
    """

    first: dt.date
    last: dt.date
    label: str = ""

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise Refusal.say(f"暂停的首日 {self.first} 晚于末日 {self.last}，请对调或改正。")

    def covers(self, day: dt.date) -> bool:
        """Whether the clock stands still on `day` because of this pause."""
        return self.first <= day <= self.last


def _clock_minutes(moment: dt.time) -> int:
    return moment.hour * 60 + moment.minute


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The office hours of a working day as spans (opens, closes), in order; local practice may differ from the default.

    Raises Refusal when there is no span, one is empty or two overlap.
    """

    spans: tuple[tuple[dt.time, dt.time], ...] = (
        (dt.time(8, 30), dt.time(12, 0)),
        (dt.time(14, 30), dt.time(17, 30)),
    )

    def __post_init__(self) -> None:
        edges = [_clock_minutes(edge) for span in self.spans for edge in span]
        if not edges or any(later <= earlier for earlier, later in pairwise(edges)):
            raise Refusal.say("办公时间应由早到晚、互不重叠，每段的结束晚于开始，请改正。")

    @property
    def opens(self) -> dt.time:
        """When the working day begins."""
        return self.spans[0][0]

    @property
    def closes(self) -> dt.time:
        """When the working day ends; a filing at this very minute is still in time."""
        return self.spans[-1][1]

    def minutes_from(self, moment: dt.time) -> int:
        """Office minutes left in a day from `moment` on."""
        since = _clock_minutes(moment)
        return sum(max(0, _clock_minutes(end) - max(since, _clock_minutes(begin))) for begin, end in self.spans)

    def moment_after(self, moment: dt.time, minutes: int) -> dt.time:
        """When `minutes` (1 or more) office minutes have passed since `moment`; at most `minutes_from(moment)`."""
        left = minutes
        for begin, end in self.spans:
            since = max(_clock_minutes(moment), _clock_minutes(begin))
            here = max(0, _clock_minutes(end) - since)
            if left <= here:
                return dt.time(*divmod(since + left, 60))
            left -= here
        raise ValueError(f"{minutes} office minutes do not fit into the day after {moment}")


@dataclass(frozen=True, slots=True)
class DerivedDay:
    """One day of a derivation: whether it counts, as which counting day, and why in Chinese; `cause` groups days."""

    date: dt.date
    counts: bool
    n: int | None
    why: str
    cause: str = ""

    @property
    def held(self) -> bool:
        """Whether it would have counted, had the clock not stood still."""
        return self.cause == _PAUSED


@dataclass(frozen=True, slots=True)
class Derivation:
    """期限计算书: a due date with every day that led to it.

    `due` always holds the date; when `firm` is false it is provisional, `missing_years` have no official notice and
    `doubt` says so. `days` runs from the day after `start` through `due` (a limit in hours counted from an instant
    also holds the start day). `credited` counts suspended days that would have counted, `rolled` the days the last
    day moved off rest days, `counted_as` is the unit after the policy for D. `due_at` is the local instant of a limit
    in hours, 23:59:59 standing for 24:00.
    """

    start: dt.date
    limit: Limit
    due: dt.date
    firm: bool
    missing_years: tuple[int, ...]
    days: tuple[DerivedDay, ...]
    credited: int
    rolled: int
    due_at: dt.datetime | None
    calendar_version: str
    pauses: tuple[Pause, ...]
    counted_as: Unit
    doubt: str = ""

    def lines(self, clock: str = "承诺") -> tuple[tuple[str, str], ...]:
        """The label and value lines of the panel 为什么是这一天; `clock` names the clock (承诺, 法定, 企业时限)."""
        lines = [self._start_line(), (f"{clock.removesuffix('时限')}时限", self._limit_words())]
        skipped = Counter(day.cause for day in self.days if not day.counts and day.cause not in (_PAUSED, _ROLLED))
        lines += [(f"{cause}不计", f"{days} 天") for cause, days in skipped.items()]
        added = Counter(day.cause for day in self.days if day.counts and day.cause in _ADDED)
        lines += [(f"{cause}计入", f"{days} 天") for cause, days in added.items()]
        lines += self._pause_lines()
        if self.rolled:
            lines.append((f"末日 {self._short(self.due - self.rolled * _DAY)} 非工作日，顺延", f"＋{self.rolled} 日"))
        end = "届满（最早）" if self.limit.kind is LimitKind.MINIMUM else "到期"
        lines.append((f"{clock}{end}", f"{self._short(self.due)}{self._due_time()}"))
        if not self.firm:
            lines.append(("暂估", self.doubt))
        return tuple(lines)

    def _short(self, day: dt.date) -> str:
        return f"{day:%m-%d}" if day.year == self.start.year else day.isoformat()

    def _due_time(self) -> str:
        if self.due_at is None:
            return ""
        return " 24:00" if self.due_at.time() == _MIDNIGHT else f" {self.due_at:%H:%M}"

    def _limit_words(self) -> str:
        if self.limit.unit is not Unit.DAYS or not self.limit.amount:
            return self.limit.words()
        counted = "工作日" if self.counted_as is Unit.WORKING_DAYS else "自然日"
        return f"{self.limit.words()}（按{counted}计）"

    def _start_line(self) -> tuple[str, str]:
        event = f"{self._short(self.start)} {_EVENT_WORDS.get(self.limit.start, '前序办结')}"
        first = next((day.date for day in self.days if day.counts), None)
        if first is None:
            return f"{event}，当日", self._short(self.start)
        if first == self.start:
            return f"{event}，即时起算", self._short(first)
        if first == self.start + _DAY:
            return f"{event}，次日起算", self._short(first)
        held = any(day.cause == _PAUSED for day in self.days if day.date < first)
        return f"{event}，{'恢复后' if held else '次一工作日'}起算", self._short(first)

    def _pause_lines(self) -> list[tuple[str, str]]:
        held = Counter(_pause_on(self.pauses, day.date) for day in self.days if day.cause == _PAUSED)
        return [
            (f"{_pause_name(pause)} {self._span(pause)}", f"＋{held[pause]} 日")
            for pause in self.pauses
            if pause.last > self.start and pause.first <= self.due
        ]

    def _span(self, pause: Pause) -> str:
        span = self._short(pause.first)
        if pause.last > pause.first:
            span += f" 至 {self._short(pause.last)}"
        return span if pause.last == dt.date.max else f"{span}（{self._short(pause.last + _DAY)} 恢复）"


def effective_start(calendar: WorkingCalendar, filed_at: dt.datetime, hours: OfficeHours) -> dt.date:
    """The day a filing counts as made: the next working day when after closing or on a rest day (clock.md rule 2).

    The minute of closing itself is in time. An instant with an offset is read in China Standard Time.
    """
    filed = civil_time(filed_at)
    late = _clock_minutes(filed.time()) > _clock_minutes(hours.closes)
    if late and filed.date() == dt.date.max:
        raise out_of_reach()
    return calendar.next_working(filed.date() + _DAY if late else filed.date())


def civil_time(moment: dt.datetime) -> dt.datetime:
    """The wall clock time in China, without offset, to the minute."""
    local = moment.astimezone(_CIVIL).replace(tzinfo=None) if moment.tzinfo else moment
    return local.replace(second=0, microsecond=0)


def derive(
    calendar: WorkingCalendar,
    start: dt.date,
    limit: Limit,
    pauses: Iterable[Pause] = (),
    *,
    rolls: bool = True,
    hours: OfficeHours | None = None,
    moment: dt.datetime | None = None,
) -> Derivation:
    """Count `limit` from `start` and explain every day; the start day itself is not counted (民法典201).

    The calendar's policy decides what D means; natural days and hours roll off a rest day (民法典203) unless `rolls` is
    false, as for benchmarks. `moment` starts a limit in hours at an instant of the start day. Raises Refusal for a
    moment on another day than `start`, and for dates beyond the calendar's reach.
    """
    walk = _Walk(calendar, start, limit, _in_order(pauses), hours or OfficeHours(), moment)
    raw = walk.count()
    due = walk.roll(raw) if rolls else raw
    missing = walk.missing_years(raw, due, rolls)
    return Derivation(
        start=start,
        limit=limit,
        due=due,
        firm=not missing,
        missing_years=missing,
        days=tuple(walk.days),
        credited=sum(day.cause == _PAUSED for day in walk.days),
        rolled=(due - raw).days,
        due_at=walk.due_at(raw, due),
        calendar_version=calendar.version,
        pauses=walk.pauses,
        counted_as=walk.unit,
        doubt="；".join(calendar.missing_reason(year) for year in missing),
    )


class _Walk:
    """The one pass over the days: `count` to the last counting day, then `roll` off rest days.

    Progress is kept in days, or in minutes for a limit in hours.
    """

    def __init__(
        self,
        calendar: WorkingCalendar,
        start: dt.date,
        limit: Limit,
        pauses: tuple[Pause, ...],
        hours: OfficeHours,
        moment: dt.datetime | None,
    ) -> None:
        self.unit = calendar.counted_as(limit.unit)
        self._on_working_days, self._in_hours = self.unit.on_working_days, self.unit.in_hours
        self.days: list[DerivedDay] = []
        self.pauses = pauses
        self._calendar = calendar
        self._start = start
        self._hours = hours
        self._target = limit.amount * (60 if self.unit.in_hours else 1)
        self._moment = civil_time(moment) if moment and self.unit.in_hours else None
        if self._moment and self._moment.date() != start:
            raise Refusal.say(f"起算时刻 {self._moment:%Y-%m-%d %H:%M} 不在起算日 {start}，请改正。")
        self._counted = 0
        self._spent = 0
        self._spent_before_last = 0

    def count(self) -> dt.date:
        """Walk until the limit is used up and return that day; the start itself for a limit of 0."""
        day = self._start
        if self._moment and self._target and self._share(day, works=self._calendar.is_working(day)):
            self._take(day)
        while self._spent < self._target:
            day = self._next(day)
            self._take(day)
        return day

    def roll(self, raw: dt.date) -> dt.date:
        """Move the last day off rest days (natural units only) and note the days it passes."""
        if self.unit.on_working_days or not self._target:
            return raw
        day = raw
        while not self._calendar.is_working(day):
            day = self._next(day)
            fact = self._calendar.fact(day)
            why = "末日顺延至此" if fact.works else "末日顺延"
            self.days.append(DerivedDay(day, False, None, f"{_reason(fact)}，{why}", _ROLLED))
        return day

    def missing_years(self, raw: dt.date, due: dt.date, rolls: bool) -> tuple[int, ...]:
        """The years without a notice that the date depends on; natural days depend on the calendar only to roll."""
        if self.unit.on_working_days:
            years = {day.date.year for day in self.days} | {due.year}
        else:
            years = set(range(raw.year, due.year + 1)) if rolls else set()
        return tuple(sorted(year for year in years if not self._calendar.known(year)))

    def due_at(self, raw: dt.date, due: dt.date) -> dt.datetime | None:
        """The instant a limit in hours ends; a rolled one ends when the office closes (民法典203)."""
        if not self.unit.in_hours:
            return None
        if due != raw:
            return dt.datetime.combine(due, self._hours.closes)
        if not self._target:
            return self._moment
        since, minutes = self._since(raw), self._target - self._spent_before_last
        if self.unit is Unit.WORKING_HOURS:
            return dt.datetime.combine(raw, self._hours.moment_after(since, minutes))
        end = _clock_minutes(since) + minutes
        return dt.datetime.combine(raw, _MIDNIGHT if end == _DAY_MINUTES else dt.time(*divmod(end, 60)))

    def _next(self, day: dt.date) -> dt.date:
        if day == dt.date.max or (day - self._start).days >= _LONGEST_WALK:
            raise out_of_reach()
        return day + _DAY

    def _since(self, day: dt.date) -> dt.time:
        return self._moment.time() if self._moment and day == self._start else dt.time.min

    def _share(self, day: dt.date, *, works: bool) -> int:
        """How much of the limit the day can use up when the clock runs: 1 day, or its minutes."""
        if self._on_working_days and not works:
            return 0
        if not self._in_hours:
            return 1
        since = self._since(day)
        if self.unit is Unit.WORKING_HOURS:
            return self._hours.minutes_from(since)
        return _DAY_MINUTES - _clock_minutes(since)

    def _take(self, day: dt.date) -> None:
        fact = self._calendar.fact(day)
        share = self._share(day, works=fact.works)
        if not share:
            self.days.append(DerivedDay(day, False, None, _reason(fact), fact.label))
        elif self.pauses and (pause := _pause_on(self.pauses, day)):
            self.days.append(DerivedDay(day, False, None, f"{_pause_name(pause)}，不计", _PAUSED))
        else:
            self._spent_before_last = self._spent
            self._spent = min(self._target, self._spent + share)
            self._counted += 1
            cause = fact.label if self._on_working_days else "自然日"
            self.days.append(DerivedDay(day, True, self._counted, self._counting_words(fact), cause))

    def _counting_words(self, fact: DayFact) -> str:
        what = _reason(fact) if self._on_working_days else "自然日"
        if not self._in_hours:
            return f"{what}，第 {self._counted} 日"
        here, total = self._spent - self._spent_before_last, self._spent
        return f"{what}，计 {here / 60:g} 小时，累计 {total / 60:g} 小时"


def _in_order(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    return tuple(sorted(pauses, key=lambda pause: (pause.first, pause.last, pause.label)))


def _pause_on(pauses: Sequence[Pause], day: dt.date) -> Pause | None:
    """The first pause that covers `day`: of overlapping ones it alone is credited."""
    return next((pause for pause in pauses if pause.covers(day)), None)


def _pause_name(pause: Pause) -> str:
    return pause.label or _PAUSED


def _reason(fact: DayFact) -> str:
    return fact.reason if fact.firm else f"{fact.reason}（暂估）"
