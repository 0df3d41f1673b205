"""Ledger rows in memory; tests/storage/test_entries.py runs the same tests against both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from desktop_app.application.entry_book import KnownLayout
from desktop_app.domain.ledger_entry import EntryChange, LedgerEntry, applied
from desktop_app.domain.ledger_query import LedgerView
from desktop_app.domain.refusals import Damaged, Refusal


@dataclass(slots=True)
class LedgerContent:
    """The rows by id, their changes in order, saved views with their ledger, remembered layouts."""

    rows: dict[str, LedgerEntry] = field(default_factory=dict)
    changes: list[EntryChange] = field(default_factory=list)
    views: dict[str, tuple[str, LedgerView]] = field(default_factory=dict)
    layouts: dict[tuple[str, str], KnownLayout] = field(default_factory=dict)

    def __copy__(self) -> LedgerContent:
        return LedgerContent(dict(self.rows), list(self.changes), dict(self.views), dict(self.layouts))


class FakeEntryBook:
    """The rows of all ledgers."""

    def __init__(self, content: LedgerContent, changing: Callable[[], LedgerContent] | None = None) -> None:
        self._content = content
        self._changing = changing or (lambda: content)

    def of_kind(self, kind: str, *, removed: bool = False) -> list[LedgerEntry]:
        return [one for one in self._content.rows.values() if one.kind == kind and (removed or not one.removed)]

    def count(self, kind: str, *, following: bool = True) -> int:
        return sum(following or not one.anchor for one in self.of_kind(kind))

    def get(self, entry_id: str) -> LedgerEntry:
        if entry_id not in self._content.rows:
            raise Refusal.say(f"没有编号为“{entry_id}”的台账条目，请用 ledger list 查看")
        return self._content.rows[entry_id]

    def anchored(self, kind: str, anchor: str) -> LedgerEntry | None:
        rows = self.of_kind(kind, removed=True)
        return next((one for one in rows if one.anchor and one.anchor == anchor), None)

    def append(self, changes: Sequence[EntryChange], *, demo: bool = False) -> list[LedgerEntry]:
        content = self._changing()
        given: list[LedgerEntry] = []
        for change in changes:
            before = content.rows.get(change.entry_id)
            try:
                after = applied(before, change)
            except Damaged:
                raise Refusal("stale", name="台账里的这一行") from None
            if before is None:
                after = replace(after, demo=demo)
            content.rows[change.entry_id] = after
            content.changes.append(change)
            given.append(after)
        return given

    def history(self, entry_id: str) -> list[EntryChange]:
        return [one for one in self._content.changes if one.entry_id == entry_id]

    def changes_of(self, kind: str, until: datetime | None = None) -> list[EntryChange]:
        return [one for one in self._content.changes if one.kind == kind and (until is None or one.at <= until)]

    def last_changes(self, kind: str) -> Mapping[str, date]:
        found: dict[str, datetime] = {}
        for one in self.changes_of(kind):
            found[one.entry_id] = max(found.get(one.entry_id, one.at), one.at)
        return {key: at.date() for key, at in found.items()}

    def demo_rows(self, kind: str) -> frozenset[str]:
        return frozenset(one.id for one in self.of_kind(kind, removed=True) if one.demo)


class FakeViewBook:
    """Saved views."""

    def __init__(self, content: LedgerContent, changing: Callable[[], LedgerContent]) -> None:
        self._content, self._changing = content, changing

    def of_kind(self, kind: str) -> list[LedgerView]:
        found = [view for its, view in self._content.views.values() if its == kind]
        return sorted(found, key=lambda one: one.name)

    def save(self, kind: str, view: LedgerView) -> None:
        if any(one.name == view.name and one.id != view.id for one in self.of_kind(kind)):
            raise Refusal.say(f"已经有叫“{view.name}”的视图，请换个名称，或先删除原来的")
        self._changing().views[view.id] = (kind, view)

    def remove(self, view_id: str) -> None:
        self._changing().views.pop(view_id, None)


class FakeLayoutBook:
    """Remembered layouts of files."""

    def __init__(self, content: LedgerContent, changing: Callable[[], LedgerContent]) -> None:
        self._content, self._changing = content, changing

    def of(self, kind: str, fingerprint: str) -> KnownLayout | None:
        return self._content.layouts.get((kind, fingerprint))

    def remember(self, layout: KnownLayout) -> None:
        self._changing().layouts[layout.kind, layout.fingerprint] = layout
