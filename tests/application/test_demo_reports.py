"""The demonstration workspace has a week in preparation: typed texts, nothing issued, the rhythm begun with it."""

from __future__ import annotations

from datetime import timedelta

from desktop_app.application.demo_reports import prepare_reports
from desktop_app.application.desk import Desk
from desktop_app.domain.rhythm import Cadence
from tests.desks import Clock, opened


def test_a_demonstration_made_on_a_sunday_has_its_week_overdue(workspace: Desk, clock: Clock) -> None:
    clock.day = "2026-11-22"
    prepare_reports(workspace)
    assert [one.period.cadence for one in workspace.rhythm.due() if one.over] == [Cadence.WEEK]


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
