"""Import plans 导入试算: what a person chose for a file, and what every row of it then does to the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from desktop_app.application.entry_files import FileRow, Taken
from desktop_app.application.ledger_rows import LedgerRowNow
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.ledger_entry import ValueChange
from desktop_app.domain.ledger_twins import Likeness


class OnDuplicate(StrEnum):
    """What is done with a row that is in the ledger already."""

    MERGE = "merge"
    ADD = "add"
    SKIP = "skip"


class OnConflict(StrEnum):
    """What is done with a cell that the file and somebody else changed since the export; `ASK` leaves it open."""

    ASK = "ask"
    KEEP = "keep"
    TAKE = "take"


class Effect(StrEnum):
    """What a row does."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What a person decided: the columns, and what happens to twins and conflicts, in general and by row or cell.

    `same` is for rows the ledger has surely, `similar` for those it likely has; `rows` overrides both by row number and
    `cells` the conflicts by row number and column.
    """

    columns: tuple[Taken, ...]
    same: OnDuplicate = OnDuplicate.MERGE
    similar: OnDuplicate = OnDuplicate.ADD
    conflicts: OnConflict = OnConflict.ASK
    rows: Mapping[int, OnDuplicate] = field(default_factory=dict)
    cells: Mapping[tuple[int, str], OnConflict] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that says something else in the ledger now than when it was exported, and something else in the file."""

    column: str
    ours: str
    theirs: str
    decided: OnConflict


class Stated(Sequence[ValueChange]):
    """The changes of a new row: everything it states, made when somebody asks; a file has fifty thousand such rows."""

    __slots__ = ("values",)

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[ValueChange]:
        return (ValueChange(key, "", text) for key, text in self.values.items())

    def __getitem__(self, index: Any) -> Any:
        return tuple(self)[index]


class PlannedRow(NamedTuple):
    """What one row does: `before` is the row it is about (None for a new one), `changes` in canonical texts.

    A tuple because there are fifty thousand of them.
    """

    row: FileRow
    effect: Effect
    title: str
    before: LedgerRowNow | None = None
    likeness: Likeness = Likeness.NONE
    changes: Sequence[ValueChange] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def stated(self) -> Mapping[str, str]:
        """What the changed columns say from now on."""
        changes = self.changes
        return changes.values if isinstance(changes, Stated) else {one.column: one.new for one in changes}


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """All rows with their effect, the problems by cell, and the exported rows that are no longer in the file."""

    rows: tuple[PlannedRow, ...]
    problems: tuple[LedgerProblem, ...]
    gone: tuple[LedgerRowNow, ...] = ()

    def count(self, effect: Effect) -> int:
        """How many rows have an effect."""
        return sum(one.effect is effect for one in self.rows)

    @property
    def blocked(self) -> bool:
        """Whether an error keeps the whole file out."""
        return any(one.blocks for one in self.problems)

    @property
    def open_conflicts(self) -> int:
        """How many conflicts nobody decided yet."""
        return sum(one.decided is OnConflict.ASK for row in self.rows for one in row.conflicts)
