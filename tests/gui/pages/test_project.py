"""项目详情: tabs per case, acts and papers in menus, history with what was taken back, refreshed by changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from desktop_app.application.approvals import Statement
from desktop_app.domain.events import Verb
from desktop_app.gui.dialogs.make_volume import MakeVolumeDialog
from desktop_app.gui.dialogs.preview import PreviewDialog
from desktop_app.gui.models.history import history_of


@pytest.fixture
def page(full, screen_of):
    """The page of the project with most cases."""
    screen = screen_of(full)
    project = max(full.projects.all(), key=lambda one: len(full.overview.case_ids(one.id)))
    screen.window.go("project", project.id)
    screen.rest()
    made = screen.window.page
    made.screen = screen
    return made


def menu_of(page) -> QMenu:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_each_case_has_its_tab_and_the_history_one_more(page, full):
    cases = full.overview.case_ids(page.project_id)
    assert len(cases) > 1
    assert [page.tabs.tabData(number) for number in range(page.tabs.count())] == [
        *cases,
        "trend",
        "materials",
        "papers",
        "ledgers",
        "history",
    ]
    for number, case_id in enumerate(cases):
        page.tabs.setCurrentIndex(number)
        page.screen.rest()
        assert page.panel_data.case.id == case_id
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    page.screen.rest()
    assert page.events.isVisible()
    assert page.history.rowCount() == len(history_of(full.overview.project_page(page.project_id)))


# The test platform has no window system that could raise or grab.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_enter_offers_exactly_the_acts_that_are_possible(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    menu = menu_of(page)
    acts = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    assert len(acts) == len(page.panel_data.possible)
    menu.close()


# The test platform has no window system that could raise or grab.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_both_papers_are_in_the_menu(page, qtbot):
    qtbot.mouseClick(page._paper, Qt.MouseButton.LeftButton)
    menu = menu_of(page)
    parts = {part.title(): part for part in menu.findChildren(QMenu)}
    assert "项目帮办代办服务单" in [action.text() for action in parts["办理"].actions()]
    next(action for action in parts["送达移交"].actions() if action.text() == "证照批文移交清单").trigger()
    menu.close()
    dialog = page.screen.dialog(PreviewDialog)
    assert dialog.form == "handover"
    dialog.reject()


# The test platform has no window system that could raise or grab.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_volume_of_the_case_in_view_is_made_from_the_menu(page, qtbot):
    qtbot.mouseClick(page._paper, Qt.MouseButton.LeftButton)
    menu = menu_of(page)
    (archive,) = [part for part in menu.findChildren(QMenu) if part.title() == "归档"]
    next(action for action in archive.actions() if action.text() == "制作卷宗…").trigger()
    menu.close()
    dialog = page.screen.dialog(MakeVolumeDialog)
    assert dialog.case_id == page._case_id
    dialog.reject()


def test_a_change_made_elsewhere_shows_at_once_and_only_for_this_project(page, full):
    panel = next(
        panel
        for case_id in full.overview.case_ids(page.project_id)
        for code in full.cases.get(case_id).template.codes
        if Verb.ASSIGN in (panel := full.overview.step_panel(case_id, code)).possible
    )
    before = page.history.rowCount()
    said = Statement(on=full.overview.day(), by="甲", officer="戊")
    decided = full.approvals.decide(panel.case.id, Verb.ASSIGN, panel.standing.step.code, said)
    page.screen.session.announce(decided.changes)
    page.screen.rest()
    assert page.history.rowCount() == before + 1
    assert page.watches(decided.changes)
    other = next(one.id for one in full.projects.all() if one.id != page.project_id)
    page.screen.window.go("project", other)
    page.screen.rest()
    assert not page.watches(decided.changes)


def test_benchmarks_are_told_in_words(page, full):
    found = full.overview.project_page(page.project_id).cases
    for number, case in enumerate(found):
        page.tabs.setCurrentIndex(number)
        page.screen.rest()
        assert page.benchmarks.isVisible() is bool(case.benchmarks)
