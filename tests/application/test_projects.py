"""Entering and changing projects: no project twice, nothing lost to a faster colleague, every change journaled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop_app.application.desk import Desk
from desktop_app.domain.events import Verb
from desktop_app.domain.partial_date import PartialDate
from desktop_app.domain.project import Project
from desktop_app.domain.refusals import Refusal
from tests.desks import Clock, entered, stored_events

CODE = "2026-141000-30-03-123456"


def draft(**more: Any) -> Project:
    return Project(**{"id": "", "name": "新材料（一期）", "zone": "临汾经济开发区"} | more)


def test_a_new_project_gets_an_id_and_a_journal_entry(workspace: Desk, clock: Clock) -> None:
    project, changes = workspace.projects.add(draft(name="  新材料 ", zone=" 侯马 ", version=7), "甲")
    assert (project.name, project.zone, project.version) == ("新材料", "侯马", 0)
    assert workspace.projects.get(project.id) == project
    (event,) = stored_events(workspace, project.id)
    assert (event.verb, event.by, event.on, event.at) == (Verb.EDIT, "甲", clock().date(), clock())
    assert event.note == "新建项目"
    assert changes.projects == {project.id} and changes.events == (event,)


def test_a_project_needs_a_name(workspace: Desk) -> None:
    with pytest.raises(Refusal, match="请填写项目名称"):
        workspace.projects.add(draft(name="  "), "甲")
    with pytest.raises(Refusal, match="请填写项目名称"):
        workspace.projects.edit(replace(entered(workspace), name=" "), "甲")


@pytest.mark.parametrize(
    "twin",
    [
        {"name": "新材料(一期)"},
        {"name": "新 材料（一期） "},
        {"name": "新材料【一期】", "zone": "临汾 经济开发区"},
        {"name": "完全不同的名称", "zone": "侯马经济开发区", "project_code": CODE},
        {"name": "完全不同的名称", "project_code": f" {CODE} "},
    ],
)
def test_the_same_project_is_not_entered_twice(workspace: Desk, twin: dict[str, str]) -> None:
    workspace.projects.add(draft(project_code=CODE), "甲")
    with pytest.raises(Refusal, match="“新材料（一期）”已在台账中（临汾经济开发区），请直接打开它"):
        workspace.projects.add(draft(**twin), "乙")
    assert len(workspace.projects.all()) == 1


def test_the_same_name_in_another_zone_is_another_project(workspace: Desk) -> None:
    workspace.projects.add(draft(), "甲")
    workspace.projects.add(draft(zone="侯马经济开发区"), "甲")
    workspace.projects.add(draft(name="新材料（二期）"), "甲")
    assert len(workspace.projects.all()) == 3


def test_an_edit_names_the_changed_fields(workspace: Desk) -> None:
    project = entered(workspace)
    changed = replace(
        project, investment_yuan=4_703_000_000, signed=PartialDate("2022年底", 2022, part="年底"), commitment=False
    )
    stored, changes = workspace.projects.edit(changed, "乙")
    assert stored == replace(changed, version=1) == workspace.projects.get(project.id)
    assert changes.events[0].note == "修改：总投资、签约时间、承诺制"
    assert changes.events[0].by == "乙"
    assert len(stored_events(workspace, project.id)) == 2


def test_an_edit_that_changes_nothing_leaves_no_trace(workspace: Desk) -> None:
    project = entered(workspace)
    stored, changes = workspace.projects.edit(project, "乙")
    assert (stored, changes.events) == (project, ())
    assert len(stored_events(workspace, project.id)) == 1


def test_of_two_people_editing_the_second_is_refused(workspace: Desk) -> None:
    project = entered(workspace, "甲项目")
    workspace.projects.edit(replace(project, note="第一人"), "甲")
    with pytest.raises(Refusal, match="“甲项目”刚被其他人改动，您的修改没有保存；请刷新后再试"):
        workspace.projects.edit(replace(project, note="第二人"), "乙")
    assert workspace.projects.get(project.id).note == "第一人"
    assert len(stored_events(workspace, project.id)) == 2


@pytest.mark.parametrize("twin", [{"name": "甲（项目）"}, {"project_code": CODE}])
def test_an_edit_may_not_make_two_projects_the_same(workspace: Desk, twin: dict[str, str]) -> None:
    entered(workspace, "甲(项目)", project_code=CODE)
    other = entered(workspace, "乙项目")
    with pytest.raises(Refusal, match=r"“甲\(项目\)”已在台账中"):
        workspace.projects.edit(replace(other, **twin), "甲")  # type: ignore[arg-type]
    assert workspace.projects.get(other.id) == other


def test_a_project_is_found_by_id_code_or_exact_name(workspace: Desk) -> None:
    project = entered(workspace, "甲项目", project_code=CODE)
    for reference in (project.id, CODE, "甲项目"):
        assert workspace.projects.find(reference) == project
    for reference in ("甲", ""):
        with pytest.raises(Refusal, match="没有找到项目"):
            workspace.projects.find(reference)
    entered(workspace, "甲项目", zone="侯马")
    with pytest.raises(Refusal, match="有 2 个项目叫“甲项目”"):
        workspace.projects.find("甲项目")


def test_projects_come_in_the_order_they_were_entered(workspace: Desk) -> None:
    names = [entered(workspace, name).name for name in ("丙", "甲", "乙")]
    assert [project.name for project in workspace.projects.all()] == names
