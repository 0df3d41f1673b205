"""Entry book: rows of the ledgers, saved views and remembered file layouts as the use cases see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desktop_app.domain.ledger_entry import EntryChange, LedgerEntry
from desktop_app.domain.ledger_kind import LedgerKind
from desktop_app.domain.ledger_query import LedgerView
from desktop_app.domain.refusals import Refusal


class EntryBook(Protocol):
    """The rows of all ledgers; a row is what its changes say, and changes are appended and never changed."""

    def of_kind(self, kind: str, *, removed: bool = False) -> Sequence[LedgerEntry]:
        """The rows of a kind in the order they were entered; with `removed` also those taken out."""

    def count(self, kind: str, *, following: bool = True) -> int:
        """How many rows a kind has, those taken out left aside; not `following` leaves aside those with an anchor."""

    def get(self, entry_id: str) -> LedgerEntry:
        """A row, removed or not; raises Refusal when there is none with this id."""

    def anchored(self, kind: str, anchor: str) -> LedgerEntry | None:
        """The row of a kind that tells of a project, case or result; None when nothing was entered for it yet."""

    def append(self, changes: Sequence[EntryChange], *, demo: bool = False) -> Sequence[LedgerEntry]:
        """Append changes in order and give the rows as they are now, one a change.

        Raises Refusal `stale` when a change was decided on another state of its row.
        """

    def history(self, entry_id: str) -> Sequence[EntryChange]:
        """Every change of a row in the order of recording."""

    def changes_of(self, kind: str, until: datetime | None = None) -> Sequence[EntryChange]:
        """Every change of a kind in the order of recording (up to an instant), for looking back in time."""

    def last_changes(self, kind: str) -> Mapping[str, date]:
        """The day the newest change of every row of a kind was recorded, by id."""

    def demo_rows(self, kind: str) -> frozenset[str]:
        """The rows of a kind that are 演示数据, by id."""


class ViewBook(Protocol):
    """Views saved by people, per ledger."""

    def of_kind(self, kind: str) -> Sequence[LedgerView]:
        """The saved views of a ledger, by name."""

    def save(self, kind: str, view: LedgerView) -> None:
        """Store a view under its id; one with the same id is replaced."""

    def remove(self, view_id: str) -> None:
        """Take a view away."""


@dataclass(frozen=True, slots=True)
class KnownLayout:
    """How a person mapped the columns of a file: `fingerprint` tells the headers, `columns` are (header, key, unit)."""

    fingerprint: str
    kind: str
    columns: tuple[tuple[str, str, str], ...]


class LayoutBook(Protocol):
    """Layouts of files people brought in, remembered by their headers."""

    def of(self, kind: str, fingerprint: str) -> KnownLayout | None:
        """The layout remembered for these headers."""

    def remember(self, layout: KnownLayout) -> None:
        """Store or replace it."""


@dataclass(frozen=True, slots=True)
class LedgerKinds:
    """The ledgers this program knows, read from their files when first asked for."""

    load: Callable[[], tuple[LedgerKind, ...]]

    def all(self) -> tuple[LedgerKind, ...]:
        """Every kind in the order of the side bar."""
        return self.load()

    def get(self, key: str) -> LedgerKind:
        """The kind with a key or a name; raises Refusal when there is none."""
        for one in self.load():
            if key in (one.key, one.name):
                return one
        known = "、".join(f"{one.key}（{one.name}）" for one in self.load())
        raise Refusal.say(f"没有叫“{key}”的台账；可用的有：{known}")


NO_LEDGERS = LedgerKinds(lambda: ())
"""Where nothing is told of ledgers."""
