"""期限计算书: what the sheet of a clock says besides its days: the act, the rules, suspensions, documents and laws."""

from datetime import timedelta

import pytest

from desktop_app.application.clock_sheets import START_RULES, clock_sheet, used_events
from desktop_app.application.demo import build_demo
from desktop_app.domain.calendar import DayOverride
from desktop_app.domain.events import Verb
from desktop_app.domain.refusals import Refusal
from tests.desks import FRIDAY, act, on, opened


def test_a_filing_after_hours_says_from_which_day_it_counts(workspace):
    case = opened(workspace)
    act(workspace, case, Verb.RECEIVE, "QQ01", "2026-11-06", time="18:10")
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-06")
    sheet = workspace.outlooks.clock_sheet(case.id, "QQ01", "promised")
    assert sheet.clock.start == on("2026-11-09")
    assert "视为 2026-11-09 收件" in sheet.start_words and "甲 于 " in sheet.start_words
    assert sheet.rule == START_RULES["accepted"]


def test_every_suspension_is_listed_and_credited_once(workspace):
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-04")
    act(workspace, case, Verb.SUSPEND, "QQ01", "2026-11-05", kind="correction", reason="缺图")
    act(
        workspace,
        case,
        Verb.SUSPEND,
        "QQ01",
        "2026-11-06",
        kind="expert_review",
        reason="评审",
        basis="评审〔2026〕3号",
    )
    act(workspace, case, Verb.RESUME, "QQ01", "2026-11-10", kind="correction")
    act(workspace, case, Verb.RESUME, "QQ01", "2026-11-11", kind="expert_review")
    sheet = workspace.outlooks.clock_sheet(case.id, "QQ01", "promised")
    assert [(one.suspension.kind.key, one.days) for one in sheet.credits] == [("correction", 3), ("expert_review", 1)]
    assert sum(one.days for one in sheet.credits) == sheet.clock.derivation.credited
    assert any("行政许可法45（专家评审）" in law for law in sheet.laws)


def test_documents_and_local_changes_within_the_sheet_are_named(workspace, clock):
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", FRIDAY)
    workspace.calendars.override(DayOverride(on("2026-11-23"), works=False, reason="停电检修"), "甲")
    sheet = workspace.outlooks.clock_sheet(case.id, "QQ01")
    assert [(one.year, one.known, one.citation) for one in sheet.documents] == [(2026, True, "国办发明电〔2025〕7号")]
    assert [one.reason for one in sheet.overrides] == ["停电检修"]
    clock.day = "2026-12-31"
    other = opened(workspace, day="2026-12-30")
    act(workspace, other, Verb.ACCEPT, "QQ01", "2026-12-31")
    later = workspace.outlooks.clock_sheet(other.id, "QQ01")
    assert [(one.year, one.known) for one in later.documents] == [(2026, True), (2027, False)]
    assert "暂估：2027 年放假安排尚未发布" in later.due_words


def test_every_clock_of_the_demonstration_adds_up(workspace):
    build_demo(workspace, workspace.overview.day())
    seen = set()
    for _project, case_id in workspace.overview.every_case_id():
        for step in workspace.cases.get(case_id).template.steps:
            for sheet in workspace.outlooks.clock_sheets(case_id, step.code):
                seen.add(sheet.clock.name)
                derivation = sheet.clock.derivation
                assert sum(one.days for one in sheet.credits) == derivation.credited, sheet
                assert sheet.started_by in sheet.used_events, sheet
                assert sheet.laws and sheet.documents and sheet.rule and sheet.counting
                assert (
                    derivation.days[-1].date == derivation.due
                    if derivation.days
                    else derivation.due == sheet.clock.start
                )
                again = workspace.outlooks.clock_sheet(case_id, step.code, sheet.clock.name, sheet.place)
                assert again == sheet
    assert {"promised", "statutory", "tolerance"} <= seen


def test_a_decision_has_a_sheet_for_its_delivery(workspace):
    case = opened(workspace, template="SX-BA-CG")
    act(workspace, case, Verb.RECEIVE, "SG01", "2026-11-12", reason="先行办理")
    act(workspace, case, Verb.ACCEPT, "SG01", "2026-11-12", reason="先行办理")
    act(workspace, case, Verb.FINISH, "SG01", "2026-11-16")
    sheet = workspace.outlooks.clock_sheet(case.id, "SG01", "delivery")
    assert (sheet.clock.derivation.due, sheet.name) == (on("2026-11-30"), "送达")
    assert sheet.started_by is not None and sheet.started_by.verb is Verb.FINISH
    assert any("行政许可法44" in law for law in sheet.laws)


def test_a_clock_that_starts_with_another_matter_uses_its_record_too(workspace):
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-04")
    act(workspace, case, Verb.FINISH, "QQ01", "2026-11-05")
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-06")
    case = workspace.cases.get(case.id)
    assert [one.matter for one in used_events(case, "QQ02", "done:QQ01")] == ["QQ01", "QQ01", "QQ02"]
    assert [one.matter for one in used_events(case, "QQ02", "accepted")] == ["QQ02"]


def test_what_does_not_run_is_refused(workspace):
    case = opened(workspace)
    today = on(FRIDAY) + timedelta(days=1)
    assert workspace.outlooks.clock_sheets(case.id, "QQ01") == ()
    with pytest.raises(Refusal, match="尚未起算"):
        clock_sheet(workspace.cases.get(case.id), "QQ01", today, workspace.calendar)
    with pytest.raises(Refusal, match="没有事项 XX99"):
        clock_sheet(workspace.cases.get(case.id), "XX99", today, workspace.calendar)
