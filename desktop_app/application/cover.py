"""Cover 代管: whose work somebody sees on a day, and who stands in for whom, as every list and paper asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.application.ports import OpenUnitOfWork, UnitOfWork
from desktop_app.domain.officer import Directory, directory_of, in_words

EVERYBODY = ("",)
"""The names when nobody is named: readers take an empty name for everybody."""


def directory(work: UnitOfWork) -> Directory:
    """The directory as an open unit of work has it."""
    return directory_of(work.officers.entries())


@dataclass(frozen=True, slots=True)
class WorkSeen:
    """Whose work somebody sees on a day (`names`), and who stands in for whom that day, by name."""

    names: tuple[str, ...]
    covers: Mapping[str, str]

    def shows(self, officer: str) -> bool:
        """Whether work of this officer is seen."""
        return self.names == EVERYBODY or officer in self.names


def work_seen(open_work: OpenUnitOfWork, officer: str, day: date) -> WorkSeen:
    """What somebody sees: their own work, under former names too, and that of those they stand in for; everybody's
    when nobody is named."""
    with open_work(writes=False) as work:
        known = directory(work)
    covers = known.covers(day)
    if not officer:
        return WorkSeen(EVERYBODY, covers)
    return WorkSeen(tuple(sorted({*known.known_as(officer), officer} | known.covered_by(officer, day))), covers)


def everybody(open_work: OpenUnitOfWork, named: Sequence[str], day: date) -> list[str]:
    """Whom cases name, then everybody else who is registered and in service on a day."""
    with open_work(writes=False) as work:
        known = directory(work)
    return list(dict.fromkeys((*named, *(one.name for one in known.officers if one.active(day)))))


def carried_by(work: UnitOfWork, officer: str, day: date) -> str:
    """An officer as a paper of that day names them: 甲, or 甲（乙代） while 乙 stands in."""
    if not officer:
        return officer
    cover = directory(work).cover(officer, day)
    return in_words(officer, cover.by if cover else "")
