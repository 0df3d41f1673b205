"""Random templates and random histories: whatever the rules of a case allow may happen, in any order, on any day."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import chinese_calendar
from chinese_calendar.constants import holidays, workdays
from hypothesis import strategies as st

from desktop_app.domain.calendar import WorkingCalendar, YearNotice
from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Verb
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.suspension import SUSPENSION_KINDS
from desktop_app.domain.template import ApprovalTemplate, StepTemplate

CHINA = timezone(timedelta(hours=8))
CALENDAR = WorkingCalendar(
    YearNotice(
        year,
        f"{year} 年放假安排",
        True,
        frozenset(day for day in holidays if day.year == year),
        frozenset(day for day in workdays if day.year == year),
    )
    for year in range(2018, 2027)
)
ACTS = (
    Verb.RECEIVE,
    Verb.ACCEPT,
    Verb.ACCEPT,
    Verb.FINISH,
    Verb.FINISH,
    Verb.SUSPEND,
    Verb.RESUME,
    Verb.RETURN,
    Verb.WITHDRAW,
    Verb.INCLUDE,
    Verb.SKIP,
    Verb.RECORD,
    Verb.REVERSE,
)


def nth_working_day(start: date, count: int) -> date:
    """Counted one day at a time on another calendar package."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= chinese_calendar.is_workday(day)
    return day


def next_working_day(day: date) -> date:
    while not chinese_calendar.is_workday(day):
        day += timedelta(days=1)
    return day


def last_day(start: date, limit: Limit | None, paused: frozenset[date] = frozenset()) -> date:
    """Counted one day at a time; natural days roll off a rest day, days in `paused` do not count."""
    if limit is None or limit.amount == 0:
        return start
    natural = limit.unit is Unit.NATURAL_DAYS
    day, left = start, limit.amount
    while left:
        day += timedelta(days=1)
        left -= (natural or chinese_calendar.is_workday(day)) and day not in paused
    return next_working_day(day) if natural else day


@st.composite
def templates(draw: st.DrawFn, units: tuple[Unit, ...] = (Unit.WORKING_DAYS, Unit.NATURAL_DAYS)) -> ApprovalTemplate:
    """Up to seven steps in any order, some optional, some the enterprise's own."""
    limits = st.none() | st.builds(Limit, st.integers(0, 12), st.sampled_from(units))
    steps = []
    for index in range(draw(st.integers(1, 7))):
        before = draw(st.sets(st.integers(0, index - 1), max_size=3)) if index else set()
        kind = draw(st.sampled_from(["许可", "许可", "企业自办"]))
        matter = Matter(f"S{index}", f"事项{index}", promised=draw(limits), approval_kind=kind)
        steps.append(StepTemplate(matter, tuple(f"S{other}" for other in sorted(before)), optional=draw(st.booleans())))
    return ApprovalTemplate("T", "随机", steps=tuple(steps))


@st.composite
def histories(
    draw: st.DrawFn,
    made: st.SearchStrategy[ApprovalTemplate] | None = None,
    opens: st.SearchStrategy[date] | None = None,
) -> tuple[Case, date]:
    """A case in any state the rules allow, and a day on or after its last act."""
    template = draw(templates() if made is None else made)
    day = draw(opens or st.dates(date(2018, 1, 2), date(2025, 6, 1)))
    case = Case("c", "p", template, day, "甲")
    for number in range(draw(st.integers(0, 25))):
        day += timedelta(days=draw(st.integers(0, 9)))
        verb = draw(st.sampled_from(ACTS))
        kind = draw(st.sampled_from(SUSPENSION_KINDS)).key if verb is Verb.SUSPEND else ""
        act = Act(day, "甲", datetime.combine(day, datetime.min.time(), CHINA), reason="试", kind=kind)
        able = [code for code in template.codes if case.allows(verb, code, act)]
        if able:
            case = case.with_event(case.decide(verb, draw(st.sampled_from(able)), act, f"{number:04d}"))
    return case, day + timedelta(days=draw(st.integers(0, 20)))
