"""The figures below a ledger: told over all rows, in the colour of what is missing, away where there are none."""

import pytest

from desktop_app.gui.widgets.labels import Elided

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TRIP = {"目的地": "苏州", "带队领导": "丙", "带队层级": "县主要领导"}


def told(page):
    found = page.pane.figures.findChildren(Elided)
    return {one.full: one.property("role") for one in found if not one.isHidden()}


def test_what_is_missing_is_red_and_what_is_reached_green(full, screen_of):
    for month in range(1, 7):
        full.entries.add("trips", {**TRIP, "出发日期": f"2026-{month:02}-03"}, "甲")
    full.entries.add("delegated", {"事项名称": "甲证", "谁决定": "区内办结"}, "甲")
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("registers")
    screen.rest()
    page = screen.window.page
    page.kinds.chosen.emit("trips")
    screen.rest()
    assert page.pane.figures.isVisible()
    assert told(page)["县主要领导 丙 2026 年 6/6 次 ✓ 已够"] == "green"
    assert any(role == "red" and "▲ 差" in said for said, role in told(page).items())
    page.kinds.chosen.emit("delegated")
    screen.rest()
    page.pane.search("没有这样的事项")
    screen.rest()
    assert not page.pane.model.rowCount() and told(page) == {
        "区内办结率 71.4%（5 ÷ 7 项）": "strong",
        "区内办结率（按本年办件） 93.8%（60 ÷ 64 件）": "strong",
    }, "a search leaves the figures of the ledger as they are"
    page.kinds.chosen.emit("visits")
    screen.rest()
    assert not page.pane.figures.isVisible() and told(page) == {}
