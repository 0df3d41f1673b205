"""Checks of ledger rows 台账核对: what cannot be is refused, what hardly can be is remarked on, by data of the kind.

The same remarks 提醒 stand beside a cell being typed, in the row, in answers of the command line and before an import.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind, RowCheck, RowRule, Source
from desktop_app.domain.ledger_value import ValueProblem, number_of, partial_of, read_value, words_of
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.refusals import Refusal

_FREE = frozenset({ColumnType.TEXT, ColumnType.LONG, ColumnType.CHOICE})
_ORDINARY = re.compile(
    r"[\n\t -~\u00a0-\u00ff\u2010-\u2016\u2018-\u2022\u2025-\u2027\u2030-\u2037\u2039-\u203b\u2103\u2116\u2160-\u216b"
    r"\u2190-\u2193\u221a\u2248\u2264\u2265\u2460-\u249b\u25a0\u25a1\u25b2\u25b3\u25cb\u25ce\u25cf\u2605\u2606"
    r"\u3000-\u303f\u3041-\u3096\u30a1-\u30fa\u3220-\u3229\u3380-\u33df\u4e00-\u9fff\uff01-\uff5e\uffe0-\uffe6]*"
)
"""Signs every bundled font prints, as nearly all of a ledger is written in."""

Unprintable = Callable[[str], str]
"""The signs of a text that no font of the papers has, each once, in order; looking loads the fonts."""


@dataclass(frozen=True, slots=True)
class CellRemark:
    """Something doubtful at a cell: a Chinese sentence; `columns` are those it is about, the one it stands at first."""

    columns: tuple[str, ...]
    message: str
    refuses: bool = False

    @property
    def column(self) -> str:
        """The column it stands at."""
        return self.columns[0]


def row_remarks(kind: LedgerKind, cells: Mapping[str, str], today: date) -> list[CellRemark]:
    """What is doubtful about the values of a row (canonical texts), in the order of the columns they stand at."""
    found = [*_of_forms(kind, cells), *related_remarks(kind, cells, today)]
    places = {one.key: place for place, one in enumerate(kind.columns)}
    return sorted(found, key=lambda one: places[one.column])


def related_remarks(kind: LedgerKind, cells: Mapping[str, str], today: date) -> list[CellRemark]:
    """What is doubtful about cells beside each other, or about their days and today."""
    found: list[CellRemark] = []
    for check in kind.checks:
        found += _RULES[check.rule](kind, check, cells, today)
    return found


def refuse_row(kind: LedgerKind, cells: Mapping[str, str], today: date, touched: Iterable[str]) -> None:
    """Raises Refusal when a row cannot be as the `touched` columns make it; what is only doubtful is let pass."""
    changed = frozenset(touched)
    if not any(check.refuses and not changed.isdisjoint(check.columns) for check in kind.checks):
        return
    found = related_remarks(kind, cells, today)
    said = [one.message for one in found if one.refuses and not changed.isdisjoint(one.columns)]
    if said:
        raise Refusal.say("；".join(said))


def odd_signs(texts: Iterable[str]) -> frozenset[str]:
    """The signs of texts that perhaps no font prints; nothing but a look into the fonts can tell."""
    every = "".join(texts)
    if _ORDINARY.fullmatch(every):
        return frozenset()
    return frozenset(sign for sign in frozenset(every) if not _ORDINARY.fullmatch(sign))


def missing_signs(texts: Iterable[str], unprintable: Unprintable) -> frozenset[str]:
    """The signs of many texts that no font has; the fonts are asked only for unusual ones."""
    odd = odd_signs(texts)
    return frozenset(unprintable("".join(sorted(odd)))) if odd else odd


def missing_words(text: str, missing: frozenset[str]) -> str:
    """What is said of a text with some of the signs that no font has, empty when it has none of them."""
    signs = "".join(one for one in dict.fromkeys(text) if one in missing) if missing else ""
    return unprintable_words(signs) if signs else ""


def free_columns(kind: LedgerKind) -> list[LedgerColumn]:
    """The columns that hold whatever people wrote."""
    return [one for one in kind.columns if one.type in _FREE and one.source is not Source.DERIVED]


def free_texts(kind: LedgerKind, cells: Mapping[str, str]) -> Iterator[tuple[LedgerColumn, str]]:
    """The cells of a row that hold whatever people wrote, as far as they are filled in."""
    for column in free_columns(kind):
        if text := cells.get(column.key, ""):
            yield column, text


def sign_remarks(kind: LedgerKind, cells: Mapping[str, str], unprintable: Unprintable) -> list[CellRemark]:
    """The cells with signs no font has; `unprintable` gives those of a text, each once."""
    found = []
    for column, text in free_texts(kind, cells):
        signs = "" if _ORDINARY.fullmatch(text) else unprintable(text)
        if signs:
            found.append(CellRemark((column.key,), f"{column.label}：{unprintable_words(signs)}"))
    return found


def unprintable_words(signs: str) -> str:
    """What is said of signs that no font has."""
    return f"{'、'.join(signs)} 没有字体可印，文书上会印成“〓”；请换个写法"


def _of_forms(kind: LedgerKind, cells: Mapping[str, str]) -> Iterator[CellRemark]:
    for column in kind.columns:
        text = cells.get(column.key, "") if column.form is not None else ""
        if not text:
            continue
        try:
            doubt = read_value(column, text).doubt
        except ValueProblem as problem:
            doubt = str(problem)  # Kept before the rule was there: still in the ledger, and still to be looked at.
        if doubt:
            yield CellRemark((column.key,), f"{column.label}：{doubt}")


def _in_order(kind: LedgerKind, check: RowCheck, cells: Mapping[str, str], today: date) -> Iterator[CellRemark]:
    before: tuple[str, str, PartialDate] | None = None
    for key, text, day in _days(check, cells):
        if before is not None and surely_before(day, before[2]):
            label, other = kind.column(key).label, kind.column(before[0]).label
            yield CellRemark((key, before[0]), f"{label} {text} 早于{other} {before[1]}，请核对", check.refuses)
        before = key, text, day


def _happened(kind: LedgerKind, check: RowCheck, cells: Mapping[str, str], today: date) -> Iterator[CellRemark]:
    now = PartialDate.of(today)
    for key, text, day in _days(check, cells):
        if surely_before(now, day):
            said = f"{kind.column(key).label} {text} 在今天之后，请核对；还没有发生的先不要填"
            yield CellRemark((key,), said, check.refuses)


def _at_most(kind: LedgerKind, check: RowCheck, cells: Mapping[str, str], today: date) -> Iterator[CellRemark]:
    one, other = (kind.column(key) for key in check.columns)
    mine, most = (number_of(column, cells.get(column.key, "")) for column in (one, other))
    if mine is not None and most is not None and mine > most:
        said = f"{one.label} {_counted(one, cells)} 大于{other.label} {_counted(other, cells)}，请核对"
        yield CellRemark((one.key, other.key), said, check.refuses)


_RULES = {RowRule.ORDER: _in_order, RowRule.HAPPENED: _happened, RowRule.AT_MOST: _at_most}


def _counted(column: LedgerColumn, cells: Mapping[str, str]) -> str:
    unit = column.unit if column.type is not ColumnType.PERCENT else ""
    return f"{words_of(column, cells[column.key])}{unit}"


def _days(check: RowCheck, cells: Mapping[str, str]) -> Iterator[tuple[str, str, PartialDate]]:
    """The dates of a check that are known at least by their year, with their columns and words."""
    for key in check.columns:
        text = cells.get(key, "")
        day = partial_of(text) if text else None
        if day is not None and day.year is not None:
            yield key, text, day


def surely_before(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date lies before another, as far as both are known exactly enough to say so."""
    mine, known = ((day.year, day.month, day.day) for day in (one, other))
    for earlier, later in zip(mine, known, strict=True):
        if earlier is None or later is None:
            return False
        if earlier != later:
            return earlier < later
    return False
