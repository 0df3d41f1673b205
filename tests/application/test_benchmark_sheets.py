"""对标计算书: every day of a benchmark, from the same days that gave its figure, with everything it rests on."""

import pytest

from desktop_app.application.demo import build_demo
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.measure import Reach
from desktop_app.domain.refusals import Refusal
from tests.desks import act, on, opened


@pytest.fixture
def running(workspace):
    """A case whose benchmarks of the registration run since 2026-11-03; one step stood still for two working days."""
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    act(workspace, case, Verb.SUSPEND, "QQ01", "2026-11-05", kind="correction", reason="缺图")
    act(workspace, case, Verb.RESUME, "QQ01", "2026-11-09")
    return case


def test_the_days_agree_with_the_figure(workspace, running):
    for sheet in workspace.outlooks.benchmark_sheets(running.id):
        passed = [day for day in sheet.days if day.date <= sheet.stretch.through]
        numbers = [day.n for day in passed if day.counts]
        assert numbers == list(range(1, sheet.standing.elapsed + 1))
        assert sheet.standing.reach is Reach.RUNNING
        assert sheet.days[-1].date == max(sheet.target, sheet.stretch.through)
        assert next(day.n for day in sheet.days if day.date == sheet.target) == sheet.standing.allowed


def test_a_sheet_says_what_it_rests_on(workspace, running):
    workspace.calendars.override(DayOverride(on("2026-11-13"), works=False, reason="停电检修"), "甲")
    sheet = workspace.outlooks.benchmark_sheets(running.id)[0]
    assert "2026年11月3日受理，甲 于 " in sheet.start_words and sheet.started_by.verb is Verb.ACCEPT
    assert sheet.end_words.endswith(f"尚未到，计到 {workspace.outlooks.day()}")
    assert "任何暂停都不停对标" in sheet.rule and "第 0 天" in sheet.rule
    assert next((one.year, one.known) for one in sheet.documents) == (2026, True)
    assert [one.reason for one in sheet.overrides] == ["停电检修"]
    assert sheet.mark.source and "已超" in sheet.outcome


def test_the_basis_of_the_workspace_takes_days_out_and_says_why(workspace, running):
    before = workspace.outlooks.benchmark_sheets(running.id)[0]
    workspace.benchmarks.count_by(CountingBasis(Unit.WORKING_DAYS, corrections=False), "甲")
    sheet = workspace.outlooks.benchmark_sheet(running.id, before.name)
    assert sheet.standing.taken_out == 2 and [days for _one, days in sheet.credits] == [2]
    held = {day.date.isoformat(): day.why for day in sheet.days if "补正暂停" in day.why}
    assert held == {"2026-11-05": "QQ01 补正暂停，不计", "2026-11-06": "QQ01 补正暂停，不计"}
    assert "补正的天数按口径扣除" in sheet.rule and "扣除 2 天" in sheet.tally
    assert {event.matter for event in sheet.used_events} == {"QQ01"}


def test_a_benchmark_is_named_by_a_part_and_refused_when_it_is_not_there(workspace, running):
    first = workspace.outlooks.benchmark_sheets(running.id)[0]
    assert workspace.outlooks.benchmark_sheet(running.id).name == first.name
    assert workspace.outlooks.benchmark_sheet(running.id, first.name).name == first.name
    with pytest.raises(Refusal, match="没有名为“月球”的对标，现有："):
        workspace.outlooks.benchmark_sheet(running.id, "月球")
    fresh = opened(workspace)
    assert workspace.outlooks.benchmark_sheets(fresh.id) == ()
    with pytest.raises(Refusal, match="还没有起算"):
        workspace.outlooks.benchmark_sheet(fresh.id)


@pytest.mark.parametrize(
    "basis", [None, CountingBasis(Unit.WORKING_DAYS, False, False), CountingBasis(Unit.NATURAL_DAYS)]
)
def test_over_the_demonstration_the_last_counted_day_is_the_figure(workspace, basis):
    build_demo(workspace, workspace.outlooks.day())
    if basis:
        workspace.benchmarks.count_by(basis, "甲")
    found = [
        sheet
        for _project, case_id in workspace.overview.every_case_id()
        for sheet in workspace.outlooks.benchmark_sheets(case_id)
    ]
    assert {one.standing.reach for one in found} == {Reach.RUNNING, Reach.REACHED}
    for sheet in found:
        passed = [day for day in sheet.days if day.date <= sheet.stretch.through]
        assert max((day.n or 0 for day in passed), default=0) == sheet.standing.elapsed
        assert sum(days for _one, days in sheet.credits) == sheet.standing.taken_out
        assert sheet.standing.reach is Reach.RUNNING or sheet.days[-1].date == sheet.stretch.through
