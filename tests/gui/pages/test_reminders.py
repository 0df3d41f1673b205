"""提醒: what fired is listed by urgency, explained with its ladder, read, put off, dealt with; it leads to the step."""

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.application.approvals import Statement
from desktop_app.bootstrap import open_desk
from desktop_app.domain.escalation import Ladder, Recipient
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.ladder import LadderDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.reminder_done import ReminderDoneDialog
from desktop_app.gui.dialogs.trouble import TroubleDialog
from tests.gui.conftest import NOW


@pytest.fixture
def page(full, screen_of):
    return reminders_page(screen_of(full))


def reminders_page(screen):
    screen.session.sit_down("甲")
    screen.window.go("reminders")
    screen.rest()
    made = screen.window.page
    made.screen = screen
    return made


def reminders_in(page):
    """The rows of the list that are reminders; headings and issues are left out."""
    return [row for number in range(page.model.rowCount()) if (row := page.model.row_at(number)) is not None]


def choose(page, number: int):
    """Choose the n-th reminder with the mouse."""
    rows = [row for row in range(page.model.rowCount()) if page.model.row_at(row) is not None]
    page.table.setCurrentIndex(page.model.index(rows[number], 0))
    page.screen.rest()
    return page.model.row_at(rows[number])


def click(page, key: str, qtbot) -> None:
    button = page.panel.buttons[key]
    assert button.isVisible() and button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def badge(page) -> str:
    said: str = page.screen.window.sidebar._buttons["reminders"].accessibleName()
    return said


@pytest.fixture
def next_day(full):
    """The demonstration on the next working day, before anything fired on it."""
    folder = full.folder
    full.close()
    return open_desk(folder, now=lambda: NOW.replace(day=24))


def test_the_window_fires_when_it_opens_and_says_so_without_covering_anything(next_day, screen_of, qtbot):
    before = len(next_day.reminders.board().open)
    screen = screen_of(next_day)
    full = next_day
    assert len(full.reminders.board().open) > before > 0, "those of the days before are there already"
    notice = screen.window.notice
    count = len(full.reminders.board().open)
    assert count and notice.isVisible() and "条新提醒" in notice.text()
    assert f"提醒，{count} 条未读" == screen.window.sidebar._buttons["reminders"].accessibleName()
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not screen.window]
    qtbot.mouseClick(notice.look, Qt.MouseButton.LeftButton)
    screen.rest()
    assert screen.window.page.key == "reminders" and not notice.isVisible()
    screen.window.remind()
    screen.rest()
    assert not notice.isVisible()
    assert len(full.reminders.board().open) == count


def test_the_line_goes_away_when_it_was_read(full, screen_of, qtbot):
    screen = screen_of(full)
    qtbot.mouseClick(screen.window.notice.away, Qt.MouseButton.LeftButton)
    assert not screen.window.notice.isVisible() and screen.window.page.key == "today"


def test_rows_are_grouped_by_urgency_and_the_columns_say_whom_and_until_when(page, full):
    groups = [group.key for group in page.model.headings().values()]
    assert groups == ["overdue", "near", "validity", "issues"]
    board = full.reminders.board()
    assert len(reminders_in(page)) == len(board.open)
    first = page.model.row_at(1)
    assert first.lamp is Lamp.OVERDUE
    texts = [page.model.data(page.model.index(1, n)) for n in range(page.model.columnCount())]
    assert texts[0] == "逾期" and texts[5].startswith("承诺 11-") and texts[6].startswith("逾 ")


def test_choosing_explains_the_ladder_and_reads(page, full):
    before = full.reminders.board().fresh
    assert before == len(page._board.open) and page.panel.row is not None
    row = choose(page, 1)
    assert page.panel.row.reminder.id == row.reminder.id
    assert full.reminders.board().fresh == before - 1
    assert badge(page) == f"提醒，{before - 1} 条未读"
    assert full.reminders.get(row.reminder.id).seen_by == "甲"


def test_keys_walk_and_enter_opens_the_step(page, qtbot):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    page.screen.rest()
    row = page.panel.row
    assert row is page.model.row_at(2)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    page.screen.rest()
    project = page.screen.window.page
    assert project.key == "project"
    assert project.panel_data.standing.step.code == row.reminder.matter
    assert project.panel_data.case.id == row.reminder.case_id


def test_the_button_leads_to_the_step(page, qtbot):
    row = choose(page, 1)
    click(page, "go", qtbot)
    page.screen.rest()
    assert page.screen.window.page.panel_data.standing.step.code == row.reminder.matter


def test_put_off_and_taken_back(page, full, qtbot):
    row = choose(page, 0)
    menu = page.panel.snooze_menu(row)
    assert [action.text() for action in menu.actions()] == ["一小时后", "下一个工作日", "三个工作日后"]
    menu.actions()[1].trigger()
    page.screen.rest()
    assert full.reminders.get(row.reminder.id).snoozed_until.isoformat() == "2026-11-24T08:30:00+08:00"
    assert row.reminder.id not in {one.reminder.id for one in full.reminders.board().open}
    page.chips.click("snoozed")
    page.screen.rest()
    assert choose(page, 0).reminder.id == row.reminder.id
    click(page, "reopen", qtbot)
    page.screen.rest()
    assert row.reminder.id in {one.reminder.id for one in full.reminders.board().open}
    assert page.empty.isVisible() and "放到稍后" in page.empty._title.text()


