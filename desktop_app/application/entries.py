"""Ledger rows 台账条目: reading a ledger with its derived columns, entering, changing, taking out, acts of its flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop_app.application.calendars import CalendarService
from desktop_app.application.changes import Changes
from desktop_app.application.entry_book import LedgerKinds
from desktop_app.application.entry_values import (
    ProjectNames,
    Taken,
    becomes_another,
    missing,
    numbered,
    project_in,
    read_written,
    refuse_twin,
)
from desktop_app.application.ledger_rows import LedgerRowNow, RowsFrom, count_of, row_alone, rows_at, rows_of
from desktop_app.application.ledger_rules import CLOCK_LAMP, WARNING, days_over, is_over
from desktop_app.application.ports import Ids, Now, OpenUnitOfWork, UnitOfWork
from desktop_app.application.project_history import PROJECT_KIND, fact_of, with_history
from desktop_app.application.projects import change_project
from desktop_app.domain.ledger_checks import refuse_row
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, LedgerEntry, differences
from desktop_app.domain.ledger_flow import act_wanted, check_days, checked_days
from desktop_app.domain.ledger_kind import FlowAct, LedgerKind, RowsOf, Source
from desktop_app.domain.ledger_query import LedgerQuery, LedgerView, check_view_name
from desktop_app.domain.ledger_select import selected, totals
from desktop_app.domain.ledger_value import day_of
from desktop_app.domain.refusals import Refusal

ISSUES = "issues"
"""The ledger of what enterprises brought up, whose dates are watched every day."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Rows of a ledger whose date has passed, and those whose date is near; `lamp` is the column that says so."""

    overdue: tuple[LedgerRowNow, ...]
    warning: tuple[LedgerRowNow, ...]
    lamp: str = ""


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
        with self.open_work(writes=False) as work:
            found = rows_of(known, work, self._means(self.now().date()))
        return _selected(known, found, query)

    def count(self, kind: str) -> int:
        """How many rows a ledger has, which is quicker than reading them; raises Refusal for an unknown kind."""
        known = self.kinds.get(kind)
        with self.open_work(writes=False) as work:
            return count_of(known, work, self._means(self.now().date()))

    def rows_at(self, kind: str, until: datetime, query: LedgerQuery | None = None) -> list[LedgerRowNow]:
        """The rows as they were recorded up to an instant, lamps and lengths as of its day."""
        known = self.kinds.get(kind)
        with self.open_work(writes=False) as work:
            found = rows_at(known, work, self._means(until.date()), until)
        return _selected(known, found, query)

    def removed(self, kind: str) -> list[LedgerRowNow]:
        """The rows that were taken out of a ledger, with every column as it would be."""
        known = self.kinds.get(kind)
        with self.open_work(writes=False) as work:
            return rows_of(known, work, self._means(self.now().date()), removed=True)

    def row(self, entry_id: str) -> LedgerRowNow:
        """One row people entered with its columns worked out, removed or not; raises Refusal when there is none."""
        with self.open_work(writes=False) as work:
            found = work.entries.get(entry_id)
            project = work.projects.get(found.project_id) if found.project_id else None
        return row_alone(self.kinds.get(found.kind), found, project, self._means(self.now().date()))

    def totals(self, kind: str, query: LedgerQuery | None = None) -> dict[str, str]:
        """The exact sums over the rows a query wants, as canonical texts by column."""
        return totals(self.kinds.get(kind), (row.cells for row in self.rows(kind, query)))

    def find(self, reference: str) -> str:
        """The id of the row that is numbered so (WT-2026-001), else the text itself, which is taken for an id.

        Raises Refusal when several rows carry the number.
        """
        with self.open_work(writes=False) as work:
            found = [
                entry.id
                for kind in self.kinds.all()
                for column in kind.columns
                if column.serial
                for entry in work.entries.of_kind(kind.key, removed=True)
                if entry.values.get(column.key) == reference
            ]
        if len(found) > 1:
            raise Refusal.say(f"有 {len(found)} 行的编号是“{reference}”，请用 ledger list 查看，改用行的编号")
        return found[0] if found else reference

    def watched(self, kind: str) -> Watched:
        """The rows of a ledger whose date has passed or is near, the longest overdue first."""
        known = self.kinds.get(kind)
        lamp = next((one.key for one in known.columns if one.field.split()[:1] == [CLOCK_LAMP]), "")
        rows = self.rows(kind) if lamp else []
        late = [one for one in rows if is_over(one.cells.get(lamp, ""))]
        near = [one for one in rows if one.cells.get(lamp, "").startswith(WARNING)]
        return Watched(tuple(sorted(late, key=lambda one: days_over(one.cells[lamp]), reverse=True)), tuple(near), lamp)

    def history(self, entry_id: str) -> Sequence[EntryChange]:
        """Every change of a row, oldest first; raises Refusal when there is no such row."""
        with self.open_work(writes=False) as work:
            work.entries.get(entry_id)
            return work.entries.history(entry_id)

    def add(
        self,
        kind: str,
        written: Mapping[str, str],
        by: str,
        *,
        project_id: str = "",
        anchor: str = "",
        note: str = "",
        demo: bool = False,
    ) -> tuple[LedgerEntry, Changes]:
        """Enter a row from what people wrote per column; a number left empty is given, `demo` marks 演示数据.

        Raises Refusal naming every column that cannot be taken, and when the row is in the ledger already.
        """
        known = self.kinds.get(kind)
        if anchor:
            return self.put(kind, anchor, written, by, note=note)
        if known.rows in (RowsOf.PROJECTS, RowsOf.CASES):
            raise Refusal.say(f"“{known.name}”的每一行随项目自动列入，不用新增；请先新建项目或代办件")
        with self.open_work() as work:
            taken = _read(work, known, written)
            lacking = missing(known, taken.values)
            if lacking:
                raise Refusal.say(f"请填写：{'、'.join(lacking)}")
            stored = work.entries.of_kind(known.key, removed=True)
            taken = replace(taken, values=numbered(known, taken.values, stored, self.now().year))
            refuse_twin(known, taken.values, stored)
            blank = LedgerEntry(self.ids(), known.key, project_id=project_id, demo=demo)
            change = replace(self._change(blank, by, note), act=EntryAct.ADD)
            entry, changes = self._store(work, known, blank, taken, change)
            work.commit()
        return entry, changes

    def edit(
        self, entry_id: str, written: Mapping[str, str], by: str, *, note: str = "", version: int | None = None
    ) -> tuple[LedgerEntry, Changes]:
        """Change some columns of a row (an empty text clears one); a fact of the project is changed in the project too.

        Raises Refusal: a column that cannot be taken, a required one cleared, or `stale` when `version` is no longer
        the stored one.
        """
        with self.open_work() as work:
            before = work.entries.get(entry_id)
            entry, changes = self._edit(work, before, written, self._change(before, by, note), version)
            work.commit()
        return entry, changes

    def put(
        self, kind: str, anchor: str, written: Mapping[str, str], by: str, *, note: str = "", version: int | None = None
    ) -> tuple[LedgerEntry, Changes]:
        """Change columns of a row that is there by itself (a project, case or result), entered or not yet.

        `version` is that of the row as it was read, 0 while nothing was entered. Raises Refusal as `edit` does.
        """
        known = self.kinds.get(kind)
        with self.open_work() as work:
            before = work.entries.anchored(known.key, anchor)
            if before is None:
                before = self._anchored(work, known, anchor)
                version = None if version in (None, 0) else version
            entry, changes = self._edit(work, before, written, self._change(before, by, note), version)
            work.commit()
        return entry, changes

    def act(
        self,
        entry_id: str,
        act_key: str,
        written: Mapping[str, str],
        by: str,
        on: date | None = None,
        *,
        note: str = "",
        version: int | None = None,
    ) -> tuple[LedgerEntry, Changes]:
        """Do an act of the flow of a row on a day (today unless told), with the columns it asks for.

        Raises Refusal: an act the row does not stand for, a day before the last act or in the future, a column missing.
        """
        with self.open_work() as work:
            before = work.entries.get(entry_id)
            known = self.kinds.get(before.kind)
            _refuse_stale(known, before, version)
            day = on or self.now().date()
            act, taken = self._acting(work, before, act_key, written, day)
            made = replace(self._change(before, by, note), act=EntryAct.ACT, flow_act=act.key, on=day)
            entry, changes = self._store(work, known, before, taken, made)
            work.commit()
        return entry, changes

    def foreseen(
        self, entry_id: str, act_key: str, written: Mapping[str, str], on: date | None = None
    ) -> tuple[LedgerRowNow, LedgerRowNow]:
        """A row as it is and as an act would leave it, its dates and lamps with it; stores nothing.

        Raises Refusal as `act` does.
        """
        with self.open_work(writes=False) as work:
            before = work.entries.get(entry_id)
            known, means = self.kinds.get(before.kind), self._means(self.now().date())
            _act, taken = self._acting(work, before, act_key, written, on or means.today)
            after = {key: text for key, text in {**before.values, **taken.values}.items() if text}
            project = work.projects.get(before.project_id) if before.project_id else None
            now, then = (row_alone(known, one, project, means) for one in (before, replace(before, values=after)))
        return now, then

    def _acting(
        self, work: UnitOfWork, before: LedgerEntry, act_key: str, written: Mapping[str, str], day: date
    ) -> tuple[FlowAct, Taken]:
        """The act that is meant, with everything it writes."""
        known, means = self.kinds.get(before.kind), self._means(self.now().date())
        history = work.entries.history(before.id)
        due = known.flow.due if known.flow is not None else ""
        until = day_of(row_alone(known, before, None, means).cells.get(due, "")) if due else None
        wanted = act_wanted(known, before, act_key, history, day, means.today, until)
        taken = _read(work, known, written, states=True)
        return wanted.act, Taken(wanted.completed(before.values, taken.values), taken.facts)

    def remove(self, entry_id: str, by: str, reason: str) -> Changes:
        """Take a row out of its ledger with a reason; it stays in the history and can be put back."""
        return self._turn(entry_id, EntryAct.REMOVE, by, reason)

    def restore(self, entry_id: str, by: str, reason: str = "") -> Changes:
        """Put a row back that was taken out."""
        return self._turn(entry_id, EntryAct.RESTORE, by, reason)

    def views(self, kind: str) -> list[LedgerView]:
        """The ready-made views of a ledger, then the saved ones."""
        known = self.kinds.get(kind)
        with self.open_work(writes=False) as work:
            return [*known.views, *work.views.of_kind(known.key)]

    def save_view(self, kind: str, view: LedgerView) -> LedgerView:
        """Keep a view under its name, a new one without id; raises Refusal without a name or when the name is taken."""
        known = self.kinds.get(kind)
        named = replace(view, name=view.name.strip(), id=view.id or self.ids())
        check_view_name(named.name, [one.name for one in known.views])
        with self.open_work() as work:
            work.views.save(known.key, named)
            work.commit()
        return named

    def remove_view(self, view_id: str) -> None:
        """Take a saved view away; those that come with the ledger stay."""
        if not view_id:
            raise Refusal.say("自带的视图不能删除")
        with self.open_work() as work:
            work.views.remove(view_id)
            work.commit()

    def _means(self, day: date) -> RowsFrom:
        return RowsFrom(self.calendars.current(), day)

    def _turn(self, entry_id: str, act: EntryAct, by: str, reason: str) -> Changes:
        with self.open_work() as work:
            before = work.entries.get(entry_id)
            if before.removed is (act is EntryAct.REMOVE):
                raise Refusal.say("这一行已经移出台账" if before.removed else "这一行在台账里，不需要恢复")
            if before.anchor:
                raise Refusal.say("这一行随项目自动列入台账，不能单独移出；请到项目里修改")
            if act is EntryAct.REMOVE and not reason.strip():
                raise Refusal.say("请写明移出台账的原因")
            work.entries.append([replace(self._change(before, by, reason.strip()), act=act)])
            work.commit()
        return Changes(ledgers=frozenset({before.kind}))

    def _anchored(self, work: UnitOfWork, kind: LedgerKind, anchor: str) -> LedgerEntry:
        """The row of what an anchor names before anything was entered for it."""
        if kind.key == PROJECT_KIND:
            return with_history(work, self.ids, work.projects.get(anchor))
        rows = rows_of(kind, work, self._means(self.now().date()))
        found = next((one for one in rows if one.anchor == anchor and anchor), None)
        if found is None:
            raise Refusal.say(f"台账“{kind.name}”里没有编号为“{anchor}”的一行，请用 ledger list 查看")
        return LedgerEntry(self.ids(), kind.key, {}, found.project_id, anchor, demo=found.demo)

    def _edit(
        self,
        work: UnitOfWork,
        before: LedgerEntry,
        written: Mapping[str, str],
        change: EntryChange,
        version: int | None,
    ) -> tuple[LedgerEntry, Changes]:
        known = self.kinds.get(before.kind)
        _refuse_stale(known, before, version)
        if before.removed:
            raise Refusal.say("这一行已经移出台账，要修改请先恢复")
        taken = _read(work, known, written, follows=bool(before.anchor))
        cleared = [
            one.label
            for one in known.columns
            if one.required and one.source is Source.ENTERED and taken.values.get(one.key) == ""
        ]
        if cleared:
            raise Refusal.say(f"“{'、'.join(cleared)}”必须填写，不能清空")
        if becomes_another(known, before, taken):
            refuse_twin(known, {**before.values, **taken.values}, work.entries.of_kind(known.key), before.id)
        act = EntryAct.ADD if before.version == 0 else EntryAct.EDIT
        return self._store(work, known, before, taken, replace(change, act=act))

    def _store(
        self, work: UnitOfWork, kind: LedgerKind, before: LedgerEntry, taken: Taken, change: EntryChange
    ) -> tuple[LedgerEntry, Changes]:
        """Keep the values of a row and the facts of its project; what was the same before is no change."""
        values = {key: text for key, text in {**before.values, **taken.values}.items() if text}
        project_id = project_in(kind, values, before.project_id)
        changes = Changes()
        if taken.facts:
            changes = self._tell_project(work, project_id, taken.facts, change)
            if kind.key == PROJECT_KIND:
                before = work.entries.get(before.id)
                values = {key: text for key, text in {**before.values, **taken.values}.items() if text}
        if not taken.values.keys().isdisjoint(checked_days(kind)):
            check_days(kind, values, self.now().date())
        if taken.values:
            refuse_row(kind, values, self.now().date(), taken.values)
        differing = differences(before.values, values)
        if not differing and change.act is not EntryAct.ACT and before.version:
            return before, changes
        made = replace(change, changes=differing, project_id=project_id)
        entry = work.entries.append([made], demo=before.demo)[-1]
        return entry, replace(changes, ledgers=changes.ledgers | {kind.key})

    def _tell_project(
        self, work: UnitOfWork, project_id: str, facts: Mapping[str, str], change: EntryChange
    ) -> Changes:
        if not project_id:
            raise Refusal.say("这一行没有对应的项目，来自项目的栏不能填写；请先选定项目")
        project = work.projects.get(project_id)
        told = {field: fact_of(field, text) for field, text in facts.items()}
        # The fields come from the columns of the kind, which the catalog checks against the project.
        event = change_project(work, replace(project, **told), change.by, self.ids, change.at, change.note)  # type: ignore[arg-type]
        if event is None:
            return Changes()
        return replace(Changes.of(event), ledgers=frozenset({PROJECT_KIND}))

    def _change(self, before: LedgerEntry, by: str, note: str) -> EntryChange:
        if not by.strip():
            raise Refusal.say("请写明登记人")
        at = self.now()
        return EntryChange(
            id=self.ids(),
            entry_id=before.id,
            kind=before.kind,
            act=EntryAct.EDIT,
            on=at.date(),
            at=at,
            by=by.strip(),
            project_id=before.project_id,
            anchor=before.anchor,
            note=note,
        )


def _selected(kind: LedgerKind, rows: list[LedgerRowNow], query: LedgerQuery | None) -> list[LedgerRowNow]:
    return selected(kind, rows, query or LedgerQuery(), lambda row: row.cells, lambda row: row.words)


def _read(
    work: UnitOfWork, kind: LedgerKind, written: Mapping[str, str], *, follows: bool = False, states: bool = False
) -> Taken:
    return read_written(kind, written, ProjectNames(work.projects.find_all()), follows=follows, states=states)


def _refuse_stale(kind: LedgerKind, entry: LedgerEntry, version: int | None) -> None:
    if version is not None and version != entry.version:
        raise Refusal("stale", name=entry.values.get(kind.headline.key, "") or f"{kind.name}台账里的这一行")
