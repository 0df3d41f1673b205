"""Totals of 三个一批: how many projects and how much investment, summed from whole yuan and only then rounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from desktop_app.domain.indicator import Criterion, IndicatorTest, rounded
from desktop_app.domain.indicator_figure import Look, ProjectFacts, all_hold
from desktop_app.domain.money import YUAN_PER_UNIT

_BATCHES = (("签约", "signed"), ("开工", "started"), ("投产", "produced"))
TOTAL = "合计"
DIGITS = 2


@dataclass(frozen=True, slots=True)
class BatchTotal:
    """One batch, or all three: projects, their investment in yuan, and how many have none filled in.

    `left_out` names projects of the batch that are not counted, because their date lies after the day.
    """

    batch: str
    count: int
    investment_yuan: int
    unfilled: int
    left_out: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The investment as it is published: 亿元 with two decimals."""
        return hundred_millions(self.investment_yuan)


def hundred_millions(yuan: int, digits: int = DIGITS) -> str:
    """An amount in 亿元 with fixed decimals, rounded half up from whole yuan."""
    return rounded(Fraction(yuan, YUAN_PER_UNIT["亿元"]), digits)


def batch_totals(projects: Iterable[ProjectFacts], look: Look, zone: str = "") -> tuple[BatchTotal, ...]:
    """The three batches of a zone (empty: all) and their sum, without projects dated after the day looked at."""
    every = [one for one in projects if not zone or one.said("zone") == zone]
    found = []
    for batch, milestone in _BATCHES:
        criteria = (
            Criterion("batch", IndicatorTest.IS, (batch,)),
            Criterion(milestone, IndicatorTest.NOT_AFTER),
        )
        of_batch = [one for one in every if all_hold(criteria[:1], one, look).holds]
        dated = [all_hold(criteria, one, look).holds for one in of_batch]
        counted = [one for one, holds in zip(of_batch, dated, strict=True) if holds]
        amounts = [one.said("investment_yuan") for one in counted]
        others = tuple(one.name for one, holds in zip(of_batch, dated, strict=True) if not holds)
        known = [int(text) for text in amounts if text]
        found.append(BatchTotal(batch, len(amounts), sum(known), len(amounts) - len(known), others))
    return (
        *found,
        BatchTotal(
            TOTAL,
            sum(one.count for one in found),
            sum(one.investment_yuan for one in found),
            sum(one.unfilled for one in found),
            tuple(name for one in found for name in one.left_out),
        ),
    )


def sum_note(parts: Sequence[int], digits: int = DIGITS) -> str:
    """A sentence when rounded parts (yuan, shown in 亿元) do not add up to the rounded sum, else empty."""
    total = hundred_millions(sum(parts), digits)
    shown = sum((Fraction(hundred_millions(one, digits)) for one in parts), Fraction(0))
    if Fraction(total) == shown:
        return ""
    return (
        f"合计由元相加后再取整为 {total} 亿元；各项取整后相加是 {rounded(shown, digits)} 亿元，"
        f"相差 {rounded(abs(shown - Fraction(total)), digits)} 亿元是取整造成的，不是错误。"
    )
