"""Checks on imported days 导入核对: what cannot be is an error, what hardly can be of a project is a remark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desktop_app.application.entry_files import FileTable, Taken
from desktop_app.application.entry_plan import PlannedRow
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.ledger_flow import check_days, checked_days
from desktop_app.domain.ledger_kind import LedgerKind, Source
from desktop_app.domain.ledger_value import partial_of
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.refusals import Refusal

_IN_ORDER = ("signed", "started", "produced")
"""What happens to a project, by its facts, in the order it usually happens in."""


def day_problems(
    kind: LedgerKind, table: FileTable, columns: Sequence[Taken], rows: Sequence[PlannedRow], today: date
) -> list[LedgerProblem]:
    """What is wrong or doubtful with the days of the rows a file changes, by cell.

    An error where the ledger itself would refuse the row; a remark where a project began before it was signed, produced
    before it began, or did so after today: offices keep such rows, and somebody should have looked at them.
    """
    letters = {one.place: one.letter for one in table.columns}
    places = {one.key: letters.get(one.place, "") for one in columns if one.key}
    first = next(iter(places.values()), "A")
    facts = {one.field: one.key for one in kind.columns if one.source is Source.PROJECT and one.field in _IN_ORDER}
    checked = checked_days(kind)
    looked = [key for key in places if key in checked or key in facts.values()]
    is_plain, latest = kind.flow is None and not facts, today.isoformat()
    found = []
    for planned in rows if looked else ():
        values = planned.row.values
        if is_plain and all(values.get(key, "") <= latest for key in looked):
            continue  # Days are ISO texts, so that most of many rows need no closer look.
        touched = {one.column for one in planned.changes}
        told = {**(planned.before.cells if planned.before is not None else {})}
        told |= {one.column: one.new for one in planned.changes}
        if not touched.isdisjoint(checked):
            try:
                check_days(kind, told, today)
            except Refusal as refusal:
                letter = next((places[key] for key in places if key in touched and key in checked), first)
                cell = f"{letter}{planned.row.number}"
                found.append(LedgerProblem(table.sheet, cell, "error", str(refusal)))
        if not touched.isdisjoint(facts.values()):
            for key, said in _doubts(kind, facts, told, today):
                cell = f"{places.get(key) or first}{planned.row.number}"
                found.append(LedgerProblem(table.sheet, cell, "warning", said))
    return found


def row_number(problem: LedgerProblem) -> int:
    """The row a problem is in, 0 when it is about the whole table; problems are told in this order."""
    digits = problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits else 0


def _doubts(
    kind: LedgerKind, facts: Mapping[str, str], told: Mapping[str, str], today: date
) -> Iterator[tuple[str, str]]:
    """What is doubtful about the days of a project, each with its column."""
    before: tuple[str, PartialDate] | None = None
    for field in _IN_ORDER:
        key = facts.get(field, "")
        day = partial_of(told.get(key, "")) if key else None
        if day is None or day.year is None:
            continue
        label = kind.column(key).label
        if _surely_before(PartialDate.of(today), day):
            yield key, f"{label} {day.words()} 在今天之后，请核对；还没有发生的请写在计划栏"
        if before is not None and _surely_before(day, before[1]):
            yield key, f"{label} {day.words()} 早于{before[0]} {before[1].words()}，请核对"
        before = label, day


def _surely_before(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date lies before another, as far as both are known exactly enough to say so."""
    mine, known = ((day.year, day.month, day.day) for day in (one, other))
    for earlier, later in zip(mine, known, strict=True):
        if earlier is None or later is None:
            return False
        if earlier != later:
            return earlier < later
    return False
