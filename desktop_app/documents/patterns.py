"""Patterns: fills that can be told apart in black and white, also after a fax: no greys in between, only strokes."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

_GAP = 3.2
_STROKE = 0.55


class Pattern(StrEnum):
    """How a bar is filled."""

    SOLID = "solid"
    SLANTED = "slanted"
    CROSSED = "crossed"
    DOTTED = "dotted"
    UPRIGHT = "upright"
    EMPTY = "empty"


def fill(canvas: Any, pattern: Pattern, x: float, bottom: float, width: float, height: float) -> None:
    """Fill a rectangle on white ground and draw its outline; lengths in points, from the lower left corner."""
    canvas.saveState()
    canvas.setLineWidth(_STROKE)
    canvas.setFillGray(1)
    canvas.rect(x, bottom, width, height, stroke=0, fill=1)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, bottom, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setFillGray(0)
    _STROKES[pattern](canvas, x, bottom, width, height)
    canvas.restoreState()
    canvas.rect(x, bottom, width, height, stroke=1, fill=0)
    canvas.restoreState()


def _solid(canvas: Any, x: float, bottom: float, width: float, height: float) -> None:
    canvas.setFillGray(0.25)
    canvas.rect(x, bottom, width, height, stroke=0, fill=1)


def _slanted(canvas: Any, x: float, bottom: float, width: float, height: float) -> None:
    # Anchored to the page and not to the bar, so that neighbouring bars of one kind look alike.
    start = (x - height) // _GAP * _GAP
    while start < x + width:
        canvas.line(start, bottom, start + height, bottom + height)
        start += _GAP


def _crossed(canvas: Any, x: float, bottom: float, width: float, height: float) -> None:
    _slanted(canvas, x, bottom, width, height)
    start = x // _GAP * _GAP
    while start < x + width + height:
        canvas.line(start, bottom, start - height, bottom + height)
        start += _GAP


def _dotted(canvas: Any, x: float, bottom: float, width: float, height: float) -> None:
    row, level = 0, bottom + _GAP / 2
    while level < bottom + height:
        place = x // _GAP * _GAP + (_GAP / 2 if row % 2 else 0)
        while place < x + width:
            canvas.circle(place, level, 0.6, stroke=0, fill=1)
            place += _GAP
        level += _GAP * 0.75
        row += 1


def _upright(canvas: Any, x: float, bottom: float, width: float, height: float) -> None:
    place = x // _GAP * _GAP
    while place < x + width:
        canvas.line(place, bottom, place, bottom + height)
        place += _GAP


def _empty(canvas: Any, x: float, bottom: float, width: float, height: float) -> None:
    """White ground is all there is."""


_STROKES: dict[Pattern, Callable[[Any, float, float, float, float], None]] = {
    Pattern.SOLID: _solid,
    Pattern.SLANTED: _slanted,
    Pattern.CROSSED: _crossed,
    Pattern.DOTTED: _dotted,
    Pattern.UPRIGHT: _upright,
    Pattern.EMPTY: _empty,
}
