"""The days of a clock in a table: every day once and in order, under headings that count them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.clock import derive
from desktop_app.domain.limit import Limit
from desktop_app.gui.models.clock_days import ClockDaysModel
from desktop_app.gui.widgets.cells import SECTION_ROLE

DAYS = derive(WorkingCalendar(()), date(2026, 11, 20), Limit.parse("10WD")).days


@pytest.mark.parametrize(("grouping", "headings"), [("week", 3), ("month", 2)])
def test_days_stand_under_their_week_or_month(qtmodeltester, grouping, headings):
    model = ClockDaysModel()
    model.show_days(DAYS, grouping)
    qtmodeltester.check(model)
    assert len(model.headings()) == headings
    assert model.rowCount() == len(DAYS) + headings
    shown = [model.row_at(row) for row in range(model.rowCount()) if row not in model.headings()]
    assert shown == list(DAYS)
    for row in model.headings():
        title, note = model.index(row, 0).data(SECTION_ROLE)
        assert title.startswith("2026") and "计" in note
        assert not model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert sum(int(model.index(row, 0).data(SECTION_ROLE)[1].split()[1]) for row in model.headings()) == 10
