"""The working calendar: compared day by day with two libraries, and honest about years nobody has announced."""

from datetime import date, timedelta
from itertools import pairwise

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.calendar import DayKind, DayOverride, HolidayBlock, WorkingCalendar, YearNotice
from desktop_app.domain.refusals import Refusal
from tests.bundled_calendar import bundled_calendar

CALENDAR = bundled_calendar()
YEARS = range(2018, 2027)
DAYS = st.dates(date(2018, 1, 1), date(2028, 12, 31))


def each_day(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def notice(year: int, off: tuple[date, ...] = (), work: tuple[date, ...] = ()) -> YearNotice:
    return YearNotice(year, f"{year}号", True, frozenset(off), frozenset(work))


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_chinesecalendar(year: int) -> None:
    ours = {day: CALENDAR.is_working(day) for day in each_day(year)}
    assert ours == {day: chinese_calendar.is_workday(day) for day in each_day(year)}


@pytest.mark.parametrize("year", YEARS)
def test_every_day_agrees_with_holidays(year: int) -> None:
    china = holidays.country_holidays("CN", years=year)
    ours = {day: CALENDAR.is_working(day) for day in each_day(year)}
    assert ours == {day: china.is_working_day(day) for day in each_day(year)}


@pytest.mark.parametrize(("year", "working"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_working_days_of_a_year(year: int, working: int) -> None:
    assert CALENDAR.count_working(date(year - 1, 12, 31), date(year, 12, 31)) == working


def test_the_working_days_of_each_month_of_2026() -> None:
    ends = [date(2025, 12, 31)] + [date(2026, month + 1, 1) - timedelta(days=1) for month in range(1, 12)]
    ends.append(date(2026, 12, 31))
    months = [CALENDAR.count_working(before, end) for before, end in pairwise(ends)]
    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]


@pytest.mark.parametrize(
    ("day", "works", "kind", "reason"),
    [
        (date(2026, 11, 5), True, DayKind.WORKDAY, "工作日"),
        (date(2026, 11, 7), False, DayKind.WEEKEND, "周六，双休日"),
        (date(2026, 10, 5), False, DayKind.HOLIDAY, "国庆节放假（国办发明电〔2025〕7号）"),
        (date(2026, 1, 4), True, DayKind.MAKE_UP, "周日，补班日（国办发明电〔2025〕7号）"),
        (date(2024, 2, 9), True, DayKind.WORKDAY, "工作日"),
        (date(2023, 10, 2), False, DayKind.HOLIDAY, "中秋节、国庆节放假（国办发明电〔2022〕16号，文号待核）"),
    ],
)
def test_says_what_a_day_is_and_why(day: date, works: bool, kind: DayKind, reason: str) -> None:
    fact = CALENDAR.fact(day)
    assert (fact.works, fact.kind, fact.reason, fact.firm) == (works, kind, reason, True)


@pytest.mark.parametrize(
    ("day", "works", "kind"),
    [
        (date(2027, 1, 1), False, DayKind.HOLIDAY),
        (date(2027, 1, 4), True, DayKind.WORKDAY),
        (date(2027, 2, 5), False, DayKind.HOLIDAY),
        (date(2027, 2, 8), False, DayKind.HOLIDAY),
        (date(2027, 2, 9), True, DayKind.WORKDAY),
        (date(2027, 10, 4), True, DayKind.WORKDAY),
        (date(2041, 10, 1), False, DayKind.HOLIDAY),
        (date(2041, 2, 1), True, DayKind.WORKDAY),
    ],
)
def test_an_unknown_year_is_answered_from_the_law_but_never_firm(day: date, works: bool, kind: DayKind) -> None:
    fact = CALENDAR.fact(day)
    assert (fact.works, fact.kind, fact.firm) == (works, kind, False)
    assert not CALENDAR.known(day.year)
    assert CALENDAR.document(day.year) == ""


def test_the_reason_for_an_unknown_year_depends_on_which_side_it_lies() -> None:
    assert CALENDAR.missing_reason(2027) == "2027 年放假安排尚未发布"
    assert CALENDAR.missing_reason(2017) == "日历未收录 2017 年放假安排"


def test_an_override_beats_the_notice_and_names_its_reason() -> None:
    overrides = (
        DayOverride(date(2026, 11, 5), False, "政务大厅搬迁"),
        DayOverride(date(2026, 11, 7), True, "集中攻坚"),
    )
    calendar = WorkingCalendar(CALENDAR.notices, {}, overrides)
    assert calendar.fact(date(2026, 11, 5)).reason == "本地停办（政务大厅搬迁）"
    assert calendar.fact(date(2026, 11, 7)).reason == "临时补班（集中攻坚）"
    assert not calendar.is_working(date(2026, 11, 5))
    assert calendar.add_working(date(2026, 11, 4), 2) == date(2026, 11, 7)
    assert calendar.overrides == overrides


def test_a_year_with_only_overrides_stays_unknown() -> None:
    calendar = WorkingCalendar(CALENDAR.notices, {}, [DayOverride(date(2027, 3, 1), False, "停电")])
    assert not calendar.known(2027)
    assert not calendar.fact(date(2027, 3, 1)).firm


def test_the_later_of_two_overrides_for_a_day_wins() -> None:
    day = date(2026, 11, 5)
    calendar = WorkingCalendar(CALENDAR.notices, {}, [DayOverride(day, False, "停办"), DayOverride(day, True, "恢复")])
    assert calendar.is_working(day)


def test_the_version_changes_with_notices_and_overrides_only() -> None:
    again = WorkingCalendar(reversed(CALENDAR.notices), {})
    fewer = WorkingCalendar(CALENDAR.notices[:-1])
    local = WorkingCalendar(CALENDAR.notices, {}, [DayOverride(date(2026, 11, 5), False, "停办")])
    assert again.version == CALENDAR.version
    assert CALENDAR.version.startswith("2018-2026·")
    assert fewer.version.startswith("2018-2025·")
    assert local.version.startswith("2018-2026+1·")
    assert len({CALENDAR.version[-8:], fewer.version[-8:], local.version[-8:]}) == 3
    assert WorkingCalendar(()).version.startswith("无公告·")


@given(DAYS, st.integers(-400, 400))
def test_adding_is_the_inverse_of_counting(start: date, n: int) -> None:
    end = CALENDAR.add_working(start, n)
    assert n == 0 or CALENDAR.is_working(end)
    if n >= 0 or CALENDAR.is_working(start):
        assert CALENDAR.count_working(start, end) == n


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2026, 1, 5), -1, date(2026, 1, 4)),
        (date(2026, 1, 4), -1, date(2025, 12, 31)),
        (date(2025, 12, 30), 1, date(2025, 12, 31)),
        (date(2025, 12, 31), 1, date(2026, 1, 4)),
        (date(2026, 1, 4), -249, date(2025, 1, 1) - timedelta(days=1)),
    ],
)
def test_adding_meets_the_first_and_last_working_day_of_a_year(start: date, n: int, end: date) -> None:
    assert CALENDAR.add_working(start, n) == end


