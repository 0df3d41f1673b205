"""对账 in the window: compare, decide by key and button, store together, and what is told on the way."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.events import Verb
from desktop_app.gui.dialogs.reconcile import ReconcileDialog
from desktop_app.gui.models.reconcile import KEEP, TAKE
from tests.official_export import export


@pytest.fixture
def opened(full, screen_of, tmp_path):
    """The dialog on an export that differs in two steps that are running."""
    screen = screen_of(full)
    desk = screen.desk
    running = []
    for _project, case_id in desk.overview.every_case_id():
        case = desk.cases.get(case_id)
        for code, progress in case.situation().progress.items():
            attempt = progress.attempt
            if attempt and attempt.outcome is None and attempt.accepted and not attempt.open_suspensions:
                running.append((case, code, attempt))
    (first, one, attempt), (second, two, _) = running[0], running[-1]
    names = {project.id: project.name for project in desk.projects.all()}
    today = desk.overview.day().isoformat()
    file = export(
        tmp_path / "导出.xlsx",
        ("", names[first.project_id], first.template.step(one).title, "办结", "", attempt.accepted.isoformat(), today),
        ("", names[second.project_id], second.template.step(two).title, "办结", "", "", ""),
        ("", names[first.project_id], first.template.step(one).title + "的手续", "在办", today, "", ""),
    )
    dialog = ReconcileDialog(screen.session, screen.window)
    dialog.open()
    dialog.by.setText("乙")
    dialog.compare(file)
    screen.rest()
    return screen, dialog, first, one


def test_taking_over_by_key_records_the_end(opened, qtbot):
    screen, dialog, case, code = opened
    assert dialog.lines.rowCount() == 2
    assert not dialog.agree.isEnabled()
    dialog.table.selectRow(0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_A)
    assert dialog.lines.row_at(0).choice == TAKE
    assert dialog.agree.text() == "按选择处理 1 条"
    dialog.agree.click()
    screen.rest()
    assert screen.desk.cases.get(case.id).situation().progress[code].events[-1].verb is Verb.FINISH
    assert dialog.lines.rowCount() == 1
    assert dialog.journal.rowCount() == 1


def test_what_cannot_be_taken_over_says_why(opened):
    _screen, dialog, _case, _code = opened
    dialog.table.selectRow(1)
    dialog.decide(TAKE)
    assert dialog.lines.row_at(1).choice == ""
    assert "没有办结日期" in dialog.refused.text()


def test_the_reason_stands_under_the_table_for_the_keyboard_too(opened, qtbot):
    _screen, dialog, _case, _code = opened
    assert dialog.why.text() == ""
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert "没有办结日期" in dialog.why.text()
    qtbot.keyClick(dialog.table, Qt.Key.Key_A)
    assert "没有选上" in dialog.refused.text() and dialog.refused.isVisible()
    assert dialog.table.currentIndex().row() == 1, "the keyboard stays where it was"
    assert "没有办结日期" in dialog.why.text()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Up)
    assert dialog.why.text() == ""


def test_nothing_can_be_pressed_before_there_is_something_to_decide(full, screen_of):
    screen = screen_of(full)
    dialog = ReconcileDialog(screen.session, screen.window)
    dialog.open()
    screen.rest()
    pressed = (dialog.take, dialog.keep, dialog.undecided, dialog.everything, dialog.agree)
    assert not any(one.isEnabled() for one in pressed)


def test_buttons_follow_what_there_is_to_decide(opened):
    _screen, dialog, _case, _code = opened
    assert dialog.take.isEnabled() and dialog.keep.isEnabled() and dialog.everything.isEnabled()
    assert not dialog.undecided.isEnabled()
    dialog.everything.click()
    assert not dialog.everything.isEnabled() and dialog.undecided.isEnabled()


def test_keeping_without_a_reason_is_refused_and_nothing_is_lost(opened):
    screen, dialog, _case, _code = opened
    dialog.table.selectRow(1)
    dialog.decide(KEEP)
    dialog.agree.click()
    screen.rest()
    assert "写明原因" in dialog.refused.text()
    assert dialog.lines.row_at(1).choice == KEEP
    dialog.reason.setText("等部门更正")
    dialog.agree.click()
    screen.rest()
    kept = dialog.lines.row_at(1)
    assert kept.choice_words == "○ 以前已保留"
    journal = dialog.journal.row_at(0)
    assert journal.outcome == f"保留本系统 {kept.of.ours}（官方 {kept.of.theirs}）"


def test_everything_that_can_be(opened):
    _screen, dialog, _case, _code = opened
    dialog.take_all()
    assert [dialog.lines.row_at(row).choice for row in range(2)] == [TAKE, ""]


def test_a_name_is_pointed_to_its_step(opened):
    screen, dialog, _case, code = opened
    assert dialog.others.rowCount() >= 1
    dialog.other_table.selectRow(0)
    codes = [dialog.step.itemData(number) for number in range(dialog.step.count())]
    assert code in codes
    dialog.step.setCurrentIndex(codes.index(code))
    dialog.map.click()
    screen.rest()
    assert "不止一行" in dialog.others.row_at(0).why


def test_a_name_like_no_other_can_be_given_any_step(opened, tmp_path):
    screen, dialog, case, _code = opened
    names = {project.id: project.name for project in screen.desk.projects.all()}
    dialog.compare(export(tmp_path / "怪.xlsx", ("", names[case.project_id], "道路开口", "在办", "", "", "")))
    screen.rest()
    dialog.other_table.selectRow(0)
    offered = {dialog.step.itemData(number) for number in range(dialog.step.count())}
    assert offered >= set(case.template.codes)
    assert dialog.map.isEnabled()


def test_a_file_without_the_columns(opened, tmp_path):
    screen, dialog, _case, _code = opened
    dialog.compare(export(tmp_path / "别的.xlsx", ("甲", "乙"), headers=("姓名", "单位")))
    screen.rest()
    assert "没有找到官方系统导出的表头" in dialog.summary.text()
    assert not dialog.agree.isEnabled()
