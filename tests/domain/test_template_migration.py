"""Moving a case to another version: what comes, goes and moves, and what forbids it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.bootstrap import bundled
from desktop_app.domain import template_draft as edit
from desktop_app.domain.calendar import WorkingCalendar
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.matter import Matter
from desktop_app.domain.progress import StepState
from desktop_app.domain.standing import standings
from desktop_app.domain.template import ApprovalTemplate, ChoiceGroup, ChoiceRule, TemplateProblem
from desktop_app.domain.template_draft import TemplateDraft
from desktop_app.domain.template_migration import CaseMigration, migrated, migration
from tests import builders
from tests.builders import event, on, template
from tests.template_edits import Edit, edited, edits

NEW = Matter("N01", "新事项", stage="立项", authority="某局")
OLD = TemplateDraft.of(template())


@cache
def calendar() -> WorkingCalendar:
    return bundled().calendar


def case(*acts: tuple[str, Verb, str]) -> Case:
    """A case with acts (step, verb, day) recorded in their order."""
    events = tuple(event("项目", verb, matter, on=on(day), case_id="件") for matter, verb, day in acts)
    return builders.case("项目", template(), id="件", events=events)


def look(of: Case, new: TemplateDraft) -> CaseMigration:
    return migration(of, new.template("2", None), calendar())


def done(matter: str, day: str) -> tuple[tuple[str, Verb, str], ...]:
    return (matter, Verb.ACCEPT, day), (matter, Verb.FINISH, day)


def test_nothing_changes_between_equal_versions() -> None:
    found = look(case(*done("A01", "2026-11-02")), OLD)
    assert found.possible
    assert (found.added, found.removed, found.limits, found.dates, found.states, found.remarks) == ((),) * 6


def test_a_new_step_makes_what_follows_it_wait() -> None:
    new = edit.add_edge(edit.add_step(OLD, NEW, after=("A01",)), "N01", "A02")
    found = look(case(*done("A01", "2026-11-02")), new)
    assert [(one.code, one.state, one.fate) for one in found.added] == [("N01", StepState.READY, "可以开办")]
    assert [(one.code, one.before, one.after) for one in found.states] == [("A02", StepState.READY, StepState.WAITING)]


def test_what_becomes_of_a_removed_step_depends_on_how_far_it_is() -> None:
    new = edit.remove_step(OLD, "A02")
    untouched, ended = look(case(), new), look(case(*done("A01", "2026-11-02"), *done("A02", "2026-11-03")), new)
    assert [one.fate for one in untouched.removed] == ["还没有开办，直接删去"]
    assert [one.fate for one in ended.removed] == ["不再列入本件；已登记的记录留在项目里"]
    running = look(case(*done("A01", "2026-11-02"), ("A02", Verb.ACCEPT, "2026-11-03")), new)
    assert not running.possible
    assert running.obstacles == ("“事项A02”正在办理，新版本里没有这个环节；请先办结或撤回，或在新版本里保留它",)


def test_limits_and_the_dates_they_move() -> None:
    new = edit.set_promised(OLD, "A01", Limit.parse("5WD"))
    found = look(case(("A01", Verb.ACCEPT, "2026-11-02")), new)
    assert [(one.code, one.clock, one.before, one.after) for one in found.limits] == [
        ("A01", "promised", "3 个工作日，自受理起", "5 个工作日，自受理起")
    ]
    assert [(one.clock, one.before, one.after, one.firm) for one in found.dates] == [
        ("promised", date(2026, 11, 5), date(2026, 11, 9), True)
    ]
    # What has ended keeps its date; nobody is to be told of it.
    assert look(case(*done("A01", "2026-11-02")), new).dates == ()


def test_a_date_that_reaches_into_an_unknown_year_says_so() -> None:
    new = edit.set_promised(OLD, "A01", Limit.parse("60WD"))
    found = look(case(("A01", Verb.ACCEPT, "2026-11-02")), new)
    assert [(one.firm, one.missing_years) for one in found.dates] == [(False, (2027,))]


def test_two_that_are_done_cannot_become_alternatives() -> None:
    new = edit.set_choice(OLD, ChoiceGroup("选", ChoiceRule.EXACTLY_ONE, ("A01", "A02")))
    for code in ("A01", "A02"):
        new = edit.set_optional(new, code, True)
    both = case(*done("A01", "2026-11-02"), *done("A02", "2026-11-03"))
    assert look(both, new).obstacles == (
        "新版本的“选”只能选一项，本件已纳入或已办“事项A01”、“事项A02”；请先冲销其中的选择，或换一个版本",
    )
    assert look(case(*done("A01", "2026-11-02")), new).possible


def test_remarks_on_cases_that_end_or_begin_again() -> None:
    acts = [act for code in builders.CODES for act in done(code, "2026-11-02")]
    longer = edit.add_edge(edit.add_step(OLD, NEW), "N01", "A03")
    assert look(case(*acts), longer).remarks == (
        "有 1 个已办结的环节，新版本里排在它前面的还没有办；已办结的不受影响",
        "本件原已全部办结，换版后还有环节要办",
    )
    shorter = edit.remove_step(OLD, "E01")
    assert look(case(*acts[:-2]), shorter).remarks == ("换版后本件的环节全部办结",)


def test_an_added_step_that_the_project_has_done_already_counts() -> None:
    of = case(*done("A01", "2026-11-02"))
    of = replace(of, events=(*of.events, event("项目", Verb.RECORD, "N01", on=on("2026-10-09"), case_id="另件")))
    found = look(of, edit.add_step(OLD, NEW))
    assert [one.fate for one in found.added] == ["本项目早已办结这一事项，记录照用"]


def _version(draft: TemplateDraft) -> ApprovalTemplate | None:
    try:
        return draft.template("2", None)
    except TemplateProblem:
        return None


@given(st.lists(edits, max_size=8), st.integers(0, 5), st.booleans())
def test_what_is_told_is_what_happens(steps: list[Edit], finished: int, running: bool) -> None:
    acts = [act for code in builders.CODES[:finished] for act in done(code, "2026-11-02")]
    if running and finished < len(builders.CODES):
        acts.append((builders.CODES[finished], Verb.ACCEPT, "2026-11-03"))
    of, new = case(*acts), _version(edited(OLD, steps))
    if new is None:
        return
    told, after = migration(of, new, calendar()), migrated(of, new)
    then = {one.step.code: one for one in standings(after, None, calendar(), until=None)}
    assert {one.code for one in told.added} == set(then) - set(of.template.codes)
    assert {one.code for one in told.removed} == set(of.template.codes) - set(then)
    assert all(then[one.code].state is one.after is not one.before for one in told.states)
    for one in told.dates:
        now = next((clock.due for clock in then[one.code].clocks if clock.name == one.clock), None)
        assert now == one.after != one.before
    # Whatever is possible can be taken back, and then nothing is lost.
    if told.possible and after.template.codes:
        assert migrated(after, of.template) == of
        assert migration(after, of.template, calendar()).to_version == "1"
