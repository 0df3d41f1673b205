"""Lengths of steps: what turns the start of a step into its finish, and back into the latest day it may start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from desktop_app.domain.calendar import WorkingCalendar, out_of_reach
from desktop_app.domain.clock import derive
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.template import ApprovalTemplate

_AT_ONCE = Limit(0, Unit.WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class StepLengths:
    """How long each step of a template takes by its promised limit: the clock without a suspension.

    Whole days are read off the calendar instead of walked, because a case asks thousands of times; a test holds both
    ways together.
    """

    calendar: WorkingCalendar
    limits: Mapping[str, Limit]

    @classmethod
    def of(
        cls,
        template: ApprovalTemplate,
        calendar: WorkingCalendar,
        given: Mapping[str, Limit] | None = None,
    ) -> Self:
        """The lengths of a template; `given` fills in steps whose length is asked per project, otherwise nothing.

        Raises Refusal for an unknown step and for one whose length the template rules.
        """
        limits = {step.code: step.promised_limit or _AT_ONCE for step in template.steps}
        for code, limit in (given or {}).items():
            if not template.step(code).matter.ask_days:
                raise Refusal.say(f"事项 {code} 的时限由流程模板规定，不能另填天数。")
            limits[code] = limit
        return cls(calendar, limits)

    def finish(self, code: str, start: date) -> date:
        """The last day of a step that starts on a day; never earlier for a later start. Refusal past the calendar."""
        limit, unit = self._counted(code)
        if not limit.amount:
            return start
        if unit is Unit.WORKING_DAYS:
            return self.calendar.add_working(start, limit.amount)
        if unit is Unit.NATURAL_DAYS:
            return self.calendar.next_working(_days_later(start, limit.amount))
        return derive(self.calendar, start, limit).due

    def missing_years(self, code: str, start: date, finish: date) -> frozenset[int]:
        """The years without an official notice that the finish of a step depends on, given its start."""
        limit, unit = self._counted(code)
        first = start
        if limit.amount and unit.in_hours:
            return frozenset(derive(self.calendar, start, limit).missing_years)
        if limit.amount:
            first = _days_later(start, 1 if unit is Unit.WORKING_DAYS else limit.amount)
        return frozenset(year for year in range(first.year, finish.year + 1) if not self.calendar.known(year))

    def latest_start(self, code: str, earliest: date, finish: date) -> date:
        """The latest day on which a step may start and still end by `finish`; it can when it starts on `earliest`.

        A step counted in natural days may start on several days and end on one, hence the search.
        """
        low, high = earliest, max(earliest, finish)
        while low < high:
            middle = low + timedelta(days=((high - low).days + 1) // 2)
            if self.finish(code, middle) <= finish:
                low = middle
            else:
                high = middle - timedelta(days=1)
        return low

    def _counted(self, code: str) -> tuple[Limit, Unit]:
        limit = self.limits[code]
        return limit, self.calendar.counted_as(limit.unit)


def _days_later(start: date, days: int) -> date:
    if start.toordinal() + days > date.max.toordinal():
        raise out_of_reach()
    return start + timedelta(days=days)
