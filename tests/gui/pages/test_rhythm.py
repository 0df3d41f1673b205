"""调度 as a person uses it: choose a period, type into its lines, issue it, compare then and now, see the register."""

import pytest
from PySide6.QtCore import Qt
from python_calamine import CalamineWorkbook

from desktop_app.domain.rhythm import Cadence, period_of
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.dialogs.rhythm_settings import RhythmSettingsDialog, SkipReportDialog
from desktop_app.gui.widgets.supervision_pane import span
from tests.documents.reading import page_texts

LAST_WEEK = 20


@pytest.fixture
def shown(full, screen_of):
    """The page on the Monday after a week nobody has reported on."""
    day = full.now().date()
    full.rhythm.begin(day.replace(day=LAST_WEEK))
    screen = screen_of(full)
    screen.session.sit_down("甲")
    screen.window.go("rhythm", period_of(Cadence.WEEK, day.replace(day=LAST_WEEK)))
    screen.rest()
    return screen


def choose(screen, cadence):
    page = screen.window.page
    for row in range(page.periods.rowCount()):
        if page.periods.row_at(row).period.cadence is cadence:
            page.list.setCurrentIndex(page.periods.index(row, 0))
            screen.rest()
            return page
    raise AssertionError(f"no {cadence} in the list")


def test_the_overdue_week_is_first_and_its_figures_are_shown(shown):
    page = shown.window.page
    lines = [page.periods.row_at(row) for row in range(page.periods.rowCount())]
    assert (lines[0].period.cadence, lines[0].lamp_words) == (Cadence.WEEK, "逾 1 日")
    assert page.topbar.subtitle.full == "1 期该出"
    assert page.pane.title.full.startswith("周调度（2026年11月16日至22日）")
    found = page.pane.found
    assert page.pane.week.model.rowCount() == len(found.lines) > 3


def test_what_is_typed_is_kept_at_once_and_emptied_it_is_the_proposal_again(shown, qtbot):
    page = shown.window.page
    model = page.pane.week.model
    column = next(place for place, one in enumerate(model.columns) if one.key == "stuck")
    index, first = model.index(0, column), model.row_at(0)
    page.pane.week.table.setCurrentIndex(index)
    qtbot.keyClick(page.pane.week.table, Qt.Key.Key_F2)
    editor = page.pane.week.table.viewport().focusWidget() or page.pane.week.table.indexWidget(index)
    assert editor is not None
    editor.setText("图纸 不一致")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    shown.rest()
    period = page.pane.found.period
    assert shown.desk.rhythm.assemble(*period.key).lines[0].stuck == "图纸 不一致"
    assert model.setData(index, "")
    shown.rest()
    assert shown.desk.rhythm.assemble(*period.key).lines[0].stuck == first.cells["stuck"]
    assert model.row_at(0).cells["stuck"] == first.cells["stuck"]


def test_signs_no_font_has_are_remarked_on_before_the_sheet_is_printed(shown):
    page = shown.window.page
    model = page.pane.week.model
    column = next(place for place, one in enumerate(model.columns) if one.key == "stuck")
    assert page.pane.remark.isHidden()
    assert model.setData(model.index(0, column), "等批复👍")
    shown.rest()
    assert page.pane.remark.text() == "提醒：👍 没有字体可印，文书上会印成“〓”；请换个写法"
    assert model.setData(model.index(0, column), "等批复")
    shown.rest()
    assert page.pane.remark.isHidden()


def test_a_cell_that_is_too_long_is_refused_in_the_strip(shown):
    page = shown.window.page
    model = page.pane.week.model
    column = next(place for place, one in enumerate(model.columns) if one.key == "asked")
    model.setData(model.index(0, column), "长" * 201)
    shown.rest()
    assert "太长" in page.pane.refused.text()
    assert page.said.full == "没有保存"


