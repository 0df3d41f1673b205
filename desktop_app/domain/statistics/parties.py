"""天数归属与对标: whose the working days of the cases were, and how many benchmarks were met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby, takewhile

from desktop_app.domain.attribution import Party, attribution
from desktop_app.domain.calendar import WorkingCalendar
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
    of_series,
    share,
)
from desktop_app.domain.statistics.held import days_within

_PARTIES = tuple(Party)
_TONES = ("accent", "amber", "green", "slate", "edge")
_DAY = timedelta(days=1)
_MET, _MISSED = 0, 1


def measure_days(seen: Seen) -> Iterator[Row]:
    """A row for every run of working days of a case that belong to one party because of one step."""
    steps = {step.step.code: step for step in seen.steps}
    found = attribution(seen.case, seen.day, seen.calendar, situation=seen.situation).days
    for (matter, party), days in groupby(found, lambda one: (one.matter, one.party)):
        first, *more = days
        yield seen.row(
            seen.case.template.name,
            _PARTIES.index(party),
            steps.get(matter),
            started=first.day,
            ended=more[-1].day if more else first.day,
            value=1 + len(more),
            words=f"{party.value}：{first.reason}",
        )


def gather_days(rows: Sequence[Row], span: Span, calendar: WorkingCalendar) -> list[Line]:
    """A line a template, the one with most days first."""
    # The first day of a run counts, unlike the day on which something was filed.
    kept = [(row, days_within(replace(row, started=(row.started or span.last) - _DAY), span, calendar)) for row in rows]
    told = [replace(row, value=days, words=f"{days} 个工作日，{row.words}") for row, days in kept if days]
    lines = [_template(name, each) for name, each in by_group(told).items()]
    return sorted(lines, key=lambda line: (-int(line.cells[-1] or 0), line.label))


def _template(name: str, rows: list[Row]) -> Line:
    behind = of_series(sorted(rows, key=lambda row: -row.value), len(_PARTIES))
    days = tuple(sum(row.value for row in each) for each in behind)
    cases = len({row.case_id for row in rows})
    return Line(name, (cases, *days, share(days[0], sum(days)), sum(days)), behind)


def measure_marks(seen: Seen) -> Iterator[Row]:
    """A row for every benchmark a case reached: met or missed, with the days it took."""
    results = case_results(seen.case, seen.marks, seen.calendar, basis=seen.basis, situation=seen.situation)
    # The benchmarks come first; what follows them need not be worked out.
    for one in takewhile(lambda result: result.subject.kind is SubjectKind.BENCHMARK, results):
        if one.met is None:
            continue
        unit = "个工作日" if one.basis.unit.value == "WD" else "天"
        said = "达标" if one.met else f"超 {one.days - (one.allowed or 0)}"
        yield seen.row(
            f"{one.subject.title}（{one.allowed} {unit}）",
            _MET if one.met else _MISSED,
            title=one.subject.title,
            officer=one.officer,
            started=one.started,
            ended=one.ended,
            value=one.days,
            words=f"{one.days} {unit}，{said}" + ("" if one.firm else "（暂估）"),
        )


def gather_marks(rows: Sequence[Row], span: Span, calendar: WorkingCalendar) -> list[Line]:
    """A line a benchmark, the one measured most often first."""
    lines = [_mark(name, each) for name, each in by_group(row for row in rows if span.has(row.ended)).items()]
    return sorted(lines, key=lambda line: (-int(line.cells[2] or 0), line.label))


def _mark(name: str, rows: list[Row]) -> Line:
    met, missed = of_series(rows, 2)
    days = [row.value for row in rows]
    cells = (len(met), len(missed), len(rows), share(len(met), len(rows)), median_halves(days), min(days))
    return Line(name, cells, (met, missed), "样本不足" if len(rows) < FEW else "")


PARTIES = FigureKind(
    key="attribution",
    title="天数归属",
    definition="各代办件自立项（或更早的首次收件）次日起，每个工作日只归一方：当日未办结环节中机动时间最少的一项归谁就归谁，"
    "暂停的按暂停类别归，没有在办的归代办（有可办的）或企业；各方之和等于全部工作日。",
    shape=Shape.STACKED_BARS,
    first="流程",
    headings=(
        Heading("件"),
        *(Heading(party.value, Kind.DAYS) for party in _PARTIES),
        Heading("审批占比", Kind.SHARE),
        Heading("合计", Kind.DAYS),
    ),
    series=tuple(
        Series(party.value, tone, number + 1) for number, (party, tone) in enumerate(zip(_PARTIES, _TONES, strict=True))
    ),
    measure=measure_days,
    gather=gather_days,
    advice=("这段日子里没有可以归属的工作日", "代办件开办次日起每个工作日都有归属；也可以放宽起止日期或筛选条件。"),
)

MARKS = FigureKind(
    key="benchmarks",
    title="对标成绩",
    definition="所选日期内办到终点的对标；天数按工作区的对标口径计，没有设定的各按对标自己的口径；"
    "达标率是达标件数除以已有成绩的件数，不足 5 件标“样本不足”。",
    shape=Shape.STACKED_BARS,
    first="对标",
    headings=(
        Heading("达标"),
        Heading("未达标"),
        Heading("成绩"),
        Heading("达标率", Kind.SHARE),
        Heading("中位数", Kind.HALVES),
        Heading("最快", Kind.DAYS),
    ),
    series=(Series("✓ 达标", "green", 0), Series("✕ 未达标", "red", 1)),
    measure=measure_marks,
    gather=gather_marks,
    advice=("这段日子里还没有对标成绩", "代办件办到对标的终点，成绩自动进入本图；也可以放宽起止日期或筛选条件。"),
)
