"""The cards of a period: in one row where there is room, in more rows on a narrow page, never squeezed."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.application.rhythm_figures import Change
from desktop_app.gui.widgets.figure_strip import FigureStrip

CHANGES = [Change(f"key{number}", f"数字{number}", 24, 17) for number in range(9)]


@pytest.fixture
def strip(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1200, 600)
    made = FigureStrip(page)
    page.show()
    yield made  # the page lives as long as the test


def cards(strip):
    layout = strip.layout()
    return [layout.itemAt(number).widget() for number in range(layout.count())]


@pytest.mark.parametrize(("width", "rows"), [(1100, 1), (500, 2), (260, 5)])
def test_cards_stand_in_as_many_rows_as_they_need(strip, qtbot, width, rows):
    strip.resize(width, 80)
    strip.show_changes(CHANGES, "上周")
    strip.resize(width, strip.sizeHint().height())
    qtbot.waitUntil(lambda: len({card.y() for card in cards(strip)}) == rows)
    assert len(cards(strip)) == len(CHANGES)
    assert all(card.width() >= 84 and card.geometry().right() < width for card in cards(strip))


def test_other_numbers_take_the_place_of_those_before(strip):
    strip.resize(1100, 80)
    strip.show_changes(CHANGES, "上周")
    strip.show_changes(CHANGES[:3], "上周")
    assert [card.accessibleName() for card in cards(strip)] == [
        f"数字{number} 24，上周 17，增减 +7" for number in range(3)
    ]