def test_dealt_with_by_keyboard_with_a_note(page, full, qtbot):
    row = choose(page, 0)
    page.panel.buttons["done"].setFocus()
    qtbot.keyClick(page.panel.buttons["done"], Qt.Key.Key_Space)
    dialog = page.screen.dialog(ReminderDoneDialog)
    dialog.by.setText("")
    qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    page.screen.rest()
    assert "由谁处理" in dialog.refused.text()
    dialog.by.setText("甲")
    dialog.note.setText("已电话催问")
    qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    page.screen.rest()
    assert full.reminders.get(row.reminder.id).note == "已电话催问"
    page.chips.click("ended")
    page.screen.rest()
    assert page.model.data(page.model.index(1, 4)) == "11-23 甲已处理：已电话催问"


def test_an_act_closes_the_reminder_at_once(page, full):
    row = choose(page, 0)
    one = row.reminder
    changes = full.approvals.decide(one.case_id, Verb.FINISH, one.matter, Statement(full.overview.day(), "甲")).changes
    page.screen.session.announce(changes)
    page.screen.rest()
    assert page.model.find(one.place) == -1
    assert full.reminders.get(one.id).closed_why == "环节已办结"


def test_what_a_rung_calls_for_is_printed_and_noted(full, screen_of, qtbot):
    page = reminders_page(screen_of(full))
    found = [row for row in full.reminders.board().open if row.rung.form]
    assert found
    place = page.model.find(found[0].reminder.place)
    page.table.setCurrentIndex(page.model.index(place, 0))
    page.screen.rest()
    button = page.panel.buttons["paper"]
    assert button.text() == "出具催办（督办）单"
    assert button.fontMetrics().horizontalAdvance(button.text()) < button.width(), "the words are not cut off"
    click(page, "paper", qtbot)
    preview = page.screen.dialog(PreviewDialog)
    assert preview.form == "urge"
    preview.submit()
    page.screen.rest()
    number = preview.issued.paper.number
    preview.reject()
    page.screen.rest()
    assert full.reminders.get(found[0].reminder.id).paper == number


def test_no_button_for_a_paper_that_cannot_be_printed(page):
    for number in range(len(page._board.open)):
        row = choose(page, number)
        form = row.rung.form
        assert ("paper" in page.panel.buttons) <= bool(form or row.earlier)


def test_only_mine_are_those_i_carry_or_that_are_for_me(page, full):
    page.officer.setCurrentIndex(page.officer.findData("甲"))
    page.refresh()
    page.screen.rest()
    mine = full.reminders.board("甲").open
    assert 0 < len(mine) < len(full.reminders.board().open)
    assert len(reminders_in(page)) == len(mine)


def test_the_ladder_is_edited_and_a_senseless_one_refused(page, full, qtbot):
    qtbot.mouseClick(page.ladder, Qt.MouseButton.LeftButton)
    page.screen.rest()
    dialog = page.screen.dialog(LadderDialog)
    dialog.rungs["limit-urge"].days.setValue(20)
    dialog.submit()
    page.screen.rest()
    assert "不能早于它前面的一级" in dialog.refused.text()
    dialog.rungs["limit-urge"].days.setValue(4)
    dialog.rungs["limit-letter"].on.setChecked(False)
    dialog.leader.setText("组长某")
    dialog.submit()
    page.screen.rest()
    kept = full.reminders.ladder()
    assert (kept.version, kept.recorded_by, kept.ladder.leader) == (1, "甲", "组长某")
    assert (kept.ladder.rung("limit-urge").days, kept.ladder.rung("limit-letter").on) == (4, False)
    assert kept.ladder.rung("limit-warning") == Ladder().rung("limit-warning")
    assert kept.ladder.rung("limit-overdue").who is Recipient.LEADER


def test_an_empty_desk_says_what_will_come_here(empty, screen_of):
    page = reminders_page(screen_of(empty))
    assert page.empty.isVisible() and "上班时间" in page.empty.text()
    assert badge(page) == "提醒"


def test_a_rest_day_says_when_the_next_reminders_come(made_once, screen_of, tmp_path):
    folder = tmp_path / "sunday"
    shutil.copytree(made_once["empty"], folder)
    screen = screen_of(open_desk(folder, now=lambda: NOW.replace(day=22)))
    page = reminders_page(screen)
    assert "下一次在 11月23日（周一）8:30，目前没有到时要发的" in page.empty.text()
    assert not page.topbar.search.hasFocus()


def test_the_keyboard_does_not_fall_into_the_search_box_when_the_list_empties(page, full):
    page.table.setFocus()
    page.chips.choose("snoozed")
    page._show_list()
    assert page.empty.isVisible() and page.chips.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        (23, 9, None),
        (23, 13, (23, 14, 30)),
        (23, 8, (23, 8, 30)),
        (23, 18, (24, 8, 30)),
        (22, 10, (23, 8, 30)),
        (27, 18, (30, 8, 30)),
    ],
)
def test_reminders_come_again_when_the_office_opens(full, day, hour, said):
    desk = replace(full.reminders, now=lambda: NOW.replace(day=day, hour=hour))
    opening = desk.next_opening()
    assert (opening and (opening.day, opening.hour, opening.minute)) == said


