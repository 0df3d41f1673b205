"""The parts of a draft, its problems, and how it ends: published, thrown away, or overtaken by somebody else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.domain import template_draft as edits
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.template import ChoiceRule, StepPart
from desktop_app.domain.template_draft import set_head
from desktop_app.gui.dialogs.template_marks import BenchmarkDialog, ThresholdDialog
from desktop_app.gui.dialogs.template_parts import AddStepDialog, GroupDialog, MaterialsDialog
from desktop_app.gui.dialogs.template_publish import DiscardDialog, PublishDialog
from tests.gui.pages.hands import KEY, click, pick, settled


def test_problems_are_listed_lead_to_their_step_and_hold_back_publishing(editing, qtbot):
    page = editing.window.page
    assert not page.publish.isEnabled() and "还没有改动" in page.publish.toolTip()
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


def test_benchmarks_are_made_changed_and_removed(editing, qtbot):
    page = editing.window.page
    page.pane.choose("")
    click(qtbot, page.editor.head.new_benchmark)
    dialog = editing.dialog(BenchmarkDialog)
    click(qtbot, dialog.agree)
    assert "名称" in dialog.refused.text()
    dialog.name.setText("五天")
    pick(editing, dialog.start, "DJ01")
    dialog.days.setValue(5)
    click(qtbot, dialog.agree)
    made = settled(editing).benchmarks[-1]
    assert (made.name, made.start.matter, made.start.event, made.days) == ("五天", "DJ01", "accepted", 5)
    page.editor.head.benchmark_asked.emit("五天")
    dialog = editing.dialog(BenchmarkDialog)
    assert dialog.days.value() == 5
    dialog.name.setText("六天")
    click(qtbot, dialog.agree)
    assert [one.name for one in settled(editing).benchmarks][-1] == "六天"
    editing.rest()
    away = next(one for one in page.editor.head.findChildren(QPushButton) if one.accessibleName() == "删 六天")
    click(qtbot, away)
    assert "六天" not in [one.name for one in settled(editing).benchmarks]


def test_thresholds_are_made_and_changed(editing, qtbot):
    page = editing.window.page
    page.pane.choose("")
    click(qtbot, page.editor.head.new_threshold)
    dialog = editing.dialog(ThresholdDialog)
    dialog.name.setText("签而未落")
    click(qtbot, dialog.agree)
    assert "含义" in dialog.refused.text()
    dialog.definition.setText("签约后没有备案")
    click(qtbot, dialog.agree)
    page.editor.head.threshold_asked.emit("签而未落")
    dialog = editing.dialog(ThresholdDialog)
    dialog.days.setValue(30)
    click(qtbot, dialog.agree)
    made = settled(editing).thresholds[-1]
    assert (made.name, made.definition, made.days, made.unit) == ("签而未落", "签约后没有备案", 30, Unit.NATURAL_DAYS)


def test_parts_of_a_step_are_lines_and_keep_their_limits(editing):
    page = editing.window.page
    limited = StepPart("一期", Limit.parse("5WD"))
    page.editor.keeper.edit(lambda draft: edits.set_parts(draft, "DJ04", (limited,)), refill=True)
    page.pane.choose("DJ04")
    assert page.editor.step.parts.toPlainText() == "一期"
    page.editor.step.parts.setPlainText("一期\n\n 二期 ")
    assert settled(editing).step("DJ04").parts == (limited, StepPart("二期"))


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
    settled(editing)
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
