"""The progress chart as a picture: the whole sheet, also what is scrolled away, as PNG or SVG bytes."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.gui.widgets import sheet_picture
from desktop_app.gui.widgets.gantt_scale import TimeScale
from desktop_app.gui.widgets.gantt_sheet import Sheet

_WIDEST = 16_000.0


def png(sheet: Sheet, title: str) -> bytes:
    """The sheet as PNG; raises OSError."""
    return sheet_picture.png(_unrolled(sheet), title)


def svg(sheet: Sheet, title: str) -> bytes:
    """The sheet as SVG, whose lettering stays text."""
    return sheet_picture.svg(_unrolled(sheet), title)


def _unrolled(sheet: Sheet) -> Sheet:
    """The sheet without a line in hand, its days narrow enough for a picture."""
    days = (sheet.scale.last - sheet.scale.first).days + 1
    per_day = min(sheet.scale.per_day, _WIDEST / days)
    scale = TimeScale(sheet.scale.first, sheet.scale.last, per_day)
    return replace(sheet, scale=scale, current=-1, focused=False)
