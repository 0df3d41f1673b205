"""今日, 台账, 逾期 and the panels: what the lists say is what the steps say, on any day asked about."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.overview import OverdueRow, TodayRow
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import Lamp, StepState
from desktop_app.domain.standing import standings
from tests.desks import Clock, act, entered, finish, on, opened
from tests.walks import walk


def overdue_by_folding(desk: Desk, day: date) -> list[tuple[str, str, date | None]]:
    """The second opinion: every case folded up to the day, every step whose lamp was ▲ then."""
    return [
        (case_id, one.step.code, one.primary.due if one.primary else None)
        for _, case_id in desk.overview.every_case_id()
        for one in standings(desk.cases.get(case_id), day, desk.calendar, until=day)
        if one.lamp is Lamp.OVERDUE
    ]


def listed(rows: tuple[OverdueRow, ...]) -> list[tuple[str, str, date | None]]:
    return [(row.step.case_id, row.step.matter, row.step.due_on) for row in rows]


@pytest.mark.parametrize("seed", [11, 12])
def test_overdue_is_what_folding_says_on_every_day_of_a_window(tmp_path: Path, seed: int) -> None:
    one = walk(tmp_path / "工作区", seed)
    assert any(one.steps(120))
    last = one.desk.overview.readers.last_event_on()
    assert last is not None
    late = 0
    for number in range(-40, 41):
        day = last + timedelta(days=number)
        found = one.desk.overview.overdue(day)
        assert sorted(listed(found)) == sorted(overdue_by_folding(one.desk, day)), f"as of {day}"
        dues = [row.step.due_on for row in found if row.step.due_on]
        assert dues == sorted(dues)
        assert [row.days_over for row in found] == [one.desk.calendar.count_working(due, day) for due in dues]
        late += len(found)
    assert late > 0
    one.desk.close()


def test_events_after_the_day_asked_about_are_ignored(workspace: Desk) -> None:
    case = opened(workspace)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-02")  # one working day: due on the 3rd
    assert listed(workspace.overview.overdue(on("2026-11-03"))) == []
    (row,) = workspace.overview.overdue(on("2026-11-10"))
    assert (row.step.matter, row.step.due_on, row.days_over) == ("QQ01", on("2026-11-03"), 5)
    assert (row.entry.project, row.entry.template[:4]) == (workspace.projects.get(case.project_id).name, "招商落地")
    act(workspace, case, Verb.FINISH, "QQ01", "2026-11-12")
    assert listed(workspace.overview.overdue(on("2026-11-12"))) == []
    assert [one.days_over for one in workspace.overview.overdue(on("2026-11-11"))] == [6]
    assert listed(workspace.overview.overdue(on("2026-11-01"))) == []


def test_a_month_in_the_future_is_ignored_too(workspace: Desk) -> None:
    """补录 may name a month only; such an act has not happened before that month."""
    case = opened(workspace, day="2026-08-03")
    finish(workspace, case, "2026-08-03", "QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "DJ01", "DJ02")
    # 税务信息确认 runs thirty days from the licence on, whether anybody began it or not.
    before = listed(workspace.overview.overdue(on("2026-11-20")))
    assert [(matter, due) for _, matter, due in before] == [("DJ04", on("2026-09-02")), ("DJ05", on("2026-09-02"))]
    act(workspace, case, Verb.RECORD, "DJ04", "", month="2026-12")
    assert listed(workspace.overview.overdue(on("2026-11-30"))) == before
    assert [matter for _, matter, _ in listed(workspace.overview.overdue(on("2026-12-01")))] == ["DJ05"]


def test_a_step_suspended_in_time_is_not_overdue_and_one_suspended_late_is(workspace: Desk, clock: Clock) -> None:
    for number, suspended in enumerate(("2026-11-03", "2026-11-05")):
        case = opened(workspace, project_id=entered(workspace, f"项目{'甲乙'[number]}").id)
        act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-02")
        act(workspace, case, Verb.SUSPEND, "QQ01", suspended, reason="缺件", kind="补正")
    assert [row.entry.project for row in workspace.overview.overdue(clock().date())] == ["项目乙"]
    board = workspace.overview.today()
    assert [row.entry.project for row in board.overdue] == ["项目乙"]
    assert [row.entry.project for row in board.suspended] == ["项目甲"]


def test_today_sorts_steps_into_groups(workspace: Desk, clock: Clock) -> None:
    def started(name: str, day: str) -> None:
        case = opened(workspace, project_id=entered(workspace, name).id)
        finish(workspace, case, "2026-11-02", "QQ01")
        act(workspace, case, Verb.ACCEPT, "QQ02", day)  # five working days

    days = {"逾": "2026-11-12", "今": "2026-11-13", "三日": "2026-11-18", "远": "2026-11-19"}
    for name, day in days.items():
        started(name, day)
    ready = opened(workspace, project_id=entered(workspace, "可办").id)
    undecided = opened(workspace, project_id=entered(workspace, "待定").id)
    order = [code for code in undecided.template.order if code not in ("DJ06", "LX01", "YJ01")]
    finish(workspace, undecided, "2026-11-05", *order)

    def names(rows: tuple[TodayRow, ...]) -> list[str]:
        return [row.entry.project for row in rows]

    board = workspace.overview.today()
    assert board.today == clock().date()
    assert (names(board.overdue), names(board.due_today), names(board.soon)) == (["逾"], ["今"], ["三日"])
    assert names(board.ready) == ["可办"] and ready.template.key == "SX-ZS"
    assert [(row.entry.project, row.step.matter) for row in board.undecided] == [("待定", "DJ06"), ("待定", "LX01")]
    assert board.running == 4
    assert [(row.lamp, row.left) for row in (*board.overdue, *board.due_today, *board.soon)] == [
        (Lamp.OVERDUE, -1),
        (Lamp.WARNING, 0),
        (Lamp.NORMAL, 3),
    ]
    clock.day = "2026-11-21"  # a Saturday
    assert names(workspace.overview.today().soon) == ["三日"]


def test_today_of_one_officer(workspace: Desk) -> None:
    mine = opened(workspace, officer="乙")
    opened(workspace, officer="甲")
    assert [row.step.case_id for row in workspace.overview.today("乙").ready] == [mine.id]
    act(workspace, mine, Verb.ASSIGN, "QQ01", officer="丙")
    assert workspace.overview.today("乙").ready == ()
    assert [row.step.officer for row in workspace.overview.today("丙").ready] == ["丙"]
    assert len(workspace.overview.today().ready) == 2


@pytest.mark.parametrize("templates", [("SX-ZS", "SX-ZS-JS"), ("SX-ZS-JS", "SX-ZS")])
def test_of_two_promises_for_a_shared_matter_the_earlier_date_counts(
    workspace: Desk, clock: Clock, templates: tuple[str, str]
) -> None:
    """选址踏勘 is promised in five working days by one template and in two by the other."""
    project = entered(workspace)
    first, _ = (opened(workspace, template, project_id=project.id) for template in templates)
    finish(workspace, first, "2026-11-02", "QQ01")
    act(workspace, first, Verb.ACCEPT, "QQ02", "2026-11-03")
    clock.day = "2026-11-06"  # due on the 5th and on the 10th
    (row,) = workspace.overview.project_rows([project.id])
    assert (row.lamp, row.lamp_count, row.next_due_on) == (Lamp.OVERDUE, 1, on("2026-11-05"))
    board = workspace.overview.today()
    assert [entry.step.due_on for entry in board.overdue] == [on("2026-11-05")]
    assert board.soon == () and board.running == 1, "listed once"
    query = workspace.overview.query(chip="overdue")
    assert workspace.overview.project_ids(query) == [project.id]


@pytest.mark.parametrize("templates", [("SX-ZS", "SX-BZD"), ("SX-BZD", "SX-ZS")])
def test_a_shared_matter_left_out_in_one_case_is_still_to_do_in_the_other(
    workspace: Desk, templates: tuple[str, str]
) -> None:
    project = entered(workspace)
    cases = {template: opened(workspace, template, project_id=project.id) for template in templates}
    before = [row for row in workspace.overview.project_rows([project.id])]
    act(workspace, cases["SX-ZS"], Verb.SKIP, "LX01", reason="本件不办")
    after = workspace.overview.project_rows([project.id])
    assert [row.total for row in after] == [row.total for row in before], "the other case still counts it"


@pytest.mark.parametrize(
    "day", ["2026-11-18", "2026-11-20", "2026-11-21", "2026-09-25", "2026-10-01", "2026-02-13", "2026-12-30"]
)
def test_the_last_amber_date_agrees_with_the_lamp(workspace: Desk, clock: Clock, day: str) -> None:
    clock.day = day
    today, until = on(day), workspace.overview.warn_until()
    for number in range(30):
        due = today + timedelta(days=number)
        assert (due <= until) == (workspace.calendar.count_working(today, due) <= 2), due


def test_the_page_of_a_project_has_everything_newest_first(workspace: Desk) -> None:
    case = opened(workspace)
    finish(workspace, case, "2026-11-03", "QQ01")
    act(workspace, case, Verb.ACCEPT, "QQ02", "2026-11-18")
    page = workspace.overview.project_page(case.project_id)
    assert [event.verb for event in page.history] == [Verb.ACCEPT, Verb.FINISH, Verb.ACCEPT, Verb.OPEN, Verb.EDIT]
    assert (page.cases[0].done, page.cases[0].total, page.cases[0].ended) == (1, 13, False)
    assert dict(page.lamps) == {Lamp.NORMAL: 1}
    assert page.papers == ()


def test_a_step_panel_offers_what_the_rules_allow(workspace: Desk) -> None:
    case = opened(workspace)
    panel = workspace.overview.step_panel(case.id, "QQ01")
    assert {Verb.ACCEPT, Verb.RECEIVE, Verb.RECORD, Verb.ASSIGN} <= set(panel.possible)
    assert not {Verb.FINISH, Verb.RESUME, Verb.REVERSE, Verb.INCLUDE} & set(panel.possible)
    assert panel.waiting == ("项目考察与选址踏勘",)
    act(workspace, case, Verb.ACCEPT, "QQ01", "2026-11-18")
    act(workspace, case, Verb.SUSPEND, "QQ01", "2026-11-19", reason="缺件", kind="补正")
    panel = workspace.overview.step_panel(case.id, "QQ01")
    assert {Verb.RESUME, Verb.REVERSE, Verb.RETURN} <= set(panel.possible)
    assert Verb.FINISH not in panel.possible and Verb.ACCEPT not in panel.possible
    assert panel.standing.state is StepState.SUSPENDED
    act(workspace, case, Verb.REVERSE, "QQ01", reason="录错")
    panel = workspace.overview.step_panel(case.id, "QQ01")
    assert panel.reversed_ids == {panel.history[1].id}
    assert panel.history[0].verb is Verb.REVERSE


def test_totals_follow_the_selection(workspace: Desk) -> None:
    for name, yuan, batch in (("甲", 100, "签约"), ("乙", 200, "开工"), ("丙", None, "签约")):
        entered(workspace, name, investment_yuan=yuan, batch=batch)
    totals = workspace.overview.totals(workspace.overview.query(chip="signed"))
    assert (totals.projects, totals.investment_yuan) == (2, 100)
    assert (totals.chips["all"], totals.chips["signed"], totals.chips["started"]) == (3, 2, 1)
    ids = workspace.overview.project_ids(workspace.overview.query(sort="investment", descending=True))
    assert [row.name for row in workspace.overview.project_rows(ids)] == ["乙", "甲", "丙"], "unknown sums last"
    assert workspace.overview.totals(workspace.overview.query(), ids[:2]).investment_yuan == 300
