"""Calendars 工作日历: the official years with this workspace's own overrides on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.application.ports import OpenUnitOfWork, StepNow
from desktop_app.application.projection import CALENDAR_FACT, case_steps, refresh_all
from desktop_app.domain.calendar import DayOverride, WorkingCalendar, YearNotice
from desktop_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A due date that a calendar change moves; `firm` and `missing_years` are those of the date afterwards."""

    project_id: str
    case_id: str
    matter: str
    title: str
    before: date | None
    after: date | None
    firm: bool = True
    missing_years: tuple[int, ...] = ()


@dataclass(slots=True)
class CalendarService:
    """The working calendar in force, and changes to its local layer.

    `notices` and `statutory` come from the bundled resources; the overrides from the workspace.
    """

    open_work: OpenUnitOfWork
    notices: tuple[YearNotice, ...]
    statutory: Mapping[int, Mapping[date, str]]
    _current: WorkingCalendar | None = field(default=None, init=False)
    _overrides: tuple[DayOverride, ...] = field(default=(), init=False)

    def current(self) -> WorkingCalendar:
        """The calendar in force; read again from the workspace so that another window's override is seen."""
        with self.open_work(writes=False) as work:
            overrides = tuple(work.overrides())
        if self._current is None or overrides != self._overrides:
            self._current, self._overrides = self._with(overrides), overrides
        return self._current

    def _with(self, overrides: Iterable[DayOverride]) -> WorkingCalendar:
        return WorkingCalendar(self.notices, self.statutory, overrides)

    def overrides(self) -> tuple[DayOverride, ...]:
        """The local overrides in force, by day."""
        with self.open_work(writes=False) as work:
            return tuple(sorted(work.overrides(), key=lambda one: one.day))

    def preview(self, override: DayOverride) -> list[MovedDate]:
        """Which running due dates an override would move, before anything is written."""
        self._check(override)
        before = self.current()
        after = self._with([*(one for one in self.overrides() if one.day != override.day), override])
        with self.open_work(writes=False) as work:
            cases = list(work.cases.every())
        return [moved for case in cases for moved in _moved(case_steps(case, before), case_steps(case, after))]

    def override(self, override: DayOverride) -> list[MovedDate]:
        """Store a local override 本地停办 or 临时补班 and compute every running date again; answers what moved."""
        moved = self.preview(override)
        with self.open_work() as work:
            work.set_override(override)
            refresh_all(work, self._with(work.overrides()))
            work.commit()
        return moved

    def remove_override(self, day: date) -> None:
        """Take a local override away and compute every running date again."""
        with self.open_work() as work:
            if all(one.day != day for one in work.overrides()):
                raise Refusal.say(f"{day:%Y-%m-%d} 没有本地调整，无可撤销")
            work.remove_override(day)
            refresh_all(work, self._with(work.overrides()))
            work.commit()

    def catch_up(self) -> bool:
        """Recompute the stored projection when it was made with another calendar; True when that was needed."""
        calendar = self.current()
        with self.open_work(writes=False) as work:
            if work.recall(CALENDAR_FACT) == calendar.version:
                return False
        with self.open_work() as work:
            refresh_all(work, calendar)
            work.commit()
        return True

    def _check(self, override: DayOverride) -> None:
        if not override.reason.strip():
            raise Refusal.say("本地调整要写明依据或原因")
        if self.current().is_working(override.day) == override.works:
            word = "工作日" if override.works else "休息日"
            raise Refusal.say(f"{override.day:%Y-%m-%d} 本来就是{word}，无需调整")


def _moved(before: list[StepNow], after: list[StepNow]) -> list[MovedDate]:
    return [
        MovedDate(
            new.project_id, new.case_id, new.matter, new.title, old.due_on, new.due_on, new.firm, new.missing_years
        )
        for old, new in zip(before, after, strict=True)
        if old.due_on != new.due_on and new.ended_on is None
    ]
