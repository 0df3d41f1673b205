"""The figures of a report on paper: a column each, this period beside the one before and the change."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.application.rhythm_figures import FigureLine
from desktop_app.documents.blocks import Cell, Table
from desktop_app.documents.form import CELL_SIZE, body, header_cells, label

_NAMED = 0.08
"""The part of the width that the names of the rows take."""


def figure_table(found: Sequence[FigureLine], width: float, now: str, before: str) -> Table:
    """The numbers as a table of three rows; `now` and `before` are the words for the two periods."""
    rows = [
        (now, *(one.now for one in found)),
        (before, *(one.before for one in found)),
        ("增减", *(one.change for one in found)),
    ]
    cells = [
        [Cell((label(row[0]),), "centre", shaded=True), *(Cell((body(text, CELL_SIZE),), "centre") for text in row[1:])]
        for row in rows
    ]
    first = width * _NAMED
    rest = (width - first) / max(1, len(found))
    titles = ("", *(one.name for one in found))
    return Table.of([first, *[rest] * len(found)], cells, header_cells(titles), leading=12, least_height=16)
