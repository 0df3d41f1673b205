"""指标计算表 (D33): a published figure with its definition, both sides, every project behind it and those left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.indicator_facts import Fact, facts_known, side_amount, side_words
from desktop_app.domain.as_of import SIGHT_WORDS
from desktop_app.domain.indicator import Indicator
from desktop_app.domain.indicator_figure import Counted
from desktop_app.domain.published_figure import PublishedFigure
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import day_words

_NOTES = (
    "本表的数字、定义和各项目数据在发布时一起封存，由元计算后四舍五入；补录或更正以后可按编号重算核对，不改已发布的数。",
    "未填或不能确定的项目列在后面，按“未填”处理，没有估算。",
)


@dataclass(frozen=True, slots=True)
class SheetProject:
    """A project of the figure: what it adds to either side, and why it is not in the numerator."""

    name: str
    numerator: str
    denominator: str
    why: str


@dataclass(frozen=True, slots=True)
class SheetMissing:
    """A project of which the ledger does not say enough."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSheet(FormData):
    """A published figure in printed words."""

    indicator: str = ""
    value: str = ""
    computing: str = ""
    as_of: str = ""
    reading: str = ""
    zone: str = ""
    label: str = ""
    formula: str = ""
    above: str = ""
    below: str = ""
    window: str = ""
    basis: str = ""
    source: str = ""
    remark: str = ""
    caution: str = ""
    withdrawn: str = ""
    published: str = ""
    used_for: str = ""
    projects: tuple[SheetProject, ...] = ()
    missing: tuple[SheetMissing, ...] = ()


def choice_of(one: PublishedFigure) -> str:
    """How a published figure is named in the list to choose from; the end of its id tells twins apart."""
    gone = "（已撤回）" if one.withdrawn else ""
    return f"{one.figure.indicator.name} {one.figure.words} · {one.figure.as_of} · {one.id[-6:]}{gone}"


def _choices(facts: Facts) -> tuple[str, ...]:
    """What was published, newest first; what was withdrawn comes last and says so."""
    newest = sorted(reversed(facts.work.indicators.published()), key=lambda one: one.withdrawn is not None)
    return tuple(choice_of(one) for one in newest)


def _newest(facts: Facts) -> str:
    return next(iter(_choices(facts)), "")


def fill(facts: Facts, answers: Answers) -> IndicatorSheet:
    """The sheet of the chosen figure; raises Refusal when none was published."""
    wanted = answers.text("figure")
    found = [one for one in facts.work.indicators.published() if choice_of(one) == wanted]
    if not found:
        raise Refusal.say("还没有发布过指标；请先在“统计”的“指标”里选一个指标按“发布…”，再打印计算表")
    return sheet_of(found[0], facts)


def sheet_of(one: PublishedFigure, facts: Facts) -> IndicatorSheet:
    """A published figure in printed words."""
    figure, indicator = one.figure, one.figure.indicator
    known = {fact.key: fact for fact in facts_known(facts.kinds)}
    above, below = (
        side_amount(indicator.numerator, figure.numerator),
        side_amount(indicator.denominator, figure.denominator),
    )
    ordered = sorted(figure.counted, key=lambda each: not each.in_numerator)
    return IndicatorSheet(
        **(facts.common() | {"demo": facts.demo or figure.demo}),
        notes=_NOTES if figure.doubts else _NOTES[:1],
        indicator=indicator.name,
        value=figure.words,
        computing=f"{above} ÷ {below} × 100% = {figure.words}（保留 {indicator.digits} 位小数）",
        as_of=day_words(figure.as_of),
        reading=SIGHT_WORDS[figure.sight],
        zone=figure.zone or "全部开发区",
        label=figure.definition.label,
        formula=indicator.formula,
        above=_side(indicator, known, numerator=True),
        below=_side(indicator, known, numerator=False),
        window=indicator.window.words,
        basis=indicator.basis,
        source=indicator.source,
        remark=indicator.note,
        caution="" if indicator.verified else "待核：还没有与考核办法原文核对，对外引用前请先核实",
        withdrawn=_withdrawn(one, facts),
        published=f"{one.by}　{one.at:%Y-%m-%d %H:%M}　编号 {one.id[-6:]}",
        used_for=one.note,
        projects=tuple(_project(each, indicator) for each in ordered),
        missing=tuple(SheetMissing(each.name, each.why) for each in figure.doubts),
    )


def _withdrawn(one: PublishedFigure, facts: Facts) -> str:
    if one.withdrawn is None:
        return ""
    gone = one.withdrawn
    said = f"本数已由{gone.by}于{day_words(gone.at.date())}撤回：{gone.reason}。"
    successor = next((each for each in facts.work.indicators.published() if each.id == gone.successor), None)
    return f"{said}请改用：{successor.name}。" if successor is not None else f"{said}不要再引用。"


def _side(indicator: Indicator, known: Mapping[str, Fact], *, numerator: bool) -> str:
    if not numerator:
        return side_words(known, indicator.denominator)
    among = "" if indicator.apart else "（只在分母的项目里数）"
    return side_words(known, indicator.numerator) + among


def _project(one: Counted, indicator: Indicator) -> SheetProject:
    above = side_amount(indicator.numerator, one.numerator) if one.in_numerator else "不计"
    below = side_amount(indicator.denominator, one.denominator) if one.in_denominator else "不计"
    return SheetProject(one.name, above, below, one.why)


def blank(facts: Facts) -> IndicatorSheet:
    """The form for hand-filling."""
    return IndicatorSheet(**facts.common())


SPEC = FormSpec(
    key="indicator-sheet",
    code="D33",
    title="指标计算表",
    subject=Subject.ZONE,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=1,
    asks=(
        Ask(
            "figure",
            "已发布的指标",
            Kind.CHOICE,
            required=True,
            default=_newest,
            offer=_choices,
            hint="先在“统计”的“指标”里发布",
        ),
    ),
)
