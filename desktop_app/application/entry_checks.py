"""Checks on imported rows 导入核对: what cannot be is an error, what hardly can be is a remark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.application.entry_files import FileTable, Taken
from desktop_app.application.entry_plan import PlannedRow
from desktop_app.application.project_history import canonical
from desktop_app.domain.ledger import LedgerProblem
from desktop_app.domain.ledger_checks import Unprintable, free_columns, missing_signs, missing_words, related_remarks
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


def sign_problems(
    kind: LedgerKind, table: FileTable, columns: Sequence[Taken], rows: Sequence[PlannedRow], fonts: Unprintable
) -> list[LedgerProblem]:
    """The cells a file changes with signs no font has: they would be printed as 〓, so somebody should know before."""
    letters = {one.place: one.letter for one in table.columns}
    places = {one.key: letters.get(one.place, "") for one in columns if one.key}
    free = [one for one in free_columns(kind) if one.key in places]
    stated = [(one.row.number, one.stated) for one in rows]
    missing = missing_signs({cells.get(one.key, "") for _, cells in stated for one in free}, fonts)
    return [
        LedgerProblem(table.sheet, f"{places[one.key]}{number}", "warning", f"{one.label}：{words}")
        for number, cells in (stated if missing else ())
        for one in free
        if (words := missing_words(cells.get(one.key, ""), missing))
    ]


def project_sign_problems(
    kind: LedgerKind, projects: Sequence[PlannedProject], fonts: Unprintable
) -> list[LedgerProblem]:
    """The facts of projects a ledger file states with signs no font has, where their names stand."""
    facts = [(one.field, one.label) for one in free_columns(kind) if one.source is Source.PROJECT]
    said = [
        (planned, label, text)
        for planned in projects
        for name, label in facts
        if (planned.before is None or name in planned.differing) and (text := canonical(getattr(planned.after, name)))
    ]
    missing = missing_signs({text for _, _, text in said}, fonts)
    return [
        LedgerProblem(planned.row.sheet, planned.row.cell, "warning", f"{label}：{words}")
        for planned, label, text in (said if missing else ())
        if (words := missing_words(text, missing))
    ]


def row_number(problem: LedgerProblem) -> int:
    """The row a problem is in, 0 when it is about the whole table; problems are told in this order."""
    digits = problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits else 0
