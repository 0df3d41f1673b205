"""显示的栏: ticked, moved by key, narrowed by name; at least one stays."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.gui.dialogs.column_chooser import ColumnChooser
from desktop_app.gui.session import Session


@pytest.fixture
def chooser(empty, qtbot):
    session = Session(empty)
    heard = []
    dialog = ColumnChooser(session, empty.entries.kinds.get("visits"), ["enterprise", "visited_on"], heard.append)
    dialog.heard = heard
    qtbot.addWidget(dialog)
    yield dialog
    session.close()


def test_shown_columns_stand_first_and_move_by_key(chooser, qtbot):
    assert chooser.keys() == ["enterprise", "visited_on"]
    qtbot.keyClick(chooser.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert chooser.keys() == ["visited_on", "enterprise"]
    chooser.submit()
    assert chooser.heard == [["visited_on", "enterprise"]]


def test_all_are_shown_or_as_the_ledger_has_them(chooser):
    kind = chooser._kind
    chooser.every.click()
    assert set(chooser.keys()) == {one.key for one in kind.columns}
    chooser.usual.click()
    assert chooser.keys() == [one.key for one in kind.columns]


def test_a_name_narrows_the_list_without_changing_what_is_shown(chooser):
    chooser.search.setText("企业")
    shown = [chooser.list.item(row) for row in range(chooser.list.count()) if not chooser.list.item(row).isHidden()]
    assert [item.text() for item in shown] == ["企业"] and chooser.keys() == ["enterprise", "visited_on"]


def test_a_ledger_without_columns_is_refused(chooser):
    for row in range(chooser.list.count()):
        chooser.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    chooser.submit()
    assert "至少" in chooser.refused.text() and chooser.heard == []
