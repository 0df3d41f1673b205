"""办结: what share of finished steps was in time, month by month, and how many working days they took."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import dropwhile

from desktop_app.domain.benchmark import STANDARD_BASIS
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.results import SubjectKind, case_results
from desktop_app.domain.statistics.figure import (
    FEW,
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
    median_halves,
    ninth_decile,
    of_series,
    once,
    share,
)

_IN_TIME, _LATE, _UNMEASURED = range(3)


def month_of(day: date) -> str:
    """2026-11."""
    return f"{day:%Y-%m}"


def months(span: Span) -> tuple[str, ...]:
    """Every month a span touches, oldest first."""
    found, day = [], span.first.replace(day=1)
    while day <= span.last:
        found.append(month_of(day))
        day = (day + timedelta(days=31)).replace(day=1)
    return tuple(found)


def measure_closings(seen: Seen) -> Iterator[Row]:
    """A row for every finished step of which the day is known: in time, late, or without a limit to measure by."""
    for step in seen.steps:
        attempt = step.progress.attempt
        if step.state is not StepState.DONE or attempt is None or attempt.ended is None:
            continue
        due = step.primary.due if step.primary is not None else None
        series = _UNMEASURED if due is None else _IN_TIME if step.lamp is Lamp.DONE else _LATE
        words = "没有期限" if due is None else f"{due:%Y-%m-%d} 到期，{'按期' if series == _IN_TIME else '逾期'}办结"
        yield seen.row(month_of(attempt.ended), series, step, started=attempt.filed, ended=attempt.ended, words=words)


def gather_on_time(rows: Sequence[Row], span: Span, calendar: WorkingCalendar) -> list[Line]:
    """A line a month from the first in which something ended; one in which nothing could be measured has no share."""
    kept = by_group(once(row for row in rows if span.has(row.ended)))
    return [_month(month, kept.get(month, [])) for month in dropwhile(lambda one: one not in kept, months(span))]


def _month(month: str, rows: Sequence[Row]) -> Line:
    in_time, late, unmeasured = of_series(rows, 3)
    measured = len(in_time) + len(late)
    cells = (share(len(in_time), measured), len(rows), len(in_time), len(late), len(unmeasured))
    few = "样本不足" if 0 < measured < FEW else ""
    return Line(month, cells, (tuple(rows),), few)


def measure_durations(seen: Seen) -> Iterator[Row]:
    """A row for every finished matter whose filing and end are known to the day, with its working days."""
    steps = {step.step.code: step for step in seen.steps}
    for one in case_results(seen.case, (), seen.calendar, basis=STANDARD_BASIS, situation=seen.situation):
        step = steps.get(one.subject.key)
        if one.subject.kind is SubjectKind.MATTER and step is not None:
            words = f"{one.days} 个工作日" + ("" if one.firm else "（暂估）")
            name = one.subject.title
            yield replace(
                seen.row(name, 0, step, started=one.started, ended=one.ended, value=one.days, words=words), title=name
            )


def _gather_durations(named: Callable[[Row], str]) -> Callable[[Sequence[Row], Span, WorkingCalendar], list[Line]]:
    def gather(rows: Sequence[Row], span: Span, calendar: WorkingCalendar) -> list[Line]:
        kept = once(row for row in rows if span.has(row.ended))
        lines = [
            _durations(name, each) for name, each in by_group(replace(row, group=named(row)) for row in kept).items()
        ]
        return sorted(lines, key=_slowest)

    return gather


def _durations(name: str, rows: list[Row]) -> Line:
    days = [row.value for row in rows]
    cells = (len(days), median_halves(days), ninth_decile(days), min(days), max(days))
    behind = tuple(sorted(rows, key=lambda row: (-row.value, row.project)))
    return Line(name, cells, (behind, behind), "样本不足" if len(days) < FEW else "")


def _slowest(line: Line) -> tuple[bool, int, int, str]:
    """The slowest first, those that rest on too few results after all others."""
    median, most = line.cells[1], line.cells[4]
    slow = (-median if isinstance(median, int) else 0, -most if isinstance(most, int) else 0)
    return (bool(line.note), *slow, line.label)


ON_TIME = FigureKind(
    key="on-time",
    title="按期办结率",
    definition="按办结日归月：按期办结项数除以有期限可比的办结项数，期限取承诺（无承诺取法定），暂停按规则扣除；"
    "没有期限的、只知办结月份的不进分母。四舍五入到 0.1%；可比的不足 5 项标“样本不足”。",
    shape=Shape.TREND,
    first="月份",
    headings=(Heading("按期率", Kind.SHARE), Heading("办结"), Heading("按期"), Heading("逾期"), Heading("无期限")),
    series=(Series("按期办结率", "accent", 0),),
    measure=measure_closings,
    gather=gather_on_time,
    advice=("这段日子里没有办结的环节", "登记了办结的环节按办结月份进入本图；也可以放宽起止日期或筛选条件。"),
)

_DURATION_HEADINGS = (
    Heading("样本"),
    Heading("中位数", Kind.HALVES),
    Heading("九成以内", Kind.DAYS),
    Heading("最短", Kind.DAYS),
    Heading("最长", Kind.DAYS),
)
_DURATION_SERIES = (Series("中位数", "accent", 1), Series("九成以内", "slate", 2))
_DURATION_WORDS = (
    "收件（无收件取受理）次日起至办结日的工作日数，含补正和特别程序，办结日在所选日期内；"
    "中位数取中间一项（偶数项取中间两项的平均），“九成以内”是九成的件不超过的天数；"
    "样本不足 5 项的标“样本不足”，排在后面。"
)
_NO_DURATION = ("这段日子里没有能算用时的事项", "收件（受理）日和办结日都登记到日的事项才算用时；可以放宽起止日期。")

BY_MATTER = FigureKind(
    key="durations-matter",
    title="各事项用时",
    definition=_DURATION_WORDS,
    shape=Shape.BARS,
    first="事项",
    headings=_DURATION_HEADINGS,
    series=_DURATION_SERIES,
    measure=measure_durations,
    gather=_gather_durations(lambda row: row.title),
    advice=_NO_DURATION,
)

BY_AUTHORITY = FigureKind(
    key="durations-authority",
    title="各审批机关用时",
    definition=_DURATION_WORDS,
    shape=Shape.BARS,
    first="审批机关",
    headings=_DURATION_HEADINGS,
    series=_DURATION_SERIES,
    measure=measure_durations,
    gather=_gather_durations(lambda row: row.authority),
    advice=_NO_DURATION,
)
