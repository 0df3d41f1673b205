"""The indicator tables: Qt's own rules, words that need no colour, and lamps as lamps."""

import pytest

from desktop_app.application.indicator_facts import LateFact
from desktop_app.application.indicator_view import Late
from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator_figure import Counted
from desktop_app.domain.progress import Lamp
from desktop_app.domain.published_figure import ProjectDifference
from desktop_app.domain.unfinished import Unfinished
from desktop_app.gui.models.indicators import (
    FIGURE_COLUMNS,
    LATE_COLUMNS,
    MISSING_COLUMNS,
    PROJECT_COLUMNS,
    PUBLISHED_COLUMNS,
    UNFINISHED_COLUMNS,
    ProjectLine,
    PublishedLine,
    figure_lines,
    late_lines,
    missing_lines,
    project_lines,
)
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.widgets.lamp import LAMP_ROLE
from tests.storage.test_indicators import AT, FIGURE


@pytest.fixture
def view(full):
    full.indicators.set_thresholds({Unfinished.NOT_STARTED: 100}, "甲")
    found = full.indicators.view("2023")
    yield found
    full.close()


@pytest.mark.parametrize("kind", ["figures", "projects", "missing", "late", "unfinished", "published"])
def test_they_behave_as_qt_expects(view, kind, qtmodeltester, qapp):
    figure = view.pairs[1].known
    fact = LateFact("started", "", "x", AT, "甲", "开工时间：未填 → x")
    columns, lines = {
        "figures": (FIGURE_COLUMNS, figure_lines(view, Sight.KNOWN)),
        "projects": (PROJECT_COLUMNS, project_lines(figure)),
        "missing": (MISSING_COLUMNS, missing_lines(figure)),
        "late": (LATE_COLUMNS, late_lines([Late(ProjectDifference("p", "甲厂", "不计入", "只计入分母"), (fact,))])),
        "unfinished": (UNFINISHED_COLUMNS, view.unfinished[Sight.KNOWN].rows),
        "published": (PUBLISHED_COLUMNS, [PublishedLine(FIGURE)]),
    }[kind]
    model = ListModel(columns)
    model.show_rows(lines)
    assert model.rowCount() > 0
    qtmodeltester.check(model, force_py=True)
    assert all(column.show(line) for column in columns for line in lines)


def test_a_lamp_is_a_lamp(view, qapp):
    model = ListModel(UNFINISHED_COLUMNS)
    model.show_rows(view.unfinished[Sight.KNOWN].rows)
    lit = [row for row in range(model.rowCount()) if model.index(row, 0).data(LAMP_ROLE) is not None]
    assert lit and model.index(lit[0], 0).data(LAMP_ROLE) == Lamp.OVERDUE
    assert model.index(lit[0], 0).data() == "逾期"
    dark = next(row for row in range(model.rowCount()) if row not in lit)
    assert model.index(dark, 0).data() == "－"


def test_where_a_project_stands_is_told_without_colour(view):
    indicator = view.pairs[0].known.indicator
    sides = indicator.numerator, indicator.denominator
    places = ((True, True), (True, False), (False, True))
    words = [
        PROJECT_COLUMNS[0].show(ProjectLine(Counted("x", "x", above, below, 1, 1), *sides)) for above, below in places
    ]
    assert words == ["● 分子、分母", "◐ 只在分子", "○ 只在分母"]


def test_late_entries_before_there_was_a_history_are_told():
    (line,) = late_lines([Late(ProjectDifference("p", "甲厂", "不计入", "只计入分母"), ())])
    assert line.entries == "变更记录启用以前录入"
    assert late_lines([Late(ProjectDifference("p", "甲厂", "", ""), ())], "乙") == []
