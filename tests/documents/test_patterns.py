"""Patterns: every one is drawn inside its box, and no two have the same share of ink."""

from io import BytesIO

from desktop_app.documents.paper import PAGE_HEIGHT, Frame, open_canvas
from desktop_app.documents.patterns import Pattern
from desktop_app.documents.pen import Pen
from tests.documents.reading import grey_page

SIDE, SCALE = 60.0, 4.0


def ink(pattern: Pattern) -> tuple[float, float]:
    """The share of dark pixels inside the box, and in a frame around it."""
    buffer = BytesIO()
    canvas = open_canvas(buffer, Frame("样", "", "中心", ""))
    Pen(canvas, PAGE_HEIGHT).fill(100, 100, SIDE, SIDE, pattern)
    canvas.showPage()
    canvas.save()
    pixels, width, _height = grey_page(buffer.getvalue(), 0, SCALE)

    def dark(first: float, last: float) -> int:
        rows = range(round(first * SCALE), round(last * SCALE))
        return sum(pixels[row * width + column] < 128 for row in rows for column in rows)

    inside = dark(102, 158)
    around = dark(90, 170) - dark(99, 161)
    return inside / (56 * SCALE) ** 2, around


def test_patterns_differ_in_black_and_white_and_stay_in_their_box():
    found = {pattern: ink(pattern) for pattern in Pattern}
    assert all(around == 0 for _inside, around in found.values())
    assert found[Pattern.EMPTY][0] == 0
    assert found[Pattern.SOLID][0] == 1
    strokes = [pattern for pattern in Pattern if pattern not in (Pattern.EMPTY, Pattern.SOLID)]
    assert all(0.05 < found[pattern][0] < 0.7 for pattern in strokes)
    crossed, slanted = found[Pattern.CROSSED][0], found[Pattern.SLANTED][0]
    assert crossed > 1.3 * slanted
