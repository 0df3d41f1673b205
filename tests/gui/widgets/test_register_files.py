"""Excel of a ledger page: what is shown is written, an empty one too, and both are offered where they make sense."""

import pytest
from python_calamine import CalamineWorkbook

from desktop_app.gui.models.register import RegisterWish


@pytest.fixture
def page(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("registers", RegisterWish(kind="visits"))
    screen.rest()
    return screen, screen.window.page


def test_the_rows_shown_are_written_and_come_back_unchanged(page, tmp_path):
    screen, shown = page
    shown.pane.search("上门")
    screen.rest()
    rows = shown.pane.model.rowCount()
    assert 0 < rows < len(screen.desk.entries.rows("visits"))
    file = shown.files.file(screen.desk, ".xlsx")
    assert file.rows == rows
    shown.files.save(file, tmp_path / file.name)
    screen.rest()
    assert f"{rows} 行" in shown.pane.said.full
    dialog = shown.files.bring()
    dialog.try_file(tmp_path / file.name)
    screen.rest()
    assert "一致" in dialog.summary.text() and not dialog.agree.isEnabled()
    dialog.reject()


def test_the_menu_offers_a_blank_where_rows_are_entered(page):
    screen, shown = page
    menu = shown.files.menu()
    assert [action.text().split("\t")[0] for action in menu.actions() if action.text()] == [
        "从 Excel 或 csv 导入…",
        "把显示的行导出为 Excel…",
        "把显示的行导出为 csv…",
        "空表…",
    ]
    assert menu.actions()[-1].isEnabled()
    menu.deleteLater()
    screen.window.go("registers", RegisterWish(kind="full-agency"))
    screen.rest()
    assert not shown.files.menu().actions()[-1].isEnabled()


def test_a_folder_that_cannot_be_written_is_said(page, tmp_path):
    screen, shown = page
    shown.files.save(screen.desk.entry_exports.blank("visits"), tmp_path / "没有" / "a.xlsx")
    screen.rest()
    assert "没有保存" in shown.pane.said.full


def test_an_export_with_a_project_asked_for_holds_its_rows_only(page, tmp_path):
    screen, shown = page
    licences = screen.desk.entries.rows("licences")
    project = licences[0].project_id
    screen.window.go("registers", RegisterWish(kind="licences", project_id=project))
    screen.rest()
    file = shown.files.file(screen.desk, ".xlsx")
    assert shown.pane.asked.project_id == project
    assert file.rows == sum(row.project_id == project for row in licences) < len(licences)
    path = tmp_path / "a.xlsx"
    path.write_bytes(file.content)
    assert CalamineWorkbook.from_path(path).sheet_names[0] == "证照"
