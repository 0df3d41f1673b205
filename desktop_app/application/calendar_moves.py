"""Calendar moves: which running dates another calendar gives, before and after anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain.calendar import DayFact, WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.progress import ENDED_STATES
from desktop_app.domain.standing import standings


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A running date that a calendar change moves or makes firm; `clock` says which one (promised, statutory, …).

    `firm` and `missing_years` are those of the date afterwards, `before_firm` is that of the date before.
    """

    project_id: str
    case_id: str
    matter: str
    title: str
    before: date | None
    after: date | None
    firm: bool = True
    missing_years: tuple[int, ...] = ()
    before_firm: bool = True
    clock: str = ""
    project: str = ""

    @property
    def shifted(self) -> bool:
        """Whether the date itself changes; otherwise it only becomes firm, or stops being so."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that is something else afterwards."""

    before: DayFact
    after: DayFact

    @property
    def day(self) -> date:
        """Which day."""
        return self.after.day


def moved_dates(
    cases: Iterable[Case], before: WorkingCalendar, after: WorkingCalendar, names: Mapping[str, str]
) -> list[MovedDate]:
    """Every running clock whose date or firmness differs between two calendars; `names` are those of the projects."""
    found = []
    for case in cases:
        earlier = _running(case, before)
        later = _running(case, after)
        for key in sorted({*earlier, *later}):
            old, new = earlier.get(key, _NOTHING), later.get(key, _NOTHING)
            if (old.due, old.firm) != (new.due, new.firm):
                found.append(
                    MovedDate(
                        project_id=case.project_id,
                        case_id=case.id,
                        matter=key[1],
                        title=case.template.step(key[1]).title,
                        before=old.due,
                        after=new.due,
                        firm=new.firm,
                        missing_years=new.missing_years,
                        before_firm=old.firm,
                        clock=key[2],
                        project=names.get(case.project_id, ""),
                    )
                )
    return found


def changed_days(before: WorkingCalendar, after: WorkingCalendar, year: int) -> tuple[DayChange, ...]:
    """The days of a year that one calendar takes for something else than the other; firmness alone is no change."""
    first = date(year, 1, 1)
    length = (date(year, 12, 31) - first).days + 1
    pairs = ((before.fact(day), after.fact(day)) for n in range(length) for day in [first + timedelta(days=n)])
    return tuple(
        DayChange(old, new)
        for old, new in pairs
        if (old.works, old.kind, old.label) != (new.works, new.kind, new.label)
    )


_Key = tuple[int, str, str, int]
"""Place of the step in its template, its code, the name of the clock and its number."""


@dataclass(frozen=True, slots=True)
class _Date:
    due: date | None
    firm: bool = True
    missing_years: tuple[int, ...] = ()


_NOTHING = _Date(None)
"""What a clock has that does not run, or that a suspension holds still."""


def _running(case: Case, calendar: WorkingCalendar) -> dict[_Key, _Date]:
    """The dates of a case that somebody still has to keep."""
    found = {}
    for place, one in enumerate(standings(case, None, calendar, until=None)):
        for number, clock in enumerate(one.clocks):
            beside = clock.name not in ("promised", "statutory")
            if clock.due is not None and clock.ended is None and (beside or one.state not in ENDED_STATES):
                derivation = clock.derivation
                key = (place, one.step.code, clock.name, number)
                found[key] = _Date(clock.due, derivation.firm, derivation.missing_years)
    return found
