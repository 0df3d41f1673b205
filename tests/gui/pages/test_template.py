"""The drawing of a template and its editing, as a person does it by mouse and keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Validity, ValidityUnit
from desktop_app.domain.template import ChoiceRule
from desktop_app.domain.template_draft import set_head
from desktop_app.gui.dialogs.template_parts import AddStepDialog, GroupDialog, MaterialsDialog
from desktop_app.gui.dialogs.template_publish import DiscardDialog, PublishDialog

KEY = "SX-ZS"


@pytest.fixture
def shown(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("template", (KEY, "", ""))
    screen.rest()
    return screen


@pytest.fixture
def editing(shown, qtbot):
    click(qtbot, shown.window.page.edit)
    shown.rest()
    return shown


def click(qtbot, button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(widget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels + [one.text() for one in widget.findChildren(QPushButton) if one.isVisible()])


def settled(screen):
    """Everything typed was taken over and stored."""
    screen.window.page.editor.flush()
    screen.rest()
    return screen.desk.drafts.all()[0].draft


def pick(screen, box, value) -> None:
    place = box.findData(value)
    assert place >= 0, value
    box.setCurrentIndex(place)
    box.activated.emit(place)
    screen.rest()


@pytest.mark.parametrize("width", [1366, 1920])
def test_every_template_is_drawn_whole_at_once(shown, width):
    shown.window.resize(width, 768)
    for one in shown.desk.templates.all():
        shown.window.go("template", (one.key, "", ""))
        shown.rest()
        view = shown.window.page.pane.view
        assert set(view.sheet.flow.steps) == set(one.codes)
        assert view.horizontalScrollBar().maximum() == view.verticalScrollBar().maximum() == 0
        assert view.sheet.flow.critical.codes, "the critical way is marked"
        assert shown.window.page.pane.table.model().rowCount() == len(one.steps)


def test_a_step_is_explained_with_limits_papers_and_law(shown, qtbot):
    page = shown.window.page
    said = texts(page.panel)
    assert page.topbar.title.full in said
    page.pane.view.setFocus()
    qtbot.keyClick(page.pane.view, Qt.Key.Key_Home)
    page.pane.choose("DJ02")
    shown.rest()
    said = texts(page.panel)
    step = shown.desk.templates.get(KEY).step("DJ02")
    assert step.title in said
    assert step.matter.materials[0].name in said
    source = shown.desk.templates.sources()[step.matter.sources[0]]
    assert source in said, "the law is named in words, not by its key"
    page.back()
    assert page.pane.view.current == ""
    shown.rest()
    assert "对标" in texts(page.panel)
    page.back()
    shown.rest()
    assert shown.window.page.key == "templates"


def test_links_of_the_panel_walk_too(shown, qtbot):
    page = shown.window.page
    page.pane.choose("DJ01")
    shown.rest()
    way = next(one for one in page.panel.findChildren(QPushButton) if one.accessibleName().startswith("DJ02"))
    click(qtbot, way)
    assert page.pane.view.current == "DJ02"


def test_the_table_and_the_drawing_share_the_step_in_hand(shown):
    page = shown.window.page
    page.pane.ways.click("table")
    assert page.pane.table.isVisible() and not page.pane.legend.isVisible()
    row = [page.pane.model.row_at(row).step.code for row in range(page.pane.model.rowCount())].index("DJ03")
    page.pane.table.setCurrentIndex(page.pane.model.index(row, 0))
    assert page.pane.view.current == "DJ03"
    page.pane.ways.click("flow")
    page.pane.choose("DJ04")
    assert page.pane.model.row_at(page.pane.table.currentIndex().row()).step.code == "DJ04"


def test_search_jumps_from_hit_to_hit(shown, qtbot):
    page = shown.window.page
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
def test_a_picture_is_saved_where_the_person_says(shown, tmp_path, kind):
    page = shown.window.page
    page.ask_where(kind)
    dialog = shown.dialog(QFileDialog)
    path = tmp_path / f"图.{kind}"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    shown.rest()
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


def test_problems_are_listed_lead_to_their_step_and_hold_back_publishing(editing, qtbot):
    page = editing.window.page
    assert page.publish.isEnabled()
    page.pane.choose("DJ05")
    step = page.editor.step
    step.authority.setText("")
    step.authority.textEdited.emit("")
    step.statutory.unit.setCurrentIndex(1)
    step.statutory.unit.activated.emit(1)
    step.statutory.basis.setText("")
    step.statutory.basis.textEdited.emit("")
    settled(editing)
    said = [page.editor.model.row_at(row).message for row in range(page.editor.model.rowCount())]
    assert len(said) == 2
    assert any("审批机关" in one for one in said) and any("法律依据" in one for one in said)
    assert "DJ05" in page.pane.view.sheet.wrong
    assert not page.publish.isEnabled()
    assert "2 处问题" in page.publish.toolTip()
    page.pane.choose("")
    page.editor.table.opened.emit(page.editor.model.index(1, 0))
    assert page.pane.view.current == "DJ05"


def test_a_step_is_added_from_the_library_or_described(editing, qtbot):
    page = editing.window.page
    page.pane.choose("")
    click(qtbot, page.editor.head.add)
    editing.rest()
    dialog = editing.dialog(AddStepDialog)
    pick(editing, dialog.matter, "GH01")
    assert not dialog.name.isEnabled()
    pick(editing, dialog.after, "DJ02")
    click(qtbot, dialog.agree)
    draft = settled(editing)
    assert draft.step("GH01").after == ("DJ02",)
    assert page.pane.view.current == "GH01"
    page.pane.choose("")
    click(qtbot, page.editor.head.add)
    editing.rest()
    dialog = editing.dialog(AddStepDialog)
    dialog.code.setText("dj02")
    dialog.name.setText("重的")
    click(qtbot, dialog.agree)
    assert "DJ02" in dialog.refused.text()
    dialog.code.setText("zd01")
    dialog.authority.setText("某局")
    click(qtbot, dialog.agree)
    assert settled(editing).step("ZD01").matter.verified == "general"


def test_groups_are_made_changed_and_left(editing, qtbot):
    page = editing.window.page
    page.pane.choose("")
    click(qtbot, page.editor.head.new_choice)
    dialog = editing.dialog(GroupDialog)
    dialog.name.setText("二选一")
    click(qtbot, dialog.agree)
    assert "至少勾选" in dialog.refused.text()
    for row in range(dialog.members.count()):
        item = dialog.members.item(row)
        if item.text().startswith(("DJ04", "DJ05")):
            item.setCheckState(Qt.CheckState.Checked)
    pick(editing, dialog.rule, ChoiceRule.AT_MOST_ONE)
    click(qtbot, dialog.agree)
    draft = settled(editing)
    made = next(one for one in draft.choices if one.name == "二选一")
    assert (made.rule, made.members) == (ChoiceRule.AT_MOST_ONE, ("DJ04", "DJ05"))
    assert draft.step("DJ04").optional, "a member of a choice is optional"
    assert page.editor.model.rowCount() == 0
    page.pane.choose("DJ05")
    pick(editing, page.editor.step.choice, "")
    assert next(one for one in settled(editing).choices if one.name == "二选一").members == ("DJ04",)
    pick(editing, page.editor.step.group, "")
    assert settled(editing).step("DJ05").parallel_group == ""
    page.pane.choose("")
    page.editor.head.group_asked.emit(settled(editing).groups[0].name)
    dialog = editing.dialog(GroupDialog)
    dialog.limit.unit.setCurrentIndex(1)
    dialog.limit.unit.activated.emit(1)
    dialog.limit.amount.setValue(4)
    click(qtbot, dialog.agree)
    assert settled(editing).groups[0].limit == Limit.parse("4WD")


def test_papers_are_rows(editing, qtbot):
    page = editing.window.page
    page.pane.choose("DJ02")
    click(qtbot, page.editor.step.materials)
    dialog = editing.dialog(MaterialsDialog)
    before = dialog.table.rowCount()
    assert before == len(page.editor.keeper.draft.step("DJ02").matter.materials)
    click(qtbot, dialog.more)
    dialog.table.item(before, 0).setText("承诺书")
    dialog.table.item(before, 2).setText("两")
    dialog.table.item(before, 3).setCheckState(Qt.CheckState.Checked)
    click(qtbot, dialog.agree)
    assert f"第 {before + 1} 行的份数“两”" in dialog.refused.text()
    dialog.table.item(before, 2).setText("2")
    click(qtbot, dialog.agree)
    last = settled(editing).step("DJ02").matter.materials[-1]
    assert (last.name, last.copies, last.tolerable, last.internal_share) == ("承诺书", 2, True, False)


def test_a_draft_becomes_a_version_and_the_drawing_shows_it(editing, qtbot):
    page = editing.window.page
    page.pane.choose("")
    page.editor.head.region.setText("某开发区")
    page.editor.head.region.textEdited.emit("某开发区")
    click(qtbot, page.publish)
    editing.rest()
    dialog = editing.dialog(PublishDialog)
    assert dialog.summary.text() == "共 1 处不同：改动 1"
    assert dialog.version.text() == "2026.11-本地1"
    click(qtbot, dialog.agree)
    editing.rest()
    assert "为什么" in dialog.refused.text()
    dialog.why.setText("改地区")
    click(qtbot, dialog.agree)
    editing.rest()
    assert editing.desk.templates.get(KEY).region == "某开发区"
    assert editing.desk.drafts.all() == ()
    page = editing.window.page
    assert not page.editor.editing
    assert "2026.11-本地1" in page.topbar.subtitle.full
    assert page.edit.isVisible() and not page.publish.isVisible()


def test_a_draft_is_thrown_away_only_after_asking(editing, qtbot):
    page = editing.window.page
    click(qtbot, page.discard)
    editing.rest()
    dialog = editing.dialog(DiscardDialog)
    assert "不能找回" in dialog.question.text()
    click(qtbot, dialog.cancel)
    assert len(editing.desk.drafts.all()) == 1
    click(qtbot, page.discard)
    editing.rest()
    click(qtbot, editing.dialog(DiscardDialog).agree)
    editing.rest()
    assert editing.desk.drafts.all() == ()
    assert editing.window.page.key == "templates"


def test_leaving_the_page_stores_what_was_typed(editing):
    page = editing.window.page
    page.pane.choose("DJ02")
    page.editor.step.authority.setText("某局")
    page.editor.step.authority.textEdited.emit("某局")
    editing.window.go("today")
    editing.rest()
    assert editing.desk.drafts.all()[0].draft.step("DJ02").matter.authority == "某局"


def test_somebody_elses_save_is_told_and_nothing_is_overwritten(editing, qtbot):
    page = editing.window.page
    stored = editing.desk.drafts.all()[0]
    editing.desk.drafts.save(stored, set_head(stored.draft, region="别人改的"), "乙")
    page.pane.choose("DJ02")
    page.editor.step.authority.setText("某局")
    page.editor.step.authority.textEdited.emit("某局")
    assert settled(editing).region == "别人改的"
    assert "刚被其他人改动" in page.refused.text()
    assert page.editor.keeper.draft.step("DJ02").matter.authority == "某局", "what was typed is still here"
    page.refresh()
    editing.rest()
    assert page.editor.keeper.draft.region == "别人改的"
    assert not page.refused.isVisible()
    click(qtbot, page.undo)
    kept = settled(editing)
    assert kept.step("DJ02").matter.authority == "某局"
    assert kept.region != "别人改的", "one's own edits, deliberately on top"
