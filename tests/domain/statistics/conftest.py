"""A case of a few steps as figures see it."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pytest

from desktop_app.bootstrap import bundled
from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.progress import StepState
from desktop_app.domain.standing import standing
from desktop_app.domain.statistics.figure import Seen, Span
from tests.builders import NOON, case, event, on, project


@pytest.fixture(scope="session")
def calendar():
    """The official calendar."""
    return bundled().calendar


@pytest.fixture
def span():
    """The days from 2026-10-01, looked at on 2026-11-20."""
    return Span(on("2026-10-01"), on("2026-11-20"), on("2026-11-20"))


@pytest.fixture
def seen_with(calendar):
    """Sees a case with these acts (verb, matter, day, more) on a day."""

    def seen(*acts, day="2026-11-20", of: Case | None = None, **more):
        facts: dict[str, Any] = {"zone": "甲区", "investment_yuan": 100_000_000} | more
        owner = project(**facts)
        of = of or case(owner.id, opened_on=on("2026-10-08"))
        made = [
            event(
                owner.id,
                Verb(verb),
                matter,
                on=on(on_day),
                at=datetime.combine(on(on_day), time(10), NOON.tzinfo),
                case_id=of.id,
                **(rest[0] if rest else {}),
            )
            for verb, matter, on_day, *rest in acts
        ]
        of = replace(of, project_id=owner.id, events=tuple(made))
        situation = of.situation()
        steps = tuple(
            standing(of, situation, step.code, on(day), calendar)
            for step in of.template.steps
            if situation.state[step.code] is not StepState.SKIPPED
        )
        return Seen(owner, of, steps, on(day), calendar, ended=situation.ended)

    return seen


@pytest.fixture(scope="session")
def calendar_of_all(calendar):
    """The same calendar for properties, which are tried many times in one test."""
    return calendar
