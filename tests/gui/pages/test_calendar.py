"""工作日历 as a person uses it: look at a year, import a notice, close a day, take that back, look at the history."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_app.domain.calendar import DayOverride
from desktop_app.gui.dialogs.calendar_day import OverrideDialog, RemoveOverrideDialog
from desktop_app.gui.dialogs.calendar_versions import VersionsDialog
from desktop_app.gui.dialogs.import_notice import ImportNoticeDialog
from desktop_app.locations import resources
from tests.application.test_calendars import NEXT_YEAR


@pytest.fixture
def shown(full, screen_of):
    screen = screen_of(full)
    screen.window.go("calendar")
    screen.rest()
    return screen


def click(qtbot, button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_day_and_its_year_are_explained(shown):
    page = shown.window.page
    page.view.choose(date(2026, 10, 10))
    shown.rest()
    assert page.day_title.text() == "10月10日 周六"
    assert page.day_kind.text() == "补班日 · 上班"
    said = texts(page.panel)
    assert "国办发明电〔2025〕7号" in said
    assert "随程序提供" in said
    assert page.topbar.subtitle.full == "2026 年 · 工作日 248 天"
    assert not page.banner.isVisible()


def test_an_unverified_document_is_marked(shown):
    page = shown.window.page
    page.view.choose(date(2020, 1, 31))
    shown.rest()
    assert "文号待核" in texts(page.panel)
    assert "国办发明电〔2020〕1号" in texts(page.panel)


def test_years_turn_by_button_and_by_key(shown, qtbot):
    page = shown.window.page
    click(qtbot, page.later)
    assert page.view.year == 2027
    assert page.banner.isVisible()
    assert "暂估" in page.banner.text()
    assert "（暂估）" in page.topbar.subtitle.full
    click(qtbot, page.earlier)
    click(qtbot, page.earlier)
    assert page.year_label.text() == "2025年"
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.view.day == date(2026, 11, 23)


def test_typed_text_is_understood_first_and_imported_second(shown, qtbot):
    page = shown.window.page
    click(qtbot, page.bring)
    dialog = shown.dialog(ImportNoticeDialog)
    assert dialog.year.value() == 2027, "the first year nobody has announced"
    assert not dialog.agree.isEnabled()
    dialog.text.setPlainText(NEXT_YEAR.replace("1月1日（周五）", "1月1日（周四）"))
    click(qtbot, dialog.read)
    shown.rest()
    assert not dialog.agree.isEnabled()
    assert dialog.said.row_at(0).text == "2027-01-01 是周五，文中写的是“周四”，请核对日期或年份。"
    dialog.text.setPlainText(NEXT_YEAR)
    dialog.document.setText("某发〔2026〕8号")
    click(qtbot, dialog.read)
    shown.rest()
    assert dialog.runs.rowCount() == 13
    assert dialog.agree.text() == "导入 2027 年"
    assert not shown.desk.calendar.known(2027), "reading stores nothing"
    click(qtbot, dialog.agree)
    shown.rest()
    assert "请写明登记人" in dialog.refused.text()
    assert dialog.text.toPlainText() == NEXT_YEAR
    dialog.by.setText("甲")
    click(qtbot, dialog.agree)
    shown.rest()
    assert shown.desk.calendar.known(2027)
    assert page.view.year == 2027
    assert not page.banner.isVisible()
    assert "某发〔2026〕8号" in texts(page.panel)
    assert "第 1 版 · 键入的文字" in texts(page.panel)


def test_what_was_read_must_be_what_is_imported(shown, qtbot):
    click(qtbot, shown.window.page.bring)
    dialog = shown.dialog(ImportNoticeDialog)
    dialog.text.setPlainText(NEXT_YEAR)
    dialog.try_it()
    shown.rest()
    assert dialog.agree.isEnabled()
    dialog.text.appendPlainText("另外还有一句")
    assert not dialog.agree.isEnabled(), "changed text has to be read again"
    dialog.try_file(resources() / "calendars" / "2026.yaml")
    shown.rest()
    assert "完全一致" in dialog.refused.text()
    assert not dialog.agree.isEnabled()
    dialog.reject()


def test_a_day_is_closed_and_opened_again(shown, qtbot):
    page = shown.window.page
    page.view.choose(date(2026, 11, 24))
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    dialog = shown.dialog(OverrideDialog)
    assert dialog.moved.model.rowCount() > 0
    assert dialog.moved.summary.text() == f"会变动的在办期限：{dialog.moved.model.rowCount()} 个"
    click(qtbot, dialog.agree)
    shown.rest()
    assert "请写明登记人" in dialog.refused.text()
    dialog.by.setText("甲")
    click(qtbot, dialog.agree)
    shown.rest()
    assert dialog.refused.text() == "本地调整要写明依据或原因"
    dialog.reason.setText("管委会停电")
    click(qtbot, dialog.agree)
    shown.rest()
    assert shown.desk.calendars.overrides() == (DayOverride(date(2026, 11, 24), False, "管委会停电"),)
    assert page.day_kind.text() == "本地停办 · 不上班"
    assert "甲，2026-11-23 09:00" in texts(page.panel)
    click(qtbot, page.change)
    remove = shown.dialog(RemoveOverrideDialog)
    assert remove.moved.model.rowCount() > 0
    remove.by.setText("乙")
    click(qtbot, remove.agree)
    shown.rest()
    assert shown.desk.calendars.overrides() == ()
    assert page.day_kind.text() == "工作日 · 上班"
    assert [one.recorded_by for one in shown.desk.calendars.entries()] == ["甲", "乙"]


def test_the_dialog_follows_the_day_chosen_in_it(shown, qtbot):
    click(qtbot, shown.window.page.adjust)
    dialog = shown.dialog(OverrideDialog)
    assert dialog.override.works is False
    dialog.on.setDate(QDate(2026, 11, 28))
    shown.rest()
    assert dialog.override.works is True, "a Saturday is worked"
    dialog.reject()


def test_other_pages_read_again_after_a_change(shown):
    page = shown.window.pages["today"]
    shown.window.go("today")
    shown.rest()
    before = page.topbar.subtitle.full
    told = shown.desk.calendars.override(DayOverride(date(2026, 11, 23), False, "停电"), "甲").told
    shown.session.announce(told)
    shown.rest()
    assert page.topbar.subtitle.full != before
    assert "本地停办" in page.topbar.subtitle.full


def test_every_version_can_be_looked_at(shown, qtbot):
    page = shown.window.page
    shown.desk.calendars.import_notice(shown.desk.calendars.read_text(NEXT_YEAR).notice, "甲", "通知.txt")
    page.refresh()
    shown.rest()
    page.view.choose(date(2020, 1, 31))
    click(qtbot, page.history)
    dialog = shown.dialog(VersionsDialog)
    assert dialog.versions.rowCount() == 10
    assert dialog.versions.row_at(0).one.source == "通知.txt"
    assert dialog.title.text() == "2020 年 · 随程序提供 · 现行"
    assert "01-24（周五） 至 02-02（周日）" in texts(dialog.facts)
    click(qtbot, dialog.cancel)
    shown.rest()


def test_everything_is_reached_by_tab(shown, qtbot):
    page = shown.window.page
    shown.window.activateWindow()
    page.topbar.search.setFocus()
    seen = []
    for _ in range(30):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = {one for one in page.findChildren(QPushButton) if one.isVisible()}
    assert wanted <= set(seen)
    assert page.view in seen
