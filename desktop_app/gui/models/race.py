"""The column 对标 of lists: which record somebody races, on which day of how many, ahead or behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import LAMP_SIGNS, benchmark_words
from desktop_app.gui.models.paged import Column, Row

if TYPE_CHECKING:
    from desktop_app.domain.race import Race

RACE = "race"
"""The key of the column."""

_TONES = {Lamp.OVERDUE: "red", Lamp.WARNING: "amber", Lamp.DONE_LATE: "red", Lamp.DONE: "green", Lamp.NORMAL: "ink"}


def race_words(race: Race | None) -> str:
    """The race in a cell, with the sign of its lamp; empty where none is run."""
    if race is None:
        return ""
    return f"{'✕' if race.lamp is Lamp.DONE_LATE else LAMP_SIGNS[race.lamp]} {race.words}"


def race_tip(race: Race | None) -> str:
    """The benchmark by name, its days and 口径, and how ahead or behind is counted."""
    if race is None:
        return "现在没有对标在计时"
    return "\n".join(filter(None, (race.standing.benchmark.name, benchmark_words(race.standing), race.lead_words)))


def race_column(find: Callable[[Row], Race | None]) -> Column[Row]:
    """The column, given how a row finds its race."""
    return Column(
        RACE,
        "对标进度",
        200,
        lambda row: race_words(find(row)),
        tone=lambda row: _TONES.get(race.lamp, "soft") if (race := find(row)) is not None else "soft",
        tip=lambda row: race_tip(find(row)),
        sortable=False,
    )
