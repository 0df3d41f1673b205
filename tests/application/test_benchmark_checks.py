"""核对: an archived 对标计算书 derived again, and what it says when calendar, record, basis or definition differ."""

import pytest

from desktop_app.application.demo import build_demo
from desktop_app.domain.benchmark import CountingBasis
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.refusals import Refusal
from tests.desks import act, on, opened


@pytest.fixture
def issued(workspace):
    """A printed sheet counted in working days, without 补正."""
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    act(workspace, case, Verb.SUSPEND, "QQ01", "2026-11-05", kind="correction", reason="缺图")
    act(workspace, case, Verb.RESUME, "QQ01", "2026-11-09")
    workspace.benchmarks.count_by(CountingBasis(Unit.WORKING_DAYS, corrections=False), "甲")
    return case, workspace.documents.issue("benchmark-sheet", case.id, {}, "甲").paper.number


def test_a_sheet_is_confirmed_day_by_day(workspace, issued):
    case, number = issued
    found = workspace.clock_checks.check(number)
    assert found.same is True and found.unchanged and found.differences == ()
    assert found.due == found.now_due == workspace.outlooks.benchmark_sheet(case.id).target
    assert found.due_word == "目标日" and found.clock.startswith("对标“")


def test_a_changed_calendar_is_named_with_the_days_it_moved(workspace, issued):
    _case, number = issued
    workspace.calendars.override(DayOverride(on("2026-11-12"), works=False, reason="停电检修"), "甲")
    found = workspace.clock_checks.check(number)
    assert found.same is True and not found.unchanged
    (told,) = found.differences
    assert "工作日历已更新" in told and "停电检修" in told and "2026-11-12 计" in told


def test_acts_recorded_since_are_named(workspace, issued):
    case, number = issued
    act(workspace, case, Verb.REVERSE, "QQ01", "2026-11-20", reason="补正登记错了事项")
    found = workspace.clock_checks.check(number)
    assert found.same is True
    assert "冲销了" in found.differences[0] and "补正登记错了事项" in found.differences[0]


def test_another_basis_or_an_end_reached_later_is_told(workspace, issued):
    case, number = issued
    workspace.benchmarks.count_by(None, "甲")
    (told,) = workspace.clock_checks.check(number).differences
    assert "工作区现在按另一口径计" in told
    act(workspace, case, Verb.ACCEPT, "DJ02", "2026-11-20", reason="先行办理")
    act(workspace, case, Verb.FINISH, "DJ02", "2026-11-20")
    found = workspace.clock_checks.check(number)
    assert found.same is True and "登记了2026年11月20日办结" in found.differences[0]
    assert "已到终点" in found.differences[0]


def test_every_sheet_of_the_demonstration_is_confirmed(workspace):
    build_demo(workspace, workspace.outlooks.day())
    checked = 0
    for _project, case_id in workspace.overview.every_case_id():
        for sheet in workspace.outlooks.benchmark_sheets(case_id):
            number = workspace.documents.issue("benchmark-sheet", case_id, {"benchmark": sheet.name}, "甲").paper.number
            found = workspace.clock_checks.check(number)
            assert found.unchanged and found.due == sheet.target, found.differences
            checked += 1
    assert checked > 3


def test_only_sheets_can_be_checked(workspace, issued):
    case, _number = issued
    other = workspace.documents.issue("handover", case.id, {}, "甲").paper.number
    with pytest.raises(Refusal, match="只有期限计算书和对标计算书可以重算核对"):
        workspace.clock_checks.check(other)
