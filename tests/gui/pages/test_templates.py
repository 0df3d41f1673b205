"""流程模板 as a person uses it: look, compare, migrate, begin a draft, and carry templates in packs."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from desktop_app.domain import template_draft as edits
from desktop_app.domain.limit import Limit
from desktop_app.gui.dialogs.template_compare import CompareDialog
from desktop_app.gui.dialogs.template_migrate import MigrateDialog
from desktop_app.gui.dialogs.template_new import NewTemplateDialog
from desktop_app.gui.dialogs.template_pack import ImportPackDialog
from desktop_app.gui.dialogs.who import WhoDialog

KEY = "SX-BA-CNZ"


@pytest.fixture
def shown(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("templates", KEY)
    screen.rest()
    return screen


@pytest.fixture
def published(shown):
    """The template in a second version, in which one promise is another."""
    stored = shown.desk.drafts.begin(KEY, "甲")
    draft = edits.set_promised(stored.draft, "GH01", Limit.parse("3WD"))
    stored = shown.desk.drafts.save(stored, edits.rename_step(draft, "YD03", "用地规划证"), "甲")
    shown.desk.drafts.publish(stored.id, "本地1", date(2026, 11, 23), "甲", "试改")
    shown.window.page.refresh()
    shown.rest()
    return shown


def click(qtbot, button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_every_template_is_listed_with_its_running_cases(shown):
    page = shown.window.page
    told = shown.desk.templates.versions()
    assert page.model.rowCount() == len({one.key for one in told})
    assert page.line.key == KEY
    assert page.line.running == sum(one.running for one in told if one.key == KEY) > 0
    assert page.heading.text() == page.line.name
    assert "随程序提供" in texts(page.panel)
    assert page.topbar.subtitle.full == f"{page.model.rowCount()} 个模板"


def test_search_narrows_the_list_and_says_when_nothing_is_left(shown):
    page = shown.window.page
    page.topbar.search.setText("sx-zs")
    assert [page.model.row_at(row).key for row in range(page.model.rowCount())] == ["SX-ZS", "SX-ZS-JS"]
    page.topbar.search.setText("没有这样的")
    assert page.empty.isVisible() and not page.panel.isEnabled()
    page.topbar.search.clear()
    assert page.line is not None and page.panel.isEnabled()


def test_enter_opens_the_drawing_and_esc_leads_back(shown, qtbot):
    qtbot.keyClick(shown.window.page.table, Qt.Key.Key_Return)
    shown.rest()
    assert shown.window.page.key == "template"
    shown.window.page.back()
    shown.rest()
    assert shown.window.page.key == "templates"
    assert shown.window.page.line.key == KEY


def test_one_version_cannot_be_compared(shown):
    page = shown.window.page
    assert not page.compare.isEnabled() and page.compare.toolTip()


def test_versions_are_compared_in_words(published, qtbot):
    page = published.window.page
    assert page.versions.row_at(0).version == "本地1"
    assert "试改" in texts(page.panel)
    click(qtbot, page.compare)
    dialog = published.dialog(CompareDialog)
    said = [dialog.model.row_at(row) for row in range(dialog.model.rowCount())]
    assert {one.step for one in said} == {"GH01", "YD03"}
    assert dialog.summary.text().startswith(f"共 {len(said)} 处不同：改动 ")
    dialog.older.setCurrentIndex(dialog.newer.currentIndex())
    dialog.older.activated.emit(dialog.older.currentIndex())
    published.rest()
    assert dialog.model.rowCount() == 0
    assert "完全一致" in dialog.summary.text()
    click(qtbot, dialog.cancel)


def test_running_cases_are_moved_after_they_were_looked_at(published, qtbot):
    page = published.window.page
    before = published.desk.migrations.preview(KEY).possible
    assert before
    click(qtbot, page.migrate)
    dialog = published.dialog(MigrateDialog)
    assert dialog.agree.text() == f"迁移 {len(before)} 件"
    assert any(dialog.model.row_at(row).step == "GH01" for row in range(dialog.model.rowCount()))
    click(qtbot, dialog.agree)
    published.rest()
    assert "为什么" in dialog.refused.text()
    dialog.why.setText("按新指南")
    click(qtbot, dialog.agree)
    published.rest()
    assert published.desk.migrations.preview(KEY).cases == ()
    assert next(one for one in published.desk.templates.versions(KEY) if one.version == "本地1").running == len(before)
    click(qtbot, page.migrate)
    dialog = published.dialog(MigrateDialog)
    assert not dialog.agree.isEnabled()
    assert f"已在这个版本 {len(before)} 件" in dialog.summary.text()
    dialog.to.setCurrentIndex(1)
    dialog.to.activated.emit(1)
    published.rest()
    assert dialog.agree.isEnabled(), "the way back"
    dialog.reject()


def test_editing_begins_a_draft_once(shown, qtbot):
    page = shown.window.page
    click(qtbot, page.edit)
    shown.rest()
    assert shown.window.page.key == "template"
    assert shown.window.page.editor.editing
    shown.window.go("templates", KEY)
    shown.rest()
    page = shown.window.page
    assert page.line.draft.begun_by == "甲"
    assert page.edit.text() == "接着编辑草稿"
    click(qtbot, page.edit)
    shown.rest()
    assert len(shown.desk.drafts.all()) == 1


def test_nobody_edits_without_a_name(shown, qtbot):
    shown.session.sit_down("")
    click(qtbot, shown.window.page.edit)
    shown.rest()
    click(qtbot, shown.dialog(WhoDialog).cancel)
    shown.rest()
    assert not shown.desk.drafts.all()
    assert shown.window.page.key == "templates"


def test_a_template_of_ones_own_begins_as_a_draft(shown, qtbot):
    click(qtbot, shown.window.page.fresh)
    dialog = shown.dialog(NewTemplateDialog)
    dialog.name.setText("技术改造")
    dialog.code.setText("坏 编号")
    click(qtbot, dialog.agree)
    shown.rest()
    assert "不能用" in dialog.refused.text()
    dialog.code.setText("LF-JG")
    dialog.like.setCurrentIndex(dialog.like.findData("SX-ZS"))
    click(qtbot, dialog.agree)
    shown.rest()
    assert shown.window.page.key == "template"
    assert shown.window.page.editor.keeper.draft.name == "技术改造"
    shown.window.go("templates")
    shown.rest()
    page = shown.window.page
    row = next(row for row in range(page.model.rowCount()) if page.model.row_at(row).key == "LF-JG")
    page.table.setCurrentIndex(page.model.index(row, 0))
    shown.rest()
    assert "还没有发布" in texts(page.panel)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    shown.rest()
    assert shown.window.page.editor.editing, "what was never published opens as its draft"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_pack_is_written_and_read_again(published, qtbot, tmp_path):
    page = published.window.page
    click(qtbot, page.give)
    dialog = published.dialog(QFileDialog)
    path = tmp_path / "包.bbmb"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    published.rest()
    assert page.said.full.startswith(f"已保存：{path}")
    page.try_pack(path)
    pack = published.dialog(ImportPackDialog)
    assert "都已有" in pack.summary.text() and not pack.agree.isEnabled()
    pack.reject()


def test_a_pack_from_elsewhere_shows_what_it_changes_first(published, qtbot, tmp_path, open_copy, screen_of):
    path = tmp_path / "包.bbmb"
    published.desk.packs.export(((KEY, "本地1"),), path)
    other = screen_of(open_copy("empty"))
    other.session.sit_down("乙")
    other.window.go("templates")
    other.rest()
    page = other.window.page
    page.try_pack(path)
    dialog = other.dialog(ImportPackDialog)
    assert "1 个会增加新版本" in dialog.summary.text()
    assert dialog.model.rowCount() > 0 and "处不同" in dialog.told.text()
    dialog.why.setText("采用市级模板")
    click(qtbot, dialog.agree)
    other.rest()
    assert other.desk.templates.versions(KEY)[0].version == "本地1"


def test_a_foreign_file_is_refused_with_a_sentence(shown, tmp_path):
    path = tmp_path / "别的.bbmb"
    path.write_text("不是模板包", encoding="utf-8")
    shown.window.page.try_pack(path)
    dialog = shown.dialog(ImportPackDialog)
    assert dialog.refused.text()
    assert not dialog.agree.isEnabled()
    dialog.reject()


def test_everything_is_reached_by_tab(shown, qtbot):
    page = shown.window.page
    shown.window.activateWindow()
    page.topbar.search.setFocus()
    seen = []
    for _ in range(30):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = {one for one in page.findChildren(QPushButton) if one.isVisible() and one.isEnabled()}
    assert wanted <= set(seen)
    assert {page.table, page.past} <= set(seen)
