"""Acts on a row of a ledger in the window: what is asked, and which date it leads to."""

import pytest

from desktop_app.gui.dialogs.entry_act import FlowActDialog


@pytest.fixture
def issues(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("issues")
    screen.rest()
    page = screen.window.page
    page.screen = screen
    return page


def cells(page, key):
    return [row.cells.get(key, "") for row in page.pane.model.rows]


def place(page, key, row=0):
    keys = [column.key for column in page.pane.model.columns]
    return page.pane.model.index(row, keys.index(key))


def choose(page, key, row=0):
    index = place(page, key, row)
    page.pane.table.setCurrentIndex(index)
    page.screen.rest()
    return index


def test_a_further_extension_is_asked_for_by_itself_and_added(issues, qtbot, full):
    issues.toggle_panel()
    row = next(one for one in full.entries.rows("issues") if one.cells["state"] == "办理中")
    full.entries.act(row.id, "extend", {"extended_days": "3", "extension_reason": "雨天"}, "甲")
    issues.refresh()
    issues.screen.rest()
    before = next(one for one in full.entries.rows("issues") if one.id == row.id)
    choose(issues, "number", cells(issues, "number").index(before.cells["number"]))
    issues.act("extend")
    dialog = issues.screen.dialog(FlowActDialog)
    issues.screen.rest()
    days = dialog.fields["extended_days"]
    assert (days.written(), dialog.fields["extension_reason"].written()) == ("", "")
    assert f"以前写的“{before.cells['extended_days']}”照样算" in days.placeholderText()
    due = before.cells["due_on"]
    assert f"现在的应办结日 {due}（{before.cells['lamp']}）" in dialog.outlook.text()
    days.setText("2")
    dialog.fields["extension_reason"].setPlainText("等批复")
    issues.screen.rest()
    foreseen = dialog.outlook.text()
    dialog.agree.click()
    issues.screen.rest()
    now = next(one for one in full.entries.rows("issues") if one.id == before.id)
    assert int(now.cells["extended_days"]) == int(before.cells["extended_days"]) + 2
    assert now.cells["extension_reason"] == f"{before.cells['extension_reason']}；等批复"
    assert now.cells["due_on"] > due and f"延期以后 {now.cells['due_on']}" in foreseen
