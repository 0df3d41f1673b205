"""Figures of indicators: what a definition gives on a day, the projects behind it and those left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop_app.domain.as_of import Sight
from desktop_app.domain.date_span import span_in
from desktop_app.domain.indicator import Criterion, Indicator, IndicatorDefinition, IndicatorTest, Side, Window, percent
from desktop_app.domain.ledger import FIELD_LABELS
from desktop_app.domain.ledger_value import YES
from desktop_app.domain.terms import day_words


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What the ledger says of a project: canonical texts by project field and ledger column, missing where unknown."""

    project_id: str
    name: str
    facts: Mapping[str, str] = field(default_factory=dict)
    demo: bool = False

    def said(self, key: str) -> str:
        """A fact, empty when unknown."""
        return self.facts.get(key, "")


@dataclass(frozen=True, slots=True)
class Look:
    """How projects are looked at: the day, whose knowledge, what the facts are called.

    `undated` says whether a 是 without a date counts: it does for what was recorded by then and for today, but not when
    today's knowledge is turned on a past day, because nobody knows since when it is so.
    """

    day: date
    undated: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, key: str) -> str:
        """What a fact is called."""
        return self.labels.get(key) or FIELD_LABELS.get(key, key)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a criterion holds; `unknown` when the ledger does not say enough, `why` in words when it fails or is
    doubtful."""

    holds: bool
    why: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A project in a figure: on which side, with which amounts (projects count 1), and why not in the numerator.

    `used` are the facts the definition looked at. `doubt` says what is missing (未填), counted as nothing.
    """

    project_id: str
    name: str
    in_numerator: bool
    in_denominator: bool
    numerator: int = 0
    denominator: int = 0
    why: str = ""
    doubt: str = ""
    used: Mapping[str, str] = field(default_factory=dict)
    demo: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A project of which the ledger does not say enough to take it into the figure at all."""

    project_id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """A rate on a day: both sides in whole yuan or projects, the percentage (empty when the denominator is 0)."""

    definition: IndicatorDefinition
    as_of: date
    sight: Sight
    zone: str
    numerator: int
    denominator: int
    value: str
    counted: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def indicator(self) -> Indicator:
        """What was counted."""
        return self.definition.indicator

    @property
    def words(self) -> str:
        """89.6%, or why there is no figure."""
        return f"{self.value}%" if self.value else "分母为 0，不计算"

    @property
    def zero_words(self) -> str:
        """A sentence when nothing can be computed, else empty."""
        if self.value:
            return ""
        what = "没有符合条件的项目" if not any(one.in_denominator for one in self.counted) else "金额合计为 0"
        return f"分母（{self.indicator.denominator.words}）为 0：{what}，{self.indicator.name}不计算。"

    @property
    def doubts(self) -> tuple[LeftOut, ...]:
        """Every project whose missing facts bear on the figure, those left out and those counted as nothing."""
        missing = tuple(LeftOut(one.project_id, one.name, one.doubt) for one in self.counted if one.doubt)
        return (*self.left_out, *missing)

    @property
    def demo(self) -> bool:
        """Whether 演示数据 are in it."""
        return any(one.demo for one in self.counted)


def figure_of(
    definition: IndicatorDefinition, projects: Iterable[ProjectFacts], look: Look, sight: Sight, zone: str = ""
) -> IndicatorFigure:
    """Evaluate a definition over the projects of a zone (empty: all), exactly."""
    counted: list[Counted] = []
    left_out: list[LeftOut] = []
    for project in projects:
        if zone and project.said("zone") != zone:
            continue
        found = _counted(definition.indicator, project, look)
        if isinstance(found, LeftOut):
            left_out.append(found)
        elif found is not None:
            counted.append(found)
    above = sum(one.numerator for one in counted if one.in_numerator)
    below = sum(one.denominator for one in counted if one.in_denominator)
    value = percent(above, below, definition.indicator.digits) if below else ""
    return IndicatorFigure(definition, look.day, sight, zone, above, below, value, tuple(counted), tuple(left_out))


def _counted(indicator: Indicator, project: ProjectFacts, look: Look) -> Counted | LeftOut | None:
    scope = _within(indicator.window, project, look)
    if not (scope.holds or scope.unknown):
        return None
    below = all_hold(indicator.denominator.criteria, project, look)
    above = all_hold(indicator.numerator.criteria, project, look)
    if not indicator.apart and not below.holds:
        above = below
    if scope.unknown:
        # What the conditions exclude anyway is not asked about: filling in its date would change nothing.
        open_ = any(one.holds or one.unknown for one in (below, above))
        return LeftOut(project.project_id, project.name, scope.why) if open_ else None
    if not (below.holds or above.holds):
        doubtful = below if below.unknown else above
        return LeftOut(project.project_id, project.name, doubtful.why) if doubtful.unknown else None
    amounts = [
        _measured(side, project, look) if taken.holds else (0, "")
        for side, taken in ((indicator.numerator, above), (indicator.denominator, below))
    ]
    said = dict.fromkeys(
        [one.why for one in (below, above) if one.unknown] + [words for _amount, words in amounts if words]
    )
    # An amount that is missing for a condition and for the sum is told once, with what it counts as.
    doubts = [one for one in said if not any(other != one and other.startswith(one) for other in said)]
    return Counted(
        project_id=project.project_id,
        name=project.name,
        in_numerator=above.holds,
        in_denominator=below.holds,
        numerator=amounts[0][0],
        denominator=amounts[1][0],
        why=above.why if not above.holds else "",
        doubt="；".join(doubts),
        used={key: project.said(key) for key in indicator.fields if project.said(key)},
        demo=project.demo,
    )


def _measured(side: Side, project: ProjectFacts, look: Look) -> tuple[int, str]:
    """What a project adds to a side, and a clause when the amount is not known."""
    if not side.measure:
        return 1, ""
    text = project.said(side.measure)
    if not text:
        return 0, f"{look.label(side.measure)}未填，按 0 计"
    return int(Decimal(text)), ""


def _within(window: Window, project: ProjectFacts, look: Look) -> Verdict:
    if window.batches and project.said("batch_label") not in window.batches:
        label = project.said("batch_label")
        return Verdict(False, f"批次“{label}”不在范围内" if label else "批次未填", not label)
    if window.first is None and window.last is None:
        return Verdict(True)
    text, name = project.said(window.field), look.label(window.field)
    span = span_in(text)
    if span is None:
        return Verdict(False, f"{name}{f'写的是“{text}”' if text else '未填'}，不知道在不在范围内", True)
    # What had not happened by the day looked at is in no window of that day.
    first, last = window.first or date.min, min(window.last or date.max, look.day)
    if first <= span[0] and span[1] <= last:
        return Verdict(True)
    vague = max(first, span[0]) <= min(last, span[1])
    return Verdict(False, f"{name}“{text}”{'不能确定在不在范围内' if vague else '不在范围内'}", vague)


def all_hold(criteria: Iterable[Criterion], project: ProjectFacts, look: Look) -> Verdict:
    """Whether every criterion holds; a plain failure outweighs a doubt, because more facts would not change it."""
    doubt = Verdict(True)
    for one in criteria:
        found = holds(one, project, look)
        if not found.holds and not found.unknown:
            return found
        if not found.holds and doubt.holds:
            doubt = found
    return doubt


def holds(criterion: Criterion, project: ProjectFacts, look: Look) -> Verdict:
    """Whether one criterion holds for a project on the day looked at."""
    text, name = project.said(criterion.field), look.label(criterion.field)
    match criterion.test:
        case IndicatorTest.BY:
            return _dated_by(text, name, look)
        case IndicatorTest.NOT_AFTER:
            return _not_after(text, name, look)
        case IndicatorTest.YES:
            return _yes(criterion, project, look)
        case IndicatorTest.FILLED:
            return Verdict(bool(text), "" if text else f"{name}未填")
    if not text:
        return Verdict(False, f"{name}未填", True)
    if criterion.test is IndicatorTest.IS:
        return Verdict(text in criterion.values, f"{name}是“{text}”")
    number, bound = Decimal(text), Decimal(criterion.values[0])
    passes = number >= bound if criterion.test is IndicatorTest.AT_LEAST else number <= bound
    return Verdict(passes, "" if passes else f"{name}{'不足' if number < bound else '超过'} {criterion.values[0]} 元")


def _dated_by(text: str, name: str, look: Look) -> Verdict:
    if not text:
        return Verdict(False, f"{name}未填")
    span = span_in(text)
    if span is None:
        return Verdict(False, f"{name}写的是“{text}”，不是发生的日期", True)
    if span[1] <= look.day:
        return Verdict(True)
    if span[0] > look.day:
        return Verdict(False, f"{name}（{text}）在{day_words(look.day)}以后")
    return Verdict(False, f"{name}只写到“{text}”，不能确定到{day_words(look.day)}是否已经发生", True)


def _not_after(text: str, name: str, look: Look) -> Verdict:
    span = span_in(text)
    if span is None:
        return Verdict(True)
    if span[0] > look.day:
        return Verdict(False, f"{name}（{text}）在{day_words(look.day)}以后")
    return Verdict(True)


def _yes(criterion: Criterion, project: ProjectFacts, look: Look) -> Verdict:
    name, text = look.label(criterion.field), project.said(criterion.field)
    if not text:
        return Verdict(False, f"{name}未填", True)
    if text != YES:
        return Verdict(False, f"{name}：{text}")
    if not criterion.dated:
        return Verdict(True)
    day = project.said(criterion.dated)
    if day:
        return _dated_by(day, look.label(criterion.dated), look)
    if look.undated:
        return Verdict(True)
    return Verdict(
        False, f"{name}是“是”，但{look.label(criterion.dated)}未填，不知道到{day_words(look.day)}是否已经", True
    )
