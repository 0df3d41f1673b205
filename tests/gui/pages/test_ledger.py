"""项目台账: chips, search, sorting and subtotals, all answered by SQL."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.money import amount_words
from desktop_app.gui.dialogs.preview import PreviewDialog


@pytest.fixture
def page(full, screen_of):
    screen = screen_of(full)
    screen.window.go("ledger")
    screen.rest()
    made = screen.window.page
    made.screen = screen
    return made


def ids(page):
    return [page.model.id_at(row) for row in range(page.model.rowCount())]


@pytest.mark.parametrize("chip", ["signed", "started", "produced", "overdue", "warning", "suspended", "ready"])
def test_a_chip_shows_as_many_projects_as_it_says(page, full, chip):
    said = full.overview.totals(full.overview.query()).chips[chip]
    page.chips.click(chip)
    page.screen.rest()
    assert page.model.rowCount() == said


def test_a_click_on_a_header_sorts_and_a_second_one_turns_it_round(page, full, qtbot):
    head = page.table.horizontalHeader()
    section = [column.key for column in page.model.columns].index("investment")
    place = head.sectionViewportPosition(section) + head.sectionSize(section) // 2
    for descending in (False, True):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 10))
        page.screen.rest()
        wanted = full.overview.query(sort="investment", descending=descending)
        assert ids(page) == full.overview.project_ids(wanted)
    known = [value for one in ids(page) if (value := full.projects.get(one).investment_yuan) is not None]
    assert known == sorted(known, reverse=True)


def test_typing_searches_after_a_pause(page, qtbot):
    page.topbar.search.insert("焦化")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.topbar.search.insert("没有这个项目")
    qtbot.waitUntil(page.nothing.isVisible)
    page.back()
    page.screen.rest()
    assert page.model.rowCount() == 9


def test_the_subtotal_of_what_is_chosen(page, full):
    page.table.selectAll()
    page.screen.rest()
    total = full.overview.totals(full.overview.query()).investment_yuan
    assert page.chosen.full == f"已选 9 个    小计 {amount_words(total)}"
    page.table.selectionModel().select(page.model.index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    page.table.selectRow(0)
    page.screen.rest()
    assert page.chosen.full.startswith("已选 1 个")


def test_ctrl_p_previews_the_sheet_or_says_why_not(page, full):
    def choose(with_case: bool) -> None:
        row = next(row for row, one in enumerate(ids(page)) if bool(full.overview.case_ids(one)) is with_case)
        page.table.setCurrentIndex(page.model.index(row, 0))
        page.screen.rest()
        page.print_now()
        page.screen.rest()

    choose(False)
    assert "还没有代办件" in page.chosen.full
    choose(True)
    page.screen.dialog(PreviewDialog).reject()


def test_long_names_have_tooltips(page):
    name = [column.key for column in page.model.columns].index("name")
    for row in range(page.model.rowCount()):
        assert page.model.row_at(row).name in page.model.index(row, name).data(Qt.ItemDataRole.ToolTipRole)


def test_chosen_rows_are_copied_as_a_table_for_excel(page, full, qtbot):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    page.screen.rest()
    head, *lines = QApplication.clipboard().text().splitlines()
    names = [line.split("\t")[head.split("\t").index("项目名称")] for line in lines]
    assert names == [full.projects.get(one).name for one in ids(page)]
    assert page.chosen.full == f"已复制 {len(names)} 行，可以粘贴到 Excel"
