"""The kinds of figures there are, in the order of the page."""

from __future__ import annotations

from desktop_app.domain.refusals import Refusal
from desktop_app.domain.statistics.closings import BY_AUTHORITY, BY_MATTER, ON_TIME
from desktop_app.domain.statistics.figure import FigureKind
from desktop_app.domain.statistics.held import HELD_DAYS, WAITING
from desktop_app.domain.statistics.lamps import LAMPS
from desktop_app.domain.statistics.load import LOAD, ZONES
from desktop_app.domain.statistics.parties import MARKS, PARTIES

FIGURES: tuple[FigureKind, ...] = (
    LAMPS,
    ON_TIME,
    BY_MATTER,
    BY_AUTHORITY,
    HELD_DAYS,
    WAITING,
    LOAD,
    PARTIES,
    MARKS,
    ZONES,
)


def figure_kind(key: str) -> FigureKind:
    """The kind of figure of a key; raises Refusal when there is none."""
    for kind in FIGURES:
        if kind.key == key:
            return kind
    known = "、".join(f"{kind.key}（{kind.title}）" for kind in FIGURES)
    raise Refusal.say(f"没有名为“{key}”的统计图；可用的有：{known}")
