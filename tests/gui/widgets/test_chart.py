"""The chart of a figure: its legend says every series, and what found no room is told."""

import pytest

from desktop_app.application.statistics_told import Question
from desktop_app.gui.widgets.chart import Chart
from desktop_app.gui.widgets.labels import Elided
from desktop_app.gui.widgets.legend import Legend


@pytest.fixture
def figure(full):
    yield lambda key: full.statistics.tell(Question(key)).known
    full.close()


@pytest.fixture
def chart(qtbot):
    made = Chart()
    qtbot.addWidget(made)
    made.resize(560, 300)
    return made


def test_the_library_is_loaded_with_the_first_figure(chart, figure):
    assert chart._plot is None
    chart.show_figure(figure("load"))
    assert chart._plot is chart.plot


def test_the_legend_names_every_series(chart, figure):
    found = figure("load")
    chart.show_figure(found)
    said = chart.findChildren(Legend)[-1].accessibleName()
    assert said == "图例：" + "、".join(series.name for series in found.kind.series)


def test_lines_without_room_are_counted(chart, figure):
    found = figure("bottlenecks")
    chart.show_figure(found)
    chart.grab()
    left = len(found.lines) - chart.plot.shown
    assert left > 0
    assert chart.findChildren(Elided)[-1].full == f"图示前 {chart.plot.shown} 行，其余 {left} 行见表"
    chart.resize(560, 2000)
    chart.grab()
    assert chart.plot.shown == len(found.lines)


def test_a_line_is_marked_without_a_new_figure(chart, figure):
    chart.choose(1)  # nothing is shown yet
    chart.show_figure(figure("load"))
    chart.choose(1)
    assert chart.plot._chosen == 1


def test_too_few_results_are_marked_beside_the_bar_and_in_the_legend(chart, figure):
    found = figure("durations-matter")
    assert any("样本不足" in line.note for line in found.lines)
    chart.resize(560, 2000)
    chart.show_figure(found)
    chart.grab()
    assert "※ 样本不足" in chart.findChildren(Elided)[-1].full
    names = [name for _place, name in chart.plot.getPlotItem().getAxis("left")._tickLevels[0]]
    assert [name.endswith("※") for name in names] == ["样本不足" in line.note for line in found.lines]


def test_made_narrower_it_is_drawn_at_its_new_width(chart, figure):
    chart.show_figure(figure("lamps"))
    chart.resize(900, 400)
    chart.grab()
    wide = len(chart.plot.getPlotItem().getAxis("bottom")._tickLevels[0])
    chart.resize(240, 400)
    chart.grab()
    narrow = len(chart.plot.getPlotItem().getAxis("bottom")._tickLevels[0])
    assert 1 <= narrow < wide == len(figure("lamps").lines)
