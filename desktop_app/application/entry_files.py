"""Files of ledgers as an import sees them: sheets, the table with its columns, rows with what every cell says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.domain.row_token import RowToken


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a table in a file: its place from 0, its letter and header, what its first filled cells say.

    `key` is the column of the ledger it is taken for (empty: not read), `sure` whether its header says so, `unit` the
    unit its amounts are written in (empty: not told); `derived` when it is one the program works out itself.
    """

    place: int
    letter: str
    header: str
    key: str = ""
    sure: bool = False
    unit: str = ""
    derived: bool = False
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileTable:
    """A table found in a sheet: its header rows (from 1), its columns, and how many rows follow.

    `exported` is true for a table this program wrote, with the tokens of its rows; `kept` are the rows it then held.
    """

    sheet: str
    first_row: int
    last_row: int
    columns: tuple[FileColumn, ...]
    rows: int
    exported: bool = False
    kept: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What tells this layout again: the headers in order."""
        return "\x1f".join(one.header for one in self.columns)


@dataclass(frozen=True, slots=True)
class Taken:
    """A column of a file as it shall be read: its place, the column of the ledger, the unit of its amounts."""

    place: int
    key: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong or doubtful about a cell; `blocks` when it cannot be taken."""

    message: str
    blocks: bool


class FileRow(NamedTuple):
    """A row of a file: its number from 1, canonical texts by column (empty: nothing stated), problems by column.

    A cell that cannot be taken is given as its plain text, so that an export brought back unedited stays unedited. A
    tuple because there are fifty thousand of them.
    """

    number: int
    values: Mapping[str, str]
    problems: Mapping[str, CellProblem]
    token: RowToken | None = None


@dataclass(frozen=True, slots=True)
class FileReading:
    """Everything read of a table: rows, and what was left out or concerns the table as a whole."""

    rows: Sequence[FileRow]
    problems: tuple[LedgerProblem, ...] = ()


class EntryFile(Protocol):
    """An opened file; its content does not change any more whatever happens to the file."""

    @property
    def name(self) -> str:
        """The name of the file."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The visible sheets."""

    @property
    def hidden(self) -> tuple[str, ...]:
        """Hidden sheets, which are not read."""

    def table(self, kind: LedgerKind, sheet: str = "", header_row: int = 0) -> FileTable:
        """The table of a sheet (the first that holds one), found by its headers or begun at a row a person names.

        Raises Refusal when no header is found or the sheet or row is not there.
        """

    def rows(self, kind: LedgerKind, table: FileTable, columns: Sequence[Taken]) -> FileReading:
        """The rows below the header, read by these columns."""


class EntryFiles(Protocol):
    """Opens files of ledgers."""

    def open(self, path: Path) -> EntryFile:
        """Read a workbook or csv; raises Refusal when it is missing, too large, of another kind, locked or damaged."""
