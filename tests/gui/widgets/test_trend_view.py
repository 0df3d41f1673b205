"""走势 as a person uses it: cards, the days behind them, the best acts, path and plan; stale answers are dropped."""

from datetime import date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.application.approvals import Statement
from desktop_app.bootstrap import open_desk
from desktop_app.domain.attribution import Party
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit
from desktop_app.gui.dialogs.act import ActDialog
from desktop_app.gui.dialogs.attributed_days import AttributedDaysDialog
from desktop_app.gui.dialogs.back_schedule import BackScheduleDialog
from desktop_app.gui.dialogs.plan_history import PlanHistoryDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.models.trend import PATH_COLUMNS

TREND = "trend"


def tab(page, key: str) -> None:
    keys = [page.tabs.tabData(number) for number in range(page.tabs.count())]
    page.tabs.setCurrentIndex(keys.index(key))
    page.screen.rest()


@pytest.fixture
def page(full, screen_of):
    """The page of a project with a running case, on 走势."""
    screen = screen_of(full)
    step = full.overview.today().overdue[0].step
    screen.window.go("project", (step.project_id, step.case_id, step.matter))
    screen.rest()
    made = screen.window.page
    made.screen, made.step = screen, step
    tab(made, TREND)
    return made


def test_it_shows_the_case_looked_at_last_with_all_cards(page, full):
    view, case_id = page.trend.view, page.step.case_id
    assert view.isVisible() and view.case_id == case_id
    sums = full.outlooks.attribution(case_id).sums
    for party in Party:
        assert view.days.entries[party].text() == f"{party.value} {sums[party]}"
        assert view.days.entries[party].isEnabled() is bool(sums[party])
    assert str(full.forecasts.case(case_id).finish.p90) in view.ahead.range.accessibleName()
    said = " ".join(label.text() for label in view.ahead.findChildren(QLabel))
    assert all(mark.basis.words() in said for mark in full.cases.get(case_id).template.benchmarks)
    assert "样本不足" in view.ahead.thin.text()
    assert len(view.best.findChildren(QPushButton)) == len(full.forecasts.next_actions(case_id)) > 0
    open_steps = [step for step in full.outlooks.outlook(case_id).steps if not step.ended]
    assert view.path.rowCount() == len(open_steps)
    assert view.path.row_at(0).step.critical
    assert str(full.outlooks.outlook(case_id).finish) in view.end.full


def test_the_tab_is_reached_by_the_arrow_keys(page, qtbot):
    tab(page, page.step.case_id)
    page.tabs.setFocus()
    qtbot.keyClick(page.tabs, Qt.Key.Key_Right)
    page.screen.rest()
    assert page.trend.view.isVisible()
    view = page.trend.view
    view.chosen.setFocus()
    qtbot.keyClick(view.chosen, Qt.Key.Key_Right)
    assert view.plan.isVisible()
    qtbot.keyClick(view.chosen, Qt.Key.Key_Left)
    assert view.table.isVisible()


def test_the_sums_lead_to_the_days_by_keyboard(page, qtbot, full):
    view = page.trend.view
    entry = view.days.entries[Party.AUTHORITY]
    entry.setFocus()
    qtbot.keyClick(entry, Qt.Key.Key_Space)
    dialog = page.screen.dialog(AttributedDaysDialog)
    assert dialog.model.rowCount() == full.outlooks.attribution(view.case_id).sums[Party.AUTHORITY]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_where_an_authority_ends_the_step_the_paper_that_urges_it_is_offered(page, qtbot, full):
    late = [entry.step for entry in full.overview.today().overdue]
    step, one = next((step, one) for step in late for one in full.forecasts.next_actions(step.case_id) if one.urges)
    page.screen.window.go("project", (step.project_id, step.case_id, step.matter))
    page.screen.rest()
    tab(page, TREND)
    view = page.trend.view
    act = next(found for found in view.best.findChildren(QPushButton) if one.words in found.accessibleName())
    assert act.text() == "催办单"
    qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    page.screen.rest()
    dialog = page.screen.dialog(PreviewDialog)
    assert (dialog.form, dialog.about.case_id, dialog.about.matter) == ("urge", view.case_id, one.matter)
    dialog.reject()


def test_the_best_act_opens_its_dialog_and_the_trend_follows_what_was_recorded(page, qtbot, full):
    view = page.trend.view
    first = next(one for one in full.forecasts.next_actions(page.step.case_id) if not one.urges)
    act = next(one for one in view.best.findChildren(QPushButton) if first.words in one.accessibleName())
    qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    page.screen.rest()
    dialog = page.screen.dialog(ActDialog)
    assert (dialog.verb, dialog.panel.standing.step.code) == (first.verb, first.matter)
    assert dialog.panel.case.id == view.case_id
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    page.screen.rest()
    assert view.trend.outlook == full.outlooks.outlook(view.case_id)
    assert view.trend.outlook.finish == first.after
    assert page.tabs.tabData(page.tabs.currentIndex()) == TREND


def test_enter_on_the_path_opens_the_step_in_its_case(page, qtbot):
    view = page.trend.view
    code = view.path.row_at(0).step.code
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    page.screen.rest()
    assert page.tabs.tabData(page.tabs.currentIndex()) == view.case_id
    assert page.panel_data.standing.step.code == code


