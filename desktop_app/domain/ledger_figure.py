"""Figures of a ledger: a share of its rows, or how often something was done this year against what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.ledger_kind import FigureRule, LedgerFigure, LedgerKind
from desktop_app.domain.ledger_query import Condition, LedgerQuery
from desktop_app.domain.ledger_select import Cells, selected
from desktop_app.domain.ledger_value import day_of

_BETWEEN_PEOPLE = re.compile(r"[、，,；;／/]")


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure counted: `part` of `whole`, or `part` times out of the `whole` asked for in a `year`, by a person."""

    figure: LedgerFigure
    part: int
    whole: int
    year: int = 0
    person: str = ""

    @property
    def is_target(self) -> bool:
        """Whether there is a number to reach."""
        return self.figure.rule is FigureRule.TARGET

    @property
    def missing(self) -> int:
        """How many are missing to the number asked for; 0 for a share."""
        return max(self.whole - self.part, 0) if self.is_target else 0

    @property
    def percent(self) -> str:
        """The share in percent, rounded half up to the digits of the figure; empty for a target, and of nothing."""
        if self.is_target or not self.whole:
            return ""
        exact = Decimal(self.part) * 100 / Decimal(self.whole)
        return f"{exact.quantize(Decimal(1).scaleb(-self.figure.digits), ROUND_HALF_UP):f}"

    @property
    def words(self) -> str:
        """The figure with both numbers: 区内办结率 66.7%（4 ÷ 6 项）, 县主要领导 甲 2026 年 1/6 次 ▲ 差 5 次."""
        label, unit = self.figure.label, self.figure.unit
        if not self.is_target:
            return f"{label} {self.percent or '—'}{'%' if self.percent else ''}（{self.part} ÷ {self.whole} {unit}）"
        sign = f"▲ 差 {self.missing} {unit}" if self.missing else "✓ 已够"
        who = f"{label} {self.person}" if self.person not in ("", label) else label
        return f"{who} {self.year} 年 {self.part}/{self.whole} {unit} {sign}"


def counted_figures(kind: LedgerKind, rows: Iterable[Cells], today: date) -> list[CountedFigure]:
    """Every figure of a ledger over rows of canonical texts; days after today do not count yet.

    A target that counts people apart has a line for everybody who has a row this year, the fewest first, and one
    without a name while nobody has.
    """
    if not kind.figures:
        return []
    every, found = list(rows), list[CountedFigure]()
    for one in kind.figures:
        whole = _those(kind, every, one.whole)
        found += [_share(kind, one, whole)] if one.rule is FigureRule.SHARE else _targets(one, whole, today)
    return found


def _those(kind: LedgerKind, rows: Sequence[Cells], conditions: tuple[Condition, ...]) -> list[Cells]:
    return selected(kind, rows, LedgerQuery(conditions=conditions), lambda row: row)


def _share(kind: LedgerKind, figure: LedgerFigure, whole: Sequence[Cells]) -> CountedFigure:
    part = _those(kind, whole, figure.part)
    return CountedFigure(figure, _amount(figure, part), _amount(figure, whole))


def _amount(figure: LedgerFigure, rows: Sequence[Cells]) -> int:
    return sum(int(row.get(figure.weight) or 0) for row in rows) if figure.weight else len(rows)


def _targets(figure: LedgerFigure, rows: Sequence[Cells], today: date) -> list[CountedFigure]:
    days = ((row, day_of(row.get(figure.day, ""))) for row in rows)
    done = [row for row, day in days if day is not None and day.year == today.year and day <= today]
    counts: dict[str, int] = {} if figure.each else {"": len(done)}
    for row in done if figure.each else ():
        for name in _people(row.get(figure.each, "")):
            counts[name] = counts.get(name, 0) + 1
    told = sorted((counts or {"": 0}).items(), key=lambda one: (one[1], one[0]))
    return [CountedFigure(figure, count, figure.target, today.year, name) for name, count in told]


def _people(written: str) -> set[str]:
    """The people a cell names; blanks inside a name (张 三) are how a table spreads it."""
    return {name for one in _BETWEEN_PEOPLE.split(written) if (name := "".join(one.split()))}
