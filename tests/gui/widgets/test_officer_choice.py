"""The choice of whose dates are shown."""

import pytest

from desktop_app.gui.widgets.officer_choice import OfficerChoice


@pytest.fixture
def choice(qtbot):
    made = OfficerChoice("所有人")
    qtbot.addWidget(made)
    made.offer(("甲", "乙"), "乙")
    return made


def texts(choice):
    return [choice.itemText(place) for place in range(choice.count())]


def test_everybody_comes_first_and_i_am_not_offered_twice(choice):
    assert texts(choice) == ["所有人", "只看我的（乙）", "只看 甲"]
    assert choice.chosen == ""
    choice.offer(("甲",), "")
    assert texts(choice) == ["所有人", "只看 甲"]


def test_what_was_chosen_stays_while_it_is_there(choice):
    choice.setCurrentIndex(2)
    choice.offer(("丙", "甲"), "乙")
    assert choice.chosen == "甲"
    choice.offer(("丙",), "乙")
    assert choice.chosen == ""
