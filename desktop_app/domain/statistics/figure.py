"""Figures 统计图: what one consists of, how its numbers are read, and how rows are counted into them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case, Situation
from desktop_app.domain.money import amount_words
from desktop_app.domain.project import Project
from desktop_app.domain.results import OwnMark
from desktop_app.domain.standing import Standing

UNNAMED = "（未注明）"
"""Stands for a 代办员, 园区 or 审批机关 that is not named."""

FEW = 5
"""Fewer results than this are marked 样本不足: a median of them says little."""
FEW_WORDS, FEW_SIGN = "样本不足", "※"
"""How such a line is marked in a table, and by its name in a chart."""

Value = str | int | Decimal | None


class Kind(StrEnum):
    """What the numbers of a column are, kept as integers: tenths of a percent, halves of a day, yuan.

    A `RATE` alone is a Decimal in percent, with as many digits as its own definition gives it.
    """

    TEXT = "text"
    COUNT = "count"
    DAYS = "days"
    HALVES = "halves"
    SHARE = "share"
    RATE = "rate"
    YUAN = "yuan"


_COUNTED = frozenset({Kind.COUNT, Kind.DAYS, Kind.YUAN})
"""Numbers of which there are none where there is no line; a share or a median of nothing is not 0."""


class Shape(StrEnum):
    """How a figure is drawn: over time, stacked in columns or as a line; or a bar a line, stacked or side by side."""

    STACKED_COLUMNS = "stacked_columns"
    TREND = "trend"
    STACKED_BARS = "stacked_bars"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a figure's table."""

    name: str
    kind: Kind = Kind.COUNT


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn of every line: its name, the colour role, and the column its value stands in."""

    name: str
    tone: str
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was counted: a step, a case or a project, with the group and series it is counted in.

    `started` and `ended` are the dates it is counted by; `value` are days where the figure measures days. `words` say
    what it is counted as, in Chinese.
    """

    group: str
    series: int
    project_id: str
    project: str
    zone: str
    case_id: str = ""
    template: str = ""
    matter: str = ""
    title: str = ""
    officer: str = ""
    authority: str = ""
    started: date | None = None
    ended: date | None = None
    value: int = 1
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: its cells, the rows behind each series and, after those, the rows that are only counted.

    `note` marks it (样本不足).
    """

    label: str
    cells: tuple[Value, ...]
    behind: tuple[tuple[Row, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The days a figure is about, both included, looked at `as_of` a day, never before `last`."""

    first: date
    last: date
    as_of: date

    def has(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows count; an empty text leaves the choice open. `template` is a key, `matter` a code."""

    zone: str = ""
    officer: str = ""
    template: str = ""
    matter: str = ""
    authority: str = ""

    def has(self, row: Row) -> bool:
        """Whether a row is counted; one without a 代办员 of its own (a project) is not asked for one."""
        wished = (
            (self.zone, row.zone),
            (self.officer, row.officer),
            (self.template, row.template),
            (self.matter, row.matter),
            (self.authority, row.authority),
        )
        return all(not wish or wish == found for wish, found in wished)


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as it was seen on `day`, and the steps of it that are to be done; `marks` are its benchmarks.

    `situation` is that of the case where it has been folded already.
    """

    project: Project
    case: Case
    steps: tuple[Standing, ...]
    day: date
    calendar: WorkingCalendar
    marks: tuple[OwnMark, ...] = ()
    basis: CountingBasis | None = None
    ended: bool = False
    situation: Situation | None = None

    def row(self, group: str, series: int, step: Standing | None = None, **more: object) -> Row:
        """A row about the case, or about one of its steps."""
        about: dict[str, object] = {"officer": self.case.officer}
        if step is not None:
            matter = step.step.matter
            about = {
                "matter": step.step.code,
                "title": step.step.title,
                "officer": step.officer,
                "authority": matter.authority or UNNAMED,
            }
        return Row(
            group=group,
            series=series,
            project_id=self.project.id,
            project=self.project.name,
            zone=self.project.zone or UNNAMED,
            case_id=self.case.id,
            template=self.case.template.key,
            **(about | more),  # type: ignore[arg-type]
        )


Measure = Callable[[Seen], Iterable[Row]]
Gather = Callable[[Sequence[Row], Span, WorkingCalendar], Sequence[Line]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureKind:
    """A kind of figure as data: `measure` finds the rows of one case, `gather` counts the rows of all into lines.

    `definition` is the 口径 in one or two sentences; `advice` is what an empty figure says; `of_project` finds rows of
    a project itself, whether it has cases or not; `spans` is false where only the last day matters.
    """

    key: str
    title: str
    definition: str
    shape: Shape
    first: str
    headings: tuple[Heading, ...]
    series: tuple[Series, ...]
    measure: Measure
    gather: Gather
    advice: tuple[str, str]
    of_project: Callable[[Project], Iterable[Row]] | None = None
    spans: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that was counted, over `span`, by the rows of `scope`."""

    kind: FigureKind
    span: Span
    scope: Scope
    lines: tuple[Line, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.lines

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row behind a bar, each once, in the order of the lines."""
        return rows_behind(self.lines)


@dataclass(frozen=True, slots=True)
class Differences:
    """What two figures of one kind say differently: the other's cells, by label and column, and lines only it has."""

    cells: Mapping[tuple[str, int], Value] = field(default_factory=dict)
    gone: tuple[Line, ...] = ()

    @property
    def count(self) -> int:
        """How many numbers differ."""
        return len(self.cells) + len(self.gone)


def counted(kind: FigureKind, rows: Iterable[Row], span: Span, scope: Scope, calendar: WorkingCalendar) -> Figure:
    """Count rows into a figure."""
    kept = [row for row in rows if scope.has(row)]
    return Figure(kind, span, scope, tuple(kind.gather(kept, span, calendar)) if kept else ())


def rows_behind(lines: Iterable[Line]) -> tuple[Row, ...]:
    """The rows of some lines, each once: a spell of weeks or a duration stands behind several bars."""
    return tuple({id(row): row for line in lines for behind in line.behind for row in behind}.values())


def differences(shown: Figure, other: Figure) -> Differences:
    """What `other` says of the same days that `shown` does not; a line it does not have counts nothing, which is 0."""
    theirs = {line.label: line for line in other.lines}
    own = {line.label: line for line in shown.lines}
    nothing = tuple(0 if one.kind in _COUNTED else None for one in shown.kind.headings)
    cells = {
        (line.label, column): said
        for line in shown.lines
        for column, said in enumerate(theirs[line.label].cells if line.label in theirs else nothing)
        if not _same(shown.kind.headings[column].kind, line.cells[column], said)
    }
    gone = (line for line in other.lines if line.label not in own)
    return Differences(cells, tuple(line for line in gone if any(one not in (None, "", 0) for one in line.cells)))


def _same(kind: Kind, one: Value, other: Value) -> bool:
    """Whether two cells say the same: none and 0 do, but a share of nothing is not 0 %."""
    return one == other or (kind in _COUNTED and not one and not other)


def share(part: int, whole: int) -> int | None:
    """`part` of `whole` in tenths of a percent, half rounded up; None of nothing."""
    return (part * 2000 + whole) // (whole * 2) if whole else None


def value_words(kind: Kind, value: Value) -> str:
    """A cell as people read it: 91.7%, 7.5, 47.03 亿元; a dash where there is nothing to say."""
    if value is None or value == "":
        return "—"
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return f"{value}%"
    if kind is Kind.SHARE:
        return f"{value // 10}.{value % 10}%"
    if kind is Kind.HALVES:
        return f"{value // 2}.5" if value % 2 else str(value // 2)
    return amount_words(value) if kind is Kind.YUAN else str(value)


def median_halves(values: Sequence[int]) -> int | None:
    """The median in halves: of an even number the middle between the two in the middle."""
    ordered, count = sorted(values), len(values)
    return ordered[(count - 1) // 2] + ordered[count // 2] if count else None


def ninth_decile(values: Sequence[int]) -> int | None:
    """The smallest value that nine in ten do not exceed."""
    ordered, count = sorted(values), len(values)
    return ordered[(count * 9 + 9) // 10 - 1] if count else None


def by_group(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by their group, in the order the groups are met."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return found


def once(rows: Iterable[Row], *beside: Callable[[Row], Hashable]) -> list[Row]:
    """A matter is one record per project, however many of its cases contain it: the first row of each is kept."""
    kept: dict[Hashable, Row] = {}
    for row in rows:
        kept.setdefault((row.project_id, row.matter, *(each(row) for each in beside)), row)
    return list(kept.values())


def of_series(rows: Iterable[Row], count: int) -> tuple[tuple[Row, ...], ...]:
    """The rows of each series, those that are drawn first; rows of later numbers are only counted."""
    found: list[list[Row]] = [[] for _ in range(count)]
    for row in rows:
        if row.series < count:
            found[row.series].append(row)
    return tuple(tuple(each) for each in found)