def test_praise_is_typed_kept_and_taken_back(shown, qtbot):
    page = choose(shown, Cadence.MONTH)
    proposed = page.pane.criticism.edit.toPlainText()
    assert "逾期" in proposed
    page.pane.criticism.edit.setPlainText("对某单位提出批评。")
    page.pane.flush()
    shown.rest()
    month = page.pane.found.period
    assert shown.desk.rhythm.assemble(*month.key).criticism == "对某单位提出批评。"
    qtbot.mouseClick(page.pane.criticism.again, Qt.MouseButton.LeftButton)
    shown.rest()
    assert page.pane.criticism.edit.toPlainText() == proposed
    assert page.pane.ranks.rowCount() > 3


def test_a_report_is_issued_frozen_and_listed(shown):
    page = shown.window.page
    page.print_now()
    shown.rest()
    dialog = shown.dialog(PreviewDialog)
    dialog.submit()
    shown.rest()
    number = dialog.issued.paper.number
    dialog.close()
    shown.rest()
    assert shown.desk.rhythm.reports()[0].number == number
    page = choose(shown, Cadence.WEEK)
    page.tabs.setCurrentIndex(1)
    shown.rest()
    assert page.history.chosen() == number
    assert page.history.lines.rowCount() == 9
    assert all(page.history.lines.row_at(row).why == "一致" for row in range(9))
    page.tabs.setCurrentIndex(2)
    acts = [page.register.model.row_at(row) for row in range(page.register.model.rowCount())]
    assert number in {act.number for act in acts}
    page.register.kinds.click("weekly-dispatch")
    assert page.register.model.rowCount() == 1
    page.register.table.opened.emit(page.register.model.index(0, 0))
    shown.rest()
    assert shown.window.page.key == "papers"


def test_a_period_is_left_out_with_a_reason_and_brought_back(shown):
    page = shown.window.page
    page.skip_or_bring_back()
    dialog = shown.dialog(SkipReportDialog)
    dialog.submit()
    shown.rest()
    assert "原因" in dialog.refused.text()
    dialog.reason.setText("没有调度")
    dialog.submit()
    shown.rest()
    assert page.skip.text() == "恢复本期"
    assert page.topbar.subtitle.full == "没有到期未出的"
    page.skip_or_bring_back()
    shown.rest()
    assert page.topbar.subtitle.full == "1 期该出"


def test_the_rhythm_is_changed_under_a_name(shown):
    page = shown.window.page
    page.edit_rhythm()
    dialog = shown.dialog(RhythmSettingsDialog)
    dialog.boxes[Cadence.WEEK].setChecked(False)
    assert not dialog.rules[Cadence.WEEK].isEnabled()
    assert dialog.rates.currentText() == "2023口径"
    dialog.rates.setCurrentIndex(dialog.rates.findData("own"))
    dialog.submit()
    shown.rest()
    assert shown.desk.rhythm.settings().rates == "own"
    assert not shown.desk.rhythm.settings().rules[Cadence.WEEK].on
    assert all(page.periods.row_at(row).period.cadence is not Cadence.WEEK for row in range(page.periods.rowCount()))


def test_the_workbook_of_a_period_is_written(shown, tmp_path):
    page = choose(shown, Cadence.FORTNIGHT)
    page.save_to(tmp_path / "半月.xlsx")
    shown.rest()
    assert (tmp_path / "半月.xlsx").read_bytes()[:2] == b"PK"
    assert "已导出" in page.said.full
    page.save_to(tmp_path / "没有" / "半月.xlsx")
    shown.rest()
    assert page.pane.refused.text()


def test_the_strip_on_today_leads_to_the_period(shown):
    shown.window.go("today")
    shown.rest()
    strip = shown.window.page.reports
    assert strip.isVisible() and "周调度（2026年11月16日至22日）逾 1 个工作日未出" in strip.said.full
    strip.look.click()
    shown.rest()
    assert shown.window.page.key == "rhythm"


def test_an_empty_workspace_says_what_to_do_first(empty, screen_of):
    screen = screen_of(empty)
    screen.window.go("rhythm")
    screen.rest()
    page = screen.window.page
    assert page.pane.week.currentIndex() == 1
    page.tabs.setCurrentIndex(1)
    assert page.history.currentIndex() == 1


