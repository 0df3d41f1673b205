"""The system's dialogs for files: what they are set to, and what comes back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.gui.widgets.file_choice import FileRow, choose_file, choose_files, choose_folder, choose_place


@pytest.fixture
def parent(qtbot, monkeypatch):
    """A window whose dialogs are made but not put on the screen."""
    monkeypatch.setattr(QFileDialog, "open", lambda _dialog: None)
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def only(parent):
    (dialog,) = parent.findChildren(QFileDialog)
    return dialog


def test_a_place_to_save_keeps_the_ending_of_the_name(parent):
    got = []
    choose_place(parent, "导出", "统计.xlsx", "Excel 工作簿 (*.xlsx)", got.append)
    dialog = only(parent)
    assert (dialog.acceptMode(), dialog.defaultSuffix()) == (QFileDialog.AcceptMode.AcceptSave, "xlsx")
    assert dialog.windowTitle() == "导出" and dialog.nameFilters() == ["Excel 工作簿 (*.xlsx)"]
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.emit("/x/统计.xlsx")
    assert got == [Path("/x/统计.xlsx")]


def test_a_file_must_be_there(parent, tmp_path):
    choose_file(parent, "选文件", "卷宗 (*.zip)", print, start=str(tmp_path))
    dialog = only(parent)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    assert Path(dialog.directory().absolutePath()) == tmp_path


def test_a_folder_is_a_folder(parent):
    choose_folder(parent, "选文件夹", print)
    assert only(parent).fileMode() is QFileDialog.FileMode.Directory


def test_several_files_come_back_together(parent):
    got = []
    choose_files(parent, "附电子件", "电子件 (*.pdf)", got.append)
    dialog = only(parent)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit(["/x/a.pdf", "/x/b.pdf"])
    assert got == [["/x/a.pdf", "/x/b.pdf"]]


def test_the_row_of_a_file_shows_it_and_asks_for_one(parent, qtbot):
    row = FileRow("台账文件", "选择台账", "台账 (*.xlsx)")
    row.setParent(parent)
    got = []
    row.chosen.connect(got.append)
    row.choose.click()
    only(parent).fileSelected.emit("/x/台账.xlsx")
    assert got == [Path("/x/台账.xlsx")] and row.path.text() == ""
    row.show_file(got[0])
    assert Path(row.path.text()) == got[0]
    assert row.choose.property("primary")
    row.give_way()
    row.show_file(None)
    assert row.path.text() == "" and not row.choose.property("primary")
