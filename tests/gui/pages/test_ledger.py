"""项目台账: chips, search, sorting and subtotals, all answered by SQL."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.money import amount_words
from desktop_app.domain.officer import Leave
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.models.race import race_words


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


def cells(page, key):
    place = [column.key for column in page.model.columns].index(key)
    return {page.model.id_at(row): page.model.index(row, place).data() for row in range(page.model.rowCount())}


def test_the_race_of_every_project_is_a_column_that_can_be_ticked(page, full):
    place = [column.key for column in page.model.columns].index("race")
    assert page.table.isColumnHidden(place)
    page.columns.tick("race", shown=True)
    assert not page.table.isColumnHidden(place)
    races = full.benchmarks.races().of_project
    assert races
    said = cells(page, "race")
    for project_id, text in said.items():
        assert text == race_words(races.get(project_id))
    running = next(one for one, race in races.items() if race.standing.elapsed is not None and race.lead)
    row = page.model.position(running)
    tip = page.model.index(row, place).data(Qt.ItemDataRole.ToolTipRole)
    assert races[running].standing.benchmark.name in tip and "按事项匀算" in tip and "口径" in tip


def test_who_stands_in_today_is_written_beside_who_carries_it(page, full):
    today = full.now().date()
    officer = next(name for name in cells(page, "officer").values() if name)
    other = next(name for name in full.overview.officers() if name != officer)
    _, _, changes = full.officers.save_leave(Leave("", officer, today, today, "年假", other), "丁")
    page.screen.session.announce(changes)
    page.screen.rest()
    said = f"{officer}（{other}代）"
    assert said in cells(page, "officer").values()
    project_id = next(one for one, name in cells(page, "officer").items() if name == said)
    page.screen.window.go("project", project_id)
    page.screen.rest()
    shown = page.screen.window.page
    assert f"代办员 {said}" in shown.people.full
    assert said in {shown.model.row_at(row).officer for row in range(shown.model.rowCount()) if shown.model.row_at(row)}
