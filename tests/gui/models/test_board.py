"""The board: groups in the order of urgency, columns that line up, words for every kind of row."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import DATE_WORDS
from desktop_app.gui.models.board import COLUMNS, BoardModel, left_words
from desktop_app.gui.widgets.cells import SECTION_ROLE, TONE_ROLE
from desktop_app.gui.widgets.lamp import LAMP_ROLE


@pytest.fixture
def model(full):
    made = BoardModel()
    made.show_board(full.overview.today(), full.calendar)
    yield made
    made.deleteLater()


def lines(model):
    found = (model.row_at(row) for row in range(model.rowCount()))
    return [line for line in found if line is not None]


def test_it_behaves_as_qt_expects(model, qtmodeltester):
    qtmodeltester.check(model)


def test_groups_stand_in_the_order_of_urgency_with_their_counts(model, full):
    board = full.overview.today()
    keys = ("overdue", "due_today", "soon", "tolerances", "expiring", "originals", "suspended", "ready", "undecided")
    shown = [(group.key, len(group.rows)) for group in model.headings().values()]
    assert shown == [(key, len(getattr(board, key))) for key in keys if getattr(board, key)]
    assert model.rowCount() == sum(count for _, count in shown) + len(shown)


def test_a_heading_can_be_read_but_not_chosen(model):
    heading = model.index(0, 0)
    title, note = heading.data(SECTION_ROLE)
    assert title.startswith("逾期") and note == "先办这些；其中企业自己的 2 件"
    assert not model.flags(heading) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_every_row_names_the_clock_of_its_date_or_why_there_is_none(model):
    for line in lines(model):
        if line.row.step.due_on is not None:
            assert line.due_words.startswith(tuple(f"{word} " for word in DATE_WORDS.values()))
        elif line.row.step.suspended_on is not None:
            assert line.due_words == "恢复后重算"
            assert line.left_words.startswith("已停 ")
            assert line.note
        else:
            assert line.due_words == ""


def test_the_statutory_date_stands_beside_the_promised_one(model):
    told = 0
    for line in lines(model):
        due, clock = line.row.step.statutory_due_on, line.row.step.clock
        assert bool(line.statutory_words) is (due is not None and clock != "statutory")
        if line.statutory_words:
            told += 1
            assert f"法定 {due.isoformat()}" in line.clocks
            assert line.whole_due_words in line.clocks or line.row.step.due_on is None
    assert told


def test_lamp_and_tone_go_together(model):
    tones = {Lamp.OVERDUE: "red", Lamp.WARNING: "amber"}
    left = [column.key for column in COLUMNS].index("left")
    for row in range(model.rowCount()):
        line = model.row_at(row)
        if line is not None:
            assert Lamp(model.index(row, 0).data(LAMP_ROLE)) is line.row.lamp
            assert model.index(row, left).data(TONE_ROLE) == tones.get(line.row.lamp, "ink")


def test_a_date_that_reaches_an_unknown_year_says_so(model):
    line = next(line for line in lines(model) if line.row.step.due_on)
    from dataclasses import replace

    step = replace(line.row.step, due_on=date(2027, 1, 4), firm=False, missing_years=(2027,))
    vague = replace(line, row=replace(line.row, entry=replace(line.row.entry, step=step)))
    assert vague.due_words.endswith("2027-01-04 暂估")
    tip = next(column for column in COLUMNS if column.key == "due").tip(vague)
    assert "2027" in tip and "尚未公布" in tip


@pytest.mark.parametrize(
    ("left", "over", "said"), [(2, False, "余 2 日"), (0, False, "余 0 日"), (-3, True, "逾 3 日"), (0, True, "刚逾期")]
)
def test_words_for_days_left(left, over, said):
    assert left_words(left, over=over) == said


def test_a_step_is_found_again(model):
    line = lines(model)[3]
    row = model.find(line.row.step.case_id, line.row.step.matter)
    assert model.row_at(row) == line
    assert model.find("nobody", "nothing") == -1
