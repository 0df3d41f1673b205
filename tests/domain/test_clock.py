"""The clock: every known case, every rule, and properties that must hold for any start, limit and suspension."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.calendar import DayOverride, WorkingCalendar
from desktop_app.domain.clock import Derivation, OfficeHours, Pause, derive, effective_start
from desktop_app.domain.limit import Limit, LimitKind, Unit
from desktop_app.domain.refusals import Refusal
from tests.bundled_calendar import bundled_calendar

CALENDAR = bundled_calendar()
CASES = yaml.safe_load((Path(__file__).parents[1] / "data" / "clock_cases.yaml").read_text(encoding="utf-8"))["cases"]
DAY = timedelta(days=1)

starts = st.dates(date(2018, 1, 1), date(2027, 6, 30))
limits = st.builds(Limit, st.integers(0, 60), st.sampled_from(Unit))


def day(text: str) -> date:
    return date.fromisoformat(text)


def pause(first: str, last: str, label: str = "") -> Pause:
    return Pause(day(first), day(last), label)


def due(start: str, limit: str, *pauses: Pause, **options: Any) -> Derivation:
    return derive(CALENDAR, day(start), Limit.parse(limit), pauses, **options)


@st.composite
def near_pauses(draw: st.DrawFn, start: date, most: int = 4) -> tuple[Pause, ...]:
    pauses = []
    for _ in range(draw(st.integers(0, most))):
        first = start + DAY * draw(st.integers(-10, 60))
        pauses.append(Pause(first, first + DAY * draw(st.integers(0, 20)), draw(st.sampled_from(["", "补正暂停"]))))
    return tuple(pauses)


@st.composite
def situations(draw: st.DrawFn) -> tuple[date, Limit, tuple[Pause, ...]]:
    start = draw(starts)
    return start, draw(limits), draw(near_pauses(start))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['start']}+{case['limit_wd']}")
def test_every_known_case_is_exact(case: Mapping[str, Any]) -> None:
    pauses = [Pause(day(first), day(last)) for first, last in case.get("pauses", [])]
    found = derive(CALENDAR, day(case["start"]), Limit(case["limit_wd"], Unit.WORKING_DAYS), pauses)
    assert found.firm is (case["due"] is not None)
    if found.firm:
        assert found.due == day(case["due"])


def test_beyond_the_known_years_the_date_is_provisional_and_says_why() -> None:
    found = due("2026-12-25", "5WD")
    assert (found.firm, found.due, found.missing_years) == (False, day("2027-01-04"), (2027,))
    assert found.lines()[-2:] == (("承诺到期", "2027-01-04"), ("暂估", "2027 年放假安排尚未发布"))


def test_a_year_end_that_is_not_crossed_stays_firm() -> None:
    assert due("2026-12-25", "4WD").firm
    assert due("2026-12-25", "4WD").due == day("2026-12-31")
    assert due("2025-12-31", "1WD").due == day("2026-01-04")


@pytest.mark.parametrize(
    ("start", "limit", "firm", "missing"),
    [
        ("2026-12-01", "30ND", True, ()),
        ("2026-12-02", "30ND", False, (2027,)),
        ("2027-03-01", "0WD", False, (2027,)),
        ("2017-12-20", "10ND", False, (2017,)),
        ("2017-12-20", "15ND", True, ()),
        ("2017-12-29", "2WD", False, (2017,)),
    ],
)
def test_natural_days_depend_only_on_the_year_they_end_in(
    start: str, limit: str, firm: bool, missing: tuple[int, ...]
) -> None:
    found = due(start, limit)
    assert (found.firm, found.missing_years) == (firm, missing)


def test_a_benchmark_neither_rolls_nor_waits_for_a_calendar() -> None:
    found = due("2026-12-02", "30ND", rolls=False)
    assert (found.due, found.firm, found.rolled) == (day("2027-01-01"), True, 0)


@pytest.mark.parametrize("limit", ["0WD", "0ND", "0D", "0WH", "0NH"])
def test_a_limit_of_nothing_is_the_start_day_even_a_rest_day(limit: str) -> None:
    found = due("2026-11-07", limit)
    assert (found.due, found.days, found.rolled, found.firm) == (day("2026-11-07"), (), 0, True)


def test_natural_days_roll_off_a_holiday_and_show_the_days_passed() -> None:
    found = due("2026-09-05", "20ND")
    assert (found.due, found.rolled) == (day("2026-09-28"), 3)
    assert [(one.date, one.counts, one.n) for one in found.days[-4:]] == [
        (day("2026-09-25"), True, 20),
        (day("2026-09-26"), False, None),
        (day("2026-09-27"), False, None),
        (day("2026-09-28"), False, None),
    ]
    assert found.days[-1].why == "工作日，末日顺延至此"
    assert ("末日 09-25 非工作日，顺延", "＋3 日") in found.lines()


def test_natural_days_do_not_roll_off_a_make_up_day() -> None:
    assert due("2026-09-10", "10ND").due == day("2026-09-20")


def test_plain_days_follow_the_policy() -> None:
    assert due("2026-11-05", "7D").due == due("2026-11-05", "7WD").due
    natural = derive(CALENDAR.counting_days_as(Unit.NATURAL_DAYS), day("2026-11-05"), Limit.parse("7D"))
    assert (natural.due, natural.counted_as) == (day("2026-11-12"), Unit.NATURAL_DAYS)
    assert ("承诺时限", "7 日（按自然日计）") in natural.lines()
    with pytest.raises(Refusal, match="工作日或自然日"):
        CALENDAR.counting_days_as(Unit.WORKING_HOURS)


def test_the_reasons_of_the_days_are_specific() -> None:
    found = due("2026-11-05", "8WD", pause("2026-11-12", "2026-11-15", "补正暂停"))
    reasons = {f"{one.date:%m-%d}": one.why for one in found.days}
    assert reasons["11-06"] == "工作日，第 1 日"
    assert reasons["11-07"] == "周六，双休日"
    assert reasons["11-12"] == "补正暂停，不计"
    assert reasons["11-14"] == "周六，双休日"
    assert reasons["11-19"] == "工作日，第 8 日"
    assert due("2026-09-30", "1WD").days[0].why == "国庆节放假（国办发明电〔2025〕7号）"
    assert due("2026-02-13", "1WD").days[0].why == "周六，补班日（国办发明电〔2025〕7号），第 1 日"
    assert due("2026-12-31", "1WD").days[0].why == "元旦，法定节假日（放假办法推算）（暂估）"


def test_the_lines_of_the_panel() -> None:
    found = due("2026-11-05", "8WD", pause("2026-11-12", "2026-11-15", "补正暂停"))
    assert found.lines() == (
        ("11-05 受理，次日起算", "11-06"),
        ("承诺时限", "8 个工作日"),
        ("双休日不计", "4 天"),
        ("补正暂停 11-12 至 11-15（11-16 恢复）", "＋2 日"),
        ("承诺到期", "11-19"),
    )
    assert found.lines("法定")[-1] == ("法定到期", "11-19")


def test_the_lines_name_holidays_make_up_days_and_a_late_first_day() -> None:
    assert due("2026-09-24", "10WD").lines() == (
        ("09-24 受理，次一工作日起算", "09-28"),
        ("承诺时限", "10 个工作日"),
        ("中秋节放假不计", "3 天"),
        ("国庆节放假不计", "7 天"),
        ("双休日不计", "1 天"),
        ("补班日计入", "1 天"),
        ("承诺到期", "10-15"),
    )
    assert due("2026-11-05", "1WD", pause("2026-11-06", "2026-11-06")).lines() == (
        ("11-05 受理，恢复后起算", "11-09"),
        ("承诺时限", "1 个工作日"),
        ("双休日不计", "2 天"),
        ("暂停 11-06（11-07 恢复）", "＋1 日"),
        ("承诺到期", "11-09"),
    )
    assert due("2026-11-05", "0D").lines()[0] == ("11-05 受理，当日", "11-05")


def test_the_lines_name_the_start_event_and_a_minimum_period() -> None:
    limit = Limit(7, Unit.WORKING_DAYS, "received", LimitKind.MINIMUM)
    lines = derive(CALENDAR, day("2026-11-05"), limit).lines()
    assert lines[0][0] == "11-05 收件，次日起算"
    assert lines[-1] == ("承诺届满（最早）", "11-16")
    limit = Limit(7, Unit.WORKING_DAYS, "done:LX01")
    assert derive(CALENDAR, day("2026-11-05"), limit).lines()[0][0] == "11-05 前序办结，次日起算"


def test_overlapping_pauses_share_their_days_among_the_lines() -> None:
    found = due("2026-11-05", "5WD", pause("2026-11-10", "2026-11-12", "甲"), pause("2026-11-11", "2026-11-13", "乙"))
    assert found.credited == 4
    assert [value for label, value in found.lines() if label[0] in "甲乙"] == ["＋3 日", "＋1 日"]


def test_a_pause_up_to_the_start_day_changes_nothing() -> None:
    plain = due("2026-11-05", "8WD")
    earlier, later = pause("2026-10-20", "2026-11-05"), pause("2026-12-01", "2026-12-02")
    assert due("2026-11-05", "8WD", earlier, later).days == plain.days
    assert due("2026-11-05", "8WD", earlier, later).lines() == plain.lines()
    assert due("2026-11-05", "8WD", pause("2026-10-20", "2026-11-06")).credited == 1


def test_an_inverted_pause_is_refused_by_its_dates() -> None:
    with pytest.raises(Refusal, match="2026-11-15 晚于末日 2026-11-12"):
        pause("2026-11-15", "2026-11-12")


@pytest.mark.parametrize("last", [date.max, date(2900, 1, 1)])
def test_a_pause_without_end_is_refused_rather_than_walked(last: date) -> None:
    with pytest.raises(Refusal, match="超出日历"):
        derive(CALENDAR, day("2026-11-05"), Limit.parse("8WD"), [Pause(day("2026-11-06"), last)])


@pytest.mark.parametrize(
    ("filed", "start"),
    [
        ("2026-11-06T08:00", "2026-11-06"),
        ("2026-11-06T17:30", "2026-11-06"),
        ("2026-11-06T17:30:59", "2026-11-06"),
        ("2026-11-06T17:31", "2026-11-09"),
        ("2026-11-07T10:00", "2026-11-09"),
        ("2026-01-04T10:00", "2026-01-04"),
        ("2026-09-30T18:00", "2026-10-08"),
        ("2026-11-06T10:00+00:00", "2026-11-09"),
    ],
)
def test_a_filing_counts_from_the_day_the_office_was_open(filed: str, start: str) -> None:
    assert effective_start(CALENDAR, datetime.fromisoformat(filed), OfficeHours()) == day(start)


def test_working_hours_from_a_day_begin_at_the_next_opening() -> None:
    assert due("2026-11-05", "4WH").due_at == datetime(2026, 11, 6, 15, 0)
    assert due("2026-11-05", "13WH").due_at == datetime(2026, 11, 9, 17, 30)
    assert due("2026-11-05", "13WH").days[-1].why == "工作日，计 6.5 小时，累计 13 小时"


def test_working_hours_from_an_instant_count_from_it() -> None:
    found = due("2026-11-05", "4WH", moment=datetime(2026, 11, 5, 11, 0))
    assert (found.due_at, [one.n for one in found.days]) == (datetime(2026, 11, 5, 17, 30), [1])
    assert found.lines()[0] == ("11-05 受理，即时起算", "11-05")
    found = due("2026-11-05", "4WH", moment=datetime(2026, 11, 5, 17, 0))
    assert found.due_at == datetime(2026, 11, 6, 12, 0)
    found = due("2026-11-05", "4WH", moment=datetime(2026, 11, 5, 18, 0))
    assert found.due_at == datetime(2026, 11, 6, 15, 0)
    assert found.days[0].date == day("2026-11-06")
    utc = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)
    assert due("2026-11-05", "4WH", moment=utc).due_at == datetime(2026, 11, 5, 17, 30)
    assert due("2026-11-05", "0WH", moment=utc).due_at == datetime(2026, 11, 5, 11, 0)


def test_working_hours_pause_by_whole_days() -> None:
    assert due("2026-11-05", "4WH", pause("2026-11-06", "2026-11-06")).due_at == datetime(2026, 11, 9, 15, 0)


def test_natural_hours_run_through_the_night_and_roll_to_the_close_of_a_working_day() -> None:
    assert due("2026-11-04", "24NH").due_at == datetime(2026, 11, 5, 23, 59, 59)
    assert due("2026-11-04", "24NH").lines()[-1] == ("承诺到期", "11-05 24:00")
    assert due("2026-11-04", "30NH").due_at == datetime(2026, 11, 6, 6, 0)
    found = due("2026-11-05", "30NH")
    assert (found.due_at, found.due, found.rolled) == (datetime(2026, 11, 9, 17, 30), day("2026-11-09"), 2)
    assert due("2026-11-04", "24NH", moment=datetime(2026, 11, 4, 9, 15)).due_at == datetime(2026, 11, 5, 9, 15)


def test_a_moment_on_another_day_than_the_start_is_refused() -> None:
    with pytest.raises(Refusal, match="不在起算日"):
        due("2026-11-05", "4WH", moment=datetime(2026, 11, 6, 9, 0))


def test_office_hours_can_be_changed_and_must_make_sense() -> None:
    hours = OfficeHours(((time(9), time(12)), (time(13), time(17))))
    assert due("2026-11-05", "4WH", hours=hours).due_at == datetime(2026, 11, 6, 14, 0)
    for spans in [(), ((time(12), time(9)),), ((time(9), time(12)), (time(11), time(17)))]:
        with pytest.raises(Refusal, match="办公时间"):
            OfficeHours(spans)
    with pytest.raises(ValueError, match="do not fit"):
        hours.moment_after(time(9), 8 * 60)


def test_an_override_moves_the_date_and_is_named() -> None:
    calendar = WorkingCalendar(CALENDAR.notices, {}, [DayOverride(day("2026-11-06"), False, "搬迁")])
    found = derive(calendar, day("2026-11-05"), Limit.parse("1WD"))
    assert (found.due, found.firm, found.calendar_version) == (day("2026-11-09"), True, calendar.version)
    assert ("本地停办不计", "1 天") in found.lines()


@given(situations())
def test_a_derivation_adds_up_to_its_date(situation: tuple[date, Limit, tuple[Pause, ...]]) -> None:
    start, limit, pauses = situation
    found = derive(CALENDAR, start, limit, pauses)
    assert [one.date for one in found.days] == [start + DAY * n for n in range(1, (found.due - start).days + 1)]
    counting = [one for one in found.days if one.counts]
    assert [one.n for one in counting] == list(range(1, len(counting) + 1))
    assert all(one.n is None for one in found.days if not one.counts)
    assert all(one.why for one in found.days)
    assert found.due - found.rolled * DAY == (counting[-1].date if counting else start)
    if not limit.unit.in_hours:
        assert len(counting) == limit.amount
    assert found.firm is (not found.missing_years) is (not found.doubt)


@given(starts, st.integers(0, 120))
def test_the_walk_and_the_calendar_agree(start: date, amount: int) -> None:
    found = derive(CALENDAR, start, Limit(amount, Unit.WORKING_DAYS))
    assert found.due == CALENDAR.add_working(start, amount)
    assert CALENDAR.count_working(start, found.due) == amount


@given(situations())
def test_credited_days_push_the_date_by_just_as_many(situation: tuple[date, Limit, tuple[Pause, ...]]) -> None:
    start, limit, pauses = situation
    held = derive(CALENDAR, start, limit, pauses)
    if limit.unit is Unit.WORKING_DAYS and limit.amount:
        assert held.due == CALENDAR.add_working(start, limit.amount + held.credited)
    if limit.unit is Unit.NATURAL_DAYS:
        assert held.due - held.rolled * DAY == start + (limit.amount + held.credited) * DAY


@given(situations(), st.data())
def test_more_suspension_never_makes_a_date_earlier(
    situation: tuple[date, Limit, tuple[Pause, ...]], data: st.DataObject
) -> None:
    start, limit, pauses = situation
    more = pauses + data.draw(near_pauses(start))
    fewer, longer = derive(CALENDAR, start, limit, pauses), derive(CALENDAR, start, limit, more)
    assert longer.due >= fewer.due
    if fewer.due_at and longer.due_at:
        assert longer.due_at >= fewer.due_at


@given(situations())
def test_overlapping_suspensions_equal_their_union(situation: tuple[date, Limit, tuple[Pause, ...]]) -> None:
    start, limit, pauses = situation
    held = sorted({one.first + DAY * n for one in pauses for n in range((one.last - one.first).days + 1)})
    union = [Pause(one, one) for one in held]
    apart, merged = derive(CALENDAR, start, limit, pauses), derive(CALENDAR, start, limit, union)
    assert (apart.due, apart.due_at, apart.credited) == (merged.due, merged.due_at, merged.credited)
    assert [one.counts for one in apart.days] == [one.counts for one in merged.days]


@given(situations(), st.integers(0, 30))
def test_splitting_a_suspension_changes_nothing(situation: tuple[date, Limit, tuple[Pause, ...]], cut: int) -> None:
    start, limit, _ = situation
    first, last = start + 3 * DAY, start + 33 * DAY
    whole = derive(CALENDAR, start, limit, [Pause(first, last)])
    parts = [Pause(first, first + cut * DAY)]
    if first + cut * DAY < last:
        parts.append(Pause(first + (cut + 1) * DAY, last))
    assert derive(CALENDAR, start, limit, parts).days == whole.days


@given(starts, limits)
def test_a_later_start_never_makes_a_date_earlier(start: date, limit: Limit) -> None:
    dues = [derive(CALENDAR, start + n * DAY, limit).due for n in range(12)]
    assert all(earlier <= later for earlier, later in pairwise(dues))


@given(starts, limits)
def test_a_longer_limit_never_makes_a_date_earlier(start: date, limit: Limit) -> None:
    longer = Limit(limit.amount + 1, limit.unit)
    assert derive(CALENDAR, start, longer).due >= derive(CALENDAR, start, limit).due


@given(st.dates(date(2018, 1, 1), date(2026, 6, 30)), st.integers(1, 200))
def test_whole_days_of_natural_hours_are_natural_days(start: date, amount: int) -> None:
    hours = derive(CALENDAR, start, Limit(24 * amount, Unit.NATURAL_HOURS))
    assert hours.due == derive(CALENDAR, start, Limit(amount, Unit.NATURAL_DAYS)).due


@given(
    st.dates(date(2018, 1, 1), date(2026, 6, 30)).filter(CALENDAR.is_working),
    st.integers(0, 59),
    st.integers(8, 18),
    st.integers(1, 60),
)
def test_office_minutes_between_the_instant_and_the_end_add_up(start: date, minute: int, hour: int, n: int) -> None:
    hours = OfficeHours()
    found = derive(CALENDAR, start, Limit(n, Unit.WORKING_HOURS), moment=datetime.combine(start, time(hour, minute)))
    assert found.due_at is not None
    whole = CALENDAR.count_working(start, found.due) * hours.minutes_from(time.min)
    spent = hours.minutes_from(time(hour, minute)) + whole - hours.minutes_from(found.due_at.time())
    assert spent == 60 * n
    assert CALENDAR.is_working(found.due)


@given(st.datetimes(datetime(2018, 1, 1), datetime(2026, 11, 30)))
def test_the_effective_start_is_a_working_day_and_never_before_the_filing(filed: datetime) -> None:
    start = effective_start(CALENDAR, filed, OfficeHours())
    assert CALENDAR.is_working(start)
    assert start >= filed.date()


def test_filed_after_hours_on_the_last_day_there_is_gives_a_refusal() -> None:
    with pytest.raises(Refusal, match="日期超出日历可算的范围"):
        effective_start(WorkingCalendar([]), datetime.max, OfficeHours())
