"""The strip of due reports: every missed period once, the first three named, the oldest led to."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.domain.rhythm import Cadence, RhythmSettings, due_periods
from desktop_app.gui.session import Session
from desktop_app.gui.widgets.due_reports import DueReports, due_words
from tests.bundled_calendar import bundled_calendar

TODAY = date(2026, 11, 23)


@pytest.fixture
def waiting():
    found = due_periods(RhythmSettings(), date(2026, 11, 2), (), bundled_calendar(), TODAY)
    return tuple(one for one in found if one.left <= 0)


def test_periods_are_named_with_how_late_they_are(waiting):
    said = due_words(waiting)
    assert said.startswith("▲ 周调度（2026年11月2日至8日）逾 11 个工作日未出；")
    assert said.endswith("；另有 1 期")
    assert due_words(()) == ""


def test_it_takes_no_room_until_something_is_due_and_then_leads_there(qtbot, empty):
    session = Session(empty)
    page = QWidget()
    qtbot.addWidget(page)
    strip = DueReports(session, page)
    strip.look_again()
    qtbot.waitUntil(lambda: session.lane.idle)
    assert strip.isHidden()
    empty.rhythm.begin(date(2026, 11, 16))
    strip.look_again()
    qtbot.waitUntil(lambda: not strip.isHidden())
    with qtbot.waitSignal(strip.asked) as asked:
        strip.look.click()
    assert asked.args[0].cadence is Cadence.WEEK
    session.close()
