"""Ledgers in words: headers with their units, conditions as people say them, and cells a search looks through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.application.entry_values import may_write
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, Source
from desktop_app.domain.ledger_query import Condition, Order, Test
from desktop_app.domain.ledger_value import words_of
from desktop_app.domain.progress import Lamp

DERIVED = "由程序从别的栏算出"
BY_ACTS = "由办理动作记下"

_TESTS = {
    Test.CONTAINS: "包含",
    Test.IS: "是",
    Test.ONE_OF: "是",
    Test.EMPTY: "未填",
    Test.FILLED: "已填",
    Test.AT_LEAST: "不少于",
    Test.AT_MOST: "不多于",
}
_OF_DAYS = {Test.AT_LEAST: "不早于", Test.AT_MOST: "不晚于"}
_LAMP_RULES = ("clock_lamp", "expiry_lamp")
_LAMP_WORDS = (
    ("逾期办结", Lamp.DONE_LATE),
    ("按期办结", Lamp.DONE),
    ("逾期", Lamp.OVERDUE),
    ("刚逾期", Lamp.OVERDUE),
    ("已过期", Lamp.OVERDUE),
    ("预警", Lamp.WARNING),
    ("未开始", Lamp.NOT_STARTED),
)
_DAYS = (ColumnType.DAY, ColumnType.DATE)


def label_of(column: LedgerColumn) -> str:
    """The header of a column with its unit."""
    return f"{column.label}（{column.unit}）" if column.unit and column.unit not in column.label else column.label


def shows_lamp(column: LedgerColumn) -> bool:
    """Whether a column tells how a date stands by a lamp."""
    return column.source is Source.DERIVED and column.field.startswith(_LAMP_RULES)


def read_aloud(column: LedgerColumn, words: str) -> str:
    """The words of a cell as a person reads them: the figures of an amount in groups of three."""
    if column.type is not ColumnType.AMOUNT or not words:
        return words
    whole, point, rest = words.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() else words


def usual_columns(kind: LedgerKind) -> list[str]:
    """All columns as a screen shows them: the lamp beside what a row is called by, so that it is never out of sight."""
    lamps = [one.key for one in kind.columns if shows_lamp(one)]
    others = [one.key for one in kind.columns if one.key not in lamps]
    behind = others.index(kind.headline.key) + 1
    return [*others[:behind], *lamps, *others[behind:]]


def lamp_of(column: LedgerColumn, text: str) -> Lamp | None:
    """The lamp a derived hint shows; None for a column without lamps and where nothing is known."""
    if not text or not shows_lamp(column):
        return None
    for beginning, lamp in _LAMP_WORDS:
        if text.startswith(beginning):
            return lamp
    return Lamp.WARNING if text.endswith("到期") else Lamp.NORMAL


def spoken(kind: LedgerKind, row: LedgerRowNow) -> Mapping[str, str]:
    """The cells a search looks through and an order compares: as kept, but projects by their names."""
    named = [one.key for one in kind.columns if one.type is ColumnType.PROJECT and row.cells.get(one.key)]
    return {**row.cells, **{key: row.words.get(key, "") for key in named}} if named else row.cells


def why_not_typed(kind: LedgerKind, column: LedgerColumn, row: LedgerRowNow) -> str:
    """Why a cell is not written by typing (derived, or kept by an act), empty where it is."""
    if not may_write(kind, column, follows=row.follows):
        return BY_ACTS if column.source is not Source.DERIVED and not row.follows else DERIVED
    # A column kept by acts is one of a flow; elsewhere a row of one's own (an older 证照) is written like any other.
    return BY_ACTS if kind.flow is not None and not column.inline else ""


def condition_words(kind: LedgerKind, condition: Condition) -> str:
    """A condition as people say it: 责任单位 包含 住建，总投资 不少于 10000万元."""
    column, test = kind.column(condition.column), condition.test
    said = [words_of(column, value) for value in condition.values]
    unit = column.unit if column.type is ColumnType.AMOUNT else ""
    if test is Test.BETWEEN:
        return f"{column.label} {said[0]} 至 {said[-1]}{unit}"
    verb = _OF_DAYS.get(test, "") if column.type in _DAYS else ""
    return f"{column.label} {verb or _TESTS[test]} {'、'.join(said)}{unit if said else ''}".strip()


def conditions_words(kind: LedgerKind, conditions: Sequence[Condition], text: str = "") -> str:
    """All conditions and what is searched for in one line; empty when every row is meant."""
    said = [condition_words(kind, one) for one in conditions if kind.has(one.column)]
    return "；".join([*said, *([f"含“{text}”"] if text else [])])


def order_words(kind: LedgerKind, orders: Sequence[Order]) -> str:
    """What rows are sorted by: 总投资从大到小，签约时间从早到晚; empty for the order of entering."""
    said = []
    for one in orders:
        if kind.has(one.column):
            column = kind.column(one.column)
            low, high = ("早", "晚") if column.type in _DAYS else ("小", "大")
            first, last = (high, low) if one.descending else (low, high)
            said.append(f"{column.label}从{first}到{last}")
    return "，".join(said)
