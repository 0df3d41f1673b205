"""Progress: a machine plays every act and reversal in any order; the record must stay sound whatever it does."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop_app.domain.calendar import WorkingCalendar, YearNotice
from desktop_app.domain.case import Case
from desktop_app.domain.events import Act, Event, Verb
from desktop_app.domain.limit import Limit
from desktop_app.domain.matter import Matter
from desktop_app.domain.progress import ENDED_STATES, POSSIBLE_IN, StepState, first_groundless, fold, without_reversed
from desktop_app.domain.refusals import Refusal
from desktop_app.domain.standing import standings
from desktop_app.domain.suspension import SUSPENSION_KINDS
from desktop_app.domain.template import ApprovalTemplate, ChoiceGroup, ChoiceRule, StepTemplate

CALENDAR = WorkingCalendar([YearNotice(2026, "测试安排", True, frozenset(), frozenset(), None, "", "")])
NOW = datetime(2026, 6, 30, 9, tzinfo=timezone(timedelta(hours=8)))
FIRST = date(2026, 3, 2)


def template() -> ApprovalTemplate:
    def step(code: str, *after: str, optional: bool = False) -> StepTemplate:
        limits = {"promised": Limit.parse("3WD"), "statutory": Limit.parse("20WD")}
        return StepTemplate(Matter(code, f"事项{code}", "立项", "审批局", "许可", **limits), after, optional=optional)  # type: ignore[arg-type]

    steps = (
        step("A"),
        step("B", "A"),
        step("C", "B", optional=True),
        step("D", "B", optional=True),
        step("E", "A", optional=True),
        step("F", "C", "D", "E"),
    )
    return ApprovalTemplate(
        key="T", name="样板", steps=steps, choices=(ChoiceGroup("二选一", ChoiceRule.EXACTLY_ONE, ("C", "D")),)
    )


TEMPLATE = template()
ACTS = [verb for verb in POSSIBLE_IN if verb is not Verb.RECORD]


class CaseMachine(RuleBasedStateMachine):
    """Plays acts on the steps of one case, forwards in time; refused acts must leave no trace."""

    def __init__(self) -> None:
        super().__init__()
        self.case = Case("c", "p", TEMPLATE, FIRST, "甲")
        self.day = FIRST

    def attempt(self, verb: Verb, matter: str, **more: object) -> None:
        before = self.case
        act = Act(self.day, "甲", NOW, **more)  # type: ignore[arg-type]
        try:
            event = before.decide(verb, matter, act, f"{len(before.events):05d}")
        except Refusal as refusal:
            assert str(refusal) and "{" not in str(refusal)
            assert self.case == before
            return
        self.case = before.with_event(event)

    @rule(days=st.integers(0, 9))
    def time_passes(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(
        verb=st.sampled_from(ACTS),
        matter=st.sampled_from(TEMPLATE.codes),
        kind=st.sampled_from(SUSPENSION_KINDS),
        basis=st.sampled_from(("", "〔2026〕1号")),
        reason=st.sampled_from(("", "原因")),
    )
    def act(self, verb: Verb, matter: str, kind: object, basis: str, reason: str) -> None:
        name = getattr(kind, "key", "") if verb is Verb.SUSPEND else ""
        officer = "乙" if verb in (Verb.ASSIGN, Verb.EXTEND) else ""
        self.attempt(
            verb, matter, kind=name, basis=basis, reason=reason, officer=officer, note="缺图纸", amount=2, time="09:00"
        )

    @rule(matter=st.sampled_from(TEMPLATE.codes))
    def finish_it_all(self, matter: str) -> None:
        """Takes a step to its end, so that the machine gets past the first step."""
        self.attempt(Verb.INCLUDE, matter)
        self.attempt(Verb.ACCEPT, matter)
        self.attempt(Verb.FINISH, matter)

    @rule(matter=st.sampled_from(TEMPLATE.codes), month=st.sampled_from(("", "2026-01")))
    def record(self, matter: str, month: str) -> None:
        self.attempt(Verb.RECORD, matter, month=month)

    @precondition(lambda self: self.case.events)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        target: Event = data.draw(st.sampled_from(self.case.events))
        self.attempt(Verb.REVERSE, target.matter, event=target.id, reason="录错")

    @invariant()
    def every_state_follows_from_its_events(self) -> None:
        situation = self.case.situation()
        for code, state in situation.state.items():
            progress = fold(code, self.case.events_of(code))
            assert progress == situation.progress[code]
            if progress.attempts:
                assert state is progress.raw_state
            assert first_groundless(code, without_reversed(self.case.events_of(code))) is None
            assert (code in situation.left_out) <= (state is StepState.SKIPPED)
        chosen = [code for code in ("C", "D") if situation.progress[code].attempts or situation.progress[code].included]
        assert {"C", "D"} - situation.left_out, "one way of the choice always stays open"
        assert len(chosen) < 2 or all(situation.progress[code].attempts for code in chosen)

    @invariant()
    def nothing_is_ready_before_its_time(self) -> None:
        situation = self.case.situation()
        for code, state in situation.state.items():
            if state is StepState.READY:
                assert not situation.blocked_by[code] and code not in situation.undecided
            if state is StepState.WAITING:
                assert situation.blocked_by[code] or code in situation.undecided
        assert situation.ended == all(state in ENDED_STATES for state in situation.state.values())

    @invariant()
    def clocks_can_be_read_on_any_day(self) -> None:
        for one in standings(self.case, self.day, CALENDAR, until=None):
            for clock in one.clocks:
                counted = [day for day in clock.derivation.days if day.counts]
                extra = one.progress.attempt.extension(clock.name) if one.progress.attempt else None
                assert len(counted) == clock.limit.amount + (extra.amount if extra else 0)
                assert clock.derivation.due >= clock.start
                assert clock.original is None or clock.original.due <= clock.derivation.due


TestCaseMachine = CaseMachine.TestCase
TestCaseMachine.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


@pytest.mark.parametrize("verb", sorted(POSSIBLE_IN, key=str))
def test_every_act_is_possible_somewhere_and_impossible_somewhere_else(verb: Verb) -> None:
    assert POSSIBLE_IN[verb]
    assert verb is Verb.ASSIGN or set(StepState) - POSSIBLE_IN[verb]


def test_an_open_suspension_ends_with_the_attempt() -> None:
    def entry(number: int, verb: Verb, day: int, kind: str = "", reason: str = "") -> Event:
        return Event(f"{number}", "p", "c", "A", verb, date(2026, 3, day), NOW, "甲", kind=kind, reason=reason)

    found = fold(
        "A",
        [
            entry(1, Verb.ACCEPT, 2),
            entry(2, Verb.SUSPEND, 3, kind="correction", reason="缺件"),
            entry(3, Verb.WITHDRAW, 5, reason="企业撤回"),
        ],
    )
    assert found.attempt is not None and found.attempt.open_suspensions == ()
    assert found.attempt.suspensions[0].resumed == date(2026, 3, 5)
