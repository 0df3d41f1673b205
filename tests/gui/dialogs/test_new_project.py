"""New projects: facts are checked where they are typed, project and case are entered together or not at all."""

import pytest
from PySide6.QtCore import QDate

from desktop_app.domain.refusals import Refusal
from desktop_app.gui.dialogs.new_project import NewProjectDialog
from desktop_app.gui.dialogs.project_fields import ProjectFields


@pytest.fixture
def fields(qtbot):
    made = ProjectFields()
    qtbot.addWidget(made)
    return made


def test_facts_become_a_project_without_invented_days(fields):
    fields.name.setText("  某某新材料项目 ")
    fields.amount.setText("12.5")
    fields.batch.setCurrentText("签约")
    fields.signed.setText("2026年3月")
    fields.full.setCurrentText("是")
    project = fields.project()
    assert project.name == "某某新材料项目"
    assert project.investment_yuan == 1_250_000_000
    assert (project.signed.year, project.signed.month, project.signed.day) == (2026, 3, None)
    assert (project.full_agency, project.commitment) == (True, None)
    assert fields.missing() == ""


@pytest.mark.parametrize(
    ("name", "field", "typed", "said"),
    [
        ("", "name", "", "请填写项目名称"),
        ("甲项目", "amount", "很多", "不是数字"),
        ("甲项目", "amount", "-3", "负数"),
        ("甲项目", "signed", "大概明年", "看不懂"),
    ],
)
def test_what_is_wrong_is_said(fields, name, field, typed, said):
    fields.name.setText(name)
    getattr(fields, field).setText(typed)
    assert said in fields.missing()
    with pytest.raises(Refusal):
        fields.project()


@pytest.fixture
def opened(empty, screen_of):
    screen = screen_of(empty)
    dialog = NewProjectDialog(screen.session, screen.window)
    dialog.open()
    screen.rest()
    made = []
    dialog.made.connect(made.append)
    return screen, dialog, made


def test_only_the_project(opened):
    screen, dialog, made = opened
    dialog.only.click()
    assert dialog.refused.text() == "请填写项目名称"
    dialog.facts.name.setText("某某新材料项目")
    dialog.only.click()
    screen.rest()
    projects = screen.desk.projects.all()
    assert [one.name for one in projects] == ["某某新材料项目"]
    assert made == [projects[0].id]
    assert screen.desk.overview.case_ids(made[0]) == []


def test_project_and_case_in_one_go_with_earlier_steps(opened):
    screen, dialog, made = opened
    dialog.facts.name.setText("某某新材料项目")
    dialog.later.click()
    dialog.case.template.box.setCurrentIndex(dialog.case.template.box.findData("SX-BZD"))
    dialog.case.people.officer.setCurrentText("甲")
    dialog.case.people.lead_unit.setText("投资促进局")
    dialog.later.click()
    dialog.later.click()
    first, second, third = list(dialog.case.earlier.rows)[:3]
    for code, how in ((first, "已办 · 哪一天"), (second, "已办 · 哪一月"), (third, "已办 · 日期不详")):
        box, on = dialog.case.earlier.rows[code]
        box.setCurrentText(how)
        on.setDate(QDate(2026, 9, 8))
    dialog.agree.click()
    screen.rest()
    page = screen.desk.overview.project_page(made[0])
    case = page.cases[0]
    ended = {one.step.code: one.progress.attempt for one in case.standings if one.progress.attempt}
    assert (str(ended[first].ended), ended[second].ended_month, ended[third].ended) == ("2026-09-08", "2026-09", None)
    assert (case.case.officer, case.case.lead_unit, page.project.lead_unit) == ("甲", "投资促进局", "投资促进局")


def test_a_refused_case_keeps_the_project_out_as_well(opened):
    screen, dialog, made = opened
    dialog.facts.name.setText("某某新材料项目")
    dialog.later.click()
    dialog.case.people.officer.setCurrentText("甲")
    dialog.later.click()
    dialog.later.click()
    dialog.case.people.officer.setCurrentText("  ")
    dialog.agree.click()
    screen.rest()
    assert "代办员" in dialog.refused.text()
    assert screen.desk.projects.all() == [], "both or neither"
    assert dialog.facts.name.text() == "某某新材料项目"
    dialog.case.people.officer.setCurrentText("甲")
    dialog.agree.click()
    screen.rest()
    assert len(screen.desk.projects.all()) == 1
    assert len(screen.desk.overview.case_ids(made[0])) == 1
