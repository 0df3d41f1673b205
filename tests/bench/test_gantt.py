"""The chart that is measured: it has the rows it says, of as many different cases as it repeats."""

import os
from contextlib import closing
from datetime import datetime, timedelta, timezone

from bench import gantt
from desktop_app.application.demo import build_demo
from desktop_app.bootstrap import open_desk
from desktop_app.gui.app import make_application
from desktop_app.gui.widgets.gantt_scale import TimeScale

NOW = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))


def test_a_grown_chart_has_exactly_the_rows_asked_for_and_paints(tmp_path, qapp):
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    make_application()
    with closing(open_desk(tmp_path / "w", now=lambda: NOW, create=True)) as desk:
        build_demo(desk, NOW.date())
        chart = desk.charts.of_all()
    many, few = gantt.grown(chart, gantt.MANY), gantt.grown(chart, gantt.FEW)
    assert (len(many.rows), len(few.rows)) == (500, 50)
    assert len({(row.case_id, row.code) for row in many.rows}) == 500
    gantt.paint(gantt.sheet(many, TimeScale(*many.span, 12.0)), 250)
