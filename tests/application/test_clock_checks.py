"""核对: an archived 期限计算书 derived again, and what it says when calendar, record, policy or archive differ."""

import json
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text, update

from desktop_app.application.calendars import CalendarService
from desktop_app.application.clock_checks import ClockCheckService
from desktop_app.application.demo import build_demo
from desktop_app.application.documents import About
from desktop_app.application.forms.clock_sheet import choice_words
from desktop_app.bootstrap import DATABASE_FILE
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Unit
from desktop_app.domain.refusals import Refusal
from desktop_app.storage.database import file_url, open_database
from desktop_app.storage.tables import paper
from tests.desks import act, on, opened


@pytest.fixture
def issued(workspace):
    """The sheet of a promise that was held for two days, as it was issued."""
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ03", "2026-11-17", reason="先行办理")
    act(workspace, case, Verb.SUSPEND, "QQ03", "2026-11-18", kind="correction", reason="缺图")
    act(workspace, case, Verb.RESUME, "QQ03", "2026-11-20")
    return case, workspace.documents.issue("clock-sheet", About(case.id, "QQ03"), {}, "甲").paper.number


def test_a_sheet_is_confirmed_day_by_day(workspace, issued):
    case, number = issued
    found = workspace.clock_checks.check(f" {number} ")
    assert found.same is True and found.unchanged and found.differences == ()
    assert found.due == found.now_due == workspace.outlooks.clock_sheet(case.id, "QQ03").clock.due
    assert "逐日重算一致，今天重算也是同一天" in found.verdict


def test_a_changed_calendar_is_named_with_the_days_it_moved(workspace, issued):
    _case, number = issued
    due = workspace.clock_checks.check(number).due
    workspace.calendars.override(DayOverride(due, works=False, reason="停电检修"), "甲")
    found = workspace.clock_checks.check(number)
    assert found.same is True and not found.unchanged
    (told,) = found.differences
    assert "工作日历已更新" in told and f"{due} 计" in told and "停电检修" in told
    assert f"到期 {due} → {found.now_due}" in told
    workspace.calendars.remove_override(due, "甲")
    assert workspace.clock_checks.check(number).unchanged


def test_a_sheet_made_under_a_local_change_is_confirmed_after_that_change_is_gone(workspace):
    workspace.calendars.override(DayOverride(on("2026-11-23"), works=False, reason="停电检修"), "甲")
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ03", "2026-11-20", reason="先行办理")
    number = workspace.documents.issue("clock-sheet", About(case.id, "QQ03"), {}, "甲").paper.number
    workspace.calendars.remove_override(on("2026-11-23"), "甲")
    found = workspace.clock_checks.check(number)
    assert found.same is True
    assert "停电检修" in found.differences[0]


def test_an_act_reversed_later_is_named_with_who_and_why(workspace, issued):
    case, number = issued
    act(workspace, case, Verb.REVERSE, "QQ03", "2026-11-20", reason="补正材料登记错了事项")
    found = workspace.clock_checks.check(number)
    assert found.same is True and found.now_due is None
    (told,) = found.differences
    assert "甲 于 2026-11-20 10:00冲销了2026年11月20日恢复（补正材料登记错了事项）" in told
    assert "恢复后重算" in told


def test_a_clock_that_no_longer_runs_is_said_to(workspace):
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-17")
    number = workspace.documents.issue("clock-sheet", About(case.id, "QQ01"), {}, "甲").paper.number
    act(workspace, case, Verb.REVERSE, "QQ01", "2026-11-20", reason="登记错了")
    (told,) = workspace.clock_checks.check(number).differences
    assert "冲销了2026年11月17日受理" in told and "今天没有承诺时限在计算" in told


def test_another_policy_for_plain_days_is_named(workspace):
    case = opened(workspace, template="SX-BA-CG")
    act(workspace, case, Verb.RECEIVE, "SG01", "2026-11-12", reason="先行办理")
    about = About(case.id, "SG01")
    number = workspace.documents.issue("clock-sheet", about, {"clock": "法定"}, "甲").paper.number
    workspace.calendars.set_day_policy(Unit.NATURAL_DAYS, "甲", "纪要")
    found = workspace.clock_checks.check(number)
    assert found.same is True
    assert "只写“日”的时限当时按工作日计，现在按自然日计" in found.differences[0]
    again = workspace.documents.issue("clock-sheet", about, {"clock": "法定"}, "甲").paper.number
    assert workspace.clock_checks.check(again).unchanged
    workspace.calendars.set_day_policy(Unit.WORKING_DAYS, "甲", "纪要")
    assert workspace.clock_checks.check(number).unchanged
    assert workspace.clock_checks.check(again).same is True


