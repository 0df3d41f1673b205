"""三未: signed and not started, started and not producing, producing and not reaching what was promised.

The days after which each is late are published nowhere; they are the office's own (自定), and without them no lamp is
lit. 落地 is taken as 开工, because the ledger has no date of its own for it (待核).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.date_span import span_in
from desktop_app.domain.indicator import Criterion, IndicatorTest
from desktop_app.domain.indicator_figure import Look, ProjectFacts, holds
from desktop_app.domain.ledger_value import NO
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal

WARNING_DAYS = 30
"""So many natural days before the threshold the lamp turns 预警."""
MOST_DAYS = 3650


class Unfinished(StrEnum):
    """Which of the three a project is; it is one of them or none."""

    NOT_STARTED = "not_started"
    NOT_PRODUCING = "not_producing"
    NOT_REACHED = "not_reached"


UNFINISHED_WORDS: Mapping[Unfinished, str] = {
    Unfinished.NOT_STARTED: "签约未开工",
    Unfinished.NOT_PRODUCING: "开工未投产",
    Unfinished.NOT_REACHED: "投产未达效",
}
PROPOSED_DAYS: Mapping[Unfinished, int] = {
    Unfinished.NOT_STARTED: 180,
    Unfinished.NOT_PRODUCING: 365,
    Unfinished.NOT_REACHED: 365,
}
"""Proposals without a source (待核); they count only after somebody has taken them over."""

_SINCE = {
    Unfinished.NOT_STARTED: "signed",
    Unfinished.NOT_PRODUCING: "started",
    Unfinished.NOT_REACHED: "produced",
}
_PLANNED = {
    Unfinished.NOT_STARTED: "planned_start",
    Unfinished.NOT_PRODUCING: "planned_production",
    Unfinished.NOT_REACHED: "",
}
TAG_FACTS = ("signed", "started", "produced", "batch", "industrial", "reached", "reached_on")
"""The facts that decide which of the three a project is."""

_REACHED = Criterion("reached", IndicatorTest.YES, dated="reached_on")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """After how many natural days each of the three is late; None where the office has not set it."""

    days: Mapping[Unfinished, int | None]
    at: str = ""
    by: str = ""

    def of(self, kind: Unfinished) -> int | None:
        """The days of one of the three."""
        return self.days.get(kind)

    @property
    def complete(self) -> bool:
        """Whether all three are set."""
        return not self.missing

    @property
    def missing(self) -> tuple[Unfinished, ...]:
        """Those of the three without days, whose lamps therefore stay dark."""
        return tuple(kind for kind in Unfinished if self.of(kind) is None)


NO_THRESHOLDS = Thresholds({})


@dataclass(frozen=True, slots=True)
class UnfinishedRow:
    """A project of one of the three lists: since when, how many natural days, and how far over its threshold.

    `days` are at least so many when `at_least` (the date is not known to the day), None when it is not known at all.
    `over` is positive when late, `lamp` None while there is no threshold or no date.
    """

    kind: Unfinished
    project_id: str
    name: str
    enterprise: str
    zone: str
    since: str
    days: int | None
    at_least: bool
    threshold: int | None
    lamp: Lamp | None
    planned: str = ""
    blocker: str = ""
    lead_official: str = ""
    duty_unit: str = ""
    specialist: str = ""
    investment_yuan: int | None = None
    demo: bool = False

    @property
    def over(self) -> int | None:
        """Natural days beyond the threshold (negative: still left)."""
        return None if self.days is None or self.threshold is None else self.days - self.threshold

    @property
    def days_words(self) -> str:
        """已 200 天, 至少 190 天, or that the date is missing."""
        if self.days is None:
            return "时间未填"
        return f"至少 {self.days} 天" if self.at_least else f"{self.days} 天"

    @property
    def over_words(self) -> str:
        """超 20 天, 余 12 天, or what is missing."""
        over = self.over
        if over is None:
            return "未设天数" if self.threshold is None else "－"
        return f"超 {over} 天" if over > 0 else f"余 {-over} 天"


def unfinished_kind(project: ProjectFacts, look: Look) -> Unfinished | None:
    """Which of the three a project is on the day looked at, None when it is none of them."""
    produced, started, signed = (_came(project, key, look) for key in ("produced", "started", "signed"))
    batch = project.said("batch")
    if produced or (batch == "投产" and not _later(project, "produced", look)):
        aside = project.said("industrial") == NO or holds(_REACHED, project, look).holds
        return None if aside else Unfinished.NOT_REACHED
    if started or (batch == "开工" and not _later(project, "started", look)):
        return Unfinished.NOT_PRODUCING
    if signed or (batch == "签约" and not _later(project, "signed", look)):
        return Unfinished.NOT_STARTED
    return None


def unfinished_tag(cells: Mapping[str, str], day: date) -> str:
    """The word for the column 三未 of a ledger row; empty when the project is none of the three."""
    found = unfinished_kind(ProjectFacts("", "", cells), Look(day))
    return UNFINISHED_WORDS[found] if found is not None else ""


def unfinished_rows(projects: Iterable[ProjectFacts], look: Look, thresholds: Thresholds) -> tuple[UnfinishedRow, ...]:
    """The three lists, each with the longest waiting first and those without a date last."""
    found = [_row(kind, one, look, thresholds) for one in projects if (kind := unfinished_kind(one, look)) is not None]
    order = list(Unfinished)
    return tuple(sorted(found, key=lambda row: (order.index(row.kind), row.days is None, -(row.days or 0), row.name)))


def _came(project: ProjectFacts, key: str, look: Look) -> bool:
    """Whether a milestone lies before the day or may; a vague date of the running month counts as reached."""
    span = span_in(project.said(key))
    return span is not None and span[0] <= look.day


def _later(project: ProjectFacts, key: str, look: Look) -> bool:
    span = span_in(project.said(key))
    return span is not None and span[0] > look.day


def _row(kind: Unfinished, project: ProjectFacts, look: Look, thresholds: Thresholds) -> UnfinishedRow:
    since = project.said(_SINCE[kind])
    span = span_in(since)
    days = None if span is None else max((look.day - min(span[1], look.day)).days, 0)
    threshold = thresholds.of(kind)
    amount = project.said("investment_yuan")
    return UnfinishedRow(
        kind=kind,
        project_id=project.project_id,
        name=project.name,
        enterprise=project.said("enterprise"),
        zone=project.said("zone"),
        since=since,
        days=days,
        at_least=span is not None and span[0] != span[1],
        threshold=threshold,
        lamp=_lamp(days, threshold),
        planned=project.said(_PLANNED[kind]) if _PLANNED[kind] else "",
        blocker=project.said("blocker"),
        lead_official=project.said("lead_official"),
        duty_unit=project.said("duty_unit"),
        specialist=project.said("specialist"),
        investment_yuan=int(amount) if amount else None,
        demo=project.demo,
    )


def _lamp(days: int | None, threshold: int | None) -> Lamp | None:
    if days is None or threshold is None:
        return None
    if days > threshold:
        return Lamp.OVERDUE
    return Lamp.WARNING if threshold - days <= WARNING_DAYS else Lamp.NORMAL


def checked_thresholds(days: Mapping[Unfinished, int | None]) -> dict[Unfinished, int | None]:
    """The thresholds as they may be kept; raises Refusal for a number of days that cannot be meant."""
    for kind, number in days.items():
        if number is not None and not 1 <= number <= MOST_DAYS:
            raise Refusal.say(
                f"“{UNFINISHED_WORDS[kind]}”的天数 {number} 不合理；请写 1 到 {MOST_DAYS} 的整数，不设就留空"
            )
    return {kind: days.get(kind) for kind in Unfinished}
