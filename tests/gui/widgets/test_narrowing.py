"""The box that narrows what is shown."""

import pytest

from desktop_app.gui.widgets.narrowing import Narrowing


@pytest.fixture
def box(qtbot):
    made = Narrowing("园区", "全部园区", 6)
    qtbot.addWidget(made)
    made.offer([("甲", "甲区"), ("乙", "乙区")])
    return made


def test_everything_comes_first_and_leaves_nothing_out(box):
    assert [box.itemText(place) for place in range(box.count())] == ["全部园区", "甲区", "乙区"]
    assert box.chosen == "" and box.accessibleName() == "只看哪个园区"


def test_what_was_chosen_stays_while_it_is_offered(box):
    box.setCurrentIndex(2)
    box.offer([("丙", "丙区"), ("乙", "乙区")])
    assert box.chosen == "乙"
    box.offer([("丙", "丙区")])
    assert box.chosen == "" and box.count() == 2
