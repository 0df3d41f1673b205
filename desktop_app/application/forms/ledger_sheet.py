"""台账 (D34): the rows of a ledger with the columns, conditions and order somebody chose, on A4 or A3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.application.forms.asks import Answers, Ask, Kind
from desktop_app.application.forms.facts import Facts, FormData
from desktop_app.application.forms.spec import FormSpec, Occasion, Subject
from desktop_app.application.ledger_rows import LedgerRowNow, RowsFrom, rows_of
from desktop_app.application.ledger_words import conditions_words, label_of, lamp_of, order_words, shows_lamp, spoken
from desktop_app.domain.ledger_figure import counted_figures
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind
from desktop_app.domain.ledger_query import Condition, LedgerQuery, Order, Test
from desktop_app.domain.ledger_select import selected, totals
from desktop_app.domain.ledger_value import ValueProblem, read_value, words_of
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.terms import LAMP_SIGNS, day_words

AS_WIDE = "按宽度"
PAPERS = ("A4", "A3")
ORIENTATIONS = ACROSS, UPRIGHT = "横放", "竖放"
MOST_ROWS = 3000
"""More rows than this are for a workbook, not for paper."""

_USUAL_WIDTH, _NUMBER_WIDTH, _LAMP_WIDTH = 104, 10, 36
_WIDTHS = {ColumnType.LONG: 220, ColumnType.YES_NO: 64, ColumnType.PROJECT: 180}
_MM_PER_PIXEL = 0.23
"""A column of the window (14 px text) as wide on paper with 9 pt text."""

_NAMED = 30
"""So many columns that were left out are named; of more the number is said."""
_RIGHT = frozenset({ColumnType.AMOUNT, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.PERCENT})
_TESTS = {
    Test.CONTAINS: "包含",
    Test.IS: "等于",
    Test.ONE_OF: "属于",
    Test.EMPTY: "未填",
    Test.FILLED: "已填",
    Test.AT_LEAST: "不少于",
    Test.AT_MOST: "不多于",
    Test.BETWEEN: "介于",
}
_TOLD = {word: test for test, word in _TESTS.items()} | {"不早于": Test.AT_LEAST, "不晚于": Test.AT_MOST}
_SEVERAL = {Test.ONE_OF: "、", Test.BETWEEN: "至"}
_ASCENDING, _DESCENDING = "从小到大", "从大到小"


@dataclass(frozen=True, slots=True)
class SheetHead:
    """A column on paper: its header, how it stands, its width in millimetres before the sheet is filled."""

    label: str
    right: bool = False
    millimetres: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSheet(FormData):
    """A ledger as it is printed; `totals` has a word for each column, or nothing where nothing is summed.

    `named` is the place of the column a row is called by, repeated where the columns go on in another part. An empty
    `paper` or `orientation` is chosen by how wide the columns are.
    """

    ledger: str = ""
    conditions: str = ""
    order: str = ""
    count: str = ""
    as_of: str = ""
    paper: str = ""
    orientation: str = ""
    named: int = 0
    heads: tuple[SheetHead, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    totals: tuple[str, ...] = ()


def fill(facts: Facts, answers: Answers) -> LedgerSheet:
    """The rows as they are now; raises Refusal for a column, a condition or a number of rows that cannot be."""
    kind = facts.kinds.get(answers.text("ledger"))
    columns = _columns(kind, answers.text("columns"))
    query = _query(kind, answers)
    rows = _rows(facts, kind, query, answers.text("project"))
    if len(rows) > MOST_ROWS:
        raise Refusal.say(f"要印 {len(rows)} 行，一次最多印 {MOST_ROWS} 行；请先筛选，或导出 Excel")
    columns, left_out = (columns, ()) if answers.text("columns") else _filled(columns, rows)
    sums = totals(kind, (row.cells for row in rows))
    project = [f"项目“{answers.text('project')}”"] if answers.text("project") else []
    said = conditions_words(kind, query.conditions, query.text)
    return LedgerSheet(
        **facts.common(),
        notes=(*_figures(facts, kind), *((f"{kind.note}。",) if kind.note else ()), *left_out),
        ledger=kind.title,
        conditions="；".join([*project, *([said] if said else [])]),
        order=order_words(kind, query.order),
        count=f"共 {len(rows)} 行",
        as_of=day_words(facts.today),
        paper=_chosen(answers.text("paper")),
        orientation=_chosen(answers.text("orientation")),
        named=next((place for place, one in enumerate(columns) if one is kind.headline), 0),
        heads=tuple(_head(one) for one in columns),
        rows=tuple(tuple(_cell(one, row) for one in columns) for row in rows),
        totals=tuple(_parted(one, words_of(one, sums.get(one.key, ""))) for one in columns) if sums else (),
    )


def _figures(facts: Facts, kind: LedgerKind) -> tuple[str, ...]:
    """The figures over all rows of the ledger, whichever of them are printed."""
    if not kind.figures:
        return ()
    every = rows_of(kind, facts.work, RowsFrom(facts.calendar, facts.today))
    found = counted_figures(kind, (row.cells for row in every), facts.today)
    return (f"全部 {len(every)} 行：{'；'.join(one.words for one in found)}。",)


def _chosen(said: str) -> str:
    return "" if said == AS_WIDE else said


def _filled(columns: list[LedgerColumn], rows: Sequence[LedgerRowNow]) -> tuple[list[LedgerColumn], tuple[str, ...]]:
    """The columns that say something in any row, and the note that names the others."""
    kept = [one for one in columns if any(row.words.get(one.key) for row in rows)]
    if not kept:
        return columns, ()
    empty = [one.label for one in columns if one not in kept]
    more = f"等 {len(empty)} 栏" if len(empty) > _NAMED else ""
    return kept, (f"未印全空的列：{'、'.join(empty[:_NAMED])}{more}。",) if empty else ()


def blank(facts: Facts) -> LedgerSheet:
    """Ruled rows without headers, to be filled in by hand."""
    return LedgerSheet(**facts.common(), heads=(SheetHead("", False, 30),) * 8, rows=(("",) * 8,) * 16)


def sheet_answers(kind: LedgerKind, keys: Sequence[str], query: LedgerQuery, project: str = "") -> dict[str, object]:
    """What is shown in the window as answers that people can read and change in the preview."""
    conditions = [
        (kind.column(one.column).label, _TESTS[one.test], _values_words(kind.column(one.column), one))
        for one in query.conditions
        if kind.has(one.column)
    ]
    orders = [
        (kind.column(one.column).label, _DESCENDING if one.descending else _ASCENDING)
        for one in query.order
        if kind.has(one.column)
    ]
    every = [one.key for one in kind.columns]
    return {
        "ledger": kind.name,
        "columns": "" if list(keys) == every else "、".join(kind.column(key).label for key in keys),
        "conditions": _table(conditions),
        "order": _table(orders),
        "search": query.text,
        "project": project,
    }


def _table(rows: Sequence[tuple[str, ...]]) -> object:
    """Rows as the lines the preview shows; where a value holds the cut between cells, as rows."""
    if any("|" in cell or "｜" in cell or "\t" in cell for row in rows for cell in row):
        return [list(row) for row in rows]
    return "\n".join(" | ".join(row) for row in rows)


def _values_words(column: LedgerColumn, condition: Condition) -> str:
    unit = column.unit if column.type is ColumnType.AMOUNT else ""
    said = [words_of(column, value) + unit for value in condition.values]
    return _SEVERAL.get(condition.test, "").join(said)


def _cell(column: LedgerColumn, row: LedgerRowNow) -> str:
    """The words of a cell, a lamp with its sign."""
    text = row.words.get(column.key, "")
    lamp = lamp_of(column, text)
    return f"{LAMP_SIGNS[lamp]} {text}" if lamp is not None else _parted(column, text)


def _parted(column: LedgerColumn, text: str) -> str:
    """An amount or a quantity with its thousands parted: 1,830,500."""
    return f"{Decimal(text):,}" if column.type in (ColumnType.AMOUNT, ColumnType.NUMBER) and text else text


def _head(column: LedgerColumn) -> SheetHead:
    pixels = column.width or _WIDTHS.get(column.type, _USUAL_WIDTH)
    least = _LAMP_WIDTH if shows_lamp(column) else _NUMBER_WIDTH
    return SheetHead(label_of(column), column.type in _RIGHT, max(least, round(pixels * _MM_PER_PIXEL)))


def _columns(kind: LedgerKind, written: str) -> list[LedgerColumn]:
    names = [name.strip() for name in written.replace("\n", "、").split("、") if name.strip()]
    return [_column(kind, name) for name in names] or list(kind.columns)


def _column(kind: LedgerKind, name: str) -> LedgerColumn:
    for one in kind.columns:
        if name in (one.label, one.key, label_of(one)):
            return one
    known = "、".join(one.label for one in kind.columns)
    raise Refusal.say(f"“{kind.name}”台账没有“{name}”这一栏；有：{known}")


def _query(kind: LedgerKind, answers: Answers) -> LedgerQuery:
    return LedgerQuery(
        answers.text("search"),
        tuple(_condition(kind, *row) for row in answers.rows("conditions")),
        tuple(Order(_column(kind, name).key, how == _DESCENDING) for name, how in answers.rows("order")),
    )


def _condition(kind: LedgerKind, name: str, told: str, value: str) -> Condition:
    column, test = _column(kind, name), _TOLD.get(told)
    if test is None:
        raise Refusal.say(f"“筛选”里的“{told}”看不懂，可用：{'、'.join(_TOLD)}")
    if test in (Test.EMPTY, Test.FILLED):
        return Condition(column.key, test)
    parts = value.split(_SEVERAL[test]) if test in _SEVERAL else [value]
    if test in (Test.CONTAINS, Test.IS, Test.ONE_OF):
        return Condition(column.key, test, tuple(one.strip() for one in parts))
    try:
        bounds = tuple(read_value(column, one).text for one in parts)
    except ValueProblem as problem:
        raise Refusal.say(f"“筛选”里的“{column.label}”：{problem}") from None
    return Condition(column.key, test, bounds)


def _rows(facts: Facts, kind: LedgerKind, query: LedgerQuery, project: str) -> list[LedgerRowNow]:
    rows = rows_of(kind, facts.work, RowsFrom(facts.calendar, facts.today))
    if project:
        ids = {one.id for one in facts.work.projects.find_all() if one.name == project}
        if not ids:
            raise Refusal.say(f"没有叫“{project}”的项目；请写项目的全称，或把“项目”留空")
        rows = [row for row in rows if row.project_id in ids]
    lines = [(row, spoken(kind, row)) for row in rows]
    return [row for row, _cells in selected(kind, lines, query, lambda line: line[1])]


def _first_kind(facts: Facts) -> str:
    return facts.kinds.all()[0].name


def _named_by_ledger(data: object) -> str:
    return data.ledger if isinstance(data, LedgerSheet) and data.ledger else "台账"


SPEC = FormSpec(
    key="ledger-sheet",
    code="D34",
    title="台账",
    subject=Subject.ZONE,
    occasion=Occasion.SUPERVISION,
    fill=fill,
    blank=blank,
    copies=1,
    titled=_named_by_ledger,
    asks=(
        Ask(
            "ledger",
            "哪本台账",
            Kind.CHOICE,
            required=True,
            default=_first_kind,
            offer=lambda facts: tuple(one.name for one in facts.kinds.all()),
        ),
        Ask("columns", "印哪些栏", Kind.TEXT, hint="栏目名称，用顿号隔开，按写的先后印；不写就是全部"),
        Ask("conditions", "筛选", Kind.ROWS, columns=("栏", "条件", "值"), hint="如：责任单位 | 包含 | 住建"),
        Ask("order", "排序", Kind.ROWS, columns=("栏", "顺序"), hint=f"如：应办结日 | {_ASCENDING}"),
        Ask("search", "查找文字", hint="可留空；所有栏里找"),
        Ask("project", "只印一个项目", hint="可留空；项目全称"),
        Ask(
            "paper",
            "纸张",
            Kind.CHOICE,
            default=lambda _facts: AS_WIDE,
            options=(AS_WIDE, *PAPERS),
            hint="按宽度：一张 A4 横放得下就用 A4，放不下用 A3",
        ),
        Ask(
            "orientation",
            "方向",
            Kind.CHOICE,
            default=lambda _facts: AS_WIDE,
            options=(AS_WIDE, *ORIENTATIONS),
            hint="按宽度：栏少的竖放，栏多的横放",
        ),
    ),
)
