"""对标 as a person uses it: choose a definition, change the 口径, look into results and records, keep one's own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.application.approvals import Statement
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Unit
from desktop_app.gui.dialogs.benchmark import BenchmarkDialog
from desktop_app.gui.dialogs.retire import RetireDialog
from desktop_app.gui.dialogs.versions import VersionsDialog
from desktop_app.gui.models.benchmarks import RUNNING_COLUMNS


@pytest.fixture
def shown(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("benchmarks")
    screen.rest()
    return screen


def names(model, column=0):
    return [model.columns[column].show(model.row_at(row)) for row in range(model.rowCount())]


def choose_basis(screen, unit):
    fields = screen.window.page.basis.fields
    fields.unit.setCurrentIndex(fields.unit.findData(unit))
    fields.unit.activated.emit(fields.unit.currentIndex())
    screen.rest()


def own_definition(screen, qtbot, name="本区 60 天"):
    """Keep a definition of one's own through the dialog."""
    page = screen.window.page
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    dialog = screen.dialog(BenchmarkDialog)
    dialog.name.setText(name)
    dialog.start.matter.setCurrentIndex(dialog.start.matter.findData("QQ01"))
    dialog.start.happens.setCurrentIndex(dialog.start.happens.findData("accepted"))
    dialog.end.matter.setEditText("dj02")
    dialog.end.happens.setCurrentIndex(dialog.end.happens.findData("done"))
    dialog.days.setValue(60)
    dialog.source.setText("管委会纪要")
    qtbot.keyClick(dialog.source, Qt.Key.Key_Return)
    screen.rest()
    return page


def test_definitions_running_cases_results_and_records_are_there(shown):
    page = shown.window.page
    view = shown.desk.benchmarks.view()
    assert page.definition_model.rowCount() == len(view.definitions)
    assert page.running.model.rowCount() == sum(len(row.running) for row in view.definitions) > 5
    assert page.results.model.rowCount() == len(view.results) > 20
    assert page.board.model.rowCount() == len(view.board) > 10
    assert page.topbar.subtitle.full == "口径：各按对标自己的口径"
    assert any("待核" in said for said in names(page.definition_model, 4))


def test_a_definition_is_chosen_by_keyboard_and_explained(shown, qtbot):
    page = shown.window.page
    assert page.definitions.hasFocus()
    qtbot.keyClick(page.definitions, Qt.Key.Key_Down)
    shown.rest()
    assert page.panel.isVisible() and "内置" in page.panel.title.text()
    chosen = page._row()
    assert page.running.model.rowCount() == len(chosen.running)
    assert not page.panel.edit.isVisible() and page.panel.copy.isVisible()
    page.back()
    assert not page.panel.isVisible()


def test_another_basis_counts_every_figure_again(shown, qtbot):
    page = shown.window.page
    before = names(page.board.model, 2)
    choose_basis(shown, Unit.NATURAL_DAYS)
    said = page.topbar.subtitle.full
    assert said == "口径：按自然日计，含补正，含特别程序；有暂估", "120 working days end in an unannounced year"
    assert names(page.board.model, 2) != before and all("工作日" not in said for said in names(page.board.model, 2))
    qtbot.mouseClick(page.basis.fields.corrections, Qt.MouseButton.LeftButton)
    shown.rest()
    assert "不含补正" in page.topbar.subtitle.full
    assert shown.desk.benchmarks.standing_basis() is None, "looking at it changes nothing for the others"
    qtbot.mouseClick(page.basis.keep, Qt.MouseButton.LeftButton)
    shown.rest()
    assert shown.desk.benchmarks.standing_basis() == CountingBasis(Unit.NATURAL_DAYS, corrections=False)
    assert not page.basis.keep.isVisible()


def test_search_narrows_every_list_and_says_when_nothing_is_found(shown, qtbot):
    page = shown.window.page
    page.topbar.search.setText("26天")
    assert page.definition_model.rowCount() == 1 and all("26天" in said for said in names(page.results.model, 1))
    page.topbar.search.setText("国强")
    assert 0 < page.definition_model.rowCount() < 6, "the definitions its cases are measured by"
    assert all("国强" in said for said in names(page.running.model, 2))
    page.topbar.search.setText("没有这个")
    assert page.board.currentWidget() is page.board.empty and "换个词" in page.board.empty.text()
    page.back()
    assert page.topbar.search.text() == "" and page.board.currentWidget() is page.board.table


def test_kinds_of_records(shown):
    page = shown.window.page
    page.board_kinds.click("matter")
    assert set(names(page.board.model)) == {"事项"}
    page.board_kinds.click("benchmark")
    assert set(names(page.board.model)) == {"对标"}
    assert page.tabs.tabText(2) == f"纪录榜 {page.board.model.rowCount()}"


def test_enter_on_a_record_opens_its_project(shown, qtbot):
    page = shown.window.page
    page.tabs.setCurrentIndex(2)
    page.board.table.setCurrentIndex(page.board.model.index(0, 0))
    holder = page.board.model.row_at(0).line.holders[0]
    qtbot.keyClick(page.board.table, Qt.Key.Key_Return)
    shown.rest()
    assert shown.window.page.key == "project" and shown.window.page.project_id == holder.project_id


