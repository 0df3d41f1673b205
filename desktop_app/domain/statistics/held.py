"""卡点: which matters held the days of a span, and which running steps have waited longest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.limit import Unit
from desktop_app.domain.progress import RUNNING_STATES, Attempt
from desktop_app.domain.statistics.figure import (
    FigureKind,
    Heading,
    Kind,
    Line,
    Row,
    Seen,
    Series,
    Shape,
    Span,
    by_group,
    of_series,
    once,
    share,
)
from desktop_app.domain.stretch import days_in
from desktop_app.domain.terms import LAMP_SIGNS, LAMP_WORDS

_DAY = timedelta(days=1)
_RUNNING, _SUSPENDED = 0, 1


def days_within(row: Row, span: Span, calendar: WorkingCalendar) -> int:
    """The working days of a row (its start is day 0, its end counts) that lie in a span."""
    if row.started is None:
        return 0
    begin = max(row.started, span.first - _DAY)
    end = min(row.ended or span.last, span.last)
    return calendar.count_working(begin, end) if begin < end else 0


def measure_days(seen: Seen) -> Iterator[Row]:
    """A row for every time a matter was in hand, and one for every time it stood still meanwhile."""
    for step in seen.steps:
        for attempt in step.progress.attempts:
            if attempt.filed is None:
                continue
            end = attempt.ended or seen.day
            words = "已办结" if attempt.ended else "在办"
            yield seen.row(step.step.matter.name, _RUNNING, step, started=attempt.filed, ended=end, words=words)
            for first, last in _stood_still(attempt, end):
                yield seen.row(step.step.matter.name, _SUSPENDED, step, started=first - _DAY, ended=last, words="暂停")


def _stood_still(attempt: Attempt, end: date) -> list[tuple[date, date]]:
    """The days of an attempt inside suspensions, as intervals that do not touch each other."""
    found: list[tuple[date, date]] = []
    for first, last in sorted((one.first, (one.resumed - _DAY) if one.resumed else end) for one in attempt.suspensions):
        if found and first <= found[-1][1] + _DAY:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        elif first <= last:
            found.append((first, last))
    return found


def gather_days(rows: Sequence[Row], span: Span, calendar: WorkingCalendar) -> list[Line]:
    """A line a matter, the one that held most days first."""
    kept = once(rows, lambda row: row.series, lambda row: row.started)
    groups = {name: [row for row in each if days_within(row, span, calendar)] for name, each in by_group(kept).items()}
    whole = sum(_sum(each, _RUNNING, span, calendar) for each in groups.values())
    lines = [_held(name, each, whole, span, calendar) for name, each in groups.items() if each]
    return sorted(lines, key=lambda line: (-int(line.cells[2] or 0), line.label))


def _sum(rows: Sequence[Row], series: int, span: Span, calendar: WorkingCalendar) -> int:
    return sum(days_within(row, span, calendar) for row in rows if row.series == series)


def _held(name: str, rows: list[Row], whole: int, span: Span, calendar: WorkingCalendar) -> Line:
    total = _sum(rows, _RUNNING, span, calendar)
    still = _sum(rows, _SUSPENDED, span, calendar)
    ordered = sorted(rows, key=lambda row: -days_within(row, span, calendar))
    behind = of_series(ordered, 2)
    cells = (total - still, still, total, share(total, whole), len(behind[_RUNNING]))
    return Line(name, cells, behind)


def measure_waiting(seen: Seen) -> Iterator[Row]:
    """A row for every step in hand, with the working days since it was filed."""
    for step in seen.steps:
        attempt = step.progress.attempt
        if step.state not in RUNNING_STATES or attempt is None or attempt.filed is None:
            continue
        days = seen.calendar.count_working(attempt.filed, seen.day)
        # An open suspension lasts through the day that is looked at.
        still = days_in(_stood_still(attempt, seen.day), Unit.WORKING_DAYS, seen.calendar, attempt.filed, seen.day)
        words = f"{LAMP_SIGNS[step.lamp]} {LAMP_WORDS[step.lamp]}" + (f"，其中暂停 {still} 日" if still else "")
        yield seen.row("", 0, step, started=attempt.filed, value=days, words=words)


def gather_waiting(rows: Sequence[Row], span: Span, calendar: WorkingCalendar) -> list[Line]:
    """A line a step, the longest wait first."""
    ordered = sorted(once(rows), key=lambda row: (-row.value, row.project, row.title))
    return [_waiting(row) for row in ordered]


def _waiting(row: Row) -> Line:
    since = f"{row.started:%Y-%m-%d}" if row.started else ""
    cells = (row.value, since, row.words, row.authority, row.officer)
    return Line(f"{row.title} · {row.project}", cells, ((row,),))


HELD_DAYS = FigureKind(
    key="bottlenecks",
    title="日子花在哪里",
    definition="所选日期内，各事项收件（无收件取受理）次日起至办结（未办结至截止日）的工作日合计，分在办和暂停；"
    "并联的事项各计各的。占比是占全部事项合计的比例。",
    shape=Shape.STACKED_BARS,
    first="事项",
    headings=(
        Heading("在办", Kind.DAYS),
        Heading("暂停", Kind.DAYS),
        Heading("合计", Kind.DAYS),
        Heading("占比", Kind.SHARE),
        Heading("项数"),
    ),
    series=(Series("在办", "accent", 0), Series("暂停", "slate", 1)),
    measure=measure_days,
    gather=gather_days,
    advice=("这段日子里没有事项在办", "登记了收件或受理的事项从次日起计日；也可以放宽起止日期或筛选条件。"),
)

WAITING = FigureKind(
    key="waiting",
    title="等得最久的环节",
    definition="截至日在办或暂停的环节，收件（无收件取受理）次日起至截至日的工作日数，含暂停；同一项目的同一事项只计一次。",
    shape=Shape.BARS,
    first="环节 · 项目",
    headings=(
        Heading("已过", Kind.DAYS),
        Heading("收件（受理）日", Kind.TEXT),
        Heading("灯", Kind.TEXT),
        Heading("审批机关", Kind.TEXT),
        Heading("代办员", Kind.TEXT),
    ),
    series=(Series("已过工作日", "accent", 0),),
    measure=measure_waiting,
    gather=gather_waiting,
    advice=("截至日没有在办的环节", "登记了收件或受理的环节列在这里，等得最久的在前；也可以放宽筛选条件。"),
    spans=False,
)
