"""Pages of a workbook 打印分页: on which paper a table is printed and where it is parted, so that it stays legible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

A4, A3 = 9, 8
MARGIN_INCHES = 0.5
"""What is left free at both sides of the paper."""
_SHORT_MM, _LONG_MM = {A4: 210.0, A3: 297.0}, {A4: 297.0, A3: 420.0}
_MM_PER_INCH = 25.4
_PIXELS_PER_INCH = 96
_PIXELS_PER_CHARACTER, _PIXELS_BESIDE = 7.42, 5.3
"""How spreadsheets measure columns that round nothing; those that round to whole pixels leave a little more room."""
_SMALLEST = 75
"""The smallest scale in percent: letters of 11 points are printed at 8¼."""
_LARGEST = 100
_SPARE = 0.98
"""How much of the paper is used: no column may slip off because of a rounding."""


@dataclass(frozen=True, slots=True)
class Pages:
    """How a table is printed: the paper, its scale in percent, the columns further pages begin with, and those folded.

    Every page begins with the fixed columns; `breaks` are empty where all columns stand on one.
    """

    paper: int
    landscape: bool
    scale: int
    breaks: tuple[int, ...] = ()
    folded: frozenset[int] = frozenset()

    @property
    def across(self) -> int:
        """How many pages lie side by side."""
        return len(self.breaks) + 1


def pages(widths: Sequence[float], fixed: int, *, landscape: bool, empty: Sequence[int] = ()) -> Pages:
    """The pages of a table by the widths of its columns in characters, the first `fixed` repeated on every page.

    What fits on one A4 sheet stays whole. Of a wider table the `empty` columns are folded away, and what is still too
    wide goes on A3, several sheets side by side with about as much on each.
    """
    everything = [_mm(one) for one in widths]
    for turned in dict.fromkeys((landscape, True)):
        if (scale := _scale(sum(everything), _room(A4, landscape=turned))) >= _SMALLEST:
            return Pages(A4, turned, scale)
    folded = frozenset(empty if len(empty) < len(widths) else ())
    seen = [0.0 if place in folded else mm for place, mm in enumerate(everything)]
    if (scale := _scale(sum(seen), _room(A4, landscape=True))) >= _SMALLEST:
        return Pages(A4, landscape=True, scale=scale, folded=folded)
    return _several(seen, min(fixed, len(widths)), folded)


def _several(seen: Sequence[float], fixed: int, folded: frozenset[int]) -> Pages:
    room = _room(A3, landscape=True)
    most = room * 100 / _SMALLEST
    breaks = _parted(seen, fixed, most)
    low, high = most / 2, most
    while high - low > 1:
        middle = (low + high) / 2
        # As many pages, but with about as much on each: the last one is not nearly empty, and all are larger.
        if len(found := _parted(seen, fixed, middle)) == len(breaks) and _widest(seen, fixed, found) <= middle:
            high, breaks = middle, found
        else:
            low = middle
    # A single column wider than the paper has to be made smaller; cells wrap, so there is hardly one.
    scale = max(_scale(_widest(seen, fixed, breaks), room), 10)
    return Pages(A3, landscape=True, scale=scale, breaks=breaks, folded=folded)


def _parted(seen: Sequence[float], fixed: int, most: float) -> tuple[int, ...]:
    """The columns a new page begins with when none may be wider than `most` millimetres, the repeated ones included."""
    repeated = sum(seen[:fixed])
    breaks: list[int] = []
    now = repeated
    for place in range(fixed, len(seen)):
        if now + seen[place] > most and now > repeated:
            breaks.append(place)
            now = repeated
        now += seen[place]
    return tuple(breaks)


def _widest(seen: Sequence[float], fixed: int, breaks: tuple[int, ...]) -> float:
    starts, ends = (fixed, *breaks), (*breaks, len(seen))
    return sum(seen[:fixed]) + max(sum(seen[first:end]) for first, end in zip(starts, ends, strict=True))


def _room(paper: int, *, landscape: bool) -> float:
    across = _LONG_MM[paper] if landscape else _SHORT_MM[paper]
    return (across - 2 * MARGIN_INCHES * _MM_PER_INCH) * _SPARE


def _scale(width: float, room: float) -> int:
    return min(_LARGEST, floor(room / max(width, 1) * 100))


def _mm(characters: float) -> float:
    """How wide a column of so many characters is printed at full size, the room beside the text included."""
    return (characters * _PIXELS_PER_CHARACTER + _PIXELS_BESIDE) / _PIXELS_PER_INCH * _MM_PER_INCH
