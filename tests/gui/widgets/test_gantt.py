"""The progress chart as a person uses it: what is painted where, keys, mouse, zoom, folds and exported pictures."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop_app.application.charts import Bar, Chart, ChartGroup, ChartRow
from desktop_app.domain.calendar import WorkingCalendar, YearNotice
from desktop_app.domain.forecast import FinishForecast
from desktop_app.domain.progress import Lamp
from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.gantt import GanttView
from desktop_app.gui.widgets.gantt_bars import ARROWS, CRITICAL, EVERY_LAYER, FORECAST, PLAN, ROW, tint
from desktop_app.gui.widgets.gantt_export import png, svg
from desktop_app.gui.widgets.gantt_legend import ENTRIES, GanttLegend
from desktop_app.gui.widgets.gantt_scale import ZOOMS
from desktop_app.gui.widgets.gantt_sheet import HEAD, Sheet

TODAY = date(2026, 11, 23)
CALENDAR = WorkingCalendar([YearNotice(2026, "通知", True, frozenset(), frozenset({date(2026, 11, 28)}), None, "", "")])


def nov(day: int) -> date:
    return date(2026, 11, day)


def row(code: str, **more) -> ChartRow:
    facts = {
        "project_id": "p",
        "case_id": "c",
        "code": code,
        "title": f"事项{code}",
        "lamp": Lamp.NORMAL,
        "word": "正常",
        "officer": "甲",
        "beside": "余 3 日",
        "actual": (),
        "planned": None,
        "expected": None,
        "suspended": (),
        "due": None,
        "critical": False,
        "firm": True,
        "before": (),
    }
    return ChartRow(**(facts | more))


ROWS = (
    row("A", lamp=Lamp.DONE, word="办结", beside="办结", actual=(Bar(nov(9), nov(13), "办结"),)),
    row("B", actual=(Bar(nov(16), TODAY, "", True),), expected=Bar(TODAY, nov(27)), critical=True, before=("A",)),
    row(
        "C",
        lamp=Lamp.SUSPENDED,
        actual=(Bar(nov(10), TODAY, "", True),),
        suspended=(Bar(nov(17), TODAY, "补正", True),),
    ),
    row(
        "D",
        lamp=Lamp.NOT_STARTED,
        expected=Bar(nov(27), date(2026, 12, 4)),
        planned=Bar(nov(18), nov(25)),
        before=("B",),
    ),
)


def chart(rows: tuple[ChartRow, ...] = ROWS, whole: str = "c") -> Chart:
    group = ChartGroup("p", "c", "立项", 1, len(rows), rows, Lamp.NORMAL)
    return Chart(TODAY, CALENDAR, (group,), whole)


@pytest.fixture
def view(qtbot):
    made = GanttView()
    qtbot.addWidget(made)
    made.resize(1000, 420)
    made.show()
    made.show_chart(chart())
    return made


def spot(view, line: int, day: date, dy: float = ROW / 2) -> QPoint:
    """The middle of a day on a line of the view."""
    x = (
        view.sheet.names
        + view.sheet.scale.left(day)
        + view.sheet.scale.per_day / 2
        - view.horizontalScrollBar().value()
    )
    return QPoint(round(x), round(HEAD + line * ROW + dy - view.verticalScrollBar().value()))


def painted(view) -> QImage:
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    offset = (view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    view.sheet.paint(painter, QSizeF(image.size()), *offset)
    painter.end()
    return image


def near(found: QColor, wanted: QColor) -> bool:
    parts = ((found.red(), wanted.red()), (found.green(), wanted.green()), (found.blue(), wanted.blue()))
    return all(abs(one - other) <= 12 for one, other in parts)


def test_what_was_is_solid_and_what_comes_is_outlined(view):
    view.choose(0)
    image = painted(view)
    assert near(image.pixelColor(spot(view, 2, nov(20))), colour("accent"))
    assert near(image.pixelColor(spot(view, 2, nov(26))), colour("paper"))
    assert near(image.pixelColor(spot(view, 1, nov(13))), tint("slate", 0.45))
    assert near(image.pixelColor(spot(view, 3, nov(13))), tint("accent", 0.5))


def test_a_suspension_is_hatched_and_the_plan_a_thin_line(view):
    view.choose(0)
    image = painted(view)
    top = spot(view, 3, nov(22), 0).y()
    column = {image.pixelColor(spot(view, 3, nov(22)).x(), top + dy).name() for dy in range(10, 24)}
    assert len(column) >= 3
    assert near(image.pixelColor(spot(view, 4, nov(20), ROW - 6)), tint("slate", 0.35))


def test_rest_days_are_shaded_make_up_days_marked_and_today_is_a_line(view):
    view.choose(0)
    image = painted(view)
    assert near(image.pixelColor(spot(view, 4, nov(15))), tint("slate", 0.1))
    assert near(image.pixelColor(spot(view, 1, nov(28))), tint("amber", 0.14))
    assert near(image.pixelColor(spot(view, 1, TODAY)), colour("red"))


def test_arrows_show_only_for_the_row_in_hand(view):
    view.choose(1)
    from_a = painted(view)
    view.choose(0)
    assert painted(view) != from_a
    knee = [spot(view, 1, nov(14), dy) for dy in range(18, 34)]
    view.choose(2)
    view.choose(2)
    with_arrow = painted(view)
    view.choose(0)
    bare = painted(view)
    assert any(with_arrow.pixelColor(one) != bare.pixelColor(one) for one in knee)


def test_keys_walk_lines_and_weeks_zoom_fold_and_open(view, qtbot):
    view.choose(0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.line is ROWS[0]
    bar = view.horizontalScrollBar()
    before = bar.value()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert bar.value() == before + round(7 * view.sheet.scale.per_day)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert spot(view, 0, TODAY).x() == pytest.approx(
        view.sheet.names + (view.viewport().width() - view.sheet.names) / 3, abs=16
    )
    zoom = view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == zoom + 1
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == zoom
    with qtbot.waitSignal(view.opened) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [ROWS[0]]
    view.choose(0)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert len(view.sheet.lines) == 1
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert len(view.sheet.lines) == 5
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.line is ROWS[3]


def test_zoom_ends_at_both_ends_and_keeps_the_day_under_the_mouse(view):
    for steps in (-40, 40):
        view.zoom_by(steps)
        assert view.zoom in (0, len(ZOOMS) - 1)
    view.zoom_by(-4)
    view.go_today()
    at = spot(view, 0, nov(20))
    wheel = QWheelEvent(
        QPointF(at),
        QPointF(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    before = view.zoom
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.zoom == before + 1
    assert abs(spot(view, 0, nov(20)).x() - at.x()) <= view.sheet.scale.per_day / 2 + 2


def test_dragging_pans_and_a_click_chooses(view, qtbot):
    port, bar = view.viewport(), view.horizontalScrollBar()
    start, kept = spot(view, 3, nov(20)), bar.value()
    view.choose(0)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, start - QPoint(60, 0))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start - QPoint(60, 0))
    assert bar.value() == kept + 60
    assert view.sheet.current == 0
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=start)
    assert view.line is ROWS[2]
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=QPoint(14, HEAD + 10))
    assert len(view.sheet.lines) == 1


def test_tooltips_tell_rows_and_days_in_words(view):
    assert view.tip_at(QPointF(spot(view, 3, nov(20)))) == ROWS[2].sentence
    assert "暂停（补正）2026-11-17 至今" in ROWS[2].sentence
    assert "补班" in view.tip_at(QPointF(spot(view, 0, nov(28), -10)))
    assert view.tip_at(QPointF(20, 400)) == ""
    view.choose(2)
    assert view.accessibleDescription() == ROWS[1].sentence


def test_reading_again_keeps_place_and_line(view):
    view.choose(4)
    view.horizontalScrollBar().setValue(96)
    day = view.sheet.scale.day_at(96)
    view.show_chart(chart(ROWS[1:]))
    assert view.line is ROWS[3]
    assert view.sheet.scale.day_at(view.horizontalScrollBar().value()) == day
    view.show_chart(chart(whole=""), fold=True)
    assert len(view.sheet.lines) == 1


def test_an_empty_chart_is_walked_without_harm(view, qtbot):
    view.show_chart(Chart(TODAY, CALENDAR, ()))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Home, Qt.Key.Key_Plus):
        qtbot.keyClick(view, key)
    assert view.line is None
    assert not view.grab().isNull()


def test_of_many_rows_only_those_in_view_are_painted(view, monkeypatch):
    many = tuple(row(f"X{number}", expected=Bar(nov(24), nov(27))) for number in range(500))
    view.show_chart(chart(many))
    painted_names = []
    own = type(view.sheet)._paint_step
    monkeypatch.setattr(
        type(view.sheet),
        "_paint_step",
        lambda self, painter, one, box: painted_names.append(one.code) or own(self, painter, one, box),
    )
    view.verticalScrollBar().setValue(200 * ROW)
    painted_names.clear()
    painted(view)
    assert len(painted_names) <= view.viewport().height() // ROW + 2
    assert painted_names[0] in ("X198", "X199", "X200")


def test_the_whole_sheet_is_exported_also_what_is_scrolled_away(view):
    view.horizontalScrollBar().setValue(300)
    picture = QImage.fromData(png(view.sheet, "进度图 · 试"))
    assert picture.width() == round(view.sheet.size.width()) * 2
    assert picture.height() == round(view.sheet.size.height() + 44) * 2
    drawing = ET.fromstring(svg(view.sheet, "进度图 · 试"))
    said = "".join("".join(drawing.itertext()).split())
    assert all(one.title in said for one in ROWS)
    assert "进度图·试" in said
    assert view.sheet.current >= 0


def test_a_long_chart_is_made_to_fit_a_picture(view):
    view.show_chart(chart((row("L", expected=Bar(TODAY, date(2045, 1, 1))),)))
    view.zoom_by(40)
    picture = QImage.fromData(png(view.sheet, "长"))
    assert picture.width() * picture.height() <= 61_000_000


def test_the_legend_names_every_sign(qtbot):
    legend = GanttLegend()
    qtbot.addWidget(legend)
    assert all(word in legend.accessibleName() for word, _draw in ENTRIES)
    assert not legend.grab().isNull()


def test_a_forecast_is_drawn_told_and_makes_room_on_the_axis(view):
    far = FinishForecast(date(2027, 1, 8), date(2027, 6, 30), (2027,))
    before = view.tip_at(QPointF(spot(view, 4, nov(27))))
    view.show_ranges({("c", "D"): far})
    assert view.sheet.scale.last > far.p90
    assert (
        view.tip_at(QPointF(spot(view, 4, nov(27))))
        == f"{before}；五成把握 2027-01-08、九成把握 2027-06-30 前办完（暂估）"
    )
    near_by = FinishForecast(nov(25), date(2026, 12, 1), ())
    view.show_ranges({("c", "D"): near_by})
    point = spot(view, 4, date(2026, 12, 1)) + QPoint(round(view.sheet.scale.per_day / 2), 3)
    assert near(painted(view).pixelColor(point), colour("amber"))
    view.show_layers(EVERY_LAYER - {FORECAST})
    assert not near(painted(view).pixelColor(point), colour("amber"))
    assert "把握" not in view.tip_at(QPointF(spot(view, 4, nov(27))))


@pytest.mark.parametrize("layer", [PLAN, CRITICAL, ARROWS])
def test_each_layer_can_be_left_out(view, layer):
    view.choose(2)
    every = painted(view)
    view.show_layers(EVERY_LAYER - {layer})
    assert painted(view) != every
    view.show_layers(EVERY_LAYER)
    assert painted(view) == every


def test_only_the_rows_in_view_are_painted(view, monkeypatch):
    many = tuple(row(f"S{number}", actual=ROWS[0].actual) for number in range(500))
    view.show_chart(chart(many, whole="other"))
    view.choose(250)
    seen: list[int] = []
    whole = Sheet._paint_line
    monkeypatch.setattr(Sheet, "_paint_line", lambda self, *rest: (seen.append(rest[2]), whole(self, *rest))[1])
    painted(view)
    room = view.viewport().height() - HEAD
    assert 250 in seen and len(seen) <= room // ROW + 2