def test_a_plan_is_made_held_against_what_happens_and_replaced(page, qtbot, full):
    view = page.trend.view
    view.chosen.setCurrentIndex(1)
    assert view.plan.currentIndex() == 1 and "倒排" in view.plan.empty.text() + view.plan.first.text()
    for day in (date(2028, 3, 1), date(2028, 5, 1)):
        qtbot.mouseClick(view.plan.first if not view.trend.plan else view.plan.again, Qt.MouseButton.LeftButton)
        dialog = page.screen.dialog(BackScheduleDialog)
        dialog.target.setDate(day)
        for length in dialog.lengths.values():
            length.amount.setValue(180)
        dialog.try_out()
        page.screen.rest()
        qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
        page.screen.rest()
        assert full.plans.in_force(view.case_id).target == day
        assert str(day) in view.plan.made.full
    assert view.plan.verdict.full.startswith("✓ 照现在走势比目标早")
    assert view.plan.model.rowCount() == len(full.plans.against(view.case_id)[1])
    qtbot.mouseClick(view.plan.history, Qt.MouseButton.LeftButton)
    history = page.screen.dialog(PlanHistoryDialog)
    assert [history.plans.row_at(row).in_force for row in range(history.plans.rowCount())] == [True, False]
    history.reject()
    page.print_now()
    paper = page.screen.dialog(PreviewDialog)
    assert paper.form == "plan"
    paper.reject()


def test_a_step_nobody_filed_is_told_first(full, screen_of, tmp_path):
    step = full.overview.today().overdue[0].step
    folder = full.folder
    full.close()
    early = open_desk(folder, now=lambda: datetime(2026, 11, 2, 9, tzinfo=timezone(timedelta(hours=8))))
    early.plans.freeze(step.case_id, date(2027, 9, 15), "乙", lengths={"SG02": Limit.parse("180ND")})
    early.close()
    now = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))
    desk = open_desk(folder, now=lambda: now)
    assert desk.plans.unfiled()
    screen = screen_of(desk)
    screen.window.go("project", (step.project_id, step.case_id, step.matter))
    screen.rest()
    page = screen.window.page
    page.screen = screen
    tab(page, TREND)
    line = page.trend.view.plan.model.row_at(0)
    assert line.one.unfiled and line.note == "▲ 应办未办" and line.slip.startswith("▲ 晚")
    assert page.trend.view.plan.verdict.full.startswith("▲ 照现在走势比目标晚")


def test_only_the_newest_question_is_answered(page, full):
    view, case_id = page.trend.view, page.step.case_id
    other = next(one for _project, one in full.overview.every_case_id() if one != case_id)
    view.show_case(other)
    view.show_case(case_id)
    page.screen.rest()
    assert view.trend.case.id == case_id
    assert view.forecast.case_id == case_id


def test_a_project_with_two_cases_chooses_between_them(full, screen_of):
    screen = screen_of(full)
    project = max(full.projects.all(), key=lambda one: len(full.overview.case_ids(one.id)))
    screen.window.go("project", project.id)
    screen.rest()
    page = screen.window.page
    page.screen = screen
    tab(page, TREND)
    first = page.trend.view.case_id
    other = next(one for one in full.overview.case_ids(project.id) if one != first)
    assert page.trend.chips is not None
    page.trend.chips.click(other)
    screen.rest()
    assert page.trend.view.trend.case.id == other
    said = Statement(on=full.overview.day(), by="甲", officer="戊")
    matter = next(step.code for step in page.trend.view.trend.outlook.steps if not step.ended)
    decided = full.approvals.decide(other, Verb.ASSIGN, matter, said)
    screen.session.announce(decided.changes)
    screen.rest()
    assert page.trend.view.case_id == other, "a change does not lead away from the case in view"
    assert page.trend.chips.current == other


def test_a_project_without_a_case_says_what_to_do(full, screen_of):
    screen = screen_of(full)
    project = next(one for one in full.projects.all() if not full.overview.case_ids(one.id))
    screen.window.go("project", project.id)
    screen.rest()
    page = screen.window.page
    page.screen = screen
    tab(page, TREND)
    assert not page.trend.view.isVisible()
    assert "开办代办件" in page.trend.empty.text()


def test_a_case_that_ended_says_so(full, screen_of):
    screen = screen_of(full)
    choice = next(one for one in full.charts.choices() if one.ended)
    screen.window.go("project", choice.project_id)
    screen.rest()
    page = screen.window.page
    page.screen = screen
    tab(page, TREND)
    view = page.trend.view
    assert view.done.isVisible()
    assert view.end.full.startswith("已于")
    view.chosen.setCurrentIndex(1)
    assert not view.plan.first.isEnabled()


def test_on_a_narrow_page_names_and_reasons_have_the_room(page):
    tab(page, TREND)
    table, start = page.trend.view.table, [column.key for column in PATH_COLUMNS].index("start")
    assert table.isColumnHidden(start)
    assert all(table.columnWidth(number) >= 220 for number in (1, 4))
    tip = page.trend.view.path.data(page.trend.view.path.index(0, 3), Qt.ItemDataRole.ToolTipRole)
    assert "开始" in tip and "办完" in tip
    page.screen.window.resize(1920, 1080)
    page.screen.rest()
    assert not table.isColumnHidden(start)