def test_rows_are_copied_for_excel(shown, qtbot):
    page = shown.window.page
    page.tabs.setCurrentIndex(1)
    page.results.table.selectRow(0)
    qtbot.keyClick(page.results.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0].startswith("类别\t对标或事项") and len(copied.splitlines()) == 2


def test_a_definition_of_ones_own_from_first_version_to_retirement(shown, qtbot):
    page = own_definition(shown, qtbot)
    assert names(page.definition_model)[0] == "本区 60 天"
    page.definitions.selectRow(0)
    page.definitions.setFocus()
    qtbot.keyClick(page.definitions, Qt.Key.Key_Return)
    dialog = shown.dialog(BenchmarkDialog)
    assert dialog.days.value() == 60 and dialog.end.point().matter == "DJ02"
    dialog.days.setValue(45)
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    shown.rest()
    assert "为什么修改" in dialog.refused.text()
    dialog.reason.setText("目标提高")
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    shown.rest()
    assert "第 2 版" in page.panel.title.text() and "45 工作日" in names(page.definition_model, 1)[0]
    qtbot.mouseClick(page.panel.versions, Qt.MouseButton.LeftButton)
    shown.rest()
    versions = shown.dialog(VersionsDialog)
    assert names(versions.model, 5) == ["目标提高", "－"]
    versions.close()
    shown.rest()
    qtbot.mouseClick(page.panel.retire, Qt.MouseButton.LeftButton)
    retire = shown.dialog(RetireDialog)
    retire.reason.setText("作废")
    qtbot.mouseClick(retire.agree, Qt.MouseButton.LeftButton)
    shown.rest()
    assert "本区 60 天" not in names(page.definition_model) and not page.panel.isVisible()


def test_a_bundled_one_is_copied_to_be_changed(shown, qtbot):
    page = shown.window.page
    row = next(place for place, name in enumerate(names(page.definition_model)) if "26天" in name)
    page.definitions.selectRow(row)
    qtbot.mouseClick(page.panel.copy, Qt.MouseButton.LeftButton)
    dialog = shown.dialog(BenchmarkDialog)
    assert (dialog.days.value(), dialog.start.point().matter) == (26, "QQ02")
    assert dialog._ticked() == ("SX-ZS",) and not dialog.verified.isChecked() and dialog.note.text()
    dialog.name.setText("我们的 20 天")
    dialog.days.setValue(20)
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    shown.rest()
    assert names(page.definition_model)[0] == "我们的 20 天"


def test_left_out_matters_are_picked_from_the_list(shown, qtbot):
    page = shown.window.page
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    dialog = shown.dialog(BenchmarkDialog)
    for _ in range(2):
        dialog._add.setCurrentIndex(dialog._add.findData("SG02"))
        dialog._add.activated.emit(dialog._add.currentIndex())
    assert dialog.left_out.text() == "SG02"
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    shown.rest()
    assert "请给对标起个名称" in dialog.refused.text(), "what was typed stays"
    dialog.close()


def test_an_empty_workspace_says_what_comes_here(empty, screen_of):
    screen = screen_of(empty)
    screen.window.go("benchmarks")
    screen.rest()
    page = screen.window.page
    assert page.definition_model.rowCount() > 5
    for listing in (page.running, page.results, page.board):
        assert listing.currentWidget() is listing.empty and listing.empty.text()
    assert page.definitions.hasFocus()


def test_the_project_page_leads_to_the_benchmarks_that_have_no_room(shown, qtbot):
    page = own_definition(shown, qtbot)
    running = next(row for row in page._read.view.definitions if row.own).running
    wanted = next(
        (one.project_id, one.case_id, "")
        for one in running
        if sum(one.case_id == other.case_id for row in page._read.view.definitions for other in row.running) > 2
    )
    for number in range(3):
        own_definition(shown, qtbot, f"再来一条 {number}")
    shown.window.go("project", wanted)
    shown.rest()
    row = shown.window.page.benchmarks._row
    more = row.itemAt(row.count() - 1).widget()
    assert more.text().startswith("另 ")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    shown.rest()
    assert shown.window.page is page and page.topbar.search.text() == shown.desk.projects.get(wanted[0]).name
    assert page.running.model.rowCount() > 3


def test_an_act_elsewhere_is_seen_on_return(shown, qtbot):
    page = shown.window.page
    before = page.results.model.rowCount()
    shown.window.go("today")
    shown.rest()
    board = shown.desk.overview.today()
    row = board.overdue[0].step
    done = shown.desk.approvals.decide(row.case_id, Verb.FINISH, row.matter, Statement(shown.session.today, "甲"))
    shown.session.announce(done.changes)
    shown.window.go("benchmarks")
    shown.rest()
    assert page.results.model.rowCount() > before


def test_a_narrow_page_still_shows_by_which_rules_a_row_counts(shown):
    shown.window.resize(1366, 768)
    shown.rest()
    table = shown.window.page.running.table
    hidden = {column.key for place, column in enumerate(RUNNING_COLUMNS) if table.isColumnHidden(place)}
    assert hidden == {"officer", "started"}
    place = next(place for place, column in enumerate(RUNNING_COLUMNS) if column.key == "words")
    assert table.columnWidth(place) >= 100
