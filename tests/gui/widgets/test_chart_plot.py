"""The plot: every shape has a bar for every number, where it can be clicked, and nothing else."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics

from desktop_app.application.statistics_told import Question
from desktop_app.domain.statistics.figure import Figure
from desktop_app.domain.statistics.kinds import FIGURES
from desktop_app.gui.theme import text_font
from desktop_app.gui.widgets.chart_plot import FigurePlot, _names_told, _ticks


@pytest.fixture
def clicked():
    return []


@pytest.fixture
def plot(qtbot, clicked):
    made = FigurePlot(lambda line, series: clicked.append((line, series)))
    qtbot.addWidget(made)
    made.resize(700, 420)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def figure(full):
    yield lambda key: full.statistics.tell(Question(key)).known
    full.close()


@pytest.mark.parametrize("key", [kind.key for kind in FIGURES])
def test_every_number_has_a_bar_that_says_it(plot, figure, key):
    found = figure(key)
    plot.show_figure(found)
    drawn = {(bar.line, bar.series) for bar in plot._bars}
    wanted = {
        (place, number)
        for place, line in enumerate(found.lines[: plot.shown])
        for number, series in enumerate(found.kind.series)
        if line.cells[series.column]
    }
    assert drawn == wanted
    for bar in plot._bars:
        assert found.lines[bar.line].label in bar.words and found.kind.series[bar.series].name in bar.words


@pytest.mark.parametrize("key", ["lamps", "load", "durations-matter", "waiting"])
def test_bars_do_not_lie_over_each_other(plot, figure, key):
    plot.show_figure(figure(key))
    for place, one in enumerate(plot._bars):
        for other in plot._bars[place + 1 :]:
            shared = one.box.intersected(other.box)
            assert shared.width() < 1e-6 or shared.height() < 1e-6


# The scene hears the click and lets it pass on.
@pytest.mark.qt_log_ignore("not accepted by receiving widget", extend=True)
def test_a_click_names_line_and_series(plot, figure, clicked, qtbot):
    found = figure("load")
    plot.show_figure(found)
    bar = plot._bars[0]
    place = plot.mapFromScene(plot._plot.getViewBox().mapViewToScene(bar.box.center()))
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: bool(clicked))
    assert clicked == [(bar.line, bar.series)]


@pytest.mark.qt_log_ignore("not accepted by receiving widget", extend=True)
def test_a_click_beside_the_bars_names_nothing(plot, figure, clicked, qtbot):
    plot.show_figure(figure("load"))
    beside = plot._plot.getViewBox().sceneBoundingRect().bottomRight() - QPointF(3, 3)
    assert not any(bar.box.contains(plot._plot.getViewBox().mapSceneToView(beside)) for bar in plot._bars)
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.mapFromScene(beside))
    # The scene tells of a click when the next event comes.
    qtbot.wait(50)
    assert clicked == []


def test_another_figure_leaves_nothing_of_the_one_before(plot, figure):
    plot.show_figure(figure("lamps"))
    found = figure("zones")
    plot.show_figure(Figure(found.kind, found.span, found.scope))
    assert plot._bars == [] and plot.shown == 0


def test_it_can_be_drawn_again_in_any_size(plot, figure):
    plot.show_figure(figure("on-time"))
    for size in ((200, 60), (1800, 900)):
        plot.resize(*size)
        plot.redraw()
        assert not plot.grab().isNull()


@pytest.mark.parametrize("most", [1, 2, 7, 24, 99, 1000, 123_456])
def test_ticks_are_round_and_few(most):
    ticks = [value for value, _words in _ticks(most, 6)]
    assert ticks[0] == 0 and ticks[-1] <= most
    assert len(ticks) <= 7
    assert len({later - value for value, later in pairwise(ticks)}) <= 1


def test_an_empty_figure_leaves_no_names_of_the_one_before(plot, figure):
    found = figure("bottlenecks")
    plot.show_figure(found)
    assert plot.getPlotItem().getAxis("left")._tickLevels[0]
    plot.show_figure(replace(found, lines=()))
    assert not plot.getPlotItem().getAxis("left")._tickLevels


@pytest.mark.parametrize("pitch", [4, 12, 24, 31, 60, 200])
def test_names_of_days_do_not_touch_and_the_last_is_told(pitch):
    names = ["2025-12-28", *(f"2026-{month:02}-{day:02}" for month in range(1, 7) for day in (4, 11, 18, 25))]
    told = _names_told(names, pitch)
    assert told[-1][0] == len(names) - 1 and told[0][1].startswith("20")
    metrics = QFontMetrics(text_font(12))
    for (place, name), (later, other) in pairwise(told):
        room = (metrics.horizontalAdvance(name) + metrics.horizontalAdvance(other)) / 2
        assert room < (later - place) * pitch
        assert names[later].endswith(other) and (len(other) == 10) == (names[later][:4] != names[place][:4])


@pytest.mark.parametrize("width", [180, 240, 420])
def test_numbers_below_bars_do_not_touch(plot, figure, width):
    plot.resize(width, 260)
    plot.show_figure(figure("load"))
    axis = plot.getPlotItem().getAxis("bottom")
    ticks = axis._tickLevels[0]
    metrics, scale = QFontMetrics(text_font(12)), plot.getPlotItem().getViewBox()
    places = [scale.mapViewToScene(QPointF(value, 0)).x() for value, _words in ticks]
    widths = [metrics.horizontalAdvance(words) for _value, words in ticks]
    for (one, wide), (other, next_wide) in pairwise(zip(places, widths, strict=True)):
        assert other - one > (wide + next_wide) / 2
