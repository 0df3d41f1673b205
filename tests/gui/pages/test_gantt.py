"""进度图 as a person uses it: all cases, one case, one 代办员, opening a step, and export."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from desktop_app.application.charts import ChartGroup, ChartRow
from desktop_app.domain.terms import CLOCK_WORDS
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.widgets.gantt_layers import LayerChips


@pytest.fixture
def shown(full, screen_of):
    screen = screen_of(full)
    screen.window.go("gantt")
    screen.rest()
    return screen


def click(qtbot, button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def pick(screen, box, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    screen.rest()


def test_all_running_cases_are_folded_lines_that_open(shown, qtbot):
    page = shown.window.page
    lines = page.view.sheet.lines
    assert len(lines) == len(shown.desk.charts.of_all().groups) > 1
    assert all(isinstance(line, ChartGroup) for line in lines)
    click(qtbot, page.unfold)
    assert len(page.view.sheet.lines) > 100
    click(qtbot, page.fold)
    assert len(page.view.sheet.lines) == len(lines)
    assert page.topbar.subtitle.full.startswith(f"{len(lines)} 个代办件")


def test_one_case_begins_at_its_loudest_step_and_esc_leads_back(shown, qtbot):
    page = shown.window.page
    choice = shown.desk.charts.choices()[0]
    pick(shown, page.case, choice.case_id)
    assert page.view.sheet.chart.whole == choice.case_id
    assert page.case.currentText() == choice.words
    assert isinstance(page.view.line, ChartRow)
    assert page.said.full == page.view.line.sentence
    page.back()
    shown.rest()
    assert page.view.sheet.chart.whole == ""


def test_an_officer_sees_only_their_steps(shown):
    page = shown.window.page
    pick(shown, page.officer, "乙")
    assert {row.officer for row in page.view.sheet.chart.rows} == {"乙"}
    assert page.officer.currentData() == "乙"


def test_enter_opens_the_step_in_its_project(shown, qtbot):
    page = shown.window.page
    pick(shown, page.case, shown.desk.charts.choices()[0].case_id)
    row = page.view.line
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    shown.rest()
    assert shown.window.page.key == "project"
    assert shown.window.page.project_id == row.project_id
    assert shown.window.page.panel_data.standing.step.code == row.code


def test_buttons_zoom_until_they_end(shown, qtbot):
    page = shown.window.page
    zoom = page.view.zoom
    click(qtbot, page.near)
    click(qtbot, page.out)
    assert page.view.zoom == zoom
    while page.out.isEnabled():
        click(qtbot, page.out)
    assert page.view.zoom == 0
    click(qtbot, page.now)


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_is_saved_where_the_person_says(shown, tmp_path, kind):
    page = shown.window.page
    page.ask_where(kind)
    dialog = shown.dialog(QFileDialog)
    path = tmp_path / f"图.{kind}"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    shown.rest()
    assert page.said.full == f"已保存：{path}"
    assert not QImage(str(path)).isNull() if kind == "png" else "<svg" in path.read_text(encoding="utf-8")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_export_menu_offers_both_kinds(shown, qtbot):
    page = shown.window.page
    click(qtbot, page.export)
    menu = next(child for child in page.children() if child.inherits("QMenu"))
    assert [action.text() for action in menu.actions()] == ["PNG 图片…", "SVG 矢量图…"]
    menu.close()


def test_an_empty_desk_is_told_what_to_do(empty, screen_of, qtbot):
    screen = screen_of(empty)
    screen.window.go("gantt")
    screen.rest()
    page = screen.window.page
    assert page.empty.isVisible() and not page.export.isEnabled()
    click(qtbot, next(one for one in page.empty.findChildren(QPushButton) if one.text() == "去项目台账"))
    screen.rest()
    assert screen.window.page.key == "ledger"


def test_forecasts_come_for_every_case_and_stay_away_when_unticked(shown, qtbot):
    page = shown.window.page
    ranges = page.view.sheet.ranges
    for group in page.view.sheet.chart.groups:
        assert ranges[group.case_id, ""] == shown.desk.forecasts.case(group.case_id).finish
    click(qtbot, page.layers.chips["forecast"])
    pick(shown, page.case, shown.desk.charts.choices()[0].case_id)
    assert page.view.sheet.ranges == {}
    click(qtbot, page.layers.chips["forecast"])
    shown.rest()
    assert page.view.sheet.ranges
    click(qtbot, page.layers.chips["plan"])
    assert LayerChips().shown == page.layers.shown == {"forecast", "critical", "arrows"}, "remembered for this person"


def test_every_clock_is_named_in_the_words_of_a_row(shown):
    rows = [row for row in shown.desk.charts.of_all().rows if row.due]
    assert rows
    for row in rows:
        assert not any(part.startswith("到期") for part in row.sentence.split("；"))
        for name, day, _firm in row.clocks:
            word = "企业时限" if row.enterprise and name in ("promised", "statutory") else CLOCK_WORDS[name]
            assert f"{word}到期 {day}" in row.sentence
    assert any(len(row.clocks) > 1 for row in rows)


def test_what_is_shown_is_printed_all_or_one_case_of_one_officer(shown, qtbot):
    page = shown.window.page
    click(qtbot, page.paper)
    shown.rest()
    (every,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewDialog)]
    assert every.form == "progress-charts" and every.pages >= 1
    every.close()
    shown.rest()
    choice = shown.desk.charts.choices()[0]
    pick(shown, page.case, choice.case_id)
    officer = shown.desk.cases.get(choice.case_id).officer
    pick(shown, page.officer, officer)
    page.print_now()
    shown.rest()
    (one,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewDialog) and one.isVisible()]
    assert (one.form, one.about.case_id) == ("progress-chart", choice.case_id)
    assert one.answers()["officer"] == officer
    one.fields.fields["paper"].setCurrentText("A3")
    one.fields.fields["paper"].activated.emit(one.fields.fields["paper"].currentIndex())
    shown.rest()
    click(qtbot, one.agree)
    shown.rest()
    assert one.issued is not None and one.issued.paper.form == "progress-chart"
    assert one.answers()["paper"] == "A3"
    one.close()
