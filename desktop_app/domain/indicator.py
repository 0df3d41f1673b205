"""Indicators 指标: a rate as data – which projects count, which amounts are summed, how it is rounded, and its source.

No published text defines 开工率, 投产率, 入统率, 达效率 and 达规入库率 (待核); offices count by number, by
investment or by output. So a rate is never code here, and every figure carries its definition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import day_words

MOST_DIGITS = 4
OWN = "own"
"""The set of definitions that an office made itself."""
PUBLISHED = "published"
"""The definitions as figures were last published by them."""
SET_WORDS = {"2023": "2023口径", "2021": "2021口径", OWN: "自定口径", PUBLISHED: "已发布口径"}


class IndicatorTest(StrEnum):
    """How a criterion compares a fact of a project.

    `BY` dates on or before the day looked at, `NOT_AFTER` dates not known to be later (unknown ones pass), `YES` is 是,
    dated (in `dated`) on or before the day, `IS` one of the values, `FILLED` anything written, `AT_LEAST` and
    `AT_MOST` numbers (yuan).
    """

    BY = "by"
    NOT_AFTER = "not_after"
    YES = "yes"
    IS = "is"
    FILLED = "filled"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition on a fact: `field` is a field of the project or a column of the 三个一批 ledger."""

    field: str
    test: IndicatorTest
    values: tuple[str, ...] = ()
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """Numerator or denominator: `words` on paper, the criteria that all hold, and the amount summed (empty: projects
    are counted)."""

    words: str
    criteria: tuple[Criterion, ...] = ()
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Which projects an indicator is about: `field` dated from `first` to `last`, and of these batches (none: all)."""

    field: str = "signed"
    first: date | None = None
    last: date | None = None
    batches: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """How the window reads on screen and paper."""
        names = {"signed": "签约", "started": "开工", "produced": "投产"}
        said = []
        if self.first and self.last:
            said.append(f"{day_words(self.first)}至{day_words(self.last)}{names.get(self.field, '')}的项目")
        elif self.first:
            said.append(f"{day_words(self.first)}以来{names.get(self.field, '')}的项目")
        elif self.last:
            said.append(f"{day_words(self.last)}以前{names.get(self.field, '')}的项目")
        if self.batches:
            said.append(f"批次：{'、'.join(self.batches)}")
        return "；".join(said) or "台账全部项目"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What an indicator is; a numerator is taken from the projects of the denominator unless `apart`.

    `digits` are the decimals of the percentage, rounded half up from whole yuan. `verified` is False while nobody has
    compared it with the text of those who ask for the figure (待核).
    """

    name: str
    numerator: Side
    denominator: Side
    digits: int = 1
    window: Window = Window()
    apart: bool = False
    source: str = ""
    note: str = ""
    verified: bool = False

    @property
    def formula(self) -> str:
        """The formula in words."""
        return f"{self.name} = {self.numerator.words} ÷ {self.denominator.words} × 100%"

    @property
    def basis(self) -> str:
        """按个数, 按投资 … as the two sides are measured."""
        words = {
            "": "按个数",
            "investment_yuan": "按投资",
            "completed_yuan": "按完成投资",
            "actual_output": "按产值",
            "expected_output": "按产值",
        }
        kinds = dict.fromkeys(words.get(one.measure, "按金额") for one in (self.numerator, self.denominator))
        return "、".join(kinds)

    @property
    def fields(self) -> tuple[str, ...]:
        """Every fact the indicator looks at, in order."""
        return tuple(dict.fromkeys(self._fields()))

    def _fields(self) -> Iterator[str]:
        for side in (self.denominator, self.numerator):
            for one in side.criteria:
                yield one.field
                if one.dated:
                    yield one.dated
            if side.measure:
                yield side.measure
        if self.window.first or self.window.last:
            yield self.window.field
        if self.window.batches:
            yield "batch_label"


@dataclass(frozen=True, slots=True)
class IndicatorDefinition:
    """A version of an indicator: bundled ones (`preset` 2023, 2021) have no `at`, own ones say who and why.

    A changed definition is its next version, earlier ones stay for the figures published with them.
    """

    id: str
    version: int
    preset: str
    indicator: Indicator
    at: datetime | None = None
    by: str = ""
    reason: str = ""
    retired: bool = False

    @property
    def label(self) -> str:
        """2023口径 第 1 版."""
        return f"{SET_WORDS.get(self.preset, self.preset)} 第 {self.version} 版"


def checked(indicator: Indicator, known: frozenset[str], amounts: frozenset[str]) -> None:
    """Refuse a definition that cannot be evaluated: unnamed, unworded, or about facts that nobody keeps.

    `known` are the facts of a project, `amounts` those that can be summed. Raises Refusal.
    """
    problems = [] if indicator.name.strip() else ["名称没有写"]
    if not indicator.source.strip():
        problems.append("来源没有写；请写明谁在哪里规定的，或本单位自定的依据")
    if not 0 <= indicator.digits <= MOST_DIGITS:
        problems.append(f"小数位数要在 0 到 {MOST_DIGITS} 之间")
    if not (indicator.apart or indicator.numerator.criteria or indicator.numerator.measure):
        problems.append("分子没有条件，也没有合计的金额，比率总是 100%；请给分子加一个条件")
    for title, side in (("分子", indicator.numerator), ("分母", indicator.denominator)):
        if not side.words.strip():
            problems.append(f"{title}没有写文字说明")
        if side.measure and side.measure not in amounts:
            problems.append(f"{title}合计的“{side.measure}”不是金额栏")
        problems.extend(f"{title}：{said}" for one in side.criteria for said in _wrong(one, known))
    first, last = indicator.window.first, indicator.window.last
    if first and last and first > last:
        problems.append("范围的起始日晚于结束日")
    if problems:
        raise Refusal.say(f"指标定义还不能保存：{'；'.join(problems)}")


def _wrong(one: Criterion, known: frozenset[str]) -> Iterator[str]:
    for key in filter(None, (one.field, one.dated)):
        if key not in known:
            yield f"没有“{key}”这一栏"
    if one.test is IndicatorTest.IS and not one.values:
        yield f"“{one.field}”的条件没有写取值"
    if one.test in (IndicatorTest.AT_LEAST, IndicatorTest.AT_MOST) and not (
        len(one.values) == 1 and one.values[0].isascii() and one.values[0].isdigit()
    ):
        yield f"“{one.field}”的条件要写一个整数（金额以元计）"


def percent(numerator: int, denominator: int, digits: int) -> str:
    """The percentage of two whole numbers (yuan or projects) with `digits` decimals, rounded half up; exact.

    Raises ZeroDivisionError when the denominator is 0.
    """
    return rounded(Fraction(numerator * 100, denominator), digits)


def rounded(value: Fraction, digits: int) -> str:
    """A number with `digits` decimals, half away from zero; no floating point is involved."""
    scale = 10**digits
    whole = (abs(value) * scale * 2 + 1).__floor__() // 2
    text = str(whole).rjust(digits + 1, "0")
    text = f"{text[:-digits]}.{text[-digits:]}" if digits else text
    return f"-{text}" if value < 0 and whole else text
