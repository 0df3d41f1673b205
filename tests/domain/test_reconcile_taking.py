"""Taking over 按官方更正: each difference of a step by itself, and what stands in the way of which."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Verb
from desktop_app.domain.official_record import OfficialState
from desktop_app.domain.reconcile_taking import ReconcileTrial, record_in, taken_over
from desktop_app.domain.reconciliation import Aspect, StepRecord, Telling, differences
from desktop_app.domain.refusals import Refusal
from tests.builders import NOON, case, on

TODAY = on("2026-11-23")
TOLD = Telling(TODAY, NOON, "乙", "导出.xlsx 办件 C3")


def recorded(*acts: tuple[Verb, str]) -> Case:
    one, numbers = case("p"), count(1)
    for verb, day in acts:
        kind = "correction" if verb is Verb.SUSPEND else ""
        told = Act(on=on(day), by="甲", at=NOON, reason="缺件", kind=kind)
        one = one.with_event(one.decide(verb, "A01", told, f"e{next(numbers)}"))
    return one


def clashes(one: Case, theirs: StepRecord) -> dict[Aspect, str]:
    free = [two.aspect for two in differences(record_in(one, "A01"), theirs, TODAY) if not two.obstacle]
    return dict(ReconcileTrial(TOLD).clashes(one, "A01", theirs, free))


def taken(one: Case, theirs: StepRecord, *aspects: Aspect, held: frozenset[Aspect] = frozenset()) -> Case:
    numbers = count(100)
    return taken_over(one, "A01", theirs, frozenset(aspects), TOLD, lambda: f"n{next(numbers)}", held)[0]


def test_a_clash_stands_on_the_difference_that_has_it():
    one = recorded((Verb.RECEIVE, "2026-11-09"), (Verb.ACCEPT, "2026-11-10"), (Verb.SUSPEND, "2026-11-13"))
    theirs = StepRecord(OfficialState.DONE, on("2026-11-06"), on("2026-11-09"), on("2026-11-12"))
    found = clashes(one, theirs)
    assert list(found) == [Aspect.OUTCOME]
    assert "暂停" in found[Aspect.OUTCOME]


def test_what_follows_from_a_clash_has_it_too():
    one = recorded((Verb.ACCEPT, "2026-11-12"))
    theirs = StepRecord(OfficialState.DONE, None, on("2026-11-09"), on("2026-11-10"))
    assert clashes(one, theirs) == {}, "together they fit"
    with pytest.raises(Refusal):
        taken(one, theirs, Aspect.OUTCOME)


def test_a_day_held_back_is_not_brought_along():
    theirs = StepRecord(OfficialState.DONE, on("2026-11-06"), on("2026-11-09"), on("2026-11-12"))
    brought = record_in(taken(case("p"), theirs, Aspect.OUTCOME), "A01")
    assert (brought.received, brought.accepted, brought.ended) == (theirs.received, theirs.accepted, theirs.ended)
    held = record_in(taken(case("p"), theirs, Aspect.OUTCOME, held=frozenset({Aspect.RECEIVED})), "A01")
    assert (held.received, held.accepted, held.ended) == (None, theirs.accepted, theirs.ended)


def test_an_outcome_that_would_differ_still_is_refused():
    theirs = StepRecord(OfficialState.ACCEPTED, None, on("2026-11-09"))
    with pytest.raises(Refusal, match="办理状态仍会与官方不一致"):
        taken(case("p"), theirs, Aspect.OUTCOME, held=frozenset({Aspect.ACCEPTED}))


DAYS = st.integers(0, 20).map(lambda days: date(2026, 11, 1) + timedelta(days))


def in_order(state: OfficialState, days: list[date], filed: bool, accepted: bool) -> StepRecord:
    first, second, third = sorted(days)
    return StepRecord(state, first if filed else None, second if accepted else None, third)


RECORDS = st.builds(
    in_order,
    st.sampled_from([OfficialState.DONE, OfficialState.WITHDRAWN]),
    st.lists(DAYS, min_size=3, max_size=3),
    st.booleans(),
    st.booleans(),
)
VERBS = (Verb.RECEIVE, Verb.ACCEPT, Verb.SUSPEND, Verb.RESUME, Verb.FINISH)


@given(st.lists(DAYS, min_size=5, max_size=5), st.integers(0, 5), RECORDS)
def test_what_is_free_can_be_taken_over_and_nothing_more(days, acts, theirs):
    one = recorded(*((verb, day.isoformat()) for verb, day in zip(VERBS[:acts], sorted(days), strict=False)))
    found = clashes(one, theirs)
    free = {
        two.aspect
        for two in differences(record_in(one, "A01"), theirs, TODAY)
        if not two.obstacle and two.aspect not in found
    }
    after = taken(one, theirs, *free)
    left = {two.aspect for two in differences(record_in(after, "A01"), theirs, TODAY) if not two.obstacle}
    assert not left & free
    assert set(clashes(after, theirs)) == left, "what clashed still does"
