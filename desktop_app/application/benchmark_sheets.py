"""Benchmark sheets 对标计算书: one benchmark of a case with every day it counted, and everything that rests on.

Nothing is computed here a second time: the days are those of the stretch that also gave the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.application.clock_sheets import YearDocument
from desktop_app.application.counting import Measuring
from desktop_app.domain.benchmark import POINT_WORDS, Benchmark, BenchmarkPoint
from desktop_app.domain.benchmark_definition import matters_up_to
from desktop_app.domain.calendar import DayOverride, WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.clock import DerivedDay
from desktop_app.domain.events import Event
from desktop_app.domain.limit import Unit
from desktop_app.domain.measure import BenchmarkStanding, Reach
from desktop_app.domain.progress import Progress
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.results import entry_of
from desktop_app.domain.stretch import Stretch, TakenOut
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.domain.terms import VERB_WORDS, benchmark_words, day_words

RULE = "起点当天算第 0 天，次日起逐日计；对标不顺延，末日是休息日的也以当天为准。"
"""How every benchmark starts and ends."""


@dataclass(frozen=True, slots=True)
class BenchmarkSheet:
    """对标计算书 of one benchmark that has begun: `days` run through today or its end, and on to the target day.

    `target` is the day on which the days of the benchmark are used up, `missing_years` those without an official
    notice that the sheet depends on. `started_by` and `ended_by` are the acts its ends come from.
    """

    case: Case
    standing: BenchmarkStanding
    stretch: Stretch
    days: tuple[DerivedDay, ...]
    target: date
    calendar: WorkingCalendar
    as_of: date
    started_by: Event | None
    ended_by: Event | None
    matters: tuple[str, ...]

    @property
    def mark(self) -> Benchmark:
        """The benchmark."""
        return self.standing.benchmark

    @property
    def name(self) -> str:
        """What the benchmark is called."""
        return self.mark.name

    @property
    def firm(self) -> bool:
        """Whether every day rests on an official notice."""
        return not self.missing_years

    @property
    def missing_years(self) -> tuple[int, ...]:
        """The years without an official notice; natural days need none."""
        return missing_years(self.standing, self.stretch, self.target, self.calendar)

    @property
    def doubt(self) -> str:
        """Why the target day is only estimated, empty when it is firm."""
        return "；".join(self.calendar.missing_reason(year) for year in self.missing_years)

    @property
    def target_words(self) -> str:
        """The target day, with 暂估."""
        return f"{day_words(self.target)}{'' if self.firm else f'（暂估：{self.doubt}）'}"

    @property
    def outcome(self) -> str:
        """Where the benchmark stands, in words with its 口径."""
        return benchmark_words(self.standing)

    @property
    def rule(self) -> str:
        """How it is counted, and what never stops it."""
        basis = self.standing.basis
        stops = [word for word, kept in (("补正", basis.corrections), ("特别程序", basis.special)) if not kept]
        if not stops:
            return f"{RULE}任何暂停都不停对标。"
        return f"{RULE}{'、'.join(stops)}的天数按口径扣除，其他暂停不停对标。"

    @property
    def credits(self) -> tuple[tuple[TakenOut, int], ...]:
        """What was taken out, with the days it took."""
        return self.stretch.credited(self.calendar)

    @property
    def documents(self) -> tuple[YearDocument, ...]:
        """The notice of every year the sheet reaches into."""
        notices = {notice.year: notice.citation for notice in self.calendar.notices}
        last = max(self.target, self.stretch.through)
        return tuple(
            YearDocument(year, year in notices, notices.get(year) or self.calendar.missing_reason(year))
            for year in range(self.stretch.after.year, last.year + 1)
        )

    @property
    def overrides(self) -> tuple[DayOverride, ...]:
        """The local changes of days within the sheet."""
        last = max(self.target, self.stretch.through)
        return tuple(one for one in self.calendar.overrides if self.stretch.after <= one.day <= last)

    @property
    def used_events(self) -> tuple[Event, ...]:
        """The record the sheet was made from."""
        return benchmark_events(self.case, self.mark, self.matters if not self.standing.basis.complete else ())

    def point_words(self, point: BenchmarkPoint) -> str:
        """One end of the benchmark: LX01 企业投资项目备案 · 办结."""
        titles = {step.code: step.title for step in self.case.template.steps}
        return f"{point.matter} {titles.get(point.matter, '')}".strip() + f" · {POINT_WORDS[point.event]}"

    @property
    def start_words(self) -> str:
        """From which act day 0 comes."""
        return f"{self.point_words(self.mark.start)}：{_act_words(self.stretch.after, self.started_by)}"

    @property
    def end_words(self) -> str:
        """From which act the end comes, or through which day is counted."""
        if self.standing.reach is Reach.REACHED:
            return f"{self.point_words(self.mark.end)}：{_act_words(self.stretch.through, self.ended_by)}"
        return f"{self.point_words(self.mark.end)}：尚未到，计到 {self.stretch.through}"

    @property
    def left_out(self) -> tuple[str, ...]:
        """The matters whose days it does not count."""
        titles = {step.code: step.title for step in self.case.template.steps}
        return tuple(f"{code} {titles.get(code, '')}".strip() for code in self.mark.leaves_out)

    @property
    def tally(self) -> str:
        """How the days add up."""
        ahead = [day for day in self.days if day.date > self.stretch.through]
        passed = len(self.days) - len(ahead)
        elapsed, out = self.standing.elapsed or 0, self.standing.taken_out
        rest = passed - elapsed - out
        parts = [f"已过 {passed} 天，计入 {elapsed} 天"]
        parts += [f"按口径扣除 {out} 天"] if out else []
        parts += [f"休息日不计 {rest} 天"] if rest else []
        parts += [f"到目标日还有 {sum(day.counts for day in ahead)} 天要计"] if ahead else []
        return "，".join(parts)


def benchmark_sheets(
    case: Case, measuring: Measuring, today: date, calendar: WorkingCalendar
) -> tuple[BenchmarkSheet, ...]:
    """The sheet of every benchmark of a case that has begun on an exact day; the running ones first."""
    situation = case.situation()
    standings = measuring.standings(case, situation, today, calendar)
    found = [
        made
        for one in standings
        if (made := sheet_of(case, one, situation.progress, case.template, today, calendar)) is not None
    ]
    return tuple(sorted(found, key=lambda one: one.standing.reach is not Reach.RUNNING))


def benchmark_sheet(
    case: Case, measuring: Measuring, today: date, calendar: WorkingCalendar, name: str = ""
) -> BenchmarkSheet:
    """The sheet of a benchmark by its name, a part of it will do; without a name the first that runs.

    Raises Refusal when there is none of this name, several, or when it has not begun on a known day.
    """
    standings = measuring.standings(case, case.situation(), today, calendar)
    sheets = benchmark_sheets(case, measuring, today, calendar)
    known = [one.benchmark.name for one in standings]
    wanted = " ".join(name.split())
    named = [one for one in known if one == wanted] or [one for one in known if wanted in one]
    if wanted and not named:
        raise Refusal.say(f"这个代办件没有名为“{name}”的对标，现有：{'、'.join(known) or '无'}")
    if wanted and len(set(named)) > 1:
        raise Refusal.say(f"名字里有“{name}”的对标不止一个：{'、'.join(named)}，请写全")
    for one in sheets:
        if not wanted or one.name == named[0]:
            return one
    what = f"“{named[0]}”" if wanted else "这个代办件的对标"
    raise Refusal.say(f"{what}还没有起算，或起止只知道月份，没有对标计算书；登记起点事项的确切日期后再看")


def sheet_of(
    case: Case,
    standing: BenchmarkStanding,
    progress: Mapping[str, Progress],
    template: ApprovalTemplate,
    today: date,
    calendar: WorkingCalendar,
) -> BenchmarkSheet | None:
    """The sheet of a measured benchmark, None when it has no days to show."""
    stretch, mark = standing.stretch, standing.benchmark
    if stretch is None:
        return None
    days, target = days_and_target(standing, stretch, calendar)
    reached = standing.reach is Reach.REACHED
    return BenchmarkSheet(
        case=case,
        standing=standing,
        stretch=stretch,
        days=days,
        target=target,
        calendar=calendar,
        as_of=today,
        started_by=entry_of(mark.start, progress[mark.start.matter]),
        ended_by=entry_of(mark.end, progress[mark.end.matter]) if reached else None,
        matters=matters_up_to(template, mark.end.matter),
    )


def days_and_target(
    standing: BenchmarkStanding, stretch: Stretch, calendar: WorkingCalendar
) -> tuple[tuple[DerivedDay, ...], date]:
    """The days of a sheet, and the day on which those of the benchmark are used up; a reached one ends with its end."""
    onward = stretch.days(calendar, standing.allowed)
    target = next((day.date for day in onward if day.n == standing.allowed), stretch.after)
    if standing.reach is Reach.REACHED:
        onward = tuple(day for day in onward if day.date <= stretch.through)
    return onward, target


def missing_years(
    standing: BenchmarkStanding, stretch: Stretch, target: date, calendar: WorkingCalendar
) -> tuple[int, ...]:
    """The years without an official notice that a sheet depends on; natural days need none."""
    if stretch.unit is not Unit.WORKING_DAYS and standing.converted is None:
        return ()
    years = range(stretch.after.year, max(target, stretch.through).year + 1)
    return tuple(year for year in years if not calendar.known(year))


def benchmark_events(case: Case, mark: Benchmark, matters: tuple[str, ...]) -> tuple[Event, ...]:
    """The acts a benchmark is derived from: of its ends, of what it leaves out, and of `matters` that may stop it."""
    codes = {mark.start.matter, mark.end.matter, *mark.leaves_out, *matters}
    return tuple(event for event in case.events if event.matter in codes)


def benchmark_facts(sheet: BenchmarkSheet) -> Iterator[tuple[str, str]]:
    """What the days rest on, as pairs of name and value, for a window."""
    mark = sheet.mark
    yield "起点", sheet.start_words
    yield "终点", sheet.end_words
    yield "目标", f"{mark.days} 个{mark.basis.unit_word}" + _converted_words(sheet)
    yield "口径", sheet.standing.basis.words().removeprefix("口径：")
    yield "规则", sheet.rule
    yield "合计", sheet.tally
    if sheet.left_out:
        yield "不计入", "、".join(sheet.left_out)
    for one, days in sheet.credits:
        yield "扣除", f"{one.why} {one.first} 至 {min(one.last, sheet.stretch.through)}，扣除 {days} 天"
    if not sheet.firm:
        yield "暂估", sheet.doubt
    yield "来源", mark.source or "－"
    if mark.note:
        yield "不同说法", mark.note
    if not mark.verified:
        yield "核对", "待核：起止点、天数或单位还没有核对，对外引用前请先核实"
    for year in sheet.documents:
        yield "放假安排", f"{year.year} 年：{year.citation}"
    for change in sheet.overrides:
        yield "本地调整", f"{change.day} {'临时补班' if change.works else '本地停办'}（{change.reason}）"
    yield "日历版本", sheet.calendar.version


def _converted_words(sheet: BenchmarkSheet) -> str:
    one = sheet.standing
    return "" if one.converted is None else f"（按口径折合 {one.converted} 个{one.basis.unit_word}）"


def _act_words(day: date, event: Event | None) -> str:
    if event is None:
        return f"{day}（没有对应的登记）"
    told = f"{event.date_words}{VERB_WORDS[event.verb]}，{event.by} 于 {event.at:%Y-%m-%d %H:%M} 登记"
    return told if event.on in (None, day) else f"{told}，视为 {day}"
