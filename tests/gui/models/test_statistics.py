"""The tables of 统计: Qt's own rules, both sights in one cell, and lines only the other sight has."""

import pytest

from desktop_app.application.statistics_told import Question
from desktop_app.domain.as_of import Sight
from desktop_app.domain.statistics.figure import Differences, Line, differences
from desktop_app.domain.statistics.kinds import FIGURES
from desktop_app.domain.statistics.load import ZONES
from desktop_app.gui.models.listed import ListModel
from desktop_app.gui.models.statistics import LATE_COLUMNS, ROW_COLUMNS, line_columns, lines_shown
from tests.builders import on


@pytest.fixture
def tell(full):
    yield lambda key, **more: full.statistics.tell(Question(key, **more))
    full.close()


@pytest.mark.parametrize("key", [kind.key for kind in FIGURES])
def test_tables_behave_as_qt_expects(tell, key, qtmodeltester, qapp):
    told = tell(key, as_of=on("2026-11-12"))
    differing = told.differing(Sight.KNOWN)
    for columns, rows in (
        (line_columns(told.known.kind), lines_shown(told.known.lines, differing, Sight.KNOWN)),
        (ROW_COLUMNS, told.known.rows),
        (LATE_COLUMNS, told.late),
    ):
        model = ListModel(columns)
        model.show_rows(rows)
        assert model.rowCount() == len(rows)
        qtmodeltester.check(model)


def test_a_cell_that_differs_says_both_numbers_and_copies_its_own():
    shown = [Line("甲区", (3, None, 2, 2, 0, 917), ())]
    differing = Differences({("甲区", 0): 1, ("甲区", 5): None})
    (one,) = lines_shown(shown, differing, Sight.KNOWN)
    columns = line_columns(ZONES)
    said = [column.show(one) for column in columns]
    assert said == ["甲区", "3（1）", "—", "2", "2", "0", "91.7%（—）"]
    assert [column.tone(one) for column in columns] == ["", "amber", "", "", "", "", "amber"]
    assert columns[1].to_copy(one) == "3"
    assert [column.tip(one) for column in columns[1:3]] == ["3；当时所记是 1", ""]


def test_a_line_only_the_other_sight_has_comes_last():
    gone = Line("乙区", (1, None, 1, 1, 0, None), ())
    one, other = lines_shown([Line("甲区", (1,) * 6, ())], Differences({}, (gone,)), Sight.RECORDED)
    assert one.line.label == "甲区" and other.line.label == "乙区"
    assert [other.words(column, ZONES.headings[column].kind) for column in (0, 4, 5)] == ["—（1）", "—", "—"]


def test_without_differences_there_is_one_number(tell):
    figure = tell("load").known
    for one in lines_shown(figure.lines, differences(figure, figure), Sight.KNOWN):
        assert "（" not in one.words(0, figure.kind.headings[0].kind)
