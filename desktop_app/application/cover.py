"""Cover 代管: whose work somebody sees on a day, and who stands in for whom, as every list and paper asks."""

from __future__ import annotations

from datetime import date

from desktop_app.application.ports import OpenUnitOfWork, UnitOfWork
from desktop_app.domain.officer import Directory, directory_of, in_words

EVERYBODY = ("",)
"""What `whose` answers when nobody is named: readers take an empty name for everybody."""


def directory(work: UnitOfWork) -> Directory:
    """The directory as an open unit of work has it."""
    return directory_of(work.officers.entries())


def whose(open_work: OpenUnitOfWork, officer: str, day: date) -> tuple[str, ...]:
    """The names whose work somebody sees: their own, former ones too, and those they stand in for on that day."""
    if not officer:
        return EVERYBODY
    with open_work(writes=False) as work:
        known = directory(work)
    return tuple(sorted({*known.known_as(officer), officer} | known.covered_by(officer, day)))


def carried_by(work: UnitOfWork, officer: str, day: date) -> str:
    """An officer as a paper of that day names them: 甲, or 甲（乙代） while 乙 stands in."""
    if not officer:
        return officer
    cover = directory(work).cover(officer, day)
    return in_words(officer, cover.by if cover else "")
