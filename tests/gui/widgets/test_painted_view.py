"""What every painted picture does with mouse and wheel."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop_app.gui.widgets.painted_view import PaintedView


class Picture(PaintedView):
    def __init__(self):
        super().__init__("图")
        self.zooms, self.clicks = [], 0

    def zoom_at(self, steps, point):
        self.zooms.append((steps, point))

    def tip_at(self, point):
        return f"{point.x():.0f}"

    def resizeEvent(self, event):
        super().resizeEvent(event)
        self._spread(QSizeF(1000, 900), 10, 20)

    def mousePressEvent(self, event):
        self._press(event)

    def mouseMoveEvent(self, event):
        if (moved := self._drag(event)) is not None:
            self._pan(moved)

    def mouseReleaseEvent(self, event):
        self.clicks += self._release()


@pytest.fixture
def picture(qtbot):
    made = Picture()
    qtbot.addWidget(made)
    made.resize(300, 200)
    with qtbot.waitExposed(made):
        made.show()
    return made


def turn(picture, keys, by=-120):
    place = QPointF(40, 50)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(place, place, QPoint(), QPoint(0, by), none, keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(picture.viewport(), event)


def test_the_bars_reach_over_the_picture(picture):
    across, down = picture.horizontalScrollBar(), picture.verticalScrollBar()
    room = picture.viewport().size()
    assert (across.maximum(), down.maximum()) == (1000 - room.width(), 900 - room.height())
    assert (across.singleStep(), down.singleStep()) == (10, 20)


def test_the_wheel_zooms_with_ctrl_and_goes_sideways_with_shift(picture):
    turn(picture, Qt.KeyboardModifier.ControlModifier, 120)
    assert picture.zooms == [(1, QPointF(40, 50))]
    turn(picture, Qt.KeyboardModifier.ShiftModifier)
    assert picture.horizontalScrollBar().value() == 120
    turn(picture, Qt.KeyboardModifier.NoModifier)
    assert picture.verticalScrollBar().value() > 0 and len(picture.zooms) == 1


def test_a_drag_moves_the_picture_and_is_no_click(picture, qtbot):
    port, button = picture.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(port, button, pos=QPoint(200, 100))
    qtbot.mouseMove(port, QPoint(120, 70))
    qtbot.mouseRelease(port, button, pos=QPoint(120, 70))
    assert (picture.horizontalScrollBar().value(), picture.verticalScrollBar().value()) == (80, 30)
    assert picture.clicks == 0
    qtbot.mouseClick(port, button, pos=QPoint(20, 20))
    qtbot.mouseClick(port, Qt.MouseButton.RightButton, pos=QPoint(20, 20))
    assert picture.clicks == 1


def test_what_lies_under_the_mouse_says_its_words(picture, monkeypatch):
    said = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: said.append(text))
    QApplication.sendEvent(picture.viewport(), QHelpEvent(QEvent.Type.ToolTip, QPoint(33, 4), QPoint(33, 4)))
    assert said == ["33"]
