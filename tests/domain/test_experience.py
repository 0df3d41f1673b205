"""Examples out of records: working days taken and waited, and what cannot be told."""

import random
from datetime import date

import pytest

from desktop_app.bootstrap import bundled
from desktop_app.domain.experience import Experience, StepRecord, past_steps, ready_days, usual_days
from desktop_app.domain.limit import Limit
from desktop_app.domain.pace import GRID
from tests.builders import template

CALENDAR = bundled().calendar
OPENED, TODAY = date(2026, 11, 2), date(2026, 11, 18)


def examples(**records: StepRecord):
    found = past_steps("p", "甲", OPENED, template(), records, CALENDAR, TODAY)
    return {one.matter: one for one in found}


def test_days_and_waits_are_working_days():
    found = examples(
        A01=StepRecord(date(2026, 11, 4), date(2026, 11, 10), done=True), A02=StepRecord(date(2026, 11, 12))
    )
    assert (found["A01"].days, found["A01"].waited, found["A01"].ended) == (4, 2, True)
    assert (found["A02"].days, found["A02"].waited, found["A02"].ended) == (4, 2, False)


def test_what_is_refused_or_has_no_date_is_no_example():
    assert not examples(A01=StepRecord(date(2026, 11, 4), gone=True))
    assert not examples(A01=StepRecord(None, None, done=True))
    assert not examples(A01=StepRecord(date(2026, 11, 4), None, done=True))


def test_a_step_begun_ahead_of_a_running_one_did_not_wait():
    found = examples(A01=StepRecord(date(2026, 11, 4)), A02=StepRecord(date(2026, 11, 6)))
    assert found["A02"].waited is None


def test_a_step_without_record_passes_its_predecessors_on():
    ready = ready_days(template(), OPENED, {"A01": StepRecord(OPENED, date(2026, 11, 5), done=True)})
    assert (ready["A01"], ready["A02"], ready["A03"]) == (OPENED, date(2026, 11, 5), date(2026, 11, 5))


@pytest.mark.parametrize(
    ("limit", "days"), [("8WD", 8), ("0WD", 1), ("365ND", 250), ("14WH", 2), ("5D", 5), ("72NH", 2.05)]
)
def test_limits_in_working_days(limit, days):
    assert usual_days(Limit.parse(limit)) == pytest.approx(days, abs=0.02)
    assert usual_days(None) is None


def test_experience_is_kept_per_matter_and_authority():
    step = template().step("A01")
    past = [
        one
        for number in range(6)
        for one in past_steps(
            f"p{number}", "甲", OPENED, template(), {"A01": StepRecord(OPENED, TODAY, done=True)}, CALENDAR, TODAY
        )
    ]
    learned, blank = Experience(past), Experience()
    assert (learned.samples(step), blank.samples(step), learned.samples(template().step("A02"))) == (6, 0, 0)
    middle = [one.days(step, step.promised_limit, random.Random(1))[GRID // 2] for one in (blank, learned)]
    assert middle[0] < 5 < 8 < middle[1]
