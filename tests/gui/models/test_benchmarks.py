"""The benchmark tables: Qt's own rules, and words that need no colour."""

from dataclasses import replace

import pytest

from desktop_app.domain.measure import Reach
from desktop_app.gui.models.benchmarks import (
    BOARD_COLUMNS,
    DEFINITION_COLUMNS,
    RESULT_COLUMNS,
    RUNNING_COLUMNS,
    board_lines,
    definition_lines,
    matching,
    result_lines,
    running_lines,
    standing_tone,
    standing_words,
)
from desktop_app.gui.models.listed import ListModel


@pytest.fixture
def view(full):
    found = full.benchmarks.view()
    yield found
    full.close()


@pytest.mark.parametrize("kind", ["definitions", "running", "results", "board"])
def test_they_behave_as_qt_expects(view, kind, qtmodeltester, qapp):
    columns, lines = {
        "definitions": (DEFINITION_COLUMNS, definition_lines(view)),
        "running": (RUNNING_COLUMNS, running_lines(view, None)),
        "results": (RESULT_COLUMNS, result_lines(view, "")),
        "board": (BOARD_COLUMNS, board_lines(view, "")),
    }[kind]
    model = ListModel(columns)
    model.show_rows(lines)
    assert model.rowCount() == len(lines) > 3
    qtmodeltester.check(model)


def test_every_standing_has_a_sign_and_a_word(view):
    one = next(line.mark.standing for line in running_lines(view, None) if line.mark.standing.reach is Reach.RUNNING)
    late = replace(one, elapsed=one.allowed + 1)
    told = {
        standing_words(each)
        for each in (one, late, replace(one, reach=Reach.REACHED), replace(late, reach=Reach.REACHED))
    }
    told |= {standing_words(replace(one, reach=reach, elapsed=None)) for reach in (Reach.NOT_STARTED, Reach.UNKNOWN)}
    assert told == {"● 进行中", "▲ 已超", "✓ 达标", "✕ 未达标", "○ 未起算", "？ 日期不详"}
    assert (standing_tone(one), standing_tone(late)) == ("ink", "red")


def test_a_doubtful_figure_says_so(view):
    line = result_lines(view, "")[0]
    doubtful = replace(line, result=replace(line.result, firm=False))
    marks = next(column for column in RESULT_COLUMNS if column.key == "marks")
    assert "暂估" in marks.show(doubtful) and marks.tone(doubtful) == "amber"
    assert "口径：" in marks.tip(line)


def test_the_urgent_stand_first(view):
    running = [line.mark.standing for line in running_lines(view, None) if line.mark.standing.reach is Reach.RUNNING]
    rests = [one.remaining for one in running]
    assert rests == sorted(rests)


def test_a_text_is_looked_for_in_every_column(view):
    lines = result_lines(view, "")
    assert matching(lines, RESULT_COLUMNS, "") == lines
    officers = {line.result.officer for line in matching(lines, RESULT_COLUMNS, " 丁 ")}
    assert "丁" in officers and matching(lines, RESULT_COLUMNS, "没有这个") == []
