"""今日: jumps to groups, explains what is chosen, keeps the choice, and knows what kind of day it is."""

from contextlib import closing
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.application.approvals import Statement
from desktop_app.application.documents import About
from desktop_app.bootstrap import open_desk
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.progress import Lamp
from desktop_app.domain.terms import CLOCK_WORDS
from desktop_app.gui.dialogs.act import ActDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.pages.today import day_words
from desktop_app.gui.widgets.labels import Derivation
from desktop_app.gui.widgets.step_panel import ACT_WORDS, rare_acts, usual_acts
from tests.gui.conftest import NOW

_BESIDE = ("tolerance", "delivery")


@pytest.fixture
def page(full, screen_of):
    screen = screen_of(full)
    made = screen.window.pages["today"]
    made.screen = screen
    return made


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "2026年11月23日 星期一 · 工作日 · 本周第 1 个工作日"),
        (date(2026, 11, 27), "2026年11月27日 星期五 · 工作日 · 本周第 5 个工作日"),
        (date(2026, 10, 10), "2026年10月10日 星期六 · 工作日（补班日） · 本周第 3 个工作日"),
        (date(2026, 11, 22), "2026年11月22日 星期日 · 双休日，下一工作日 11-23"),
        (date(2026, 10, 1), "2026年10月1日 星期四 · 国庆节放假，下一工作日 10-08"),
    ],
)
def test_the_subtitle_knows_the_day(full, day, said):
    assert day_words(day, full.calendar) == said


def test_counters_and_badge_show_what_the_board_has(page, full):
    board = full.overview.today()
    assert {key: counter.number for key, counter in page.counters.items()} == {
        "overdue": len(board.overdue),
        "due_today": len(board.due_today),
        "soon": len(board.soon),
        "unfiled": len(full.plans.unfiled()),
        "suspended": len(board.suspended),
        "ready": len(board.ready),
        "undecided": len(board.undecided),
    }
    assert f"，{len(board.overdue)} 件逾期" in page.screen.window.sidebar._buttons["today"].accessibleName()


def test_a_counter_leads_to_its_group(page, qtbot):
    qtbot.mouseClick(page.counters["suspended"], Qt.MouseButton.LeftButton)
    page.screen.rest()
    line = page.model.row_at(page.table.currentIndex().row())
    assert line.row.step.suspended_on is not None
    assert page.panel.panel.standing.suspension is not None


def test_what_the_plan_wanted_begun_has_its_group_and_its_tile(full, screen_of, qtbot):
    step = full.overview.today().overdue[0].step
    folder = full.folder
    full.close()
    with closing(open_desk(folder, now=lambda: NOW.replace(day=2))) as early:
        early.plans.freeze(step.case_id, date(2027, 9, 15), "乙", lengths={"SG02": Limit.parse("180ND")})
    screen = screen_of(open_desk(folder, now=lambda: NOW))
    page = screen.window.page
    every = screen.desk.plans.unfiled()
    assert step.case_id in {one.entry.step.case_id for one in every}
    assert page.counters["unfiled"].number == len(every)
    qtbot.keyClick(page.counters["unfiled"], Qt.Key.Key_Return)
    screen.rest()
    line = page.model.row_at(page.table.currentIndex().row())
    (late,) = [one for one in every if one.entry.step == line.row.step]
    assert line.row.step.matter == page.panel.panel.standing.step.code
    assert line.due_words == f"应于 {late.planned_start:%m-%d} 报"
    assert line.left_words == f"迟 {screen.desk.calendar.count_working(late.planned_start, NOW.date())} 日"
    assert f"方案目标 {late.target}" in line.clocks


def test_keys_walk_over_headings_and_explain_each_step(page, qtbot):
    seen = []
    for _ in range(12):
        seen.append(page.panel.panel.standing.step.code)
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
        page.screen.rest()
    assert len({*seen}) > 6
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    page.screen.rest()
    line = page.model.row_at(page.table.currentIndex().row())
    assert page.panel.panel.standing.step.code == line.row.step.matter


def test_enter_opens_the_project_at_that_step(page, qtbot):
    line = page.model.row_at(page.table.currentIndex().row())
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    page.screen.rest()
    project = page.screen.window.page
    assert project.key == "project"
    assert project.panel_data.standing.step.code == line.row.step.matter
    assert project.panel_data.case.id == line.row.step.case_id


def test_a_refresh_keeps_what_is_chosen(page):
    row = page.model.rowCount() - 1
    page.table.setCurrentIndex(page.model.index(row, 0))
    page.screen.rest()
    chosen = page.panel.panel.standing.step.code
    page.refresh()
    page.screen.rest()
    assert page.panel.panel.standing.step.code == chosen
    assert page.table.currentIndex().row() == row


def test_a_step_that_left_the_list_is_said_below_it_and_its_neighbour_is_explained(page, full):
    lines = [(row, page.model.row_at(row)) for row in range(page.model.rowCount())]
    ready = [(row, line.row.step) for row, line in lines if line is not None and line.row.lamp is Lamp.READY]
    row = next(
        row for row, step in ready if Verb.RECEIVE in full.overview.step_panel(step.case_id, step.matter).possible
    )
    page.table.setCurrentIndex(page.model.index(row, 0))
    page.screen.rest()
    left = page.panel.panel
    case_id, matter = left.case.id, left.standing.step.code
    changes = full.approvals.decide(case_id, Verb.RECEIVE, matter, Statement(NOW.date(), "甲")).changes
    page.screen.session.announce(changes)
    page.screen.rest()
    assert page.model.find(case_id, matter) < 0, "a filing that has time is not on the board of today"
    assert page.said.isVisible() and left.standing.step.title in page.said.full
    shown = page.panel.panel
    assert page.model.find(shown.case.id, shown.standing.step.code) == page.table.currentIndex().row()


