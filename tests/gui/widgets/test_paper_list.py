"""文书 of a project: listed newest first, copied, and opened again byte for byte."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.gui.dialogs.preview import PreviewDialog


@pytest.fixture
def page(full, screen_of):
    """A project with two issued papers, at its list of papers."""
    project_id, case_id = full.overview.every_case_id()[0]
    full.documents.issue("service-sheet", case_id, {}, "甲")
    full.documents.issue("handover", case_id, {}, "乙")
    screen = screen_of(full)
    screen.window.go("project", project_id)
    screen.rest()
    made = screen.window.page
    made.screen = screen
    turn_to_papers(made)
    return made


def turn_to_papers(page) -> None:
    number = next(index for index in range(page.tabs.count()) if page.tabs.tabData(index) == "papers")
    page.tabs.setCurrentIndex(number)
    page.screen.rest()


def shown(page) -> list[list[str]]:
    model = page.papers.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_the_papers_are_listed_and_counted_on_the_tab(page, full):
    papers = {paper.number: paper for paper in full.overview.project_page(page.project_id).papers}
    assert page.tabs.tabText(page.tabs.currentIndex()) == "文书 2"
    assert page.papers.table.isVisible()
    assert [line[:5] for line in shown(page)] == [
        ["BB-2026-A-D19-0001", "✓ 有效", "证照批文移交清单", "2026-11-23", "乙"],
        ["BB-2026-A-D11-0001", "✓ 有效", "项目帮办代办服务单", "2026-11-23", "甲"],
    ]
    for line in shown(page):
        assert line[5] == str(papers[line[0]].pages)
        assert len(line[6]) == 12 and papers[line[0]].sha256.startswith(line[6])


def test_enter_opens_the_archived_bytes_and_saves_them_unchanged(page, full, qtbot, tmp_path: Path):
    qtbot.keyClick(page.papers.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.papers.table, Qt.Key.Key_Return)
    dialog = page.screen.dialog(PreviewDialog)
    kept = full.documents.again("BB-2026-A-D11-0001").content
    assert dialog.content == kept
    assert "BB-2026-A-D11-0001" in dialog.said.full and "存档原件" in dialog.said.full
    assert not dialog.agree.isVisible() and not dialog.side.isVisible()
    assert dialog.print.isVisible() and dialog.save.isVisible()
    assert not dialog.sheet.pixmap().isNull()
    dialog.save_to(tmp_path / "再存.pdf")
    page.screen.rest()
    assert (tmp_path / "再存.pdf").read_bytes() == kept
    dialog.reject()
    assert len(full.overview.project_page(page.project_id).papers) == 2


def test_ctrl_p_opens_the_chosen_paper(page, qtbot):
    qtbot.keyClick(page.screen.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = page.screen.dialog(PreviewDialog)
    assert dialog.issued.paper.number == "BB-2026-A-D19-0001"
    dialog.reject()


def test_a_double_click_opens_the_paper_too(page, qtbot):
    table = page.papers.table
    place = table.visualRect(page.papers.model.index(1, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    dialog = page.screen.dialog(PreviewDialog)
    assert dialog.issued.paper.number == "BB-2026-A-D11-0001"
    dialog.reject()


def test_rows_are_copied_with_the_whole_digest(page, full, qtbot):
    qtbot.keyClick(page.papers.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.papers.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["编号", "状态", "文书", "出具日期", "出具人", "页数", "SHA-256"]
    assert {line.split("\t")[6] for line in lines[1:]} == {
        paper.sha256 for paper in full.overview.project_page(page.project_id).papers
    }


def test_without_a_paper_it_says_what_to_do_and_counts_a_new_one_at_once(full, screen_of):
    project_id, case_id = full.overview.every_case_id()[0]
    screen = screen_of(full)
    screen.window.go("project", project_id)
    screen.rest()
    page = screen.window.page
    page.screen = screen
    turn_to_papers(page)
    assert page.papers.empty.isVisible()
    assert any("编号出具" in label.text() for label in page.papers.empty.findChildren(QLabel))
    page.print_now()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewDialog) and one.isVisible()]
    dialog = PreviewDialog(screen.session, "handover", case_id, page)
    dialog.open()
    screen.rest()
    dialog.agree.click()
    screen.rest()
    dialog.reject()
    assert page.papers.table.isVisible()
    assert page.tabs.tabText(page.tabs.currentIndex()) == "文书 1"


def test_ctrl_p_on_the_history_does_nothing(page):
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    page.screen.rest()
    assert page.events.isVisible()
    page.print_now()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewDialog) and one.isVisible()]


def test_a_void_paper_says_so_and_why(page, full):
    full.papers.void("BB-2026-A-D11-0001", "企业名称有误", "甲")
    page.refresh()
    page.screen.rest()
    state = page.papers.model.index(1, 1)
    assert state.data() == "✕ 已作废"
    assert "企业名称有误" in state.data(Qt.ItemDataRole.ToolTipRole)
