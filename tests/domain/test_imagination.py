"""An imagined act is decided by the rules of the case and leaves the case itself alone."""

from datetime import date

import pytest

from desktop_app.domain.case import Case
from desktop_app.domain.events import Verb
from desktop_app.domain.imagination import imagined
from desktop_app.domain.limit import Limit, Unit
from desktop_app.domain.matter import Matter
from desktop_app.domain.progress import StepState
from desktop_app.domain.refusals import Refusal, WrongUsage
from desktop_app.domain.template import ApprovalTemplate, StepTemplate
from tests.domain.test_outlook import does

DAY = date(2026, 11, 20)
STEPS = tuple(
    StepTemplate(Matter(code, code, promised=Limit(5, Unit.WORKING_DAYS)), after)
    for code, after in (("A", ()), ("B", ("A",)))
)
CASE = Case("c", "p", ApprovalTemplate("T", "样板", steps=STEPS), date(2026, 11, 2), "甲")


def test_a_finish_accepts_first_and_a_start_may_be_ahead() -> None:
    assert imagined(CASE, Verb.FINISH, "A", DAY).situation().state["A"] is StepState.DONE
    begun = imagined(CASE, Verb.ACCEPT, "B", DAY).situation().progress["B"]
    assert begun.attempt is not None and begun.attempt.accepted == DAY and begun.marks == ("提前",)
    assert CASE.events == ()


def test_a_resumption_ends_every_suspension_of_a_step() -> None:
    held = does(CASE, Verb.ACCEPT, "2026-11-02", "A")
    held = does(does(held, Verb.SUSPEND, "2026-11-05", "A", kind="补正"), Verb.SUSPEND, "2026-11-06", "A", kind="招标")
    attempt = imagined(held, Verb.RESUME, "A", DAY).situation().progress["A"].attempt
    assert attempt is not None and [one.resumed for one in attempt.suspensions] == [DAY, DAY]


def test_what_the_rules_forbid_is_refused() -> None:
    for verb, matter in ((Verb.RESUME, "A"), (Verb.ACCEPT, "X"), (Verb.INCLUDE, "A")):
        with pytest.raises(Refusal):
            imagined(CASE, verb, matter, DAY)
    with pytest.raises(WrongUsage):
        imagined(CASE, Verb.ASSIGN, "A", DAY)
