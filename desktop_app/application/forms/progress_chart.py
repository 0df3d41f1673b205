"""进度图 (D27): the bars of one case, or of every running one, as they stand on the day of the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.application.charts import Bar, Chart, ChartGroup, ChartRow, case_chart, running_chart
from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.domain.calendar import DayKind
from desktop_app.domain.forecast import FinishForecast, Forecast
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import LAMP_WORDS, day_words

PAPERS = ("A4", "A3")
_EVERYBODY = "全部人员"
_NO_FORECAST = "不画"
_FORECASTS = ("画", _NO_FORECAST)
_MAKE_UP = (DayKind.MAKE_UP, DayKind.OPENED)
_SHORTEST = 28
_LONGEST = 366 * 15
"""Days; a longer span comes from a slip of the pen in a date, and could not be read in any case."""


@dataclass(frozen=True, slots=True)
class ChartSpan:
    """A closed interval of days, 2026-11-16, with its words (退件, 补正); `open` that it lasts still."""

    first: str
    last: str
    words: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One step: its bars, when its limit ends, what stands beside the lamp, between which days it probably ends."""

    title: str
    lamp: Lamp
    state: str
    officer: str
    actual: tuple[ChartSpan, ...] = ()
    planned: tuple[ChartSpan, ...] = ()
    expected: tuple[ChartSpan, ...] = ()
    suspended: tuple[ChartSpan, ...] = ()
    forecast: tuple[ChartSpan, ...] = ()
    due: str = ""
    critical: bool = False
    firm: bool = True


