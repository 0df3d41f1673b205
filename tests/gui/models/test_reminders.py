"""The rows of 提醒: groups, words, and the model's contract with Qt."""

from datetime import datetime

from PySide6.QtCore import Qt

from desktop_app.gui.models.reminders import ReminderModel, ended_group, groups_of, said_words
from desktop_app.gui.widgets.cells import SECTION_ROLE
from desktop_app.gui.widgets.lamp import LAMP_ROLE


def test_the_model_keeps_qts_contract(full, qtmodeltester):
    model = ReminderModel()
    full.reminders.fire()
    model.show_groups(groups_of(full.reminders.board().open))
    qtmodeltester.check(model)
    model.show_groups(())
    qtmodeltester.check(model)


def test_headings_tell_their_number_and_cannot_be_chosen(full):
    full.reminders.fire()
    model = ReminderModel()
    model.show_groups(groups_of(full.reminders.board().open))
    for row, group in model.headings().items():
        index = model.index(row, 0)
        assert model.data(index, SECTION_ROLE) == (f"{group.title}  {len(group.rows)}", group.note)
        assert model.data(index) == f"{group.title} {len(group.rows)} 条"
        assert model.flags(index) == Qt.ItemFlag.NoItemFlags
        assert model.data(model.index(row + 1, 0), LAMP_ROLE) is group.rows[0].lamp


def test_what_was_put_off_and_what_ended_say_so(full):
    service = full.reminders
    service.fire()
    first, second = service.board().open[:2]
    service.snooze(first.reminder.id, datetime.fromisoformat("2026-11-25T08:30:00+08:00"), "甲")
    service.handled(second.reminder.id, "甲")
    board = service.board()
    assert said_words(board.snoozed[0]).startswith("11-25 08:30 再提醒 · ")
    assert said_words(board.ended[0]) == "11-23 甲已处理"
    assert [group.key for group in ended_group(board.ended)] == ["ended"] and ended_group(()) == ()


def test_copied_rows_carry_whole_dates_and_no_formula(full):
    full.reminders.fire()
    model = ReminderModel()
    rows = full.reminders.board().open
    lines = model.text_of(rows).splitlines()
    assert lines[0].split("\t") == ["灯号", "事项", "项目", "提醒到", "说明", "期限", "余／逾", "发出"]
    assert lines[1].split("\t")[5] == rows[0].due.isoformat()
