"""The demonstration workspace has a week in preparation: typed texts, nothing issued, the rhythm begun today."""

from __future__ import annotations

from datetime import timedelta

from desktop_app.application.demo_reports import prepare_reports
from desktop_app.application.desk import Desk
from desktop_app.domain.rhythm import Cadence
from tests.desks import opened


def test_a_week_is_in_preparation(workspace: Desk) -> None:
    for _case in range(3):
        opened(workspace, "SX-BA-CG")
    prepare_reports(workspace)
    lines = workspace.rhythm.assemble(Cadence.WEEK).lines
    assert [bool(line.stuck) for line in lines] == [True, True, False]
    assert "补齐开户材料" in lines[0].planned
    last = workspace.rhythm.assemble(Cadence.WEEK, workspace.now().date() - timedelta(days=7))
    assert "补齐开户材料" in last.lines[0].coming
    assert workspace.rhythm.reports() == ()
    assert {one.period.cadence for one in workspace.rhythm.due()} == set(Cadence)
