"""Checks on imported rows 导入核对: what cannot be is an error, what hardly can be is a remark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.application.entry_files import FileTable, Taken
from desktop_app.application.entry_plan import PlannedRow
from desktop_app.application.project_history import canonical
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.ledger_checks import related_remarks
from desktop_app.domain.ledger_flow import check_days, checked_days
from desktop_app.domain.ledger_import import PlannedProject
from desktop_app.domain.ledger_kind import LedgerKind, Source
from desktop_app.domain.ledger_quiet import QuietRows
from desktop_app.domain.refusals import Refusal


def day_problems(
    kind: LedgerKind, table: FileTable, columns: Sequence[Taken], rows: Sequence[PlannedRow], today: date
) -> list[LedgerProblem]:
    """What is wrong or doubtful with the rows a file changes, by cell.

    An error where the ledger itself would refuse the row; a remark where its cells do not go together or days lie after
    today: offices keep such rows, and somebody should have looked at them.
    """
    letters = {one.place: one.letter for one in table.columns}
    places = {one.key: letters.get(one.place, "") for one in columns if one.key}
    first = next(iter(places.values()), "A")
    checked = checked_days(kind)
    related = frozenset(key for check in kind.checks for key in check.columns)
    looked = [key for key in places if key in checked or key in related]
    is_quiet = QuietRows(kind, places, today)
    found = []

    def say(key: str, planned: PlannedRow, message: str, *, blocks: bool) -> None:
        cell = f"{places.get(key) or first}{planned.row.number}"
        found.append(LedgerProblem(table.sheet, cell, "error" if blocks else "warning", message))

    for planned in rows if looked else ():
        stated = planned.stated
        if planned.before is None and is_quiet(stated):
            continue
        touched = stated.keys()
        told = {**(planned.before.cells if planned.before is not None else {}), **stated}
        if not touched.isdisjoint(checked):
            try:
                check_days(kind, told, today)
            except Refusal as refusal:
                at = next((key for key in places if key in touched and key in checked), "")
                say(at, planned, str(refusal), blocks=True)
        if not touched.isdisjoint(related):
            for one in related_remarks(kind, told, today):
                if not touched.isdisjoint(one.columns):
                    say(one.column, planned, one.message, blocks=one.refuses)
    return found


def project_problems(kind: LedgerKind, projects: Sequence[PlannedProject], today: date) -> list[LedgerProblem]:
    """What is doubtful about the projects a ledger file enters or changes, where their names stand."""
    facts = {one.key: one.field for one in kind.columns if one.source is Source.PROJECT}
    checked = {key: facts[key] for check in kind.checks for key in check.columns if key in facts}
    quiet = QuietRows(kind, checked, today)
    found = []
    for planned in projects:
        if planned.before is not None and not planned.differing:
            continue
        cells = {key: canonical(getattr(planned.after, name)) for key, name in checked.items()}
        cells = {key: text for key, text in cells.items() if text}
        for one in () if quiet(cells) else related_remarks(kind, cells, today):
            if planned.before is None or not {checked[key] for key in one.columns}.isdisjoint(planned.differing):
                found.append(LedgerProblem(planned.row.sheet, planned.row.cell, "warning", one.message))
    return found


def row_number(problem: LedgerProblem) -> int:
    """The row a problem is in, 0 when it is about the whole table; problems are told in this order."""
    digits = problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits else 0
