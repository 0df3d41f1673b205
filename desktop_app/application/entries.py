"""Ledger rows 台账条目: reading a ledger with its derived columns, entering, changing, taking out, and acts of its flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.entry_book import LedgerKinds
from desktop_app.application.ledger_rows import LedgerRowNow, rows_of
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry, differences
from desktop_app.domain.ledger_kind import ColumnType, LedgerKind, Source
from desktop_app.domain.ledger_query import LedgerQuery, LedgerView
from desktop_app.domain.ledger_select import selected
from desktop_app.domain.ledger_value import ValueProblem, read_value
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class EntryService:
    """Use cases on the rows of every ledger."""

    open_work: OpenUnitOfWork
    ids: Ids
    now: Now
    kinds: LedgerKinds
    calendars: CalendarService

    def rows(self, kind: str, query: LedgerQuery | None = None) -> list[LedgerRowNow]:
        """The rows of a ledger a query wants, in its order, with every column; raises Refusal for an unknown kind."""
        known = self.kinds.get(kind)
        calendar = self.calendars.current()
        with self.open_work(writes=False) as work:
            found = rows_of(known, work, calendar, self.now().date())
        return selected(known, found, query or LedgerQuery(), lambda row: row.cells)

    def history(self, entry_id: str) -> Sequence[EntryChange]:
        """Every change of a row, oldest first."""
        with self.open_work(writes=False) as work:
            return work.entries.history(entry_id)

    def add(
        self, kind: str, written: Mapping[str, str], by: str, *, project_id: str = "", anchor: str = "", note: str = ""
    ) -> tuple[LedgerEntry, Changes]:
        """Enter a row from what people wrote per column; raises Refusal naming every column that cannot be taken."""
        known = self.kinds.get(kind)
        values = read_values(known, written)
        _refuse_missing(known, values)
        with self.open_work() as work:
            entry = self._append(work, known, self.ids(), EntryAct.ADD, {}, values, by, project_id, anchor, note)
            work.commit()
        return entry, Changes(ledgers=frozenset({known.key}))

    def edit(
        self, entry_id: str, written: Mapping[str, str], by: str, *, note: str = "", version: int | None = None
    ) -> tuple[LedgerEntry, Changes]:
        """Change some columns of a row (an empty text clears one).

        Raises Refusal: a column that cannot be taken, a required one cleared, or `stale` when `version` is no longer
        the stored one.
        """
        with self.open_work() as work:
            before = work.entries.get(entry_id)
            known = self.kinds.get(before.kind)
            if version is not None and version != before.version:
                raise Refusal("stale")
            values = {**before.values, **read_values(known, written)}
            values = {key: text for key, text in values.items() if text}
            _refuse_missing(known, values)
            if values == dict(before.values):
                return before, Changes()
            entry = self._append(
                work, known, entry_id, EntryAct.EDIT, before.values, values, by, before.project_id, before.anchor, note
            )
            work.commit()
        return entry, Changes(ledgers=frozenset({known.key}))

    def remove(self, entry_id: str, by: str, reason: str) -> Changes:
        """Take a row out of its ledger with a reason; it stays in the history and can be put back."""
        return self._turn(entry_id, EntryAct.REMOVE, by, reason)

    def restore(self, entry_id: str, by: str, reason: str = "") -> Changes:
        """Put a row back that was taken out."""
        return self._turn(entry_id, EntryAct.RESTORE, by, reason)

    def _turn(self, entry_id: str, act: EntryAct, by: str, reason: str) -> Changes:
        with self.open_work() as work:
            before = work.entries.get(entry_id)
            if before.removed is (act is EntryAct.REMOVE):
                raise Refusal.say("这一行已经移出台账" if before.removed else "这一行在台账里，不需要恢复")
            if act is EntryAct.REMOVE and not reason.strip():
                raise Refusal.say("请写明移出台账的原因")
            known = self.kinds.get(before.kind)
            self._append(
                work, known, entry_id, act, before.values, before.values, by, before.project_id, before.anchor, reason
            )
            work.commit()
        return Changes(ledgers=frozenset({known.key}))

    def views(self, kind: str) -> list[LedgerView]:
        """The ready-made views of a ledger, then the saved ones."""
        known = self.kinds.get(kind)
        with self.open_work(writes=False) as work:
            return [*known.views, *work.views.of_kind(known.key)]

    def _append(
        self,
        work: UnitOfWork,
        kind: LedgerKind,
        entry_id: str,
        act: EntryAct,
        before: Mapping[str, str],
        after: Mapping[str, str],
        by: str,
        project_id: str,
        anchor: str,
        note: str,
        on: date | None = None,
        flow_act: str = "",
    ) -> LedgerEntry:
        at = self.now()
        change = EntryChange(
            id=self.ids(),
            entry_id=entry_id,
            kind=kind.key,
            act=act,
            on=on or at.date(),
            at=at,
            by=by,
            changes=differences(before, after),
            flow_act=flow_act,
            project_id=project_id or _project_in(kind, after),
            anchor=anchor,
            note=note,
        )
        return work.entries.append([change])[-1]


def read_values(kind: LedgerKind, written: Mapping[str, str]) -> dict[str, str]:
    """What people wrote per column as canonical texts; raises Refusal naming every column that cannot be taken."""
    values: dict[str, str] = {}
    problems: list[str] = []
    for key, text in written.items():
        if not kind.has(key):
            raise Refusal.say(
                f"台账“{kind.name}”没有“{key}”这一栏；可用的栏：{'、'.join(one.key for one in kind.columns)}"
            )
        column = kind.column(key)
        if column.source is not Source.ENTERED:
            problems.append(f"“{column.label}”由程序得出，不能填写")
            continue
        try:
            values[key] = read_value(column, text).text
        except ValueProblem as problem:
            problems.append(f"“{column.label}”：{problem}")
    if problems:
        raise Refusal.say("；".join(problems))
    return values


def _refuse_missing(kind: LedgerKind, values: Mapping[str, str]) -> None:
    missing = [one.label for one in kind.columns if one.required and one.entered and not values.get(one.key)]
    if missing:
        raise Refusal.say(f"请填写：{'、'.join(missing)}")


def _project_in(kind: LedgerKind, values: Mapping[str, str]) -> str:
    for column in kind.columns:
        if column.type is ColumnType.PROJECT and values.get(column.key):
            return values[column.key]
    return ""
