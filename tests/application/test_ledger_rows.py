"""Rows of a ledger are as many as are counted, whatever has a row: entries, projects, cases or results."""

from __future__ import annotations

from desktop_app.application.desk import Desk
from tests.desks import entered, finish, opened

VISIT = {"visited_on": "2026-11-19", "enterprise": "示例公司", "form": "上门"}


def test_every_ledger_has_as_many_rows_as_are_counted(workspace: Desk) -> None:
    project = entered(workspace, "甲项目")
    entered(workspace, "乙项目")
    case = opened(workspace, project_id=project.id)
    finish(workspace, case, "2026-11-05", *(f"QQ0{number}" for number in range(1, 7)), "DJ01", "DJ02")
    # A second case of the same project shares what was obtained; a remark makes a row that follows an entered one.
    opened(workspace, "SX-BA-CG", project_id=project.id)
    licence = workspace.entries.rows("licences")[0]
    workspace.entries.put("licences", licence.anchor, {"remark": "正本"}, "甲")
    first, _second = (workspace.entries.add("visits", VISIT | {"subject": one}, "甲")[0] for one in ("用电", "用水"))
    workspace.entries.remove(first.id, "甲", "重复")
    counted = {one.key: workspace.entries.count(one.key) for one in workspace.entries.kinds.all()}
    assert counted == {key: len(workspace.entries.rows(key)) for key in counted}
    assert counted["visits"] == 1 and counted["licences"] and counted["full-agency"] == 2
