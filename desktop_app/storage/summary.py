"""Summary: what the ledger line of a project needs to know of its steps, without looking at the present day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop_app.application.ports import StepNow
from desktop_app.domain.limit import BoundParty
from desktop_app.domain.progress import ENDED_STATES, RUNNING_STATES, StepState
from desktop_app.storage.mapping import order_key

_LOUDNESS = (
    StepState.IN_PROGRESS,
    StepState.SUSPENDED,
    StepState.READY,
    StepState.DONE,
    StepState.WAITING,
    StepState.REFUSED,
    StepState.WITHDRAWN,
    StepState.SKIPPED,
)


def summary(rows: Sequence[StepNow], case_officers: Sequence[str]) -> dict[str, Any]:
    """The summary columns of a project from the steps of all its cases, and the officers of these, oldest case first.

    A matter that several cases share counts once: as it stands where it is furthest.
    """
    once = _once_per_matter(rows)
    counted = [row for row in once if row.state is not StepState.SKIPPED and not row.undecided]
    unended = [row for row in once if row.state not in ENDED_STATES]
    due = sorted((row for row in unended if row.binds_on), key=lambda row: (row.binds_on, row.ordinal))
    running = [row for row in unended if row.state in RUNNING_STATES]
    suspended = [row for row in running if row.state is StepState.SUSPENDED]
    ready = [row for row in unended if row.state is StepState.READY]
    current = next(iter([*due, *running, *ready]), None)
    officer = next((name for name in [current.officer if current else "", *case_officers] if name), "")
    states = Counter(row.state for row in counted)
    return {
        "next_due_on": due[0].binds_on if due else None,
        "next_due_firm": due[0].firm if due else True,
        "next_due_clock": clock_of(due[0]) if due else "",
        "running_due_on": next((row.binds_on for row in due if row.state is not StepState.SUSPENDED), None),
        "current_matter": current.title if current else "",
        "officer": officer,
        "officer_order": order_key(officer),
        "suspended_on": min((row.suspended_on for row in suspended if row.suspended_on), default=None),
        "suspended": states[StepState.SUSPENDED],
        "running": states[StepState.IN_PROGRESS],
        "ready": states[StepState.READY],
        "waiting": states[StepState.WAITING],
        "unended": len(unended),
        "done": states[StepState.DONE],
        "total": len(counted),
        "cases": len(case_officers),
    }


def clock_of(row: StepNow) -> str:
    """Which clock ends next; whose promise it is, is said where it is no department's."""
    return row.bound_party if row.bound_party == BoundParty.ENTERPRISE else row.clock


def _once_per_matter(rows: Sequence[StepNow]) -> list[StepNow]:
    """The cases agree on what the authority did with a matter, but one may have left it out and another not."""
    found: dict[str, StepNow] = {}
    for row in rows:
        known = found.get(row.matter)
        if known is None or _place(row) < _place(known):
            found[row.matter] = row
    return list(found.values())


def _place(row: StepNow) -> tuple[bool, int, date]:
    # Two templates may promise different lengths for one matter: the shorter one presses.
    return (row.undecided, _LOUDNESS.index(row.state), row.binds_on or date.max)
