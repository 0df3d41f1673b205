"""A project on a past day: its zone and batch as they stood then, and whether it counts at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop_app.domain.date_span import span_of
from desktop_app.domain.project import Project

STANDING_FACTS = ("zone", "batch")
"""Facts that hold from one day to another: a change of them says nothing about the days before it.

Any other fact (the investment, a date) is the same for every day, so a later statement of it is better knowledge.
"""


def stood_on(stated: Iterable[tuple[date, str]], day: date) -> str:
    """What a standing fact was on a day, by statements (since when, what) in the order of recording.

    What was blank on the day and filled in later counts as it was first filled in: nobody has said otherwise.
    """
    kept = list(stated)
    then = [said for since, said in kept if since <= day]
    if then and then[-1]:
        return then[-1]
    return next((said for since, said in kept if since > day and said), "")


def was_there(project: Project, entered: date, day: date) -> bool:
    """Whether a project counts on a day by what is known now: entered by then, or nothing tells it was signed later."""
    span = span_of(project.signed) if project.signed is not None else None
    return entered <= day or span is None or span[0] <= day
