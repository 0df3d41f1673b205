"""Issues among the reminders 企业问题: those of the ledger 问题 whose date has passed or is near, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.application.entries import Watched
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.progress import Lamp


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One issue with its date; `left` is in working days, negative when over; `firm` is false in a year without a
    notice."""

    id: str
    number: str
    description: str
    enterprise: str
    unit: str
    person: str
    due: date
    left: int
    over: bool
    firm: bool
    words: str
    project_id: str = ""

    @property
    def lamp(self) -> Lamp:
        """逾期 or 预警."""
        return Lamp.OVERDUE if self.over else Lamp.WARNING

    @property
    def responsible(self) -> str:
        """The unit and the person who answer for it."""
        return " ".join(filter(None, (self.unit, self.person)))


def issue_lines(found: Watched, calendar: WorkingCalendar, today: date, officer: str = "") -> tuple[IssueLine, ...]:
    """The watched issues, the longest overdue first; of one person those they answer for."""
    lines = []
    late = {row.id for row in found.overdue}
    for row in (*found.overdue, *found.warning):
        cells = row.cells
        if officer and cells.get("duty_person", "") != officer:
            continue
        due = date.fromisoformat(cells["due_on"])
        lines.append(
            IssueLine(
                id=row.id,
                number=cells.get("number", ""),
                description=cells.get("description", ""),
                enterprise=cells.get("enterprise", ""),
                unit=cells.get("duty_unit", ""),
                person=cells.get("duty_person", ""),
                due=due,
                left=calendar.count_working(today, due),
                over=row.id in late,
                firm=all(calendar.known(year) for year in {today.year, due.year}),
                words=cells[found.lamp],
                project_id=row.project_id,
            )
        )
    return tuple(lines)
