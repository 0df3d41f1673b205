"""Handing a case over and back: nothing stays behind, nothing is lost, and back is where it was."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.events import Act, Verb
from desktop_app.domain.handover import (
    KIND,
    Counts,
    HandedCase,
    HandedOriginal,
    HandoverAct,
    HandoverEntry,
    HandoverList,
    HandoverState,
    carried_on,
    given_back,
    handovers_of,
    reassigned,
)
from desktop_app.domain.progress import ENDED_STATES
from desktop_app.domain.refusals import Refusal
from tests.builders import CODES, NOON, carried_steps, case, event, on

PEOPLE = ("甲", "乙", "丙")
NUMBER = "JJ-2026-001"
ACT = Act(on("2026-11-20"), "丁", NOON, reason="岗位调整", kind=KIND, basis=NUMBER)
BACK = replace(ACT, reason="交错了", basis=f"{NUMBER} 撤回")


def ids():
    return (f"h{number}" for number in count())


def carried(officer, assigned=(), done=()):
    """A case opened by an officer, with steps assigned to others and steps that are done."""
    events = [event("p", Verb.OPEN, "", case_id="c", officer=officer, id="open")]
    for place, (code, name) in enumerate(assigned):
        events.append(event("p", Verb.ASSIGN, code, case_id="c", officer=name, id=f"a{place}"))
    for code in done:
        events += [event("p", verb, code, case_id="c", id=f"{verb}{code}") for verb in (Verb.ACCEPT, Verb.FINISH)]
    return case("p", id="c", officer=officer, events=tuple(events))


def officers(of):
    situation = of.situation()
    return {code: of.officer_of(code, situation.progress[code]) for code in of.template.codes}


ASSIGNED = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(PEOPLE)), max_size=6, unique_by=lambda one: one[0]
)


@given(
    officer=st.sampled_from(PEOPLE),
    assigned=ASSIGNED,
    done=st.integers(0, 3),
    pair=st.permutations(PEOPLE),
)
def test_nothing_stays_behind_and_back_is_where_it_was(officer, assigned, done, pair):
    giver, taker = pair[:2]
    before = carried(officer, assigned, CODES[:done])
    total = len(before.situation().state)
    after, told = reassigned(before, (giver,), taker, ACT, ids())
    assert carried_steps(after, (giver,)) == ()
    assert len(after.situation().state) == total
    kept = {code: name for code, name in officers(before).items() if name != giver}
    assert {code: officers(after)[code] for code in kept} == kept
    assert set(officers(after).values()) <= set(officers(before).values()) - {giver} | {taker, giver}
    assert {one.kind for one in told} <= {KIND}
    restored, _ = given_back(after, NUMBER, taker, BACK, ids())
    assert officers(restored) == officers(before)
    assert restored.officer == before.officer


def test_a_step_that_is_done_stays_with_whom_it_was_done_by_unless_its_result_waits():
    before = carried("丙", [("A01", "甲")], ["A01"])
    after, told = reassigned(before, ("甲",), "乙", ACT, ids())
    assert (officers(after)["A01"], told) == ("甲", ())
    after, told = reassigned(before, ("甲",), "乙", ACT, ids(), unserved=("A01",))
    assert (officers(after)["A01"], len(told)) == ("乙", 1)
    assert after.situation().state["A01"] in ENDED_STATES


def test_what_has_moved_on_is_not_given_back():
    after, _ = reassigned(carried("甲", [("A02", "甲")]), ("甲",), "乙", ACT, ids())
    moved, _ = reassigned(after, ("乙",), "丙", replace(ACT, basis="JJ-2026-002"), (f"x{n}" for n in count()))
    with pytest.raises(Refusal, match="又改派给了丙"):
        given_back(moved, NUMBER, "乙", BACK, ids())


def test_counts_are_told_with_their_names_and_add_up():
    one = HandedCase("c", "p", "项目", "企业", "流程", True, 5, 2, 1, None)
    handed = HandoverList(
        "甲", "乙", on("2026-11-20"), (one, replace(one, case_id="d")),
        originals=(HandedOriginal("m", "c", "项目", "证书", 3, on("2026-11-02")),),
    )  # fmt: skip
    assert handed.counts == Counts(projects=1, cases=2, running=4, overdue=2, originals=3)
    assert handed.counts.words.startswith("项目 1、代办件 2、未结环节 0、在办环节（含暂停） 4、逾期环节 2、原件 3")
    assert handed.counts + handed.counts == Counts(projects=2, cases=4, running=8, overdue=4, originals=6)
    assert handed.digest != replace(handed, taker="丙").digest


def test_a_handover_stands_where_its_last_act_left_it():
    handed = HandoverList("甲", "乙", on("2026-11-20"))
    made = HandoverEntry(NUMBER, HandoverAct.HAND_OVER, NOON, "甲", "离岗", handed)
    (waiting,) = handovers_of([made])
    assert (waiting.state, waiting.reason) == (HandoverState.WAITING, "离岗")
    assert waiting.words == "JJ-2026-001 甲 → 乙，2026年11月20日，待接收"
    waiting.require_waiting("撤回")
    (accepted,) = handovers_of([made, HandoverEntry(NUMBER, HandoverAct.ACCEPT, NOON, "乙")])
    with pytest.raises(Refusal, match="已由乙在 2026年11月5日 登记为“已接收，数量相符”，不能再撤回"):
        accepted.require_waiting("撤回")


def test_who_carried_a_step_on_a_past_day_is_told_whoever_carries_it_now():
    before = carried("甲", [(CODES[0], "乙")])
    after, _events = reassigned(before, PEOPLE[:1], "丙", ACT, ids())
    eve, day = on("2026-11-19"), on("2026-11-20")
    told = {code: after.situation(eve).progress[code] for code in (CODES[0], CODES[1])}
    assert (carried_on(after, told[CODES[0]], eve), carried_on(after, told[CODES[1]], eve)) == ("乙", "甲")
    assert carried_on(after, after.situation(day).progress[CODES[1]], day) == "丙" == after.officer
    assert carried_on(replace(after, events=()), told[CODES[1]], eve) == "丙", "nothing is known of anybody else"
