"""The year view: every day can be reached by mouse and keyboard and says why it is what it is."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt

from desktop_app.bootstrap import bundled
from desktop_app.domain.calendar import DayKind, DayOverride, WorkingCalendar
from desktop_app.gui.widgets.year_view import DAY_SIGNS, Legend, YearView, middle

TODAY = date(2026, 11, 23)
OVERRIDES = (DayOverride(date(2026, 11, 26), False, "停电"), DayOverride(date(2026, 12, 5), True, "集中办件"))


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    known = bundled().calendar
    return WorkingCalendar(known.notices, {2027: {date(2027, 2, 5): "春节"}}, OVERRIDES)


@pytest.fixture(params=[(884, 620), (600, 700), (1400, 900)], ids=["1366", "narrow", "1920"])
def view(request, qtbot, calendar) -> YearView:
    made = YearView()
    qtbot.addWidget(made)
    made.resize(*request.param)
    made.show_calendar(calendar, TODAY)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_every_day_of_the_year_has_its_own_place(view):
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [view.day_at(QPointF(middle(view, day))) for day in days] == days
    for day in days:
        assert view.rect().contains(view.place(day).toRect()), day
        assert view.place(day).width() >= 22
        assert view.place(day).height() >= 18
    assert view.day_at(QPointF(0, 0)) is None


def test_a_click_takes_a_day_in_hand_and_a_double_click_acts(view, qtbot):
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, date(2026, 2, 14)))
    assert chosen.args == [date(2026, 2, 14)]
    assert "补班日" in view.accessibleDescription()
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=middle(view, date(2026, 2, 14)))
    assert opened.args == [date(2026, 2, 14)]


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Left, date(2026, 11, 22)),
        (Qt.Key.Key_Right, date(2026, 11, 24)),
        (Qt.Key.Key_Up, date(2026, 11, 16)),
        (Qt.Key.Key_Down, date(2026, 11, 30)),
        (Qt.Key.Key_PageUp, date(2026, 10, 23)),
        (Qt.Key.Key_PageDown, date(2026, 12, 23)),
        (Qt.Key.Key_Home, date(2026, 1, 1)),
        (Qt.Key.Key_End, date(2026, 12, 31)),
    ],
)
def test_keys_walk_through_the_year(key, day, view, qtbot):
    qtbot.keyClick(view, key)
    assert view.day == day


def test_keys_walk_into_the_next_year_and_enter_acts(view, qtbot):
    view.choose(date(2026, 12, 31))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.year == 2027
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.day == date(2026, 12, 1)
    view.choose(date(2026, 3, 31))
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.day == date(2026, 2, 28), "a shorter month has no 31st"
    with qtbot.waitSignal(view.opened):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_the_tooltip_says_why(view):
    point = QPointF(middle(view, date(2026, 11, 26)))
    assert view.tip_at(point) == "2026-11-26 周四，不上班：本地停办（停电）"
    assert view.tip_at(QPointF(0, 0)) == ""
    view.choose(date(2027, 1, 1))
    assert "不上班（暂估）：春节" in view.tip_at(QPointF(middle(view, date(2027, 2, 5))))


def colours(view: YearView, day: date) -> set[str]:
    image = view.grab(view.place(day).toRect()).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_kinds_of_days_look_different(view):
    plain, red, amber = date(2026, 11, 24), date(2026, 10, 1), date(2026, 10, 10)
    assert "#fcebea" in colours(view, red) - colours(view, plain)
    assert "#fdf3e0" in colours(view, amber) - colours(view, plain)
    assert "#edf1f7" in colours(view, date(2026, 11, 26)) - colours(view, plain)
    assert "#e8f0fa" in colours(view, date(2026, 12, 5)) - colours(view, plain)
    view.choose(date(2027, 1, 1))
    assert "#fcebea" not in colours(view, date(2027, 2, 5)), "a tentative holiday is only framed"
    assert colours(view, date(2027, 2, 5)) != colours(view, date(2027, 2, 4))


def test_no_kind_is_told_by_colour_alone(qtbot):
    signs = {kind: one.sign for kind, one in DAY_SIGNS.items()}
    assert set(signs) == set(DayKind)
    marked = [sign for kind, sign in signs.items() if kind not in (DayKind.WORKDAY, DayKind.WEEKEND)]
    assert len(set(marked)) == len(marked) == 4
    legend = Legend()
    qtbot.addWidget(legend)
    for one in DAY_SIGNS.values():
        assert not one.sign or f"{one.sign} {one.word}" in legend.accessibleName()
    assert not legend.grab().isNull()
