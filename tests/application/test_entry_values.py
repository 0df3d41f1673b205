"""What people write per column: what is refused, and what an act writes by itself."""

from __future__ import annotations

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.project_history import PROJECT_KIND
from desktop_app.domain.refusals import Refusal
from tests.application.test_entries import act, cells, issue
from tests.desks import entered, on


def test_figures_that_are_no_date_are_refused_where_words_are_kept(workspace: Desk) -> None:
    project = entered(workspace, "新材料")
    with pytest.raises(Refusal, match="“签约时间”：“2026-13”不是能认出的日期"):
        workspace.entries.put(PROJECT_KIND, project.id, {"签约时间": "2026-13"}, "甲")
    workspace.entries.put(PROJECT_KIND, project.id, {"拟开工时间": "待定", "签约时间": "2026年11月"}, "甲")
    (row,) = workspace.entries.rows(PROJECT_KIND)
    assert (row.cells["planned_start"], row.cells["signed"]) == ("待定", "2026年11月")


def test_an_extension_after_the_date_stays_known_as_such(workspace: Desk) -> None:
    row = issue(workspace)
    act(workspace, row, "assign", "2026-11-03", duty_unit="规建局", limit_days="5")
    act(workspace, row, "extend", "2026-11-10", extended_days="2", extension_reason="雨天")
    assert "late_extensions" not in cells(workspace, "issues")[0]
    act(workspace, row, "extend", "2026-11-13", extended_days="20", extension_reason="等批复")
    now = cells(workspace, "issues")[0]
    assert (now["due_on"], now["lamp"], now["late_extensions"]) == ("2026-12-10", "正常·期满后延期", "1")
    view = next(one for one in workspace.entries.views("issues") if one.name == "期满后延期")
    assert [one.id for one in workspace.entries.rows("issues", view.query)] == [row.id]


def test_what_an_act_leads_to_is_said_without_doing_it(workspace: Desk) -> None:
    row = issue(workspace)
    before = act(workspace, row, "assign", "2026-11-03", duty_unit="规建局", limit_days="5")
    more = {"extended_days": "20", "extension_reason": "等批复"}
    now, then = workspace.entries.foreseen(row.id, "extend", more, on("2026-11-20"))
    assert (now.cells["due_on"], now.cells["lamp"]) == ("2026-11-10", "逾期 8 个工作日")
    assert (then.cells["due_on"], then.cells["late_extensions"]) == ("2026-12-08", "1")
    with pytest.raises(Refusal, match="要写明"):
        workspace.entries.foreseen(row.id, "extend", {}, on("2026-11-20"))
    with workspace.entries.open_work(writes=False) as work:
        assert work.entries.get(row.id) == before
