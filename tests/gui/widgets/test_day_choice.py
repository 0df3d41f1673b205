"""The day a figure is looked at: the way back and the two sights are there for a past day only."""

from datetime import date

import pytest
from PySide6.QtCore import QDate

from desktop_app.domain.as_of import Sight
from desktop_app.gui.widgets.day_choice import DayChoice

TODAY = date(2026, 11, 20)


@pytest.fixture
def choice(qtbot):
    made = DayChoice(TODAY)
    qtbot.addWidget(made)
    return made


def test_today_is_known_in_one_way_only(choice):
    assert (choice.day, choice.is_past, choice.chosen_sight) == (TODAY, False, Sight.KNOWN)
    assert not choice.now.isVisibleTo(choice) and not choice.sight.isVisibleTo(choice)


def test_a_past_day_is_told_and_seen_by_either_knowledge_until_today_is_looked_at_again(choice, qtbot):
    with qtbot.waitSignal(choice.moved):
        choice.as_of.setDate(QDate(2026, 11, 10))
    assert choice.is_past and choice.now.isVisibleTo(choice) and choice.sight.isVisibleTo(choice)
    with qtbot.waitSignal(choice.looked):
        choice.sight.click("recorded")
    assert choice.chosen_sight is Sight.RECORDED
    with qtbot.waitSignal(choice.moved):
        choice.back_to_today()
    assert choice.day == TODAY and choice.chosen_sight is Sight.KNOWN and not choice.now.isVisibleTo(choice)