@dataclass(frozen=True, slots=True)
class ChartSection:
    """Rows under one heading: a stage, or a whole case; `count` is 3/7 done."""

    title: str
    count: str
    lines: tuple[ChartLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPaper(FormData):
    """进度图: its rows and the days they stand on; `paper` is A4 or A3, laid across."""

    subject: str = ""
    officer: str = ""
    summary: str = ""
    as_of: str = ""
    paper: str = PAPERS[0]
    first: str = ""
    last: str = ""
    today: str = ""
    sections: tuple[ChartSection, ...] = ()
    rest: tuple[str, ...] = ()
    made_up: tuple[str, ...] = ()
    unknown_years: tuple[str, ...] = ()


def _of_case(facts: Facts, answers: Answers) -> ChartPaper:
    chart = case_chart(facts.work, facts.case, facts.today, facts.calendar, _officer(answers))
    subject = f"{facts.project.name} · {facts.case.template.name}"
    return _paper(chart, facts, answers, subject)


def _of_all(facts: Facts, answers: Answers) -> ChartPaper:
    chart = running_chart(facts.work, facts.today, facts.calendar, _officer(answers))
    return _paper(chart, facts, answers, f"全部在办代办件（{len(chart.groups)} 个）")


def _forecasts(chart: Chart, facts: Facts, answers: Answers) -> dict[str, Forecast]:
    """The forecast of every case on the chart by its id, where ranges are wanted."""
    if answers.text("forecast") == _NO_FORECAST or facts.forecast is None:
        return {}
    return {case_id: facts.forecast(case_id) for case_id in dict.fromkeys(group.case_id for group in chart.groups)}


def _officer(answers: Answers) -> str:
    chosen = answers.text("officer")
    return "" if chosen == _EVERYBODY else chosen


def _paper(chart: Chart, facts: Facts, answers: Answers, subject: str) -> ChartPaper:
    if not chart.rows:
        raise Refusal.say("没有可画的环节：所选范围里没有在办的代办件，或这位代办员没有要办的事项")
    first, last = chart.span
    if (last - first).days > _LONGEST:
        raise Refusal.say(f"进度图从 {first} 到 {last} 跨度太长，请核对登记的日期")
    found = _forecasts(chart, facts, answers)
    ranges = {(case_id, one.code): one.finish for case_id, whole in found.items() for one in whole.steps}
    latest = max((one.p90 for one in ranges.values()), default=last)
    last = max(last, min(latest, first + timedelta(days=_LONGEST)))
    # A chart of a few days reads better with the weeks after them.
    last = max(last, first + timedelta(days=_SHORTEST - 1))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    facts_of = [facts.calendar.fact(day) for day in days]
    unknown = sorted({day.year for day in days if not facts.calendar.known(day.year)})
    return ChartPaper(
        **facts.common(),
        notes=_notes(facts, unknown, tuple(found.values())),
        subject=subject,
        officer=facts.carried(_officer(answers)),
        summary=_summary(chart),
        as_of=day_words(facts.today),
        paper=answers.text("paper") or PAPERS[0],
        first=first.isoformat(),
        last=last.isoformat(),
        today=facts.today.isoformat(),
        sections=tuple(_section(group, ranges) for group in chart.groups),
        rest=tuple(one.day.isoformat() for one in facts_of if not one.works),
        made_up=tuple(one.day.isoformat() for one in facts_of if one.kind in _MAKE_UP),
        unknown_years=tuple(str(year) for year in unknown),
    )


def _summary(chart: Chart) -> str:
    done, total = sum(group.done for group in chart.groups), sum(group.total for group in chart.groups)
    end = f"，按承诺时限顺推最早 {chart.finish} 全部办完{'' if chart.firm else '（暂估）'}" if chart.finish else ""
    return f"已办结 {done}/{total} 项{end}"


def _notes(facts: Facts, unknown: list[int], found: tuple[Forecast, ...]) -> tuple[str, ...]:
    notes = [
        "各条由登记记录和工作日历推算：已办、在办按登记日期，预计按承诺时限从今天顺推，计划取现行推进方案；"
        "旗标是该环节承诺时限（没有承诺的看法定时限）届满之日；粗框是关键环节，拖一天全程就晚一天。",
    ]
    told = [one for one in found if one.steps]
    if told:
        notes.append(_probably(told))
    if unknown:
        doubts = "；".join(facts.calendar.missing_reason(year) for year in unknown)
        notes.append(f"{doubts}，落在其中的日期为暂估。")
    return tuple(notes)


def _probably(found: Sequence[Forecast]) -> str:
    """What the ranges are, and when a whole case probably ends where only one is drawn."""
    whole, told = found[0].finish if len(found) == 1 else None, ""
    if whole is not None:
        told = f"全部办完预测在 {whole.p50} 至 {whole.p90}{'' if whole.firm else '（暂估）'}；"
    thin = "，多数环节样本不足，仅供参考" if any(one.thin for one in found) else ""
    return f"预测两端是有一半把握和九成把握办完的日子；{told}按本工作区办过的同类事项推算 {found[0].runs} 次{thin}。"


def _section(group: ChartGroup, ranges: Mapping[tuple[str, str], FinishForecast]) -> ChartSection:
    lines = tuple(_line(row, ranges.get(row.key)) for row in group.rows)
    return ChartSection(group.title, f"{group.done}/{group.total}", lines)


def _line(row: ChartRow, found: FinishForecast | None) -> ChartLine:
    return ChartLine(
        title=row.title,
        lamp=row.lamp,
        state=row.beside or row.word or LAMP_WORDS[row.lamp],
        officer=row.officer,
        actual=tuple(_span(bar) for bar in row.actual),
        planned=(_span(row.planned),) if row.planned else (),
        expected=(_span(row.expected),) if row.expected else (),
        suspended=tuple(_span(bar) for bar in row.suspended),
        forecast=(ChartSpan(found.p50.isoformat(), found.p90.isoformat()),) if found else (),
        due=_iso(row.due),
        critical=row.critical,
        firm=row.firm,
    )


def _span(bar: Bar) -> ChartSpan:
    return ChartSpan(bar.first.isoformat(), bar.last.isoformat(), bar.words, bar.open)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _case_officers(facts: Facts) -> tuple[str, ...]:
    if facts.of_case is None:
        return (_EVERYBODY,)
    return (_EVERYBODY, *dict.fromkeys(one.officer for one in facts.standings()))


def _all_officers(facts: Facts) -> tuple[str, ...]:
    cases = [case for case in facts.work.cases.every() if not case.situation().ended]
    found = [case.officer_of(code, one) for case in cases for code, one in case.situation().progress.items()]
    return (_EVERYBODY, *sorted(set(found)))


def _blank(facts: Facts) -> ChartPaper:
    """Twelve weeks from this one with empty rows, to be filled in with a pencil."""
    first = facts.today - timedelta(days=facts.today.weekday())
    days = [first + timedelta(days=number) for number in range(84)]
    line = ChartLine("", Lamp.NOT_STARTED, "", "")
    return ChartPaper(
        **facts.common(),
        first=first.isoformat(),
        last=days[-1].isoformat(),
        sections=(ChartSection("", "", (line,) * 20),),
        rest=tuple(day.isoformat() for day in days if not facts.calendar.is_working(day)),
    )


_RANGES = Ask("forecast", "预测区间", Kind.CHOICE, default=lambda _facts: _FORECASTS[0], options=_FORECASTS)
_PAPER = Ask("paper", "纸张", Kind.CHOICE, default=lambda _facts: PAPERS[0], options=PAPERS, hint="横放")


SPEC = FormSpec(
    key="progress-chart",
    code="D27",
    title="项目进度图",
    subject=Subject.CASE,
    occasion=Occasion.HANDLING,
    fill=_of_case,
    blank=_blank,
    asks=(
        _PAPER,
        Ask("officer", "看谁的", Kind.CHOICE, default=lambda _facts: _EVERYBODY, offer=_case_officers),
        _RANGES,
    ),
    copies=1,
)
SPEC_OF_ALL = FormSpec(
    key="progress-charts",
    code="D28",
    title="在办项目进度总图",
    subject=Subject.ZONE,
    occasion=Occasion.SUPERVISION,
    fill=_of_all,
    blank=_blank,
    asks=(
        _PAPER,
        Ask("officer", "看谁的", Kind.CHOICE, default=lambda _facts: _EVERYBODY, offer=_all_officers),
        _RANGES,
    ),
    copies=1,
)
