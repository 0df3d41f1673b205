"""Rates and lists on a report: 三率 by their definitions, the 三未 projects, targets behind their time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.application.forms.facts import Facts
from desktop_app.application.indicator_facts import side_amount
from desktop_app.application.indicators import IndicatorService
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.indicator_figure import IndicatorFigure
from desktop_app.domain.ledger_entry import LedgerEntry
from desktop_app.domain.ledger_value import day_of
from desktop_app.domain.rhythm import Cadence, period_of
from desktop_app.domain.terms import day_words
from desktop_app.domain.unfinished import Unfinished, UnfinishedRow

_PRESET = "2023"
_TARGETS = "targets"
_NAMED = 20
"""So many projects are named; of more the number is said, so that the notice stays readable."""
_STALLED = {
    Unfinished.NOT_STARTED: "签而未落",
    Unfinished.NOT_PRODUCING: "落而未投",
    Unfinished.NOT_REACHED: "投而未达",
}
_NUMERALS = "一二三"


def rates_text(facts: Facts) -> str:
    """Every rate of the set of definitions with both its sides, a line each, so that anybody can compute it again."""
    day = _day(facts)
    figures = _indicators(facts).figures(_PRESET, day)
    head = f"截至{day_words(day)}，按“{SET_WORDS[_PRESET]}”统计："
    return "\n".join([head, *(_rate(one) for one in figures)])


def _rate(one: IndicatorFigure) -> str:
    indicator = one.indicator
    if not one.value:
        return one.zero_words
    sides = (
        f"{indicator.numerator.words} {side_amount(indicator.numerator, one.numerator)}",
        f"{indicator.denominator.words} {side_amount(indicator.denominator, one.denominator)}",
    )
    missing = f"，{len(one.doubts)} 个项目资料不全" if one.doubts else ""
    return f"{indicator.name} {one.words}（{sides[0]}／{sides[1]}{missing}）。"


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
        f"{target} {unit}".strip(),
        f"{actual} {unit}".strip(),
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
