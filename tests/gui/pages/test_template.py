"""The drawing of a template and its editing, as a person does it by mouse and keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Validity, ValidityUnit
from tests.gui.pages.hands import KEY, click, pick, settled


def texts(widget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels + [one.text() for one in widget.findChildren(QPushButton) if one.isVisible()])


@pytest.mark.parametrize("width", [1366, 1920])
def test_every_template_opens_with_names_one_can_read_and_shows_the_whole_on_demand(drawn, width):
    drawn.window.resize(width, 768)
    for one in drawn.desk.templates.all():
        drawn.window.go("template", (one.key, "", ""))
        drawn.rest()
        view = drawn.window.page.pane.view
        assert set(view.sheet.flow.steps) == set(one.codes)
        codes = view.sheet.flow.critical.codes
        assert codes, "the critical way is marked"
        assert view.zoom >= 0.6
        first = min((view.sheet.rect(code) for code in codes), key=lambda box: box.x())
        assert view.viewport().rect().contains(first.translated(-view._offset).toRect().center())
        drawn.window.page.pane.whole.click()
        assert view.horizontalScrollBar().maximum() == view.verticalScrollBar().maximum() == 0
        assert drawn.window.page.pane.table.model().rowCount() == len(one.steps)


def test_a_step_is_explained_with_limits_papers_and_law(drawn, qtbot):
    page = drawn.window.page
    said = texts(page.panel)
    assert page.topbar.title.full in said
    page.pane.view.setFocus()
    qtbot.keyClick(page.pane.view, Qt.Key.Key_Home)
    page.pane.choose("DJ02")
    drawn.rest()
    said = texts(page.panel)
    step = drawn.desk.templates.get(KEY).step("DJ02")
    assert step.title in said
    assert step.matter.materials[0].name in said
    source = drawn.desk.templates.sources()[step.matter.sources[0]]
    assert source in said, "the law is named in words, not by its key"
    page.back()
    assert page.pane.view.current == ""
    drawn.rest()
    assert "对标" in texts(page.panel)
    page.back()
    drawn.rest()
    assert drawn.window.page.key == "templates"


def test_links_of_the_panel_walk_too(drawn, qtbot):
    page = drawn.window.page
    page.pane.choose("DJ01")
    drawn.rest()
    way = next(one for one in page.panel.findChildren(QPushButton) if one.accessibleName().startswith("DJ02"))
    click(qtbot, way)
    assert page.pane.view.current == "DJ02"


def test_the_table_and_the_drawing_share_the_step_in_hand(drawn):
    page = drawn.window.page
    page.pane.ways.click("table")
    assert page.pane.table.isVisible() and not page.pane.legend.isVisible()
    row = [page.pane.model.row_at(row).step.code for row in range(page.pane.model.rowCount())].index("DJ03")
    page.pane.table.setCurrentIndex(page.pane.model.index(row, 0))
    assert page.pane.view.current == "DJ03"
    page.pane.ways.click("flow")
    page.pane.choose("DJ04")
    assert page.pane.model.row_at(page.pane.table.currentIndex().row()).step.code == "DJ04"


def test_search_jumps_from_hit_to_hit(drawn, qtbot):
    page = drawn.window.page
    page.topbar.search.setText("dj0")
    seen = []
    for _ in range(3):
        qtbot.keyClick(page.topbar.search, Qt.Key.Key_Return)
        seen.append(page.pane.view.current)
    assert len(set(seen)) == 3 and all(code.startswith("DJ0") for code in seen)
    page.topbar.search.setText("没有")
    qtbot.keyClick(page.topbar.search, Qt.Key.Key_Return)
    assert "没有找到" in page.pane.said.full


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_is_saved_where_the_person_says(drawn, tmp_path, kind):
    page = drawn.window.page
    page.ask_where(kind)
    dialog = drawn.dialog(QFileDialog)
    path = tmp_path / f"图.{kind}"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    drawn.rest()
    assert page.pane.said.full == f"已保存：{path}"
    assert not QImage(str(path)).isNull() if kind == "png" else "<svg" in path.read_text(encoding="utf-8")


def test_what_is_typed_is_kept_without_being_asked(editing, qtbot):
    page = editing.window.page
    page.pane.choose("DJ02")
    qtbot.keyClick(page.pane.view, Qt.Key.Key_Return)
    step = page.editor.step
    step.name.setText("营业执照")
    step.name.textEdited.emit("营业执照")
    step.promised.unit.setCurrentIndex(step.promised.unit.findData(Unit.WORKING_DAYS))
    step.promised.unit.activated.emit(1)
    step.promised.amount.setValue(2)
    draft = settled(editing)
    assert draft.step("DJ02").title == "营业执照"
    assert draft.step("DJ02").promised_limit == Limit.parse("2WD")
    assert "已自动保存" in page.topbar.subtitle.full
    assert page.pane.view.sheet.flow.steps["DJ02"].limit == "承诺 2 个工作日"


def test_a_result_and_how_long_it_holds(editing):
    page = editing.window.page
    page.pane.choose("DJ04")
    step = page.editor.step
    step.result.setText("核定通知")
    step.result.textEdited.emit("核定通知")
    step.lasts.unit.setCurrentIndex(step.lasts.unit.findData(ValidityUnit.MONTH))
    step.lasts.unit.activated.emit(2)
    step.lasts.amount.setValue(3)
    result = settled(editing).step("DJ04").matter.result
    assert (result.name, result.lasts) == ("核定通知", Validity(3, ValidityUnit.MONTH))
    step.lasts.unit.setCurrentIndex(0)
    step.lasts.unit.activated.emit(0)
    assert settled(editing).step("DJ04").matter.result.lasts is None
    for field in (step.result, step.validity):
        field.setText("")
        field.textEdited.emit("")
    assert settled(editing).step("DJ04").matter.result is None


def test_a_draft_without_a_change_is_not_offered_for_publishing(drawn, qtbot):
    drawn.session.sit_down("甲")
    page = drawn.window.page
    click(qtbot, page.edit)
    drawn.rest()
    assert not page.publish.isEnabled() and "还没有改动" in page.publish.toolTip()
    assert page.editor.count.text() == "✓ 没有问题，还没有改动"
    page.pane.choose("DJ02")
    click(qtbot, page.editor.step.remove)
    drawn.rest()
    assert "还没有改动" not in page.publish.toolTip()


def test_a_refusal_goes_away_when_the_edit_is_undone(editing, qtbot):
    page = editing.window.page
    page.pane.choose("DJ02")
    click(qtbot, page.editor.step.remove)
    editing.rest()
    page.refused.say("前一次改动被拒绝")
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    editing.rest()
    assert page.refused.text() == ""


def test_undo_and_redo(editing, qtbot):
    page = editing.window.page
    before = page.editor.keeper.draft
    page.pane.choose("DJ02")
    click(qtbot, page.editor.step.remove)
    editing.rest()
    assert "DJ02" not in page.pane.view.sheet.flow.steps
    click(qtbot, page.undo)
    assert page.editor.keeper.draft == before
    assert not page.undo.isEnabled()
    click(qtbot, page.redo)
    editing.rest()
    assert "DJ02" not in settled(editing).codes


def test_edges_are_drawn_and_taken_away(editing, qtbot):
    page = editing.window.page
    page.pane.view.linked.emit("DJ05", "DJ07")
    editing.rest()
    assert "DJ05" in settled(editing).step("DJ07").after
    page.pane.choose("DJ07")
    away = next(one for one in page.editor.step.findChildren(QPushButton) if one.accessibleName() == "去掉前置 DJ05")
    click(qtbot, away)
    assert "DJ05" not in settled(editing).step("DJ07").after
    pick(editing, page.editor.step.add_after, "DJ04")
    assert "DJ04" in settled(editing).step("DJ07").after
    page.pane.view.linked.emit("DJ07", "DJ03")
    editing.rest()
    assert "成环" in page.refused.text()
    assert page.refused.isVisible()
