"""Which column of a ledger a header means: by its label and other usual headers, else by likeness, to be looked at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from desktop_app.domain.ledger_kind import LedgerColumn, LedgerKind, Source
from desktop_app.ledgers.columns import BY_FIELD

_UNITS = re.compile(
    r"\((?:单位[:：]?)?(?:人民币)?(?:亿元?|百万元|万元?|千元|元|%|亩|平方米|个|家|户|人|天|工作日)\)"
    r"|[/:](?:亿元|万元|千元|元|%)$|,?(?:亿元|万元)$|(?<=.)%$"
)
_REMARK = re.compile(r"\([^()]*\)")
_PLANNED = re.compile(r"拟|计划|预计|预期|年度|当年|本年|今年|本月|当月|实际|下次|上次|累计")
_ALIKE = 0.75
_SHORT = 2
_LONGEST_TAILED = 6


def plain_words(text: str) -> str:
    """A header without spaces, line breaks, unit, 是否, marks of duty and differences of width."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    plain = re.sub(r'[“”"*★☆]', "", plain).rstrip(":")
    return _UNITS.sub("", plain).removeprefix("是否")


class Headers:
    """Knows the headers of one kind of ledger."""

    def __init__(self, kind: LedgerKind) -> None:
        self.kind = kind
        self._labels = {plain_words(one.label): one for one in kind.columns}
        self._others: dict[str, LedgerColumn] = {}
        for column in kind.columns:
            for header in (*column.headers, *_project_headers(column)):
                self._others.setdefault(plain_words(header), column)

    def named(self, stack: Sequence[str]) -> LedgerColumn | None:
        """The column the header texts above a cell name without doubt, from the top down; None for none."""
        texts = [plain for plain in (plain_words(text) for text in stack) if plain]
        if not texts:
            return None
        leaf, whole = texts[-1], "".join(texts)
        for candidate in dict.fromkeys((whole, leaf, _REMARK.sub("", whole), _REMARK.sub("", leaf))):
            found = self._labels.get(candidate) or self._others.get(candidate)
            if found is not None:
                return found
        return None

    def like(self, stack: Sequence[str], taken: frozenset[str]) -> LedgerColumn | None:
        """The column not yet taken whose header is most like these texts, None when none is."""
        texts = [plain for plain in (_REMARK.sub("", plain_words(text)) for text in stack) if plain]
        if not texts or len(texts[-1]) < _SHORT:
            return None
        leaf = texts[-1]
        best, found = 0.0, None
        for name, column in (*self._labels.items(), *self._others.items()):
            if column.key in taken or len(name) < _SHORT or _turns(leaf) != _turns(name):
                continue
            alike = _likeness(leaf, name)
            if alike > best:
                best, found = alike, column
        return found if best >= _ALIKE else None


def _project_headers(column: LedgerColumn) -> Sequence[str]:
    """What offices usually write above a fact of a project."""
    known = BY_FIELD.get(column.field) if column.source is Source.PROJECT else None
    return sorted(known.usual) if known is not None else ()


def _turns(header: str) -> tuple[str, ...]:
    """The words that turn a header into another one: 拟开工时间 is no 开工时间."""
    return tuple(sorted(set(_PLANNED.findall(header))))


def _likeness(one: str, other: str) -> float:
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and (long.endswith(short) or long.startswith(short)):
        return 0.9
    if len(short) == _SHORT and long.endswith(short) and len(long) <= _LONGEST_TAILED:
        return 0.8
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
