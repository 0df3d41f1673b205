"""Rates and lists on a report: 三率 by their definitions, the 三未 projects, targets behind their time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import cast

from desktop_app.application.forms.facts import Facts
from desktop_app.application.indicator_facts import known_now, side_amount
from desktop_app.application.indicators import IndicatorService
from desktop_app.application.rhythm_book import Report
from desktop_app.application.rhythm_figures import said_in
from desktop_app.application.rhythm_settings import stored_settings
from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.indicator_figure import IndicatorFigure, Look, figure_of
from desktop_app.domain.ledger_entry import LedgerEntry
from desktop_app.domain.ledger_value import day_of
from desktop_app.domain.rhythm import Cadence, period_of
from desktop_app.domain.terms import day_words
from desktop_app.domain.unfinished import Unfinished, UnfinishedRow

_TARGETS = "targets"
_NAMED = 20
"""So many projects are named; of more the number is said, so that the notice stays readable."""
_STALLED = {
    Unfinished.NOT_STARTED: "签而未落",
    Unfinished.NOT_PRODUCING: "落而未投",
    Unfinished.NOT_REACHED: "投而未达",
}
_NUMERALS = "一二三"
THREE_RATES = ("开工率", "投产率", "达效率")
"""三率 as the notices on 三个一批 name them; the sets of definitions have others beside them."""


def rates_text(facts: Facts) -> str:
    """三率 of the set of definitions with both their sides, a line each, so that anybody can compute them again.

    The other indicators of the set follow on one line; a set that names none of the three is told whole.
    """
    preset = stored_settings(facts.work).rates
    head = f"截至{day_words(_day(facts))}，按“{SET_WORDS[preset]}”统计："
    three = [one for one in _rates(facts) if one.indicator.name in THREE_RATES] or list(_rates(facts))
    others = "，".join(f"{one.indicator.name} {one.words}" for one in _rates(facts) if one not in three)
    more = [f"同一口径的其他指标：{others}。"] if others else []
    none = f"“{SET_WORDS[preset]}”里还没有指标，请先在“指标与三未”里新建，或在调度节奏里换一套口径。"
    return "\n".join([head, *(_rate(one) for one in three), *more] if three else [none])


def _rates(facts: Facts) -> tuple[IndicatorFigure, ...]:
    key = ("rates", _day(facts))
    if key not in facts.memo:
        facts.memo[key] = _indicators(facts).figures(stored_settings(facts.work).rates, _day(facts))
    return cast(tuple[IndicatorFigure, ...], facts.memo[key])


@dataclass(frozen=True, slots=True)
class KeptRate:
    """A rate as it was published: its value (empty when the denominator was 0), both sides, and its definition.

    `numerator` and `denominator` are whole yuan or projects, `_said` beside them in printed words; `definition` and
    `version` name what it was computed by, `label` is that in words (2023口径 第 1 版).
    """

    definition: str
    version: int
    label: str
    name: str
    value: str
    numerator: int
    denominator: int
    numerator_said: str
    denominator_said: str
    formula: str
    source: str
    verified: bool

    @property
    def words(self) -> str:
        """89.6%, or a dash."""
        return f"{self.value}%" if self.value else "—"

    @property
    def sides(self) -> str:
        """3 亿元／4 亿元."""
        return f"{self.numerator_said}／{self.denominator_said}"

    @classmethod
    def of(cls, figure: IndicatorFigure) -> KeptRate:
        """What is kept of a figure."""
        indicator, definition = figure.indicator, figure.definition
        return cls(
            definition.id,
            definition.version,
            definition.label,
            indicator.name,
            figure.value,
            figure.numerator,
            figure.denominator,
            side_amount(indicator.numerator, figure.numerator),
            side_amount(indicator.denominator, figure.denominator),
            indicator.formula,
            indicator.source,
            indicator.verified,
        )


@dataclass(frozen=True, slots=True)
class RateDifference:
    """A published rate beside what the same definition gives now of the same day; None when it is no longer known."""

    then: KeptRate
    now: KeptRate | None

    @property
    def differs(self) -> bool:
        """Whether either side or the value is another one now."""
        return self.now != self.then


def frozen_rates(facts: Facts) -> list[dict[str, object]]:
    """The rates of a month as they are kept with its bulletin."""
    return [asdict(KeptRate.of(one)) for one in _rates(facts)]


def kept_rates(report: Report) -> tuple[KeptRate, ...]:
    """The rates an issued report was frozen with; none in the reports of earlier versions of the program."""
    return tuple(KeptRate(**one) for one in said_in(report).get("rates", ()))


def rate_differences(facts: Facts, report: Report) -> tuple[RateDifference, ...]:
    """Every published rate beside the present one, by the very version of the definition it was published with."""
    kept = kept_rates(report)
    if not kept:
        return ()
    service = _indicators(facts)
    known = {(one.id, one.version): one for one in (*service.bundled(), *facts.work.indicators.definitions())}
    projects = known_now(facts.work)
    labels = {one.key: one.label for one in service.facts()}
    look = Look(report.as_of, report.as_of >= facts.today, labels)
    found = []
    for one in kept:
        definition = known.get((one.definition, one.version))
        now = None if definition is None else KeptRate.of(figure_of(definition, projects, look, Sight.KNOWN))
        found.append(RateDifference(one, now))
    return tuple(found)


def _rate(one: IndicatorFigure) -> str:
    indicator = one.indicator
    if not one.value:
        return one.zero_words
    sides = (
        f"{indicator.numerator.words} {side_amount(indicator.numerator, one.numerator)}",
        f"{indicator.denominator.words} {side_amount(indicator.denominator, one.denominator)}",
    )
    missing = f"，{len(one.doubts)} 个项目资料不全" if one.doubts else ""
    return f"{indicator.name} {one.words}（{sides[0]}/{sides[1]}{missing}）。"


def stalled_text(facts: Facts) -> str:
    """三未清单: signed and not started, started and not producing, producing and not reached."""
    lists = _indicators(facts).unfinished(_day(facts))
    return "\n".join(
        f"（{numeral}）{name} {len(rows)} 个。{_listed(rows)}"
        for numeral, (kind, name) in zip(_NUMERALS, _STALLED.items(), strict=True)
        for rows in (lists.of(kind),)
    )


def _listed(rows: Sequence[UnfinishedRow]) -> str:
    if not rows:
        return ""
    late = [one for one in rows if one.over is not None and one.over > 0]
    over = f"其中超过 {late[0].threshold} 天的 {len(late)} 个。" if late else ""
    more = f"等 {len(rows)} 个" if len(rows) > _NAMED else ""
    return f"{'、'.join(one.name for one in rows[:_NAMED])}{more}。{over}"


def target_gaps(facts: Facts, day: date) -> tuple[tuple[str, ...], ...]:
    """The targets of the ledger 经济指标 whose newest figure of this year lags behind the part of the year gone by."""
    newest: dict[tuple[str, str], tuple[date, LedgerEntry]] = {}
    for entry in facts.work.entries.of_kind(_TARGETS):
        until = day_of(entry.values.get("until", ""))
        key = (entry.values.get("indicator", ""), entry.values.get("unit_name", ""))
        if until is not None and until.year == day.year and until <= day and until >= newest.get(key, (until,))[0]:
            newest[key] = (until, entry)
    return tuple(row for until, entry in newest.values() if (row := _gap(entry.values, until)) is not None)


def _gap(said: Mapping[str, str], until: date) -> tuple[str, ...] | None:
    target, actual = said.get("target", ""), said.get("actual", "")
    if not target or not actual or Decimal(target) <= 0:
        return None
    done = _tenth(Decimal(actual) * 100 / Decimal(target))
    gone = _tenth(Decimal(until.timetuple().tm_yday * 100) / date(until.year, 12, 31).timetuple().tm_yday)
    if done >= gone:
        return None
    unit = said.get("measure", "")
    return (
        f"{said.get('indicator', '')}（{said.get('period', '')}）",
        f"{Decimal(target):,} {unit}".strip(),
        f"{Decimal(actual):,} {unit}".strip(),
        f"完成 {done}%，时间进度 {gone}%，差 {gone - done} 个百分点",
        said.get("unit_name", ""),
    )


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _indicators(facts: Facts) -> IndicatorService:
    if facts.indicators is None:
        raise ValueError("these facts come without indicators")
    return facts.indicators


def _day(facts: Facts) -> date:
    """The end of the month a notice is about, or today while it lasts."""
    month = period_of(Cadence.MONTH, facts.on or facts.today)
    return min(month.last, facts.today)
