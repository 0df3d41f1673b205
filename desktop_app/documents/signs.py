"""Signs no bundled font has, drawn as vectors in a square of 1 em whose lower left corner is the origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STROKE = 0.085
"""Line width of a drawn sign, in em."""


def _cross(canvas: Any) -> None:
    canvas.line(0.2, 0.2, 0.8, 0.8)
    canvas.line(0.2, 0.8, 0.8, 0.2)


def _hooked_arrow(canvas: Any) -> None:
    path = canvas.beginPath()
    path.moveTo(0.14, 0.38)
    path.lineTo(0.64, 0.38)
    path.curveTo(0.94, 0.38, 0.94, 0.78, 0.64, 0.78)
    path.lineTo(0.48, 0.78)
    path.moveTo(0.34, 0.58)
    path.lineTo(0.14, 0.38)
    path.lineTo(0.34, 0.18)
    canvas.drawPath(path, stroke=1, fill=0)


def _empty_box(canvas: Any) -> None:
    canvas.rect(0.14, 0.14, 0.72, 0.72, stroke=1, fill=0)


def _ticked_box(canvas: Any) -> None:
    _empty_box(canvas)
    path = canvas.beginPath()
    path.moveTo(0.28, 0.5)
    path.lineTo(0.44, 0.32)
    path.lineTo(0.74, 0.7)
    canvas.drawPath(path, stroke=1, fill=0)


DRAWN: dict[str, Callable[[Any], None]] = {
    "✕": _cross,
    "↩": _hooked_arrow,
    "☐": _empty_box,
    "☑": _ticked_box,
}


def draw(canvas: Any, sign: str, x: float, bottom: float, size: float) -> None:
    """Draw a sign with its em square's lower left corner at (x, bottom), `size` points high."""
    canvas.saveState()
    canvas.translate(x, bottom)
    canvas.scale(size, size)
    canvas.setLineWidth(_STROKE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    DRAWN[sign](canvas)
    canvas.restoreState()
