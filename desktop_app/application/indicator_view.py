"""What indicators answer: figures by both readings, what came in late, 三未, and everything at once for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.application.indicator_facts import Fact, LateFact
from desktop_app.domain.as_of import Sight
from desktop_app.domain.batch_totals import BatchTotal
from desktop_app.domain.indicator import IndicatorDefinition
from desktop_app.domain.indicator_figure import IndicatorFigure
from desktop_app.domain.published_figure import ProjectDifference, PublishedFigure
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.unfinished import Thresholds, Unfinished, UnfinishedRow

_READINGS = {"known": Sight.KNOWN, "now": Sight.KNOWN, "then": Sight.RECORDED, "recorded": Sight.RECORDED}


@dataclass(frozen=True, slots=True)
class Late:
    """A project by which the two readings of a figure differ: 当时所记 before, 现在所知 now, and what came in late."""

    difference: ProjectDifference
    entries: tuple[LateFact, ...]


@dataclass(frozen=True, slots=True)
class FigurePair:
    """A figure by what is known now and by what had been recorded on its day, and every project that differs."""

    known: IndicatorFigure
    recorded: IndicatorFigure
    late: tuple[Late, ...] = ()

    def shown(self, sight: Sight) -> IndicatorFigure:
        """The figure by one knowledge."""
        return self.known if sight is Sight.KNOWN else self.recorded


@dataclass(frozen=True, slots=True)
class UnfinishedLists:
    """三未 on a day: the rows of the three lists and the thresholds they were measured by."""

    as_of: date
    rows: tuple[UnfinishedRow, ...]
    thresholds: Thresholds

    def of(self, kind: Unfinished) -> tuple[UnfinishedRow, ...]:
        """One of the three lists."""
        return tuple(one for one in self.rows if one.kind is kind)


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """Everything the page shows of a set of definitions on a day; `retired` are definitions computed no more."""

    today: date
    as_of: date
    preset: str
    zone: str
    pairs: tuple[FigurePair, ...]
    batches: Mapping[Sight, tuple[BatchTotal, ...]]
    unfinished: Mapping[Sight, UnfinishedLists]
    zones: tuple[str, ...]
    projects: int
    facts: Mapping[str, Fact]
    published: tuple[PublishedFigure, ...] = ()
    retired: tuple[IndicatorDefinition, ...] = ()


def sight_of(reading: str) -> Sight:
    """known or then as the knowledge a figure rests on; raises Refusal for anything else."""
    if reading not in _READINGS:
        raise Refusal.say(f"“{reading}”看不懂，请写 known（现在所知）或 then（当时所记）")
    return _READINGS[reading]