def test_headings_are_higher_than_rows_also_after_a_refresh(page):
    for _ in range(2):
        headings = page.model.headings()
        heights = {page.table.rowHeight(row) for row in range(page.model.rowCount()) if row not in headings}
        assert heights == {38}
        assert {page.table.rowHeight(row) for row in headings} == {44}
        page.officer.setCurrentIndex(2)
        page.refresh()
        page.screen.rest()


def test_the_panel_explains_each_clock_by_name(page):
    for row in range(page.model.rowCount()):
        if page.model.row_at(row) is None:
            continue
        page.table.setCurrentIndex(page.model.index(row, 0))
        page.screen.rest()
        shown = [card.accessibleName() for card in page.panel.findChildren(Derivation)]
        assert len(shown) == len(page.panel.panel.standing.clocks)
        beside = {CLOCK_WORDS[one.name] for one in page.panel.panel.standing.clocks if one.name in _BESIDE}
        assert set(shown) - {"为什么是这一天"} == beside
        assert "print" in page.panel.buttons


def test_every_possible_act_is_a_button_or_under_more_in_at_most_two_rows(page):
    for row in range(page.model.rowCount()):
        if page.model.row_at(row) is None:
            continue
        page.table.setCurrentIndex(page.model.index(row, 0))
        page.screen.rest()
        panel, buttons = page.panel.panel, page.panel.buttons
        assert set(usual_acts(panel)) | set(rare_acts(panel)) == set(panel.possible)
        assert len([key for key in buttons if not key.startswith("sheet:")]) <= 6
        assert ("more" in buttons) is bool(rare_acts(panel))


# The test platform has no window system that could raise or grab.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_rare_act_is_chosen_under_more_by_mouse_and_keys(page, qtbot):
    rows = [row for row in range(page.model.rowCount()) if page.model.row_at(row)]
    for row in rows:
        page.table.setCurrentIndex(page.model.index(row, 0))
        page.screen.rest()
        if Verb.EXTEND in page.panel.panel.possible:
            break
    qtbot.mouseClick(page.panel.buttons["more"], Qt.MouseButton.LeftButton)
    (menu,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
    rare = rare_acts(page.panel.panel)
    assert [action.text() for action in menu.actions()] == [ACT_WORDS[verb] for verb in rare]
    for _ in range(rare.index(Verb.EXTEND) + 1):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    dialog = page.screen.dialog(ActDialog)
    assert dialog.verb is Verb.EXTEND
    dialog.reject()


def test_chosen_steps_are_copied_without_headings(page, qtbot):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, *lines = QApplication.clipboard().text().splitlines()
    cells = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    shown = [line for row in range(page.model.rowCount()) if (line := page.model.row_at(row))]
    assert [one["事项"] for one in cells] == [line.matter for line in shown]
    first = shown[0].row.step
    assert cells[0]["期限"].startswith(f"{CLOCK_WORDS[first.clock]} {first.due_on.isoformat()}")


def test_a_text_typed_here_is_looked_for_in_the_ledger(page, qtbot):
    page.topbar.search.insert("风电")
    qtbot.keyClick(page.topbar.search, Qt.Key.Key_Return)
    page.screen.rest()
    ledger = page.screen.window.page
    assert ledger.key == "ledger"
    assert ledger.topbar.search.text() == "风电"
    assert ledger.model.rowCount() == 1


def test_a_new_day_is_noticed(page, full):
    window = page.screen.window
    subtitle = page.topbar.subtitle.full
    window.notice_new_day()
    assert page.screen.session.lane.idle, "the same day reads nothing again"
    window._day = date(2026, 11, 20)
    window.notice_new_day()
    page.screen.rest()
    assert page.topbar.subtitle.full == subtitle


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_papers_of_the_zone_and_of_the_chosen_step_are_offered(page, qtbot):
    qtbot.mouseClick(page.paper, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    parts = {part.title(): part for part in menu.findChildren(QMenu)}
    offered = {name: {act.text(): act for act in part.actions()} for name, part in parts.items()}
    assert {"项目帮办代办周调度表", "项目帮办代办月通报", "催办（督办）单"} <= set(offered["督办"])
    offered["督办"]["项目帮办代办周调度表"].trigger()
    menu.close()
    dialog = page.screen.dialog(PreviewDialog)
    page.screen.rest()
    assert (dialog.form, dialog.about) == ("weekly-dispatch", About())
    dialog.close()
    page.print_form("urge")
    dialog = page.screen.dialog(PreviewDialog)
    page.screen.rest()
    shown = page.panel.panel
    assert dialog.about == About(shown.case.id, shown.standing.step.code, shown.project.id)
    dialog.close()
    page.back()
    qtbot.mouseClick(page.paper, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    titles = {act.text() for part in menu.findChildren(QMenu) for act in part.actions()}
    assert "项目帮办代办周调度表" in titles and not {"催办（督办）单", "项目帮办代办服务单"} & titles
    menu.close()
