"""台账, 问题, 走访 by hand and key: found, sorted, filtered, edited in place, acted on, taken out, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.application.changes import Changes
from desktop_app.domain.ledger_query import Condition, Test
from desktop_app.gui.dialogs.entry import EntryDialog
from desktop_app.gui.dialogs.entry_act import FlowActDialog, RemoveEntryDialog
from desktop_app.gui.dialogs.entry_history import EntryHistoryDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.models.register import RegisterWish
from desktop_app.gui.widgets.register_fields import ChoiceValue, LineValue

# The test platform has no window system that could raise or grab.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def issues(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("issues")
    screen.rest()
    page = screen.window.page
    page.screen = screen
    return page


@pytest.fixture
def registers(full, screen_of):
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("registers")
    screen.rest()
    page = screen.window.page
    page.screen = screen
    return page


def place(page, key, row=0):
    keys = [column.key for column in page.pane.model.columns]
    return page.pane.model.index(row, keys.index(key))


def choose(page, key, row=0):
    index = place(page, key, row)
    page.pane.table.setCurrentIndex(index)
    page.screen.rest()
    return index


def cells(page, key):
    return [row.cells.get(key, "") for row in page.pane.model.rows]


def row_of(page, number):
    return cells(page, "number").index(number)


def press(page, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    page.pane.table.setFocus()
    qtbot.keyClick(page.pane.table, key, modifier)
    page.screen.rest()


def editor(kind):
    found = QApplication.focusWidget()
    while found is not None and not isinstance(found, kind):
        found = found.parentWidget()
    assert found is not None
    return found


def test_the_list_names_every_ledger_with_its_rows_and_opens_it(registers, full, qtbot):
    lines = [registers.kinds.model.row_at(row) for row in range(registers.kinds.model.rowCount())]
    assert [line.kind.key for line in lines] == [kind.key for kind in full.entries.kinds.all()]
    assert all(line.rows == len(full.entries.rows(line.kind.key)) for line in lines)
    registers.kinds.table.setFocus()
    qtbot.keyClick(registers.kinds.table, Qt.Key.Key_Down)
    registers.screen.rest()
    assert registers.pane.kind.key == lines[1].kind.key
    assert registers.topbar.title.full == lines[1].kind.title
    registers.screen.window.go("today")
    registers.screen.window.go("registers")
    registers.screen.rest()
    assert registers.pane.kind.key == lines[1].kind.key, "the ledger that was open last"


def test_a_view_narrows_orders_and_counts_and_is_remembered(issues):
    open_ones = issues.pane.views
    names = {view.name: key for key, view in open_ones._views.items()}
    open_ones.choose(names["没有销号的"])
    issues.screen.rest()
    assert set(cells(issues, "state")) <= {"待交办", "办理中", "待企业确认", "待销号"}
    assert issues.pane.read.counts[names["没有销号的"]] == issues.pane.model.rowCount()
    assert "显示" in issues.topbar.subtitle.full and issues.pane.filters.isVisible()
    assert [column.key for column in issues.pane.model.columns][:3] == ["number", "lamp", "state"]
    issues.screen.window.go("visits")
    issues.screen.window.go("issues")
    issues.screen.rest()
    assert issues.pane.views.current == names["没有销号的"]
    issues.back()
    issues.screen.rest()
    assert issues.pane.views.current == "" and not issues.pane.filters.isVisible()


def test_searching_looks_at_all_columns_and_escape_takes_it_away(issues, qtbot):
    everything = issues.pane.model.rowCount()
    issues.topbar.search.insert("食品")
    qtbot.waitUntil(lambda: 0 < issues.pane.model.rowCount() < everything)
    issues.topbar.search.insert("没有这个词")
    qtbot.waitUntil(issues.pane.nothing.isVisible)
    press(issues, qtbot, Qt.Key.Key_Escape)
    issues.back()
    qtbot.waitUntil(lambda: issues.pane.model.rowCount() == everything)


def test_clicks_on_headers_sort_and_a_condition_is_a_chip(issues, qtbot):
    issues.pane.table.sort_asked.emit("category", False)
    issues.pane.table.sort_asked.emit("raised_on", True)
    issues.screen.rest()
    options = issues.pane.kind.column("category").options
    found = [(options.index(a), b) for a, b in zip(cells(issues, "category"), cells(issues, "raised_on"), strict=True)]
    assert found == sorted(found)
    issues.pane.put_condition("category", Condition("category", Test.ONE_OF, ("水电气",)))
    issues.screen.rest()
    assert set(cells(issues, "category")) == {"水电气"}
    (chip,) = issues.pane.filters.chips
    assert chip.text() == "类别 是 水电气 ×"
    chip.click()
    issues.screen.rest()
    assert len(set(cells(issues, "category"))) > 1


def test_f2_edits_a_cell_and_ctrl_z_takes_it_back(issues, qtbot, full):
    row = issues.pane.model.row_at(choose(issues, "duty_person").row())
    press(issues, qtbot, Qt.Key.Key_F2)
    line = editor(LineValue)
    line.setText("丁")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    issues.screen.rest()
    assert issues.pane.current().cells["duty_person"] == "丁"
    change = full.entries.history(row.id)[-1]
    assert (change.by, change.changes[0].old, change.changes[0].new) == ("甲", row.cells["duty_person"], "丁")
    assert "Ctrl+Z 撤销" in issues.pane.said.full
    press(issues, qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert issues.pane.current().cells["duty_person"] == row.cells["duty_person"]
    assert full.entries.history(row.id)[-1].note == "撤销"


def test_what_cannot_be_taken_is_told_at_the_cell_and_nothing_is_written(issues, qtbot, full):
    row = issues.pane.model.row_at(choose(issues, "limit_days").row())
    press(issues, qtbot, Qt.Key.Key_F2)
    line = editor(LineValue)
    line.setText("abc")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "不是数字" in issues.pane.table.cell.complaint.text()
    assert issues.pane.table.cell.complaint.isVisible() and line.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    issues.screen.rest()
    assert not issues.pane.table.cell.complaint.isVisible()
    assert len(full.entries.history(row.id)) == row.version


def test_a_choice_is_edited_by_its_words(issues, qtbot):
    choose(issues, "category")
    press(issues, qtbot, Qt.Key.Key_F2)
    box = editor(ChoiceValue)
    box.setCurrentText("环评")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    issues.screen.rest()
    assert issues.pane.current().cells["category"] == "环评"


def test_derived_cells_and_the_state_say_why_they_are_not_typed(issues, qtbot):
    for key, why in (("lamp", "由程序从别的栏算出"), ("state", "由办理动作记下"), ("closed_on", "由办理动作记下")):
        choose(issues, key)
        press(issues, qtbot, Qt.Key.Key_F2)
        assert why in issues.pane.said.full
        assert not isinstance(QApplication.focusWidget(), LineValue | ChoiceValue)


def test_a_row_that_somebody_else_changed_first_is_told_and_not_overwritten(issues, qtbot, full):
    index = choose(issues, "duty_person")
    row = issues.pane.model.row_at(index.row())
    full.entries.edit(row.id, {"duty_person": "戊"}, "乙")
    issues.pane.written.emit(row, "duty_person", "丁")
    issues.screen.rest()
    assert "没有保存：乙刚改过这一行，“责任人”现在是“戊”；看过再改。您写的是“" in issues.pane.refusal.text()
    assert issues.pane.refusal.isVisible() and issues.pane.refusal.wordWrap() and not issues.pane.said.isVisible()
    issues.pane.say("没有改动。")
    assert not issues.pane.refusal.isVisible() and issues.pane.said.isVisible()
    assert issues.pane.current().cells["duty_person"] == "戊"


def test_a_fact_of_the_project_is_written_to_the_project_and_back(registers, qtbot, full):
    registers.enter(RegisterWish("three-batches"))
    registers.screen.rest()
    row = registers.pane.model.row_at(choose(registers, "investment").row())
    before = full.projects.get(row.project_id).investment_yuan
    registers.pane.written.emit(row, "investment", "9.5亿元")
    registers.screen.rest()
    assert full.projects.get(row.project_id).investment_yuan == 950_000_000
    assert "写回项目" in registers.pane.said.full
    press(registers, qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert full.projects.get(row.project_id).investment_yuan == before


def test_ctrl_n_enters_a_row_with_the_next_number_and_ctrl_z_takes_it_out(issues, qtbot, full):
    last = cells(issues, "number")[-1]
    press(issues, qtbot, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = issues.screen.dialog(EntryDialog)
    number = dialog.fields["number"].written()
    assert number > last
    dialog.agree.click()
    issues.screen.rest()
    assert "请填写" in dialog.refused.text()
    for key, text in (("came_from", "走访"), ("enterprise", "示例公司"), ("category", "用工"), ("description", "缺人")):
        dialog.fields[key].show_value(text)
    dialog.fields["raised_on"].setText("2026/11/20")
    dialog.agree.click()
    issues.screen.rest()
    assert issues.pane.current().cells["number"] == number
    assert issues.pane.current().cells["raised_on"] == "2026-11-20"
    rows = len(full.entries.rows("issues"))
    press(issues, qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(full.entries.rows("issues")) == rows - 1


def test_the_acts_of_the_flow_are_buttons_and_lead_on(issues, qtbot, full):
    issues.toggle_panel()
    choose(issues, "number", cells(issues, "state").index("待交办"))
    row = issues.pane.current()
    issues.act("assign")
    dialog = issues.screen.dialog(FlowActDialog)
    assert "办理中" in "".join(label.text() for label in dialog.findChildren(type(issues.panel.title)))
    dialog.agree.click()
    issues.screen.rest()
    assert "责任单位" in dialog.refused.text()
    dialog.fields["duty_unit"].setText("经济发展局")
    dialog.fields["limit_days"].setText("5")
    dialog.agree.click()
    issues.screen.rest()
    now = next(one for one in full.entries.rows("issues") if one.id == row.id)
    assert (now.cells["state"], now.cells["assigned_on"], now.cells["due_on"]) == ("办理中", "2026-11-23", "2026-11-30")


def test_delete_asks_for_a_reason_and_the_row_can_be_put_back(issues, qtbot, full):
    choose(issues, "number")
    number = issues.pane.current().cells["number"]
    press(issues, qtbot, Qt.Key.Key_Delete)
    dialog = issues.screen.dialog(RemoveEntryDialog)
    dialog.agree.click()
    assert "原因" in dialog.refused.text()
    dialog.reason.setText("重复登记")
    dialog.agree.click()
    issues.screen.rest()
    assert number not in cells(issues, "number")
    issues.pane.views.choose("removed")
    issues.screen.rest()
    assert cells(issues, "number") == [number]
    press(issues, qtbot, Qt.Key.Key_F2)
    assert not isinstance(QApplication.focusWidget(), LineValue)
    issues.toggle_panel()
    issues.screen.rest()
    issues.panel.restore.click()
    issues.screen.rest()
    assert issues.pane.empty.isVisible()
    assert number in [row.cells["number"] for row in full.entries.rows("issues")]


def test_a_row_of_a_project_is_not_taken_out_and_enter_opens_the_project(registers, qtbot):
    registers.enter(RegisterWish("three-batches"))
    registers.screen.rest()
    choose(registers, "name")
    row = registers.pane.current()
    press(registers, qtbot, Qt.Key.Key_Delete)
    assert "不能单独移出" in registers.pane.said.full
    press(registers, qtbot, Qt.Key.Key_Return)
    assert registers.screen.window.page.key == "project"
    assert registers.screen.window.page.project_id == row.project_id


def test_space_shows_the_row_with_its_history_and_ctrl_h_all_of_it(issues, qtbot):
    choose(issues, "number", row_of(issues, "WT-2026-002"))
    shown = issues.panel.isVisible()
    press(issues, qtbot, Qt.Key.Key_Space)
    assert issues.panel.isVisible() is not shown
    assert issues.panel.title.text() == "WT-2026-002"
    press(issues, qtbot, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = issues.screen.dialog(EntryHistoryDialog)
    assert {line.what for line in dialog.model._rows} >= {"新增", "交办"}
    dialog.close()


def test_ctrl_p_prints_what_is_shown(issues, qtbot):
    issues.pane.put_condition("category", Condition("category", Test.ONE_OF, ("水电气",)))
    issues.screen.rest()
    issues.print_now()
    issues.screen.rest()
    dialog = issues.screen.dialog(PreviewDialog)
    assert dialog.answers()["conditions"] == "类别 | 属于 | 水电气"
    assert dialog.pages >= 1 and dialog.content.startswith(b"%PDF")
    dialog.close()


def test_the_order_of_a_problem_is_filled_from_its_row(issues):
    choose(issues, "number", row_of(issues, "WT-2026-002"))
    issues.print_order()
    issues.screen.rest()
    dialog = issues.screen.dialog(PreviewDialog)
    assert dialog.answers()["problem"] == issues.pane.current().cells["description"]
    assert dialog.content.startswith(b"%PDF")
    dialog.close()


def test_a_view_of_ones_own_is_kept_replaced_renamed_and_taken_away(issues, full):
    issues.pane.put_condition("category", Condition("category", Test.ONE_OF, ("水电气",)))
    issues.pane.show_columns(["number", "description"])
    issues.screen.rest()
    issues.views.save()
    dialog = next(one for one in QApplication.topLevelWidgets() if one.windowTitle() == "另存为视图")
    dialog.submit()
    assert "请写视图名称" in dialog.refused.text()
    dialog.name.setText("水电气的")
    dialog.submit()
    issues.screen.rest()
    kept = full.entries.views("issues")[-1]
    assert (kept.name, kept.columns, issues.pane.views.current) == ("水电气的", ("number", "description"), kept.id)
    issues.views.rename()
    dialog = next(one for one in QApplication.topLevelWidgets() if one.windowTitle() == "视图改名")
    dialog.name.setText("水电气")
    dialog.submit()
    issues.screen.rest()
    assert full.entries.views("issues")[-1].name == "水电气"
    issues.views.remove()
    next(one for one in QApplication.topLevelWidgets() if one.windowTitle() == "删除视图").submit()
    issues.screen.rest()
    assert all(not view.id for view in full.entries.views("issues")) and issues.pane.views.current == ""


def test_chosen_rows_are_summed_and_copied(registers, qtbot):
    registers.enter(RegisterWish("three-batches"))
    registers.screen.rest()
    assert registers.pane.sums.full.startswith("合计　总投资")
    registers.pane.table.selectAll()
    registers.screen.rest()
    assert registers.pane.sums.full.startswith(f"选中 {registers.pane.model.rowCount()} 行　总投资")
    press(registers, qtbot, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QApplication.clipboard().text().splitlines()) == registers.pane.model.rowCount() + 1


def test_columns_chosen_and_their_widths_are_remembered(issues):
    issues.pane.show_columns(["number", "enterprise", "state"])
    issues.pane.table.setColumnWidth(1, 333)
    issues.screen.window.go("visits")
    issues.pane.show_kind("visits")
    issues.screen.rest()
    issues.pane.show_kind("issues")
    issues.screen.rest()
    assert issues.pane.table.keys_in_order() == ["number", "enterprise", "state"]
    assert issues.pane.table.columnWidth(1) == 333


def test_a_change_made_elsewhere_shows_at_once(issues, full):
    row = issues.pane.current()
    _entry, changes = full.entries.edit(row.id, {"duty_person": "辛"}, "乙")
    issues.session.announce(changes)
    issues.screen.rest()
    assert issues.pane.current().cells["duty_person"] == "辛"
    assert not issues.watches(Changes())


def test_an_empty_ledger_says_what_to_do_first(empty, screen_of):
    screen = screen_of(empty)
    for kind in empty.entries.kinds.all():
        screen.window.go("registers", RegisterWish(kind.key))
        screen.rest()
        page = screen.window.page
        assert page.pane.empty.isVisible() and page.pane.empty.text() == kind.empty
    screen.window.go("visits")
    screen.rest()
    screen.window.page.pane.add.click()
    screen.rest()
    screen.dialog(EntryDialog).close()