def test_escape_takes_the_choice_away(page, qtbot):
    choose(page, 0)
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.panel.row is None


def test_on_a_narrow_window_lamp_date_and_recipient_stay(page):
    page.screen.window.resize(1080, 640)
    page.screen.rest()
    hidden = [page.model.columns[n].key for n in range(page.model.columnCount()) if page.table.isColumnHidden(n)]
    assert hidden == ["said", "fired"]
    page.chips.click("ended")
    assert not page.table.isColumnHidden(4)
    page.screen.window.resize(1024, 640)
    page.screen.rest()
    shown = [page.model.columns[n].key for n in range(page.model.columnCount()) if not page.table.isColumnHidden(n)]
    assert shown == ["lamp", "matter", "project", "due", "left"], "the panel tells the rest"
    assert page.table.columnWidth(1) >= 110


class Busy:
    """A service whose database somebody else writes to just now; everything else it does as before."""

    def __init__(self, real, error: Exception) -> None:
        self._real, self._error = real, error

    def __getattr__(self, name: str):
        return getattr(self._real, name)

    def fire(self):
        raise self._error


def test_a_busy_database_is_asked_again_later_without_a_word(next_day, screen_of, monkeypatch):
    full = next_day
    real = full.reminders
    monkeypatch.setitem(vars(full), "reminders", Busy(real, Refusal.say("数据库正被别的程序占用")))
    screen = screen_of(full)
    assert not screen.window.notice.isVisible()
    monkeypatch.setitem(vars(full), "reminders", real)
    screen.window.remind()
    screen.rest()
    assert screen.window.notice.isVisible()


def test_a_fault_while_firing_is_told(full, screen_of, monkeypatch):
    screen = screen_of(full)
    monkeypatch.setitem(vars(full), "reminders", Busy(full.reminders, RuntimeError("fault")))
    screen.window.remind()
    screen.qtbot.waitUntil(lambda: bool(screen.trouble), timeout=5000)
    assert [str(one) for one in screen.trouble] == ["fault"]
    screen.trouble.clear()
    screen.dialog(TroubleDialog).reject()


def test_the_settings_tell_the_ladder_and_lead_to_it(full, screen_of, qtbot):
    screen = screen_of(full)
    screen.window.go("settings")
    screen.rest()
    card = screen.window.page.ladder
    rungs = card.now.text().split(" → ")
    assert rungs[:3] == ["代办员（只剩 2 个工作日）", "组长（超过 1 个工作日）", "领办领导（超过 3 个工作日）"]
    assert card.version.text() == "现行：程序自带的缺省阶梯"
    card.edit.click()
    screen.rest()
    dialog = screen.dialog(LadderDialog)
    dialog.by.setText("主任")
    dialog.rungs["limit-interview"].on.setChecked(False)
    dialog.submit()
    screen.rest()
    assert "10 个工作日" in rungs[4] and "10 个工作日" not in card.now.text()
    assert "第 1 版，主任于 2026-11-23" in card.version.text()
    assert full.reminders.ladder().ladder.rung("limit-interview").on is False


def test_defaults_come_back_with_one_button_and_count_when_saved(full, screen_of):
    changed = Ladder(leader="组长某").changed("limit-urge", who=Recipient.LEADER, days=4, on=False)
    full.reminders.save_ladder(changed, "主任")
    page = reminders_page(screen_of(full))
    page.edit_ladder()
    page.screen.rest()
    dialog = page.screen.dialog(LadderDialog)
    dialog.back.click()
    assert full.reminders.ladder().ladder == changed
    dialog.submit()
    page.screen.rest()
    assert full.reminders.ladder().ladder == Ladder(leader="组长某")


def test_issues_are_a_group_of_their_own_and_enter_opens_one(page, qtbot):
    model, screen = page.model, page.screen
    (place,) = [row for row, heading in model.headings().items() if heading.key == "issues"]
    lines = [line for row in range(place + 1, model.rowCount()) if (line := model.issue_at(row))]
    found = screen.desk.entries.watched("issues")
    assert [one.id for one in lines] == [row.id for row in (*found.overdue, *found.warning)]
    assert lines[0].over and model.index(place + 1, 0).data() == "逾期"
    page.table.setCurrentIndex(model.index(place + 1, 0))
    screen.rest()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    screen.rest()
    assert screen.window.page.key == "issues"
    assert screen.window.page.pane.current().id == lines[0].id


def test_issues_are_of_the_person_looked_at(page):
    page.officer.setCurrentIndex(page.officer.findData("丁"))
    page.officer.activated.emit(page.officer.currentIndex())
    page.screen.rest()
    every = [page.model.issue_at(row) for row in range(page.model.rowCount())]
    assert {one.person for one in every if one} <= {"丁"}
