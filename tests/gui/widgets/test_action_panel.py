"""What the panels beside lists share: the actions stay below, and nothing is left of what was shown before."""

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea

from desktop_app.gui.widgets.action_panel import ActionPanel
from desktop_app.gui.widgets.bars import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Panel(ActionPanel):
    def fill(self, lines):
        self._empty()
        for line in lines:
            self._column.addWidget(QLabel(line))
        self.buttons["go"] = button("办理")
        self._foot.addWidget(self.buttons["go"], 0, 0)
        self._foot.parentWidget().show()

    def rest(self, text):
        self._say(text)


@pytest.fixture
def panel(qtbot):
    made = Panel()
    qtbot.addWidget(made)
    made.resize(300, 240)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(panel):
    return [one.text() for one in panel.findChildren(QLabel) if one.isVisible()]


def test_the_actions_stay_in_view_however_much_is_explained(panel, qtbot):
    panel.fill([f"第 {number} 行" for number in range(60)])
    area = panel.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    go = panel.buttons["go"]
    qtbot.waitUntil(go.isVisible)
    assert panel.rect().contains(go.mapTo(panel, go.rect().center()))


def test_with_nothing_in_hand_it_only_says_what_it_is_for(panel, qtbot):
    panel.fill(["一行"])
    panel.rest("在左边选一条")
    qtbot.waitUntil(lambda: shown(panel) == ["在左边选一条"])
    assert panel.buttons == {}
