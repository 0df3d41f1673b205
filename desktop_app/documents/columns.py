"""Columns of a wide table: how wide each has to be, which stand beside each other, what is left over shared out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.documents.blocks import PAD_X
from desktop_app.documents.lines import Run, natural_width, widest_piece

_PADDING = 2 * PAD_X + 0.5
_SQUEEZED, _WIDENED = 0.55, 1.6
"""Of the width a long text should have: so much it gets at least, so much it takes where there is room."""
_DATE = 66.0
"""Points that 2026年11月22日 takes in small print."""
_SHORT = 4
"""Characters of a title that stay on one line."""
_STEP = 4.0


@dataclass(frozen=True, slots=True)
class Column:
    """The widths (points) a column needs so that no date or amount is torn, looks well in, and can still use."""

    least: float
    usual: float
    most: float

    @property
    def close(self) -> float:
        """Between the least and the usual: what is reckoned with where columns have to be parted."""
        return (self.least + self.usual) / 2


Parts = tuple[tuple[int, ...], ...]
"""The places of the columns that stand beside each other, part by part."""


def column_of(title: Run, texts: Sequence[str], usual: float, run: Callable[[str], Run]) -> Column:
    """What a column of these texts needs; `usual` is how wide a long text should be set, `run` sets one of them."""
    title_natural = natural_width([title])
    # The unit may stand below the name, and a long name on two lines.
    name = natural_width([(title[0].partition("（")[0], *title[1:])])
    least_title = max(widest_piece([title]), name if name <= _SHORT * title[2] else name / 2 + title[2] / 2)
    different = [[run(text)] for text in dict.fromkeys(texts) if text]
    natural = max((natural_width(one) for one in different), default=0.0)
    torn = max((widest_piece(one) for one in different), default=0.0)
    # A word without an end, an address of a page, may be torn; a date may not.
    torn = min(torn, max(usual, _DATE) * _WIDENED)
    least = max(torn, min(natural, usual * _SQUEEZED), min(least_title, title_natural))
    wanted = max(least, min(natural, usual))
    most = max(wanted, min(max(natural, title_natural), usual * _WIDENED))
    return Column(least + _PADDING, wanted + _PADDING, most + _PADDING)


def in_parts(columns: Sequence[Column], named: int, width: float) -> Parts:
    """The columns in as few parts as fit into `width`, all about equally wide.

    Each part begins with the column `named`, the one rows are called by.
    """
    everything = tuple(range(len(columns)))
    if sum(one.least for one in columns) <= width:
        return (everything,)
    parts = _filled(columns, named, width)
    limit = width
    while limit > _STEP and len(found := _filled(columns, named, limit - _STEP)) == len(parts):
        parts, limit = found, limit - _STEP
    return parts


def _filled(columns: Sequence[Column], named: int, width: float) -> Parts:
    parts: list[list[int]] = [[]]
    used = 0.0
    for place, one in enumerate(columns):
        if parts[-1] and used + one.close > width:
            parts.append([] if named == place else [named])
            used = 0.0 if named == place else columns[named].close
        parts[-1].append(place)
        used += one.close
    return tuple(tuple(part) for part in parts)


def shared_out(columns: Sequence[Column], width: float) -> list[float]:
    """The widths of the columns of one part, which fill `width`: squeezed, widened to their most, then stretched."""
    for low, high in (("least", "usual"), ("usual", "most")):
        narrow = [float(getattr(one, low)) for one in columns]
        wide = [float(getattr(one, high)) for one in columns]
        if width <= sum(wide):
            spare, gap = max(width - sum(narrow), 0.0), sum(wide) - sum(narrow)
            share = spare / gap if gap else 0.0
            return _exactly([a + (b - a) * share for a, b in zip(narrow, wide, strict=True)], width)
    return _exactly([one.most for one in columns], width)


def _exactly(widths: Sequence[float], width: float) -> list[float]:
    total = sum(widths)
    return [one * width / total for one in widths]
