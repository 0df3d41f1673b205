"""Indicator tables: figures, the projects behind them, what is missing, late entries, 三未 and published figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.application.indicator_facts import side_amount
from desktop_app.application.indicator_view import FigurePair, IndicatorView, Late
from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.indicator import IndicatorDefinition, Side
from desktop_app.domain.indicator_figure import Counted, IndicatorFigure
from desktop_app.domain.money import amount_words
from desktop_app.domain.progress import Lamp
from desktop_app.domain.published_figure import PublishedFigure
from desktop_app.domain.terms import LAMP_WORDS
from desktop_app.domain.unfinished import UNFINISHED_WORDS, UnfinishedRow
from desktop_app.gui.models.paged import Column


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure by the knowledge shown, with what the other knowledge says."""

    pair: FigurePair
    sight: Sight

    @property
    def figure(self) -> IndicatorFigure:
        """The figure shown."""
        return self.pair.shown(self.sight)

    @property
    def other(self) -> str:
        """The value by the other knowledge where it differs, else empty."""
        other = self.pair.shown(Sight.RECORDED if self.sight is Sight.KNOWN else Sight.KNOWN)
        if other.words == self.figure.words:
            return ""
        return other.words if other.value else "不计算"


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project behind a figure; `numerator` and `denominator` are the sides it is counted by."""

    counted: Counted
    numerator: Side
    denominator: Side


@dataclass(frozen=True, slots=True)
class MissingLine:
    """A project of which the ledger does not say enough."""

    project_id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class LateLine:
    """A project in which the two readings differ, and the entries that came in late."""

    project_id: str
    name: str
    before: str
    now: str
    entries: str


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """A published figure; `successor` names what stands for one that was withdrawn.

    `stands` says whether it still comes out the same, None while that has not been computed.
    """

    published: PublishedFigure
    successor: str = ""
    stands: bool | None = None

    @property
    def state(self) -> str:
        """✓ 有效, ✓ 一致, ▲ 有变 or ✕ 已撤回."""
        if self.published.withdrawn:
            return "✕ 已撤回"
        return {None: "✓ 有效", True: "✓ 一致", False: "▲ 有变"}[self.stands]

    @property
    def tone(self) -> str:
        """The colour role of the state."""
        if self.published.withdrawn:
            return "red"
        return "amber" if self.stands is False else "green"

    @property
    def why(self) -> str:
        """Who withdrew it, when and why, and what stands for it; of one that differs how to see by what."""
        gone = self.published.withdrawn
        if gone is None:
            return "" if self.stands is not False else "台账后来有变，按 Enter 看哪些项目、谁改了什么"
        return gone.words + (f"\n由 {self.successor} 接替" if self.successor else "\n还没有写明由哪个数接替")


def _sides(line: FigureLine) -> str:
    one, indicator = line.figure, line.figure.indicator
    return f"{side_amount(indicator.numerator, one.numerator)} ÷ {side_amount(indicator.denominator, one.denominator)}"


def _marks(line: FigureLine) -> str:
    missing = len(line.figure.doubts)
    said = ["" if line.figure.indicator.verified else "待核", f"未填 {missing}" if missing else ""]
    return "、".join(one for one in said if one)


FIGURE_COLUMNS: tuple[Column[FigureLine], ...] = (
    Column("name", "指标", 118, lambda line: line.figure.indicator.name, stretch=True),
    Column(
        "value",
        "数值",
        86,
        lambda line: f"{line.figure.value}%" if line.figure.value else "不计算",
        right=True,
        tone=lambda line: "strong" if line.figure.value else "faint",
        tip=lambda line: line.figure.zero_words,
    ),
    Column("sides", "分子 ÷ 分母", 178, _sides, tip=lambda line: line.figure.indicator.formula),
    Column(
        "other",
        "另一读法",
        76,
        lambda line: line.other or "－",
        right=True,
        tone=lambda line: "amber" if line.other else "faint",
        tip=lambda line: f"{SIGHT_WORDS[Sight.KNOWN]}与{SIGHT_WORDS[Sight.RECORDED]}不同时，这里是另一个",
    ),
    Column("marks", "标记", 116, _marks, tone=lambda line: "amber" if _marks(line) else "faint"),
)


def _side_words(line: ProjectLine) -> str:
    one = line.counted
    if one.in_numerator and one.in_denominator:
        return "● 分子、分母"
    return "◐ 只在分子" if one.in_numerator else "○ 只在分母"


def _amounts(line: ProjectLine) -> str:
    one, said = line.counted, []
    for side, counted, number in (
        (line.numerator, one.in_numerator, one.numerator),
        (line.denominator, one.in_denominator, one.denominator),
    ):
        if side.measure:
            said.append(amount_words(number) if counted else "－")
    return " ÷ ".join(said) or "1 个"


PROJECT_COLUMNS: tuple[Column[ProjectLine], ...] = (
    Column(
        "side",
        "计入",
        122,
        _side_words,
        tone=lambda line: "green" if line.counted.in_numerator else "faint",
    ),
    Column(
        "name",
        "项目",
        220,
        lambda line: line.counted.name,
        stretch=True,
        tip=lambda line: f"{line.counted.name}\n{_side_words(line)}",
    ),
    Column("amounts", "数额", 180, _amounts, right=True),
    Column(
        "why",
        "没有计入分子的原因",
        240,
        lambda line: line.counted.why or "－",
        stretch=True,
        tone=lambda line: "amber" if line.counted.doubt else "faint",
        tip=lambda line: line.counted.doubt or line.counted.why,
    ),
)

MISSING_COLUMNS: tuple[Column[MissingLine], ...] = (
    Column("name", "项目", 240, lambda line: line.name, stretch=True),
    Column("why", "缺什么", 420, lambda line: line.why, stretch=True, tone=lambda _line: "amber"),
)

LATE_COLUMNS: tuple[Column[LateLine], ...] = (
    Column("name", "项目", 170, lambda line: line.name, tip=lambda line: line.name),
    Column("before", SIGHT_WORDS[Sight.RECORDED], 120, lambda line: line.before, tone=lambda _line: "faint"),
    Column("now", SIGHT_WORDS[Sight.KNOWN], 136, lambda line: line.now),
    Column(
        "entries",
        "补录了什么、谁、什么时候",
        320,
        lambda line: line.entries,
        stretch=True,
        tone=lambda _line: "amber",
        tip=lambda line: line.entries.replace("；", "\n"),
    ),
)

UNFINISHED_COLUMNS: tuple[Column[UnfinishedRow], ...] = (
    Column(
        "lamp",
        "灯",
        92,
        lambda row: f"{LAMP_WORDS[row.lamp]}" if row.lamp else "－",
        tone=lambda _row: "faint",
        tip=lambda row: "" if row.lamp else "没有设天数，或时间未填，所以不亮灯",
        lamp=lambda row: row.lamp,
    ),
    Column("kind", "三未", 96, lambda row: UNFINISHED_WORDS[row.kind]),
    Column("name", "项目", 190, lambda row: row.name + ("（演示）" if row.demo else ""), stretch=True),
    Column("since", "从哪天起", 128, lambda row: row.since or "未填"),
    Column("days", "已经", 112, lambda row: row.days_words, right=True),
    Column(
        "over",
        "超期",
        90,
        lambda row: row.over_words,
        right=True,
        tone=lambda row: {Lamp.OVERDUE: "red", Lamp.WARNING: "amber"}.get(row.lamp or Lamp.NORMAL, "faint"),
    ),
    Column("blocker", "卡点", 180, lambda row: row.blocker or "－", stretch=True),
    Column("unit", "责任单位", 110, lambda row: row.duty_unit or row.lead_official or "－", tone=lambda _row: "faint"),
)

PUBLISHED_COLUMNS: tuple[Column[PublishedLine], ...] = (
    Column("name", "指标", 120, lambda line: line.published.figure.indicator.name, stretch=True),
    Column("value", "数值", 76, lambda line: line.published.figure.words, right=True, tone=lambda _line: "strong"),
    Column(
        "state",
        "状态",
        88,
        lambda line: line.state,
        tone=lambda line: line.tone,
        tip=lambda line: line.why,
    ),
    Column("as_of", "截至", 96, lambda line: line.published.figure.as_of.isoformat()),
    Column("sight", "读法", 84, lambda line: SIGHT_WORDS[line.published.figure.sight], tone=lambda _line: "faint"),
    Column("label", "口径", 130, lambda line: line.published.figure.definition.label),
    Column("zone", "园区", 110, lambda line: line.published.figure.zone or "全部", tone=lambda _line: "faint"),
    Column("note", "用在哪里", 150, lambda line: line.published.note or "－", stretch=True),
    Column(
        "by",
        "发布",
        150,
        lambda line: f"{line.published.by} {line.published.at:%Y-%m-%d}",
        tip=lambda line: f"{line.published.at:%Y-%m-%d %H:%M}",
    ),
)


def figure_lines(view: IndicatorView, sight: Sight) -> list[FigureLine]:
    """The figures by one knowledge."""
    return [FigureLine(one, sight) for one in view.pairs]


def project_lines(figure: IndicatorFigure, text: str = "") -> list[ProjectLine]:
    """The projects behind a figure, those that miss the numerator last."""
    ordered = sorted(figure.counted, key=lambda one: not one.in_numerator)
    sides = figure.indicator.numerator, figure.indicator.denominator
    return [ProjectLine(one, *sides) for one in ordered if text in one.name]


def missing_lines(figure: IndicatorFigure, text: str = "") -> list[MissingLine]:
    """What is missing for a figure."""
    return [MissingLine(one.project_id, one.name, one.why) for one in figure.doubts if text in one.name]


def late_lines(late: Sequence[Late], text: str = "") -> list[LateLine]:
    """Where the readings differ."""
    return [
        LateLine(
            one.difference.project_id,
            one.difference.name,
            one.difference.before,
            one.difference.now,
            "；".join(each.words for each in one.entries) or "变更记录启用以前录入",
        )
        for one in late
        if text in one.difference.name
    ]


def published_lines(
    published: Sequence[PublishedFigure], text: str = "", stands: Mapping[str, bool] | None = None
) -> list[PublishedLine]:
    """What was published, newest first; `stands` tells what is known of their coming out the same."""
    known = stands or {}
    names = {one.id: one.name for one in published}
    return [
        PublishedLine(one, names.get(one.withdrawn.successor, "") if one.withdrawn else "", known.get(one.id))
        for one in reversed(published)
        if text in one.figure.indicator.name
    ]


VERSION_COLUMN: Column[IndicatorDefinition] = Column(
    "formula", "算式", 240, lambda one: one.indicator.formula, stretch=True
)
"""What tells one version of an indicator from another."""