def test_a_meeting_leads_to_its_decisions_in_the_ledger(shown):
    said = {
        "kind": "调度会",
        "held_on": "2026-11-20",
        "number": "会纪〔2026〕9号",
        "subject": "指标",
        "decision": "出件",
    }
    shown.desk.entries.add("meetings", said, "甲")
    page = shown.window.page
    page.refresh()
    shown.rest()
    page.tabs.setCurrentIndex(2)
    page.register.kinds.click("dispatch-meeting")
    rows = [page.register.model.row_at(row).number for row in range(page.register.model.rowCount())]
    row = rows.index("会纪〔2026〕9号")
    page.register.table.opened.emit(page.register.model.index(row, 0))
    shown.rest()
    assert shown.window.page.key == "registers"
    assert shown.window.page.pane.kind.key == "meetings"


def test_every_word_of_the_chosen_row_is_below_the_table(shown):
    page = shown.window.page
    lines, model = page.pane.week, page.pane.week.model
    column = next(place for place, one in enumerate(model.columns) if one.key == "stuck")
    long = "宗地图与红线有出入，等自然资源部门重新核对坐标后才能出图，企业已补交两次材料"
    assert model.setData(model.index(1, column), long)
    lines.table.setCurrentIndex(model.index(1, column))
    assert f"卡点：{long}" in lines.whole.text().splitlines()
    assert lines.whole.text().startswith(f"项目：{model.row_at(1).project}")
    lines.table.setCurrentIndex(model.index(0, 0))
    assert long not in lines.whole.text()


def test_a_grey_button_says_why_and_words_of_one_period_do_not_stay_for_another(shown):
    page = shown.window.page
    model = page.pane.week.model
    column = next(place for place, one in enumerate(model.columns) if one.key == "stuck")
    assert model.setData(model.index(0, column), "图纸不一致")
    shown.rest()
    assert page.said.full == "已存草稿"
    choose(shown, Cadence.FORTNIGHT)
    assert page.said.full == ""
    page.tabs.setCurrentIndex(1)
    assert not page.skip.isEnabled()
    assert page.skip.toolTip() == "先在“本期”里选一期"


def test_what_is_published_has_nothing_to_type_into(shown):
    page = shown.window.page
    period = period_of(Cadence.WEEK, page.session.today)
    shown.desk.rhythm.issue(period.cadence, "甲", period.first)
    page.enter(period)
    shown.rest()
    model = page.pane.week.model
    names = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    assert not any("✎" in name for name in names)
    assert not page.skip.isEnabled()
    assert "已经出具" in page.said.full + page.skip.toolTip()


def test_the_register_goes_out_as_a_workbook(shown, tmp_path):
    page = shown.window.page
    page.enter("acts")
    shown.rest()
    assert page.excel.isEnabled()
    page.save_to(tmp_path / "督办.xlsx")
    shown.rest()
    assert "已导出" in page.said.full
    rows = CalamineWorkbook.from_path(str(tmp_path / "督办.xlsx")).get_sheet_by_name("督办记录").to_python()
    told = [str(cell) for row in rows for cell in row]
    assert all(act.title in told for act in shown.desk.supervision.register(*span("year", page.session.today)).acts)


def test_the_register_goes_out_on_paper_as_it_is_shown(shown):
    page = shown.window.page
    page.enter("acts")
    shown.rest()
    page.register.kinds.click("dispatch-meeting")
    assert page.issue.isVisible() and page.issue.text() == "打印"
    page.print_now()
    shown.rest()
    dialog = shown.dialog(PreviewDialog)
    dialog.submit()
    shown.rest()
    acts = shown.desk.supervision.register(*span("year", page.session.today))
    said = "".join(page_texts(dialog.issued.content))
    assert "D35" in dialog.issued.paper.number
    assert f"共 {acts.count('dispatch-meeting')} 件" in said and "只列调度会" in said
    dialog.close()
