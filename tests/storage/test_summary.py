"""The ledger line of a project is told by its steps, each matter once."""

from __future__ import annotations

import pytest

from desktop_app.domain.progress import StepState
from desktop_app.storage.summary import summary
from tests.builders import case, on, step_now, still

FIRST, SECOND = case("p", id="c1"), case("p", id="c2", officer="乙")


def test_a_summary_of_nothing_is_empty() -> None:
    nothing = summary([], [])
    assert (nothing["total"], nothing["done"], nothing["next_due_on"], nothing["current_matter"]) == (0, 0, None, "")


def test_a_matter_two_cases_share_counts_once() -> None:
    rows = [step_now(one, "A01", state=StepState.DONE, due_on=None) for one in (FIRST, SECOND)]
    assert (summary(rows, ["甲"])["done"], summary(rows, ["甲"])["total"]) == (1, 1)


@pytest.mark.parametrize("turn", [1, -1])
def test_of_a_shared_matter_the_louder_step_counts(turn: int) -> None:
    """Two templates may promise different lengths for one matter, and one of them may leave it out."""
    short, long = on("2026-11-06"), on("2026-11-10")
    found = summary([step_now(FIRST, due_on=long), step_now(SECOND, due_on=short)][::turn], ["甲"])
    assert found["next_due_on"] == short
    skipped = still(FIRST, "A01", StepState.SKIPPED)
    undecided = still(FIRST, "A01", StepState.WAITING, undecided=True)
    for quiet in (skipped, undecided):
        ready = still(SECOND, "A01", StepState.READY)
        found = summary([quiet, ready][::turn], ["甲"])
        assert (found["ready"], found["total"], found["officer"]) == (1, 1, "乙")


def test_the_current_matter_is_the_one_that_presses() -> None:
    waiting = step_now(FIRST, "A04", state=StepState.WAITING, due_on=None)
    ready = step_now(FIRST, "A03", state=StepState.READY, due_on=None)
    suspended = step_now(FIRST, "A02", state=StepState.SUSPENDED, due_on=None, suspended_on=on("2026-11-05"))
    due = step_now(FIRST, "A01", due_on=on("2026-12-01"))
    done = step_now(FIRST, "E01", state=StepState.DONE, due_on=on("2026-10-01"))
    rows = [done, waiting, ready, suspended, due]
    assert [summary(rows[:size], ["甲"])["current_matter"] for size in (2, 3, 4, 5)] == [
        "",
        "事项A03",
        "事项A02",
        "事项A01",
    ]
    assert summary(rows, ["甲"])["suspended_on"] == on("2026-11-05")
    assert summary(rows, ["甲"])["next_due_on"] == on("2026-12-01"), "a finished step has no date to keep"


def test_a_limit_of_the_enterprise_is_not_told_as_a_promise() -> None:
    own, theirs = (step_now(FIRST, bound_party=party) for party in ("enterprise", "authority"))
    assert [summary([one], ["甲"])["next_due_clock"] for one in (own, theirs)] == ["enterprise", "promised"]