def test_an_archive_that_was_altered_is_not_confirmed(workspace, issued):
    _case, number = issued
    with workspace.projects.open_work(writes=False) as work:
        kept = json.loads(work.register.data(number))
    kept["days"][1]["counts"] = "计"
    database = open_database(file_url(workspace.folder / DATABASE_FILE))
    with database.writing() as connection:
        # Whoever alters an archive goes past the guard that forbids it.
        guards = text("select name from sqlite_master where type = 'trigger' and tbl_name = 'paper'")
        for guard in connection.execute(guards).scalars().all():
            connection.execute(text(f"drop trigger {guard}"))
        connection.execute(update(paper).where(paper.c.number == number).values(data=json.dumps(kept).encode()))
        connection.commit()
    database.close()
    found = workspace.clock_checks.check(number)
    assert found.same is False and "与存档不一致" in found.verdict
    assert kept["days"][1]["date"] in found.differences[0]


def test_only_clock_sheets_can_be_checked(workspace, issued):
    case, _number = issued
    other = workspace.documents.issue("service-sheet", case.id, {}, "甲").paper.number
    with pytest.raises(Refusal, match="只有期限计算书"):
        workspace.clock_checks.check(other)
    with pytest.raises(Refusal, match="没有编号"):
        workspace.clock_checks.check("BB-2026-A-D26-9999")


def test_every_clock_of_the_demonstration_is_stored_as_it_is_derived_again(workspace, monkeypatch):
    build_demo(workspace, workspace.overview.day())
    numbers = []
    # What is archived beside the bytes is under test here, not the drawing of a hundred papers.
    monkeypatch.setattr(type(workspace.documents.printer), "render", _blank_page(workspace))
    for _project, case_id in workspace.overview.every_case_id():
        for step in workspace.cases.get(case_id).template.steps:
            for sheet in workspace.outlooks.clock_sheets(case_id, step.code):
                about, answers = About(case_id, step.code), {"clock": choice_words(sheet)}
                number = workspace.documents.issue("clock-sheet", about, answers, "甲").paper.number
                numbers.append((number, sheet.clock.due))
    assert len(numbers) > 100
    for number, due in numbers:
        found = workspace.clock_checks.check(number)
        assert found.same is True and found.unchanged, (number, found.differences)
        assert found.now_due == due


def _blank_page(desk):
    page = desk.documents.blank("consultation")
    return lambda *_args, **_more: page


def test_a_calendar_that_cannot_be_put_together_again_is_said_to_be_gone(workspace, issued):
    _case, number = issued
    due = workspace.clock_checks.check(number).due
    kept = workspace.calendars
    # A later program carries a corrected notice in which the last day is off.
    corrected = tuple(
        replace(one, off=one.off | {due}, document="更正后的安排") if one.year == due.year else one
        for one in kept.notices
    )
    later = CalendarService(kept.open_work, corrected, kept.statutory, kept.ids, kept.now, kept.read_notice_file)
    found = ClockCheckService(kept.open_work, later, kept.now).check(number)
    assert found.same is None and not found.unchanged
    assert "已无法还原" in found.verdict
    assert f"{due} 计" in found.differences[0] and found.now_due > due


def test_a_template_that_promises_something_else_by_now_is_named(workspace, issued):
    case, number = issued
    step = workspace.cases.get(case.id).template.step("QQ03")
    assert step.promised_limit is not None
    longer = replace(step, promised=replace(step.promised_limit, amount=step.promised_limit.amount + 2))
    moved = replace(case.template, steps=tuple(longer if one.code == "QQ03" else one for one in case.template.steps))
    service = workspace.clock_checks

    class Moved:
        """The unit of work of a desk whose case has been moved to that template."""

        def __init__(self, work):
            self.register, self.papers, self._work = work.register, work.papers, work
            self.cases = self

        def get(self, case_id):
            return replace(self._work.cases.get(case_id), template=moved)

    @contextmanager
    def opened_work(*, writes=True):
        with service.open_work(writes=writes) as work:
            yield Moved(work)

    found = ClockCheckService(opened_work, service.calendars, service.now).check(number)
    assert found.same is True
    assert "流程模板的时限由" in found.differences[0] and found.now_due > found.due
