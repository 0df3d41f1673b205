"""专班 in the window: people and their work, teams, leaves, a handover from the first click to its acceptance."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.application.handovers import HandoverWish, Share
from desktop_app.application.officer_hand import HandKind
from desktop_app.gui.dialogs.handover import AcceptDialog, HandoverDialog, TakeBackDialog
from desktop_app.gui.dialogs.officer import CancelLeaveDialog, LeaveDialog, OfficerDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.team import TeamDialog
from desktop_app.gui.models.officers import PERSON_KEYS
from tests.desks import opened
from tests.gui.pages.hands import click


def page_of(screen):
    screen.session.sit_down("甲")
    screen.window.go("officers")
    screen.rest()
    made = screen.window.page
    made.screen = screen
    return made


@pytest.fixture
def page(full, screen_of):
    return page_of(screen_of(full))


def texts(table, key):
    model = table.model()
    place = next(number for number, column in enumerate(model.columns) if column.key == key)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def choose(page, box, name):
    place = box.findData(name)
    assert place >= 0, name
    box.setCurrentIndex(place)
    box.activated.emit(place)
    page.screen.rest()


def test_everybody_is_listed_and_the_chosen_one_explained(page, qtbot, qtmodeltester):
    assert texts(page.people, "name") == ["甲", "乙", "丙", "丁"]
    assert set(texts(page.people, "state")) == {"● 在岗"}
    assert page.work.said.full == f"甲手上的环节 {page.work.steps_model.rowCount()} 个"
    page.people.setFocus()
    qtbot.keyClick(page.people, Qt.Key.Key_Down)
    page.screen.rest()
    assert page.work.said.full.startswith("乙手上的环节")
    expected = {row.step.matter for row in page.screen.desk.officers.steps("乙")}
    assert {page.work.steps_model.row_at(n).step.matter for n in range(page.work.steps_model.rowCount())} == expected
    for model in (page.people_model, page.work.steps_model, page.team_model, page.leave_model, page.handed_model):
        qtmodeltester.check(model)


def test_counts_sort_by_a_click_on_their_heading(page):
    section = PERSON_KEYS["share"]
    page.people.horizontalHeader().sectionClicked.emit(section)
    shares = [page.people_model.row_at(row).share for row in range(4)]
    assert shares == sorted(shares, reverse=True)
    page.people.horizontalHeader().sectionClicked.emit(section)
    assert [page.people_model.row_at(row).share for row in range(4)] == shares[::-1]
    page.people.horizontalHeader().sectionClicked.emit(section)
    assert texts(page.people, "name") == ["甲", "乙", "丙", "丁"]


def test_a_click_on_a_step_leads_to_it(page, qtbot):
    page.work.steps.setCurrentIndex(page.work.steps_model.index(0, 0))
    page.work.steps.setFocus()
    row = page.work.steps_model.row_at(0)
    qtbot.keyClick(page.work.steps, Qt.Key.Key_Return)
    page.screen.rest()
    assert page.screen.window.page.key == "project"
    assert page.screen.window.page.topbar.title.full == row.entry.project


def test_search_narrows_every_list_and_esc_brings_it_back(page):
    page.topbar.search.setText("投资促进部")
    assert texts(page.people, "name") == ["丁"]
    page.back()
    assert len(texts(page.people, "name")) == 4


def test_somebody_is_entered_and_changed(page, qtbot):
    click(qtbot, page.add)
    dialog = page.screen.dialog(OfficerDialog)
    dialog.agree.click()
    page.screen.rest()
    assert "请写明姓名" in dialog.refused.text()
    dialog.name.setText("戊")
    dialog.unit.setText("自然资源局")
    dialog.agree.click()
    page.screen.rest()
    assert texts(page.people, "name")[-1] == "戊"
    page.people.setCurrentIndex(page.people_model.index(0, 0))
    page.screen.rest()
    qtbot.keyClick(page.people, Qt.Key.Key_Return)
    dialog = page.screen.dialog(OfficerDialog)
    assert dialog.windowTitle() == "修改人员"
    dialog.name.setText("王甲")
    dialog.agree.click()
    page.screen.rest()
    assert texts(page.people, "name")[0] == "王甲"
    assert "甲" not in page.screen.desk.overview.officers()


def test_unregistered_names_are_entered_with_one_click(empty, screen_of, qtbot):
    opened(empty, officer="己", day="2026-11-02")
    page = page_of(screen_of(empty))
    assert texts(page.people, "state") == ["○ 未登记"]
    assert page.edit.text() == "登记这个人…"
    click(qtbot, page.register)
    page.screen.rest()
    assert texts(page.people, "state") == ["● 在岗"]
    assert not page.register.isVisible()


def test_an_empty_page_says_what_to_do_first(empty, screen_of):
    page = page_of(screen_of(empty))
    assert page.nobody.isVisible()
    for number, pane in enumerate((page.teams, page.leaves, page.handed), 1):
        page.tabs.setCurrentIndex(number)
        assert pane.empty.isVisible()
        assert "点“" in pane.empty.text()


def test_a_leave_shows_both_names_in_today_and_is_taken_back(page, qtbot):
    page.people.setCurrentIndex(page.people_model.index(1, 0))
    page.screen.rest()
    click(qtbot, page.away)
    dialog = page.screen.dialog(LeaveDialog)
    assert dialog.said.text() == "乙请假期间由甲代管"
    choose(page, dialog.substitute, "乙")
    assert "不能由本人代管" in dialog.said.text()
    choose(page, dialog.substitute, "丙")
    dialog.reason.setText("培训")
    dialog.agree.click()
    page.screen.rest()
    assert texts(page.people, "state")[1] == "‖ 请假，丙代"
    assert "乙请假至" in page.work.said.full
    page.screen.window.go("today")
    page.screen.rest()
    shown = [
        line.officer
        for number in range(page.screen.window.page.model.rowCount())
        if (line := page.screen.window.page.model.row_at(number)) is not None
    ]
    assert "乙（丙代）" in shown
    assert "乙" not in shown
    page.screen.window.go("officers")
    page.screen.rest()
    page.tabs.setCurrentIndex(2)
    states = texts(page.leave_table, "state")
    page.leave_table.setCurrentIndex(page.leave_model.index(states.index("‖ 请假中"), 0))
    click(qtbot, page.cancel_leave)
    cancel = page.screen.dialog(CancelLeaveDialog)
    cancel.reason.setText("提前返岗")
    cancel.agree.click()
    page.screen.rest()
    assert texts(page.people, "state")[1] == "● 在岗"
    assert "✕ 已撤销" in texts(page.leave_table, "state")


def test_a_team_is_set_up_and_its_members_come_and_go(page, qtbot):
    click(qtbot, page.team)
    dialog = page.screen.dialog(TeamDialog)
    dialog.name.setText("煤焦化专班")
    choose(page, dialog.leader, "丁")
    dialog.members.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.projects.sought.setText("焦化")
    shown = [row for row in range(dialog.projects.list.count()) if not dialog.projects.list.item(row).isHidden()]
    dialog.projects.list.item(shown[0]).setCheckState(Qt.CheckState.Checked)
    dialog.agree.click()
    page.screen.rest()
    assert "煤焦化专班" in texts(page.team_table, "name")
    assert "煤焦化专班" in texts(page.people, "teams")[0]
    page.tabs.setCurrentIndex(1)
    place = texts(page.team_table, "name").index("煤焦化专班")
    assert "焦化" in texts(page.team_table, "projects")[place]
    page.team_table.setCurrentIndex(page.team_model.index(0, 0))
    click(qtbot, page.change_team)
    dialog = page.screen.dialog(TeamDialog)
    assert dialog.members.ticked() == ["乙", "丙"]
    dialog.members.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.members.list.item(3).setCheckState(Qt.CheckState.Checked)
    dialog.agree.click()
    page.screen.rest()
    assert texts(page.team_table, "members")[0] == "丙、丁"
    (left,) = [one for one in page.screen.desk.officers.directory().teams[0].members if one.name == "乙"]
    assert left.until == page.session.today - timedelta(1)


def handed_over(page, qtbot, giver="乙", taker="丙"):
    page.tabs.setCurrentIndex(0)
    click(qtbot, page.hand)
    dialog = page.screen.dialog(HandoverDialog)
    choose(page, dialog.giver, giver)
    assert not dialog.agree.isEnabled()
    assert "请选接收人" in dialog.counts.text()
    assert dialog.taker.findData(giver) < 0
    choose(page, dialog.taker, taker)
    return dialog


def test_a_handover_is_counted_done_and_printed(page, qtbot):
    dialog = handed_over(page, qtbot)
    (announced,) = dialog.announced.lists
    assert dialog.counts.text() == f"乙 → 丙：{announced.counts.words}"
    dialog.agree.click()
    page.screen.rest()
    assert "交接原因" in dialog.refused.text()
    dialog.reason.setText("岗位调整")
    dialog.agree.click()
    page.screen.rest()
    preview = page.screen.dialog(PreviewDialog)
    assert preview.answers()["handover"] == "JJ-2026-001"
    assert preview.pages >= 1
    preview.close()
    page.screen.rest()
    assert page.screen.desk.handovers.choices("乙") == ()
    assert texts(page.handed_table, "state") == ["◆ 待接收"]


def test_today_tells_of_a_handover_until_it_is_accepted(page, qtbot):
    handed_elsewhere(page.screen.desk)
    page.screen.window.go("today")
    page.screen.rest()
    strip = page.screen.window.page.handed
    assert strip.isVisible()
    assert "待接收：乙 → 丁，JJ-2026-001" in strip.said.full
    click(qtbot, strip.look)
    page.screen.rest()
    assert page.tabs.currentIndex() == 3
    click(qtbot, page.accept)
    accept = page.screen.dialog(AcceptDialog)
    accept.agree.click()
    page.screen.rest()
    assert "由丁" in accept.refused.text()
    accept.by.setText("丁")
    accept.answer.setCurrentIndex(1)
    accept.agree.click()
    assert "哪里有差异" in accept.refused.text()
    accept.difference.setText("少一份副本")
    accept.agree.click()
    page.screen.rest()
    assert texts(page.handed_table, "state") == ["▲ 已接收，有差异"]
    assert not page.accept.isEnabled()
    page.screen.window.go("today")
    page.screen.rest()
    assert not strip.isVisible()


def test_some_cases_stay_and_some_go_to_another(page, qtbot):
    dialog = handed_over(page, qtbot)
    assert dialog.model.rowCount() == 2
    dialog.table.selectRow(0)
    choose(page, dialog.other, "")
    click(qtbot, dialog.apply)
    page.screen.rest()
    assert [dialog.model.row_at(row).taker for row in range(2)] == ["", "丙"]
    dialog.table.selectRow(0)
    choose(page, dialog.other, "丁")
    click(qtbot, dialog.apply)
    page.screen.rest()
    assert [one.taker for one in dialog.announced.lists] == ["丁", "丙"]
    dialog.close()


def test_what_somebody_else_changed_meanwhile_is_counted_again(page, qtbot):
    dialog = handed_over(page, qtbot)
    dialog.reason.setText("离岗")
    before = dialog.counts.text()
    other = handed_elsewhere(page.screen.desk)
    assert other
    dialog.agree.click()
    page.screen.rest()
    assert "不在乙手上，或已经办完" in dialog.refused.text()
    assert dialog.counts.text() != before
    assert dialog.model.rowCount() == 1
    assert dialog.agree.isEnabled()
    dialog.close()


def handed_elsewhere(desk):
    """Another window hands one case of 乙 to 丁."""
    first = desk.handovers.choices("乙")[0].case_id
    wish = HandoverWish("乙", (Share("丁", (first,)),), "分片", desk.overview.day())
    return desk.handovers.commit(wish, desk.handovers.announce(wish).digests, "丁")[0]


def test_a_handover_is_taken_back(page, qtbot):
    handed_elsewhere(page.screen.desk)
    page.refresh()
    page.screen.rest()
    page.tabs.setCurrentIndex(3)
    click(qtbot, page.take_back)
    dialog = page.screen.dialog(TakeBackDialog)
    dialog.reason.setText("选错了人")
    dialog.agree.click()
    page.screen.rest()
    assert texts(page.handed_table, "state") == ["↩ 已撤回"]
    assert len(page.screen.desk.handovers.choices("乙")) == 2


def test_ctrl_p_prints_the_paper_of_the_chosen_handover(page):
    handed_elsewhere(page.screen.desk)
    page.refresh()
    page.screen.rest()
    page.tabs.setCurrentIndex(3)
    page.print_now()
    page.screen.rest()
    page.screen.dialog(PreviewDialog).close()


def test_rows_are_copied_with_their_headings(page):
    page.people.selectRow(0)
    page.people.copy_asked.emit()
    assert QApplication.clipboard().text().splitlines()[1].startswith("甲\t● 在岗")


def test_every_count_leads_to_the_rows_behind_it(page, qtbot):
    work, keys = page.work, {"cases": "cases", "reminders": "reminders", "problems": "problems", "visits": "visits"}
    person = page.people_model.row_at(0)
    for key, kind in keys.items():
        cell = page.people.visualRect(page.people_model.index(0, PERSON_KEYS[key])).center()
        qtbot.mouseClick(page.people.viewport(), Qt.MouseButton.LeftButton, pos=cell)
        page.screen.rest()
        table = work.tables[HandKind(kind)]
        assert table.isVisible()
        assert table.model().rowCount() == getattr(person, key) > 0
    assert [work.tabs.tabText(n) for n in range(work.tabs.count())] == [
        f"环节 {work.steps_model.rowCount()}",
        f"代办件 {person.cases}",
        "原件",
        f"提醒 {person.reminders}",
        f"问题 {person.problems}",
        f"走访 {person.visits}",
    ]
    work.look_at(HandKind.ORIGINALS)
    assert any("收到企业原件时" in label.text() for label in work.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("kind", "goes"), [("cases", "project"), ("reminders", "project"), ("problems", "issues"), ("visits", "visits")]
)
def test_enter_opens_what_a_row_is_about(page, qtbot, kind, goes):
    page.people.setCurrentIndex(page.people_model.index(0, PERSON_KEYS[kind]))
    page.people.setFocus()
    qtbot.keyClick(page.people, Qt.Key.Key_Return)
    page.screen.rest()
    table = page.work.tables[HandKind(kind)]
    assert table.hasFocus()
    line = table.model().row_at(table.currentIndex().row())
    qtbot.keyClick(table, Qt.Key.Key_Return)
    page.screen.rest()
    shown = page.screen.window.page
    assert shown.key == goes
    if goes == "project":
        assert shown.project_id == line.project_id
    else:
        assert shown.pane.current().id == line.id


def test_space_moves_from_the_people_to_what_they_have_in_hand(page, qtbot):
    page.people.setFocus()
    qtbot.keyClick(page.people, Qt.Key.Key_Space)
    assert page.work.steps.hasFocus()
    page.back()
    assert page.people.hasFocus()
