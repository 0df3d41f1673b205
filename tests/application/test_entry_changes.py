"""Changes of ledger rows in words."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.entry_changes import act_words, change_lines, entered_late
from desktop_app.domain.ledger_entry import EntryAct, EntryChange, ValueChange
from tests.command_line import CHINA
from tests.desks import entered

AT = datetime(2026, 11, 20, 9, tzinfo=CHINA)


def change(what: EntryAct, day: date, flow_act: str = "", *values: ValueChange) -> EntryChange:
    return EntryChange("c", "e", "issues", what, day, AT, "甲", values, flow_act)


@pytest.mark.parametrize(
    ("what", "flow_act", "said"),
    [
        (EntryAct.ADD, "", "新增"),
        (EntryAct.REMOVE, "", "移出"),
        (EntryAct.ACT, "close", "销号"),
        (EntryAct.ACT, "x", "办理"),
    ],
)
def test_an_act_is_said_in_its_own_words(workspace: Desk, what: EntryAct, flow_act: str, said: str) -> None:
    assert act_words(workspace.entries.kinds.get("issues"), change(what, AT.date(), flow_act)) == said


def test_what_is_entered_after_its_day_is_late() -> None:
    assert entered_late(change(EntryAct.ACT, date(2026, 11, 19)))
    assert not entered_late(change(EntryAct.ACT, AT.date()))


def test_values_are_told_as_people_read_them(workspace: Desk) -> None:
    project = entered(workspace, "新材料")
    kind = workspace.entries.kinds.get("three-batches")
    values = (
        ValueChange("annual_plan", "", "600000000"),
        ValueChange("project:investment_yuan", "100000000", "200000000"),
        ValueChange("blocker", "用地", ""),
    )
    lines = change_lines(kind, [change(EntryAct.EDIT, AT.date(), "", *values)], {project.id: project.name})
    assert [one.told for one in lines] == ["年度计划投资：60000万元", "总投资：1 亿元 → 2 亿元", "卡点：用地 → 清空"]
    (issue,) = change_lines(
        workspace.entries.kinds.get("issues"),
        [change(EntryAct.EDIT, AT.date(), "", ValueChange("project", "", project.id))],
        {project.id: project.name},
    )
    assert issue.told == "项目：新材料"
