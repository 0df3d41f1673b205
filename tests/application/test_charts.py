"""What the chart shows of a case: runs, suspensions, what is to come, the plan, and the critical path."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.application.charts import Bar, ChartRow
from desktop_app.application.desk import Desk
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import Lamp
from desktop_app.domain.refusals import Refusal
from tests.desks import Clock, act, on, opened


def row(desk: Desk, case: Case, code: str) -> ChartRow:
    return next(one for one in desk.charts.of_case(case.id).rows if one.code == code)


def test_every_kept_step_is_under_its_stage_with_the_dates_of_the_outlook(workspace: Desk) -> None:
    case = opened(workspace)
    chart, seen = workspace.charts.of_case(case.id), workspace.outlooks.outlook(case.id)
    assert [group.title for group in chart.groups] == list(
        dict.fromkeys(step.matter.stage for step in case.template.steps)
    )
    expected = {step.code: (step.start, step.finish) for step in seen.steps}
    assert {one.code: (one.expected.first, one.expected.last) for one in chart.rows if one.expected} == expected
    assert {one.code for one in chart.rows if one.critical} == set(seen.critical)
    assert {one.code: one.before for one in chart.rows if one.expected} == {
        step.code: step.before for step in seen.steps
    }
    assert chart.finish == seen.finish
    assert chart.whole == case.id


def test_a_run_ends_where_it_was_finished_and_then_nothing_is_to_come(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-04")
    running = row(workspace, case, "QQ01")
    assert running.actual == (Bar(on("2026-11-04"), on("2026-11-20"), "", open=True),)
    assert running.expected is not None and running.expected.first == on("2026-11-20")
    act(workspace, case, Verb.FINISH, "QQ01", "2026-11-18")
    done = row(workspace, case, "QQ01")
    assert [(bar.first, bar.last, bar.open) for bar in done.actual] == [(on("2026-11-04"), on("2026-11-18"), False)]
    assert done.expected is None and not done.critical
    assert done.lamp in (Lamp.DONE, Lamp.DONE_LATE)


def test_a_suspension_lasts_until_the_day_before_it_was_resumed(workspace: Desk, clock: Clock) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-04")
    act(workspace, case, Verb.SUSPEND, "QQ01", "2026-11-05", kind="correction", reason="缺章")
    held = row(workspace, case, "QQ01")
    assert held.suspended == (Bar(on("2026-11-05"), on("2026-11-20"), "补正", open=True),)
    assert held.lamp is Lamp.SUSPENDED and held.due is None
    assert "暂停（补正）2026-11-05 至今" in held.sentence
    act(workspace, case, Verb.RESUME, "QQ01", "2026-11-16")
    assert row(workspace, case, "QQ01").suspended == (Bar(on("2026-11-05"), on("2026-11-15"), "补正"),)


def test_a_refused_run_stays_in_sight_beside_the_next_one(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-03")
    act(workspace, case, Verb.RETURN, "QQ01", "2026-11-05", reason="材料不实")
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-09")
    runs = row(workspace, case, "QQ01").actual
    assert [(bar.last, bar.words, bar.open) for bar in runs] == [
        (on("2026-11-05"), "退件", False),
        (on("2026-11-20"), "", True),
    ]


def test_the_plan_in_force_is_beside_what_happens(workspace: Desk) -> None:
    case = opened(workspace)
    assert row(workspace, case, "QQ01").planned is None
    plan, _ = workspace.plans.freeze(case.id, date(2027, 12, 1), "甲")
    planned = {step.code: (step.start, step.finish) for step in plan.steps}
    rows = workspace.charts.of_case(case.id).rows
    assert {one.code: (one.planned.first, one.planned.last) for one in rows if one.planned} == planned
    assert "计划" in row(workspace, case, "QQ01").sentence


def test_all_running_cases_are_one_group_each_and_ended_ones_are_left_out(workspace: Desk) -> None:
    assert workspace.charts.of_all().groups == ()
    assert workspace.charts.choices() == ()
    first, second = opened(workspace), opened(workspace, officer="乙")
    assert [group.case_id for group in workspace.charts.of_all().groups] == [first.id, second.id]
    assert [group.case_id for group in workspace.charts.of_all("乙").groups] == [second.id]
    for code in first.template.order:
        act(workspace, first, Verb.RECORD, code, "2026-11-16")
    assert [group.case_id for group in workspace.charts.of_all().groups] == [second.id]
    choices = workspace.charts.choices()
    assert [(one.case_id, one.ended) for one in choices] == [(second.id, False), (first.id, True)]
    assert choices[0].words.endswith(second.template.name)


def test_the_span_of_a_chart_holds_every_day_and_today(workspace: Desk, clock: Clock) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-04")
    chart = workspace.charts.of_case(case.id)
    first, last = chart.span
    assert first == on("2026-11-04") and last == max(day for one in chart.rows for day in one.days)
    clock.day = "2026-11-30"
    assert row(workspace, case, "QQ01").lamp is Lamp.OVERDUE


def test_a_year_without_notice_makes_a_row_tentative(workspace: Desk, clock: Clock) -> None:
    case = opened(workspace, "SX-BZD")
    clock.day = "2026-12-28"
    chart = workspace.charts.of_case(case.id)
    assert not chart.firm
    assert any("（暂估）" in one.sentence for one in chart.rows if not one.firm)


def test_an_unknown_case_is_refused(workspace: Desk) -> None:
    with pytest.raises(Refusal):
        workspace.charts.of_case("没有这个")
