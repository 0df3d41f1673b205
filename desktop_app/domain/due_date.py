"""The due date of a limit without its days, for figures that ask for very many; `clock.derive` explains one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from desktop_app.domain.calendar import WorkingCalendar, out_of_reach
from desktop_app.domain.clock import Pause, derive
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.stretch import days_in


def due_date(calendar: WorkingCalendar, start: date, limit: Limit, pauses: Sequence[Pause] = ()) -> date:
    """The date `derive` finds, read off the calendar instead of walked; a test holds both together.

    Raises Refusal for dates beyond the calendar's reach.
    """
    unit = calendar.counted_as(limit.unit)
    if unit.in_hours:
        return derive(calendar, start, limit, pauses).due
    if not limit.amount:
        return start
    spans = [(pause.first, pause.last) for pause in pauses]
    held, due = 0, _after(calendar, start, limit.amount, unit)
    while spans and (more := days_in(spans, unit, calendar, start, due)) != held:
        held, due = more, _after(calendar, start, limit.amount + more, unit)
    return due if unit is Unit.WORKING_DAYS else calendar.next_working(due)


def _after(calendar: WorkingCalendar, start: date, days: int, unit: Unit) -> date:
    if unit is Unit.WORKING_DAYS:
        return calendar.add_working(start, days)
    if start.toordinal() + days > date.max.toordinal():
        raise out_of_reach()
    return start + timedelta(days=days)
