"""Editing facts: untouched facts come back exactly, a faster colleague loses nothing and neither does this desk."""

from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.project import Project
from desktop_app.gui.dialogs.edit_project import EditProjectDialog
from desktop_app.gui.dialogs.project_fields import ProjectFields


@pytest.fixture
def opened(full, screen_of, qtbot):
    """The dialog, opened by the mouse from the page of the first project."""
    screen = screen_of(full)
    project = full.projects.all()[0]
    screen.window.go("project", project.id)
    screen.rest()
    qtbot.mouseClick(screen.window.page.head.edit, Qt.MouseButton.LeftButton)
    return screen, screen.dialog(EditProjectDialog), project


def gone(dialog: QDialog) -> bool:
    return not shiboken6.isValid(dialog) or not dialog.isVisible()


def test_every_project_of_the_sample_comes_back_as_it_was(full, qtbot):
    fields = ProjectFields(whole=True)
    qtbot.addWidget(fields)
    odd = Project(
        id="x",
        name=" 两头有空格 ",
        note="第一行\n第二行",
        investment_yuan=1_234_567_891,
        completed_yuan=0,
        signed=PartialDate("大概明年"),
        commitment=False,
    )
    for project in (*full.projects.all(), odd):
        fields.show_project(project)
        assert fields.project() == project


def test_facts_are_changed_and_journaled(opened, qtbot):
    screen, dialog, project = opened
    dialog.facts.zone.clear()
    qtbot.keyClicks(dialog.facts.zone, "New Zone")
    dialog.facts.investment.typed.setText("十亿")
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    assert dialog.isVisible() and "不是数字" in dialog.refused.text()
    dialog.facts.investment.typed.setText("10")
    dialog.facts.investment.unit.setCurrentText("亿元")
    dialog.facts.specialist.setText("戊")
    qtbot.keyClick(dialog.facts.zone, Qt.Key.Key_Return)
    screen.rest()
    assert gone(dialog)
    stored = screen.desk.projects.get(project.id)
    assert stored == replace(
        project, zone="New Zone", investment_yuan=1_000_000_000, specialist="戊", version=project.version + 1
    )
    told = screen.desk.overview.project_page(project.id).history[0]
    assert told.note == "修改：所在开发区、总投资、项目专员"


def test_of_two_people_editing_both_keep_their_changes(opened, qtbot):
    screen, dialog, project = opened
    dialog.facts.note.setText("写了半天的备注")
    dialog.facts.chain.setText("光电")
    screen.desk.projects.edit(replace(project, zone="别的开发区", chain="新材料"), "乙")
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    screen.rest()
    assert dialog.isVisible()
    assert "刚被其他人改动（所在开发区、产业链）" in dialog.refused.text()
    assert "产业链两边都改了" in dialog.refused.text()
    assert dialog.facts.note.text() == "写了半天的备注"
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    screen.rest()
    assert gone(dialog)
    stored = screen.desk.projects.get(project.id)
    assert (stored.zone, stored.chain, stored.note) == ("别的开发区", "光电", "写了半天的备注")


def test_a_name_that_is_taken_is_refused_and_stays_typed(opened, qtbot):
    screen, dialog, _project = opened
    other = screen.desk.projects.all()[1]
    dialog.facts.name.setText(other.name)
    dialog.facts.zone.setText(other.zone)
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    screen.rest()
    assert dialog.isVisible() and "已在台账中" in dialog.refused.text()
    assert dialog.facts.name.text() == other.name
    dialog.reject()


def test_what_is_doubtful_is_said_while_it_is_typed(opened):
    screen, dialog, _project = opened
    note = dialog.facts.remarks
    assert note.isHidden()
    dialog.facts.signed.setText("2026年1月5日")
    dialog.facts.started.setText("2025年1月5日")
    screen.rest()
    assert "开工时间 2025年1月5日 早于签约时间 2026年1月5日" in note.text() and not note.isHidden()
    dialog.facts.started.setText("看不懂")
    screen.rest()
    assert note.isHidden()
