"""The reports of a workspace: due once each, typed text kept and carried on, figures frozen when issued."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from desktop_app.application.desk import Desk
from desktop_app.application.documents import About
from desktop_app.application.handovers import HandoverWish, Share
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.officer import Officer
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.rhythm import Cadence, CadenceRule, DueRule, RhythmSettings, period_of
from tests.desks import FRIDAY, Clock, act, entered, finish, on, opened
from tests.documents.reading import page_texts

PREPARED = ("QQ01", "QQ02", "QQ03", "QQ04", "QQ05", "QQ06", "DJ01", "DJ02")
WEEK = period_of(Cadence.WEEK, on(FRIDAY))


def late_case(desk: Desk, name: str = "着急项目") -> Case:
    """A case whose LX01 ran out on the 13th of November."""
    case = opened(desk, "SX-BA-CG", project_id=entered(desk, name).id, officer="甲")
    finish(desk, case, "2026-11-03", *PREPARED)
    act(desk, case, Verb.RECEIVE, "LX01", "2026-11-04")
    act(desk, case, Verb.ACCEPT, "LX01", "2026-11-04")
    return case


def counts(desk: Desk, cadence: Cadence = Cadence.WEEK, day: date | None = None) -> dict[str, int]:
    return {one.key: one.number for one in desk.rhythm.assemble(cadence, day).figures.counts}


def test_the_rhythm_begins_when_it_is_first_asked_for_and_tells_each_missed_period_once(
    workspace: Desk, clock: Clock
) -> None:
    clock.day = "2026-11-09"
    assert workspace.rhythm.remind().periods == ()
    clock.day = "2026-11-24"  # off for more than ten days
    told = workspace.rhythm.remind().periods
    assert [(one.period.cadence, one.period.first.day) for one in told] == [
        (Cadence.FORTNIGHT, 1),
        (Cadence.WEEK, 9),
        (Cadence.WEEK, 16),
    ]
    assert workspace.rhythm.remind().periods == ()
    assert workspace.rhythm.waiting() == told


def test_nobody_is_told_on_a_rest_day(workspace: Desk, clock: Clock) -> None:
    workspace.rhythm.begin(on("2026-11-09"))
    clock.day = "2026-11-21"
    assert workspace.rhythm.remind().periods == ()
    assert workspace.rhythm.waiting()
    clock.day = "2026-11-23"
    assert workspace.rhythm.remind().changes.reminders


def test_what_was_issued_or_skipped_is_not_due_until_it_is_void_or_brought_back(workspace: Desk) -> None:
    workspace.rhythm.begin(on(FRIDAY))
    issued = workspace.rhythm.issue(Cadence.WEEK, "甲")
    assert WEEK.key not in {one.period.key for one in workspace.rhythm.due()}
    workspace.papers.void(issued.paper.number, "数字有误", "甲")
    assert WEEK.key in {one.period.key for one in workspace.rhythm.due()}
    workspace.rhythm.skip(WEEK, "没有调度", "甲")
    assert WEEK.key not in {one.period.key for one in workspace.rhythm.due()}
    with pytest.raises(Refusal, match="已经登记为不出"):
        workspace.rhythm.skip(WEEK, "没有调度", "甲")
    workspace.rhythm.bring_back(WEEK, "甲")
    assert WEEK.key in {one.period.key for one in workspace.rhythm.due()}
    with pytest.raises(Refusal, match="没有登记为不出"):
        workspace.rhythm.bring_back(WEEK, "甲")


@pytest.mark.parametrize(("reason", "by", "why"), [(" ", "甲", "原因"), ("放假", "", "登记人")])
def test_a_period_is_skipped_with_a_reason_and_a_name(workspace: Desk, reason: str, by: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        workspace.rhythm.skip(WEEK, reason, by)


def test_the_figures_stand_beside_those_of_the_week_before(workspace: Desk) -> None:
    late_case(workspace)
    found = workspace.rhythm.assemble(Cadence.WEEK)
    changes = {one.key: (one.now, one.before, one.words) for one in found.changes}
    assert changes["overdue"] == (1, 1, "0")
    assert changes["finished"] == (0, 0, "0")
    assert changes["opened"] == (0, 0, "0")
    earlier = workspace.rhythm.assemble(Cadence.WEEK, on("2026-11-05"))
    assert {one.key: one.number for one in earlier.figures.counts}["finished"] == len(PREPARED)
    assert earlier.as_of == date(2026, 11, 8)


def test_a_period_that_has_not_begun_is_refused(workspace: Desk) -> None:
    with pytest.raises(Refusal, match="还没有到"):
        workspace.rhythm.assemble(Cadence.WEEK, on("2026-11-30"))


def test_a_published_number_is_what_the_next_week_is_compared_with(workspace: Desk, clock: Clock) -> None:
    case = late_case(workspace)
    number = workspace.rhythm.issue(Cadence.WEEK, "甲").paper.number
    clock.day = "2026-11-27"
    act(workspace, case, Verb.FINISH, "LX01", "2026-11-18")  # entered late: it belongs to the week that is out
    found = workspace.rhythm.assemble(Cadence.WEEK)
    assert next(one.before for one in found.changes if one.key == "overdue") == 1
    assert number in found.before


def test_what_is_typed_survives_and_becomes_the_plan_of_the_next_week(workspace: Desk, clock: Clock) -> None:
    case = late_case(workspace)
    for cell, text in (("stuck", "图纸不一致"), ("asked", "请规划部门对图"), ("coming", "周三出件")):
        workspace.rhythm.type_cell(WEEK, case.id, cell, text, "甲")
    (line,) = workspace.rhythm.assemble(Cadence.WEEK).lines
    assert (line.stuck, line.asked, line.coming) == ("图纸不一致", "请规划部门对图", "周三出件")
    workspace.rhythm.type_cell(WEEK, case.id, "stuck", None, "甲")
    (line,) = workspace.rhythm.assemble(Cadence.WEEK).lines
    assert "逾" in line.stuck
    clock.day = "2026-11-27"
    (line,) = workspace.rhythm.assemble(Cadence.WEEK).lines
    assert line.planned == "周三出件"


def test_a_plan_that_was_issued_is_carried_on_as_issued(workspace: Desk, clock: Clock) -> None:
    late_case(workspace)
    rows = [list(workspace.rhythm.assemble(Cadence.WEEK).lines[0].row)]
    rows[0][-1] = "会上改成周五出件"
    workspace.rhythm.issue(Cadence.WEEK, "甲", answers={"lines": rows})
    clock.day = "2026-11-27"
    (line,) = workspace.rhythm.assemble(Cadence.WEEK).lines
    assert line.planned == "会上改成周五出件"


def test_a_cell_takes_only_so_much(workspace: Desk) -> None:
    with pytest.raises(Refusal, match="太长：201 字"):
        workspace.rhythm.type_cell(WEEK, "x", "stuck", "长" * 201, "甲")
    with pytest.raises(Refusal, match="太长：4001 字"):
        workspace.rhythm.type_text(WEEK, "praise", "长" * 4001, "甲")
    with pytest.raises(ValueError, match="no such"):
        workspace.rhythm.type_cell(WEEK, "x", "lamp", "●", "甲")


def test_trouble_typed_for_the_week_is_on_the_warning_and_may_be_typed_anew(workspace: Desk) -> None:
    case = late_case(workspace)
    workspace.rhythm.type_cell(WEEK, case.id, "stuck", "图纸不一致", "甲")
    found = workspace.rhythm.assemble(Cadence.FORTNIGHT)
    (step,) = found.figures.red
    assert found.held[step.id][0] == "图纸不一致"
    workspace.rhythm.type_cell(found.period, step.id, "asked", "请管委会协调", "甲")
    text = "".join(page_texts(workspace.rhythm.issue(Cadence.FORTNIGHT, "甲").content))
    text = "".join(text.split())
    assert "图纸不一致" in text and "请管委会协调" in text
    again = workspace.rhythm.assemble(Cadence.FORTNIGHT)
    assert again.issued and again.held[step.id] == ("图纸不一致", "请管委会协调")


def test_praise_and_criticism_are_proposed_with_their_figure_and_stay_as_edited(workspace: Desk) -> None:
    late_case(workspace)
    found = workspace.rhythm.assemble(Cadence.MONTH)
    assert "目前逾期 1 项，最长的已超" in found.criticism
    month = found.period
    workspace.rhythm.type_text(month, "criticism", "对备案机关提出批评。\n\n 第二条 ", "甲")
    workspace.rhythm.type_text(month, "praise", "", "甲")
    again = workspace.rhythm.assemble(Cadence.MONTH)
    assert (again.criticism, again.praise) == ("对备案机关提出批评。\n第二条", "")
    text = "".join("".join(page_texts(workspace.rhythm.issue(Cadence.MONTH, "甲").content)).split())
    assert "对备案机关提出批评。" in text and "最长的已超" not in text
    assert workspace.rhythm.assemble(Cadence.MONTH).criticism == "对备案机关提出批评。\n第二条"


def test_a_late_entry_changes_what_is_known_and_not_what_was_published(workspace: Desk, clock: Clock) -> None:
    case = late_case(workspace)
    number = workspace.rhythm.issue(Cadence.WEEK, "甲").paper.number
    before = workspace.documents.again(number).content
    clock.day = "2026-11-25"
    act(workspace, case, Verb.FINISH, "LX01", "2026-11-18")
    view = workspace.rhythm.view(number)
    changed = {one.key: (one.then, one.now) for one in view.changed}
    assert changed["overdue"] == (1, 0)
    assert changed["finished"] == (0, 1)
    (overdue,) = (one for one in view.differences if one.key == "overdue")
    assert overdue.gone == ("着急项目 · 企业投资项目备案",) and overdue.added == ()
    assert any("2026-11-25 甲补录" in late and "办结" in late for late in view.late)
    assert view.figures.number("overdue") == 1
    assert workspace.rhythm.assemble(Cadence.WEEK, on(FRIDAY)).figures.number("overdue") == 1
    assert workspace.documents.again(number).content == before


def test_nothing_differs_while_nothing_was_entered_late(workspace: Desk, clock: Clock) -> None:
    case = late_case(workspace)
    number = workspace.rhythm.issue(Cadence.WEEK, "甲").paper.number
    clock.day = "2026-11-25"
    act(workspace, case, Verb.FINISH, "LX01", "2026-11-24")
    view = workspace.rhythm.view(number)
    assert view.changed == () and view.late == ()


def test_a_period_has_one_report_and_it_is_issued_again_about_its_own_period(workspace: Desk, clock: Clock) -> None:
    late_case(workspace)
    number = workspace.rhythm.issue(Cadence.WEEK, "甲").paper.number
    with pytest.raises(Refusal, match="已经出具"):
        workspace.rhythm.issue(Cadence.WEEK, "甲")
    clock.day = "2026-11-27"
    draft = workspace.papers.draft_of(number)
    again = workspace.documents.issue(draft.form, draft.about, draft.answers, "乙", replaces=number)
    assert workspace.rhythm.view(again.paper.number).report.period == WEEK
    assert {one.number: one.void for one in workspace.rhythm.reports()} == {number: True, again.paper.number: False}


def test_a_paper_issued_from_the_register_of_forms_is_frozen_too(workspace: Desk) -> None:
    late_case(workspace)
    number = workspace.documents.issue("monthly-bulletin", About(), {"month": "2026-10"}, "甲").paper.number
    report = workspace.rhythm.view(number).report
    assert report.period == period_of(Cadence.MONTH, on("2026-10-01"))
    assert json.loads(report.figures)["version"] == 1
    with pytest.raises(Refusal, match="没有编号为"):
        workspace.rhythm.view("BB-2026-A-D11-0001")


def test_the_rhythm_is_a_setting_with_a_name(workspace: Desk) -> None:
    rules = {**RhythmSettings().rules, Cadence.WEEK: CadenceRule(on=False, rule=DueRule.NEXT)}
    with pytest.raises(Refusal, match="登记人"):
        workspace.rhythm.save_settings(RhythmSettings(rules), " ")
    workspace.rhythm.save_settings(RhythmSettings(rules), "甲")
    assert workspace.rhythm.settings() == RhythmSettings(rules)
    assert Cadence.WEEK not in {one.period.cadence for one in workspace.rhythm.due()}


def test_a_handover_takes_no_past_figure_from_who_had_it(workspace: Desk, clock: Clock) -> None:
    people = {name: workspace.officers.save(Officer("", name), "丁")[0] for name in ("甲", "乙")}
    late_case(workspace)
    clock.day = "2026-12-01"

    def ranking(month: str) -> dict[str, tuple[int, int]]:
        found = workspace.rhythm.assemble(Cadence.MONTH, on(month)).figures.rankings["officer"]
        return {one.name: (one.finished, one.overdue) for one in found}

    before = ranking("2026-11-30")
    assert before == {"甲": (len(PREPARED), 1)}
    wish = HandoverWish("甲", (Share("乙"),), "调整", on("2026-12-01"))
    workspace.handovers.commit(wish, workspace.handovers.announce(wish).digests, "丁")
    assert ranking("2026-11-30") == before
    assert ranking("2026-12-01") == {"乙": (0, 1)}
    workspace.officers.save(replace(people["乙"], name="乙某"), "丁")
    assert ranking("2026-12-01") == {"乙某": (0, 1)}


def test_part_of_a_week_is_not_held_against_a_whole_one(workspace: Desk, clock: Clock) -> None:
    late_case(workspace)
    clock.day = "2026-11-18"
    found = workspace.rhythm.assemble(Cadence.WEEK)
    changes = {one.key: one.before for one in found.changes}
    assert (changes["overdue"], changes["finished"], changes["opened"]) == (1, None, None)
    assert "本周还没有过完，新开、办完、办结不与上周比" in found.before
    clock.day = FRIDAY
    assert "没有过完" not in workspace.rhythm.assemble(Cadence.WEEK).before
