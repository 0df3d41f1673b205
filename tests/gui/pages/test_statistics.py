"""统计 as a person uses it: choose a figure, click a bar, look at a past day, narrow, copy, export, print."""

import pytest
from PySide6.QtCore import QDate, QPointF, Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.application.approvals import Statement
from desktop_app.domain.as_of import Sight
from desktop_app.domain.events import Verb
from desktop_app.domain.statistics.kinds import EVERY_FIGURE
from desktop_app.gui.dialogs.preview import PreviewDialog

KEYS = [kind.key for kind in EVERY_FIGURE]


@pytest.fixture
def shown(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("statistics")
    screen.rest()
    return screen


def choose(screen, key):
    page = screen.window.page
    page.figures.setCurrentRow(KEYS.index(key))
    wait(screen)
    return page


def wait(screen):
    """Measured slice by slice, a figure is asked for several times."""
    for _ in range(4):
        screen.rest()


def look_at(screen, day):
    page = screen.window.page
    page.bar.at.as_of.setDate(QDate.fromString(day, "yyyy-MM-dd"))
    wait(screen)
    return page


@pytest.mark.parametrize("key", KEYS)
def test_every_figure_shows_its_definition_table_and_rows(shown, key):
    page = choose(shown, key)
    figure = page._shown()
    assert figure.kind.key == key and figure.lines
    assert page.definition.text() == f"口径：{figure.kind.definition}"
    assert page.line_model.rowCount() == len(figure.lines)
    assert page.row_model.rowCount() == len(figure.rows) > 0
    assert page.chart.plot.shown > 0
    assert not page.progress.isVisible()


def test_the_list_of_figures_is_walked_by_keyboard(shown, qtbot):
    page = shown.window.page
    assert page.figures.hasFocus()
    qtbot.keyClick(page.figures, Qt.Key.Key_Down)
    wait(shown)
    assert page._shown().kind.key == KEYS[1]


def test_a_line_shows_what_stands_behind_it_and_enter_opens_the_project(shown, qtbot):
    page = choose(shown, "waiting")
    page.lines.selectRow(1)
    row = page.row_model.row_at(0)
    assert page.row_model.rowCount() == 1
    assert row.title in page.beside.tabText(0)
    page.lines.setFocus()
    qtbot.keyClick(page.lines, Qt.Key.Key_Return)
    assert page.rows.hasFocus()
    page.rows.selectRow(0)
    qtbot.keyClick(page.rows, Qt.Key.Key_Return)
    shown.rest()
    assert shown.window.page.key == "project"


# The scene hears the click and lets it pass on.
@pytest.mark.qt_log_ignore("not accepted by receiving widget", extend=True)
def test_a_click_on_a_bar_shows_its_rows(shown, qtbot):
    page = choose(shown, "load")
    figure = page._shown()
    line = next(number for number, one in enumerate(figure.lines) if one.behind[0])
    plot = page.chart.plot
    middle = QPointF(len(figure.lines[line].behind[0]) / 2, line)
    place = plot.mapFromScene(plot.getPlotItem().getViewBox().mapViewToScene(middle))
    with qtbot.waitSignal(page.chart.clicked):
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.row_model.rowCount() == len(figure.lines[line].behind[0])
    assert page.beside.tabText(0).startswith(f"{figure.lines[line].label} · ▲ 逾期")
    assert page.lines.currentIndex().row() == line


def test_a_past_day_shows_both_sights_and_the_late_entries(shown):
    page = shown.window.page
    assert not page.bar.at.sight.isVisible() and not page.beside.isTabVisible(1)
    look_at(shown, "2026-11-12")
    # The demonstration was entered on one day: nothing had been recorded before it.
    assert page.bar.at.sight.isVisible() and page.bar.chosen_sight is Sight.KNOWN
    assert page._told.recorded.empty and not page._told.known.empty
    assert "与当时所记有" in page.compared.full
    assert page.late_model.rowCount() == len(page._told.late) > 0
    assert "括号里是当时所记" in page.compared.full
    shown_first = [column.show(page.line_model.row_at(0)) for column in page.line_model.columns]
    assert shown_first[1] == "0" and shown_first[-1].endswith("（0）")
    page.bar.at.sight.click("recorded")
    assert page.chart.plot.shown == 0
    assert "与现在所知有" in page.compared.full
    page.back()
    wait(shown)
    assert not page.bar.is_past and not page.bar.at.sight.isVisible()


def test_a_late_entry_opens_its_step(shown, qtbot):
    page = look_at(shown, "2026-11-12")
    row = next(n for n in range(page.late_model.rowCount()) if page.late_model.row_at(n).matter)
    page.beside.setCurrentIndex(1)
    page.late.selectRow(row)
    qtbot.keyClick(page.late, Qt.Key.Key_Return)
    shown.rest()
    assert shown.window.page.key == "project"


def test_the_end_of_the_span_follows_the_day_looked_at(shown):
    page = look_at(shown, "2026-11-12")
    assert page.bar.last.date() == QDate(2026, 11, 12)


def test_a_filter_narrows_and_escape_widens(shown):
    page = choose(shown, "waiting")
    before = page.line_model.rowCount()
    box = page.bar.officer
    box.setCurrentIndex(box.findData("丁"))
    box.activated.emit(box.currentIndex())
    wait(shown)
    assert 0 < page.line_model.rowCount() < before
    assert {page.row_model.row_at(n).officer for n in range(page.row_model.rowCount())} == {"丁"}
    page.back()
    wait(shown)
    assert page.line_model.rowCount() == before


def test_a_figure_without_rows_says_what_to_do(shown):
    page = choose(shown, "benchmarks")
    box = page.bar.officer
    box.setCurrentIndex(box.findData("甲"))
    box.activated.emit(box.currentIndex())
    wait(shown)
    assert page.empty.isVisible() and "代办件办到对标的终点" in page.empty.text()
    assert not page.paper.isEnabled() and not page.export.isEnabled()


def test_days_that_cannot_be_are_told_where_they_were_chosen(shown):
    page = shown.window.page
    page.bar.first.setDate(QDate(2026, 11, 30))
    wait(shown)
    assert "晚于截止日" in page.refused.text() and page.refused.isVisible()
    page.bar.first.setDate(QDate(2026, 11, 1))
    wait(shown)
    assert not page.refused.isVisible()


def test_an_act_elsewhere_shows_at_once(shown):
    page = choose(shown, "waiting")
    before = page.line_model.rowCount()
    row = page.line_model.row_at(0).line.behind[0][0]
    statement = Statement(on=shown.session.today, by="甲", reason="企业撤回")
    changes = shown.desk.approvals.decide(row.case_id, Verb.WITHDRAW, row.matter, statement).changes
    shown.session.announce(changes)
    wait(shown)
    assert page.line_model.rowCount() == before - 1


def test_the_table_is_copied_with_its_headings(shown, qtbot):
    page = choose(shown, "load")
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("代办员\t项目\t件\t逾期")
    assert text.count("\n") == len(page._shown().lines) + 1


def test_a_figure_is_saved_as_a_workbook(shown, tmp_path):
    page = choose(shown, "zones")
    page.save_to(tmp_path / "园区.xlsx")
    shown.rest()
    assert (tmp_path / "园区.xlsx").read_bytes().startswith(b"PK")
    assert "已保存" in page.progress_words.full
    page.save_to(tmp_path / "没有" / "园区.xlsx")
    shown.rest()
    assert "写不了" in page.refused.text()


def test_the_figure_is_printed_as_it_is_shown(shown):
    page = choose(shown, "on-time")
    look_at(shown, "2026-11-12")
    page.print_now()
    dialog = shown.dialog(PreviewDialog)
    assert dialog.form == "statistics-sheet" and dialog.content.startswith(b"%PDF")
    assert page._answers()["figure"] == "按期办结率" and page._answers()["as_of"] == "2026-11-12"
    dialog.close()
    shown.rest()


def test_another_page_names_the_figure(shown):
    shown.window.go("today")
    shown.window.go("statistics", "zones")
    wait(shown)
    assert shown.window.page.figure == "zones"


def test_an_empty_workspace_is_not_measured_for_ever(empty, screen_of):
    screen = screen_of(empty)
    screen.window.go("statistics")
    wait(screen)
    assert screen.window.page.empty.isVisible()
    assert "没有在办的环节" in screen.window.page._shown().kind.advice[0]


def test_a_figure_of_one_day_asks_for_no_span(shown):
    page = choose(shown, "load")
    assert not page.bar.first.isEnabled() and "只看截至日" in page.bar.first.toolTip()
    choose(shown, "on-time")
    assert page.bar.first.isEnabled()


def test_the_rates_lead_to_their_own_page(shown, qtbot):
    page = choose(shown, "indicators")
    assert page.line_model.rowCount() > 3
    assert page.paper.isEnabled() and page.export.isEnabled()
    qtbot.mouseClick(page.rates, Qt.MouseButton.LeftButton)
    shown.rest()
    assert shown.window.page.key == "indicators"


def test_the_rates_are_counted_by_the_chosen_definitions(shown, qtbot):
    page = choose(shown, "lamps")
    assert page.bar.definitions.isHidden()
    page = choose(shown, "indicators")
    assert page.bar.definitions.isVisible() and not page.bar.officer.isEnabled()
    assert "2023口径" in page.title.text()
    page.bar.definitions.setFocus()
    qtbot.keyClick(page.bar.definitions, Qt.Key.Key_Down)
    wait(shown)
    assert page.title.text() == "指标完成率（2021口径）" and "2021口径" in page.chart.accessibleName()
    page.print_now()
    (dialog,) = shown.window.findChildren(PreviewDialog)
    shown.rest()
    assert page._answers()["definitions"] == "2021口径" and dialog.isVisible()
    dialog.reject()
