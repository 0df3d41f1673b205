"""期限计算书 in the window: opened from a card by hand and key, another clock chosen, copied, printed, checked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.application.documents import About
from desktop_app.domain.calendar import DayOverride
from desktop_app.gui.dialogs.clock_sheet import ClockSheetDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.sheet_check import SheetCheckDialog


@pytest.fixture
def step(full):
    """A step of the demonstration with a promise and a law's limit, both running."""
    for project_id, case_id in full.overview.every_case_id():
        for one in full.cases.get(case_id).template.steps:
            names = [sheet.clock.name for sheet in full.outlooks.clock_sheets(case_id, one.code)]
            if names == ["promised", "statutory"]:
                return project_id, case_id, one.code
    raise AssertionError("the demonstration has no step with two clocks")


def child(screen, kind):
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def test_a_card_leads_to_every_day_of_its_clock(full, screen_of, qtbot, step):
    project_id, case_id, code = step
    screen = screen_of(full)
    screen.window.go("project", (project_id, case_id, code))
    screen.rest()
    days = screen.window.page.panel.buttons["sheet:statutory:1"]
    days.setFocus()
    qtbot.keyClick(days, Qt.Key.Key_Space)
    screen.rest()
    dialog = child(screen, ClockSheetDialog)
    sheet = full.outlooks.clock_sheet(case_id, code, "statutory")
    assert dialog.sheet() == sheet and dialog.choice.currentText() == "法定"
    assert "法定到期" in dialog.due.text()
    shown = [dialog.model.row_at(row) for row in range(dialog.model.rowCount())]
    assert [one for one in shown if one is not None] == list(sheet.clock.derivation.days)
    dialog.close()


def test_another_clock_and_another_grouping_are_chosen(full, screen_of, qtbot, step):
    _project, case_id, code = step
    screen = screen_of(full)
    dialog = ClockSheetDialog(screen.window.session, About(case_id, code), screen.window)
    dialog.open()
    screen.rest()
    assert dialog.choice.currentText() == "承诺"
    dialog.choice.setFocus()
    qtbot.keyClick(dialog.choice, Qt.Key.Key_Down)
    assert dialog.sheet().clock.name == "statutory" and "法定到期" in dialog.due.text()
    weeks = len(dialog.model.headings())
    dialog.grouping.setFocus()
    qtbot.keyClick(dialog.grouping, Qt.Key.Key_Down)
    assert 0 < len(dialog.model.headings()) < weeks
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    assert "法定到期" in copied and "起算：" in copied and "日历版本：" in copied
    for day in dialog.sheet().clock.derivation.days:
        assert f"{day.date}\t{'计' if day.counts else '不计'}" in copied
    dialog.close()


def test_the_clock_shown_is_the_one_that_is_printed(full, screen_of, qtbot, step):
    _project, case_id, code = step
    screen = screen_of(full)
    dialog = ClockSheetDialog(screen.window.session, About(case_id, code), screen.window, "statutory")
    dialog.open()
    screen.rest()
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    screen.rest()
    preview = child(screen, PreviewDialog)
    assert preview.answers()["clock"] == "法定" and preview.pages >= 1
    qtbot.mouseClick(preview.agree, Qt.MouseButton.LeftButton)
    screen.rest()
    number = preview.issued.paper.number
    assert full.clock_checks.check(number).clock == "法定时限"
    preview.close()
    dialog.close()


def test_an_archived_sheet_is_checked_where_it_is_shown(full, screen_of, qtbot, step):
    _project, case_id, code = step
    paper = full.documents.issue("clock-sheet", About(case_id, code), {"clock": "法定"}, "甲").paper
    due = full.clock_checks.check(paper.number).now_due
    full.calendars.override(DayOverride(due, works=False, reason="停电检修"), "甲")
    screen = screen_of(full)
    shown = PreviewDialog(screen.window.session, "clock-sheet", "", screen.window, archived=paper)
    shown.open()
    screen.rest()
    qtbot.mouseClick(shown.check, Qt.MouseButton.LeftButton)
    screen.rest()
    outcome = child(screen, SheetCheckDialog)
    assert outcome.found.same and "存档无误" in outcome.verdict.text()
    assert "停电检修" in outcome.found.differences[0]
    outcome.close()
    shown.close()


def test_a_step_without_a_clock_says_what_to_do_first(full, screen_of):
    for _project, case_id in full.overview.every_case_id():
        waiting = [
            one.code
            for one in full.cases.get(case_id).template.steps
            if not full.outlooks.clock_sheets(case_id, one.code)
        ]
        if waiting:
            break
    screen = screen_of(full)
    dialog = ClockSheetDialog(screen.window.session, About(case_id, waiting[0]), screen.window)
    dialog.open()
    screen.rest()
    assert "还没有开始计算" in dialog.title.text() and "收件或受理" in dialog.due.text()
    assert not dialog.agree.isEnabled()
    dialog.close()
