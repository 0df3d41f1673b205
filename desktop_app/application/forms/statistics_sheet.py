"""统计图表 (D30): one figure or all of them as counted on the page 统计, each with its 口径, chart and table."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.statistics_indicators import rates
from desktop_app.application.statistics_measuring import tell
from desktop_app.application.statistics_told import FIRST_SET, LateLine, Question, Told
from desktop_app.domain.as_of import SIGHT_WORDS, Sight
from desktop_app.domain.indicator import SET_WORDS
from desktop_app.domain.statistics.figure import Figure, FigureKind, Line, Scope, Shape, value_words
from desktop_app.domain.statistics.kinds import EVERY_FIGURE, INDICATORS
from desktop_app.domain.terms import day_words

EVERY = "全部统计图"
_MOST_LINES = 60
"""Lines of a table on paper; a longer one is for the screen."""
_MOST_LATE = 40
_SCOPE = (
    ("zone", "园区"),
    ("officer", "代办员"),
    ("template", "流程代码"),
    ("matter", "事项代码"),
    ("authority", "审批机关"),
)
_HOW = "图中每个系列用不同花纹区分，数字写在图上；图、表按同一口径同时算出。标“样本不足”的可比数不足 5，只供参考。"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series of a chart: its name, and the column of the table its numbers stand in."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class FigureOnPaper:
    """A figure in printed words; `more` says that the table was cut, `nothing` why there is none."""

    title: str
    definition: str
    columns: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    shape: Shape = Shape.BARS
    drawn: tuple[Drawn, ...] = ()
    more: str = ""
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class LateOnPaper:
    """An entry that was made, or taken back, after the day the figure is about."""

    word: str
    project: str
    step: str
    act: str
    on: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsSheet(FormData):
    """Figures of a span as of a day; `late` are the entries by which the two sights of that day differ."""

    span: str = ""
    as_of: str = ""
    scope: str = ""
    figures: tuple[FigureOnPaper, ...] = ()
    late_words: str = ""
    late: tuple[LateOnPaper, ...] = ()


def fill(facts: Facts, answers: Answers) -> StatisticsSheet:
    """The chosen figure, or every one, of the chosen days; raises Refusal for days that cannot be."""
    title = answers.text("figure")
    kinds = [kind for kind in EVERY_FIGURE if title in (kind.title, EVERY)] or list(EVERY_FIGURE[:1])
    sight = next((one for one, word in SIGHT_WORDS.items() if word == answers.text("sight")), Sight.KNOWN)
    told = [_told(facts, _question(kind, answers)) for kind in kinds]
    first = told[0]
    past = first.as_of < first.today
    late = [_late(one) for one in first.late]
    count = sum(one.differing(sight).count for one in told)
    return StatisticsSheet(
        **facts.common(),
        notes=(_HOW,),
        span=f"{day_words(first.known.span.first)}至{day_words(first.known.span.last)}"
        if any(kind.spans for kind in kinds)
        else "只看截至日",
        as_of=day_words(first.as_of) + (f"（{SIGHT_WORDS[sight]}）" if past else ""),
        scope="；".join(f"{word}：{answers.text(key)}" for key, word in _SCOPE if answers.text(key)) or "全部",
        figures=tuple(_figure(one.shown(sight)) for one in told),
        late_words=_late_words(first, count, len(late)) if past else "",
        late=tuple(late[:_MOST_LATE]),
    )


def blank(facts: Facts) -> StatisticsSheet:
    """The form for hand-filling."""
    return StatisticsSheet(**facts.common(), notes=(_HOW,))


def _told(facts: Facts, question: Question) -> Told:
    if question.figure != INDICATORS.key:
        return tell(facts.work, facts.calendar, facts.today, question)
    if facts.indicators is None:
        raise ValueError("these facts come without indicators")
    return rates(facts.indicators, question, facts.today)


def _question(kind: FigureKind, answers: Answers) -> Question:
    scope = Scope(**{key: answers.text(key) for key, _word in _SCOPE})
    named = answers.text("definitions")
    chosen = next((key for key, words in SET_WORDS.items() if words == named), FIRST_SET)
    return Question(kind.key, answers.day("first"), answers.day("last"), answers.day("as_of"), scope, chosen)


def _figure(figure: Figure) -> FigureOnPaper:
    kind = figure.kind
    left = len(figure.lines) - _MOST_LINES
    return FigureOnPaper(
        title=kind.title,
        definition=kind.definition,
        columns=(kind.first, *(heading.name for heading in kind.headings)) if figure.lines else (),
        lines=tuple(_line(one, kind) for one in figure.lines[:_MOST_LINES]),
        shape=kind.shape,
        drawn=tuple(Drawn(one.name, one.column + 1) for one in kind.series) if figure.lines else (),
        more=f"表中只印前 {_MOST_LINES} 行，其余 {left} 行见程序“统计”页。" if left > 0 else "",
        nothing="" if figure.lines else "：".join(kind.advice),
    )


def _line(line: Line, kind: FigureKind) -> tuple[str, ...]:
    cells = (value_words(heading.kind, value) for heading, value in zip(kind.headings, line.cells, strict=True))
    return (line.label + (f"（{line.note}）" if line.note else ""), *cells)


def _late_words(told: Told, count: int, entries: int) -> str:
    if not count:
        return f"{day_words(told.as_of)}当时所记与现在所知一致。"
    cut = f"（下表列前 {_MOST_LATE} 条）" if entries > _MOST_LATE else ""
    return f"当时所记与现在所知有 {count} 处不同，因为此后又补录、更正或冲正 {entries} 条{cut}。"


def _late(one: LateLine) -> LateOnPaper:
    return LateOnPaper(one.word, one.project, one.title, one.act, one.on_words, f"{one.at:%Y-%m-%d}")


SPEC = FormSpec(
    key="statistics-sheet",
    code="D30",
    title="项目帮办代办统计图表",
    subject=Subject.ZONE,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=1,
    asks=(
        Ask(
            "figure",
            "统计图",
            Kind.CHOICE,
            default=lambda _facts: EVERY_FIGURE[0].title,
            options=(*(kind.title for kind in EVERY_FIGURE), EVERY),
        ),
        Ask("first", "起始日", Kind.DATE, hint="不填为截止日前半年"),
        Ask("last", "截止日", Kind.DATE, hint="不填为截至日"),
        Ask("as_of", "截至日", Kind.DATE, hint="不填为今天；填过去的一天，看那天的数"),
        Ask(
            "sight",
            "按哪种所知",
            Kind.CHOICE,
            default=lambda _facts: SIGHT_WORDS[Sight.KNOWN],
            options=tuple(SIGHT_WORDS.values()),
            hint="截至日在过去时：现在所知含以后补录的，当时所记不含",
        ),
        Ask(
            "definitions",
            "指标按哪套口径",
            Kind.CHOICE,
            default=lambda _facts: SET_WORDS[FIRST_SET],
            options=tuple(SET_WORDS.values()),
            hint="只用于指标完成率",
        ),
        *(Ask(key, word, hint="不填为全部") for key, word in _SCOPE),
    ),
)
