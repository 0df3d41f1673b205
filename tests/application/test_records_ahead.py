"""Records of days to come: today's numbers are the same everywhere, and wherever they stand the record is named."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.records_ahead import RecordAhead, ahead_words
from desktop_app.domain.case import Case
from desktop_app.domain.events import Event, Verb
from desktop_app.domain.progress import Lamp
from desktop_app.domain.rhythm import Cadence
from tests.command_line import CHINA
from tests.desks import Clock, act, entered, finish, on, opened, stored_events

TODAY = "2026-11-20"


def late_step(desk: Desk, name: str = "示例项目") -> Case:
    """A case whose second step ran out on 2026-11-09 and is still open."""
    case = opened(desk, project_id=entered(desk, name).id)
    finish(desk, case, "2026-11-02", "QQ01")
    act(desk, case, Verb.ACCEPT, "QQ02", "2026-11-02")
    return case


def finish_ahead(desk: Desk, case: Case, day: str = "2026-12-24", matter: str = "QQ02") -> str:
    act(desk, case, Verb.FINISH, matter, day, note="预计")
    return stored_events(desk, case.project_id)[-1].id


def numbers(desk: Desk) -> dict[str, tuple[int, int]]:
    """在办 and 逾期 of today as each part of the program says them."""
    board = desk.overview.today()
    found = {"today": (board.running, len(board.overdue))}
    for cadence in Cadence:
        figures = desk.rhythm.assemble(cadence, on(TODAY)).figures
        found[cadence.value] = (figures.number("steps"), figures.number("overdue"))
    rows = desk.officers.steps("甲")
    found["officer"] = (board.running, sum(row.lamp is Lamp.OVERDUE for row in rows))
    found["overdue"] = (board.running, len(desk.overview.overdue(on(TODAY))))
    return found


def test_a_finish_of_a_day_to_come_changes_no_number_of_today(workspace: Desk) -> None:
    late_step(workspace, "别的项目")
    case = late_step(workspace)
    before = numbers(workspace)
    assert set(before.values()) == {(2, 2)}
    finish_ahead(workspace, case)
    assert numbers(workspace) == before
    assert [one.step.matter for one in workspace.overview.today().ready] == []


def test_it_counts_from_its_day_on(workspace: Desk, clock: Clock) -> None:
    case = late_step(workspace)
    finish_ahead(workspace, case, "2026-11-24")
    assert len(workspace.overview.today().ahead) == 1
    clock.day = "2026-11-24"
    board = workspace.overview.today()
    assert (board.running, board.overdue, board.ahead) == (0, (), ())
    assert [row.step.matter for row in board.ready] == ["QQ03"]


def test_one_of_which_only_the_month_is_known_waits_for_its_month(workspace: Desk, clock: Clock) -> None:
    case = opened(workspace, project_id=entered(workspace, "补录项目").id)
    act(workspace, case, Verb.RECORD, "QQ01", "", month="2026-12")
    (one,) = workspace.overview.today().ahead
    assert one.words == f"2026年12月补录已办（补录项目·{case.template.step('QQ01').title}）"
    assert [row.step.matter for row in workspace.overview.today().ready] == ["QQ01"]
    clock.day = "2026-12-01"
    assert workspace.overview.today().ahead == ()


def test_what_was_reversed_is_not_named_any_more(workspace: Desk) -> None:
    case = late_step(workspace)
    wrong = finish_ahead(workspace, case)
    act(workspace, case, Verb.REVERSE, "QQ02", TODAY, reason="日期写错", event=wrong)
    board = workspace.overview.today()
    assert (board.ahead, board.running, len(board.overdue)) == ((), 1, 1)
    assert workspace.rhythm.assemble(Cadence.WEEK, on(TODAY)).ahead == ""


def test_a_shared_matter_is_folded_in_every_case_of_the_project(workspace: Desk) -> None:
    project = entered(workspace, "两件的项目")
    first = opened(workspace, project_id=project.id)
    second = opened(workspace, "SX-ZS-JS", project_id=project.id, officer="乙")
    finish(workspace, first, "2026-11-02", "QQ01")
    act(workspace, first, Verb.ACCEPT, "QQ02", "2026-11-02")
    finish_ahead(workspace, first)
    assert [row.entry.step.case_id for row in workspace.overview.today("乙").overdue] == [second.id]
    assert [row.entry.step.case_id for row in workspace.overview.today("甲").overdue] == [first.id]
    assert len(workspace.overview.today("甲").ahead) == 1


def test_a_case_opened_on_a_day_to_come_is_not_before_anybody_today(workspace: Desk) -> None:
    case = opened(workspace, day="2026-12-01")
    board = workspace.overview.today()
    assert [one.event.verb for one in board.ahead] == [Verb.OPEN]
    assert (board.ready, case.template.key) == ((), "SX-ZS")


def test_steps_that_pause_are_in_hand(workspace: Desk) -> None:
    case = late_step(workspace)
    act(workspace, case, Verb.SUSPEND, "QQ02", "2026-11-05", reason="缺件", kind="补正")
    board = workspace.overview.today()
    assert (board.running, len(board.suspended)) == (1, 1)
    assert workspace.rhythm.assemble(Cadence.WEEK, on(TODAY)).figures.number("steps") == 1


@pytest.mark.parametrize(("cadence", "form"), [(Cadence.WEEK, "weekly-dispatch"), (Cadence.MONTH, "monthly-bulletin")])
def test_a_report_says_what_it_leaves_out(workspace: Desk, cadence: Cadence, form: str) -> None:
    case = late_step(workspace)
    given = workspace.rhythm.answers(cadence, on(TODAY))
    assert not any("今天之后" in one for one in workspace.documents.preview(form, About(), given).remarks)
    finish_ahead(workspace, case)
    said = workspace.rhythm.assemble(cadence, on(TODAY)).ahead
    assert "有 1 条办理记录的日期在今天之后" in said and "示例项目·" in said and "2026年12月24日办结" in said
    assert any(said in one for one in workspace.documents.preview(form, About(), given).remarks)
    over = {Cadence.WEEK: "2026-11-09", Cadence.MONTH: "2026-10-20"}
    assert workspace.rhythm.assemble(cadence, on(over[cadence])).ahead == ""


def test_of_many_records_the_first_are_named() -> None:
    at = datetime(2026, 11, 20, 10, tzinfo=CHINA)
    found = [
        RecordAhead(Event(str(n), "p", "c", "QQ01", Verb.FINISH, date(2026, 12, n), at, "甲"), "示例项目", "一")
        for n in (1, 2, 3)
    ]
    said = ahead_words(found)
    assert "有 3 条" in said and "2026年12月2日" in said and "12月3日" not in said and "另有 1 条" in said
    assert ahead_words([]) == ""
