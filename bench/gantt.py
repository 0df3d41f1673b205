"""The progress chart: one full view in the middle of 500 rows beside the view of the same rows in a chart of 50."""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter

from bench.figures import Figure, best_of_both
from desktop_app.application.charts import Chart, ChartGroup
from desktop_app.application.desk import Desk
from desktop_app.gui.app import make_application
from desktop_app.gui.widgets.gantt_bars import ROW
from desktop_app.gui.widgets.gantt_scale import TimeScale
from desktop_app.gui.widgets.gantt_sheet import Sheet, lines_of

TIMES = 25
MANY, FEW = 500, 50
_WIDTH, _HEIGHT, _NAMES = 1600, 900, 400
_ZOOMS = {"days": 26.0, "weeks": 12.0, "months": 4.0}


def figures(desk: Desk) -> Iterator[Figure]:
    """Painting at three zooms; the ratio says what ten times the rows cost."""
    make_application()
    chart = desk.charts.of_all()
    many, few = grown(chart, MANY), grown(chart, FEW)
    turn = len(chart.rows) + len(chart.groups)
    for name, per_day in _ZOOMS.items():
        scale = TimeScale(*many.span, per_day)
        slow, quick = sheet(many, scale), sheet(few, scale)
        above = FEW // 4
        times = best_of_both(partial(paint, slow, above + turn), partial(paint, quick, above), TIMES)
        yield Figure(f"chart of {MANY} rows, one view by {name}", *times, f"{FEW} rows")


def grown(chart: Chart, rows: int) -> Chart:
    """A chart of so many rows, its groups repeated as if they were other cases."""
    groups: list[ChartGroup] = []
    left, turn = rows, 0
    while left:
        for group in chart.groups:
            name = f"{group.case_id}-{turn}"
            kept = tuple(replace(row, case_id=name) for row in group.rows[:left])
            left -= len(kept)
            if kept:
                groups.append(replace(group, case_id=name, rows=kept))
        turn += 1
    return replace(chart, groups=tuple(groups))


def sheet(chart: Chart, scale: TimeScale) -> Sheet:
    """The whole chart unfolded; no row is in hand, because its arrows depend on its own case only."""
    return Sheet(chart, lines_of(chart, ()), scale, _NAMES)


def paint(one: Sheet, line: int) -> None:
    """One full view around today that begins with a line."""
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    x = max(0.0, one.scale.left(one.chart.today) - 300)
    one.paint(painter, QSizeF(_WIDTH, _HEIGHT), x, line * ROW)
    painter.end()
