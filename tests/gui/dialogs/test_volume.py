"""A volume opened in the window: the verdict, its lists, what can be saved, and a stranger's file."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from desktop_app.application.volume_package import PAGES
from desktop_app.application.volumes import VolumeChoice
from desktop_app.gui.dialogs.volume import VolumeDialog


@pytest.fixture
def shown(full, screen_of, tmp_path):
    screen = screen_of(full)
    _project, case = full.overview.every_case_id()[0]
    number = full.documents.issue("handover", case, {}, "甲").paper.number
    full.papers.void(number, "写错", "乙")
    file = tmp_path / "卷宗.zip"
    file.write_bytes(full.volumes.make(case, VolumeChoice({"file_number": "LF-1"}), "甲").content)
    dialog = VolumeDialog(screen.session, parent=screen.window)
    dialog.open()
    screen.rest()
    dialog.screen, dialog.file, dialog.number = screen, file, number
    yield dialog
    dialog.reject()


def opened(dialog):
    dialog.open_file(dialog.file)
    dialog.screen.rest()
    return dialog


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_before_a_file_is_chosen_it_says_what_to_do(shown):
    assert shown.start.isVisible() and "选一个卷宗文件" in shown.start.text()
    assert not shown.pages.isVisible()
    shown.begin.click()
    (dialog,) = shown.findChildren(QFileDialog)
    dialog.reject()


def test_a_genuine_volume_shows_contents_parts_and_history(shown, full):
    opened(shown)
    assert shown.verdict.text() == "✓ 真　卷宗.zip"
    assert shown.verdict.property("role") == "heading-green"
    line = shown.contents.row_at(0)
    assert (line.number, line.remark) == (shown.number, "已作废")
    assert {shown.parts.row_at(row).state.value for row in range(shown.parts.rowCount())} == {"same"}
    project, _case = full.overview.every_case_id()[0]
    newest = shown.history.row_at(0).event
    assert newest in full.overview.project_page(project).history
    assert shown.history.row_at(shown.history.rowCount() - 1).title == ""


def test_a_damaged_volume_names_the_part_first(shown):
    content = shown.file.read_bytes()
    place = content.rindex(b"%PDF-") + 50
    shown.file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    opened(shown)
    assert shown.verdict.text().startswith("▲ 不一致")
    assert shown.tabs.currentWidget() is shown.part_table
    assert shown.parts.row_at(0).name == f"文书/{shown.number}.pdf"
    assert shown.parts.row_at(0).name in shown.sentence.text()


def test_one_of_an_unknown_office_can_still_be_read(shown, full, open_copy, screen_of):
    other = screen_of(open_copy("empty"))
    dialog = VolumeDialog(other.session, shown.file, other.window)
    dialog.open()
    other.rest()
    assert dialog.verdict.text().startswith("◆ 出具单位不明")
    assert dialog.contents.rowCount() == 1
    dialog.reject()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_pages_and_parts_are_saved_as_they_are(shown, tmp_path):
    opened(shown)
    shown.save_part(PAGES, tmp_path / "页.pdf")
    shown.screen.rest()
    assert (tmp_path / "页.pdf").read_bytes() == shown.opened.parts[PAGES]
    assert "已另存" in shown.said.text()
    shown.tabs.setCurrentIndex(1)
    assert shown.part.isEnabled()
    shown.part_table.setCurrentIndex(shown.parts.index(2, 0))
    shown.part.click()
    (dialog,) = shown.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(PAGES)
    dialog.reject()


def test_a_file_dropped_on_it_is_opened_and_another_kind_refused(shown, tmp_path):
    other = tmp_path / "字.txt"
    other.write_text("不是卷宗", encoding="utf-8")
    opened(shown)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    shown.dropEvent(drop)
    shown.screen.rest()
    assert "不是卷宗" in shown.refused.text()
    assert shown.opened is None and not shown.card.isVisible()
    shown.open_file(tmp_path / "没有.zip")
    shown.screen.rest()
    assert "读不了" in shown.refused.text()


def test_a_volume_whose_list_is_gone_is_still_told(shown):
    shown.file.write_bytes(shown.file.read_bytes().replace(b'"case_id"', b"}case_id}", 1))
    opened(shown)
    assert shown.verdict.text().startswith("▲ 不一致") and not shown.pages.isEnabled()
    assert shown.parts.row_at(0).name == "清单.json"
