"""The outlook of a running case against a second one that counts days one by one on another calendar package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.case import Case, Situation
from desktop_app.domain.events import Act, Verb
from desktop_app.domain.imagination import IMAGINABLE, imagined
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.outlook import FILES_AGAIN, RESUMES, Outlook, as_known, outlook, what_if
from desktop_app.domain.progress import RUNNING_STATES, StepState
from desktop_app.domain.refusals import Refusal, WrongUsage
from desktop_app.domain.schedule import schedule
from desktop_app.domain.template import ApprovalTemplate, ParallelGroup, StepTemplate
from tests.domain.histories import (
    CALENDAR,
    CHINA,
    histories,
    last_day,
    next_working_day,
    nth_working_day,
    templates,
)

GONE = {StepState.REFUSED, StepState.WITHDRAWN}
NEW_DAYS = st.dates(date(2018, 1, 2), date(2025, 6, 1)).map(next_working_day)


def network_of(case: Case, situation: Situation) -> nx.DiGraph:
    """The kept steps, each left-out step bridged from all before it to all behind it and then removed."""
    network = nx.DiGraph()
    network.add_nodes_from(case.template.codes)
    network.add_edges_from((before, step.code) for step in case.template.steps for before in step.after)
    for code in situation.left_out | situation.undecided:
        network.add_edges_from([(a, b) for a in network.predecessors(code) for b in network.successors(code)])
        network.remove_node(code)
    return network


def refiled(network: nx.DiGraph, situation: Situation) -> set[str]:
    """Refused or withdrawn steps with a step behind them that waits, through others like them if need be."""

    def waits(code: str) -> bool:
        return any(
            situation.state[after] is StepState.WAITING or (situation.state[after] in GONE and waits(after))
            for after in network.successors(code)
        )

    return {code for code in network if situation.state[code] in GONE and waits(code)}


def running_finish(case: Case, situation: Situation, code: str, today: date) -> date:
    """Its promise with every suspension, an open one through the day before the next working day; not in the past."""
    attempt = situation.progress[code].attempt
    assert attempt is not None
    floor = next_working_day(today)
    if attempt.open_suspensions:
        floor = nth_working_day(today, 1)
    limit = case.template.step(code).promised_limit
    paused = frozenset(
        one.first + timedelta(days=n)
        for one in attempt.suspensions
        for n in range(((one.resumed or floor) - one.first).days)
    )
    if attempt.accepted is None:
        return max(floor, last_day(next_working_day(today), limit))
    return max(floor, last_day(attempt.accepted, limit, paused))


def oracle(
    case: Case, today: date, slips: Mapping[str, int] | None = None
) -> dict[str, tuple[date | None, date | None]]:
    situation = as_known(case, today).situation()
    network = network_of(case, situation)
    again = refiled(network, situation)
    spans: dict[str, tuple[date | None, date | None]] = {}
    for code in nx.topological_sort(network):
        state, attempt = situation.state[code], situation.progress[code].attempt
        if state is StepState.DONE or (state in GONE and code not in again):
            assert attempt is not None
            spans[code] = attempt.filed, attempt.ended
            continue
        if state in RUNNING_STATES:
            assert attempt is not None
            start, finish = attempt.filed, running_finish(case, situation, code, today)
        else:
            ends = [end for end in (spans[before][1] for before in network.predecessors(code)) if end is not None]
            start = max([next_working_day(today), *ends])
            finish = last_day(start, case.template.step(code).promised_limit)
        spans[code] = start, nth_working_day(finish, (slips or {}).get(code, 0))
    return spans


def last_of(spans: Mapping[str, tuple[date | None, date | None]]) -> date | None:
    return max((finish for _, finish in spans.values() if finish), default=None)


@settings(max_examples=300, deadline=None)
@given(histories())
def test_dates_and_slack_of_random_histories(made: tuple[Case, date]) -> None:
    case, today = made
    found = outlook(case, today, CALENDAR)
    plain = oracle(case, today)
    assert {step.code: (step.start, step.finish) for step in found.steps} == plain
    assert found.finish == last_of(plain) and found.firm
    for step in found.steps:
        assert (step.slack is None) == step.ended
        if step.slack is not None:
            assert step.critical == (step.slack == 0)
            assert last_of(oracle(case, today, {step.code: step.slack})) == found.finish, step.code
            assert last_of(oracle(case, today, {step.code: step.slack + 1})) > found.finish, step.code  # type: ignore[operator]


@settings(max_examples=150, deadline=None)
@given(templates((Unit.WORKING_DAYS,)), NEW_DAYS)
def test_the_critical_path_is_the_longest_path_of_networkx(template: ApprovalTemplate, today: date) -> None:
    case = Case("c", "p", template, today, "甲")
    found = outlook(case, today, CALENDAR)
    network = network_of(case, case.situation())
    if not network:
        assert found.steps == ()
        return
    days = {code: limit.amount if (limit := template.step(code).promised_limit) else 0 for code in network}
    weighted = nx.DiGraph([(a, b, {"weight": days[b]}) for a, b in network.edges])
    weighted.add_edges_from((("start", code, {"weight": days[code]}) for code in network), default=0)
    total = nx.dag_longest_path_length(weighted)
    assert CALENDAR.count_working(today, found.finish) == total  # type: ignore[arg-type]
    for step in found.steps:
        to = nx.dag_longest_path_length(weighted.subgraph({step.code, *nx.ancestors(weighted, step.code)}))
        onward = nx.dag_longest_path_length(weighted.subgraph({step.code, *nx.descendants(weighted, step.code)}))
        assert step.slack == total - to - onward, step.code


@settings(max_examples=100, deadline=None)
@given(templates(), NEW_DAYS)
def test_a_case_just_opened_looks_like_the_schedule_of_its_template(template: ApprovalTemplate, today: date) -> None:
    found = outlook(Case("c", "p", template, today, "甲"), today, CALENDAR)
    planned = schedule(template, today, CALENDAR)
    assert [(s.code, s.start, s.finish, s.slack, s.critical, s.firm) for s in found.steps] == [
        (s.code, s.start, s.finish, s.slack, s.critical, s.firm) for s in planned
    ]


@settings(max_examples=200, deadline=None)
@given(histories(), st.sampled_from(IMAGINABLE), st.integers(0, 6))
def test_every_claimed_gain_is_that_of_a_copy(made: tuple[Case, date], verb: Verb, index: int) -> None:
    case, today = made
    matter = case.template.codes[index % len(case.template.codes)]
    day = next_working_day(today)
    try:
        claimed = what_if(case, verb, matter, today, CALENDAR)
    except Refusal:
        with pytest.raises(Refusal):
            imagined(case, verb, matter, day)
        return
    copy = imagined(case, verb, matter, day)
    assert case.events == copy.events[: len(case.events)] and len(copy.events) > len(case.events)
    if day == today:
        assert claimed.after == outlook(copy, today, CALENDAR)
        assert last_of(oracle(copy, today)) == claimed.after.finish
    assert claimed.before == outlook(case, today, CALENDAR)
    if claimed.before.finish and claimed.after.finish:
        assert claimed.gain == CALENDAR.count_working(claimed.after.finish, claimed.before.finish)


def step(code: str, days: int, *after: str, **more: object) -> StepTemplate:
    matter = Matter(code, f"事项{code}", promised=Limit(days, Unit.WORKING_DAYS), ask_days=code == "SG02")
    return StepTemplate(matter, after, **more)  # type: ignore[arg-type]


def case_of(*steps: StepTemplate, groups: tuple[ParallelGroup, ...] = ()) -> Case:
    template = ApprovalTemplate("T", "样板", steps=steps, groups=groups)
    return Case("c", "p", template, date(2026, 11, 2), "甲")


def does(case: Case, verb: Verb, day: str, code: str, *, kind: str = "") -> Case:
    on = date.fromisoformat(day)
    act = Act(on, "甲", datetime.combine(on, time(9), CHINA), reason="试", kind=kind)
    return case.with_event(case.decide(verb, code, act, f"{len(case.events):04d}"))


def seen(case: Case, day: str, **more: object) -> Outlook:
    return outlook(case, date.fromisoformat(day), CALENDAR, **more)  # type: ignore[arg-type]


def test_a_late_step_ends_today_and_pushes_what_follows() -> None:
    case = does(case_of(step("A", 3), step("B", 5, "A")), Verb.ACCEPT, "2026-11-02", "A")
    in_time, late = seen(case, "2026-11-04"), seen(case, "2026-11-20")
    assert (in_time.step("A").finish, in_time.finish) == (date(2026, 11, 5), date(2026, 11, 12))
    assert (late.step("A").finish, late.finish) == (date(2026, 11, 20), date(2026, 11, 27))
    assert late.critical == ("A", "B")


def test_a_suspension_is_taken_to_end_on_the_next_working_day_and_ending_it_today_gains_a_day() -> None:
    case = does(case_of(step("A", 5)), Verb.ACCEPT, "2026-11-02", "A")
    case = does(case, Verb.SUSPEND, "2026-11-05", "A", kind="补正")
    found = seen(case, "2026-11-12").step("A")
    assert (found.finish, found.assumed) == (date(2026, 11, 17), RESUMES)
    assert what_if(case, Verb.RESUME, "A", date(2026, 11, 12), CALENDAR).gain == 1


def test_a_refused_step_that_others_wait_for_is_filed_again() -> None:
    case = does(case_of(step("A", 3), step("B", 5, "A")), Verb.ACCEPT, "2026-11-02", "A")
    case = does(case, Verb.RETURN, "2026-11-04", "A")
    found = seen(case, "2026-11-05").step("A")
    assert (found.start, found.finish, found.assumed) == (date(2026, 11, 5), date(2026, 11, 10), FILES_AGAIN)
    alone = does(does(case_of(step("A", 3)), Verb.ACCEPT, "2026-11-02", "A"), Verb.RETURN, "2026-11-04", "A")
    assert seen(alone, "2026-11-05").finish == date(2026, 11, 4)


def test_starting_ahead_and_leaving_out_gain_what_they_take_off_the_path() -> None:
    case = case_of(step("A", 3), step("B", 5, "A"), step("C", 4, "B", optional=True))
    today = date(2026, 11, 2)
    assert what_if(case, Verb.ACCEPT, "B", today, CALENDAR).gain == 3
    assert what_if(case, Verb.FINISH, "A", today, CALENDAR).gain == 3
    assert what_if(case, Verb.SKIP, "B", today, CALENDAR).gain == 5
    assert what_if(case, Verb.INCLUDE, "C", today, CALENDAR).gain == -4
    assert seen(case, "2026-11-02").undecided == ("C",)
    with pytest.raises(Refusal):
        what_if(case, Verb.RESUME, "A", today, CALENDAR)
    with pytest.raises(WrongUsage):
        what_if(case, Verb.ASSIGN, "A", today, CALENDAR)
    with pytest.raises(Refusal, match="不在这个代办件"):
        seen(case, "2026-11-02").step("C")


def test_building_time_counts_when_given_and_runs_from_its_beginning() -> None:
    lengths = {"SG02": Limit(100, Unit.NATURAL_DAYS)}
    case = case_of(StepTemplate(Matter("SG02", "施工", ask_days=True)))
    assert seen(case, "2026-03-02").finish == date(2026, 3, 2)
    assert seen(case, "2026-03-02", lengths=lengths).finish == date(2026, 6, 10)
    begun = does(replace(case, opened_on=date(2026, 3, 2)), Verb.ACCEPT, "2026-03-02", "SG02")
    assert seen(begun, "2026-05-01", lengths=lengths).finish == date(2026, 6, 10)
    with pytest.raises(Refusal, match="由流程模板规定"):
        seen(case_of(step("A", 3)), "2026-11-02", lengths={"A": Limit(1, Unit.WORKING_DAYS)})


def test_a_joint_limit_runs_from_the_first_start_to_the_last_finish() -> None:
    steps = (step("A", 3, parallel_group="联审"), step("B", 5, "A", parallel_group="联审"), step("C", 9))
    joint = ParallelGroup("联审", ("A", "B"), Limit(6, Unit.WORKING_DAYS))
    case = does(case_of(*steps, groups=(joint,)), Verb.ACCEPT, "2026-11-03", "A")
    (group,) = seen(case, "2026-11-04").groups
    assert (group.start, group.due, group.finish, group.over) == (
        date(2026, 11, 3),
        date(2026, 11, 11),
        date(2026, 11, 13),
        2,
    )
    assert seen(case_of(*steps, groups=(replace(joint, limit=None),)), "2026-11-04").groups == ()


def test_what_reaches_into_an_unannounced_year_is_provisional_and_passes_it_on() -> None:
    case = case_of(step("A", 3), step("B", 1, "A"), step("C", 1))
    found = seen(case, "2026-12-29")
    states = {one.code: (one.start_firm, one.firm, one.missing_years) for one in found.steps}
    assert states == {"A": (True, False, (2027,)), "B": (False, False, (2027,)), "C": (True, True, ())}
    assert (found.firm, found.missing_years) == (False, (2027,))
    running = does(case, Verb.ACCEPT, "2026-12-29", "A")
    assert not seen(running, "2026-12-30").step("A").firm
    assert not seen(case, "2027-01-05").step("A").start_firm, "whether that is a working day nobody knows yet"


def test_an_end_of_unknown_date_counts_as_long_past() -> None:
    act = Act(None, "甲", datetime(2026, 11, 2, 9, tzinfo=CHINA))
    case = case_of(step("A", 3), step("B", 1, "A"))
    case = case.with_event(case.decide(Verb.RECORD, "A", act, "1"))
    found = seen(case, "2026-11-02")
    assert (found.step("A").start, found.step("A").finish) == (None, None)
    assert found.step("B").start == date(2026, 11, 2)
