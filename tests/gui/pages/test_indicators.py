"""指标 as a person uses it: look at figures of any day, publish and check them, keep one's own, light 三未."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFileDialog

from desktop_app.domain.as_of import Sight
from desktop_app.domain.indicator import IndicatorTest
from desktop_app.domain.progress import Lamp
from desktop_app.domain.unfinished import Unfinished
from desktop_app.gui.dialogs.indicator_check import CheckDialog
from desktop_app.gui.dialogs.indicator_definition import IndicatorDialog
from desktop_app.gui.dialogs.indicator_publish import PublishDialog, ThresholdsDialog
from desktop_app.gui.dialogs.indicator_withdraw import RetiredDialog, WithdrawDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.retire import RetireDialog
from desktop_app.gui.dialogs.versions import VersionsDialog
from desktop_app.gui.widgets.lamp import LAMP_ROLE
from tests.gui.pages.hands import click, pick


@pytest.fixture
def shown(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("indicators")
    screen.rest()
    return screen


def rows(listing):
    model = listing.model
    return [model.row_at(row) for row in range(model.rowCount())]


def accept(screen, qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    screen.rest()


def test_figures_with_everything_behind_them(shown, qtbot):
    page = shown.window.page
    view = shown.desk.indicators.view("2023")
    assert shown.window.sidebar and page.figures.table.hasFocus()
    assert [line.figure.indicator.name for line in rows(page.figures)] == [
        pair.known.indicator.name for pair in view.pairs
    ]
    assert page.topbar.subtitle.full == "截至2026年11月23日，现在所知"
    assert "合计" in page.totals.full and not page.bar.at.sight.isVisible()
    qtbot.keyClick(page.figures.table, Qt.Key.Key_Down)
    shown.rest()
    known = view.pairs[1].known
    assert page.projects.model.rowCount() == len(known.counted) > 0
    assert page.missing.model.rowCount() == len(known.doubts) > 0
    assert known.indicator.name in page.panel.title.text() and "内置，不能修改" in page.panel.title.text()
    assert page.unfinished.model.rowCount() == len(view.unfinished[Sight.KNOWN].rows) > 0
    page.topbar.search.setText("没有这个项目")
    assert page.projects.model.rowCount() == 0 and "Esc" in page.projects.empty.text()
    page.back()
    assert page.topbar.search.text() == ""


def test_it_is_reached_from_statistics_and_goes_back(shown, qtbot):
    shown.window.page.back()
    assert shown.window.page.key == "statistics"
    click(qtbot, shown.window.page.rates)
    assert shown.window.page.key == "indicators"
    shown.window.go("indicators", "published")
    assert shown.window.page.tabs.currentWidget() is shown.window.page.published
    shown.rest()


def test_a_past_day_has_two_readings(shown, qtbot):
    page = shown.window.page
    page.bar.at.as_of.setDate(QDate(2026, 11, 20))
    shown.rest()
    page.back()
    assert not page.bar.is_past, "Esc first comes back to today"
    page.bar.at.as_of.setDate(QDate(2026, 11, 20))
    shown.rest()
    assert page.bar.at.sight.isVisible() and page.late.model.rowCount() == page.projects.model.rowCount() > 0
    assert rows(page.late)[0].before == "不计入"
    before = [line.figure.denominator for line in rows(page.figures)]
    page.bar.at.sight.click("recorded")
    assert "当时所记" in page.topbar.subtitle.full
    assert [line.figure.denominator for line in rows(page.figures)] == [0] * len(before)
    assert rows(page.figures)[0].other and not page.panel.publish.isEnabled()
    assert "没有符合条件的项目" in page.panel.zero.text()
    assert page.unfinished.model.rowCount() == 0
    click(qtbot, page.bar.at.now)
    shown.rest()
    assert page.bar.day == date(2026, 11, 23) and not page.bar.at.now.isVisible()


def test_a_zone_and_another_set(shown):
    page = shown.window.page
    pick(shown, page.bar.zone, page.bar.zone.itemData(1))
    assert page.projects.model.rowCount() < len(shown.desk.indicators.figures("2023")[0].counted)
    page.bar.sets.click("2021")
    shown.rest()
    assert len(rows(page.figures)) == 3
    page.bar.sets.click("own")
    shown.rest()
    assert page.figures.currentIndex() == 1 and "新建指标" in page.figures.empty.text()
    assert not page.panel.isVisible()


def test_publishing_checking_and_printing(shown, qtbot):
    page = shown.window.page
    click(qtbot, page.panel.publish)
    dialog = shown.dialog(PublishDialog)
    dialog.note.setText("月通报")
    dialog.by.clear()
    accept(shown, qtbot, dialog)
    assert "登记人" in dialog.refused.text()
    dialog.by.setText("甲")
    accept(shown, qtbot, dialog)
    page.tabs.setCurrentWidget(page.published)
    (line,) = rows(page.published)
    assert line.published.note == "月通报"
    project = shown.desk.projects.get(rows(page.projects)[0].counted.project_id)
    page.published.table.selectRow(0)
    page.published.table.opened.emit(page.published.model.index(0, 0))
    shown.rest()
    check = shown.dialog(CheckDialog)
    assert check.verdict.text() == "✓ 一致" and check.projects.rowCount() == page.projects.model.rowCount()
    click(qtbot, check.paper)
    shown.rest()
    preview = shown.dialog(PreviewDialog)
    assert preview.form == "indicator-sheet" and preview.pages >= 1
    preview.reject()
    shown.session.announce(
        shown.desk.projects.edit(replace(project, investment_yuan=(project.investment_yuan or 0) + 10**9), "乙")[1]
    )
    shown.rest()
    page.published.table.opened.emit(page.published.model.index(0, 0))
    shown.rest()
    again = shown.dialog(CheckDialog)
    assert again.verdict.text() == "▲ 结果相同，但有 1 个项目的数据有变" and again.changed.rowCount() == 1
    opened = []
    again.opened.connect(opened.append)
    again._open(again.changed, again.changed.index(0, 0))
    shown.rest()
    assert opened == [project.id] and shown.window.page.key == "project"


def test_one_of_ones_own_is_stated_edited_looked_at_and_retired(shown, qtbot):
    page = shown.window.page
    click(qtbot, page.panel.copy)
    dialog = shown.dialog(IndicatorDialog)
    assert dialog.name.text() == "开工率" and dialog.denominator.criteria.count == 2
    dialog.name.setText("亿元项目开工率")
    click(qtbot, dialog.denominator.criteria.add)
    line = dialog.denominator.criteria._lines[-1]
    pick(shown, line.fact, "investment_yuan")
    pick(shown, line.test, IndicatorTest.AT_LEAST.value)
    line.value.setText("很多")
    dialog.first.setText("某日")
    accept(shown, qtbot, dialog)
    assert "范围的日期“某日”看不懂" in dialog.refused.text()
    dialog.first.setText("")
    accept(shown, qtbot, dialog)
    assert "分母的条件“总投资”" in dialog.refused.text()
    line.value.setText("1亿元")
    accept(shown, qtbot, dialog)
    made = shown.desk.indicators.definitions()[0]
    assert made.indicator.denominator.criteria[-1].values == ("100000000",)
    assert made.indicator.name == "亿元项目开工率" and made.by == "甲"
    page.bar.sets.click("own")
    shown.rest()
    assert page.panel.edit.isVisible() and "自定口径 第 1 版" in page.panel.title.text()
    click(qtbot, page.panel.edit)
    dialog = shown.dialog(IndicatorDialog)
    assert dialog.indicator() == made.indicator
    dialog.digits.setValue(3)
    dialog.reason.setText("更细")
    accept(shown, qtbot, dialog)
    click(qtbot, page.panel.versions)
    shown.rest()
    versions = shown.dialog(VersionsDialog)
    assert versions.model.rowCount() == 2
    versions.reject()
    click(qtbot, page.panel.retire)
    retire = shown.dialog(RetireDialog)
    retire.reason.setText("作废")
    accept(shown, qtbot, retire)
    assert page.figures.model.rowCount() == 0


def test_a_new_one_begins_empty_and_is_refused_until_it_can_be_computed(shown, qtbot):
    page = shown.window.page
    click(qtbot, page.new)
    dialog = shown.dialog(IndicatorDialog)
    accept(shown, qtbot, dialog)
    assert "名称没有写" in dialog.refused.text() and "来源没有写" in dialog.refused.text()
    dialog.numerator.criteria.show_criteria(dialog.numerator.criteria.criteria())
    click(qtbot, dialog.numerator.criteria.add)
    line = dialog.numerator.criteria._lines[0]
    pick(shown, line.fact, "counted")
    pick(shown, line.test, IndicatorTest.YES.value)
    assert dialog.numerator.criteria.criteria()[0].dated == "counted_on" and not line.value.isVisible()
    pick(shown, line.fact, "batch")
    line.value.setText("签约，开工")
    assert dialog.numerator.criteria.criteria()[0].values == ("签约", "开工")
    click(qtbot, line.away)
    assert dialog.numerator.criteria.count == 0
    dialog.reject()


def test_the_days_of_three_unfinished_light_the_lamps(shown, qtbot):
    page = shown.window.page
    page.tabs.setCurrentWidget(page.unfinished_place)
    assert page.unfinished.model.index(0, 0).data(LAMP_ROLE) is None
    click(qtbot, page.days)
    dialog = shown.dialog(ThresholdsDialog)
    dialog.days[Unfinished.NOT_STARTED].setText("半年")
    accept(shown, qtbot, dialog)
    assert "不是整数" in dialog.refused.text()
    click(qtbot, dialog.propose)
    accept(shown, qtbot, dialog)
    assert page.unfinished.model.index(0, 0).data(LAMP_ROLE) == Lamp.OVERDUE
    page.kinds.click(Unfinished.NOT_REACHED.value)
    assert {row.kind for row in rows(page.unfinished)} == {Unfinished.NOT_REACHED}
    row = rows(page.unfinished)[0]
    page.unfinished.table.opened.emit(page.unfinished.model.index(0, 0))
    shown.rest()
    assert shown.window.page.key == "project" and row.project_id


@pytest.mark.parametrize("name", ["projects", "missing"])
def test_a_project_behind_a_figure_opens(shown, qtbot, name):
    page = shown.window.page
    page.figures.table.selectRow(1)
    shown.rest()
    listing = getattr(page, name)
    listing.table.opened.emit(listing.model.index(0, 0))
    shown.rest()
    assert shown.window.page.key == "project"


def test_an_empty_workspace_says_what_to_do(empty, screen_of):
    screen = screen_of(empty)
    screen.window.go("indicators")
    screen.rest()
    page = screen.window.page
    assert page.figures.model.rowCount() == 7 and page.projects.currentIndex() == 1
    assert "台账" in page.projects.empty.text() and "发布" in page.published.empty.text()
    assert not page.panel.publish.isEnabled()
    page.print_now()
    screen.rest()
    dialog = screen.dialog(PreviewDialog)
    assert dialog.pages == 0 or dialog.refused.text()
    dialog.reject()


def test_a_wide_page_shows_both_sides(shown):
    page = shown.window.page
    assert page.figures.table.isColumnHidden(2)
    shown.window.resize(1920, 1080)
    shown.rest()
    assert not page.figures.table.isColumnHidden(2)


def test_what_is_shown_is_saved_as_a_workbook(shown, qtbot, tmp_path, monkeypatch):
    page, asked = shown.window.page, []
    # The file dialog itself is Qt's; what it is asked for and what happens with the answer is ours.
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: asked.append(dialog))
    click(qtbot, page.export)
    assert "2023口径指标-2026-11-23" in asked[0].selectedFiles()[0]
    asked[0].fileSelected.emit(str(tmp_path / "选的.xlsx"))
    shown.rest()
    assert (tmp_path / "选的.xlsx").is_file()
    page.save_to(tmp_path / "指标.xlsx")
    shown.rest()
    assert page.topbar.subtitle.full.startswith("已保存") and (tmp_path / "指标.xlsx").read_bytes()[:2] == b"PK"
    page.save_to(tmp_path)
    shown.rest()
    assert "写不了" in page.refused.text()


def test_a_wrong_figure_is_withdrawn_and_its_successor_named_by_keyboard(shown, qtbot):
    page, service = shown.window.page, shown.desk.indicators
    _wrong, changes = service.publish("2023-large-count", "甲")
    shown.session.announce(changes)
    shown.rest()
    page.tabs.setCurrentWidget(page.published)
    page.published.table.selectRow(0)
    qtbot.keyClick(page.published.table, Qt.Key.Key_Return)
    shown.rest()
    check = shown.dialog(CheckDialog)
    assert not check.withdrawn.text() and check.withdraw.text() == "撤回…"
    click(qtbot, check.withdraw)
    dialog = shown.dialog(WithdrawDialog)
    accept(shown, qtbot, dialog)
    assert "为什么撤回" in dialog.refused.text()
    dialog.reason.setText("少计一个项目")
    accept(shown, qtbot, dialog)
    (line,) = rows(page.published)
    assert line.state == "✕ 已撤回" and "还没有写明由哪个数接替" in line.why
    right, changes = service.publish("2023-large-count", "甲")
    shown.session.announce(changes)
    shown.rest()
    page.published.table.opened.emit(page.published.model.index(1, 0))
    shown.rest()
    check = shown.dialog(CheckDialog)
    assert "少计一个项目" in check.withdrawn.text() and check.withdraw.text() == "写明接替的数…"
    click(qtbot, check.withdraw)
    dialog = shown.dialog(WithdrawDialog)
    dialog.successor.setCurrentIndex(1)
    accept(shown, qtbot, dialog)
    assert service.published()[1].withdrawn.successor == right.id
    assert right.name in rows(page.published)[1].why


def test_a_bundled_definition_is_retired_and_taken_up_again(shown, qtbot):
    page = shown.window.page
    assert page.retired.isHidden()
    count = page.figures.model.rowCount()
    click(qtbot, page.panel.retire)
    retire = shown.dialog(RetireDialog)
    retire.reason.setText("本区不用")
    accept(shown, qtbot, retire)
    assert page.figures.model.rowCount() == count - 1 and page.retired.text() == "已停用 1"
    click(qtbot, page.retired)
    dialog = shown.dialog(RetiredDialog)
    assert dialog.model.row_at(0).reason == "本区不用"
    accept(shown, qtbot, dialog)
    assert "为什么恢复" in dialog.refused.text()
    dialog.reason.setText("恢复考核")
    accept(shown, qtbot, dialog)
    assert page.figures.model.rowCount() == count and page.retired.isHidden()


def test_definitions_as_published_are_looked_at_and_copied_but_not_changed(shown):
    page = shown.window.page
    page.bar.sets.click("published")
    shown.rest()
    assert page.figures.model.rowCount() == 0 and "发布" in page.figures.empty.text()
    _made, changes = shown.desk.indicators.publish("2023-large-count", "甲")
    shown.session.announce(changes)
    shown.rest()
    assert page.figures.model.rowCount() == 1
    assert page.panel.copy.isVisible()
    assert not (page.panel.publish.isVisible() or page.panel.retire.isVisible() or page.panel.edit.isVisible())


def test_the_list_of_published_figures_says_which_would_come_out_otherwise_now(shown):
    page, desk = shown.window.page, shown.desk
    figure = desk.indicators.publish("2023-large-investment", "甲")[0].figure
    _made, changes = desk.indicators.publish("2023-large-count", "甲")
    shown.session.announce(changes)
    shown.rest()
    assert {line.state for line in rows(page.published)} == {"✓ 有效"}
    page.tabs.setCurrentWidget(page.published)
    shown.rest()
    assert {line.state for line in rows(page.published)} == {"✓ 一致"}
    project = desk.projects.get(next(one.project_id for one in figure.counted if one.denominator))
    _project, changes = desk.projects.edit(replace(project, investment_yuan=10_000), "乙")
    shown.session.announce(changes)
    shown.rest()
    assert {(line.state, line.tone) for line in rows(page.published)} == {("▲ 有变", "amber")}


def test_in_a_small_window_the_names_of_projects_can_be_read(shown):
    page = shown.window.page
    shown.window.resize(1024, 700)
    shown.rest()
    assert page.projects.table.columnWidth(1) >= 140
    assert page.projects.table.isColumnHidden(0) and page.figures.table.isColumnHidden(3)
    shown.window.resize(1366, 768)
    shown.rest()
    assert not page.projects.table.isColumnHidden(0) and not page.figures.table.isColumnHidden(3)


def test_on_a_wide_screen_no_figure_is_cut(shown):
    page = shown.window.page
    shown.window.resize(1920, 1080)
    shown.rest()
    table = page.figures.table
    for place in range(page.figures.model.columnCount()):
        texts = [page.figures.model.index(row, place).data() or "" for row in range(page.figures.model.rowCount())]
        assert max(map(table.fontMetrics().horizontalAdvance, texts)) <= table.columnWidth(place), place
    assert page._left.width() < page.tabs.width()
