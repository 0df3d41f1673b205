"""Time attribution of many simulated cases, beside folding the same cases twice with nothing worked out of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from bench.figures import Figure, best_of_both
from bench.office import Office
from desktop_app.application.desk import Desk
from desktop_app.domain.attribution import attribution

CASES = 200
_LOOKED_AT = date(2026, 11, 20)
_OPENED = date(2025, 1, 2)


def figures(desk: Desk) -> Iterator[Figure]:
    """Cases of every bundled template, carried to their end by an office that takes its time."""
    calendar = desk.calendar
    templates = [one for one in desk.templates.all() if one.steps]
    office = Office(1, calendar)
    cases = [
        office.live(templates[number % len(templates)], number, _OPENED + timedelta(days=number)).case
        for number in range(CASES)
    ]

    def ours() -> None:
        for case in cases:
            attribution(case, _LOOKED_AT, calendar)

    def floor() -> None:
        for case in cases:
            case.situation()
            case.situation(_LOOKED_AT)

    times = best_of_both(ours, floor, 2)
    yield Figure(f"time attribution: {CASES} simulated cases", *times, "their events folded twice")
