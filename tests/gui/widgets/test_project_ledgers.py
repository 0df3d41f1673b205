"""台账 on a project's page: its rows of every ledger, opened where they belong."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.project import Project
from desktop_app.gui.models.register import RegisterWish
from desktop_app.gui.widgets.lamp import LAMP_ROLE
from desktop_app.gui.widgets.project_tabs import LEDGERS


def tab(page, key):
    return [page.tabs.tabData(number) for number in range(page.tabs.count())].index(key)


@pytest.fixture
def project(full):
    return next(row.project_id for row in full.entries.rows("licences") if row.cells.get("lamp"))


@pytest.fixture
def page(full, screen_of, project):
    full.entries.add(
        "visits",
        {"visited_on": "2026-11-20", "project": project, "enterprise": "示例", "form": "上门", "subject": "看现场"},
        "甲",
    )
    screen = screen_of(full)
    screen.window.go("project", project)
    screen.rest()
    made = screen.window.page
    made.screen = screen
    made.tabs.setCurrentIndex(tab(made, LEDGERS))
    screen.rest()
    return made


def test_rows_of_all_ledgers_are_listed_with_their_lamps(page, full, project):
    model = page.ledgers.model
    shown = [model.row_at(row) for row in range(model.rowCount())]
    wanted = sum(
        row.project_id == project
        for kind in full.entries.kinds.all()
        if kind.rows.value in ("entries", "results")
        for row in full.entries.rows(kind.key)
    )
    assert len(shown) == wanted > 2
    visit = next(line for line in shown if line.kind.key == "visits")
    assert (visit.name, visit.contents) == ("示例 2026-11-20 看现场", "方式 上门")
    lamps = [model.index(row, 2).data(LAMP_ROLE) for row in range(model.rowCount())]
    assert any(lamps) and not all(lamps)
    assert page.ledgers.count.text() == f"{len({line.kind.key for line in shown})} 本台账，{wanted} 行"


def test_enter_opens_the_row_in_its_ledger(page, qtbot):
    lines = page.ledgers.model
    place = next(row for row in range(lines.rowCount()) if lines.row_at(row).kind.key == "visits")
    page.ledgers.table.setFocus()
    page.ledgers.table.setCurrentIndex(lines.index(place, 0))
    qtbot.keyClick(page.ledgers.table, Qt.Key.Key_Return)
    page.screen.rest()
    opened = page.screen.window.page
    assert opened.key == "registers" and opened.pane.kind.key == "visits"
    assert opened.pane.model.rowCount() == 1
    assert opened.pane.current().words["subject"] == "看现场"


def test_a_project_without_rows_says_where_they_come_from(empty, screen_of):
    project = empty.projects.add(Project(id="", name="新项目"), "甲")[0]
    screen = screen_of(empty)
    screen.window.go("project", project.id)
    screen.rest()
    page = screen.window.page
    page.tabs.setCurrentIndex(tab(page, LEDGERS))
    screen.rest()
    assert page.ledgers.empty.isVisible() and "“项目”一栏" in page.ledgers.empty.text()
    with screen.qtbot.waitSignal(page.ledgers.asked) as asked:
        page.ledgers.go.click()
    assert asked.args == [RegisterWish("visits", project.id, "新项目")]
    screen.rest()
