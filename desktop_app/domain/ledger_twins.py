"""Twins 重复: which row of a ledger a row of a file speaks of, surely by its identity or only likely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from desktop_app.domain.ledger import is_project_code, normalised
from desktop_app.domain.ledger_kind import ColumnType, LedgerColumn, LedgerKind
from desktop_app.domain.ledger_value import words_of

CODE_FIELD = "project_code"
"""The fact of a project that names it before its name does."""

_TAIL = re.compile(r"(?:股份)?(?:有限)?(?:责任)?公司$|(?:建设)?项目$|集团$|\(.*\)$")
_HEAD = re.compile(r"^(?:山西省?|[^省市区县]{2,4}[省市])")
_SIGNS = re.compile(r"[^0-9a-z\u4e00-\u9fff\U00020000-\U000323af]")
_SHORTEST = 2
_LOOSE = frozenset({ColumnType.TEXT, ColumnType.LONG})

_Row = TypeVar("_Row")
_Known = tuple[_Row, str, Mapping[str, str]]
"""A row that may be found, with its code and cells."""

Signature = tuple[str, tuple[str, ...]]
"""The valid code of a row (else empty) and its identity without the differences that typing makes."""


class Likeness(StrEnum):
    """How a row of a file is tied to one of the ledger."""

    NONE = ""
    TOKEN = "token"
    SAME = "same"
    SIMILAR = "similar"
    IN_FILE = "in_file"
    """No row of the ledger, but the same as an earlier row of the file."""


@dataclass(frozen=True, slots=True)
class Twin(Generic[_Row]):
    """A row that is there already; `several` when more than one says the same."""

    row: _Row
    likeness: Likeness
    several: bool = False


class TwinFinder(Generic[_Row]):
    """Finds rows by their code, identity and likeness among those of one ledger.

    Whoever looks for rows in two finders makes the second `beside` the first, so that no text is loosened twice.
    """

    def __init__(self, kind: LedgerKind, beside: TwinFinder[Any] | None = None) -> None:
        self._kind = kind
        self._columns = [kind.column(key) for key in kind.identity]
        self._keys = [one.key for one in self._columns]
        self._code = next((one.key for one in kind.columns if one.field == CODE_FIELD), "")
        self._by_code: dict[str, _Row] = {}
        self._same: dict[tuple[str, ...], list[_Known[_Row]]] = {}
        self._alike: dict[tuple[str, ...], list[_Known[_Row]]] = {}
        # Likeness costs more than sameness: asked for only where nothing is the same, first of the first column alone.
        self._not_yet_alike: list[_Known[_Row]] = []
        self._begun: dict[str, list[_Known[_Row]]] = {}
        self._bare: dict[tuple[bool, str], str] = {} if beside is None else beside._bare

    def add(self, cells: Mapping[str, str], row: _Row) -> None:
        """Let a row be found."""
        self._add(cells, row, self.signature(cells))

    def extend(self, rows: Iterable[tuple[Mapping[str, str], _Row]]) -> None:
        """Let rows be found."""
        for cells, row in rows:
            self.add(cells, row)

    def signature(self, cells: Mapping[str, str]) -> Signature:
        """What tells that a row is the same as another; whoever asks twice about a row works it out once."""
        code = cells.get(self._code, "")
        return code if is_project_code(code) else "", tuple([normalised(cells.get(key, "")) for key in self._keys])

    def find(self, cells: Mapping[str, str], signature: Signature | None = None) -> Twin[_Row] | None:
        """The row these cells speak of, None for a new one; a row without the first column of the identity is new."""
        if not self._same and not self._by_code:
            return None
        code, exact = signature or self.signature(cells)
        same = self._same_as(code, exact)
        if same is not None or not exact or not exact[0]:
            return same
        return _twin(self._rows_like(cells), code, Likeness.SIMILAR)

    def same_or_added(self, cells: Mapping[str, str], row: _Row, signature: Signature | None = None) -> _Row | None:
        """The row that surely is the same as these cells; when there is none, their own row is found from now on."""
        signature = signature or self.signature(cells)
        same = self._same_as(*signature)
        if same is None:
            self._add(cells, row, signature)
        return None if same is None else same.row

    def _add(self, cells: Mapping[str, str], row: _Row, signature: Signature) -> None:
        code, exact = signature
        if code:
            self._by_code.setdefault(code, row)
        if any(exact):
            known = row, code, cells
            self._same.setdefault(exact, []).append(known)
            self._not_yet_alike.append(known)

    def _same_as(self, code: str, exact: tuple[str, ...]) -> Twin[_Row] | None:
        if code in self._by_code:
            return Twin(self._by_code[code], Likeness.SAME)
        rows = self._same.get(exact) if exact and exact[0] else None
        return _twin(rows, code, Likeness.SAME) if rows else None

    def _rows_like(self, cells: Mapping[str, str]) -> Sequence[_Known[_Row]]:
        first = self._columns[0]
        for known in self._not_yet_alike:
            self._begun.setdefault(self._loosened(first, known[2].get(first.key, "")), []).append(known)
        self._not_yet_alike.clear()
        begun = self._begun.get(self._loosened(first, cells.get(first.key, "")))
        if begun is None:
            return ()
        for known in begun:
            self._alike.setdefault(self._loose(known[2]), []).append(known)
        begun.clear()
        return self._alike.get(self._loose(cells), ())

    def _loose(self, cells: Mapping[str, str]) -> tuple[str, ...]:
        return tuple([self._loosened(one, cells.get(one.key, "")) for one in self._columns])

    def _loosened(self, column: LedgerColumn, text: str) -> str:
        key = (column.type in _LOOSE, text)
        bare = self._bare.get(key)
        if bare is None:
            bare = self._bare[key] = _loosened(column, text)
        return bare


def _twin(rows: Sequence[_Known[_Row]], code: str, likeness: Likeness) -> Twin[_Row] | None:
    # Two valid codes make two projects whatever they are called.
    found = [row for row, other, _ in rows if not (code and other)]
    return Twin(found[0], likeness, len(found) > 1) if found else None


def _loosened(column: LedgerColumn, text: str) -> str:
    """A text without what people write or leave out at will: the kind of company, the province, signs."""
    plain = normalised(text)
    if column.type not in _LOOSE:
        return plain
    bare = _HEAD.sub("", _TAIL.sub("", _TAIL.sub("", plain)))
    bare = _SIGNS.sub("", bare)
    return bare if len(bare) >= _SHORTEST else plain


def called(identity: Sequence[LedgerColumn], cells: Mapping[str, str], words: Mapping[str, str]) -> str:
    """What a row is called in a sentence: the words of the columns of its identity."""
    said = [words.get(one.key) or words_of(one, cells.get(one.key, "")) for one in identity]
    return "、".join(filter(None, said)) or "这一行"
