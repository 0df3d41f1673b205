"""Counters, chips and benchmark bars: by mouse and keyboard, with words for those who cannot see the colour."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.progress import Lamp
from desktop_app.gui.theme import colour
from desktop_app.gui.widgets.counters import BenchmarkBar, Chips, Counter


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_counter_is_chosen_by_keyboard(qtbot, key):
    counter = Counter(Lamp.OVERDUE, "逾期")
    qtbot.addWidget(counter)
    with qtbot.waitSignal(counter.chosen):
        qtbot.keyClick(counter, key)


def test_a_counter_is_chosen_by_mouse_and_says_its_number(qtbot):
    counter = Counter(Lamp.READY, "可以开办")
    qtbot.addWidget(counter)
    assert counter.accessibleName() == "可以开办 – 件"
    counter.show_number(12)
    assert counter.accessibleName() == "可以开办 12 件"
    with qtbot.waitSignal(counter.chosen):
        qtbot.mouseClick(counter, Qt.MouseButton.LeftButton)


def test_one_chip_is_chosen_at_a_time(qtbot):
    chips = Chips([("all", "全部"), ("overdue", "有逾期")])
    qtbot.addWidget(chips)
    assert chips.current == "all"
    with qtbot.waitSignal(chips.chosen) as told:
        chips.click("overdue")
    assert told.args == ["overdue"]
    assert chips.current == "overdue"
    chips.choose("all")
    assert chips.current == "all"


@pytest.mark.parametrize(("share", "tone"), [(None, "accent"), (0.4, "accent"), (1.0, "green"), (3.0, "red")])
def test_a_benchmark_bar_shows_how_far_it_is(qtbot, share, tone):
    bar = BenchmarkBar()
    qtbot.addWidget(bar)
    bar.resize(300, 78)
    bar.show_bar("26 天", "第 17 天 · 余 9", share, tone, basis="口径：按自然日计，含补正，含特别程序")
    assert bar.accessibleName() == "26 天：第 17 天 · 余 9；口径：按自然日计，含补正，含特别程序"
    image = bar.grab().toImage()
    bottom = 41 * image.height() // 78
    names = [image.pixelColor(x, bottom).name() for x in range(14, image.width() - 14)]
    limit_mark = 2 if tone != "red" else 0
    expected = min(1.0, (share or 0) * 5 / 6) * len(names)
    assert abs(names.count(colour(tone).name()) - expected) <= 6 + limit_mark
