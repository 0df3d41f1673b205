"""The working calendar that comes with the program, for tests without a desk."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.catalog.calendars import load_notices, load_statutory
from desktop_app.domain.calendar import DayOverride, WorkingCalendar
from desktop_app.locations import resources


def bundled_calendar(overrides: Iterable[DayOverride] = ()) -> WorkingCalendar:
    """The bundled notices and computed holidays with local changes."""
    folder = resources() / "calendars"
    return WorkingCalendar(load_notices(folder), load_statutory(folder), overrides)
