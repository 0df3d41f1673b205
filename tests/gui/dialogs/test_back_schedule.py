"""倒排工期: asks for the building time with its unit, refuses in words, and takes the earliest day by one click."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt

from desktop_app.domain.limit import Limit
from desktop_app.gui.dialogs.back_schedule import BackScheduleDialog
from desktop_app.gui.models.trend import read_trend


@pytest.fixture
def screen(full, screen_of):
    return screen_of(full)


@pytest.fixture
def case_id(full):
    return full.overview.today().overdue[0].step.case_id


@pytest.fixture
def dialog(screen, full, case_id):
    made = BackScheduleDialog(screen.session, read_trend(full, case_id), screen.window)
    made.open()
    screen.rest()
    return made


def test_the_building_time_is_asked_and_told_as_left_out_of_the_benchmark(dialog, full, case_id):
    template = full.cases.get(case_id).template
    assert list(dialog.lengths) == [step.code for step in template.steps if step.matter.ask_days] == ["SG02"]
    marks = [mark.name for mark in template.benchmarks if "SG02" in mark.leaves_out]
    said = " ".join(label.text() for label in dialog.findChildren(type(dialog.refused._words)))
    assert marks and all(mark in said for mark in marks)


def test_without_the_building_time_nothing_is_frozen(dialog, screen, full, case_id):
    dialog.submit()
    assert "工期" in dialog.refused.text()
    assert full.plans.in_force(case_id) is None
    dialog.reject()


def test_too_early_is_refused_with_the_earliest_day_one_click_away(dialog, screen, qtbot, full, case_id):
    dialog.lengths["SG02"].amount.setValue(180)
    dialog.target.setDate(QDate(2027, 2, 23))
    dialog.try_out()
    screen.rest()
    assert dialog.refused.text().startswith("赶不上") and not dialog.agree.isEnabled()
    earliest = full.outlooks.outlook(case_id, lengths={"SG02": Limit.parse("180ND")}).finish
    assert str(earliest) in dialog.earliest.text() and str(earliest) in dialog.refused.text()
    qtbot.mouseClick(dialog.earliest, Qt.MouseButton.LeftButton)
    screen.rest()
    assert dialog.refused.text() == "" and not dialog.earliest.isVisible()
    assert dialog.model.rowCount() == len([one for one in full.outlooks.outlook(case_id).steps if not one.ended])
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    screen.rest()
    plan = full.plans.in_force(case_id)
    assert plan.target == earliest and plan.lengths == (("SG02", "180ND"),)


def test_no_date_is_shown_before_the_building_time_is_known(dialog, screen, full, case_id):
    assert dialog.hint.text().startswith("▲ 请填") and dialog.model.rowCount() == 0
    assert dialog.lengths["SG02"].amount.hasFocus(), "what is missing has the keyboard"
    assert not dialog.agree.isEnabled() and "2026" not in dialog.target.text()
    dialog.lengths["SG02"].amount.setValue(180)
    dialog.try_out()
    screen.rest()
    earliest = full.outlooks.outlook(case_id, lengths={"SG02": Limit.parse("180ND")}).finish
    assert dialog.target.date().toPython() == earliest and dialog.agree.isEnabled()
    dialog.lengths["SG02"].amount.setValue(0)
    dialog.try_out()
    assert not dialog.agree.isEnabled() and str(earliest) not in dialog.target.text()
    dialog.reject()


def test_a_change_is_tried_out_by_itself_by_keyboard(dialog, screen, qtbot):
    dialog.lengths["SG02"].amount.setValue(180)
    dialog.try_out()
    screen.rest()
    before = dialog._draft.found
    qtbot.keyClick(dialog.target, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: dialog._draft.found is not before, timeout=5_000)
    screen.rest()
    assert dialog._draft.found.target == date(before.target.year + 1, before.target.month, before.target.day)
    dialog.reject()


def test_a_new_draft_starts_from_the_plan_in_force(screen, full, case_id):
    full.plans.freeze(case_id, date(2028, 3, 1), "乙", lengths={"SG02": Limit.parse("200WD")})
    made = BackScheduleDialog(screen.session, read_trend(full, case_id), screen.window)
    made.open()
    screen.rest()
    assert made.given() == {"SG02": Limit.parse("200WD")}
    assert made.target.date().toPython() == date(2028, 3, 1)
    made.by.setText(" ")
    made.submit()
    screen.rest()
    assert "由谁制定" in made.refused.text()
    assert len(full.plans.history(case_id)) == 1
    made.reject()
