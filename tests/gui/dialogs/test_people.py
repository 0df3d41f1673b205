"""People: a case is handed over with its reason; steps with their own 代办员 stay with them."""

import shiboken6
from PySide6.QtCore import Qt

from desktop_app.domain.events import Verb
from desktop_app.domain.project import Project
from desktop_app.gui.dialogs.people import PeopleDialog


def test_a_case_is_handed_to_others(full, screen_of, qtbot):
    screen = screen_of(full)
    project = max(full.projects.all(), key=lambda one: len(full.overview.case_ids(one.id)))
    screen.window.go("project", project.id)
    screen.rest()
    page = screen.window.page
    case = page.panel_data.case
    assert f"代办员 {case.officer}" in page.people.full
    qtbot.mouseClick(page._assign, Qt.MouseButton.LeftButton)
    dialog = screen.dialog(PeopleDialog)
    assert dialog.officer.currentText() == case.officer
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    screen.rest()
    assert "没有变化" in dialog.refused.text()
    dialog.officer.lineEdit().selectAll()
    dialog.officer.lineEdit().insert("戊")
    dialog.lead_unit.setText("投资促进局")
    dialog.reason.setText("岗位调整")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    screen.rest()
    assert not shiboken6.isValid(dialog) or not dialog.isVisible()
    stored = full.cases.get(case.id)
    assert (stored.officer, stored.lead_unit, stored.lead_official) == ("戊", "投资促进局", case.lead_official)
    assert page.people.full.startswith("代办员 戊")
    told = full.overview.project_page(project.id).history[0]
    assert (told.verb, told.reason) == (Verb.ASSIGN, "岗位调整")
    lines = [page.history.index(row, 2).data() for row in range(page.history.rowCount())]
    assert any(line.startswith("调整负责人员：岗位调整；代办员：") for line in lines)


def test_a_project_without_a_case_has_nobody_to_change(empty, screen_of):
    screen = screen_of(empty)
    project, _changes = empty.projects.add(Project(id="", name="某某新材料项目"), "甲")
    screen.window.go("project", project.id)
    screen.rest()
    assert not screen.window.page._assign.isVisible()
    assert screen.window.page.people.full == ""