@given(DAYS, DAYS)
def test_counting_agrees_with_looking_at_each_day(after: date, through: date) -> None:
    after, through = min(after, through), max(after, through)
    through = min(through, after + timedelta(days=800))
    looked = sum(CALENDAR.is_working(after + timedelta(days=n)) for n in range(1, (through - after).days + 1))
    assert CALENDAR.count_working(after, through) == looked
    assert CALENDAR.count_working(through, after) == -looked


@given(DAYS)
def test_the_next_working_day_is_the_first_from_the_day_on(day: date) -> None:
    found = CALENDAR.next_working(day)
    assert CALENDAR.is_working(found)
    assert not any(CALENDAR.is_working(day + timedelta(days=n)) for n in range((found - day).days))


@pytest.mark.parametrize(("start", "n"), [(date(9999, 12, 1), 60), (date(1, 1, 10), -60)])
def test_leaving_the_reach_of_the_calendar_is_refused(start: date, n: int) -> None:
    with pytest.raises(Refusal, match="超出日历"):
        CALENDAR.add_working(start, n)


@pytest.mark.parametrize(
    ("off", "work", "complaint"),
    [
        ((date(2025, 1, 1),), (), "不是这一年"),
        ((date(2026, 1, 4),), (date(2026, 1, 4),), "既放假又补班"),
        ((), (date(2026, 1, 5),), "补班日 2026-01-05 是周一"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(
    off: tuple[date, ...], work: tuple[date, ...], complaint: str
) -> None:
    with pytest.raises(Refusal, match=complaint):
        notice(2026, off, work)


def test_two_notices_for_a_year_and_wrong_blocks_are_refused() -> None:
    with pytest.raises(Refusal, match="两份"):
        WorkingCalendar([notice(2026), notice(2026)])
    with pytest.raises(Refusal, match="首日"):
        HolidayBlock("元旦", date(2026, 1, 3), date(2026, 1, 1))
    block = HolidayBlock("元旦", date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(Refusal, match="有节名"):
        YearNotice(2026, "文", True, frozenset(), frozenset(), blocks=(block,))
