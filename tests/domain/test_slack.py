"""The slack of many mornings is that of an outlook made anew for each of them."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.case import Case
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.outlook import as_known, outlook_from
from desktop_app.domain.progress import RUNNING_STATES
from desktop_app.domain.slack import Slacks
from desktop_app.domain.template import ApprovalTemplate
from desktop_app.domain.unfolding import Unfolding
from tests.domain.histories import CALENDAR, histories, templates


def asking(template: ApprovalTemplate) -> ApprovalTemplate:
    """The same steps: the first asks for its time, all have a time in which corrections must be told."""
    notice = Limit(5, Unit.WORKING_DAYS)
    matters = [
        replace(step.matter, ask_days=not place, correction_notice=notice) for place, step in enumerate(template.steps)
    ]
    steps = tuple(replace(step, matter=matter) for step, matter in zip(template.steps, matters, strict=True))
    return replace(template, steps=steps)


@settings(max_examples=150, deadline=None)
@given(histories(templates().map(asking)), st.integers(0, 9))
def test_the_slack_of_every_morning_is_that_of_the_outlook(made: tuple[Case, date], asked: int) -> None:
    case, as_of = made
    lengths = {step.code: Limit(asked, Unit.NATURAL_DAYS) for step in case.template.steps if step.matter.ask_days}
    record = Unfolding(case)
    slacks = Slacks(case.template, CALENDAR, case.opened_on, lengths)
    day = CALENDAR.add_working(case.opened_on, 1)
    while day <= as_of:
        before = day - timedelta(days=1)
        situation = record.situation(before)
        running = [code for code, state in situation.state.items() if state in RUNNING_STATES]
        if running:
            seen = outlook_from(as_known(case, before), situation, day, CALENDAR, lengths=lengths)
            expected = {step.code: step.slack for step in seen.steps if step.code in running}
            assert slacks.mornings(situation).slack(day, running) == expected
        day = CALENDAR.add_working(day, 1)


@settings(max_examples=60, deadline=None)
@given(histories())
def test_what_one_morning_worked_out_does_not_change_another(made: tuple[Case, date]) -> None:
    case, as_of = made
    situation = case.situation(as_of)
    running = [code for code, state in situation.state.items() if state in RUNNING_STATES]
    if not running:
        return
    days = [CALENDAR.add_working(as_of, count) for count in range(1, 30)]
    slacks = Slacks(case.template, CALENDAR, as_of)
    mornings = slacks.mornings(situation)
    forwards = [mornings.slack(day, running) for day in days]
    assert forwards == [Slacks(case.template, CALENDAR, as_of).mornings(situation).slack(day, running) for day in days]
