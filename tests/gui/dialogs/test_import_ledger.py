"""Importing: a dry run stores nothing, an error keeps the whole file out, a question is asked only where unsure."""

import shutil

import pytest
import shiboken6
import xlsxwriter

from desktop_app.application.demo import SAMPLE
from desktop_app.gui.dialogs.import_ledger import ImportDialog
from desktop_app.locations import resources


@pytest.fixture
def opened(empty, screen_of):
    screen = screen_of(empty)
    dialog = ImportDialog(screen.session, screen.window)
    dialog.open()
    screen.rest()
    return screen, dialog


def workbook(path, rows):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_the_keyboard_begins_at_choosing_a_file(opened):
    _screen, dialog = opened
    assert dialog.focusWidget() is dialog.file_row.choose
    dialog.reject()


def test_the_sample_is_tried_then_imported_then_unchanged(opened, tmp_path):
    screen, dialog = opened
    copy = tmp_path / "台账.xlsx"
    shutil.copy(resources() / "samples" / SAMPLE, copy)
    dialog.try_file(copy)
    screen.rest()
    assert dialog.agree.text() == "导入 9 个项目"
    assert dialog.read_as.isVisible() and "表头在第 3—4 行" in dialog.read_as.text()
    assert {dialog.problems.index(row, 0).data() for row in range(dialog.problems.rowCount())} == {"提醒"}
    assert screen.desk.projects.all() == []
    dialog.agree.click()
    screen.rest()
    assert len(screen.desk.projects.all()) == 9
    again = ImportDialog(screen.session, screen.window)
    again.open()
    again.try_file(copy)
    screen.rest()
    assert not again.agree.isEnabled()
    assert (again.outcome.created, again.outcome.updated, again.outcome.unchanged) == (0, 0, 9)


def test_an_error_keeps_the_whole_file_out_and_names_the_cell(opened, tmp_path):
    screen, dialog = opened
    head = ["项目名称", "项目单位", "所在开发区", "总投资（亿元）"]
    rows = [head, ["甲项目", "甲公司", "某开发区", 1.5], ["乙项目", "乙公司", "某开发区", "很多"]]
    dialog.try_file(workbook(tmp_path / "错.xlsx", rows))
    screen.rest()
    assert dialog.outcome.blocked
    assert not dialog.agree.isEnabled()
    assert dialog.tabs.currentIndex() == 1
    levels = [dialog.problems.index(row, 0).data() for row in range(dialog.problems.rowCount())]
    where = [dialog.problems.index(row, 2).data() for row in range(dialog.problems.rowCount())]
    assert where[levels.index("错误")] == "D3"
    assert screen.desk.projects.all() == []


def test_a_missing_unit_is_asked_and_the_answer_reads_the_file_again(opened, tmp_path):
    screen, dialog = opened
    rows = [["项目名称", "项目单位", "所在开发区", "总投资"], ["甲项目", "甲公司", "某开发区", 1.5]]
    dialog.try_file(workbook(tmp_path / "无单位.xlsx", rows))
    screen.rest()
    assert not dialog.agree.isEnabled()
    ((_key, box),) = dialog._questions.items()
    box.setCurrentText("亿元")
    box.activated.emit(box.currentIndex())
    screen.rest()
    assert dialog.agree.isEnabled()
    dialog.agree.click()
    screen.rest()
    assert [one.investment_yuan for one in screen.desk.projects.all()] == [150_000_000]
    assert not shiboken6.isValid(dialog) or not dialog.isVisible()


def test_a_file_that_is_no_workbook_is_refused_in_the_dialog(opened, tmp_path):
    screen, dialog = opened
    path = tmp_path / "不是表格.xlsx"
    path.write_bytes(b"%PDF-1.4 not a workbook")
    dialog.try_file(path)
    screen.rest()
    assert dialog.refused.text()
    assert not dialog.agree.isEnabled()
