"""文书: the register in the window: found, filtered, opened, void, issued again, copied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.application.changes import Changes
from desktop_app.application.documents import About
from desktop_app.application.handovers import HandoverWish, Share
from desktop_app.domain.officer import Officer
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.verify import VerifyDialog
from desktop_app.gui.dialogs.void_paper import VoidPaperDialog
from desktop_app.gui.dialogs.volume import VolumeDialog


@pytest.fixture
def page(full, screen_of):
    cases = [case for _project, case in full.overview.every_case_id()][:3]
    for case in cases:
        full.documents.issue("service-sheet", case, {"content": "上门核对材料"}, "甲")
    full.documents.issue("handover", cases[0], {}, "乙")
    screen = screen_of(full)
    screen.window.go("papers")
    screen.rest()
    made = screen.window.page
    made.screen = screen
    return made


def numbers(page):
    return [page.model.id_at(row) for row in range(page.model.rowCount())]


def test_the_newest_paper_stands_on_top_with_its_state(page):
    assert numbers(page)[0] == "BB-2026-A-D19-0001"
    row = page.model.row_at(0)
    assert page.model.index(0, 1).data() == "✓ 有效"
    assert (row.title, row.issued_by) == ("证照批文移交清单", "乙")
    assert page.topbar.subtitle.full == "4 份，作废 0 份"


def test_search_form_and_year_narrow_the_list(page, qtbot):
    page.topbar.search.insert("0003")
    qtbot.waitUntil(lambda: numbers(page) == ["BB-2026-A-D11-0003"])
    page.back()
    page.screen.rest()
    page.forms.setCurrentIndex(page.forms.findData("handover"))
    page.forms.activated.emit(page.forms.currentIndex())
    page.screen.rest()
    assert numbers(page) == ["BB-2026-A-D19-0001"]
    page.topbar.search.insert("没有这份")
    qtbot.waitUntil(page.nothing.isVisible)
    page.back()
    page.screen.rest()
    assert page.model.rowCount() == 4
    assert [page.years.itemText(place) for place in range(page.years.count())] == ["全部年份", "2026 年"]


def test_delete_asks_for_a_reason_and_the_row_turns_void(page, qtbot):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    dialog = page.screen.dialog(VoidPaperDialog)
    dialog.agree.click()
    page.screen.rest()
    assert "作废原因" in dialog.refused.text()
    dialog.reason.setText("打错了")
    dialog.agree.click()
    page.screen.rest()
    assert page.model.index(0, 1).data() == "✕ 已作废"
    assert "打错了" in page.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    page.chips.click("void")
    page.screen.rest()
    assert numbers(page) == ["BB-2026-A-D19-0001"]
    page.void.click()
    page.screen.rest()
    assert "已经作废" in page.said.full


def test_enter_opens_the_archived_paper_and_a_void_one_is_stamped(page, qtbot, tmp_path):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    page.screen.rest()
    dialog = page.screen.dialog(PreviewDialog)
    number = dialog.issued.paper.number
    archived = dialog.content
    assert archived == page.screen.desk.documents.again(number).content
    dialog.save_to(tmp_path / "再存.pdf")
    page.screen.rest()
    assert (tmp_path / "再存.pdf").read_bytes() == archived
    dialog.close()
    assert page.screen.desk.papers.rows([number])[0].reprints == 1
    page.screen.desk.papers.void(number, "打错了", "甲")
    page.open_chosen()
    page.screen.rest()
    stamped = page.screen.dialog(PreviewDialog)
    assert stamped.content != archived and "已作废" in stamped.said.full
    stamped.close()


def test_issuing_again_starts_from_the_old_answers_and_retires_the_paper(page, qtbot):
    page.table.setCurrentIndex(page.model.index(1, 0))
    old = page.chosen_row().number
    page.again.click()
    page.screen.rest()
    dialog = page.screen.dialog(PreviewDialog)
    assert f"替代 {old}" in dialog.windowTitle()
    assert dialog.fields.fields["content"].toPlainText() == "上门核对材料"
    dialog.agree.click()
    page.screen.rest()
    new = dialog.issued.paper.number
    dialog.close()
    page.screen.rest()
    assert numbers(page)[0] == new
    rows = page.screen.desk.papers.rows([new, old])
    assert (rows[0].replaces, rows[1].replaced_by) == (old, new)
    page.table.setCurrentIndex(page.model.index(page.model.position(old), 0))
    page.screen.rest()
    page.again.click()
    page.screen.rest()
    assert f"已经由 {new} 替代" in page.said.full


def test_chosen_rows_are_copied_for_excel(page, qtbot):
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    page.screen.rest()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].startswith("编号\t状态\t文书\t项目")
    assert len(lines) == 5 and lines[1].startswith("BB-2026-A-D19-0001\t✓ 有效")
    assert "已复制 4 行" in page.said.full


def test_ctrl_j_opens_the_verification(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    page.screen.dialog(VerifyDialog).close()


def test_ctrl_o_opens_a_volume(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    page.screen.dialog(VolumeDialog).close()


def test_an_empty_register_says_what_to_do_first(empty, screen_of):
    screen = screen_of(empty)
    screen.window.go("papers")
    screen.rest()
    page = screen.window.page
    assert page.empty.isVisible() and "编号出具" in page.empty.text()
    assert not page.void.isEnabled()


@pytest.mark.parametrize(("width", "shown"), [(1366, False), (1920, True)])
def test_on_a_narrow_page_pages_and_reprints_make_room(page, width, shown):
    page.screen.window.resize(width, 768)
    page.screen.rest()
    keys = [column.key for column in page.model.columns]
    assert page.table.isColumnHidden(keys.index("reprints")) is not shown


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_a_paper_of_no_single_project_is_drafted_from_here(page, qtbot):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    parts = {part.title(): part for part in menu.findChildren(QMenu)}
    offered = {name: {act.text(): act for act in part.actions()} for name, part in parts.items()}
    assert {"项目帮办代办周调度表", "项目帮办代办半月预警", "项目帮办代办月通报"} <= set(offered["督办"])
    assert list(offered["接件"]) == ["接待咨询记录"]
    assert "归档" not in offered
    offered["督办"]["项目帮办代办半月预警"].trigger()
    menu.close()
    dialog = page.screen.dialog(PreviewDialog)
    page.screen.rest()
    assert "项目帮办代办半月预警" in dialog.windowTitle()
    dialog.close()


def test_a_handover_sheet_stands_with_what_became_of_its_handover(page):
    desk, screen = page.screen.desk, page.screen
    giver = desk.overview.officers()[0]
    desk.officers.save(Officer("", "接手人"), "乙")
    wish = HandoverWish(giver, (Share("接手人", everything=True),), "调整", desk.overview.day())
    ((made,), _changes) = desk.handovers.commit(wish, desk.handovers.announce(wish).digests, "乙")
    desk.documents.issue("staff-handover", About(), {"handover": made.number}, "乙")
    screen.session.announce(Changes(papers=True))
    screen.rest()
    assert page.model.index(0, 1).data() == "✓ 有效"
    _made, changes = desk.handovers.accept(made.number, "接手人")
    screen.session.announce(changes)
    screen.rest()
    assert page.model.index(0, 1).data() == "◆ 交接已接收"
