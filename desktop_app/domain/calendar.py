"""The working calendar 工作日历: which days count, why, and which years nobody has announced yet.

A year is known only when the State Council's notice for it is there. Days of an unknown year are still answered, from
weekends and the days the law itself names (全国年节及纪念日放假办法, 2024-11-10), but they are never firm.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from itertools import chain

from desktop_app.domain.limit import Unit
from desktop_app.domain.refusals import Refusal

_SATURDAY = 5
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")

FIXED_HOLIDAYS: Mapping[tuple[int, int], str] = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
"""Statutory holidays on fixed dates, (month, day) to name; the lunar ones come from a table (放假办法第二条)."""


def weekday_word(day: date) -> str:
    """The Chinese word for the weekday of `day`, e.g. 周六."""
    return _WEEKDAYS[day.weekday()]


def is_weekend(day: date) -> bool:
    """Whether `day` is a Saturday or Sunday, whatever any notice says."""
    return day.weekday() >= _SATURDAY


class DayKind(StrEnum):
    """Why a day is what it is."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    CLOSED = "closed"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class HolidayBlock:
    """A run of days off with the name of its holiday, both ends included."""

    name: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise Refusal.say(f"{self.name}放假的首日 {self.first} 晚于末日 {self.last}，请对调或改正。")

    def days(self) -> Iterable[date]:
        """Every day of the block, in order."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def notice_problems(year: int, off: Collection[date], work: Collection[date]) -> tuple[tuple[date, str], ...]:
    """What is wrong with the days of a notice, each with the day it is about, earliest first."""
    found = []
    for day in sorted({*off, *work}):
        if day.year != year:
            found.append((day, f"{year} 年放假安排里有 {day}，不是这一年的日期，请改正。"))
        elif day in off and day in work:
            found.append((day, f"{year} 年放假安排里 {day} 既放假又补班，请只留一处。"))
        elif day in work and not is_weekend(day):
            found.append((day, f"{year} 年放假安排里的补班日 {day} 是{weekday_word(day)}，补班日应为周末。"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class YearNotice:
    """The State Council's 放假安排 of one year: days off, make-up working days, and the document they come from.

    `verified` is false while the document number is 待核 (the days themselves are not in doubt); `blocks` only names
    days of `off`. Raises Refusal for dates of another year, a day both off and worked, or a make-up day in the week.
    """

    year: int
    document: str
    verified: bool
    off: frozenset[date]
    work: frozenset[date]
    issued: date | None = None
    amended_by: str = ""
    url: str = ""
    blocks: tuple[HolidayBlock, ...] = ()

    def __post_init__(self) -> None:
        if problems := notice_problems(self.year, self.off, self.work):
            raise Refusal.say(problems[0][1])
        if named := sorted(set(chain.from_iterable(block.days() for block in self.blocks)) - self.off):
            raise Refusal.say(f"{self.year} 年放假安排里 {named[0]} 有节名却不在放假日中，请改正。")

    @property
    def citation(self) -> str:
        """The document and what amended it, marked 文号待核 while the number is unverified."""
        parts = [self.document, self.amended_by, "" if self.verified else "文号待核"]
        return "，".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class DayOverride:
    """A local exception for one day: 本地停办 (`works` false) or 临时补班 (`works` true), with its reason."""

    day: date
    works: bool
    reason: str


@dataclass(frozen=True, slots=True)
class DayFact:
    """What the calendar says of one day; `reason` is Chinese, `label` groups days of one cause (双休日, 国庆节放假).

    `firm` is false when the year has no official notice.
    """

    day: date
    works: bool
    kind: DayKind
    reason: str
    firm: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Year:
    """One year worked out: a fact for every day, the ordinals of its working days, and that of the day before it."""

    facts: tuple[DayFact, ...]
    working: tuple[int, ...]
    before: int


class WorkingCalendar:
    """Answers which days count, from year notices, statutory days for years without one, and local overrides.

    Overrides win over notices; of two overrides for one day the later wins; a year with only overrides stays unknown.
    `statutory` maps a year to its lunar holidays. `day_policy` (WD or ND) is how a limit is counted for which the law
    only writes 日, so that whoever is given the calendar counts by the same rule. Raises Refusal when two notices claim
    one year, and for a policy that is neither.
    """

    def __init__(
        self,
        notices: Iterable[YearNotice],
        statutory: Mapping[int, Mapping[date, str]] | None = None,
        overrides: Iterable[DayOverride] = (),
        day_policy: Unit = Unit.WORKING_DAYS,
    ) -> None:
        if day_policy not in (Unit.WORKING_DAYS, Unit.NATURAL_DAYS):
            raise Refusal.say("只写“日”的时限只能按工作日或自然日计，请改正口径。")
        self.day_policy = day_policy
        self._notices: dict[int, YearNotice] = {}
        for notice in notices:
            if notice.year in self._notices:
                raise Refusal.say(f"{notice.year} 年有两份放假安排，请只留一份。")
            self._notices[notice.year] = notice
        self._statutory = statutory or {}
        self._overrides = {override.day: override for override in overrides}
        self._years: dict[int, _Year] = {}
        self.version = self._fingerprint()

    def counting_days_as(self, day_policy: Unit) -> WorkingCalendar:
        """The same calendar with another rule for limits in 日; raises Refusal for one that is neither WD nor ND."""
        return WorkingCalendar(self._notices.values(), self._statutory, self._overrides.values(), day_policy)

    def counted_as(self, unit: Unit) -> Unit:
        """What a limit in this unit is counted in: 日 by the policy, every other unit in itself."""
        return self.day_policy if unit is Unit.DAYS else unit

    def known(self, year: int) -> bool:
        """Whether the official notice of `year` is there."""
        return year in self._notices

    def document(self, year: int) -> str:
        """The document number of the year's notice, empty for an unknown year."""
        notice = self._notices.get(year)
        return notice.document if notice else ""

    def missing_reason(self, year: int) -> str:
        """Why days of an unknown year are not firm, as a Chinese phrase."""
        if self._notices and year < min(self._notices):
            return f"日历未收录 {year} 年放假安排"
        return f"{year} 年放假安排尚未发布"

    @property
    def notices(self) -> tuple[YearNotice, ...]:
        """The notices, oldest year first."""
        return tuple(self._notices[year] for year in sorted(self._notices))

    @property
    def overrides(self) -> tuple[DayOverride, ...]:
        """The overrides in force, earliest day first."""
        return tuple(self._overrides[day] for day in sorted(self._overrides))

    def fact(self, day: date) -> DayFact:
        """Everything the calendar knows of `day`."""
        year = self._years.get(day.year) or self._year(day.year)
        return year.facts[day.toordinal() - year.before - 1]

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return self.fact(day).works

    def next_working(self, day: date) -> date:
        """The first working day on or after `day`."""
        return day if self.is_working(day) else self.add_working(day, 1)

    def add_working(self, start: date, n: int) -> date:
        """The n-th working day after `start` (before it when n is negative); n = 0 is `start` itself, working or not.

        Raises Refusal when the answer lies outside the years 1 to 9999.
        """
        year, ordinal = start.year, start.toordinal()
        while n > 0:
            working = self._year(year).working
            at = bisect_right(working, ordinal)
            if at + n <= len(working):
                return date.fromordinal(working[at + n - 1])
            n, year = n - (len(working) - at), year + 1
        while n < 0:
            working = self._year(year).working
            at = bisect_left(working, ordinal)
            if at + n >= 0:
                return date.fromordinal(working[at + n])
            n, year = n + at, year - 1
        return start

    def count_working(self, after: date, through: date) -> int:
        """Working days in (after, through]; the negative of the reverse when `through` is earlier."""
        if through < after:
            return -self.count_working(through, after)
        whole = sum(len(self._year(year).working) for year in range(after.year, through.year))
        passed = bisect_right(self._year(after.year).working, after.toordinal())
        return whole + bisect_right(self._year(through.year).working, through.toordinal()) - passed

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            if not MINYEAR <= year <= MAXYEAR:
                raise out_of_reach()
            first = date(year, 1, 1)
            length = (date(year, 12, 31) - first).days + 1
            facts = tuple(self._judge(first + timedelta(days=n)) for n in range(length))
            working = tuple(fact.day.toordinal() for fact in facts if fact.works)
            self._years[year] = _Year(facts, working, first.toordinal() - 1)
        return self._years[year]

    def _judge(self, day: date) -> DayFact:
        if override := self._overrides.get(day):
            return self._overridden(override)
        if notice := self._notices.get(day.year):
            return self._announced(day, notice)
        name = self._statutory.get(day.year, {}).get(day) or FIXED_HOLIDAYS.get((day.month, day.day))
        if name:
            reason = f"{name}，法定节假日（放假办法推算）"
            return DayFact(day, False, DayKind.HOLIDAY, reason, False, f"{name}放假")
        return _ordinary(day, firm=False)

    def _overridden(self, override: DayOverride) -> DayFact:
        kind, label = (DayKind.OPENED, "临时补班") if override.works else (DayKind.CLOSED, "本地停办")
        reason = f"{label}（{override.reason}）" if override.reason else label
        return DayFact(override.day, override.works, kind, reason, self.known(override.day.year), label)

    def _announced(self, day: date, notice: YearNotice) -> DayFact:
        if day in notice.off:
            name = next((block.name for block in notice.blocks if block.first <= day <= block.last), "")
            return DayFact(day, False, DayKind.HOLIDAY, f"{name}放假（{notice.citation}）", True, f"{name}放假")
        if day in notice.work:
            reason = f"{weekday_word(day)}，补班日（{notice.citation}）"
            return DayFact(day, True, DayKind.MAKE_UP, reason, True, "补班日")
        return _ordinary(day, firm=True)

    def _fingerprint(self) -> str:
        digest = hashlib.sha256()
        for notice in self.notices:
            days = [*sorted(notice.off), "/", *sorted(notice.work)]
            digest.update(f"{notice.year} {notice.document} {' '.join(map(str, days))}\n".encode())
        for override in self.overrides:
            digest.update(f"{override.day} {override.works:d} {override.reason}\n".encode())
        years = sorted(self._notices)
        span = f"{years[0]}-{years[-1]}" if years else "无公告"
        local = f"+{len(self._overrides)}" if self._overrides else ""
        return f"{span}{local}·{digest.hexdigest()[:8]}"


def out_of_reach() -> Refusal:
    """The refusal for a date that would leave the years 1 to 9999."""
    return Refusal.say("日期超出日历可算的范围，请核对起算日、时限和暂停的起止日。")


def _ordinary(day: date, *, firm: bool) -> DayFact:
    if is_weekend(day):
        return DayFact(day, False, DayKind.WEEKEND, f"{weekday_word(day)}，双休日", firm, "双休日")
    return DayFact(day, True, DayKind.WORKDAY, "工作日", firm, "工作日")
